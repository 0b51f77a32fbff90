"""PDFs with passages marked: pages as pictures for reports, `show --image` and the served pages; a copy with notes."""

import base64
import hashlib
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.errors import ExtractError, UsageError
from extract.model import Box, Paper
from extract.pipeline.workers import Limits, Worker

if TYPE_CHECKING:
    from extract.read.pdf.highlights import Highlight
    from extract.report.pages.writing import Pictures
    from extract.store import Database

LIMITS = Limits(seconds=10.0, megabytes=2048)
"""For one page: drawn in a twentieth of a second as a rule, in three seconds with the largest pictures seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to be drawn: the bytes of its PDF, its number from 1, boxes to be marked, and how finely.

    `around`: only a band of the page, so many points beyond the boxes. `layout`: what the reader sees on it is drawn in
    place of boxes.
    """

    data: bytes
    number: int
    boxes: tuple[Box, ...] = ()
    dots_per_point: float = 2.0
    colours: int | None = None
    around: float | None = None
    layout: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A PDF of which a copy with highlights is wanted."""

    data: bytes
    highlights: "tuple[Highlight, ...]"


def draw(page: Page | Copy) -> bytes:
    """The page as PNG, or the copy as PDF, in this process."""
    if isinstance(page, Copy):
        from extract.read.pdf.highlights import highlighted

        return highlighted(page.data, page.highlights)
    if page.layout:
        from extract.read.pdf.picture import layout_png

        return layout_png(page.data, page.number, dots_per_point=page.dots_per_point)
    from extract.read.pdf.picture import page_png

    return page_png(
        page.data,
        page.number,
        page.boxes,
        dots_per_point=page.dots_per_point,
        colours=page.colours,
        around=page.around,
    )


class Drawer:
    """One process, started when first asked and again where it ended; whoever asks meanwhile waits for it."""

    def __init__(self, limits: Limits = LIMITS, task: Callable[[Page | Copy], bytes] = draw) -> None:
        self._limits, self._task = limits, task
        self._turn = threading.Lock()
        self._worker: Worker[Page | Copy, bytes] | None = None

    def made(self, page: Page | Copy) -> bytes:
        """The page as PNG, or the copy as PDF. Raises `BadPdf`, `TooSlow`, `TooHungry` or `Crashed`."""
        with self._turn:
            worker = self._worker
            if worker is None or not worker.is_fit:
                if worker is not None:
                    worker.end()
                worker = self._worker = Worker(self._task, self._limits)
            try:
                made, error = worker.ask(page, threading.Event())
            except BaseException:
                # The caller was interrupted: the answer on its way belongs to nobody.
                worker.end()
                self._worker = None
                raise
        if made is None:
            raise error or ExtractError("nothing was drawn")
        return made


DRAWER = Drawer()
"""The process of all who draw."""


def page_png(data: bytes, number: int, boxes: tuple[Box, ...], **how: Any) -> bytes:
    """A page of a PDF with boxes marked, as PNG; `how` are the other fields of `Page`."""
    return DRAWER.made(Page(data=data, number=number, boxes=boxes, **how))


MOST_PICTURES = 60
MOST_FAILED = 2
AROUND = 60.0
"""Points of the page shown above and below the passage: its paragraph, and a file of a tenth of the page's size."""

COLOURS = {"error": (255, 168, 158), "warning": (255, 216, 128), "note": (174, 208, 255)}
"""Red, green and blue of the highlights: light enough to read through, apart for those who do not see red and green."""

AUTHOR = "extract"


def row_png(database: "Database", row: dict[str, Any]) -> bytes:
    """The page of a row with its passage marked. A finding means its first passage that has a place."""
    passage = next(
        (passage for passage in (row, *(row.get("evidence") or ())) if passage.get("page") and passage.get("boxes")),
        None,
    )
    if passage is None:
        raise UsageError(f"{row['id']} has no place on a page: only passages of PDFs have one")
    data = source_bytes(database, str(passage["document_id"]))
    return page_png(data, int(passage["page"]), _boxes(passage["boxes"]))


def pictures_for(database: "Database", *, tell: Callable[[str], None]) -> "Pictures":
    """For a report: the pages of a paper's findings as data URIs; what cannot be drawn is told and left out.

    A page that costs too much is tried once; behind `MOST_FAILED` such pages the rest of the paper is left out too.
    """

    def pictures(paper: Paper, findings: Sequence[dict[str, Any]]) -> dict[str, str]:
        placed = [
            (finding["id"], passage)
            for finding in findings
            for passage in finding["evidence"][:1]
            if passage["document_id"] == paper.id and passage["page"] and passage["boxes"]
        ]
        if not placed:
            return {}
        try:
            data = source_bytes(database, paper.id)
        except UsageError as error:
            tell(f"no page images: {error}")
            return {}
        return _drawn(data, placed[:MOST_PICTURES], tell)

    return pictures


def _drawn(data: bytes, placed: Sequence[tuple[str, dict[str, Any]]], tell: Callable[[str], None]) -> dict[str, str]:
    """The page of each named passage; those of pages that could not be drawn are missing."""
    found: dict[str, str] = {}
    failed: set[int] = set()
    for name, passage in placed:
        page = int(passage["page"])
        if page in failed or len(failed) >= MOST_FAILED:
            continue
        try:
            found[name] = _data_uri(data, passage)
        except ExtractError as error:
            failed.add(page)
            tell(f"no image of page {page}: {error}")
    return found


def _data_uri(data: bytes, passage: dict[str, Any]) -> str:
    png = page_png(data, int(passage["page"]), _boxes(passage["boxes"]), dots_per_point=1.35, colours=16, around=AROUND)
    return "data:image/png;base64," + base64.b64encode(png).decode("ascii")


def annotated_pdf(database: "Database", document_id: str, severities: Collection[str]) -> tuple[bytes, int]:
    """A copy of a paper's PDF in which the passages of its findings are highlighted, each with what is said of it, and
    how many findings it carries; those that people dismissed are left out. Raises `UsageError` where none has a place
    on a page, and what drawing raises."""
    from extract.report.reviewed import is_rejected
    from extract.store.layers import layer_rows

    chosen = [
        row
        for row in layer_rows(database, "findings", (document_id,))
        if row["severity"] in severities and not is_rejected(row)
    ]
    document = next(layer_rows(database, "documents", (document_id,)))
    if document["format"] != "pdf":
        raise UsageError(f"{document['path']} is no PDF: `extract report letter` and the report quote its passages")
    highlights = tuple(highlight for row in chosen for highlight in _highlights(row, document_id))
    if not highlights:
        raise UsageError(f"{document['path']}: no {' or '.join(severities)} has a place on a page of a PDF")
    copy = DRAWER.made(Copy(data=source_bytes(database, document_id), highlights=highlights))
    return copy, len({highlight.name.split(".")[0] for highlight in highlights})


def _highlights(finding: dict[str, Any], document_id: str) -> "Iterator[Highlight]":
    """One for each passage and page; the words name the finding, so that it is found again."""
    from extract.read.pdf.highlights import Highlight

    words = f"{finding['severity'].capitalize()}: {finding['message']}\n\n{finding['check']}, {finding['id']}"
    for n, passage in enumerate(finding["evidence"]):
        boxes = _boxes(passage["boxes"] or ()) if passage["document_id"] == document_id else ()
        for page in dict.fromkeys(box.page for box in boxes):
            yield Highlight(
                name=f"{finding['id']}.{n}.{page}",
                author=AUTHOR,
                words=words,
                colour=COLOURS[finding["severity"]],
                boxes=tuple(box for box in boxes if box.page == page),
            )


def _boxes(found: Sequence[Any]) -> tuple[Box, ...]:
    return tuple(Box(*(box if isinstance(box, list) else _values(box))) for box in found)


def _values(box: dict[str, Any]) -> tuple[int, float, float, float, float]:
    return box["page"], box["x0"], box["top"], box["x1"], box["bottom"]


def source_bytes(database: "Database", document_id: str) -> bytes:
    """The bytes of a document from where it was ingested. Raises `UsageError` where they are gone or others."""
    held = database.row("SELECT path, sha256, size FROM documents WHERE id = ?", (document_id,))
    if held is None:
        raise UsageError(f"the document {document_id} is not in the database")
    path = Path(str(held["path"]))
    try:
        if not path.is_file():
            raise FileNotFoundError(path)
        with path.open("rb") as file:
            data = file.read(int(held["size"]) + 1)
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: put the PDF back where it was ingested from") from error
    if hashlib.sha256(data).hexdigest() != held["sha256"]:
        raise UsageError(f"{path} has changed since it was ingested: ingest it again")
    return data
