"""A claim held against the text of its source, figure by figure.

For every main figure of the claim the figures of the same kind in the source are weighed: which of them is the one
meant, by the words of its passage and clause, its neighbours, times, bounds and order (`likeness`). From the
likeliest that agrees and the likeliest that does not two chances follow: that the figure is borne out, and that the
source differs. A claim is contradicted where one figure is (`DIFFERS`), supported only where every main figure is
borne out (`BORNE_OUT`) and the sizes, doses and bounds that it names are printed; a figure without counterpart is not
found, which accuses nobody.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.audit.passages import evidence
from extract.audit.support.likeness import Asked, agree, comparable, features, model, odds
from extract.audit.support.qualifiers import are_at_odds, is_point_or_label, main_figures
from extract.audit.support.quantities import Quantity
from extract.audit.support.source import Figure, Place, SourceText
from extract.audit.support.standing import around, difference
from extract.model import Evidence

Outcome = Literal["supported", "contradicted", "not_found", "unverifiable"]

DIFFERS = 0.5
"""Chance that the source differs from which a figure is contradicted."""
BORNE_OUT = 0.5
"""Chance that a figure is borne out from which it is; both set by cross-validation on open claims: at most 3 sound
claims
of 100 contradicted (benchmarks/train_claims.py)."""
MOST_SHOWN = 3
MOST_ASKED = 25
"""Figures of one claim that are looked for; a sentence states a dozen."""

NEVER_JUDGED = ("year", "p", "limit")
SAID_OTHERWISE = ("year", "time")
"""Scales of conditions that a source may print in another form (12 months, 1 year): they need not be printed alike."""
EXTRA = ("whole", "clause", "around", "place_back", "rank", "pairs", "concepts", "shared_figures")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """A figure of the source that may be the one meant, the chance that it is, and what speaks for it."""

    place: Place
    figure: Figure
    chance: float
    values: dict[str, float]
    agrees: bool
    at_odds: bool

    @property
    def quantity(self) -> Quantity:
        return self.figure.quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureVerdict:
    """What the source says to one figure of a claim: as stated, as printed, and the passage."""

    stated: str
    outcome: Outcome
    printed: str | None
    chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the source says to a claim, and the passages that say so; `chance` that the verdict is right."""

    outcome: Outcome
    reason: str
    evidence: tuple[Evidence, ...] = ()
    stated: str | None = None
    printed: str | None = None
    chance: float = 0.0
    figures: tuple[FigureVerdict, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A figure of the claim with its counterparts, the likeliest first: those that agree, and those that do not."""

    figure: Figure
    same: tuple[Counterpart, ...]
    other: tuple[Counterpart, ...]
    borne_out: float
    differs: float

    @property
    def likeliest(self) -> Counterpart | None:
        return max((*self.same[:1], *self.other[:1]), key=lambda one: one.chance, default=None)


def judge_claim(claim: str, source: SourceText, *, context: str = "") -> Judgement:
    """The verdict on a claim's figures; `unverifiable` where it states none.

    `context` is what stands around the claim (its whole sentence): it tells the topic, its figures are not judged.
    """
    stated = source.figures_of(claim)[:MOST_ASKED]
    asked = main_figures(claim, [f for f in stated if f.quantity.scale not in NEVER_JUDGED])
    if not asked:
        return Judgement(outcome="unverifiable", reason="the claim states no figure that could be compared")
    sought = seek(claim, asked, source, context)
    figures = tuple(_figure_verdict(one, claim) for one in sought)
    worst = max(sought, key=lambda one: one.differs)
    if worst.differs >= DIFFERS:
        return _contradicted(source, claim, worst, figures)
    conditions = [f for f in stated if f not in asked and f.quantity.scale not in SAID_OTHERWISE]
    unprinted = [f for f in conditions if not _is_printed(f.quantity, claim, source)]
    nearest = sorted((one.likeliest for one in sought if one.likeliest), key=lambda found: -found.chance)
    if all(one.borne_out >= BORNE_OUT and one.same for one in sought) and not unprinted:
        return _supported(source, claim, sought, figures, nearest)
    return Judgement(
        outcome="not_found",
        reason="the source does not bear out every figure of the claim in a passage that speaks of the same",
        evidence=_shown(source, nearest),
        figures=figures,
    )


def seek(claim: str, asked: list[Figure], source: SourceText, context: str = "") -> list[Sought]:
    """For every figure asked its counterparts, and the chances that it is borne out and that the source differs."""
    words = source.words_of(f"{claim} {context}")
    places = source.places_like(words)
    about = Asked(source.pairs_of(claim), source.concepts_of(claim))
    found = [_sought(claim, figure, asked, words, places, about, source) for figure in asked]
    return found


def _is_printed(quantity: Quantity, claim: str, source: SourceText) -> bool:
    return quantity.in_words or source.prints(quantity, claim[quantity.start : quantity.end])


def _sought(
    claim: str,
    asked: Figure,
    all_asked: list[Figure],
    words: frozenset[str],
    places: list[tuple[float, Place]],
    about: Asked,
    source: SourceText,
) -> Sought:
    others = [figure for figure in all_asked if figure is not asked]
    counterparts = [
        _counterpart(claim, asked, others, words, figure, place, whole, about, rank, source)
        for rank, (whole, place) in enumerate(places)
        for figure in place.figures
        if comparable(asked.quantity, figure.quantity) and not is_point_or_label(place.text, figure.quantity)
    ]
    counterparts.sort(key=lambda one: -one.chance)
    holding = {id(one.place) for one in counterparts if one.agrees}
    taken = [other.quantity.value for other in others]
    same = tuple(one for one in counterparts if one.agrees and not one.at_odds)
    other = tuple(
        one
        for one in counterparts
        if not one.agrees and not one.at_odds and id(one.place) not in holding and one.quantity.value not in taken
    )
    standing = _standing(asked.quantity, claim, counterparts, same, other, len(all_asked), source)
    may_differ = [one for one in other if _can_differ(asked.quantity, one.quantity, one.place)]
    return Sought(
        figure=asked,
        same=same,
        other=tuple(may_differ),
        borne_out=model("borne_out").chance(standing) if same else 0.0,
        differs=model("differs").chance(standing) if other and other[0] in may_differ else 0.0,
    )


def _counterpart(
    claim: str,
    asked: Figure,
    others: list[Figure],
    words: frozenset[str],
    figure: Figure,
    place: Place,
    whole: float,
    about: Asked,
    rank: int,
    source: SourceText,
) -> Counterpart:
    at_odds = are_at_odds(claim, asked, place.text, figure)
    values = features(asked, others, words, figure, place, whole, source.rarity, about, rank)
    values["at_odds"] = float(at_odds)
    return Counterpart(
        place=place,
        figure=figure,
        chance=model("meant").chance(values),
        values=values,
        agrees=agree(asked.quantity.value, figure.quantity.value),
        at_odds=at_odds,
    )


def _standing(
    quantity: Quantity,
    claim: str,
    counterparts: list[Counterpart],
    same: tuple[Counterpart, ...],
    other: tuple[Counterpart, ...],
    count: int,
    source: SourceText,
) -> dict[str, float]:
    """What the counterparts of a figure say together: log odds of the likeliest, and what speaks for them."""
    best_same, best_other = (odds(found[0].chance) if found else odds(0.0) for found in (same, other))
    second = odds(other[1].chance) if len(other) > 1 else odds(0.0)
    prints = source.prints(quantity, claim[quantity.start : quantity.end])
    values = {
        "same": best_same,
        "other": best_other,
        "top": odds(counterparts[0].chance) if counterparts else odds(0.0),
        "same_over_other": best_same - best_other,
        "other_over_second": best_other - second,
        "printed": float(prints),
        "other_if_not_printed": 0.0 if prints else best_other,
        "in_words": float(quantity.in_words),
        "is_share": float(quantity.scale == "share"),
        "is_count": float(quantity.scale == "count"),
        "is_time": float(quantity.scale == "time"),
        "is_bounded": float(quantity.bound is not None),
        "is_of_range": float(quantity.part is not None),
        "is_small": float(quantity.value <= 10),
        "other_in_table": float(bool(other) and other[0].place.in_table),
        "figures": float(count),
        "counterparts": math.log1p(len(counterparts)),
        "best_whole": max((one.values["whole"] for one in counterparts), default=0.0),
    }
    for name, found in (("same", same), ("other", other)):
        for feature in EXTRA:
            values[f"{name}_{feature}"] = found[0].values[feature] if found else 0.0
    return values


def _can_differ(stated: Quantity, printed: Quantity, place: Place) -> bool:
    """Words for numbers, limits of intervals, counts of other things and cells of tables never contradict."""
    if stated.in_words or printed.in_words or place.in_table or "limit" in (stated.scale, printed.scale):
        return False
    if stated.scale == "count" and stated.noun != printed.noun:
        return False
    return not _hedged_alike(stated, printed)


def _hedged_alike(stated: Quantity, printed: Quantity) -> bool:
    """Whether "more than", "less than" or "about" on one side leaves room for both."""
    if stated.bound is not None and stated.bound == printed.bound:
        return abs(stated.value - printed.value) * 4 <= max(abs(stated.value), abs(printed.value))
    for one, other in ((stated, printed), (printed, stated)):
        if one.bound == ">" and other.value >= one.value:
            return True
        if one.bound == "<" and other.value <= one.value:
            return True
        if one.bound == "~" and abs(one.value - other.value) * 20 <= abs(one.value):
            return True
    return False


def _figure_verdict(one: Sought, claim: str) -> FigureVerdict:
    quantity = one.figure.quantity
    outcome: Outcome = "not_found"
    found: tuple[Counterpart, ...] = ()
    if one.differs >= DIFFERS:
        outcome, found = "contradicted", one.other
    elif one.borne_out >= BORNE_OUT and one.same:
        outcome, found = "supported", one.same
    chance = {"contradicted": one.differs, "supported": one.borne_out}.get(outcome, 1 - max(one.differs, one.borne_out))
    return FigureVerdict(
        stated=claim[quantity.start : quantity.end],
        outcome=outcome,
        printed=_printed(found[0]) if found else None,
        chance=round(chance, 3),
    )


def _printed(found: Counterpart) -> str:
    return found.place.text[found.quantity.start : found.quantity.end]


def _contradicted(source: SourceText, claim: str, one: Sought, figures: tuple[FigureVerdict, ...]) -> Judgement:
    quantity, first = one.figure.quantity, one.other[0]
    stated, printed = claim[quantity.start : quantity.end], _printed(first)
    reason = f"differs: the claim states {stated}; the passage that speaks of the same prints {printed}"
    if one.same:
        reason += f"; {stated} stands there for {difference(source, one.same[0], first)}"
    elif not _is_printed(quantity, claim, source):
        reason += f"; the source prints {stated} nowhere"
    return Judgement(
        outcome="contradicted",
        reason=reason,
        evidence=_shown(source, one.other),
        stated=stated,
        printed=printed,
        chance=one.differs,
        figures=figures,
    )


def _supported(
    source: SourceText, claim: str, sought: list[Sought], figures: tuple[FigureVerdict, ...], nearest: list[Counterpart]
) -> Judgement:
    best = sorted(sought, key=lambda one: -one.borne_out)
    quantity, first = best[0].figure.quantity, best[0].same[0]
    standing = "agrees" if quantity.value == first.quantity.value else "rounds"
    return Judgement(
        outcome="supported",
        reason=f"{standing}: the source prints {_printed(first)} in a passage that speaks of the same",
        evidence=_shown(source, [*(one.same[0] for one in best), *nearest]),
        stated=claim[quantity.start : quantity.end],
        printed=_printed(first),
        chance=min(one.borne_out for one in sought),
        figures=figures,
    )


def _shown(source: SourceText, found: Sequence[Counterpart]) -> tuple[Evidence, ...]:
    passages = dict.fromkeys(around(one.place, one.quantity) for one in found)
    return tuple(evidence(source.paper, "cited_passage", pieces) for pieces in list(passages)[:MOST_SHOWN])
