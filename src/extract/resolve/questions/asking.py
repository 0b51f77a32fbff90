"""A question of a meta-analysis and its answer: which way the outcome went, where that stands, and the numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from itertools import permutations
from typing import Literal

from extract.model import Paper, Pieces
from extract.resolve.derivation import (
    Derived,
    events_from_share,
    mean_of_groups,
    sd_from_interval,
    sd_from_p,
    sd_from_quartiles,
    sd_from_range,
    sd_from_se,
    sd_from_t,
    sd_of_groups,
    size_from_total,
    sum_of_groups,
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
from extract.resolve.questions.words import telling
from extract.text import lazy_re as re

Kind = Literal["binary", "continuous"]
RELATIVE = {
    "table": ("labels and caption cover", "row covers", "leans apart", "weaker margin"),
    "text": ("outcome before",),
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


SEVERAL = re.compile(r"\s*(?:;|,(?!\d)|\bor\b)\s*")
"""Between the groups that a question takes together; "A and B" or "A plus B" is one treatment."""

MOST_PARTS = 4


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
        whole = {mention.n for mention in mentions if mention.cue == "total" and mention.shares == 1}
        return frozenset(whole - {mention.n for mention in mentions if mention.label or mention.cue == "each"})

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
    direction, chances = read_direction(ranked, wanted)
    return Reported(direction=direction, chances=chances, passages=tuple(ranked[: passages.MOST]))


def pairs_of(question: Question, asked: Asked, sides: Sides) -> list[tuple[Pair, dict[str, float]]]:
    """All pairs of numbers that could answer, from tables and sentences, with their evidence."""
    outcome = asked.known.wording.asked(question.outcome)
    wanted = read.Wanted(
        sides,
        outcome,
        question.outcome,
        question.kind or "binary",
        f"{question.intervention} | {question.comparator}",
        asked.totals,
    )
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
        first, second = frozenset(pair.first.labels), frozenset(pair.second.labels)
        key, shared = (pair.about, first ^ second), first & second
        held.setdefault(key, []).append(shared)
        keys.append((key, shared))
    return [float(any(other < shared for other in held[key])) for key, shared in keys]


def none_of(question: Question, asked: Asked) -> dict[str, float]:
    """What speaks for it that no pair is right."""
    known = asked.known.wording.asked(question.outcome).known
    return {"none": 1.0, "none: events asked": float(question.kind == "binary"), "none: words unknown": 1 - known}


def weigh_pairs(pairs: Sequence[Pair], chances: Sequence[float]) -> list[tuple[float, Pair]]:
    """The best worded pair of each answer with the probability of all that give the same numbers, likeliest first."""
    best: dict[tuple[object, ...], tuple[float, Pair]] = {}
    for chance, pair in sorted(zip(chances, pairs, strict=True), key=_likeliest_first):
        figures = pair.first, pair.second
        key = tuple(figure.events if figure.events is not None else figure.quantity.value for figure in figures)
        held = best.get(key)
        best[key] = (chance, pair) if held is None else (held[0] + chance, _more_told(held[1], pair))
    return sorted(best.values(), key=_likeliest_first)


def _likeliest_first(ranked: tuple[float, Pair]) -> tuple[float, int, int]:
    chance, pair = ranked
    return -chance, pair.first.place, pair.second.place


def _more_told(held: Pair, pair: Pair) -> Pair:
    """Of two pairs with the same numbers the first, unless only the other has the spreads of its means."""
    if _has_spreads(pair) and not _has_spreads(held) and held.first.events is None and held.second.events is None:
        return pair
    return held


def _has_spreads(pair: Pair) -> bool:
    return pair.first.spread is not None and pair.second.spread is not None


def _ranked(question: Question, asked: Asked) -> tuple[list[tuple[float, Pair]], list[Sizes]]:
    """What could answer a question with its probability, the likeliest first: pairs of numbers, and pairs of sizes."""
    sides = asked.sides(question.intervention, question.comparator)
    found = pairs_of(question, asked, sides)
    chances = load_model("figures", "rank").choose([row for _, row in found], none_of(question, asked))
    return weigh_pairs([pair for pair, _ in found], chances), solve_sizes(asked.printed, sides)


def numbers_of(question: Question, asked: Asked, least: float | None = None) -> Numbers:
    """The likeliest pair of numbers where it is likely enough, and the sizes of both groups.

    `least` is the lowest probability that is told; that of the weights where it is left out.
    """
    parts = [_ranked(part, asked) for part in parts_of(question)]
    least = load("figures")["least"][question.kind] if least is None else least
    return answer_from(question, *_ranked(question, asked), parts, least)


def chances_of(question: Question, asked: Asked) -> dict[tuple[float, float], float]:
    """The probability of each pair of numbers that could answer: of events, or of means."""
    ranked, _ = _ranked(question, asked)
    chances: dict[tuple[float, float], float] = {}
    for chance, pair in ranked:
        both = [
            figure.quantity.value if question.kind == "continuous" else figure.events
            for figure in (pair.first, pair.second)
        ]
        if both[0] is not None and both[1] is not None:
            numbers = float(both[0]), float(both[1])
            chances[numbers] = chances.get(numbers, 0.0) + chance
    return chances


def answer_from(
    question: Question,
    ranked: Sequence[tuple[float, Pair]],
    solved: Sequence[Sizes],
    parts: Sequence[tuple[Sequence[tuple[float, Pair]], Sequence[Sizes]]],
    least: float,
) -> Numbers:
    """The answer from ranked pairs and sizes; `parts` are those of the groups that a question takes together."""
    if parts and (taken_together := pool(question, parts, least)) is not None:
        return taken_together
    if not ranked:
        return without_numbers(question, solved, "no pair of numbers names the two groups and the outcome", 0.0)
    chance, pair = ranked[0]
    if chance < least:
        reason = f"no pair of numbers is likely enough (the best: {chance:.2f})"
        return without_numbers(question, solved, reason, chance)
    return _numbers_from(question.kind or "binary", pair, solved, chance)


def parts_of(question: Question) -> list[Question]:
    """A question for each of the groups that its intervention, or its comparator, takes together; else none.

    >>> whole = Question(id="1", outcome="relapse", intervention="yoga or dance", comparator="rest")
    >>> [part.intervention for part in parts_of(whole)]
    ['yoga', 'dance']
    """
    ones, twos = _groups_in(question.intervention), _groups_in(question.comparator)
    if len(ones) > 1 and len(twos) == 1:
        return [replace(question, intervention=part) for part in ones]
    if len(twos) > 1 and len(ones) == 1:
        return [replace(question, comparator=part) for part in twos]
    return []


def _groups_in(phrase: str) -> list[str]:
    """The groups that a phrase names; one where a part says again what another has, or where there are too many."""
    parts = [part for part in SEVERAL.split(phrase) if telling(part)]
    if len(parts) > MOST_PARTS or any(telling(first) <= telling(second) for first, second in permutations(parts, 2)):
        return [phrase]
    return parts


def pool(
    question: Question,
    parts: Sequence[tuple[Sequence[tuple[float, Pair]], Sequence[Sizes]]],
    least: float,
) -> Numbers | None:
    """Groups of a question taken together; None where the paper does not tell each of them apart.

    Each part needs a pair of its own beside the same figure of the other group; else the sizes alone are added.
    """
    at = int(parts_of(question)[0].intervention == question.intervention)
    chosen = _beside_one([ranked for ranked, _ in parts], at)
    if chosen is not None and chosen[0] >= least:
        chance, pairs = chosen
        answers = [
            _numbers_from(question.kind or "binary", pair, solved, chance)
            for pair, (_, solved) in zip(pairs, parts, strict=True)
        ]
    else:
        chance = chosen[0] if chosen is not None else 0.0
        reason = f"no pair of numbers for each of the groups is likely enough (the best: {chance:.2f})"
        answers = [without_numbers(question, solved, reason, chance) for _, solved in parts]
    groups = [(answer.intervention, answer.comparator) for answer in answers]
    if len({pair[1 - at].size for pair in groups}) > 1 or len({pair[at].place for pair in groups}) < len(groups):
        return None
    if (whole := take_together([pair[at] for pair in groups])) is None:
        return None
    sides = (groups[0][0], whole) if at else (whole, groups[0][1])
    first, sure = answers[0], min(answer.size_probability for answer in answers)
    return replace(first, intervention=sides[0], comparator=sides[1], size_probability=sure)


def _beside_one(ranked: Sequence[Sequence[tuple[float, Pair]]], at: int) -> tuple[float, list[Pair]] | None:
    """A pair for each part, all beside one figure of the other group in one line of a table or one sentence."""
    best: tuple[float, list[Pair]] | None = None
    for chance, pair in ranked[0]:
        kept, chances = [pair], [chance]
        for others in ranked[1:]:
            match = next((other for other in others if all(_stands_beside(other[1], held, at) for held in kept)), None)
            if match is None:
                break
            chances.append(match[0])
            kept.append(match[1])
        if len(kept) == len(ranked) and (best is None or min(chances) > best[0]):
            best = min(chances), kept
    return best


def _stands_beside(pair: Pair, held: Pair, at: int) -> bool:
    own, other = (pair.first, pair.second)[at], (held.first, held.second)[at]
    same, beside = (pair.second, pair.first)[at], (held.second, held.first)[at]
    in_line = pair.where == "text" or own.line == other.line or own.col == other.col
    return pair.about == held.about and same.place == beside.place and own.place != other.place and in_line


def take_together(groups: Sequence[Group]) -> Group | None:
    """Several groups as one: events and sizes added, means and SDs combined; None where a size is missing."""
    sizes = [group.size for group in groups if group.size]
    if len(sizes) < len(groups):
        return None
    derived = {"group_size": sum_of_groups([Decimal(n) for n in sizes])}
    events = [group.events for group in groups if group.events is not None]
    means = [(group.mean, group.size) for group in groups if group.mean is not None and group.size]
    spreads = [
        (group.mean, group.sd, group.size) for group in groups if group.mean is not None and group.sd and group.size
    ]
    if len(events) == len(groups):
        derived["events"] = sum_of_groups(events)
    if len(means) == len(groups):
        derived["mean"] = mean_of_groups(means)
    if len(spreads) == len(groups):
        derived["standard_deviation"] = sd_of_groups(spreads)
    values = {name: number.value for name, number in derived.items()}
    return Group(
        events=values.get("events"),
        mean=values.get("mean"),
        sd=values.get("standard_deviation"),
        size=sum(sizes),
        place=tuple(piece for group in groups for piece in group.place),
        derived=derived,
    )


def without_numbers(question: Question, solved: Sequence[Sizes], reason: str, chance: float) -> Numbers:
    """The sizes of both groups alone, with the reason why no outcome is told."""
    sizes = solved[0] if solved and solved[0].chance >= LEAST_SIZES else Sizes(None, None, 0.0)
    return Numbers(
        kind=question.kind or "binary",
        intervention=_sized(sizes.first, sizes),
        comparator=_sized(sizes.second, sizes),
        rule="sizes_only" if sizes.first else "nothing_printed",
        probability=chance,
        size_probability=sizes.chance,
        reason=reason,
    )


def _sized(size: int | None, sizes: Sizes) -> Group:
    return Group(size=size, place=sizes.places[:1] if size else (), derived=_size_derived(sizes))


def _size_derived(sizes: Sizes) -> dict[str, Derived]:
    return {"group_size": size_from_total(sizes.derived[1], sizes.derived[2])} if sizes.derived else {}


def _numbers_from(kind: Kind, pair: Pair, solved: Sequence[Sizes], chance: float) -> Numbers:
    """The numbers of a pair, each with the size of its own column, else with that of the paper."""
    if kind == "binary":
        solved = [sized for sized in solved if _holds(sized.first, pair.first) and _holds(sized.second, pair.second)]
    sizes = sizes_for(pair, solved)
    groups = []
    for figure, size in ((pair.first, sizes.first), (pair.second, sizes.second)):
        group = _binary(figure, size) if kind == "binary" else _continuous(figure, size)
        groups.append(group)
    if kind == "continuous" and (shared := _shared_spread(pair, groups)):
        derived = {"standard_deviation": shared}
        groups = [replace(group, sd=shared.value, derived={**group.derived, **derived}) for group in groups]
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
    first, second = own_size(pair.first), own_size(pair.second)
    best = next(
        (sized for sized in solved if (not first or sized.first == first) and (not second or sized.second == second)),
        None,
    )
    if first and second:
        return Sizes(first, second, max(best.chance if best else 0.0, OWN_COLUMN))
    best = best or (solved[0] if solved else None)
    if best is None or best.chance < LEAST_SIZES:
        return Sizes(first, second, 0.0)
    return best


def _holds(size: int | None, figure: Figure) -> bool:
    """Whether a group is large enough for what was counted in it."""
    return size is None or figure.events is None or figure.events <= size


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
    if events is None and figure.share is not None and size and 0 <= figure.share <= 100:
        derived["events"] = events_from_share(figure.share, size)
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


def _shared_spread(pair: Pair, groups: Sequence[Group]) -> Derived | None:
    """The SD of both groups from the t or p of the test between their means, where neither has one of its own."""
    first, second = groups
    if pair.test is None or pair.test.value is None or first.sd or second.sd or not (first.size and second.size):
        return None
    if first.mean is None or second.mean is None or first.mean == second.mean or first.size + second.size < 4:
        return None
    by_test = sd_from_t if read.is_t(pair.test) else sd_from_p
    return by_test(first.mean - second.mean, pair.test.value, (first.size, second.size))


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
