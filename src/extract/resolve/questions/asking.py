"""A question of a meta-analysis and its answer: which way the outcome went, where that stands, and the numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal

from extract.model import Paper, Pieces
from extract.resolve.derivation import (
    Derived,
    events_from_share,
    sd_from_interval,
    sd_from_quartiles,
    sd_from_range,
    sd_from_se,
    size_from_total,
)
from extract.resolve.questions import figures as read
from extract.resolve.questions import passages
from extract.resolve.questions.direction import Direction, read_direction
from extract.resolve.questions.figures import Figure, Pair
from extract.resolve.questions.learned import load, load_model
from extract.resolve.questions.sides import Sides, Surroundings, make_sides
from extract.resolve.questions.sizes import (
    IN_LABEL,
    Printed,
    Sizes,
    printed_of,
    solve_sizes,
)
from extract.resolve.questions.units import Known, make_known

Kind = Literal["binary", "continuous"]
RELATIVE = {
    "table": (
        "labels and caption cover",
        "labels cover",
        "row covers",
        "leans apart",
        "weaker lean",
        "weaker margin",
    ),
    "text": ("outcome", "claims apart", "outcome before"),
}
"""Features that are also told against the best of all pairs of the question."""

OWN_COLUMN = 0.8
"""The share of sizes printed in a right pair's own columns that are right, as measured on the tuning trials."""

LEAST_SIZES = 0.02
"""Sizes whose pair is less probable are not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked; `kind` is None where only the direction is wanted."""

    id: str
    outcome: str
    intervention: str
    comparator: str
    kind: Kind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """How the outcome differs under the intervention, with probabilities, and the passages that say so, best first."""

    direction: Direction | None
    chances: Mapping[str, float]
    passages: tuple[passages.Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The numbers of one group; None where the paper neither prints them nor allows to work them out."""

    events: Decimal | None = None
    mean: Decimal | None = None
    sd: Decimal | None = None
    size: int | None = None
    place: Pieces = ()
    derived: Mapping[str, Derived] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Both groups' numbers; `probability` that the outcome's pair is right, `size_probability` that the sizes are.

    `reason` says why numbers are missing: nothing printed, or no pair likely enough.
    """

    kind: Kind
    intervention: Group
    comparator: Group
    rule: str
    probability: float
    size_probability: float
    reason: str | None = None


@dataclass(frozen=True)
class Asked:
    """A paper made ready for many questions about numbers."""

    known: Known

    @cached_property
    def surroundings(self) -> Surroundings:
        return Surroundings(self.known.units)

    @cached_property
    def printed(self) -> Printed:
        return printed_of(self.known)

    @cached_property
    def totals(self) -> frozenset[int]:
        """Numbers of all who took part that are no size of a group."""
        mentions = self.printed.mentions
        whole = {each.n for each in mentions if each.cue == "total" and each.shares == 1}
        return frozenset(whole - {each.n for each in mentions if each.label or each.cue == "each"})

    @cached_property
    def figures(self) -> Mapping[str, Sequence[Figure]]:
        return read.figures_of(self.known)

    def sides(self, intervention: str, comparator: str) -> Sides:
        return make_sides(self.known, self.surroundings, intervention, comparator)


def prepare(paper: Paper) -> Asked:
    """A paper made ready to be asked."""
    return Asked(make_known(paper))


def report_of(question: Question, known: Known) -> Reported:
    """The direction from the best passages; None where no passage names anything of the outcome."""
    wanted = passages.make_wanted(known, question.outcome, question.intervention, question.comparator)
    ranked = passages.rank(known, wanted)
    told = read_direction(ranked, wanted)
    return Reported(
        direction=told.direction,
        chances=told.chances,
        passages=tuple(ranked[: passages.MOST]),
    )


def pairs_of(question: Question, asked: Asked, sides: Sides) -> list[tuple[Pair, dict[str, float]]]:
    """All pairs of numbers that could answer, from tables and sentences, with their evidence."""
    outcome = asked.known.wording.asked(question.outcome)
    wanted = read.Wanted(sides, outcome, question.outcome, question.kind or "binary", asked.totals)
    found = []
    for pairs in (
        list(read.table_pairs(asked.known, asked.figures, wanted)),
        list(read.text_pairs(asked.known, wanted)),
    ):
        found += list(zip(pairs, _with_rivals(pairs), strict=True))
    return found


def _with_rivals(pairs: Sequence[Pair]) -> list[dict[str, float]]:
    rows = [dict(pair.values) for pair in pairs]
    where = pairs[0].where if pairs else "table"
    for name in RELATIVE[where]:
        best = max((row.get(name, 0.0) for row in rows), default=0.0)
        for row in rows:
            row[f"{name} against the best"] = max(-1.0, row.get(name, 0.0) / best) if best > 0 else 0.0
    if where == "table":
        for row, is_part in zip(rows, _are_parts(pairs), strict=True):
            row["part of a whole"] = is_part
    return [{f"{where}: {name}": value for name, value in row.items()} | {f"{where}: any": 1.0} for row in rows]


def _are_parts(pairs: Sequence[Pair]) -> list[float]:
    """Whether another pair of the same table and groups has only some of a pair's labels: the row above its parts."""
    held: dict[tuple[str, frozenset[str]], list[frozenset[str]]] = {}
    keys = []
    for pair in pairs:
        one, two = frozenset(pair.one.labels), frozenset(pair.two.labels)
        key, shared = (pair.about, one ^ two), one & two
        held.setdefault(key, []).append(shared)
        keys.append((key, shared))
    return [float(any(other < shared for other in held[key])) for key, shared in keys]


def none_of(question: Question, asked: Asked) -> dict[str, float]:
    """What speaks for it that no pair is right."""
    known = asked.known.wording.asked(question.outcome).known
    return {"none": 1.0, "none: events asked": float(question.kind == "binary"), "none: words unknown": 1 - known}


def weigh_pairs(pairs: Sequence[Pair], chances: Sequence[float]) -> list[tuple[float, Pair]]:
    """The best worded pair of each answer with the probability of all that give the same numbers, likeliest first."""
    ranked = sorted(zip(chances, pairs, strict=True), key=lambda each: (-each[0], each[1].one.place, each[1].two.place))
    best: dict[tuple[object, ...], tuple[float, Pair]] = {}
    for chance, pair in ranked:
        key = tuple(each.events if each.events is not None else each.quantity.value for each in (pair.one, pair.two))
        held = best.get(key)
        best[key] = (chance, pair) if held is None else (held[0] + chance, held[1])
    return sorted(best.values(), key=lambda each: (-each[0], each[1].one.place, each[1].two.place))


def best_pair(question: Question, asked: Asked, sides: Sides) -> tuple[Pair, float] | None:
    """The likeliest pair of numbers with the probability that it is right; None where no pair could answer."""
    found = pairs_of(question, asked, sides)
    if not found:
        return None
    chances = load_model("figures", "rank").choose([row for _, row in found], none_of(question, asked))
    chance, pair = weigh_pairs([pair for pair, _ in found], chances)[0]
    return pair, chance


def numbers_of(question: Question, asked: Asked) -> Numbers:
    """The likeliest pair of numbers where it is likely enough, and the sizes of both groups."""
    sides = asked.sides(question.intervention, question.comparator)
    solved = solve_sizes(asked.printed, sides)
    best = best_pair(question, asked, sides)
    if best is None:
        return without_numbers(
            question,
            solved,
            "no pair of numbers names the two groups and the outcome",
            0.0,
        )
    pair, chance = best
    if chance < load("figures")["least"][question.kind]:
        return without_numbers(
            question,
            solved,
            f"no pair of numbers is likely enough (the best: {chance:.2f})",
            chance,
        )
    return told(question.kind or "binary", pair, solved, chance)


def without_numbers(question: Question, solved: Sequence[Sizes], reason: str, chance: float) -> Numbers:
    """The sizes of both groups alone, with the reason why no outcome is told."""
    sizes = solved[0] if solved and solved[0].chance >= LEAST_SIZES else Sizes(None, None, 0.0)
    return Numbers(
        kind=question.kind or "binary",
        intervention=_sized(sizes.one, sizes),
        comparator=_sized(sizes.two, sizes),
        rule="sizes_only" if sizes.one else "nothing_printed",
        probability=chance,
        size_probability=sizes.chance,
        reason=reason,
    )


def _sized(size: int | None, sizes: Sizes) -> Group:
    return Group(size=size, place=sizes.places[:1] if size else (), derived=_size_derived(sizes))


def _size_derived(sizes: Sizes) -> dict[str, Derived]:
    return {"group_size": size_from_total(sizes.derived[1], sizes.derived[2])} if sizes.derived else {}


def told(kind: Kind, pair: Pair, solved: Sequence[Sizes], chance: float) -> Numbers:
    """The numbers of a pair, each with the size of its own column, else with that of the paper."""
    sizes = sizes_for(pair, solved)
    groups = []
    for figure, size in ((pair.one, sizes.one), (pair.two, sizes.two)):
        group = _binary(figure, size) if kind == "binary" else _continuous(figure, size)
        groups.append(group)
    return Numbers(
        kind=kind,
        intervention=groups[0],
        comparator=groups[1],
        rule=f"outcome_in_{pair.where}",
        probability=chance,
        size_probability=sizes.chance,
    )


def sizes_for(pair: Pair, solved: Sequence[Sizes]) -> Sizes:
    """The sizes printed with the pair itself where both are; else the likeliest of the paper that agree with it."""
    one, two = own_size(pair.one), own_size(pair.two)
    best = next((each for each in solved if (not one or each.one == one) and (not two or each.two == two)), None)
    if one and two:
        return Sizes(one, two, max(best.chance if best else 0.0, OWN_COLUMN))
    best = best or (solved[0] if solved else None)
    if best is None or best.chance < LEAST_SIZES:
        return Sizes(one, two, 0.0)
    return best


def own_size(figure: Figure) -> int | None:
    """The size printed in the figure's own cell, column or stub."""
    if figure.size:
        return figure.size
    for label in (*reversed(figure.head), *reversed(figure.row)):
        if match := IN_LABEL.search(label):
            return int(match["n"].replace(",", ""))
    return None


def _binary(figure: Figure, size: int | None) -> Group:
    derived: dict[str, Derived] = {}
    events = Decimal(figure.events) if figure.events is not None else None
    share = read.share_of(figure)
    if events is None and share is not None and size and 0 <= share <= 100:
        derived["events"] = events_from_share(share, size)
        events = derived["events"].value
    if events is not None and size is not None and not 0 <= events <= size:
        events = None
    return Group(events=events, size=size, place=figure.quantity.pieces, derived=derived)


def _continuous(figure: Figure, size: int | None) -> Group:
    sd = figure.spread if figure.spread_kind == "sd" else None
    made = _spread_derived(figure, size) if sd is None and size else None
    derived = {"standard_deviation": made} if made else {}
    return Group(
        mean=figure.quantity.value,
        sd=made.value if made else sd,
        size=size,
        place=figure.quantity.pieces,
        derived=derived,
    )


def _spread_derived(figure: Figure, size: int) -> Derived | None:
    """The SD from a standard error, from the 95 % interval of a mean, from the quartiles, or from the range."""
    held = figure.quantity.interval
    if figure.spread is not None:
        return sd_from_se(figure.spread, size)
    if held is None or held.low is None or held.high is None or not held.low < held.high:
        return None
    if held.kind == "iqr":
        return sd_from_quartiles(held.low, held.high)
    if held.kind == "range":
        return sd_from_range(held.low, held.high, size) if size > 1 else None
    return sd_from_interval(held.low, held.high, size) if held.kind == "ci" and held.level in (None, 95) else None
