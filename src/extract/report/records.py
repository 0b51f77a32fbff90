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


class ConceptRecord(Passage):
    kind: str = Field(description="disease, intervention, organism, substance, ...")
    term: str = Field(description="the vocabulary's id")
    name: str = Field(description="how the term is called")
    mesh_id: str | None
    drugbank_id: str | None


class StudyRecord(Passage):
    table_id: str
    row: int
    col: int
    row_label: str = Field(description="the cell that names the study, as printed")
    author: str | None
    year: int | None
    reference_id: str | None
    reference_label: str | None = Field(description="number of the entry, its key where the list is unnumbered")
    candidates: list[str]
    status: Literal["linked", "ambiguous", "missing"]
    linked_by: Literal["marker", "author_year"]


class PooledRowRecord(BaseModel):
    label: str = Field(description="the study as its row calls it")
    yi: float = Field(description="the effect; a logarithm for ratios")
    vi: float = Field(description="its variance")
    ai: float | None = Field(description="events of the first group")
    n1i: float | None
    ci: float | None = Field(description="events of the second group")
    n2i: float | None


class PooledRecord(Passage):
    table_id: str | None = Field(description="the table whose rows were pooled")
    outcome: str | None
    measure: str | None
    model: str = Field(description="of the usual models the one that comes nearest")
    k: int = Field(description="how many rows")
    estimate: Number
    ci_low: Number
    ci_high: Number
    i2: Number | None
    recomputed_estimate: float
    recomputed_low: float
    recomputed_high: float
    recomputed_i2: float
    agrees: bool = Field(description="estimate and limits fit the model within their rounding")
    rows: list[str] = Field(description="the cells that were pooled")
    scale: Literal["log", "linear", "logit", "arcsine"] = Field(description="of yi and vi of the studies")
    effects: list[PooledRowRecord] = Field(description="the studies that were pooled")


class Derived(BaseModel):
    formula: str
    from_: list[str] = Field(alias="from")


class ResultRecord(Passage):
    measure: str
    statistic: str
    value: Number | None
    value_text: str = Field(description="as printed")
    unit: str | None
    outcome: str | None = Field(description="what is measured, by its full printed name: row groups > stub")
    outcome_id: str | None = Field(description="the vocabulary's id of the outcome, where it is known")
    row_path: list[str] = Field(description="of a cell: the row groups and stub beside it, outermost first")
    column_path: list[str] = Field(description="of a cell: the heads over it, outermost first")
    timepoint: Number | None
    timepoint_unit: str | None
    timepoint_text: str | None = Field(description="a time point printed without a number: discharge, baseline")
    ci_low: Number | None
    ci_high: Number | None
    ci_level: Number | None
    interval_kind: Literal["ci", "cri", "iqr", "range"] | None
    range_low: Number | None = Field(description="of an interquartile or plain range")
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
    adjusted: bool = Field(description="the estimate is adjusted for covariates")
    contrast: str | None = Field(description="what is compared, where no single arm owns the number")
    probability: float | None = Field(description="that outcome, arm and role are right, from 0 to 1")
    status: str
    role: Literal["result", "design", "baseline", "threshold", "background"]
    source: Literal["own", "cited"]
    derived: Derived | None
    citations: list[str] = Field(description="labels (or keys) of the references that the number is cited from")
    unbound: list[str]
    endpoint_id: str | None
    sentence_id: str | None
    table_id: str | None
    cell_id: str | None


class SlotRecord(BaseModel):
    name: str
    value: str | None
    probability: float
    evidence: list[str] = Field(description="why it was chosen, or why it is empty")


class QuantityRecord(Passage):
    kind: str = Field(description="number, share, mean_sd, range, p, test, dose, size, time, label, ...")
    digits: str = Field(description="as printed")
    value: Number | None
    unit: str | None
    scale: str = Field(description="what the unit counts: share, people, time, mass, ...; empty where there is none")
    bound: str = Field(description='the sign before it: "<", "at least"; "=" where there is none')
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
    slots: list[SlotRecord] = Field(description="outcome, arm, comparator, timepoint, statistic, unit, role, source")
    row_path: list[str]
    column_path: list[str]
    result_id: str | None = Field(description="the result that it became, where enough of it is bound")
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
    origin: str = Field(description="file of the database that it was merged from; only those made here (empty) count")


class FindingRecord(OfDocument):
    check: str
    severity: Literal["error", "warning", "note"]
    verdict: str | None
    message: str
    reported: str | None
    expected: str | None
    reference_ids: list[str]
    reference_labels: list[str]
    tried: list[str] = Field(default=[], description="the explanations that were tried, and whether each fits")
    evidence: list[EvidenceRecord] = Field(description="the first is the narrowest passage that shows the conflict")
    reviews: list[ReviewOfFinding]


class VerdictRecord(OfDocument):
    check: str
    subject: Literal["citation", "reference", "claim"]
    subject_id: str
    reference_id: str | None
    verdict: str
    reasons: list[str]
    precision: float | None = Field(description="calibrated probability that the verdict is right; null: there is none")
    evidence: list[EvidenceRecord]


class RecomputedRecord(Passage):
    check: str
    kind: Literal["test", "interval"]
    statistic: str = Field(description="t, F, chi2, r, z or Q; ratio or difference for an interval")
    value: Number = Field(description="the statistic, or the estimate, as printed")
    df: list[Number]
    ci_low: Number | None
    ci_high: Number | None
    ci_level: Number | None
    p_relation: str
    p_value: Number = Field(description="as printed")
    recomputed_p: float = Field(description="two-sided p at the printed values")
    recomputed_p_low: float = Field(description="the least that the printed digits allow")
    recomputed_p_high: float = Field(description="the greatest that the printed digits allow")
    agrees: bool = Field(description="the printed p can be that, two-sided or one-sided")
    same_side: bool = Field(description="printed and recomputed p lie on one side of 0.05")


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
