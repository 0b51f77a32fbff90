"""What the readers of marked-up formats share: tables, links and notes through the composer, and the document made."""

from collections.abc import Callable, Iterable

from lxml import etree

from extract.model import Cell, Document, Entry, Fault, Grid, Link, LinkKind, Metadata, Pieces, Relation, Source, Style
from extract.read.composer import Composer
from extract.read.rows import has_head, write_rows

Laid = tuple[tuple[Cell, ...], bool]
"""The cells of a table in their places, and whether its mark-up tells which are heads."""


class BlockWriter:
    """Holds what a reader has written so far; each reader adds how its own format is walked through."""

    def __init__(self) -> None:
        self.composer = Composer()
        self.grids: list[Grid] = []
        self.links: list[Link] = []
        self.entries: list[Entry] = []

    def write_cells(self, table: etree._Element, write: Callable[[etree._Element], None]) -> Laid:
        """The rows of a table into the open block, which ends with them; the words of each cell by `write`."""
        layout = write_rows(table, self.composer, write)
        self.composer.close()
        return layout.cells(), has_head(table)

    def add_grids(
        self,
        tables: Iterable[Laid],
        label: str | None,
        target: str | None,
        caption: Pieces,
        notes: Iterable[Pieces] = (),
        *,
        empty: tuple[str, ...] = (),
    ) -> None:
        """Tables under one caption, each a grid; `empty` are the faults of one without cells."""
        stated = tuple(note for note in notes if note)
        self.grids += [
            Grid(
                cells=cells,
                label=label,
                target=target,
                caption=caption,
                notes=stated,
                roles_given=roles_given,
                faults=() if cells else empty,
            )
            for cells, roles_given in tables
        ]

    def add_link(self, kind: LinkKind | None, start: int, targets: tuple[str, ...]) -> None:
        """A link on the words from `start` to here; none where no words stand there or it leads nowhere."""
        span = self.composer.span_from(start)
        if kind is not None and targets and span:
            self.links.append(Link(kind=kind, span=span, targets=targets))

    def open_note(self, number: int) -> None:
        """A footnote begins, with the number by which the text calls it."""
        self.composer.open("note", target=f"note{number}")
        self.composer.write(f"{number} ", Style.SUPERSCRIPT)

    def document(
        self,
        source: Source,
        metadata: Metadata,
        *,
        relations: tuple[Relation, ...] = (),
        faults: tuple[Fault, ...] = (),
    ) -> Document:
        """All that was written."""
        return Document(
            source=source,
            text=self.composer.text(),
            blocks=self.composer.blocks(),
            grids=tuple(self.grids),
            links=tuple(sorted(self.links, key=lambda link: link.span)),
            entries=tuple(self.entries),
            runs=self.composer.runs,
            metadata=metadata,
            relations=relations,
            faults=faults,
        )
