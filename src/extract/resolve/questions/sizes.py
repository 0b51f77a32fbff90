"""How many were in the two groups of a question: solved as a pair from all printed sizes, by learned evidence."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.model import Paper, Span, TableCell, quote
from extract.resolve.questions.learned import load_model
from extract.resolve.questions.sides import Sides
from extract.resolve.questions.units import Known
from extract.text import lazy_re as re
from extract.text.group_sizes import NUM, PEOPLE, read_group_sizes
from extract.text.numbers import are_near, parse_number, whole_number

RANDOMISED = re.compile(r"\brandom\w+|\ballocat\w+|\bassign\w+|\bdivided\b", re.IGNORECASE)
ANALYSED = re.compile(r"\banaly[sz]\w+|\bcomplet\w+|\bevaluable\b|\bfollowed\b|\bincluded\b", re.IGNORECASE)
LOST = re.compile(
    r"\b(?:withdr\w+|drop\w*|dropped|lost to|discontinu\w+|died|refus\w+|missing|reasons?|exclu\w+|declined|failed)\b",
    re.IGNORECASE,
)
PLANNED = re.compile(r"\b(?:power|sample size|required|needed|detect|alpha|calculat\w+)\b", re.IGNORECASE)
TOTAL = re.compile(rf"(?<![\d.,/])(?P<n>{NUM})\s(?:[\w-]+\s){{0,3}}?{PEOPLE}\b", re.IGNORECASE)
IN_LABEL = re.compile(r"\b[nN]\s?[=:]\s?(?P<n>\d{1,3}(?:,\d{3})+|\d{1,6})")
IN_BRACKETS = re.compile(
    rf"[(\[]\s?(?P<n>\d{{1,5}})(?:\s(?:{PEOPLE}|eyes|knees|teeth|polyps|lesions|sites))?\s?[)\]]\s?$", re.IGNORECASE
)
COUNTED = re.compile(
    r"(?:total )?(?:no\.?|number|num\.?)?\s?(?:of |\()?\s?"
    r"(?:participants|patients|subjects|women|men|children|infants|eyes|n|cases|sample size|"
    r"randomi[sz]ed|analy[sz]ed|itt|evaluable|completed)\W{0,4}(?:\(?n\)?)?(?: in (?:each )?group)?\W*",
    re.IGNORECASE,
)
WHOLE = re.compile(r"^\W*(?:total|all|overall|both)\b|\btotal\b", re.IGNORECASE)
CROSSOVER = re.compile(
    r"\bcross-?over\b|\bwithin-subjects?\b|\bLatin square\b|\bwash-?out\b|\brepeated measures\b|"
    r"\beach (?:subject|participant|patient|volunteer)\b[^.]{0,40}\b(?:both|all)\b",
    re.IGNORECASE,
)
GROUPS_TOLD = re.compile(
    r"\b(?P<n>two|three|four|five|six|seven|eight|[2-8])[\s-](?:\w+[\s-]){0,3}?(?:groups?|arms?|cohorts|conditions)\b",
    re.IGNORECASE,
)
MOST_OF_A_SIDE = 14
"""Mentions of one side that are paired with those of the other."""

LEAST_LEAN = 0.05
MOST_PEOPLE = 20_000
"""A number of people above this is taken for a population, not for those who took part."""

ROLES = ("abstract", "methods", "results")


@dataclass(frozen=True, slots=True)
class Mention:
    """A printed size with its label; an empty label means each group; `shares` into how many groups a total is cut."""

    label: str
    n: int
    cue: str
    context: str
    role: str
    around: str
    pieces: tuple[Span, ...]
    shares: int = 1


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of intervention and comparator with the probability that both are right."""

    first: int | None
    second: int | None
    chance: float
    places: tuple[Span, ...] = ()
    derived: tuple[str, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A count printed with its percentage, and the labels over it."""

    labels: tuple[str, ...]
    count: int
    percent: Decimal

    def is_of(self, n: int) -> bool:
        """Whether the count is that percentage of n, as far as it is printed."""
        exponent = self.percent.as_tuple().exponent
        step = Decimal(10) ** (exponent if isinstance(exponent, int) else 0)
        return are_near(Decimal(100 * self.count) / n, self.percent, step)


@dataclass(frozen=True, slots=True)
class Printed:
    """What a paper prints of sizes: mentions, shares, how many groups it says it has, whether all cross over."""

    mentions: tuple[Mention, ...]
    shares: tuple[Share, ...]
    groups: int | None
    is_crossover: bool


def printed_of(known: Known) -> Printed:
    """Every printed size of a group or of all, in sentences, heads, stubs, captions and count rows."""
    mentions = (*_in_text(known), *_in_tables(known.paper), *_denominators(known.paper))
    reported: Counter[int] = Counter()
    is_crossover = False
    for unit in known.units:
        if unit.role in ("title", "abstract", "methods"):
            reported.update(groups_told(unit.text))
            is_crossover = is_crossover or bool(CROSSOVER.search(unit.text))
    groups = max(reported, key=lambda n: (reported[n], -n)) if reported else None
    return Printed(mentions, tuple(_shares(known.paper)), groups, is_crossover)


def groups_told(text: str) -> list[int]:
    """Into how many groups a sentence says that people were divided.

    >>> groups_told("They were divided into three equal groups."), groups_told("in both groups")
    ([3], [])
    """
    return [int(parse_number(match["n"]) or 0) for match in GROUPS_TOLD.finditer(text)]


def _shares(paper: Paper) -> Iterator[Share]:
    cells = {cell.id: cell for table in paper.tables for cell in table.cells}
    for quantity in paper.quantities:
        cell = cells.get(quantity.cell or "")
        if cell is not None and quantity.kind == "share" and quantity.count and quantity.value:
            yield Share((*cell.row_path, *cell.col_path), quantity.count, quantity.value)


def _in_text(known: Known) -> Iterator[Mention]:
    for number, unit in enumerate(known.units):
        if unit.kind != "sentence" or unit.role in ("introduction", "discussion", "other"):
            continue
        context = f"sentence{number}"
        text = unit.text
        for size in read_group_sizes(text):
            yield Mention(size.label, size.n, size.cue, context, unit.role, text, unit.pieces)
        if unit.role in ("title", "abstract", "methods", "results"):
            is_split = bool(RANDOMISED.search(text))
            for match in TOTAL.finditer(text):
                value = parse_number(match["n"])
                if value is not None and value == value.to_integral_value() and value > 3:
                    for shares in (1, 2, 3, 4):
                        if int(value) % shares == 0 and (shares == 1 or unit.role != "results" or is_split):
                            yield Mention(
                                "", int(value) // shares, "total", context, unit.role, text, unit.pieces, shares
                            )


def _in_tables(paper: Paper) -> Iterator[Mention]:
    for table in paper.tables:
        caption = quote(paper.text, table.caption) if table.caption else ""
        for pieces in (*((table.caption,) if table.caption else ()), *table.notes):
            for size in read_group_sizes(quote(paper.text, pieces)):
                yield Mention(size.label, size.n, f"note {size.cue}", table.id, "table", caption, pieces)
        paths = {path: cell for cell in table.cells if cell.role == "body" for path in (cell.col_path, cell.row_path)}
        for path, cell in paths.items():
            yield from _in_path(path, cell, table.id, caption)
        for cell in table.cells:
            yield from _in_cell(paper, cell, table.id, caption)


def _in_path(path: tuple[str, ...], cell: TableCell, context: str, caption: str) -> Iterator[Mention]:
    """Sizes in the heads over a column, or in the stubs of a row, with all labels down to that of the size."""
    is_head = path == cell.col_path
    for at, printed in enumerate(path):
        match = IN_LABEL.search(printed) or (IN_BRACKETS.search(printed) if is_head else None)
        if match and (n := whole_number(match["n"].replace(",", ""))):
            own = printed[: match.start()].strip(" (,;[")
            label = own or " ".join(path[max(0, at - 1) : at]) or " ".join(path[at + 1 :])
            yield Mention(label, n, "head" if is_head else "stub", context, "table", caption, (cell.span,))


def _in_cell(paper: Paper, cell: TableCell, context: str, caption: str) -> Iterator[Mention]:
    printed = " ".join(cell.span.of(paper.text).split())
    if cell.role == "body" and (n := whole_number(printed.replace(",", ""))):
        if cell.row_path and COUNTED.fullmatch(cell.row_path[-1]) and cell.col_path:
            yield Mention(" ".join(cell.col_path), n, "count row", context, "table", caption, (cell.span,))
        elif cell.col_path and COUNTED.fullmatch(cell.col_path[-1]) and cell.row_path:
            for label in {" ".join(cell.row_path), " ".join(cell.col_path[:-1])} - {""}:
                yield Mention(label, n, "count column", context, "table", caption, (cell.span,))


def _denominators(paper: Paper) -> Iterator[Mention]:
    cells = {cell.id: cell for table in paper.tables for cell in table.cells}
    seen: set[tuple[str, int]] = set()
    for quantity in paper.quantities:
        cell = cells.get(quantity.cell or "")
        if quantity.total and cell is not None and quantity.table:
            for label in (*cell.col_path, *cell.row_path):
                if (label, quantity.total) not in seen:
                    seen.add((label, quantity.total))
                    yield Mention(label, quantity.total, "denominator", quantity.table, "table", "", quantity.pieces)


NONE = {"none": 1.0}
"""What speaks for it that no printed pair of sizes is right."""


def solve_sizes(printed: Printed, sides: Sides) -> list[Sizes]:
    """Pairs of sizes with their probabilities, the likeliest first."""
    found = list(pairs(printed, sides))
    return weigh_sizes(found, load_model("sizes", "pair").choose([values for *_, values in found], NONE))


def weigh_sizes(found: Sequence[tuple[Mention, Mention, object]], chances: Sequence[float]) -> list[Sizes]:
    """The probabilities of all mentions of the same two sizes together, with the places of the likeliest mentions."""
    ranked = sorted(zip(chances, found, strict=True), key=lambda entry: -entry[0])
    best: dict[tuple[int, int], Sizes] = {}
    for chance, (first, second, _) in ranked:
        held = best.get((first.n, second.n))
        if held is None:
            derived = (
                ("total", first.n * first.shares, first.shares) if first.cue == "total" and first.shares > 1 else None
            )
            held = Sizes(first.n, second.n, 0.0, (*first.pieces, *second.pieces), derived)
        best[first.n, second.n] = replace(held, chance=held.chance + chance)
    return sorted(best.values(), key=lambda entry: -entry.chance)


def pairs(printed: Printed, sides: Sides) -> Iterator[tuple[Mention, Mention, dict[str, float]]]:
    """Two mentions that could be the two groups, with the evidence for it."""
    mentions = printed.mentions
    leans = {label: sides.side(label) for label in {mention.label for mention in mentions if mention.label}}
    named = [mention for mention in mentions if mention.label and not WHOLE.search(mention.label)]
    firsts = sorted(named, key=lambda mention: leans[mention.label][1] - leans[mention.label][0])
    firsts = [mention for mention in firsts if leans[mention.label][0] - leans[mention.label][1] >= LEAST_LEAN][
        :MOST_OF_A_SIDE
    ]
    seconds = sorted(named, key=lambda mention: leans[mention.label][0] - leans[mention.label][1])
    seconds = [mention for mention in seconds if leans[mention.label][1] - leans[mention.label][0] >= LEAST_LEAN][
        :MOST_OF_A_SIDE
    ]
    counts = Counter(mention.n for mention in mentions)
    votes: Counter[tuple[int, int]] = Counter()
    for context in {mention.context for mention in mentions}:
        inside = [{mention.n for mention in side if mention.context == context} for side in (firsts, seconds)]
        votes.update((a, b) for a in inside[0] for b in inside[1])
    sums = {mention.n for mention in mentions if mention.cue == "total" and mention.shares == 1}
    sums |= {mention.n for mention in mentions if WHOLE.search(mention.label)}
    margins = _margins(named, leans)
    largest = max((n for n in sums if n < MOST_PEOPLE), default=max(counts, default=1))
    support = _Support(
        counts,
        votes,
        sums,
        max(votes.values(), default=1),
        largest,
        margins,
        frozenset(mention.n for mention in (*firsts, *seconds)),
        printed,
        _of_sides(printed.shares, sides),
        (_largest(firsts, leans, 0), _largest(seconds, leans, 1)),
    )
    for first in firsts:
        for second in seconds:
            yield first, second, _values(first, second, leans[first.label], leans[second.label], support, sides)
    for mention in mentions:
        if not mention.label:
            yield mention, mention, _values(mention, mention, (0.0, 0.0), (0.0, 0.0), support, sides)


def _margins(named: Sequence[Mention], leans: Mapping[str, tuple[float, float]]) -> dict[tuple[str, str], float]:
    """How much further a label leans to its side than any other label of the same table or sentence."""
    labels: dict[str, dict[str, float]] = {}
    for mention in named:
        labels.setdefault(mention.context, {})[mention.label] = leans[mention.label][0] - leans[mention.label][1]
    margins = {}
    for context, inside in labels.items():
        for label, lean in inside.items():
            sign = 1 if lean >= 0 else -1
            rival = max((sign * other for name, other in inside.items() if name != label), default=-1.0)
            margins[context, label] = sign * (sign * lean - rival)
    return margins


def _of_sides(shares: Iterable[Share], sides: Sides) -> tuple[list[Share], list[Share]]:
    """The shares that stand under a label of the intervention, and of the comparator."""
    found: tuple[list[Share], list[Share]] = ([], [])
    for share in shares:
        lean = max((sides.lean(label) for label in share.labels), key=abs, default=0.0)
        if abs(lean) >= LEAST_LEAN:
            found[lean < 0].append(share)
    return found


def _largest(side: Sequence[Mention], leans: Mapping[str, tuple[float, float]], at: int) -> list[tuple[float, int]]:
    """For each lean to a side, beginning with the strongest, the largest size printed with as much."""
    reported = sorted(
        ((leans[mention.label][at] - leans[mention.label][1 - at], mention.n) for mention in side), reverse=True
    )
    return [(lean, max(n for _, n in reported[: number + 1])) for number, (lean, _) in enumerate(reported)]


def _near_largest(mention: Mention, lean: float, largest: Sequence[tuple[float, int]]) -> float:
    most = max((n for other, n in largest if other >= lean), default=mention.n)
    return min(1.0, mention.n / most)


@dataclass(frozen=True, slots=True)
class _Support:
    counts: Counter[int]
    votes: Counter[tuple[int, int]]
    sums: set[int]
    most: int
    largest: int
    margins: Mapping[tuple[str, str], float]
    one_sided: frozenset[int]
    printed: Printed
    shares: tuple[list[Share], list[Share]]
    largest_of: tuple[list[tuple[float, int]], list[tuple[float, int]]]


def _values(
    first: Mention,
    second: Mention,
    lean_one: tuple[float, float],
    lean_two: tuple[float, float],
    support: _Support,
    sides: Sides,
) -> dict[str, float]:
    a, b = lean_one[0] - lean_one[1], lean_two[1] - lean_two[0]
    values = {
        "named": float(bool(first.label)),
        "weaker side": min(a, b),
        "stronger side": max(a, b),
        "weaker margin": min(
            support.margins.get((first.context, first.label), 0.0),
            -support.margins.get((second.context, second.label), 0.0),
        ),
        "same place": float(first.context == second.context and bool(first.label)),
        "same kind": float(first.cue == second.cue),
        "ratio": min(first.n, second.n) / max(first.n, second.n),
        "alike": float(first.n == second.n),
        "sum is printed": float(first.n + second.n in support.sums),
        "pairs of this": min(support.votes[(first.n, second.n)], 6) / 3,
        "pairs of this among the most": support.votes[(first.n, second.n)] / support.most,
        "mentions": min(support.counts[first.n], support.counts[second.n], 8) / 4,
        "small": float(min(first.n, second.n) < 5),
        "both among all": min((first.n + second.n) / support.largest, 1.5),
        "size": math.log(min(first.n, second.n)) / 5,
        "named for one side": float(not first.label and first.n in support.one_sided),
        "near the largest": min(
            _near_largest(first, a, support.largest_of[0]), _near_largest(second, b, support.largest_of[1])
        ),
        "crossed over, alike": float(support.printed.is_crossover and first.n == second.n),
        **_percents(first.n, second.n, support.shares),
        "single group": float(sides.is_before_after),
        "single group alike": float(sides.is_before_after and first.n == second.n),
    }
    for mention in (first, second):
        values[f"by {mention.cue}"] = values.get(f"by {mention.cue}", 0.0) + 0.5
        where = (
            mention.role
            if mention.role in ROLES
            else "table"
            if mention.role in ("table", "caption", "note")
            else "elsewhere"
        )
        values[f"in {where}"] = values.get(f"in {where}", 0.0) + 0.5
        for name, pattern in (("randomised", RANDOMISED), ("analysed", ANALYSED), ("lost", LOST), ("planned", PLANNED)):
            values[name] = values.get(name, 0.0) + 0.5 * bool(pattern.search(mention.around))
    if first.cue == "total":
        reported = groups_told(first.around)
        values[f"total in {first.shares}"] = 1.0
        values["cut as told"] = float(
            first.shares > 1 and (first.shares in reported or first.shares == support.printed.groups)
        )
        values["not cut as told"] = float(bool(reported or support.printed.groups) and not values["cut as told"])
        values["cut, though named"] = float(first.shares > 1 and bool(support.votes))
        values["cut as told here"] = float(first.shares > 1 and first.shares in reported)
        values["not cut, told here"] = float(first.shares == 1 and bool(reported) and not support.printed.is_crossover)
        values["total in two, randomised"] = float(first.shares == 2 and bool(RANDOMISED.search(first.around)))
    return values


def _percents(first: int, second: int, shares: tuple[list[Share], list[Share]]) -> dict[str, float]:
    """How far the counts and percentages of both groups' columns agree with their sizes."""
    agreed = [
        sum(share.is_of(n) for share in side) / len(side)
        for n, side in zip((first, second), shares, strict=True)
        if side
    ]
    if not agreed:
        return {}
    return {"percents agree": min(agreed), "percents differ": 1 - min(agreed)}
