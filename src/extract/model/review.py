"""What a review says of the studies that it includes, and of the estimates that it pools from them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.model.annotation import Annotation

ArticleKind = Literal[
    "correction", "comment", "protocol", "guideline", "meta-analysis", "scoping review", "systematic review",
    "case report", "laboratory study", "randomised trial", "case-control study", "cross-sectional study",
    "cohort study", "trial", "narrative review",
]  # fmt: skip
REVIEWS: tuple[ArticleKind, ...] = ("meta-analysis", "scoping review", "systematic review", "narrative review")
"""Kinds whose tables and numbers are those of other studies."""

StudyStatus = Literal["linked", "ambiguous", "missing"]
PoolingModel = Literal["fixed", "random", "mantel-haenszel", "peto", "hartung-knapp"]
RatioScale = Literal["log", "linear", "logit", "arcsine"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Study(Annotation):
    """A row of a table of included studies; its pieces are the cell that names the study.

    `label` is that cell as printed; `author` the surname and `year` that it (or the row's cell of years) names;
    `reference` the id of the entry that is the study, None where no entry or several could be (`candidates`).
    `by` says what the link rests on: the row's own marker, or author and year.
    """

    table: str
    row: int
    col: int
    label: str
    author: str | None = None
    year: int | None = None
    reference: str | None = None
    others: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    status: StudyStatus = "missing"
    by: Literal["marker", "author_year"] = "author_year"


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledRow:
    """One study of a pooled estimate: how the table calls it, its effect `yi` with variance `vi`, its counts.

    `yi` is a logarithm for ratios (OR, RR), log odds or a double arcsine where proportions were pooled so; events and
    totals of two groups are None where the table prints effects or means.
    """

    label: str
    yi: float
    vi: float
    ai: float | None = None
    n1i: float | None = None
    ci: float | None = None
    n2i: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledEstimate(Annotation):
    """A pooled estimate whose rows the article prints, and what those rows give.

    `estimate`, `low`, `high` and `i2` (percent) as printed, the pieces where; `model`, `k` and the `recomputed_`
    numbers are those of the usual model that comes nearest on the rows `rows` (ids of cells of their estimates or
    counts), whose studies are `effects` on `scale`. `agrees`: estimate and both limits fit a usual model within the
    rounding of the printed digits.
    """

    outcome: str | None
    measure: str | None
    model: PoolingModel
    k: int
    estimate: Decimal
    low: Decimal
    high: Decimal
    i2: Decimal | None
    recomputed_estimate: float
    recomputed_low: float
    recomputed_high: float
    recomputed_i2: float
    agrees: bool
    rows: tuple[str, ...] = ()
    table: str | None = None
    scale: RatioScale = "linear"
    effects: tuple[PooledRow, ...] = ()
