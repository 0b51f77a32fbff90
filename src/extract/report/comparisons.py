"""Two groups side by side, and printed ratios, as the rows that meta-analysis programs pool."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import log, sqrt
from statistics import NormalDist
from typing import Any, Literal

Row = dict[str, Any]
RATIOS = frozenset(("HR", "OR", "RR", "IRR", "SHR", "aHR", "aOR", "sHR"))
CONTROL = re.compile(
    r"\b(?:placebo|controls?|usual|standard|conventional|sham|no treatment|alone|only|without|untreated|comparator|"
    r"observation)\b",
    re.IGNORECASE,
)
POOLED = re.compile(r"\b(?:total|all|overall|both|entire|whole)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One row to pool. `kind` says which of the numbers are filled; `yi` is a logarithm for ratios and counts."""

    kind: Literal["ratio", "binary", "continuous"]
    document_id: str
    outcome: str
    measure: str
    timepoint: float | None
    timepoint_unit: str | None
    arm: str | None
    comparator: str | None
    population: str | None
    yi: float | None
    sei: float | None
    ai: int | None = None
    n1i: int | None = None
    ci: int | None = None
    n2i: int | None = None
    m1i: float | None = None
    sd1i: float | None = None
    m2i: float | None = None
    sd2i: float | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    results: tuple[str, ...] = ()


def find_comparisons(rows: Iterable[Row], labels: Mapping[str, str]) -> Iterator[Comparison]:
    """Own results: printed ratios with their interval, then pairs of groups in one row of a table or one sentence.

    `labels` has the words of endpoints and the stubs of cells by their ids.
    """
    beside: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        if row["source"] != "own" or row["role"] != "result":
            continue
        if ratio := _ratio(row, labels):
            yield ratio
        elif row["arm"] and not POOLED.search(str(row["arm"])) and (_is_count(row) or _is_mean(row)):
            place = _line(row) if row["cell_id"] else row["sentence_id"]
            what = (row["document_id"], place, row["measure"], row["population"], row["timepoint"], _is_count(row))
            beside.setdefault(what, []).append(row)
    for group in beside.values():
        yield from _pairs(group, labels)


def _ratio(row: Row, labels: Mapping[str, str]) -> Comparison | None:
    low, value, high = row["ci_low"], row["value"], row["ci_high"]
    if row["measure"] not in RATIOS or not low or not value or not high or not 0 < low < high or value <= 0:
        return None
    width = 2 * NormalDist().inv_cdf(0.5 + (row["ci_level"] or 95) / 200)
    return Comparison(
        kind="ratio",
        outcome=labels.get(str(row["endpoint_id"]), "") or row["population"] or "",
        measure=row["measure"],
        arm=row["arm"],
        comparator=row["comparator"],
        yi=log(value),
        sei=(log(high) - log(low)) / width,
        value=value,
        low=low,
        high=high,
        results=(row["id"],),
        **_where(row),
    )


def _where(row: Row) -> dict[str, Any]:
    return {name: row[name] for name in ("document_id", "timepoint", "timepoint_unit", "population")}


def _is_count(row: Row) -> bool:
    return row["count"] is not None and bool(row["denominator"] or row["n"])


def _is_mean(row: Row) -> bool:
    return row["statistic"] == "mean" and row["value"] is not None and bool(row["sd"]) and bool(row["n"])


def _line(row: Row) -> str:
    """The row of a table that a cell stands in."""
    return str(row["cell_id"]).rsplit(".", 1)[0]


def _pairs(group: list[Row], labels: Mapping[str, str]) -> Iterator[Comparison]:
    """Each group against the control; without a control two groups alone are compared, the first with the second."""
    by_arm = {str(row["arm"]): row for row in group}
    if len(by_arm) != len(group) or len(by_arm) < 2:
        return
    controls = [row for arm, row in by_arm.items() if CONTROL.search(arm)]
    if len(controls) == 1:
        pairs = [(row, controls[0]) for row in by_arm.values() if row is not controls[0]]
    else:
        pairs = list(combinations(by_arm.values(), 2)) if len(by_arm) == 2 else []
    for one, two in pairs:
        outcome = labels.get(str(one["cell_id"])) or str(one["measure"])
        yield _binary(one, two, outcome) if _is_count(one) else _continuous(one, two, outcome)


def _binary(one: Row, two: Row, outcome: str) -> Comparison:
    """Counts; yi is the logarithm of the risk ratio where no cell is empty."""
    ai, ci = int(one["count"]), int(two["count"])
    n1, n2 = int(one["denominator"] or one["n"]), int(two["denominator"] or two["n"])
    whole = 0 < ai <= n1 and 0 < ci <= n2
    variance = 1 / ai - 1 / n1 + 1 / ci - 1 / n2 if whole else 0.0
    return Comparison(
        kind="binary",
        outcome=outcome,
        measure="RR",
        arm=one["arm"],
        comparator=two["arm"],
        yi=log(ai / n1) - log(ci / n2) if variance > 0 else None,
        sei=sqrt(variance) if variance > 0 else None,
        ai=ai,
        n1i=n1,
        ci=ci,
        n2i=n2,
        results=(one["id"], two["id"]),
        **_where(one),
    )


def _continuous(one: Row, two: Row, outcome: str) -> Comparison:
    """Means; yi is their difference."""
    n1, n2 = int(one["n"]), int(two["n"])
    return Comparison(
        kind="continuous",
        outcome=outcome,
        measure="MD",
        arm=one["arm"],
        comparator=two["arm"],
        yi=one["value"] - two["value"],
        sei=sqrt(one["sd"] ** 2 / n1 + two["sd"] ** 2 / n2),
        n1i=n1,
        n2i=n2,
        m1i=one["value"],
        sd1i=one["sd"],
        m2i=two["value"],
        sd2i=two["sd"],
        results=(one["id"], two["id"]),
        **_where(one),
    )
