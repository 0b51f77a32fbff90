"""What a reader hands over: one text, and what the source itself says about its structure."""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from extract.model.page import Page, Runs
from extract.model.reference import Person, ReferenceFields
from extract.model.span import Pieces, Span

Format = Literal["text", "jats", "html", "pdf", "docx", "latex"]

BlockKind = Literal[
    "title",  # of the paper
    "front",  # authors, affiliations, dates, keywords, running matter of the first page
    "heading",  # of a section; `level` from 1
    "paragraph",
    "list_item",
    "caption",  # of a table or figure
    "table",  # the stretch that a grid's cells lie in, or a table that stayed text
    "note",  # footnotes, table notes
    "reference",  # one entry of the reference list, where the reader knows
    "back",  # acknowledgements, funding, conflicts, contributions
    "furniture",  # running heads, page numbers, stamps: kept in the text, kept out of sentences
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file. `sha256` of its bytes, in hex; `path` as the user gave it; `is_cut` where it ends too early."""

    path: str
    sha256: str
    format: Format
    size: int
    is_cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of the text with one purpose. Blocks are in text order and do not overlap.

    `role` is the section's role where the mark-up says it (abstract, methods, ...); `target` the id of the
    float or entry that the block belongs to ("T1", "B12"); `pieces` are more than one where a page break or a float
    splits a paragraph (the pieces of one block never hold another block's text). `language` only where the block is not
    in the paper's own (a translated abstract).
    """

    kind: BlockKind
    pieces: Pieces
    level: int = 0
    role: str | None = None
    target: str | None = None
    language: str | None = None

    @property
    def span(self) -> Span:
        """From the first character of the block to the last, with what interrupts it."""
        return Span(self.pieces[0].start, self.pieces[-1].end)


CellRole = Literal["head", "stub", "section", "body", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a grid: one contiguous span (empty cells have an empty span at their place). Rows, columns from 0."""

    row: int
    col: int
    span: Span
    row_span: int = 1
    col_span: int = 1
    role: CellRole = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table laid out cell by cell, as the source marks it up or as the reader found it.

    `label` as printed ("Table 2"), `target` the mark-up's id; `caption` and `notes` are places in the text;
    `roles_given` is False where the reader could not tell head and stub from body (the table annotator then decides).
    `faults`: table_is_image, unread_table, ...: such a grid may have no cells, and is counted and named.
    """

    cells: tuple[Cell, ...]
    label: str | None = None
    target: str | None = None
    caption: Pieces = ()
    notes: tuple[Pieces, ...] = ()
    roles_given: bool = True
    faults: tuple[str, ...] = ()
    rule: str = "given"


LinkKind = Literal["reference", "table", "figure", "note", "doi", "url"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A pointing that the source marks up. `targets`: ids of entries or floats; or the DOI or URL itself."""

    kind: LinkKind
    span: Span
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A reference-list entry that the mark-up gives. `fields` where it is tagged finely enough to be trusted.

    Fields that are identifiers or a title alone stand beside what is read from the words.
    """

    target: str
    pieces: Pieces
    label: str | None = None
    fields: ReferenceFields | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """About the paper itself, as its source states it.

    `type` is as the source words it ("research-article"), `subjects` are the headings under which the journal prints it
    ("Systematic Review").

    `year` is the one that the paper is cited by (of the printed issue, where there is one), `year_online` that of the
    first online publication; `translated_titles` are (language, title) beside the paper's own.
    """

    title: str | None = None
    authors: tuple[Person, ...] = ()
    journal: str | None = None
    year: int | None = None
    year_online: int | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    type: str | None = None
    language: str = "en"
    translated_titles: tuple[tuple[str, str], ...] = ()
    subjects: tuple[str, ...] = ()


RelationKind = Literal[
    "corrects", "corrected_by", "retracts", "retracted_by", "concern_about", "concern_in", "comments_on",
    "commented_in", "reply_to", "translation_of", "version_of", "related",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What the paper is to another publication: "corrects", "retracted_by"; the other by its identifiers or words.

    `printed` is the source's own word for it ("corrected-article"), `text` how the other is named where it is.
    """

    kind: RelationKind
    printed: str
    doi: str | None = None
    pmid: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that could not be read, told and kept. `page` from 1 where one page is meant."""

    code: str
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text made once, and the layers that the source gives."""

    source: Source
    text: str
    blocks: tuple[Block, ...] = ()
    grids: tuple[Grid, ...] = ()
    links: tuple[Link, ...] = ()
    entries: tuple[Entry, ...] = ()
    runs: Runs = field(default_factory=Runs)
    pages: tuple[Page, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    relations: tuple[Relation, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def id(self) -> str:
        """The first 12 hex digits of the source's hash: same file, same id, in every database."""
        return self.source.sha256[:12]

    def page_at(self, place: int) -> int | None:
        """The number of the page on which a character stands; None where the source has no pages."""
        index = bisect_right(self.pages, place, key=lambda page: page.span.start) - 1
        return self.pages[index].number if index >= 0 else None
