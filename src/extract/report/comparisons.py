"""Two groups side by side, and printed ratios, as the rows that meta-analysis programs pool."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from math import log, sqrt
from statistics import NormalDist
from typing import Any, Literal

from extract.report.records import ResultRecord
from extract.text import lazy_re as re
from extract.text.numbers import are_near

RATIOS = frozenset(("HR", "OR", "RR", "IRR", "SHR", "aHR", "aOR", "sHR"))
CONTROL = re.compile(
    r"\b(?:placebo|controls?|usual|standard|conventional|sham|no treatment|alone|only|without|untreated|comparator|"
    r"observation)\b",
    re.IGNORECASE,
)
POOLED = re.compile(r"\b(?:total|all|overall|both|entire|whole)\b", re.IGNORECASE)
ROUNDED = 1.5
"""Points of a percentage by which rounding, truncation and a slip of the last digit move it; more is another base."""

SIZE_HEAD = re.compile(r"\W*(?:n|no\.?|number)\W*", re.IGNORECASE)
GIVEN_BY_COUNTS = 0.05
"""Logarithm of a printed ratio by which rounding moves it from what the counts of its row give."""

REGRESSION = re.compile(
    r"\b(?:uni|multi)varia\w+|\bregression|\bpredict\w*|\brisk factors?|\bassociat\w*|\bcorrelat\w*|\bindependent\w*|"
    r"\bprognos\w*|\bfactors\b|\bCox\b",
    re.IGNORECASE,
)
"""Tables whose ratios are for the factors in their rows."""

REGRESSED = re.compile(
    r"\b(?:associated with|predict(?:ing|ors? (?:of|for))|determinants of|"
    r"(?:(?:risk|prognostic|predictive) )?factors (?:for|of))"
    r" (?:the )?(?P<outcome>(?:(?! (?:among|in|by|using|from|after|with|at|for|according|and|of the)\b)[^.,;:()])+)",
    re.IGNORECASE,
)
POOLED_ROW = re.compile(
    r"\W*(?:total|all|n|no\.? of (?:patients|subjects|participants)|number of (?:patients|subjects|participants))\W*",
    re.IGNORECASE,
)
COLUMN_OF = re.compile(
    r"\W*(?:n|no\.?|number|mean|sd|%|n\W*\(?%\)?|mean\W*\(?(?:sd|s\.d\.)\)?|mean\s?±\s?sd|a?[hor]r|"
    r"(?:odds|hazards?|risk) ratios?|relative risks?|(?:a?[hor]r|(?:odds|hazards?|risk) ratios?)?\W*95\s?%\s?ci|"
    r"(?:number|no\.?|n) of (?:patients|participants|subjects)\W*(?:n?\W*%)?)\W*",
    re.IGNORECASE,
)
"""A head that says which statistic its column holds."""

BEHIND_HEAD = re.compile(r"\W*(?:(?:n\s?)?\(%\)|\b[nN]\s?=\s?\d[\d,]*\W*)\s*$")
"""A size, or what is counted, behind a head."""

TOTAL_BEHIND = re.compile(r"\s\d+\s?\(\d+(?:\.\d+)?\s?%?\)$")
"""All groups' number printed behind the name of a row: "Nausea 41 (19.6%)"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One row to pool. `kind` says which of the numbers are filled; `yi` is a logarithm for ratios and counts.

    `factor` is the row of the table that a ratio stands in; `time` the time as printed; `warning` what speaks against
    pooling it as it is, `doubt` what forbids it.
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
    time: str | None = None
    sentence: str | None = None

    @property
    def named(self) -> tuple[object, ...]:
        """Where a comparison stands and all that it is called: numbers that differ under it belong to other rows."""
        point = (self.timepoint, self.timepoint_unit, self.time, self.population)
        return (self.document_id, self.table, self.kind, self.outcome, self.arm, self.comparator, self.factor, *point)

    @property
    def numbers(self) -> tuple[object, ...]:
        """What is the same where one comparison is printed twice."""
        arms = (self.arm, self.comparator, self.factor, self.outcome, self.timepoint, self.timepoint_unit, self.time)
        counts = (self.ai, self.ci, self.m1i, self.m2i, self.value, self.low, self.high)
        return (self.document_id, self.kind, *arms, *counts)


@dataclass(frozen=True, slots=True)
class Labels:
    """What is printed around results.

    `outcomes` by the id of endpoint or cell, `captions` by the id of a table, `sizes` of arms by document and name,
    `reviews` the documents whose numbers are those of other studies, `crossovers` those of cross-over trials,
    `sentences` by id, `first_visits` the visits that a document calls its baseline ("T1"), `stub_heads` the heads of
    the first column of a table, `of_people` the tables that have rows of age and of sex.
    """

    outcomes: Mapping[str, str]
    captions: Mapping[str, str]
    sizes: Mapping[tuple[str, str], int] = field(default_factory=dict)
    reviews: frozenset[str] = frozenset()
    crossovers: frozenset[str] = frozenset()
    sentences: Mapping[str, str] = field(default_factory=dict)
    first_visits: frozenset[tuple[str, str]] = frozenset()
    stub_heads: Mapping[str, str] = field(default_factory=dict)
    of_people: frozenset[str] = frozenset()

    def size_of(self, row: ResultRecord) -> int | None:
        """The size printed with a result, else that of its arm in the paper."""
        return row.denominator or row.n or self.sizes.get((row.document_id, str(row.arm).lower()))


def compared(rows: Iterable[ResultRecord], labels: Labels) -> Iterator[Comparison]:
    groups: dict[tuple[object, ...], list[ResultRecord]] = {}
    ratios: list[tuple[tuple[object, ...], Comparison]] = []
    known = [row.model_copy(update={"population": _subgroup(row)}) for row in _with_sizes(rows)]
    wrong = _wrong_sizes(known, labels)
    for row in known:
        if ratio := _ratio(row, labels):
            ratios.append((_place(row), ratio))
        elif row.arm and not POOLED.search(str(row.arm)) and (_is_count(row, labels) or _is_mean(row, labels)):
            kind = (row.measure, row.population, row.timepoint, _time(row), _is_count(row, labels))
            groups.setdefault((row.document_id, *_place(row), *kind), []).append(row)
    paired: dict[tuple[object, ...], list[Comparison]] = {}
    for group in groups.values():
        for pair in _pairs(group, labels, wrong):
            paired.setdefault((pair.document_id, *_place(group[0])), []).append(pair)
            yield pair
    for place, ratio in ratios:
        yield _of_groups(ratio, paired.get((ratio.document_id, *place), []), labels)


def _place(row: ResultRecord) -> tuple[object, ...]:
    return _line(row) if row.cell_id else (row.sentence_id,)


def _with_sizes(rows: Iterable[ResultRecord]) -> Iterator[ResultRecord]:
    """Own results; a column of sizes beside means under one head gives their size and counts no events."""
    own = [row for row in rows if row.source == "own" and row.role == "result"]
    sizes = {_over(row): row.count for row in own if row.count is not None and _is_sized(row)}
    spread = {_over(row) for row in own if row.statistic == "mean" and row.cell_id}
    for row in own:
        if row.statistic == "mean" and not row.n and _over(row) in sizes:
            yield row.model_copy(update={"n": sizes[_over(row)]})
        elif not (_is_sized(row) and _over(row) in spread):
            yield row


def _is_sized(row: ResultRecord) -> bool:
    path: Sequence[str] = row.column_path
    return bool(row.cell_id) and len(path) > 1 and bool(SIZE_HEAD.fullmatch(path[-1]))


def _over(row: ResultRecord) -> tuple[object, ...]:
    """The row of a table and the heads over the last one of a column."""
    return str(row.cell_id).rpartition(".")[0], tuple(row.column_path[:-1])


def _of_groups(ratio: Comparison, pairs: Sequence[Comparison], labels: Labels) -> Comparison:
    """A ratio with the groups of the counts in its row, where these give it: the first to the second, or turned.

    In the row of two groups that is no regression's it is a ratio of these groups: where no counts give it, which of
    them is set against which is not told.
    """
    if ratio.arm or not pairs:
        return ratio
    counted = [pair for pair in pairs if pair.kind == "binary"]
    if len(counted) == 1 and (arms := _turned(ratio, counted[0])):
        return replace(ratio, arm=arms[0], comparator=arms[1])
    around = " ".join((labels.captions.get(ratio.table or "", ""), ratio.population or "", ratio.outcome))
    if ratio.table and not REGRESSION.search(around):
        return replace(ratio, doubt="a ratio of the groups in its row: which is set against which is not told")
    return ratio


def _turned(ratio: Comparison, pair: Comparison) -> tuple[str | None, str | None] | None:
    """The groups in the order in which their counts give the ratio."""
    if ratio.value is None or None in (pair.ai, pair.n1i, pair.ci, pair.n2i):
        return None
    for arm, comparator, a, n, c, m in (
        (pair.arm, pair.comparator, pair.ai, pair.n1i, pair.ci, pair.n2i),
        (pair.comparator, pair.arm, pair.ci, pair.n2i, pair.ai, pair.n1i),
    ):
        if not (a and c and n and m and a < n and c < m):
            return None
        risk, odds = (a / n) / (c / m), (a / (n - a)) / (c / (m - c))
        given = risk if ratio.measure == "RR" else odds
        if abs(log(given / ratio.value)) <= GIVEN_BY_COUNTS:
            return arm, comparator
    return None


def _subgroup(row: ResultRecord) -> str | None:
    """The part of the people that a column is of: its heads that are neither the arm's nor a statistic's.

    Without a part of the people that is known, only heads under the arm's tell of one.
    """
    given: str | None = row.population
    path: Sequence[str] = row.column_path
    arm, known = str(row.arm).lower(), (given or "").lower()
    at = next((at for at, head in enumerate(path) if (known or arm) in head.lower()), None)
    if at is None:
        return given
    others = [head for head in path[0 if given else at :] if arm not in head.lower() and head != row.outcome]
    heads = [given if given and known in head.lower() else BEHIND_HEAD.sub("", head) for head in others]
    heads = [head for head in heads if head and not COLUMN_OF.fullmatch(head)]
    return " > ".join(heads) or given


def _time(row: ResultRecord) -> str | None:
    """The time as printed, else as it was read."""
    if row.timepoint_text:
        return str(row.timepoint_text)
    return None if row.timepoint is None else f"{row.timepoint:g} {row.timepoint_unit or ''}".strip()


def plain_visit(time: str) -> str:
    """A visit as it is compared: "T 1" and "t1" are one.

    >>> plain_visit("T 1"), plain_visit("Visit 1")
    ('t1', 'visit1')
    """
    return re.sub(r"\W+", "", time).lower()


def _column(row: ResultRecord) -> tuple[object, ...]:
    return row.table_id, str(row.arm).lower(), row.population


def _wrong_sizes(rows: Iterable[ResultRecord], labels: Labels) -> frozenset[tuple[object, ...]]:
    """Columns whose percentages, or whose total, the size of the arm that is printed elsewhere does not give."""
    fits: dict[tuple[object, ...], list[bool]] = {}
    total: set[tuple[object, ...]] = set()
    for row in rows:
        size = labels.size_of(row)
        if row.count is None or not row.table_id or row.denominator or row.n or not size:
            continue
        if any(POOLED_ROW.fullmatch(label) for label in row.row_path) and row.count != size:
            total.add(_column(row))
        if row.unit == "%" and row.value is not None:
            fits.setdefault(_column(row), []).append(_is_rounded(row.count, row.value, size))
    odd = {column for column, rounded in fits.items() if rounded.count(False) > max(1, len(rounded) // 4)}
    return frozenset(odd | total)


def _is_rounded(count: int, percent: float, size: int) -> bool:
    """Whether a count and a size give the printed percentage, rounded or cut off."""
    unit = 1.0 if float(percent).is_integer() else 0.1
    over = 100 * count / size - percent
    return -0.51 * unit <= over < 1.01 * unit


def _ratio(row: ResultRecord, labels: Labels) -> Comparison | None:
    low, value, high = row.ci_low, row.value, row.ci_high
    if row.measure not in RATIOS or not low or not value or not high or not 0 < low <= value <= high or low == high:
        return None
    width = 2 * NormalDist().inv_cdf(0.5 + (row.ci_level or 95) / 200)
    named = str(row.outcome or "")
    outcome = labels.outcomes.get(str(row.endpoint_id), "")
    factor = row.contrast or (" > ".join(row.row_path) or None)
    return Comparison(
        kind="ratio",
        outcome=outcome
        or _without_factor(named, factor or "")
        or _regressed(labels.captions.get(row.table_id or "", "")),
        measure=row.measure,
        arm=row.arm,
        comparator=row.comparator,
        yi=log(value),
        sei=(log(high) - log(low)) / width,
        value=value,
        low=low,
        high=high,
        results=(str(row.id),),
        factor=factor,
        **_where(row),
    )


def _without_factor(named: str, factor: str) -> str:
    """The parts of a name that are not the row or contrast itself, signs left aside.

    >>> _without_factor("Death > Age", "Training set > Age"), _without_factor("Age (years)", "Age, years")
    ('Death', '')
    """
    own = {re.sub(r"\W+", "", part) for part in factor.split(" > ")}
    return " > ".join(part for part in named.split(" > ") if re.sub(r"\W+", "", part) not in own)


def _regressed(caption: str) -> str:
    """What the ratios of a regression's table are for.

    >>> _regressed("Factors independently associated with sore knees in 60 bathers: logistic regression")
    'sore knees'
    >>> _regressed("Outcomes according to age")
    ''
    """
    match = REGRESSED.search(caption)
    return match["outcome"].strip() if match else ""


def _where(row: ResultRecord) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in ("document_id", "timepoint", "timepoint_unit", "population")},
        "adjusted": row.adjusted,
        "table": row.table_id,
        "printed": row.value_text,
        "start": row.start,
        "time": _time(row),
        "sentence": None if row.cell_id else row.sentence_id,
    }


def _is_count(row: ResultRecord, labels: Labels) -> bool:
    return row.count is not None and bool(labels.size_of(row))


def _is_mean(row: ResultRecord, labels: Labels) -> bool:
    return row.statistic == "mean" and row.value is not None and bool(row.sd) and bool(labels.size_of(row))


def _line(row: ResultRecord) -> tuple[object, ...]:
    """What the cells of two groups share: the row of the table, or the column where stubs name the groups."""
    table_row, _, column = str(row.cell_id).rpartition(".")
    arm, stubs = str(row.arm).lower(), [label.lower() for label in row.row_path]
    if arm in stubs and not any(arm in label.lower() for label in row.column_path):
        return row.table_id, column, tuple(label for label in stubs if label != arm)
    return (table_row,)


def _pairs(group: list[ResultRecord], labels: Labels, wrong: frozenset[tuple[object, ...]]) -> Iterator[Comparison]:
    """Each group against the control; without a control two groups alone are compared, the first with the second."""
    by_arm = {str(row.arm): row for row in group}
    if len(by_arm) != len(group) or len(by_arm) < 2:
        return
    if split := _cuts(group, labels):
        for half in split:
            yield from _pairs(half, labels, wrong)
        return
    controls = [row for arm, row in by_arm.items() if CONTROL.search(arm)]
    if len(controls) == 1:
        pairs = [(row, controls[0]) for row in by_arm.values() if row is not controls[0]]
    else:
        pairs = list(combinations(by_arm.values(), 2)) if len(by_arm) == 2 else []
    for first, second in pairs:
        outcome = str(first.outcome or labels.outcomes.get(str(first.cell_id)) or _measured(first))
        sizes = labels.size_of(first) or 0, labels.size_of(second) or 0
        outcome = TOTAL_BEHIND.sub("", outcome)
        found = (
            _binary(first, second, outcome, sizes)
            if _is_count(first, labels)
            else _continuous(first, second, outcome, sizes)
        )
        yield replace(
            found,
            doubt=_doubt(first, second, sizes, wrong),
            printed=f"{first.value_text} | {second.value_text}",
            warning=_of_sizes(first, second, sizes),
        )


def _cuts(group: Sequence[ResultRecord], labels: Labels) -> list[list[ResultRecord]]:
    """Four columns that cut the same people in two ways: each pair adds up to the same number; else nothing."""
    if len(group) != 4 or not all(labels.size_of(row) for row in group):
        return []
    size = [labels.size_of(row) or 0 for row in group]
    ways = [((0, 1), (2, 3)), ((0, 2), (1, 3)), ((0, 3), (1, 2))]
    even = [way for way in ways if size[way[0][0]] + size[way[0][1]] == size[way[1][0]] + size[way[1][1]]]
    return [[group[at] for at in half] for half in even[0]] if len(even) == 1 else []


def _doubt(
    first: ResultRecord, second: ResultRecord, sizes: tuple[int, int], wrong: frozenset[tuple[object, ...]]
) -> str:
    if not all(map(_agrees, (first, second), sizes)):
        return "events and size do not give the printed percentage"
    if any(_column(row) in wrong and not (row.denominator or row.n) for row in (first, second)):
        return "the size of the arm, printed elsewhere, is not that of this column"
    return ""


def _of_sizes(first: ResultRecord, second: ResultRecord, sizes: tuple[int, int]) -> str:
    """What speaks against the sizes of a pair."""
    for row, size in zip((first, second), sizes, strict=True):
        if (
            row.count is not None
            and row.unit == "%"
            and row.value is not None
            and not _is_rounded(row.count, row.value, size)
        ):
            return f"{row.count} of {size} is {100 * row.count / size:.1f} %, printed is {row.value:g} %"
    is_elsewhere = not all(row.denominator or row.n for row in (first, second))
    return "a size is that of the arm, printed elsewhere" if is_elsewhere else ""


def _agrees(row: ResultRecord, size: int) -> bool:
    """Whether a count and the size of its group give the percentage printed with it."""
    if row.count is None or row.unit != "%" or row.value is None or not size:
        return True
    return are_near(100 * row.count / size, float(row.value), ROUNDED)


def _measured(row: ResultRecord) -> str:
    return "" if row.measure == "other" else str(row.measure)


def _binary(first: ResultRecord, second: ResultRecord, outcome: str, sizes: tuple[int, int]) -> Comparison:
    """Counts; yi is the logarithm of the risk ratio where no cell is empty."""
    ai, ci = first.count or 0, second.count or 0
    n1, n2 = sizes
    whole = 0 < ai <= n1 and 0 < ci <= n2
    variance = 1 / ai - 1 / n1 + 1 / ci - 1 / n2 if whole else 0.0
    return Comparison(
        kind="binary",
        outcome=outcome,
        measure="RR",
        arm=first.arm,
        comparator=second.arm,
        yi=log(ai / n1) - log(ci / n2) if variance > 0 else None,
        sei=sqrt(variance) if variance > 0 else None,
        ai=ai,
        n1i=n1,
        ci=ci,
        n2i=n2,
        results=(str(first.id), str(second.id)),
        **_where(first),
    )


def _continuous(first: ResultRecord, second: ResultRecord, outcome: str, sizes: tuple[int, int]) -> Comparison:
    """Means; yi is their difference."""
    n1, n2 = sizes
    error = first.sd**2 / n1 + second.sd**2 / n2 if n1 > 0 and n2 > 0 and first.sd and second.sd else 0.0
    return Comparison(
        kind="continuous",
        outcome=outcome,
        measure="MD",
        arm=first.arm,
        comparator=second.arm,
        yi=None if first.value is None or second.value is None else first.value - second.value,
        sei=sqrt(error) if error > 0 else None,
        n1i=n1,
        n2i=n2,
        m1i=first.value,
        sd1i=first.sd,
        m2i=second.value,
        sd2i=second.sd,
        results=(str(first.id), str(second.id)),
        **_where(first),
    )
