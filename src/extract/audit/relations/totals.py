"""Counts in tables: groups of a row sum to its total, rows that share patients out hold no more than their column.

Which columns are parts of which, and which rows exclude each other, is not guessed from their names alone: the sums
that hold elsewhere in the table say it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from extract.audit.arithmetic.slips import slip_of_sum
from extract.audit.columns import Counted, Rows, column_sizes, counted_rows
from extract.audit.relations.engine import Case, Fit, Hypothesis, Relation, broken, sound, unjudged
from extract.model import Paper, Severity, Table
from extract.text import lazy_re as re

Run = tuple[Counted, ...]

_UNIT = re.compile(
    r"(?:,?\s?[(\[]?(?:n|no\.?|number)?,?\s?[(\[]?%[)\]]{0,2}|\s?[(\[]n[)\]]|,\sn\b|[*†‡§¶#:]|\^[a-z])\s*$",
    re.IGNORECASE,
)
_SETS = (
    r"males?|men|m|boys?", r"females?|women|f|girls?",
), (
    r"yes|y", r"no|none",
), (
    r"positive|pos|\+|\(\+\)", r"negative|neg|-|−|–|\(-\)|\(−\)",
), (
    r"present|presence", r"absent|absence",
), (
    r"with(?:\s.{1,40})?", r"without(?:\s.{1,40})?",
), (
    r"single|solitary", r"multiple",
), (
    r"low|low[- ]risk", r"intermediate|moderate|medium|intermediate[- ]risk", r"high|high[- ]risk",
), (
    r"mild", r"moderate", r"severe",
), (
    r"well(?:[- ]differentiated)?", r"moderate(?:ly)?(?:[- ]differentiated)?", r"poor(?:ly)?(?:[- ]differentiated)?",
    r"undifferentiated",
), (
    r"poor", r"fair", r"good", r"very good", r"excellent",
), (
    r"never(?:\ssmok\w+)?", r"(?:former|ex)(?:[- ]?smok\w+)?|(?:past|previous)[- ]?smok\w+", r"current(?:\ssmok\w+)?",
), (
    r"pre-?menopausal", r"peri-?menopausal", r"post-?menopausal",
), (
    r"early(?:\sstage)?", r"advanced(?:\sstage)?",
), (
    r"complete response|CR", r"partial response|PR", r"stable disease|SD", r"progressive disease|PD|progression",
    r"not evaluable|NE|non-?evaluable|not assessable|unknown",
)  # fmt: skip
TWO_SIDED = frozenset("0123")
"""The first families: nobody is of both sexes, nor answers yes and no, is positive and negative, present and absent."""
_FAMILIES = tuple(tuple(re.compile(name, re.IGNORECASE) for name in names) for names in _SETS)
_LEVELS = tuple(
    re.compile(
        rf"(?P<scale>(?:(?:child[-– ]pugh|stage|grade|class|type|ecog(?:\sps)?|bclc|ps|score|group)\s)?|p?[TNM]|G)"
        rf"(?P<level>{level})",
        re.I,
    )
    for level in (r"[A-D]", r"I{1,3}|IV|V", r"[0-6]", r"[A-D][0-9]", r"(?:I{1,3}|IV)[ABC]")
)
_BELOW = re.compile(r"(?P<sign>[<≤])\s?(?P<at>\d[\d.,·]{0,8}).{0,12}")
_RANGE = re.compile(r"(?P<low>\d{1,4}(?:\.\d)?)\s?(?:[-–—]|to)\s?(?P<high>\d{1,4}(?:\.\d)?)(?:\s[a-z]{2,12}\b.{0,24})?")
_ABOVE = re.compile(r"(?P<sign>[≥>])\s?(?P<at>\d[\d.,·]{0,8}).{0,12}")


def exclusive_runs(counts: Iterable[Counted]) -> Iterator[Run]:
    """Neighbouring rows of one column and one row group whose names exclude each other, at least two, each once."""
    ordered = sorted(counts, key=lambda counted: (counted.col, counted.row))
    for _, group in groupby(ordered, key=lambda counted: (counted.col, counted.cell.row_path[:-1])):
        run: list[Counted] = []
        kinds: list[tuple[str, str]] = []
        for share in group:
            kind = next(
                (k for k in _kinds(share.cell.stub) if not run or (k[0] == kinds[0][0] and k not in kinds)), None
            )
            if kind is None or not run or share.row != run[-1].row + 1 or kind[0] != kinds[0][0] or kind in kinds:
                if len(run) > 1:
                    yield tuple(run)
                run, kinds = [], []
                kind = next(_kinds(share.cell.stub), None)
            if kind is not None:
                run.append(share)
                kinds.append(kind)
        if len(run) > 1:
            yield tuple(run)


def _kinds(stub: str) -> Iterator[tuple[str, str]]:
    """What a row's name can be: the family of names that exclude each other, and which of them."""
    name = stub.strip(" ·•–—-▪").strip()
    for _ in range(3):
        name = _UNIT.sub("", name).strip()
    for number, family in enumerate(_FAMILIES):
        for place, pattern in enumerate(family):
            if pattern.fullmatch(name):
                yield str(number), str(place)
    for number, pattern in enumerate(_LEVELS):
        level = pattern.fullmatch(name)
        if level:
            yield f"level {number} {level['scale'].lower()}", level["level"].upper()
    span = _RANGE.fullmatch(name)
    if span and float(span["low"]) < float(span["high"]):
        yield "range", f"{span['low']} {span['high']}"
    below, above = _BELOW.fullmatch(name), _ABOVE.fullmatch(name)
    for match, side in ((below, "below"), (above, "above")):
        if match:
            is_open = match["sign"] in ("<", "≥")
            yield f"threshold {match['at']} {is_open}", side


# --- the check


HOLDING, OF_ALL = 3, 0.7
"""Rows in which the parts must sum to the total, and their share of all complete rows, for the others to be wrong."""

HOLDING_UNNAMED = 4
"""The same where no head calls the column a total."""

SIZES_COUNT = 2
"""As so many rows counts that the printed n of the groups sum to the printed n of the total."""

FAR = 0.2
"""Part of the total: what is further off must be explained by a single slip, or be borne out by its percents."""

SMALL = 0.05
"""Part of the total that a group left out or missing values may leave below it."""

DEADLY = 5
"""The highest grade of an adverse event."""

FEW = 2
"""Missing values that a group of rows may have."""

_TOTAL = re.compile(r"\b(?:totals?|all|overall|whole|entire|both|combined|pooled)\b", re.IGNORECASE)
_MISSING = re.compile(r"\b(?:missing|unknown|unspecified|not\s(?:known|reported|stated|available))\b", re.IGNORECASE)
_DIFFERENCE = re.compile(r"\b(?:difference|change|excess|gain|loss)s?\b", re.IGNORECASE)
_GRADES = re.compile(
    r"\bgrades?\s?(?:(?P<low>[1-5])\s?(?:[-–/]|to)\s?(?P<high>[1-5])|[≥>]\s?(?P<least>[1-5])|(?P<from>[1-5])\s?\+)",
    re.IGNORECASE,
)
_NO_TOTAL = re.compile(r"\b(?:score|cost|dose|cause)s?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parts:
    """A whole with its parts: counts as printed, and n of each column where the heads print them."""

    whole: int
    parts: tuple[Counted, ...]
    total: Counted | None = None

    @property
    def sum(self) -> int:
        return sum(part.count for part in self.parts)


def _slip(parts: Parts) -> Fit | None:
    """One slip in a part or in the total that makes the sum hold."""
    found = slip_of_sum(parts.whole, [part.count for part in parts.parts], in_whole=parts.total is not None)
    if found is None:
        return None
    place, name, meant = found
    cell = parts.total if place < 0 else parts.parts[place]
    if cell is None:
        return None
    where = "the total" if place < 0 else repr(cell.cell.stub if parts.total is None else cell.cell.head)
    return Fit(f"{name} in {where} would explain it: {meant} for {cell.count}")


def _slip_below(parts: Parts) -> bool:
    """Whether one slip leaves the parts at the whole, or below it by a few missing values."""
    counts = [part.count for part in parts.parts]
    wholes = range(parts.whole - max(FEW, parts.whole // 100), parts.whole + 1)
    return any(slip_of_sum(whole, counts, in_whole=False) is not None for whole in wholes)


SLIP: Hypothesis[Parts] = Hypothesis(name="slip of one digit", prior=0.4, fits=_slip)


# --- the groups of a row sum to its total


@dataclass(frozen=True, slots=True)
class Layout:
    """A total column with the columns of its parts, how many complete rows hold, and whether the printed n sum too."""

    total: int
    parts: tuple[int, ...]
    holding: int
    complete: int
    sizes_sum: bool
    named: bool

    @property
    def is_borne_out(self) -> bool:
        weight = self.holding + SIZES_COUNT * self.sizes_sum
        least = HOLDING if self.named else HOLDING_UNNAMED
        return weight >= least and weight >= OF_ALL * (self.complete - 1 + SIZES_COUNT * self.sizes_sum)


def is_total(name: str) -> bool:
    """Whether a head calls its column one of all groups together."""
    return bool(_TOTAL.search(name) and not _NO_TOTAL.search(name))


def _row_totals(paper: Paper) -> Iterator[Case[Parts]]:
    for table in paper.tables:
        rows = counted_rows(paper, table)
        if sum(len(row) > 2 for row in rows.values()) < 2:
            continue
        sizes = column_sizes(table, paper.text, rows)
        layout = _layout(rows, sizes)
        if layout is not None:
            for row in rows.values():
                if layout.total in row and all(col in row for col in layout.parts):
                    yield _row_case(table, row, layout, sizes)


def _layout(rows: Rows, sizes: dict[int, tuple[int, ...]]) -> Layout | None:
    """The total column and its parts that the most rows bear out."""
    heads = {counted.col: counted.cell.col_path for row in rows.values() for counted in row.values()}
    counts: dict[int, int] = defaultdict(int)
    for row in rows.values():
        for col in row:
            counts[col] += 1
    columns = sorted(
        col
        for col, count in counts.items()
        if 2 * count >= max(counts.values()) and not any(_DIFFERENCE.search(name) for name in heads[col])
    )
    found: list[Layout] = []
    for total in columns:
        named = any(is_total(name) for name in heads[total])
        if not named and total not in (columns[0], columns[-1]):
            continue
        for parts in _choices(columns, total, heads):
            layout = _counted_layout(rows, sizes, total, parts, named=named)
            if layout.is_borne_out:
                found.append(layout)
    return max(found, key=lambda choice: (choice.named, choice.holding, len(choice.parts)), default=None)


def _choices(columns: list[int], total: int, heads: dict[int, tuple[str, ...]]) -> Iterator[tuple[int, ...]]:
    """The columns that may be the parts: all others, those under the same upper head, those on one side."""
    others = [col for col in columns if col != total]
    siblings = [col for col in others if len(heads[total]) > 1 and heads[col][:-1] == heads[total][:-1]]
    before, after = [c for c in others if c < total], [c for c in others if c > total]
    lists = (others, siblings, before, after, before[-2:], after[:2], before[-3:], after[:3])
    yield from dict.fromkeys(tuple(chosen) for chosen in lists if len(chosen) > 1)


def _counted_layout(
    rows: Rows, sizes: dict[int, tuple[int, ...]], total: int, parts: tuple[int, ...], *, named: bool
) -> Layout:
    complete = [row for row in rows.values() if total in row and all(col in row for col in parts)]
    telling = [row for row in complete if sum(row[col].count > 0 for col in parts) > 1]
    holding = sum(sum(row[col].count for col in parts) == row[total].count for row in telling)
    known = [sizes[col] for col in (total, *parts)]
    sizes_sum = all(len(size) == 1 for size in known) and sum(s[0] for s in known[1:]) == known[0][0]
    return Layout(total, parts, holding, len(telling), sizes_sum, named)


def _row_case(table: Table, row: dict[int, Counted], layout: Layout, sizes: dict[int, tuple[int, ...]]) -> Case[Parts]:
    total, counted = row[layout.total], tuple(row[col] for col in layout.parts)
    parts = Parts(total.count, counted, total)
    if parts.sum == parts.whole:
        return sound(total.pieces)
    off = parts.sum - parts.whole
    with_percents = all(
        cell.share is not None and cell.fits((sizes[cell.col] or (0,))[0]) for cell in (total, *counted)
    )
    if abs(off) > FAR * max(parts.whole, 1) and not with_percents and _slip(parts) is None:
        return unjudged(total.pieces, "too far off to be a slip: another kind of total")
    if off < 0 and _has_other_grades(total, counted):
        return unjudged(total.pieces, "the total spans grades that have no column")
    added = " + ".join(str(cell.count) for cell in counted)
    return broken(
        total.pieces,
        f"{table.label or 'table'}, row {total.cell.stub!r}: {added} = {parts.sum}, the column "
        f"{total.cell.head!r} prints {parts.whole}; {layout.holding} other rows sum",
        "note" if _MISSING.search(total.cell.stub) else _row_severity(off, parts.whole, layout),
        reported=str(parts.whole),
        expected=str(parts.sum),
        context=tuple(cell.pieces for cell in counted),
        numbers=parts,
    )


def _has_other_grades(total: Counted, parts: Sequence[Counted]) -> bool:
    """Whether the total's head spans more grades than those of its parts: "Grade 3-5" beside grades 3 and 4."""
    span = _GRADES.search(total.cell.head)
    if span is None:
        return False
    reported = {digit for part in parts for digit in re.findall(r"\b[1-5]\b", part.cell.head)}
    low, high = int(span["low"] or span["least"] or span["from"]), int(span["high"] or DEADLY)
    return any(str(grade) not in reported for grade in range(low, high + 1))


def _row_severity(off: int, whole: int, layout: Layout) -> Severity:
    strong = layout.named and layout.holding >= HOLDING_UNNAMED
    if off < 0 and -off < SMALL * whole and not (strong and layout.sizes_sum):
        return "note"
    return "error" if off > 0 and strong else "warning"


ROW_TOTAL = Relation(
    "stat_sum",
    """The counts of a row's groups sum to its total column.

Which columns are parts of which is told by the rows that sum: at least three where a head says total, all or overall
(four otherwise), and seven in ten of all complete rows; printed n that sum count as two rows. A row that breaks the
rule is then wrong in one cell. A sum above the total cannot be, and is an error; one below it by less than a twentieth
is a note (a group left out, a missing value), unless the n sum too. What is off by more than a fifth is told where a
single slip explains it or where all percents of the row are of their columns' n.""",
    _row_totals,
    (SLIP,),
    version=2,
)


# --- rows that exclude each other hold no more than their column

EXCLUSIVE = "their names exclude each other"
FAR_RUN = 3
"""A sum of rows that only their names call exclusive may be above n by a third of it."""


def _categories(paper: Paper) -> Iterator[Case[Parts]]:
    for table in paper.tables:
        rows = counted_rows(paper, table)
        sizes = column_sizes(table, paper.text, rows) if len(rows) > 1 else {}
        seen: set[tuple[int, tuple[int, ...]]] = set()
        for group in _groups(rows):
            yield from _group_cases(table, group, sizes, seen)
        yield from _run_cases(table, rows, sizes, seen)


def _groups(rows: Rows) -> Iterator[list[dict[int, Counted]]]:
    """Neighbouring rows under one label."""
    groups: dict[tuple[str, ...], list[dict[int, Counted]]] = defaultdict(list)
    for number in sorted(rows):
        row = rows[number]
        path = next(iter(row.values())).cell.row_path[:-1] if row else ()
        if path:
            groups[path].append(row)
    yield from (group for group in groups.values() if len(group) > 1)


def _group_cases(
    table: Table,
    group: list[dict[int, Counted]],
    sizes: dict[int, tuple[int, ...]],
    seen: set[tuple[int, tuple[int, ...]]],
) -> Iterator[Case[Parts]]:
    """The columns of a group that shares out its patients: in another column its rows sum to the n exactly."""
    columns = sorted({col for row in group for col in row})
    runs = {col: tuple(row[col] for row in group if col in row) for col in columns if sizes.get(col)}
    sizes = {col: run[0].own_sizes or sizes[col] for col, run in runs.items() if run}
    sums = {col: sum(cell.count for cell in run) for col, run in runs.items() if len(run) > 1}
    exact = [col for col, total in sums.items() if total in sizes[col]]
    filled = {run.row for col in exact for run in runs[col] if run.count}
    for col, total in sums.items():
        others = [other for other in exact if other != col]
        run, largest = runs[col], max(sizes[col])
        if not others:
            continue
        is_above = total > largest
        if is_above and any(cell.count and cell.row not in filled for cell in run):
            yield unjudged(run[0].pieces, "a row that is empty where the others sum may overlap them")
            continue
        fitting = all(any(cell.fits(n) for n in sizes[col]) for cell in run)
        above = [other for other in sums if other != col and sums[other] > max(sizes[other])]
        if is_above and (not fitting or len(above) >= len(others)):
            yield unjudged(run[0].pieces, "the percents are of another n")
        elif is_above and len(others) == 1 and not _slip_below(Parts(largest, run)):
            yield unjudged(run[0].pieces, "the rows may overlap")
        else:
            seen.add((col, tuple(cell.row for cell in run)))
            why = f"in {len(others)} other columns these rows sum to their n"
            yield _above(table, run, largest, why) if is_above else sound(run[0].pieces)


def _run_cases(
    table: Table, rows: Rows, sizes: dict[int, tuple[int, ...]], seen: set[tuple[int, tuple[int, ...]]]
) -> Iterator[Case[Parts]]:
    """Rows whose names exclude each other: the sexes, classes of a scale, yes and no, ranges of a number."""
    counted = [cell for row in rows.values() for cell in row.values() if sizes.get(cell.col) or cell.share is not None]
    totals: dict[tuple[int, int], int] = defaultdict(int)
    runs = [run for run in exclusive_runs(counted) if not _is_part_of(run, seen)]
    for run in runs:
        totals[run[0].col, sum(cell.count for cell in run)] += 1
    for run in runs:
        col, total = run[0].col, sum(cell.count for cell in run)
        fitting = [n for n in sizes[col] if all(cell.fits(n) for cell in run)]
        parts = Parts(max(fitting, default=0), run)
        if not fitting:
            why = "the percents are not of the column's n" if sizes[col] else "the column prints no n"
            yield unjudged(run[0].pieces, why)
        elif total <= parts.whole:
            yield sound(run[0].pieces)
        elif totals[col, total] > 1:
            yield unjudged(run[0].pieces, "other rows of the column have the same sum: its n is another")
        elif _is_far(run, parts) and _slip(parts) is None:
            yield unjudged(run[0].pieces, "too far off to be a slip: the rows may not exclude each other")
        else:
            yield _above(table, run, parts.whole, EXCLUSIVE)


def _is_part_of(run: Run, seen: set[tuple[int, tuple[int, ...]]]) -> bool:
    """Whether these rows of the column were judged with those of their label."""
    return any(col == run[0].col and all(cell.row in rows for cell in run) for col, rows in seen)


def _is_far(run: Run, parts: Parts) -> bool:
    """Whether the sum is too far off, or printed without percents.

    Two sides of one question, each a percent of n, may be any way off; of grades a person may have several.
    """
    family = next(_kinds(run[0].cell.stub))[0]
    if all(cell.share is not None for cell in run) and (family in TWO_SIDED or family.startswith("threshold")):
        return False
    return (parts.sum - parts.whole) * FAR_RUN > parts.whole or run[0].share is None


def _above(table: Table, run: Sequence[Counted], n: int, why: str) -> Case[Parts]:
    added = " + ".join(str(cell.count) for cell in run)
    total = sum(cell.count for cell in run)
    names = ", ".join(cell.cell.stub for cell in run)
    label = " > ".join(run[0].cell.row_path[:-1])
    ordered = sorted(run, key=lambda cell: (-cell.count, cell.row))
    return broken(
        ordered[0].pieces,
        f"{table.label or 'table'}, {f'{label}: ' if label else ''}{names}, column {run[0].cell.head!r}: "
        f"{added} = {total}, of {n}; {why}",
        "error" if total - n > FEW or why == EXCLUSIVE else "warning",
        reported=str(total),
        expected=str(n),
        context=tuple(cell.pieces for cell in ordered[1:]),
        numbers=Parts(n, tuple(run)),
    )


CATEGORIES = Relation(
    "stat_category_sum",
    """Rows that exclude each other hold no more patients than their column.

Child-Pugh A 75 (89.3) and B 11 (13.1) in a column of n = 84 are 86. Rows under one label exclude each other where in
another column they sum to its n exactly; neighbouring rows where their names do (sexes, classes of a scale, ranges of
a number, yes and no, two sides of a threshold, kinds of response). The column prints its n, of which the percents are.
A sum above n cannot be: an error. A sum below may be missing values and is left alone, as are columns in which other
such rows agree on another n.""",
    _categories,
    (SLIP,),
    version=2,
)
