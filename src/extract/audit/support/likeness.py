"""How likely a figure of the source is the one that a claim means: measured values, and their trained weights."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from extract.audit.arithmetic.rounding import decimals, rounded
from extract.audit.support.quantities import Quantity
from extract.audit.support.source import Figure, Place
from extract.audit.support.words import Rarity

WEIGHTS = Path(__file__).parent / "weights.json"
UNITS_MATTER = ("time", "mass", "length", "volume", "concentration")
COUNTS = frozenset(("count", "people", "events", "ratio", "points", "sessions", "limit"))
FEATURES = (
    "whole",
    "clause",
    "clause_back",
    "place_back",
    "around",
    "around_back",
    "whole_and_back",
    "clause_and_around",
    "shared_figures",
    "unshared_figures",
    "shared_partner",
    "same_noun",
    "other_noun",
    "same_time",
    "other_time",
    "same_bound",
    "other_bound",
    "same_end_of_range",
    "other_end_of_range",
    "same_order",
    "other_order",
    "in_table",
    "claim_weight",
    "pairs",
    "concepts",
    "other_concepts",
    "rank",
    "in_abstract",
    "in_results",
    "is_cited",
    "same_unit",
    "same_scale",
    "same_decimals",
    "magnitude",
    "word_before",
    "word_behind",
    "alike_here",
    "is_long",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a whole claim is about: its neighbouring words and its terms."""

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
    if abs(stated - printed) * 2 > abs(stated) + 2:
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
    return {stated.scale, printed.scale} <= COUNTS


def features(
    asked: Figure,
    others: Sequence[Figure],
    words: frozenset[str],
    found: Figure,
    place: Place,
    whole: float,
    rarity: Rarity,
    asked_of: Asked,
    rank: int,
) -> tuple[float, ...]:
    """The values of FEATURES: `asked` with the other figures and all words of its claim, `found` with its place."""
    telling = [other.quantity.value for other in others if other.quantity.value > 3]
    shared = sum(any(agree(v, f.quantity.value) for f in place.figures if f is not found) for v in telling)
    one, two = asked.quantity, found.quantity
    nouns = one.noun is not None and two.noun is not None
    times = [agree(a.value, b.value) for a in asked.times for b in found.times if a.unit == b.unit]
    lists = asked.order[1] == found.order[1] > 1
    clause = rarity.overlap(asked.clause, found.clause, place.words)
    around = rarity.overlap(asked.around, found.around, found.clause)
    back = rarity.overlap(place.words, words)
    return (
        whole,
        clause,
        rarity.overlap(found.clause, words),
        back,
        around,
        rarity.overlap(found.around, asked.around, asked.clause),
        math.sqrt(whole * back),
        math.sqrt(clause * around),
        min(2, shared) / 2,
        float(bool(telling) and not shared),
        float(any(agree(a, b) for a in asked.partners for b in found.partners)),
        float(nouns and one.noun == two.noun),
        float(nouns and one.noun != two.noun),
        float(any(times)),
        float(bool(times) and not any(times)),
        float(one.bound is not None and one.bound == two.bound),
        float(one.bound != two.bound),
        float(one.part is not None and one.part == two.part),
        float(one.part != two.part),
        float(lists and asked.order == found.order),
        float(lists and asked.order != found.order),
        float(place.in_table),
        min(1.0, rarity.weigh(words) / 40),
        _share(asked_of.pairs, place.pairs),
        _share(asked_of.concepts, place.concepts),
        float(bool(asked_of.concepts) and bool(place.concepts) and not asked_of.concepts & place.concepts),
        1 / (1 + rank),
        float(place.role == "abstract"),
        float(place.role == "results"),
        float(place.is_cited),
        float(one.unit is not None and one.unit == two.unit),
        float(one.scale == two.scale),
        float(decimals(one.value) == decimals(two.value)),
        _magnitude(one.value, two.value),
        float(bool(asked.before and asked.before == found.before)),
        float(bool(asked.behind and asked.behind == found.behind)),
        min(5, sum(comparable(one, other.quantity) for other in place.figures)) / 5,
        min(2.0, len(place.text) / 300),
    )


def _share(asked: frozenset[object], given: frozenset[object]) -> float:
    return len(asked & given) / max(2, len(asked))


def _magnitude(one: Decimal, two: Decimal) -> float:
    """How far apart two values are: decimal logarithm of their ratio, at most 2."""
    if one <= 0 or two <= 0:
        return 0.0 if one == two else 2.0
    return min(2.0, abs(math.log10(float(one) / float(two))))


def chance(values: Sequence[float]) -> float:
    """The chance that the figure is the one meant."""
    weights, bias = _weights()
    total = bias + sum(weight * value for weight, value in zip(weights, values, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def odds(of: float) -> float:
    """A chance as odds."""
    return of / max(1e-9, 1 - of)


@cache
def _weights() -> tuple[tuple[float, ...], float]:
    content = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    if tuple(content["weights"]) != FEATURES:
        raise ValueError(f"{WEIGHTS.name} was trained for other features: run benchmarks/train_support.py")
    return tuple(map(float, content["weights"].values())), float(content["bias"])
