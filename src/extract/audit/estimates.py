"""Estimates with their intervals and p: "HR 0.62 (95% CI 0.41–0.94; p = 0.02)", in sentences, cells and over rows.

In tables "0.71 (0.55–0.92)" under "HR (95% CI)", "0.71 | 0.55–0.92 | 0.009", "0.71 | 0.55 | 0.92": what stands in a
cell is named by its head, its stub and the caption. A p is that of its estimate only where nothing else in the row
could be meant.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from extract.annotate.quantities.cells import parse_cell
from extract.audit.passages import cells_of, per_paper, sentences_of
from extract.audit.printed import (
    BETWEEN,
    DASH,
    LEVEL,
    LIMITS,
    NOT_SIGNIFICANT,
    NUMBER,
    P_VALUE,
    SIGN,
    PrintedP,
    printed_p,
    relation_of,
)
from extract.model import Paper, Pieces, Table, TableCell, quote
from extract.text import lazy_re as re
from extract.text.numbers import parse_number, with_points

Family = Literal["ratio", "difference", "other"]

RATIO = re.compile(
    r"(?:\b(?:a|adj|crude|unadjusted|adjusted|m|s|cs|i)?[ -]?"
    r"(?:HRs?|ORs?|RRs?|IRRs?|SHRs?|aHR|aOR|aRR|cOR|PORs?|PRRs?|GMRs?|RORs?)\b"
    r"|\b(?:[Hh]azards?|[Oo]dds|[Rr]isk|[Rr]ate|[Pp]revalence|[Ii]ncidence(?:\s[Rr]ate)?|[Mm]ortality|[Mm]eans?)[\s-][Rr]atios?\b"
    r"|\b[Rr]elative\s(?:[Rr]isks?|[Rr]ates?|[Oo]dds|[Hh]azards?)\b)"
)
DIFFERENCE = re.compile(
    r"(?:\b(?:[Mm]ean|[Rr]isk|[Rr]ate|[Aa]bsolute|[Tt]reatment|[Bb]etween-group|[Aa]djusted|[Gg]roup|[Ss]tandardi[sz]ed)\s"
    r"(?:mean\s|risk\s|group\s|treatment\s)?[Dd]ifferences?\b|\b[Dd]ifferences?\b|\b(?:MD|SMD|WMD|RD|ARD)\b|\bβ|\b[Bb]eta\b"
    r"|\b[Cc]oefficients?\b)"
)
_NEAR_NAME, _IN_CLAUSE, _TOUCHING = 40, 110, 12
_LEAVES_CLAUSE = re.compile(r"[\d;:]|(?<!vs)\.\s|\)\s?,|\band\s(?:the|a|an|median|mean)\s")


@dataclass(frozen=True, slots=True)
class Name:
    """The kind of an estimate; `printed` its name, `start` where it begins if it stands right before the number."""

    family: Family
    printed: str | None = None
    start: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """An estimate with an interval; `family` tells the value of no effect (1, 0, or unknown).

    `called`: the interval is called one; False where only its place in brackets behind a ratio says so. `one_sided`:
    it is called a one-sided interval.
    """

    start: int
    end: int
    name: str | None
    family: Family
    value: Decimal
    low: Decimal
    high: Decimal
    level: Decimal
    p: PrintedP | None
    called: bool = True
    one_sided: bool = False

    @property
    def is_reversed(self) -> bool:
        """The limits stand in descending order."""
        return self.low > self.high


_UNITS = r"(?:\s?%|\s(?!and\b|p\b|P\b|with\b)[A-Za-z/·]{1,12}(?:\s(?!and\b|p\b|P\b|with\b)[A-Za-z/·]{1,8})?)?"
_P_BETWEEN = re.compile(rf"[,;(\[\s]{{0,3}}{P_VALUE}[,;\s]{{0,3}}", re.VERBOSE)
_P_AFTER = re.compile(rf"{_UNITS}[\s,;:)\]]{{0,5}}(?:and\s|with\s(?:a\s)?)?(?:{P_VALUE}|{NOT_SIGNIFICANT})", re.VERBOSE)
_AFTER_LEVEL = re.compile(rf"{LEVEL}{LIMITS}", re.VERBOSE)
_POWER = rf"(?<=[A-Za-zµμ]){SIGN}?[1-4](?![\d.·])"
"""A digit that belongs to a unit or a name: "kg/m2", "L min−1", "CD4"."""
_VALUE_BEFORE = re.compile(
    rf"(?:(?:(?<=[\s(\[,;:=])|^)(?P<sign>{SIGN})\s?|(?<![\d.·,/-])(?<![A-Za-z]{SIGN})(?<!10{SIGN})(?!{_POWER}))"
    rf"(?P<value>{NUMBER})(?![\d/])(?P<gap>\s?%?(?:[^\d=<>.%·]|{_POWER}){{0,32}})$"
)
BRACKETED = re.compile(
    rf"(?P<name>{RATIO.pattern}|\b(?:MD|SMD|WMD|[Mm]ean\s[Dd]ifference|[Rr]isk\s[Dd]ifference)\b)"
    rf"(?:\s?[\[(]\s?[A-Za-z]{{1,5}}\s?[\])])?"
    rf"(?P<called>[\s,]{{0,2}}[\[(,]?\s?(?:(?P<level>\d{{2}}(?:\.\d{{1,3}})?)\s?%\s?)(?:C\.?I\.?|[Cc]onfidence\s[Ii]ntervals?)\s?[\])]?)?"
    rf"\s{{0,2}}(?:[=:,]|of|was|is)?\s{{0,2}}(?P<sign>{SIGN}\s?)?(?P<value>{NUMBER})\s{{0,2}}[,;]?\s?[(\[]\s?{BETWEEN}\s?[)\]]",
    re.VERBOSE,
)
_NAMED_P = re.compile(r"\b[pP]\s?(?:[-\s]?value)?\s?(?:[=<>≤≥]|of|was)\s?$")
_OTHER_STATISTIC = re.compile(
    r"(?:\b(?:t|z|Z|F|W|U|Q|SE|SEM|SD|[Ss]\.[DdEe]\.|[Ss]tandard\s(?:error|deviation)|df|[χΧ]\s?[2²]|I\s?[2²]|[nN])\s?"
    r"(?:\([\d,. ]{1,12}\)\s?"
    r"|\d{1,5}(?:\.\d{1,3})?\s?(?:,\s?\d{1,5}(?:\.\d{1,3})?\s?)?)?(?:[=:]|\bof)\s?|[(\[]\s?(?:SD|SEM?)\s?|±\s?)$"
)
_RANGE_BEFORE = re.compile(r"(?:(?:\d\s?[-–—]|\bto|\bversus|\bvs\.?|\bper|/)\s?|\d[:∶])$")
"""What makes the number before an interval the second of two: "0.9-1.5", "a ratio of 947:447"."""
_AFTER_INTERVAL = re.compile(r"^[)\]\s]{0,3}(?:versus|vs\.?)\s?$")
"""The estimate of the other group, each with its own interval: "1.2 (95% CI 0.9-1.5) vs 1.4 (95% CI 1.1-1.7)"."""
_OTHER_QUESTION = re.compile(r"(?:interaction|trend|heterogeneity|non-?inferior|equivalen|superior)", re.IGNORECASE)
_SIGN_OF_HIGH = re.compile(r"%?\s{1,2}[-−–‐‑]")
"""A dash that touches the second limit alone: its sign, and only a blank between the limits ("−4.1 −0.6")."""
_DASHES = re.compile(rf"{DASH}{{2}}")
_SAY_INTERVAL = ("CI", "onfidence", "C.I", "Cr", "redible", "IC")
_SAY_ESTIMATE = ("HR", "OR", "RR", "atio", "elative", "MD", "ifference")
_REACH = 160
_BEHIND = 40
Limits = tuple[Decimal, Decimal]
Named = tuple[Family, str | None]
"""What an estimate is called: its kind, and its printed name."""


def find_estimates(text: str) -> Iterator[Estimate]:
    """All estimates that stand directly before an interval.

    >>> e, = find_estimates("(OR 3.42, 95% CI 1.01-1.74, P = .04)")
    >>> e.family, str(e.value), str(e.low), str(e.high), str(e.p.value)
    ('ratio', '3.42', '1.01', '1.74', '0.04')
    >>> [str(e.low) for e in find_estimates("difference −0.4 kg (95% CI −0.9 to 0.1)")]
    ['-0.9']
    >>> [str(e.value) for e in find_estimates("OR (95% CI) = 2.40 (1.10–1.78)")]
    ['2.40']
    >>> [str(e.value) for e in find_estimates("1.2 mm (95% CI 0.9 to 1.5) vs. 1.4 mm (95% CI 1.1 to 1.7)")]
    ['1.2', '1.4']
    >>> [str(e.value) for e in find_estimates("0.4 kg/m2 (95% CI 0.1-0.7); 3.8 L min−1 (95% CI 1.7 to 9.5)")]
    ['0.4', '3.8']
    >>> list(find_estimates("a ratio of 947:447 (95% CI 698-1196 versus 323-579)"))
    []
    >>> list(find_estimates("power of 90% at a 95% CI level; B = 0.4, t = 1.55, 95% CI [-0.13, 0.86]"))
    []
    """
    text = with_points(text)
    last_end = 0
    taken: list[tuple[int, int]] = []
    for interval in _AFTER_LEVEL.finditer(text) if any(word in text for word in _SAY_INTERVAL) else ():
        before = text[max(last_end, interval.start() - _REACH) : interval.start()]
        offset = interval.start() - len(before)
        between = _last_p(before)
        p = printed_p(between) if between else None
        if between is not None:
            before = before[: between.start()]
        value = _VALUE_BEFORE.search(before, max(0, len(before) - _BEHIND))
        last_end = interval.end()
        if value is None or _is_no_estimate(before, value):
            continue
        estimate = _before_interval(text, offset, before, value, interval, p)
        if estimate is not None:
            taken.append((estimate.start, estimate.end))
            yield estimate
    for match in BRACKETED.finditer(text) if any(word in text for word in _SAY_ESTIMATE) else ():
        if not any(start < match.end() and match.start() < end for start, end in taken):
            bracketed = _bracketed(text, match)
            if bracketed is not None:
                yield bracketed


def read_limits(match: re.Match[str], value: Decimal | None) -> Limits | None:
    """The limits that a match of BETWEEN prints around a value; doubled dashes are read as what holds the value.

    >>> m = re.compile(BETWEEN, re.VERBOSE).match("-3.0--1.2")
    >>> [str(x) for x in read_limits(m, Decimal("-2.1"))]
    ['-3.0', '-1.2']
    >>> m = re.compile(BETWEEN, re.VERBOSE).match("−4.1 −0.6")
    >>> [str(x) for x in read_limits(m, Decimal("-2.3"))]
    ['-4.1', '-0.6']
    """
    low, high = parse_number(match["low"]), parse_number(match["high"])
    if low is None or high is None or value is None:
        return None
    dashes = re.sub(r"\s", "", match["separator"])
    if _SIGN_OF_HIGH.fullmatch(match.string, match.end("low"), match.end("separator")) and low <= value <= -high < 0:
        return low, -high
    if not _DASHES.fullmatch(dashes) or high <= 0:
        return low, high
    below_zero = low < 0 and (value < 0 or not low <= value <= high)
    return (low, -high) if dashes[0] != dashes[1] or below_zero else (low, high)


def _last_p(before: str) -> re.Match[str] | None:
    """A p printed between the estimate and its interval."""
    last = None
    for match in _P_BETWEEN.finditer(before):
        last = match
    return last if last is not None and len(before) - last.end() <= 2 else None


def _is_no_estimate(before: str, value: re.Match[str]) -> bool:
    """Whether the number before an interval is none that it belongs to; `before` begins behind the last interval."""
    head = before[: value.start()]
    if _AFTER_INTERVAL.match(head):
        return False
    if _OTHER_STATISTIC.search(head):
        return True
    return bool(_NAMED_P.search(head) or (_RANGE_BEFORE.search(head) and not RATIO.search(head[-30:])))


def _before_interval(
    text: str, offset: int, before: str, value: re.Match[str], interval: re.Match[str], p: PrintedP | None
) -> Estimate | None:
    name, middle = family_before(before[: value.start()], value["gap"]), _signed(value)
    end = interval.end()
    if p is None:
        p, end = _p_behind(text, end)
    return _built(
        (name.family, name.printed),
        middle,
        read_limits(interval, middle),
        interval["level"] or interval["level_after"],
        p,
        place=(offset + (value.start() if name.start is None else name.start), end),
        one_sided=bool(interval["one_sided_after"] or re.search(r"\b(?:one|1)[-\s](?:sided|tailed)\s?$", before)),
    )


def _bracketed(text: str, match: re.Match[str]) -> Estimate | None:
    """A ratio with two numbers in brackets behind it, all with decimals: heart rates and operating rooms have none."""
    p, end = _p_behind(text, match.end())
    is_ratio, called = bool(RATIO.match(match["name"])), bool(match["called"])
    named: Named = ("ratio" if is_ratio else "difference"), match["name"]
    middle, place = _signed(match), (match.start(), end)
    estimate = _built(named, middle, read_limits(match, middle), match["level"], p, place=place, called=called)
    return estimate if estimate is not None and (called or _is_ratio_by_form(estimate)) else None


def _built(
    named: Named,
    middle: Decimal | None,
    ends: Limits | None,
    level: str | None,
    p: PrintedP | None,
    *,
    place: tuple[int, int] = (0, 0),
    called: bool = True,
    one_sided: bool = False,
) -> Estimate | None:
    """An estimate, where all its numbers could be read."""
    percent = parse_number(level or "95")
    if middle is None or ends is None or percent is None or not 50 <= percent < 100:
        return None
    return Estimate(
        start=place[0],
        end=place[1],
        name=named[1],
        family=named[0],
        value=middle,
        low=ends[0],
        high=ends[1],
        level=percent,
        p=p,
        called=called,
        one_sided=one_sided,
    )


def _signed(match: re.Match[str]) -> Decimal | None:
    return parse_number((match["sign"] or "") + match["value"])


def _is_ratio_by_form(estimate: Estimate) -> bool:
    """Named a ratio, with decimals everywhere: its bracket is an interval even if nothing calls it one."""
    exponents = {value.as_tuple().exponent for value in (estimate.value, estimate.low, estimate.high)}
    return estimate.family == "ratio" and len(exponents) == 1 and 0 not in exponents


def _p_behind(text: str, end: int) -> tuple[PrintedP | None, int]:
    """The p printed right behind an interval, and where the expression then ends."""
    after = _P_AFTER.match(text, end)
    if after is None or _OTHER_QUESTION.search(text[after.start() : after.end() + 24]):
        return None, end
    found = printed_p(after)
    return found, (after.end() if found is not None else end)


def family_before(head: str, gap: str) -> Name:
    """What the words before a number, or those between it and its interval, call it.

    >>> family_before("hazard ratio for death or progression with the drug as compared with placebo, ", "").family
    'ratio'
    >>> family_before("hazard ratio 0.6; median survival ", " months").family
    'other'
    """
    for family, pattern in (("ratio", RATIO), ("difference", DIFFERENCE)):
        reach = _IN_CLAUSE if family == "ratio" else _NEAR_NAME
        names = [
            match
            for match in pattern.finditer(head)
            if len(head) - match.end() <= reach and not _leaves(head[match.end() :])
        ]
        if names:
            start = names[-1].start() if len(head) - names[-1].end() <= _TOUCHING else None
            return Name("ratio" if family == "ratio" else "difference", names[-1][0], start)
    ratio = RATIO.search(gap)
    return Name("ratio", ratio[0]) if ratio is not None else Name("other")


def _leaves(between: str) -> bool:
    """Whether the words behind a name leave what it names."""
    if len(between) <= _NEAR_NAME:
        return bool(re.search(r"\d", between))
    return bool(_LEAVES_CLAUSE.search(between) or DIFFERENCE.search(between))


P_HEAD = re.compile(r"^\W{0,2}(?:p(?:[\s-]{0,2}values?)?|sig\.?|significance)\W{0,3}[a-e0-9*†‡§]?\W?$", re.IGNORECASE)
_MARKS = r"\s?[*†‡§¶#a-g]{0,2}"
IN_ONE = re.compile(
    rf"""^\s*(?P<sign>{SIGN}\s?)?(?P<value>{NUMBER})\s?%?{_MARKS}\s{{0,2}}
    (?:[,;]?\s?[(\[]|[,;:]|\s)\s?(?:\d\d(?:\.\d)?\s?%\s?C\.?I\.?\s?[:=,]?\s?)?{BETWEEN}\s?%?\s?[)\]]?\s?[)\]]?{_MARKS}
    (?:\s?[,;]?\s?[(\[]?{P_VALUE}[)\]]?{_MARKS})?\s*$""",
    re.VERBOSE,
)
LIMITS_ALONE = re.compile(rf"^\s*[(\[]?\s?{BETWEEN}\s?%?\s?[)\]]?{_MARKS}\s*$", re.VERBOSE)
VALUE_ALONE = re.compile(rf"^\s*(?P<sign>{SIGN}\s?)?(?P<value>{NUMBER})\s?%?{_MARKS}\s*$")
_CI = (
    r"(?:C\.?I\.?s?|CrI|[Cc]onfidence\s(?:[Ii]ntervals?|[Ll]imits?)|[Ll]imits\sof\s[Aa]greement"
    r"|[Cc]redible\s[Ii]ntervals?)"
)
CALLED = re.compile(rf"\b{_CI}(?:[a-h]{{1,2}}(?![A-Za-z])|(?![A-Za-z]))")
"""Letters of notes may touch the word: "95% CIa"."""
CI_HEAD = re.compile(rf"^\W{{0,2}}(?:\d\d(?:\.\d)?\s?%\s?)?{_CI}(?:\s?\(?\d\d\s?%\)?)?\W{{0,3}}[a-d]?$")
_LOW_HEAD = re.compile(
    r"^\W{0,2}(?:\d\d\s?%\s)?(?:CI\s)?(?:lower|low|LL|LCL|LCI|L95|min)\b[\w\s%.]{0,14}\W{0,2}$", re.I
)
_HIGH_HEAD = re.compile(
    r"^\W{0,2}(?:\d\d\s?%\s)?(?:CI\s)?(?:upper|high|UL|UCL|UCI|U95|max)\b[\w\s%.]{0,14}\W{0,2}$", re.I
)
_LEVEL = re.compile(rf"(?P<level>\d\d(?:\.\d{{1,2}})?)\s?%\s?{_CI}")
_SPREAD_HEAD = re.compile(r"^\W{0,2}(?:SEM?|S\.E\.(?:M\.)?|SD|S\.D\.|[Ss]tandard\s(?:[Ee]rror|[Dd]eviation)s?)\W{0,3}$")
_NO_INTERVAL = re.compile(r"\b(?:IQR|inter-?quartile|range|quartiles?|Q1|SD|S\.D\.|SEM?|min|max|P25|25th)\b", re.I)
_LOGGED = re.compile(r"\b(?:log|ln)\b", re.IGNORECASE)
_BETA = re.compile(r"^\W{0,2}(?:Exp\s?\(\s?(?:B|β|b)\s?\)|e\^?[Bβ])")
_OTHER_P = re.compile(r"interaction|trend|heterogeneity|inferior|equivalen|overall|log-?rank|global", re.IGNORECASE)
_OUTCOME_NAMES = re.compile(
    r"\boverall\s(?:survival|patients?|population|cohort|mortality|response)|\boverall$", re.IGNORECASE
)
_OTHER_TEST = re.compile(r"\bI\s?[2²]|[Hh]eterogen|\bEgger|\bBegg|\b[Qt]\b|[Tt]au")
_EFFECT_HEAD = re.compile(
    r"\b(?:estimates?|effects?|coef\w*|slope|model|adjusted|crude|contrast|vs|versus|change)\b|[βΔδ]|^\W?b\b",
    re.IGNORECASE,
)
"""What a column is called that holds no group's own values, beside names of ratios and differences."""
_ONE_SIDED = re.compile(r"\b(?:one|1)[-\s](?:sided|tailed)\b", re.IGNORECASE)
Row = dict[int, TableCell]
Read = tuple[Estimate, tuple[TableCell, ...], str]
"""An estimate of a row, the cells that print it, and their names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An estimate with its place; `around` is its sentence, or the heads and stubs of its cell with the caption.

    Of one that the row of a table prints: its `cell`, `names` of its cells, and why its p is not judged (`unpaired`).
    """

    estimate: Estimate
    pieces: Pieces
    around: str
    table: Table | None = None
    cell: TableCell | None = None
    names: str = ""
    unpaired: str | None = None

    @property
    def in_table(self) -> bool:
        return self.table is not None

    @property
    def column(self) -> tuple[str, int] | None:
        """The table and the column of an estimate that a row prints."""
        return (self.table.id, self.cell.col) if self.table is not None and self.cell is not None else None


@per_paper()
def estimates_of(paper: Paper) -> tuple[Placed, ...]:
    """Sentences first, then cells, then rows."""
    found = [
        Placed(
            estimate=estimate,
            pieces=passage.pieces_of(estimate.start, estimate.end),
            around=passage.text,
            table=passage.table,
        )
        for passage in (*sentences_of(paper), *cells_of(paper))
        for estimate in find_estimates(passage.text)
    ]
    return (*found, *(estimate for table in paper.tables for estimate in _in_rows(table, paper.text)))


def _in_rows(table: Table, text: str) -> Iterator[Placed]:
    """All estimates with an interval of a table's body. Cells that print a whole expression are read elsewhere."""
    caption = quote(text, table.caption)
    notes = " ".join(quote(text, note) for note in table.notes)
    rows: dict[int, Row] = defaultdict(dict)
    for cell in table.cells:
        if cell.role == "body" and cell.span:
            rows[cell.row][cell.col] = cell
    found: list[tuple[TableCell, Placed]] = []
    for number in sorted(rows):
        for cell in rows[number].values():
            read = _in_one(cell, text, caption, notes) or _in_several(rows[number], cell, text, caption)
            if read is not None:
                estimate, cells, names = read
                pieces, around = tuple(other.span for other in cells), f"{names} {caption}"
                of_row = Placed(estimate=estimate, pieces=pieces, around=around, table=table, cell=cell, names=names)
                found.append((cell, of_row))
    columns = {cell.col for cell, _ in found}
    paired = [(cell, _paired(of_row, cell, rows, columns, text)) for cell, of_row in found]
    for cell, of_row in paired:
        factor = [other for home, other in paired if home.row_path[:-1] == cell.row_path[:-1] and home.col == cell.col]
        if of_row.estimate.p and len(cell.row_path) > 1 and any(other.estimate.p is None for other in factor):
            without = replace(of_row.estimate, p=None)
            yield replace(of_row, estimate=without, unpaired="the p may be of all categories of its factor")
        else:
            yield of_row


def p_in(cell: TableCell, text: str) -> PrintedP | None:
    """A cell that holds a p and nothing else."""
    read = parse_cell(cell.span.of(text), is_p=True)
    p = read.p if read is not None else None
    if p is None or p.value is None or p.value > 1:
        return None
    return PrintedP(relation=relation_of(p.relation[:1]), value=p.value)


def _in_one(cell: TableCell, text: str, caption: str, notes: str) -> Read | None:
    printed = with_points(cell.span.of(text))
    match = IN_ONE.match(printed)
    if match is None or re.search(r"\b(?:CI|confidence)\b", printed):
        return None
    names = cell.names
    called = bool(CALLED.search(names))
    if not called:
        if _NO_INTERVAL.search(names):
            return None
        called = bool(CALLED.search(caption) or CALLED.search(notes)) and not _NO_INTERVAL.search(f"{caption} {notes}")
    named, level = _family(cell, caption if called else ""), _level(names, caption)
    middle, one_sided = _signed(match), bool(_ONE_SIDED.search(names))
    ends = read_limits(match, middle)
    estimate = _built(named, middle, ends, level, printed_p(match), called=called, one_sided=one_sided)
    return (estimate, (cell,), names) if estimate and (called or _is_ratio_by_form(estimate)) else None


def _in_several(row: Row, cell: TableCell, text: str, caption: str) -> Read | None:
    """An estimate in one cell and its limits in the next, or in the next two; its standard error may stand between."""
    value = VALUE_ALONE.match(with_points(cell.span.of(text)))
    following = _next(row, cell)
    if following is not None and _SPREAD_HEAD.match(following.head):
        following = _next(row, following)
    if value is None or following is None or not cell.col_path or not following.col_path:
        return None
    if P_HEAD.match(cell.head) or _SPREAD_HEAD.match(cell.head):
        return None
    names = " ".join((cell.names, *following.col_path))
    middle, cells, ends = _signed(value), [cell, following], None
    if CI_HEAD.match(following.head):
        limits = LIMITS_ALONE.match(with_points(following.span.of(text)))
        ends = read_limits(limits, middle) if limits else None
    elif (last := _next(row, following)) and _LOW_HEAD.match(following.head) and _HIGH_HEAD.match(last.head):
        cells.append(last)
        low, high = (VALUE_ALONE.match(with_points(other.span.of(text))) for other in (following, last))
        lowest, highest = _signed(low) if low else None, _signed(high) if high else None
        if lowest is not None and highest is not None and CALLED.search(f"{names} {caption}"):
            ends = lowest, highest
    one_sided = bool(_ONE_SIDED.search(names))
    estimate = _built(_family(cell, caption), middle, ends, _level(names, caption), None, one_sided=one_sided)
    return (estimate, tuple(cells), names) if estimate else None


def _level(names: str, caption: str) -> str | None:
    level = _LEVEL.search(names) or _LEVEL.search(caption)
    return level["level"] if level else None


def _next(row: Row, cell: TableCell) -> TableCell | None:
    return row.get(cell.col + cell.col_span)


def _family(cell: TableCell, caption: str) -> Named:
    """What the leaf head, the stub, the upper heads or the caption call the estimate; the nearest name counts."""
    for level in (
        *cell.col_path[::-1][:1],
        *cell.row_path[::-1][:1],
        *cell.col_path[::-1][1:],
        *cell.row_path[::-1][1:],
    ):
        ratio, difference = RATIO.search(level) or _BETA.match(level), DIFFERENCE.search(level)
        if ratio and not difference:
            return ("difference" if _LOGGED.search(level) else "ratio"), ratio[0].strip()
        if difference and not ratio:
            return "difference", difference[0]
        if ratio or difference or re.match(r"^\W?(?:median|mean|rate|%)\b", level, re.IGNORECASE):
            return "other", None
    ratio, difference = RATIO.search(caption), DIFFERENCE.search(caption)
    if ratio and not difference and not _LOGGED.search(caption):
        return "ratio", ratio[0].strip()
    return "other", None


def _paired(printed: Placed, cell: TableCell, rows: dict[int, Row], columns: set[int], text: str) -> Placed:
    """With the p that judges it: in its cell, to its right under the same heads, or in the next row."""
    if printed.estimate.p is not None:
        return printed
    row = rows[cell.row]
    last = max(col for col, other in row.items() if other.span in printed.pieces)
    barrier = min((col for col in columns if col > last), default=max(row) + 1)
    found = [other for col, other in row.items() if last < col < barrier and P_HEAD.match(other.head)]
    below = rows.get(cell.row + 1, {}).get(cell.col)
    if not found and below is not None and P_HEAD.match(below.stub.strip()):
        found = [below]
    own = cell.col_path[:-1]
    found = [other for other in found if other.col_path[:-1] == own or (len(columns) == len(other.col_path) == 1)]
    between = " ".join(" ".join(row[col].col_path) for col in row if found and last < col <= found[0].col)
    p = p_in(found[0], text) if len(found) == 1 and not _OTHER_TEST.search(between) else None
    if p is None:
        return printed
    if _stands_for_group(printed, cell, row, columns, found[0].col):
        return replace(printed, unpaired="the p may compare the groups of the row")
    question = f"{found[0].head} {_OUTCOME_NAMES.sub(' ', printed.names)}"
    if found[0].row_span > 1 or found[0].col_span > 1 or _OTHER_P.search(question):
        return replace(printed, unpaired="the p is of several rows, or of another question")
    return replace(printed, estimate=replace(printed.estimate, p=p), pieces=(*printed.pieces, found[0].span))


def _stands_for_group(printed: Placed, cell: TableCell, row: Row, columns: set[int], p_col: int) -> bool:
    """Whether columns of groups print estimates before this one, and share its p: "mean, CI, mean, CI, p".

    They have one name, or names of which none is that of an effect.
    """
    if printed.estimate.family == "ratio":
        return False
    before = [col for col in columns if col < cell.col and col in row]
    alike = [col for col in before if row[col].head == cell.head]
    if not _name_effect(cell.head):
        alike += [col for col in before if not _name_effect(row[col].head)]
    return bool(alike) and not any(P_HEAD.match(row[col].head) for col in row if min(alike) < col < p_col)


def _name_effect(name: str) -> bool:
    return bool(RATIO.search(name) or DIFFERENCE.search(name) or _EFFECT_HEAD.search(name))
