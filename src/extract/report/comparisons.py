"""Two groups side by side, and printed ratios, as the rows that meta-analysis programs pool."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
BASELINE = re.compile(
    r"\bbaseline\b|"
    r"\b(?:patient|participant|subject|demographic|clinical|study|sample|general)s?\W{0,2}\s?(?:and \w+ )?"
    r"(?:characteristics|demographics|features|data)\b|\bcharacteristics of\b|\bdemographics?\b|"
    r"\bindications? (?:for|of)\b|^initial\b|\bat (?:entry|inclusion|enrol?ment|admission|study start)\b|"
    r"\bbefore (?:treatment|intervention|the intervention|surgery|therapy)\b|"
    r"\bpre-?(?:treatment|intervention|test|operative)\b",
    re.IGNORECASE,
)
BEFORE_COLUMN = re.compile(r"\W*(?:screening|BSL|BL|T0|V0|pre)\W*", re.IGNORECASE)
"""A head that alone names the time before the treatment."""

AFTER = re.compile(
    r"\b(?:follow[- ]?up|post\w*|after|change|end ?point|week|month|year|adjusted for baseline)\b", re.IGNORECASE
)
NO_OUTCOME = re.compile(
    r"\W*(?:other|so far|mean|sd|se|sem|n|no\.?|number|p|yes|no|total|all|%|median|range|iqr|"
    r"\d+(?:\s?(?:st|nd|rd|th))?|"
    r"mean\W*(?:\(?sd\)?|±\s?sd)|n\W*\(?%\)?|(?:\d+ )?(?:weeks?|months?|years?|days?)(?: \d+)?)\W*",
    re.IGNORECASE,
)
"""Words that name a statistic, an answer or a time and no outcome."""

AT_A_TIME = re.compile(
    r"^\W*(?:before|after|baseline|initial|final|end ?point|entry|"
    r"(?:pre|post)(?:-?(?:test|treatment|operative|operation|intervention))?|"
    r"(?:pre|post)-?(?:treatment|operative|intervention)\s\w+|"
    r"(?:at |after )?(?:week|month|day|year|visit|follow[- ]?up|time(?: point)?|T(?=\s?\d))\s?\d*|"
    r"(?:at |after )?\d+[- ](?:week|month|day|year|hour|minute)s?(?: follow[- ]?up)?)\W*$",
    re.IGNORECASE,
)
"""The name of a "group" that is a time: the same people, measured again."""

STATISTIC = re.compile(r"\b(?:medians?|means?|events?|survival|no\. of|number of) ?(?:,|\(|>|$)", re.IGNORECASE)
"""Rows under which a ratio stands for the groups of the heads, and not for a factor."""

ROUNDED = 1.5
"""Points of a percentage by which rounding, truncation and a slip of the last digit move it; more is another base."""

SIZE_HEAD = re.compile(r"\W*(?:n|no\.?|number)\W*", re.IGNORECASE)
GIVEN_BY_COUNTS = 0.05
"""Logarithm of a printed ratio by which rounding moves it from what the counts of its row give."""

TOTAL_BEHIND = re.compile(r"\s\d+\s?\(\d+(?:\.\d+)?\s?%?\)$")
"""All groups' number printed behind the name of a row: "Nausea 41 (19.6%)"."""

TESTED = re.compile(r"\bp[- ]?values?\b|^\W*p\W*$|\btest\b|\bstatistics?\b", re.IGNORECASE)
ERROR_WORDS = re.compile(r"\b(?:SEM?|S\.E\.(?:M\.)?|standard errors?)\b")
SD_WORDS = re.compile(r"\b(?:SD|S\.D\.|standard deviations?)\b", re.IGNORECASE)
STRIKING = 8.0
"""Standard errors between two means from which on the spreads may be standard errors: printed as SD, p about 1e-15."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One row to pool. `kind` says which of the numbers are filled; `yi` is a logarithm for ratios and counts.

    `factor` is the row of the table that a ratio stands in; `warning` what speaks against pooling it as it is, `doubt`
    what forbids it.
    """

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
    factor: str | None = None
    adjusted: bool = False
    table: str | None = None
    printed: str = ""
    start: int | None = None
    warning: str = ""
    doubt: str = ""

    @property
    def named(self) -> tuple[object, ...]:
        """Where a comparison stands and all that it is called: numbers that differ under it belong to other rows."""
        point = (self.timepoint, self.timepoint_unit, self.population)
        return (self.document_id, self.table, self.kind, self.outcome, self.arm, self.comparator, self.factor, *point)

    @property
    def told(self) -> tuple[object, ...]:
        """What is the same where one comparison is told twice."""
        arms = (self.arm, self.comparator, self.factor, self.outcome, self.timepoint, self.timepoint_unit)
        return (
            self.document_id,
            self.kind,
            *arms,
            self.ai,
            self.ci,
            self.m1i,
            self.m2i,
            self.value,
            self.low,
            self.high,
        )


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A comparison that is not exported, with the reason."""

    comparison: Comparison
    reason: str


@dataclass(frozen=True, slots=True)
class Labels:
    """What is printed around results.

    `outcomes` by the id of endpoint or cell, `captions` by the id of a table, `sizes` of arms by document and name,
    `reviews` the documents whose numbers are those of other studies, `crossovers` those of cross-over trials.
    """

    outcomes: Mapping[str, str]
    captions: Mapping[str, str]
    sizes: Mapping[tuple[str, str], int] = field(default_factory=dict)
    reviews: frozenset[str] = frozenset()
    crossovers: frozenset[str] = frozenset()

    def size_of(self, row: Row) -> int | None:
        """The size printed with a result, else that of its arm in the paper."""
        return row["denominator"] or row["n"] or self.sizes.get((row["document_id"], str(row["arm"]).lower()))


def sorted_out(rows: Iterable[Row], labels: Labels) -> Iterator[Comparison | LeftOut]:
    """Own results compared: those that can be pooled, and those that are left out with the reason."""
    seen: set[tuple[object, ...]] = set()
    found = list(_compared(rows, labels))
    numbers: dict[tuple[object, ...], set[tuple[object, ...]]] = {}
    for comparison in found:
        if comparison.table:
            numbers.setdefault(comparison.named, set()).add(comparison.told)
    for comparison in found:
        reason = why_left_out(comparison, labels)
        if not reason and comparison.told in seen:
            reason = "told twice: the same numbers for the same outcome, time and groups"
        if not reason and len(numbers.get(comparison.named, ())) > 1:
            reason = "several rows of the table bear this name: what is counted in each is not told"
        seen.add(comparison.told)
        yield LeftOut(comparison, reason) if reason else replace(comparison, warning=_warning(comparison, labels))


def find_comparisons(rows: Iterable[Row], labels: Labels) -> Iterator[Comparison]:
    """Own results that can be pooled: printed ratios with their interval, pairs of groups in one row or sentence."""
    return (comparison for comparison in sorted_out(rows, labels) if isinstance(comparison, Comparison))


def why_left_out(comparison: Comparison, labels: Labels) -> str:
    """The reason why a comparison cannot be pooled; empty where it can."""
    if comparison.document_id in labels.reviews:
        return "a review: its numbers are those of the studies that it includes (metafor-studies)"
    if not comparison.outcome or all(NO_OUTCOME.fullmatch(part) for part in comparison.outcome.split(" > ")):
        return "no outcome is named"
    if not (comparison.arm and comparison.comparator) and not comparison.factor:
        return "no groups and no factor are named"
    if not (comparison.arm and comparison.comparator) and STATISTIC.search(comparison.factor or ""):
        return "the row of a statistic: no groups and no factor are named"
    if comparison.arm and comparison.arm == comparison.comparator:
        return "both groups bear one name"
    if any(AT_A_TIME.search(arm) for arm in (comparison.arm, comparison.comparator) if arm):
        return "the groups are times: no two groups"
    if any(TESTED.search(words) for words in (comparison.outcome, comparison.arm or "", comparison.comparator or "")):
        return "a row or column of tests or p-values"
    if comparison.timepoint == 0 or _is_baseline(comparison, labels):
        return "baseline: told before the treatment"
    if comparison.doubt:
        return comparison.doubt
    if comparison.kind == "binary":
        return _why_no_counts(comparison)
    return _why_no_means(comparison) if comparison.kind == "continuous" else ""


def _is_baseline(comparison: Comparison, labels: Labels) -> bool:
    around = " ".join((comparison.outcome, comparison.population or "", comparison.factor or ""))
    caption = labels.captions.get(comparison.table or "", "")
    of_table = comparison.kind != "ratio" and BASELINE.search(caption) and not AFTER.search(caption)
    return bool(of_table or BASELINE.search(around) or BEFORE_COLUMN.fullmatch(comparison.population or ""))


def _why_no_counts(comparison: Comparison) -> str:
    counts = ((comparison.ai, comparison.n1i), (comparison.ci, comparison.n2i))
    if "%" in (comparison.population or ""):
        return "a column of percentages read as counts"
    if any(events is None or n is None or not 0 <= events <= n for events, n in counts):
        return "events outside 0 to the size of the group"
    return "a group of nobody" if 0 in (comparison.n1i, comparison.n2i) else ""


def _why_no_means(comparison: Comparison) -> str:
    if any(n is None or n < 2 for n in (comparison.n1i, comparison.n2i)):
        return "a group of fewer than two"
    if any(sd is None or sd <= 0 for sd in (comparison.sd1i, comparison.sd2i)):
        return "a spread that is not above 0"
    return ""


def _warning(comparison: Comparison, labels: Labels) -> str:
    """What a reader should look at before pooling a comparison."""
    return "; ".join(
        warning for warning in (_design_warning(comparison, labels), _spread_warning(comparison, labels)) if warning
    )


def _design_warning(comparison: Comparison, labels: Labels) -> str:
    if comparison.kind == "ratio":
        return ""
    return "cross-over trial: the groups are the same people" if comparison.document_id in labels.crossovers else ""


def _spread_warning(comparison: Comparison, labels: Labels) -> str:
    if comparison.kind != "continuous" or comparison.yi is None or not comparison.sei:
        return comparison.warning
    words = f"{labels.captions.get(comparison.table or '', '')} {comparison.outcome} {comparison.population or ''}"
    if ERROR_WORDS.search(words) and not SD_WORDS.search(words):
        return "the table speaks of standard errors"
    apart = abs(comparison.yi) / comparison.sei
    if apart > STRIKING:
        return f"the groups lie {apart:.0f} standard errors apart: the SDs may be standard errors"
    return comparison.warning


def _compared(rows: Iterable[Row], labels: Labels) -> Iterator[Comparison]:
    beside: dict[tuple[object, ...], list[Row]] = {}
    ratios: list[tuple[tuple[object, ...], Comparison]] = []
    for row in _with_sizes(rows):
        if ratio := _ratio(row, labels):
            ratios.append((_place(row), ratio))
        elif row["arm"] and not POOLED.search(str(row["arm"])) and (_is_count(row, labels) or _is_mean(row, labels)):
            kind = (row["measure"], row["population"], row["timepoint"], _is_count(row, labels))
            beside.setdefault((row["document_id"], *_place(row), *kind), []).append(row)
    counted: dict[tuple[object, ...], list[Comparison]] = {}
    for group in beside.values():
        for pair in _pairs(group, labels):
            if pair.kind == "binary":
                counted.setdefault((pair.document_id, *_place(group[0])), []).append(pair)
            yield pair
    for place, ratio in ratios:
        pairs = counted.get((ratio.document_id, *place), [])
        yield _of_groups(ratio, pairs[0]) if len(pairs) == 1 and not ratio.arm else ratio


def _place(row: Row) -> tuple[object, ...]:
    return _line(row) if row["cell_id"] else (row["sentence_id"],)


def _with_sizes(rows: Iterable[Row]) -> Iterator[Row]:
    """Own results; a column of sizes beside means under one head gives their size and counts no events."""
    own = [row for row in rows if row["source"] == "own" and row["role"] == "result"]
    sizes = {_over(row): row["count"] for row in own if row["count"] is not None and _is_sized(row)}
    spread = {_over(row) for row in own if row["statistic"] == "mean" and row["cell_id"]}
    for row in own:
        if row["statistic"] == "mean" and not row["n"] and _over(row) in sizes:
            yield {**row, "n": sizes[_over(row)]}
        elif not (_is_sized(row) and _over(row) in spread):
            yield row


def _is_sized(row: Row) -> bool:
    path: Sequence[str] = row.get("column_path") or ()
    return bool(row["cell_id"]) and len(path) > 1 and bool(SIZE_HEAD.fullmatch(path[-1]))


def _over(row: Row) -> tuple[object, ...]:
    """The row of a table and the heads over the last one of a column."""
    return str(row["cell_id"]).rpartition(".")[0], tuple((row.get("column_path") or ())[:-1])


def _of_groups(ratio: Comparison, pair: Comparison) -> Comparison:
    """A ratio with the groups of the counts in its row, where these give it: the first to the second, or turned."""
    if ratio.value is None or None in (pair.ai, pair.n1i, pair.ci, pair.n2i):
        return ratio
    for arm, comparator, a, n, c, m in (
        (pair.arm, pair.comparator, pair.ai, pair.n1i, pair.ci, pair.n2i),
        (pair.comparator, pair.arm, pair.ci, pair.n2i, pair.ai, pair.n1i),
    ):
        if not (a and c and n and m and a < n and c < m):
            return ratio
        risk, odds = (a / n) / (c / m), (a / (n - a)) / (c / (m - c))
        given = risk if ratio.measure == "RR" else odds
        if abs(log(given / ratio.value)) <= GIVEN_BY_COUNTS:
            return replace(ratio, arm=arm, comparator=comparator)
    return ratio


def _ratio(row: Row, labels: Labels) -> Comparison | None:
    low, value, high = row["ci_low"], row["value"], row["ci_high"]
    if row["measure"] not in RATIOS or not low or not value or not high or not 0 < low <= value <= high or low == high:
        return None
    width = 2 * NormalDist().inv_cdf(0.5 + (row["ci_level"] or 95) / 200)
    named = str(row.get("outcome") or "")
    outcome = labels.outcomes.get(str(row["endpoint_id"]), "")
    factor = row.get("contrast") or (" > ".join(row.get("row_path") or ()) or None)
    return Comparison(
        kind="ratio",
        outcome=outcome or (named if named != factor else ""),
        measure=row["measure"],
        arm=row["arm"],
        comparator=row["comparator"],
        yi=log(value),
        sei=(log(high) - log(low)) / width,
        value=value,
        low=low,
        high=high,
        results=(row["id"],),
        factor=factor,
        **_where(row),
    )


def _where(row: Row) -> dict[str, Any]:
    return {
        **{name: row[name] for name in ("document_id", "timepoint", "timepoint_unit", "population")},
        "adjusted": bool(row.get("adjusted")),
        "table": row["table_id"],
        "printed": row.get("value_text") or "",
        "start": row.get("start"),
    }


def _is_count(row: Row, labels: Labels) -> bool:
    return row["count"] is not None and bool(labels.size_of(row))


def _is_mean(row: Row, labels: Labels) -> bool:
    return row["statistic"] == "mean" and row["value"] is not None and bool(row["sd"]) and bool(labels.size_of(row))


def _line(row: Row) -> tuple[object, ...]:
    """What the cells of two groups share: the row of the table, or the column where stubs name the groups."""
    table_row, _, column = str(row["cell_id"]).rpartition(".")
    arm, stubs = str(row["arm"]).lower(), [label.lower() for label in row.get("row_path") or ()]
    if arm in stubs and not any(arm in label.lower() for label in row.get("column_path") or ()):
        return row["table_id"], column, tuple(label for label in stubs if label != arm)
    return (table_row,)


def _pairs(group: list[Row], labels: Labels) -> Iterator[Comparison]:
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
        outcome = str(one.get("outcome") or labels.outcomes.get(str(one["cell_id"])) or _measured(one))
        sizes = labels.size_of(one) or 0, labels.size_of(two) or 0
        outcome = TOTAL_BEHIND.sub("", outcome)
        found = _binary(one, two, outcome, sizes) if _is_count(one, labels) else _continuous(one, two, outcome, sizes)
        elsewhere = not all(row["denominator"] or row["n"] for row in (one, two))
        yield replace(
            found,
            doubt="" if all(map(_agrees, (one, two), sizes)) else "events and size do not give the printed percentage",
            printed=f"{one.get('value_text') or ''} | {two.get('value_text') or ''}",
            warning="a size is that of the arm, printed elsewhere" if elsewhere else "",
        )


def _agrees(row: Row, size: int) -> bool:
    """Whether a count and the size of its group give the percentage printed with it."""
    if row["count"] is None or row["unit"] != "%" or row["value"] is None or not size:
        return True
    return abs(100 * int(row["count"]) / size - float(row["value"])) <= ROUNDED


def _measured(row: Row) -> str:
    return "" if row["measure"] == "other" else str(row["measure"])


def _binary(first: Row, second: Row, outcome: str, sizes: tuple[int, int]) -> Comparison:
    """Counts; yi is the logarithm of the risk ratio where no cell is empty."""
    ai, ci = int(first["count"]), int(second["count"])
    n1, n2 = sizes
    whole = 0 < ai <= n1 and 0 < ci <= n2
    variance = 1 / ai - 1 / n1 + 1 / ci - 1 / n2 if whole else 0.0
    return Comparison(
        kind="binary",
        outcome=outcome,
        measure="RR",
        arm=first["arm"],
        comparator=second["arm"],
        yi=log(ai / n1) - log(ci / n2) if variance > 0 else None,
        sei=sqrt(variance) if variance > 0 else None,
        ai=ai,
        n1i=n1,
        ci=ci,
        n2i=n2,
        results=(first["id"], second["id"]),
        **_where(first),
    )


def _continuous(first: Row, second: Row, outcome: str, sizes: tuple[int, int]) -> Comparison:
    """Means; yi is their difference."""
    n1, n2 = sizes
    error = first["sd"] ** 2 / n1 + second["sd"] ** 2 / n2 if n1 > 0 and n2 > 0 and second["sd"] else 0.0
    return Comparison(
        kind="continuous",
        outcome=outcome,
        measure="MD",
        arm=first["arm"],
        comparator=second["arm"],
        yi=first["value"] - second["value"],
        sei=sqrt(error) if error > 0 else None,
        n1i=n1,
        n2i=n2,
        m1i=first["value"],
        sd1i=first["sd"],
        m2i=second["value"],
        sd2i=second["sd"],
        results=(first["id"], second["id"]),
        **_where(first),
    )
