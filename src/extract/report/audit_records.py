"""The rows that the audit and the library export."""

from typing import Literal

from pydantic import BaseModel, Field

from extract.report.number_records import QuantityRecord, ResultRecord
from extract.report.records import (
    AbbreviationRecord,
    ArmRecord,
    Author,
    Boxes,
    CellRecord,
    CitationRecord,
    ClaimRecord,
    DocumentRecord,
    EndpointRecord,
    InputRecord,
    MarkerRecord,
    Number,
    OfDocument,
    Passage,
    Pieces,
    Record,
    ReferenceRecord,
    RelationRecord,
    SectionRecord,
    SentenceRecord,
    TableRecord,
    TextRecord,
)
from extract.report.review_records import ConceptRecord, PooledRecord, StudyRecord


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
