"""The rows of what a paper is about, and of a review: the studies that it includes, the estimates that it pools."""

from typing import Literal

from pydantic import BaseModel, Field

from extract.report.records import Number, Passage


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
