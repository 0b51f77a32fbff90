"""How likely a figure of the source is the one that a claim means: what speaks for it, and the trained models."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from extract.audit.arithmetic.rounding import decimals, rounded
from extract.audit.fit.words import likeness, vector_of
from extract.audit.support.quantities import Quantity
from extract.audit.support.source import Figure, Place
from extract.audit.support.words import Rarity, wide_overlap
from extract.resolve.questions.learned import Model, make_model

WEIGHTS = Path(__file__).parent / "weights.json"
TYPICAL_MAGNITUDE = 0.13
"""Decimal logarithm of the ratio of a wrong figure and the right one, the median of those that readers marked: what a
figure that agrees is taken to have, so that agreement itself never makes a figure the one meant."""
UNITS_MATTER = ("time", "mass", "length", "volume", "concentration")
HALF = Decimal("0.5")
"""No figure is rounded by more: one that is printed as a whole number stands for half a unit on either side."""
WHOLE = frozenset(("people", "events", "sessions", "items", "places", "studies"))
COUNTS = WHOLE | {"count", "ratio", "points", "limit"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a whole claim is about: its words, neighbouring words and terms."""

    words: frozenset[str]
    stated: frozenset[str]
    """Also those that the source does not use."""
    pairs: frozenset[tuple[str, str]]
    concepts: frozenset[str]


def agree(stated: Decimal, printed: Decimal) -> bool:
    """Whether a stated figure is the printed one, rounded to the digits that are stated, or the other way round.

    >>> agree(Decimal("40"), Decimal("39.8")), agree(Decimal("23.9"), Decimal("24"))
    (True, True)
    >>> agree(Decimal("43"), Decimal("61"))
    False
    """
    if stated == printed:
        return True
    if not -HALF <= stated - printed <= HALF:
        return False
    if decimals(stated) < decimals(printed):
        return rounded(stated).holds(printed)
    if decimals(printed) < decimals(stated):
        return rounded(printed).holds(stated)
    return False


def comparable(stated: Quantity, printed: Quantity) -> bool:
    """Whether two quantities are of one kind, so that one can stand for the other."""
    if stated.scale == printed.scale:
        return stated.unit == printed.unit or stated.scale not in UNITS_MATTER
    if not {stated.scale, printed.scale} <= COUNTS:
        return False
    return all(_can_be(first.scale, second.value) for first, second in ((stated, printed), (printed, stated)))


def _can_be(scale: str, value: Decimal) -> bool:
    """Whether a number without a unit of its own can be of a scale: people are whole, so many fold seldom."""
    is_whole = value == value.to_integral_value()
    return is_whole if scale in WHOLE else not is_whole if scale == "ratio" else True


def features_of_place(about: Asked, place: Place, whole: float, rarity: Rarity, rank: int) -> dict[str, float]:
    """What a passage has in common with a claim.

    `whole` is the share of the claim's words that it holds, `rank` its place among the passages by that share.
    """
    back = rarity.overlap(place.words, about.words)
    concepts = place.concepts if about.concepts else frozenset()
    values = {
        "whole": whole,
        "place_back": back,
        "whole_and_back": math.sqrt(whole * back),
        "claim_weight": min(1.0, rarity.weigh(about.words) / 40),
        "pairs": _share(about.pairs, place.pairs),
        "concepts": _share(about.concepts, concepts),
        "other_concepts": bool(concepts) and not about.concepts & concepts,
        "wide": wide_overlap(about.words, place.words),
        "near": nearness(about.stated, place.words),
        "rank": 1 / (1 + rank),
        "in_table": place.in_table,
        "in_abstract": place.role == "abstract",
        "in_results": place.role == "results",
        "is_cited": place.is_cited,
        "is_long": min(2.0, len(place.text) / 300),
    }
    return {name: float(value) for name, value in values.items()}


def features(
    asked: Figure, others: Sequence[Figure], words: frozenset[str], found: Figure, place: Place, rarity: Rarity
) -> dict[str, float]:
    """What speaks for `found` being the figure meant by `asked` within its passage: none of it asks whether they agree.

    `others` are the other figures of the claim, `words` its words.
    """
    telling = [other.quantity.value for other in others if other.quantity.value > 3]
    beside = [figure for figure in place.figures if figure is not found]
    shared = sum(any(agree(value, figure.quantity.value) for figure in beside) for value in telling)
    alike = [figure for figure in beside if comparable(asked.quantity, figure.quantity)]
    left = sum(not any(agree(other.quantity.value, figure.quantity.value) for other in others) for figure in alike)
    stated, printed = asked.quantity, found.quantity
    nouns = stated.noun is not None and printed.noun is not None
    times = [agree(a.value, b.value) for a in asked.times for b in found.times if a.unit == b.unit]
    lists = asked.order[1] == found.order[1] > 1
    clause = rarity.overlap(asked.clause, found.clause, place.words)
    around = rarity.overlap(asked.around, found.around, found.clause)
    values = {
        "clause": clause,
        "clause_back": rarity.overlap(found.clause, words),
        "around": around,
        "around_back": rarity.overlap(found.around, asked.around, asked.clause),
        "clause_and_around": math.sqrt(clause * around),
        "shared_figures": min(2, shared) / 2,
        "unshared_figures": bool(telling) and not shared,
        "shared_partner": any(agree(a, b) for a in asked.partners for b in found.partners),
        "alike_left": min(5, left) / 5,
        "alone_left": bool(shared) and not left,
        "same_other_end": stated.part == printed.part and _agrees(asked.other_end, found.other_end),
        "same_noun": nouns and stated.noun == printed.noun,
        "other_noun": nouns and stated.noun != printed.noun,
        "same_time": any(times),
        "other_time": bool(times) and not any(times),
        "same_bound": stated.bound is not None and stated.bound == printed.bound,
        "other_bound": stated.bound != printed.bound,
        "same_end_of_range": stated.part is not None and stated.part == printed.part,
        "other_end_of_range": stated.part != printed.part,
        "same_order": lists and asked.order == found.order,
        "other_order": lists and asked.order != found.order,
        "clause_near": nearness(asked.clause, found.clause),
        "around_near": nearness(asked.around, found.around),
        "same_unit": stated.unit is not None and stated.unit == printed.unit,
        "same_scale": stated.scale == printed.scale,
        "same_decimals": decimals(stated.value) == decimals(printed.value),
        "magnitude": TYPICAL_MAGNITUDE
        if agree(stated.value, printed.value)
        else _magnitude(stated.value, printed.value),
        "word_before": bool(asked.before and asked.before == found.before),
        "word_behind": bool(asked.behind and asked.behind == found.behind),
        "alike_here": min(5, 1 + len(alike)) / 5,
    }
    return {name: float(value) for name, value in values.items()}


def _agrees(first: Decimal | None, second: Decimal | None) -> bool:
    return first is not None and second is not None and agree(first, second)


def nearness(first: frozenset[str], second: frozenset[str]) -> float:
    """How near two passages are though they use other words, -1 to 1."""
    return likeness(vector_of(first), vector_of(second))


def _share(asked: frozenset[Any], given: frozenset[Any]) -> float:
    return len(asked & given) / max(2, len(asked))


def _magnitude(first: Decimal, second: Decimal) -> float:
    """How far apart two values are: decimal logarithm of their ratio, at most 2."""
    if first <= 0 or second <= 0:
        return 0.0 if first == second else 2.0
    return min(2.0, abs(math.log10(float(first) / float(second))))


@cache
def model(part: str) -> Model:
    """One of the trained models: `meant` (the figure meant), `borne_out` and `differs` (a figure of the claim)."""
    content = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return make_model(content[part])


def odds(of: float) -> float:
    """The logarithm of a chance's odds, within 14 of 0.

    >>> odds(0.5), odds(0.0) > -14
    (0.0, True)
    """
    bounded = min(max(of, 1e-6), 1 - 1e-6)
    return math.log(bounded / (1 - bounded))
