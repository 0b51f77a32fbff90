"""The rows of the layers of numbers: quantities, and the results among them."""

from typing import Literal

from pydantic import BaseModel, Field

from extract.report.records import Number, Passage


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
