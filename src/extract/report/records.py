"""The rows of every export layer, as their readers may rely on them. Fields may be added, none dropped."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from extract.model import RelationKind

Number = int | float
Pieces = list[tuple[int, int]]
Boxes = list[tuple[int, float, float, float, float]]


class Record(BaseModel):
    """One row. `id` is unique within its layer and stays the same for the same input and rules."""

    model_config = ConfigDict(extra="forbid")

    id: str | int


class OfDocument(Record):
    document_id: str = Field(description="first 12 hex digits of the source file's SHA-256")


class Passage(OfDocument):
    """A place in a paper: half-open code points into the layer `texts`, and where a PDF shows it."""

    section: str | None = Field(description="role of the innermost section: abstract, methods, results, ...")
    text: str = Field(description="the pieces joined by one space")
    start: int
    end: int
    pieces: Pieces = Field(description="more than one where a page break, furniture or a table interrupts the passage")
    page: int | None = Field(description="from 1; null where the source has no pages")
    boxes: Boxes | None = Field(description="[page, x0, top, x1, bottom] in PDF points from the top left")
    rule: str = Field(description="the rule that made the row")


class Author(BaseModel):
    family: str
    given: str = ""
    is_group: bool | int = False


class FaultRecord(BaseModel):
    code: str
    message: str
    page: int | None


class TranslatedTitle(BaseModel):
    language: str
    title: str


class DocumentRecord(OfDocument):
    path: str
    sha256: str
    format: Literal["text", "jats", "html", "pdf", "docx", "latex"]
    size: int
    title: str | None
    authors: list[Author]
    doi: str | None
    pmid: str | None
    pmcid: str | None
    year: int | None
    journal: str | None
    volume: str | None
    issue: str | None
    pages_printed: str | None
    type: str | None
    kind: str | None = Field(
        description="meta-analysis, systematic review, narrative review, randomised trial, cohort study, ...:"
        " from title, type, subjects and text; null where none names one"
    )
    language: str
    year_online: int | None = Field(description="the year of the first online publication")
    translated_titles: list[TranslatedTitle]
    pages: int = Field(description="how many; 0 where the source has none")
    corpora: list[str]
    faults: list[FaultRecord]


class TextRecord(OfDocument):
    text: str


class InputRecord(Record):
    document_id: str | None
    run: int
    path: str
    sha256: str | None
    outcome: Literal["ingested", "reannotated", "unchanged", "failed", "left_out"]
    code: str | None
    message: str | None
    page: int | None
    seconds: float


class SectionRecord(OfDocument):
    role: str
    heading: str | None
    level: int
    parent_id: str | None
    start: int
    end: int
    pieces: Pieces
    page: int | None
    rule: str
    language: str | None = Field(description="where it is not the paper's own")


class RelationRecord(OfDocument):
    kind: RelationKind
    printed: str
    doi: str | None
    pmid: str | None
    text: str | None


class SentenceRecord(Passage):
    section_id: str | None


class AbbreviationRecord(OfDocument):
    short: str
    long: str
    start: int
    end: int


class TableRecord(Passage):
    label: str | None
    caption: str | None
    notes: list[str | None]
    faults: list[str]
    n_rows: int
    n_cols: int


class CellRecord(Passage):
    table_id: str
    row: int
    col: int
    row_span: int
    col_span: int
    role: Literal["head", "stub", "section", "body", "note"]
    row_path: list[str]
    col_path: list[str]


class ReferenceRecord(Passage):
    label: str | None = Field(description="the printed number")
    key: str | None = Field(description="as the text cites it: 'Bray et al. 2024'")
    authors: list[Author]
    et_al: bool
    editors: list[Author]
    title: str | None
    container: str | None
    year: int | None
    year_suffix: str | None
    volume: str | None
    issue: str | None
    pages: str | None
    doi: str | None
    doi_printed: str | None
    pmid: str | None
    pmcid: str | None
    url: str | None
    other_id: str | None
    publisher: str | None
    place: str | None
    type: str
    work_id: str | None
    match_status: Literal["matched", "ambiguous", "conflict", "none"] | None = Field(description="null: not looked for")
    match_score: float | None
    match_reasons: list[str] | None
    match_works: list[str] | None
    verdict: str | None = Field(
        description="verified, mismatch, not_found, unverifiable, retracted, ...; null: unchecked"
    )


class MarkerRecord(Passage):
    style: Literal["numeric", "superscript", "author_year", "linked"]
    keys: list[str]
    sentence_id: str | None
    cell_id: str | None


class CitationRecord(Passage):
    """One pointing of a marker at a reference; text and place are the marker's."""

    style: Literal["numeric", "superscript", "author_year", "linked"]
    key: str
    reference_id: str | None
    reference_label: str | None
    reference_key: str | None
    status: Literal["linked", "ambiguous", "missing"]
    candidates: list[str]
    sentence: str | None
    sentence_id: str | None
    marker_id: str
    cell_id: str | None
    verdict: str | None


class EndpointRecord(Passage):
    name: str
    printed: str
    role: Literal["primary", "secondary", "safety", "other", "unstated"]
    unit: str | None
    timepoint: Number | None
    timepoint_unit: str | None


class ArmRecord(Passage):
    name: str
    names: list[str]
    n: int | None
    n_role: str


class FactRecord(BaseModel):
    kind: str
    value: str
    qualifier: str | None
    negated: bool | int
    text: str
    start: int
    end: int
    rule: str


class ClaimRecord(Passage):
    type: Literal["describes_study", "reports_result", "background", "method", "guideline"]
    sentence: str | None
    sentence_id: str | None
    cell_id: str | None
    reference_ids: list[str]
    reference_labels: list[str | None]
    markers: list[str]
    result_ids: list[str]
    hedged: bool
    negated: bool
    facts: list[FactRecord]
