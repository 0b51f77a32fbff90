"""Pairs of numbers that could be two groups' figures for an outcome: of any geometry in tables, and in sentences."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import permutations

from extract.model import Quantity, Table, TableCell, quote
from extract.resolve.questions.sides import KEY, SIZE, Sides
from extract.resolve.questions.sizes import COUNTED
from extract.resolve.questions.units import Known, Unit
from extract.resolve.questions.words import Asked, tokens
from extract.text import lazy_re as re
from extract.text.group_sizes import PEOPLE
from extract.text.numbers import are_near
from extract.text.times import times_in

SPREAD_HEAD = re.compile(
    r"^\W*(?:±\s?)?(?:SD|S\.D\.?|standard deviation|SE|SEM|S\.E\.?(?:M\.?)?|standard error)s?\W*$",
    re.IGNORECASE,
)
SE_WORDS = re.compile(r"\b(?:SE|SEM|S\.E\.?(?:M\.?)?|s\.e\.m\.?|standard errors?)\b")
SD_WORDS = re.compile(r"\b(?:SD|S\.D\.?|standard deviations?)\b", re.IGNORECASE)
MEAN_SD = re.compile(r"\bmeans?\b\W{0,3}(?:\(?\s?(?:SD|s\.d\.)|±)", re.IGNORECASE)
"""Under such a head "36.4% (32)" is a mean percentage with its SD, and no count."""

SIZE_HEAD = re.compile(r"^\W*(?:N|total|n)\W*$")
SIZE_BESIDE_MEAN = re.compile(r"^\W*(?:total|n|no\.?|number|patients|subjects)\W*$", re.IGNORECASE)
"""Beside a mean a number is that of its people; beside a percentage it is that of events."""

SHARE_WORDS = re.compile(r"%|\bper ?cent\w*|\bproportion\b|\brate\b", re.IGNORECASE)
PROPORTION = re.compile(
    r"\b(?:proportions?|prevalence|incidence|probabilit\w+|fractions?|coverage|frequenc\w+|risks?|rates?)\b",
    re.IGNORECASE,
)
COUNT_WORDS = re.compile(r"\bn\b|\bno\.|\bnumber\b|\bcount", re.IGNORECASE)
MEAN_WORDS = re.compile(r"\bmeans?\b|±|\bSDs?\b|\baverage\b", re.IGNORECASE)
MEDIAN_WORDS = re.compile(r"\bmedians?\b|\bIQR\b|\brange\b|\binterquartile\b", re.IGNORECASE)
P_WORDS = re.compile(r"^\W*p(?![^\W\d_])|\bp[- ]?values?\b|\bsignificance\b", re.IGNORECASE)
RATIO_WORDS = re.compile(r"\b(?:OR|RR|HR|ratio|effect size|Cohen|difference|F|t|χ2|coefficient|95\s?%\s?CI)\b")
BASELINE = re.compile(
    r"\b(?:baseline|characteristics|demographics?|admission|enrol?ment)\b",
    re.IGNORECASE,
)
EARLY = re.compile(
    r"\b(?:baseline|before|pre|pretest|pre-?(?:test|treatment|intervention|operative)|initial|T0|admission|screening|"
    r"previous|history of|day 0|week 0|[WMDV]0|0 (?:weeks|months|min|h))\b",
    re.IGNORECASE,
)
LATE = re.compile(
    r"\b(?:after (?!\d)|post|posttest|post-?(?:test|treatment|intervention)|end ?point|end of|final|T1|"
    r"follow[- ]?up)\b",
    re.IGNORECASE,
)
CHANGE = re.compile(
    r"\b(?:changes?|differences?|reductions?|improvements?|gains?|loss|decreases?|increases?|delta)\b|Δ",
    re.IGNORECASE,
)
SHORT_TIME = re.compile(r"(?<![\w-])([WMDY])(\d{1,3})(?![\w-])")
"""Visits named by a letter and a number: "W12", "M6"; day, week, month or year."""

VISITS = {"W": "weeks", "M": "months", "D": "days", "Y": "years"}
ALL = re.compile(r"^\W*(?:total|all|overall|both|whole)\b", re.IGNORECASE)
LEAST_APART = 0.15
"""Two labels whose leans differ by less cannot be the two groups."""

MOST_IN_ROW, MOST_IN_LINE = 16, 40
MOST_CELLS = 3000
PERSONS = re.compile(PEOPLE, re.IGNORECASE)
SIZED = re.compile(r"[nN]\s?[=:]\s?$")
BOUND = re.compile(r"(?:[<>≤≥⩽⩾]|\b(?:at least|at most|(?:more|less|fewer|greater) than))\s?$", re.IGNORECASE)
"""Before a number that says what is counted ("at least 2 attacks") and is no count."""

LIMIT = re.compile(
    r"(?:\bC\.?I\.?|\bintervals?|\bIQR|\brange)\W{0,5}(?:from\s|of\s)?"
    r"(?:\d[\d.,·]*\s?%?\s?(?:[-‐‑‒–—−,;]|to|and)\W{0,3})?$"
)
"""Before a number that is a limit of an interval: "95% CI: 67‒90.5%"."""

DURING = re.compile(
    r"\b(?:after|at|for|within|during|until|over|every|in|first|last)\s(?:the\s|a\s)?(?:first\s|last\s)?$"
)
"""Before a number with a unit of time that says when, and not how much."""

MONEY = re.compile(r"(?:[£$€¥]|\bEUR|\bUSD|\bGBP)\s?$")
COSTS = re.compile(r"[£$€¥]|\bcosts?\b|\bEUR\b|\bUSD\b|\bGBP\b", re.IGNORECASE)
DOSE = re.compile(r"(?P<number>\d[\d.,]*)\s?(?P<unit>[^\W\d_]+|%)")
SPREAD_BEHIND = re.compile(r"\s?[(\[](?:±\s?)?(?P<spread>\d+(?:\.\d+)?)[)\]]")
TO = re.compile(r"\s?%?\s?(?:[a-zA-Zμ/]+\s)?to\s")
"""Between two numbers of which the first is where a change began."""

CHANGED_BEHIND = re.compile(
    r"\s?\)?\s(?:mean\s|relative\s)?(?:increase|decrease|reduction|rise|fall|drop|improvement|change|decline|gain|loss|"
    r"higher|lower|greater|less|more|better|worse)\b"
)
CHANGED_BEFORE = re.compile(
    r"\b(?:increas|decreas|reduc|improve|declin|f[ae]ll|rose|ris|drop|chang|gain|loss|lost)\w*\s(?:\w+\s){0,3}?(?:by|of)\s"
    r"(?:about\s|approximately\s|only\s)?$"
)
"""Around a percentage that says how much something changed, and not how many people there were."""

OF_PEOPLE = re.compile(r"^\W*(?:(?:mean|median) )?(?:age|sex|gender)\b", re.IGNORECASE)
"""Rows of a table that describes those who took part."""

IN_GROUP = re.compile(r"[^\d,;]{0,30}?\b(?:in|for|with|among|receiving)\s(?:the\s)?(?:[^\W\d]+\s)?")
"""Between a number and the name of its group behind it; a comma between them begins another group."""

JOINED = re.compile(r"\b(?:and|but|while|whereas|vs|versus|than|compared)\b")
FROM = re.compile(r"\bfrom\s(?:a\s)?(?:(?:mean|median|baseline)\s(?:of\s)?)?$", re.IGNORECASE)
VERSUS = re.compile(r"\W*\b(?:vs|versus|v|against|compared (?:with|to)|and|or)\b\W*", re.IGNORECASE)
"""All that stands between two numbers that are set side by side: "79 vs. 27%"."""

OF_COUNT = re.compile(r"\d\s(?:out\s)?of\s(?:the\s)?$")
IN_BOTH = re.compile(
    r"\s(?:[%\w/]+\s)?(?:in|for)\s(?:both|each|either|all)\s(?:\w+\s){0,2}?(?:groups?|arms?|conditions?)\b"
)
OF_ALL = re.compile(r"\s?[\])]?\s?(?:of|out of)\s(?:the\s|all\s)?(\d{2,6})\b")
MEASURED = re.compile(r"/|^(?:[mμkcdn]?[gLm]|[mμn]?mol|IU|°C|mmHg|bpm|kcal|points|ratio|Gy)$")
TIMES = frozenset({"years", "months", "weeks", "days", "hours", "minutes", "seconds", "times"})
"""Units of a number that counts no people."""

STATISTICS = frozenset({"ratio", "mean_difference", "p", "test", "F", "r", "t", "coefficient", "ci", "sd"})
FORMS = ("number", "share", "mean_sd", "zero")
NO_DIFFERENCE = re.compile(
    r"\w+(?:\sof)?\s(?:\w+\s){0,4}?(?:differ\w*|changes?|(?<!adverse )(?<!side )effects?|evidence|influence|impact|"
    r"association|correlation|relation\w*|interactions?|improvement|statistic\w*|significan\w*|"
    r"patients? with|sign|unexpected)\b",
    re.IGNORECASE,
)
"""What "no" denies where it is no count."""

NAMED_WITHIN = 90
"""Characters before a number, or behind a word for none, in which its outcome is looked for."""

NEAREST = 60
"""Characters within which a named arm can claim a number of a sentence."""

ONE_NAME = 40
"""Characters within which what both groups got is part of the name of the one that got more."""

NAME = re.compile(r"\d+(?:[.,·]\d+)*|[^\W_]+(?:[-’'][^\W_]+)*")
CONTROL_WORDS = frozenset({"control", "controls", "placebo", "sham"})
TREATED_WORDS = frozenset({"intervention", "treatment", "experimental", "treated", "study"})
"""Words of a group in sentences that do not name both groups by their own names."""

OTHER_GROUP = 20
"""Characters that a word which sets groups against each other counts between a name and a number."""

NUMBER_BETWEEN = 30
"""Characters that another number between a name and a number counts."""

IN_ITS_GROUP = 40
"""Characters by which "in the" brings the name of a group behind its number nearer."""

AGAINST_THE_ORDER = 40
"""Characters by which a name counts as farther on the side of a number where the sentence does not put its names."""

LEAST_COVER = 0.15
"""The share of the outcome that a sentence must name; twice as much with its heading and the sentence before."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its spread or count and the labels over it."""

    quantity: Quantity
    labels: tuple[str, ...]
    row: tuple[str, ...]
    head: tuple[str, ...]
    spread: Decimal | None
    spread_kind: str
    size: int | None
    events: int | None
    share: Decimal | None
    place: int
    line: int = -1
    col: int = -1


def _as_share(value: Decimal | None, about: str, *, has_size: bool = False) -> Decimal | None:
    """The percentage of a number between 0 and 1 that is a proportion: by the words around it, or the n beside it."""
    if value is None or not 0 < value < 1 or not (has_size or PROPORTION.search(about)):
        return None
    return value * 100


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures, their differing labels, and the evidence that they answer; `test` stands beside them."""

    first: Figure
    second: Figure
    values: Mapping[str, float]
    where: str
    about: str
    test: Quantity | None = None


def tests_of(known: Known) -> dict[tuple[str, ...], Quantity]:
    """The only t, else the only and exact p, of each line of a table and of each sentence."""
    rows = {cell.id: str(cell.row) for table in known.paper.tables for cell in table.cells}
    found: dict[tuple[str, ...], list[Quantity]] = {}
    for quantity in known.paper.quantities:
        if quantity.kind in ("p", "test"):
            key = (quantity.table, rows.get(quantity.cell or "", "")) if quantity.table else (quantity.sentence or "",)
            found.setdefault(key, []).append(quantity)
    return {key: test for key, listed in found.items() if (test := _only_test(listed)) is not None}


def _only_test(listed: Sequence[Quantity]) -> Quantity | None:
    values = [quantity for quantity in listed if is_t(quantity) and quantity.value]
    exact = [
        quantity
        for quantity in listed
        if quantity.kind == "p" and quantity.p is not None and quantity.p.relation == "="
    ]
    if len(values) == 1 and sum(quantity.kind == "test" for quantity in listed) == 1:
        return values[0]
    return exact[0] if len(exact) == len(listed) == 1 and exact[0].value and 0 < exact[0].value < 1 else None


def is_t(quantity: Quantity) -> bool:
    """Whether a quantity is the t of a test."""
    slot = quantity.slot("statistic")
    return quantity.kind == "test" and slot is not None and slot.value == "t"


def figures_of(known: Known) -> dict[str, list[Figure]]:
    """The figures of every table, by table id."""
    cells = {cell.id: cell for table in known.paper.tables for cell in table.cells}
    found: dict[str, dict[str, Quantity]] = {}
    for quantity in known.paper.quantities:
        if quantity.cell in cells and quantity.table and quantity.value is not None:
            found.setdefault(quantity.table, {}).setdefault(quantity.cell or "", quantity)
    out = {}
    for table in known.paper.tables:
        read = found.get(table.id, {})
        if read and len(table.cells) <= MOST_CELLS:
            caption = quote(known.paper.text, table.caption) if table.caption else ""
            notes = " ".join(quote(known.paper.text, note) for note in table.notes)
            at = {(cells[key].row, cells[key].col): quantity for key, quantity in read.items()}
            figures = [_figure(cells[key], quantity, at, cells, f"{caption} {notes}") for key, quantity in read.items()]
            out[table.id] = [figure for figure in figures if figure is not None]
    return out


def _figure(
    cell: TableCell,
    quantity: Quantity,
    at: Mapping[tuple[int, int], Quantity],
    cells: Mapping[str, TableCell],
    about: str,
) -> Figure | None:
    last = cell.col_path[-1] if cell.col_path else ""
    if cell.role != "body" or quantity.kind in ("p", "test", "label", "time") or SPREAD_HEAD.match(last):
        return None
    labels = (*cell.row_path, *cell.col_path)
    if P_WORDS.search(last):
        return None
    words = " ".join(labels)
    beside = at.get((cell.row, cell.col + 1))
    beside_head = _head_of(beside, cells)[-1:]
    spread, kind = quantity.sd, "sd"
    if spread is None and quantity.se is not None:
        spread, kind = quantity.se, "se"
    is_mean = quantity.count is not None and quantity.total is None and bool(MEAN_SD.search(words))
    if is_mean and spread is None:
        spread = Decimal(quantity.count or 0)
    if spread is None and beside is not None and beside_head and SPREAD_HEAD.match(beside_head[0]):
        spread, kind = beside.value, "se" if SE_WORDS.search(beside_head[0]) else "sd"
    if (
        spread is not None
        and kind == "sd"
        and SE_WORDS.search(f"{words} {about}")
        and not SD_WORDS.search(f"{words} {about}")
    ):
        kind = "se"
    is_share = quantity.kind == "share" or quantity.unit == "%"
    events, share = (None, None) if is_mean else (quantity.count, quantity.value if is_share else None)
    size_head = SIZE_HEAD if spread is None else SIZE_BESIDE_MEAN
    size = quantity.total if quantity.total is not None else _size_in_line(cell, at, cells, size_head)
    if share is None and events is None and spread is None:
        share = _as_share(quantity.value, f"{words} {about}", has_size=size is not None)
    whole = quantity.value is not None and quantity.value == quantity.value.to_integral_value()
    if events is None and share is None and whole and spread is None and quantity.interval is None:
        events = int(quantity.value or 0)
    return Figure(
        quantity, labels, cell.row_path, cell.col_path, spread, kind, size, events, share,
        cell.span.start, cell.row, cell.col,
    )  # fmt: skip


def _head_of(quantity: Quantity | None, cells: Mapping[str, TableCell]) -> tuple[str, ...]:
    cell = cells.get(quantity.cell or "") if quantity is not None else None
    return cell.col_path if cell is not None else ()


def _size_in_line(
    cell: TableCell,
    at: Mapping[tuple[int, int], Quantity],
    cells: Mapping[str, TableCell],
    size_head: re.Pattern[str],
) -> int | None:
    """The n printed in a column beside, under the same head."""
    for step in (-1, 1, -2, 2):
        other = at.get((cell.row, cell.col + step))
        path = _head_of(other, cells)
        if other is None or other.value is None:
            continue
        if path and size_head.match(path[-1]) and path[:-1] == cell.col_path[:-1] and len(path) > 1:
            return int(other.value)
    return None


@dataclass(frozen=True)
class Wanted:
    """A question's words and times, weighed in the paper."""

    sides: Sides
    outcome: Asked
    asked: str
    kind: str
    groups: str = ""
    totals: frozenset[int] = frozenset()
    """How many took part in all: a share of them is no figure of a group."""

    @cached_property
    def times(self) -> "Times":
        return times_of(self.asked)

    @cached_property
    def doses(self) -> frozenset[tuple[str, str]]:
        """Numbers with their units that name a group: "40 mg"."""
        return frozenset((match["number"], match["unit"]) for match in DOSE.finditer(self.groups))


Times = frozenset[tuple[int, str]]
"""Time points by number and unit."""


def times_of(text: str) -> Times:
    """Printed time points: "12 weeks", "week 12" and "W12" alike."""
    visits = ((int(match[2]), VISITS[match[1]]) for match in SHORT_TIME.finditer(text))
    return frozenset((*times_in(text), *visits))


def table_pairs(known: Known, figures: Mapping[str, Sequence[Figure]], wanted: Wanted) -> Iterator[Pair]:
    """All pairs in tables whose differing labels can be the two groups, with their evidence."""
    tests = tests_of(known) if wanted.kind == "continuous" else {}
    for table in known.paper.tables:
        listed = [figure for figure in figures.get(table.id, []) if wanted.kind != "binary" or can_count(figure)]
        if not listed:
            continue
        axis = {label: wanted.sides.side(label) for figure in listed for label in figure.labels}
        caption = quote(known.paper.text, table.caption) if table.caption else ""
        about = _About(known, wanted, table, caption, axis, siblings_of(listed))
        for first, second in _neighbours(listed):
            own = [label for label in first.labels if label not in second.labels]
            other = [label for label in second.labels if label not in first.labels]
            if not own or not other or len(own) > 2 or len(other) > 2:
                continue
            a, b = about.telling(own), about.telling(other)
            is_known = about.lean(a) - about.lean(b) >= LEAST_APART
            if not is_known and not (about.is_blind and _are_groups(first, second)):
                continue
            if not (about.is_of_group(own, a) and about.is_of_group(other, b)):
                continue
            values = about.values(first, second, own, other, a, b)
            if values["labels and caption cover"] > 0:
                test = tests.get((table.id, str(first.line))) if first.line == second.line else None
                yield Pair(first, second, values, "table", table.id, test)


def _are_groups(first: Figure, second: Figure) -> bool:
    """Whether two figures of one line or column are bound to two groups, whatever these are called."""
    arms = [slot.value for figure in (first, second) if (slot := figure.quantity.slot("arm")) is not None]
    return (
        len(arms) == 2 and all(arms) and arms[0] != arms[1] and (first.line == second.line or first.col == second.col)
    )


def siblings_of(figures: Sequence[Figure]) -> dict[str, frozenset[str]]:
    """For each label those that stand on the same level of the same axis."""
    levels: dict[tuple[str, int], set[str]] = {}
    for figure in figures:
        for axis, path in (("row", figure.row), ("head", figure.head)):
            for at, label in enumerate(path):
                levels.setdefault((axis, at), set()).add(label)
    found: dict[str, frozenset[str]] = {}
    for labels in levels.values():
        for label in labels:
            found[label] = found.get(label, frozenset()) | labels
    return found


def _neighbours(figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Ordered pairs in one line, and those whose paths differ in one label anywhere."""
    seen: set[tuple[int, int]] = set()
    lines: dict[int, list[Figure]] = {}
    keys: dict[tuple[int, tuple[str, ...]], list[Figure]] = {}
    for figure in figures:
        lines.setdefault(figure.line, []).append(figure)
        for at in range(len(figure.labels)):
            keys.setdefault((at, (*figure.labels[:at], "*", *figure.labels[at + 1 :])), []).append(figure)
    groups = [line[:MOST_IN_ROW] for line in lines.values()]
    groups += [group[:MOST_IN_LINE] for group in keys.values() if len(group) > 1]
    for group in groups:
        for first, second in permutations(group, 2):
            if (first.place, second.place) not in seen:
                seen.add((first.place, second.place))
                yield first, second


class _About:
    """What is the same for all pairs of one table."""

    def __init__(
        self,
        known: Known,
        wanted: Wanted,
        table: Table,
        caption: str,
        axis: Mapping[str, tuple[float, float]],
        siblings: Mapping[str, frozenset[str]],
    ) -> None:
        self.known, self.wanted, self.axis, self.siblings = (
            known,
            wanted,
            axis,
            siblings,
        )
        self.is_blind = all(are_near(first, second, LEAST_APART) for first, second in axis.values())
        self.caption = known.wording.bag(caption)
        self.is_baseline = float(bool(BASELINE.search(caption)) and not LATE.search(caption))
        self.of_people = float(any(OF_PEOPLE.search(figure_label) for figure_label in axis))
        self.first_table = float(bool(known.paper.tables) and known.paper.tables[0].id == table.id)
        self.times = frozenset(time for label in axis for time in times_of(label))
        self.caption_times = times_of(caption)
        self.caption_cover = wanted.outcome.cover(self.caption)
        self.caption_text = caption
        self.covers: dict[str, tuple[float, float]] = {}

    def lean(self, label: str) -> float:
        first, second = self.axis[label]
        return first - second

    def telling(self, labels: Sequence[str]) -> str:
        """Of the labels by which one figure differs, the one that names a group most clearly."""
        return max(labels, key=lambda label: (abs(self.lean(label)), label))

    def is_of_group(self, labels: Sequence[str], name: str) -> bool:
        """Whether all labels by which a figure differs speak of its group: its size, or its name again."""
        return all(
            label == name or not SIZE.sub("", label).strip() or self.lean(label) * self.lean(name) > 0
            for label in labels
        )

    def margin(self, label: str, other: str, side: int) -> float:
        """How much better a label is one side than its best sibling, the other label of the pair left out."""
        rivals = self.siblings.get(label, frozenset()) - {label, other}
        sign = 1 if side == 0 else -1
        best = max((sign * self.lean(rival) for rival in rivals), default=-1.0)
        return sign * self.lean(label) - best

    def is_part(self, figure: Figure, own: Sequence[str]) -> bool:
        """Whether a label that the question does not name has a sibling that means all: "Adults" beside "All ages"."""
        return any(
            any(ALL.search(sibling) for sibling in self.siblings.get(label, ()))
            and not ALL.search(label)
            and not self._cover(label)[0]
            for label in figure.labels
            if label not in own
        )

    def _cover(self, label: str) -> tuple[float, float]:
        """How much of the outcome a label has, and how much of the label is the outcome."""
        if label not in self.covers:
            bag = self.known.wording.bag(label)
            cover = self.wanted.outcome.cover(bag)
            weight = self.known.wording.weight(bag.words) or 1.0
            self.covers[label] = (
                cover,
                min(1.0, self.wanted.outcome.met(bag) / weight),
            )
        return self.covers[label]

    def values(
        self,
        first: Figure,
        second: Figure,
        own: Sequence[str],
        other: Sequence[str],
        label: str,
        against: str,
    ) -> dict[str, float]:
        """The evidence of one pair by readable names."""
        a, b = self.lean(label), self.lean(against)
        row = [label for label in first.row if label not in own]
        head = [label for label in first.head if label not in own]
        words = self.known.wording
        last_head = first.head[-1] if first.head else ""
        shared = " ".join((*row, *head))
        everything = " ".join((*first.labels, self.caption_text))
        last = row[-1] if row else ""
        row_cover, row_precision = self._cover(" ".join(row)) if row else (0.0, 0.0)
        last_precision = self._cover(last)[1] if last else 0.0
        head_cover = self._cover(" ".join(head))[0] if head else 0.0
        both = self.wanted.outcome.cover(words.bag(shared))
        whole = self.wanted.outcome.cover(words.bag(shared) | self.caption)
        times = times_of(f"{shared} {' '.join(own)}")
        asked_times = self.wanted.times
        change_asked, change_stated = (
            bool(CHANGE.search(self.wanted.asked)),
            bool(CHANGE.search(shared + " ".join(own))),
        )
        reported = " ".join((shared, *own, *other))
        early = bool(EARLY.search(reported)) and not EARLY.search(self.wanted.asked)
        values = {
            "leans apart": a - b,
            "weaker lean": min(a, -b),
            "groups by other names": float(self.is_blind),
            "first first, groups not named": float(self.is_blind) * (1 if first.place < second.place else -1),
            "one leans": a,
            "two leans": -b,
            "weaker margin": min(self.margin(label, against, 0), self.margin(against, label, 1)),
            "against the whole": float(bool(ALL.search(label) or ALL.search(against))),
            "labels apart": float(max(len(own), len(other)) - 1),
            "in columns": float(first.line == second.line),
            "row covers": row_cover,
            "row precise": row_precision,
            "last stub precise": last_precision,
            "heads cover": head_cover,
            "labels cover": both,
            "labels and caption cover": whole,
            "labels precise": self._cover(shared)[1] if shared else 0.0,
            "caption covers": self.caption_cover,
            "bare row": float(not row),
            "time asked, in caption": float(bool(asked_times & self.caption_times)),
            "time asked, other told": float(bool(asked_times) and bool(times) and not asked_times & times),
            "time told, none asked": float(bool(times) and not asked_times),
            "latest, none asked": float(not asked_times and bool(times) and _latest(times) >= _latest(self.times)),
            "early": float(early),
            "late": float(bool(LATE.search(reported))),
            "change told, not asked": float(change_stated and not change_asked),
            "change asked and told": float(change_stated and change_asked),
            "baseline table": self.is_baseline,
            "first table": self.first_table,
            "table of people": self.of_people,
            "part beside a whole": float(self.is_part(first, own)),
            "p or ratio": float(
                bool(P_WORDS.search(" ".join(first.head[-1:])) or RATIO_WORDS.search(" ".join(first.head[-1:])))
            ),
            "head of sizes": float(
                bool(SIZE_HEAD.match(last_head) or SIZE_HEAD.match(last) or COUNTED.fullmatch(last))
            ),
            "order of print": float(first.place < second.place),
            **_role_values(first, second, self.wanted),
            "near": 1 / (1 + abs(first.col - second.col) + abs(first.line - second.line)),
        }
        values |= kind_values(first, second, self.wanted.kind, everything)
        return values


DAYS = {"years": 365.0, "months": 30.0, "weeks": 7.0, "days": 1.0, "hours": 1 / 24, "minutes": 1 / 1440}


def _latest(times: Times) -> float:
    """The latest time point in days; 0 of none."""
    return max((number * DAYS[unit] for number, unit in times), default=0.0)


def kind_values(first: Figure, second: Figure, kind: str, about: str) -> dict[str, float]:
    """Whether two figures can be counts, or means with their spread."""
    share, spread = (
        (first.share is not None and second.share is not None),
        (first.spread is not None and second.spread is not None),
    )
    values = {
        "spread printed": float(spread),
        "interval printed": float(first.quantity.interval is not None),
        "share printed": float(share),
        "count and share": float(share and first.events is not None and second.events is not None),
        "total printed": float(first.size is not None and second.size is not None),
        "mean in words": float(bool(MEAN_WORDS.search(about))),
        "median in words": float(bool(MEDIAN_WORDS.search(about))),
        "share in words": float(bool(SHARE_WORDS.search(about))),
        "count in words": float(bool(COUNT_WORDS.search(about))),
        "whole numbers": float(first.events is not None and second.events is not None),
        "equal": float(first.quantity.value == second.quantity.value),
    }
    return {f"{kind}: {name}": value for name, value in values.items()}


def text_pairs(known: Known, wanted: Wanted) -> Iterator[Pair]:
    """All pairs of numbers in one sentence, with their evidence."""
    units = {unit.pieces[0].start: unit for unit in known.units if unit.kind == "sentence"}
    by_sentence: dict[str, list[Quantity]] = {}
    for quantity in known.paper.quantities:
        if quantity.sentence and not quantity.cell and quantity.value is not None and quantity.kind in FORMS:
            if quantity.kind == "zero" and NO_DIFFERENCE.match(known.paper.text, quantity.pieces[0].start):
                continue
            by_sentence.setdefault(quantity.sentence, []).append(quantity)
    starts = {sentence.id: sentence.pieces[0].start for sentence in known.paper.sentences}
    tests = tests_of(known) if wanted.kind == "continuous" else {}
    before: tuple[Unit, list[Quantity]] | None = None
    for key, start in starts.items():
        unit, quantities = units.get(start), by_sentence.get(key, [])
        if unit is None or not quantities or unit.role in ("introduction", "other"):
            before = None
            continue
        cover = wanted.outcome.cover(unit.bag)
        around = unit.bag | unit.heading | (before[0].bag if before is not None else unit.bag)
        if cover >= LEAST_COVER or wanted.outcome.cover(around) >= 2 * LEAST_COVER:
            for pair in _sentence_pairs(known, wanted, unit, quantities, cover):
                yield replace(pair, test=tests.get((key,))) if len(quantities) == 2 else pair
        if before is not None and before[0].section == unit.section:
            yield from _in_two(known, wanted, before, (unit, quantities))
        before = unit, quantities


def _in_two(
    known: Known,
    wanted: Wanted,
    first: tuple[Unit, list[Quantity]],
    second: tuple[Unit, list[Quantity]],
) -> Iterator[Pair]:
    """Pairs of a sentence about one group and the next about the other."""
    cover = wanted.outcome.cover(first[0].bag)
    sides = [{side > 0 for _, side in _arm_marks(unit.text, wanted.sides)} for unit, _ in (first, second)]
    if cover >= LEAST_COVER and all(len(side) == 1 for side in sides) and sides[0] != sides[1]:
        both = replace(
            first[0],
            pieces=(*first[0].pieces, *second[0].pieces),
            text=f"{first[0].text} {second[0].text}",
        )
        for pair in _sentence_pairs(known, wanted, both, [*first[1], *second[1]], cover):
            if _form(pair.first.quantity) == _form(pair.second.quantity):
                yield pair


def _form(quantity: Quantity) -> tuple[object, ...]:
    """What two numbers of two sentences must have alike to be of one outcome."""
    return quantity.kind, quantity.unit, quantity.count is None


def can_count(figure: Figure) -> bool:
    """Whether a number can be of events: no measure, no time, nothing below zero; a share or a proportion can."""
    value, unit = figure.quantity.value, figure.quantity.unit
    is_measured = unit is not None and unit != "%" and bool(unit in TIMES or MEASURED.search(unit))
    is_told = figure.events is not None or figure.share is not None
    is_measured = is_measured or bool(COSTS.search(" ".join(figure.labels)))
    return is_told and not is_measured and value is not None and value >= 0 and figure.spread is None


def _sentence_pairs(
    known: Known,
    wanted: Wanted,
    unit: Unit,
    quantities: Sequence[Quantity],
    cover: float,
) -> Iterator[Pair]:
    start = unit.pieces[0].start
    text = known.paper.text[start : unit.pieces[-1].end]
    figures = _figures_of(text, start, quantities, wanted)
    marks = _arm_marks(text, wanted.sides)
    order = [side for _, side in marks]
    ahead = [side for at, side in marks if figures and at < figures[0].place - start] or order
    is_listed = len({side > 0 for side in ahead}) > 1
    is_behind = bool(marks and figures) and figures[0].place - start < marks[0][0]
    spans = [(figure.place - start, figure.quantity.pieces[-1].end - start) for figure in figures]
    claims = [_claim(text, marks, spans, at, is_behind) for at in range(len(figures))]
    ranks = [sum((claims[other] > 0) == (claims[at] > 0) for other in range(at)) for at in range(len(figures))]
    leans = [_told_lean(figure.quantity, wanted.sides) for figure in figures]
    froms = [_is_start(text, spans, at) for at in range(len(figures))]
    changes = [_is_change(text, span) for span in spans]
    is_named = len({side > 0 for side in order}) > 1
    for i, j in permutations(range(len(figures)), 2):
        first, second, a, b = figures[i], figures[j], claims[i], claims[j]
        if not _alike(first, second):
            continue
        agrees = float(is_listed and (ahead[0] > 0) == (i < j))
        if first is not second and a - b < LEAST_APART and not agrees and is_named:
            continue
        earlier, later = (first, second) if i < j else (second, first)
        between = text[earlier.quantity.pieces[-1].end - start : later.place - start]
        before = known.wording.bag(_outcome_of(text, earlier, start))
        next_before = known.wording.bag(text[_end_before(spans, min(i, j)) : earlier.place - start])
        values = {
            "first of its group": float(ranks[i] == ranks[j] == 0),
            "first first, groups not named": 0.0 if is_named else 1.0 if i < j else -1.0,
            "outcome next before": wanted.outcome.cover(next_before),
            f"{wanted.kind}: share of change": changes[i] + changes[j],
            "two claimed": -b,
            "claims apart": a - b,
            "order of arms agrees": agrees,
            "bound apart": leans[i] - leans[j],
            "one and the same": float(first is second),
            **_role_values(first, second, wanted),
            "next to each other": float(abs(i - j) == 1),
            "side by side in order": agrees * bool(VERSUS.fullmatch(between)),
            "from": float(froms[i] + froms[j]),
            "respectively": float("respectively" in text),
            "outcome": cover,
            "outcome before": wanted.outcome.cover(before),
            "first numbers": 1 / (1 + min(i, j)),
            "numbers": len(figures) / 8,
            "in abstract": float(unit.role == "abstract"),
            "in results": float(unit.role == "results"),
            "in methods": float(unit.role == "methods"),
            "in discussion": float(unit.role in ("discussion", "conclusion")),
            "time asked and met": float(bool(wanted.times & times_of(text))),
            "early": float(bool(EARLY.search(between))),
            "people counted": float(bool(PERSONS.fullmatch(first.quantity.unit or ""))),
            "arms named": len({side > 0 for side in order}) / 2,
        }
        values |= kind_values(first, second, wanted.kind, text)
        yield Pair(first, second, values, "text", unit.text)


def _figures_of(text: str, start: int, quantities: Sequence[Quantity], wanted: Wanted) -> list[Figure]:
    """The numbers of a sentence that can be a group's; one that is said of both groups stands there twice."""
    ordered = sorted(quantities, key=lambda quantity: quantity.pieces[0].start)[:MOST_IN_ROW]
    ordered = [quantity for quantity in ordered if _base(quantity, text, start) not in wanted.totals]
    figures: list[Figure] = []
    for quantity in ordered:
        before = text[: quantity.pieces[0].start - start]
        if _is_no_figure(quantity, text, before, text[quantity.pieces[-1].end - start :], wanted):
            continue
        if figures and (spread := _spread_behind(text, figures[-1], start)) and str(quantity.value) == spread:
            figures[-1] = replace(figures[-1], spread=quantity.value, spread_kind="sd", events=None)
            continue
        if figures and OF_COUNT.search(before[-12:]) and figures[-1].events is not None and figures[-1].share is None:
            figures[-1] = replace(figures[-1], size=int(quantity.value or 0) or None)
            continue
        reported = _figure_in_text(quantity, text)
        if wanted.kind != "binary" or can_count(reported):
            figures.append(reported)
    for at, figure in enumerate(figures):
        behind = text[figure.quantity.pieces[-1].end - start :][:40]
        if figure.quantity.kind == "zero" or IN_BOTH.match(behind):
            figures.insert(at + 1, figure)
            break
    return figures


def _is_no_figure(quantity: Quantity, text: str, before: str, behind: str, wanted: Wanted) -> bool:
    """Whether a number says how many were counted, how long, how much was given, or is a limit of an interval."""
    unit = re.match(r"\s?([^\W\d_]+|%)", behind) or re.search(r"([^\W\d_]+|%)$", text[: len(text) - len(behind)])
    return bool(
        SIZED.search(before[-12:])
        or BOUND.search(before[-16:])
        or LIMIT.search(before[-48:])
        or (wanted.kind == "binary" and MONEY.search(before[-6:]))
        or (quantity.scale == "time" and quantity.sd is None and DURING.search(before[-24:]))
        or (unit and (quantity.digits, unit[1]) in wanted.doses)
    )


def _spread_behind(text: str, figure: Figure, start: int) -> str:
    """The number in brackets behind a mean whose sentence says that it is the SD: "mean (SD) ... 82.3 (20.2)"."""
    if figure.spread is not None or figure.share is not None or not MEAN_SD.search(text):
        return ""
    match = SPREAD_BEHIND.match(text, figure.quantity.pieces[-1].end - start)
    return match["spread"] if match else ""


def _is_start(text: str, spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a number is where a change began: "from 7.7 to 8.9"."""
    begin, end = spans[at]
    is_followed = at + 1 < len(spans) and bool(TO.fullmatch(text[end : spans[at + 1][0]]))
    return is_followed or bool(FROM.search(text[:begin]))


def _is_change(text: str, span: tuple[int, int]) -> float:
    begin, end = span
    return 0.5 * bool(CHANGED_BEHIND.match(text, end) or CHANGED_BEFORE.search(text[max(0, begin - 60) : begin]))


def _end_before(spans: Sequence[tuple[int, int]], at: int) -> int:
    return spans[at - 1][1] if at else 0


def _outcome_of(text: str, figure: Figure, start: int) -> str:
    """Where the outcome of a number is named: before it; behind a word for none."""
    at = figure.place - start
    return text[at : at + NAMED_WITHIN] if figure.quantity.kind == "zero" else text[max(0, at - NAMED_WITHIN) : at]


def _alike(first: Figure, second: Figure) -> bool:
    """Whether two numbers of a sentence can be of one outcome: a bare number beside a share is a count or none."""
    kinds = {first.quantity.kind, second.quantity.kind}
    if len(kinds) > 1 and not kinds <= {"number", "share", "zero"}:
        return False
    if (
        first.quantity.scale
        and second.quantity.scale
        and first.quantity.scale != second.quantity.scale
        and len(kinds) == 1
    ):
        return False
    counted = first.events is not None and second.events is not None
    return (first.share is None) == (second.share is None) or counted or 0 in (first.events, second.events)


def _told_lean(quantity: Quantity, sides: Sides) -> float:
    """Which group a number belongs to by what the paper binds it to."""
    slot = quantity.slot("arm")
    return sides.lean(slot.value) if slot is not None and slot.value else 0.0


def _role_values(first: Figure, second: Figure, wanted: Wanted) -> dict[str, float]:
    """What the two numbers are bound to: baseline or plan of the study, the same outcome, the time that is asked."""
    slots = [
        (figure.quantity.slot("role"), figure.quantity.slot("outcome"), figure.quantity.slot("timepoint"))
        for figure in (first, second)
    ]
    kinds = [slot.value for figure in (first, second) if (slot := figure.quantity.slot("statistic")) is not None]
    roles = [role.value for role, *_ in slots if role is not None]
    times = times_of(" ".join(time.value or "" for *_, time in slots if time is not None))
    outcomes = [outcome.value for _, outcome, _ in slots if outcome is not None]
    covers = [wanted.outcome.cover(wanted.sides.wording.bag(outcome or "")) for outcome in outcomes]
    return {
        "bound to a statistic": sum(kind in STATISTICS for kind in kinds) / 2,
        "bound to the baseline": roles.count("baseline") / 2,
        "bound to no result": sum(role in ("design", "threshold", "background") for role in roles) / 2,
        "bound to the outcome": min(covers) if len(covers) == 2 else 0.0,
        "bound to one outcome": float(len(outcomes) == 2 and outcomes[0] == outcomes[1]),
        "bound to the time asked": float(bool(wanted.times & times)),
        "bound to another time": float(bool(wanted.times) and bool(times) and not wanted.times & times),
    }


def _base(quantity: Quantity, text: str, start: int) -> int | None:
    """What a count or share is of, where it is printed: "12 of 40", "30% of 40 patients"."""
    if quantity.total is None and (match := OF_ALL.match(text, quantity.pieces[-1].end - start)):
        return int(match[1])
    return quantity.total


def _figure_in_text(quantity: Quantity, text: str) -> Figure:
    spread, kind = (quantity.sd, "sd") if quantity.sd is not None else (quantity.se, "se")
    share = quantity.value if quantity.kind == "share" or quantity.unit == "%" else None
    whole = quantity.value is not None and quantity.value == quantity.value.to_integral_value()
    events = quantity.count
    if share is None and events is None and spread is None:
        share = _as_share(quantity.value, text)
    if events is None and share is None and whole and spread is None:
        events = int(quantity.value or 0)
    return Figure(
        quantity,
        (),
        (),
        (),
        spread,
        kind,
        quantity.total,
        events,
        share,
        quantity.pieces[0].start,
    )


def _arm_marks(text: str, sides: Sides) -> list[tuple[int, float]]:
    """Where words of one arm stand, and which: 1 for the intervention, -1 for the comparator."""
    marks, shared = [], []
    for match in KEY.finditer(text):
        if keyed := sides.lean(match[0]):
            marks.append((match.start(), 1.0 if keyed > 0 else -1.0))
    generic = []
    for match in NAME.finditer(text):
        words = frozenset(tokens(match[0]))
        first, second = bool(words & sides.first.spelt), bool(words & sides.second.spelt)
        if first != second:
            marks.append((match.start(), 1.0 if first else -1.0))
        elif words & sides.shared:
            shared.append((match.start(), sides.without_more))
        elif not first:
            low = match[0].lower()
            if low in CONTROL_WORDS and not sides.first.spelt & words:
                generic.append((match.start(), -0.7))
            elif low in TREATED_WORDS:
                generic.append((match.start(), 0.5))
    marks += [(at, side) for at, side in shared if all(not are_near(at, other, ONE_NAME) for other, _ in marks)]
    if len({side > 0 for _, side in marks}) < 2:
        marks += generic
    return sorted(marks)


def _claim(
    text: str, marks: Sequence[tuple[int, float]], spans: Sequence[tuple[int, int]], number: int, is_behind: bool
) -> float:
    """Which arm stands nearest to a number, looked for first where the sentence puts its names: before or behind.

    Other numbers in between, and the words that begin another group, part them; "in the ... group" behind joins them.
    """
    start, end = spans[number]
    claims = []
    for at, side in marks:
        if at < start:
            cost = start - at + AGAINST_THE_ORDER * is_behind
            between = text[at:start]
            cost += OTHER_GROUP * bool(JOINED.search(between))
        else:
            cost = at - end + 5 + AGAINST_THE_ORDER * (not is_behind) // 2
            between = text[end:at]
            if (IN_GROUP.fullmatch(between) and not JOINED.search(between)) or not between.strip(" %()"):
                cost = max(0, cost - IN_ITS_GROUP)
        low, high = (at, start) if at < start else (end, at)
        cost += NUMBER_BETWEEN * sum(low <= begin < high for begin, _ in spans)
        claims.append((cost, side))
    near = [claim for claim in claims if claim[0] <= NEAREST]
    if not near:
        return 0.0
    distance, side = min(near, key=lambda claim: claim[0])
    return side * (1 - distance / (2 * NEAREST))
