"""The rows of every export layer, as their readers may rely on them. Fields may be added, none dropped."""

from collections.abc import Iterator, Sequence
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extract.errors import DatabaseError
from extract.model import RelationKind
from extract.store import Database, layer_rows

Number = int | float
Pieces = list[tuple[int, int]]
Boxes = list[tuple[int, float, float, float, float]]


class Record(BaseModel):
    """One row. `id` is unique within its layer and stays the same for the same input and rules."""

    model_config = ConfigDict(extra="forbid")

    id: str | int


class OfDocument(Record):
    document_id: str


class Passage(OfDocument):
    """A place in a paper: half-open code points into the layer `texts`, and where a PDF shows it."""

    section: str | None
    text: str
    start: int
    end: int
    pieces: Pieces
    page: int | None
    boxes: Boxes | None
    rule: str


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
    kind: str | None
    language: str
    year_online: int | None
    translated_titles: list[TranslatedTitle]
    pages: int
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
    language: str | None


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
    label: str | None
    key: str | None
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
    match_status: Literal["matched", "ambiguous", "conflict", "none"] | None
    match_score: float | None
    match_reasons: list[str] | None
    match_works: list[str] | None
    verdict: str | None


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


class ConceptRecord(Passage):
    kind: str
    term: str
    name: str
    mesh_id: str | None
    drugbank_id: str | None


class StudyRecord(Passage):
    table_id: str
    row: int
    col: int
    row_label: str
    author: str | None
    year: int | None
    reference_id: str | None
    reference_label: str | None
    candidates: list[str]
    status: Literal["linked", "ambiguous", "missing"]
    linked_by: Literal["marker", "author_year"]


class PooledRowRecord(BaseModel):
    label: str
    yi: float
    vi: float
    ai: Number | None
    n1i: Number | None
    ci: Number | None
    n2i: Number | None


class PooledRecord(Passage):
    table_id: str | None
    outcome: str | None
    measure: str | None
    model: str
    k: int
    estimate: Number
    ci_low: Number
    ci_high: Number
    i2: Number | None
    recomputed_estimate: float
    recomputed_low: float
    recomputed_high: float
    recomputed_i2: float
    agrees: bool
    rows: list[str]
    scale: Literal["log", "linear", "logit", "arcsine"]
    effects: list[PooledRowRecord]


class Derived(BaseModel):
    formula: str
    from_: list[str] = Field(alias="from")


class ResultRecord(Passage):
    measure: str
    statistic: str
    value: Number | None
    value_text: str
    unit: str | None
    outcome: str | None
    outcome_id: str | None
    row_path: list[str]
    column_path: list[str]
    timepoint: Number | None
    timepoint_unit: str | None
    timepoint_text: str | None
    ci_low: Number | None
    ci_high: Number | None
    ci_level: Number | None
    interval_kind: Literal["ci", "cri", "iqr", "range"] | None
    range_low: Number | None
    range_high: Number | None
    p_relation: Literal["=", "<", ">", "<=", ">=", "ns"] | None
    p_value: Number | None
    sd: Number | None
    se: Number | None
    count: int | None
    denominator: int | None
    n: int | None
    df: list[Number]
    arm: str | None
    comparator: str | None
    population: str | None
    adjusted: bool
    contrast: str | None
    probability: float | None
    status: str
    role: Literal["result", "design", "baseline", "threshold", "background"]
    source: Literal["own", "cited"]
    derived: Derived | None
    citations: list[str]
    unbound: list[str]
    endpoint_id: str | None
    sentence_id: str | None
    table_id: str | None
    cell_id: str | None


class SlotRecord(BaseModel):
    name: str
    value: str | None
    probability: float
    evidence: list[str]


class QuantityRecord(Passage):
    kind: str
    digits: str
    value: Number | None
    unit: str | None
    scale: str
    bound: str
    interval_kind: Literal["ci", "cri", "iqr", "range"] | None
    low: Number | None
    high: Number | None
    p_relation: Literal["=", "<", ">", "<=", ">=", "ns"] | None
    p_value: Number | None
    sd: Number | None
    se: Number | None
    count: int | None
    total: int | None
    df: list[Number]
    slots: list[SlotRecord]
    row_path: list[str]
    column_path: list[str]
    result_id: str | None
    sentence_id: str | None
    table_id: str | None
    cell_id: str | None


class EvidenceRecord(BaseModel):
    """A passage that a judgement rests on; without `document_id` it is a record's words and has no place."""

    role: Literal["claim", "result", "reference", "cited_passage", "work", "context"]
    document_id: str | None
    text: str
    start: int | None
    end: int | None
    pieces: Pieces | None
    page: int | None
    boxes: Boxes | None


class ReviewOfFinding(BaseModel):
    reviewer: str
    decision: Literal["accepted", "rejected", "commented"]
    reason: str
    reviewed_at: str
    origin: str


class FindingRecord(OfDocument):
    check: str
    severity: Literal["error", "warning", "note"]
    verdict: str | None
    message: str
    reported: str | None
    expected: str | None
    reference_ids: list[str]
    reference_labels: list[str]
    tried: list[str] = []
    evidence: list[EvidenceRecord]
    reviews: list[ReviewOfFinding]


class VerdictRecord(OfDocument):
    check: str
    subject: Literal["citation", "reference", "claim"]
    subject_id: str
    reference_id: str | None
    verdict: str
    reasons: list[str]
    precision: float | None
    evidence: list[EvidenceRecord]


class RecomputedRecord(Passage):
    check: str
    kind: Literal["test", "interval"]
    statistic: str
    value: Number
    df: list[Number]
    ci_low: Number | None
    ci_high: Number | None
    ci_level: Number | None
    p_relation: str
    p_value: Number
    recomputed_p: float
    recomputed_p_low: float
    recomputed_p_high: float
    agrees: bool
    same_side: bool


class CorroborationRecord(OfDocument):
    work_id: str
    fact: str
    evidence: list[EvidenceRecord]


class CoverageRecord(OfDocument):
    check: str
    examined: int
    skipped: int
    reasons: dict[str, int]
    error: str | None


class CheckRecord(Record):
    name: str
    title: str
    description: str
    version: int


class ReviewRecord(Record, ReviewOfFinding):
    finding_id: str


class RunRecord(Record):
    command: str
    extract_version: str
    recipe: dict[str, str]
    settings: dict[str, object]
    started_at: str
    finished_at: str | None
    status: Literal["running", "ok", "partial", "failed", "interrupted"]


class NoticeRecord(BaseModel):
    kind: str
    source: str
    date: str | None
    notice_id: str | None
    reason: str | None


class WorkRecord(Record):
    doi: str | None
    pmid: str | None
    pmcid: str | None
    title: str | None
    authors: list[Author]
    year: int | None
    years: list[int]
    container: str | None
    container_short: str | None
    containers: list[str]
    volume: str | None
    issue: str | None
    pages: str | None
    types: list[str]
    registrations: list[str]
    document_id: str | None
    source: str
    notices: list[NoticeRecord]


RECORDS: dict[str, type[Record]] = {
    "documents": DocumentRecord,
    "texts": TextRecord,
    "inputs": InputRecord,
    "relations": RelationRecord,
    "sections": SectionRecord,
    "sentences": SentenceRecord,
    "abbreviations": AbbreviationRecord,
    "tables": TableRecord,
    "cells": CellRecord,
    "references": ReferenceRecord,
    "markers": MarkerRecord,
    "citations": CitationRecord,
    "endpoints": EndpointRecord,
    "arms": ArmRecord,
    "quantities": QuantityRecord,
    "studies": StudyRecord,
    "concepts": ConceptRecord,
    "pooled": PooledRecord,
    "results": ResultRecord,
    "claims": ClaimRecord,
    "findings": FindingRecord,
    "verdicts": VerdictRecord,
    "corroboration": CorroborationRecord,
    "recomputed": RecomputedRecord,
    "coverage": CoverageRecord,
    "works": WorkRecord,
    "checks": CheckRecord,
    "reviews": ReviewRecord,
    "runs": RunRecord,
}
"""Layer -> the type of its rows."""

R = TypeVar("R", bound=Record)


def records_of(database: Database, kind: type[R], documents: Sequence[str] = ()) -> Iterator[R]:
    """The rows of the layer that holds records of a kind, of all papers or some, as `layer_rows` orders them.

    Raises DatabaseError where a row is none, in a database that was changed by other means.
    """
    layer = next(name for name, record in RECORDS.items() if record is kind)
    for row in layer_rows(database, layer, documents):
        try:
            yield kind.model_validate(row)
        except ValidationError as error:
            place = f"{row.get('id', layer)} of {layer}"
            fault = ".".join(map(str, error.errors()[0]["loc"]))
            raise DatabaseError(f"this database is damaged: {place} has no sound value of {fault}") from error
