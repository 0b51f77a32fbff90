"""A claim held against the text of its source, figure by figure.

Every figure of the claim looks for its counterpart: the figure of the same kind that is most likely the one meant, by
the words of its passage and clause, its neighbours, times, bounds and order. The same value there supports the claim,
within rounding; another value contradicts it only where it is unmistakably the one meant and the claim's own value is
not likely to be meant anywhere. A figure without counterpart is not found, which accuses nobody.
"""

from dataclasses import dataclass
from typing import Literal

from extract.audit.passages import evidence
from extract.audit.support.likeness import FEATURES, agree, chance, comparable, features, odds
from extract.audit.support.qualifiers import are_at_odds, is_point_or_label, main_figures
from extract.audit.support.quantities import Quantity
from extract.audit.support.source import Figure, Place, SourceText
from extract.audit.support.standing import around, difference
from extract.model import Evidence

Outcome = Literal["supported", "contradicted", "not_found", "unverifiable"]

SUPPORT = 0.015
CONTRADICT = 0.06
NOWHERE = 0.4
AHEAD = 6.0
UNLIKELY = 0.0067
LEAST_SLOT = 0.2
MOST_SHOWN = 3
MOST_ASKED = 25
"""Figures of one claim that are looked for; a sentence states a dozen."""

CLAUSE, AROUND = FEATURES.index("clause"), FEATURES.index("around")
NEVER_JUDGED = ("year", "p", "limit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """A figure of the source that may be the one meant, and the chance that it is."""

    place: Place
    figure: Figure
    chance: float
    clause: float
    around: float

    @property
    def quantity(self) -> Quantity:
        return self.figure.quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the source says to a claim, and the passages that say so; `chance` that they are those meant."""

    outcome: Outcome
    reason: str
    evidence: tuple[Evidence, ...] = ()
    stated: str | None = None
    printed: str | None = None
    chance: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A figure of the claim with its best counterparts: one that agrees, one that does not."""

    figure: Figure
    same: Counterpart | None
    other: Counterpart | None

    @property
    def borne_out(self) -> bool:
        return self.same is not None and self.same.chance >= SUPPORT

    @property
    def likeliest(self) -> Counterpart | None:
        found = [one for one in (self.same, self.other) if one is not None]
        return max(found, key=lambda one: one.chance, default=None)


def judge_claim(claim: str, source: SourceText, *, context: str = "") -> Judgement:
    """The verdict on a claim's figures; `unverifiable` where it states none.

    `context` is what stands around the claim (its whole sentence): it tells the topic, its figures are not judged.
    """
    figures = [f for f in source.figures_of(claim) if f.quantity.scale not in NEVER_JUDGED][:MOST_ASKED]
    asked = main_figures(claim, figures)
    if not asked:
        return Judgement(outcome="unverifiable", reason="the claim states no figure that could be compared")
    sought = seek(claim, asked, source, context)
    against = [one for one in sought if _contradicted(one, claim, source)]
    if against:
        worst = max(against, key=lambda one: one.other.chance if one.other else 0.0)
        return _judgement("contradicted", source, claim, worst, [worst.other, worst.same])
    main = [one for one in sought if not one.figure.quantity.in_words] or sought
    borne_out = sorted((one for one in main if one.borne_out), key=lambda one: -one.same.chance if one.same else 0.0)
    nearest = sorted((one.likeliest for one in sought if one.likeliest), key=lambda found: -found.chance)
    if len(borne_out) == len(main):
        return _judgement("supported", source, claim, borne_out[0], [*(one.same for one in borne_out), *nearest])
    return Judgement(
        outcome="not_found",
        reason="no passage of the source speaks of these figures",
        evidence=_shown(source, nearest),
    )


def seek(claim: str, asked: list[Figure], source: SourceText, context: str = "") -> list[Sought]:
    """For every figure asked the likeliest that agrees, and the likeliest that does not and is none of the others."""
    words = source.words_of(f"{claim} {context}")
    places = source.places_like(words)
    return [_sought(claim, figure, [a for a in asked if a is not figure], words, places, source) for figure in asked]


def _sought(
    claim: str,
    asked: Figure,
    others: list[Figure],
    words: frozenset[str],
    places: list[tuple[float, Place]],
    source: SourceText,
) -> Sought:
    same: Counterpart | None = None
    other: Counterpart | None = None
    value = asked.quantity.value
    taken = [one.quantity.value for one in others]
    for whole, place in places:
        holds_it = any(agree(value, figure.quantity.value) for figure in place.figures)
        for figure in place.figures:
            if not comparable(asked.quantity, figure.quantity):
                continue
            values = features(asked, others, words, figure, place, whole, source.rarity)
            found = Counterpart(
                place=place, figure=figure, chance=chance(values), clause=values[CLAUSE], around=values[AROUND]
            )
            is_same = agree(value, figure.quantity.value)
            best = same if is_same else other
            if best is not None and found.chance <= best.chance:
                continue
            if is_point_or_label(place.text, figure.quantity) or are_at_odds(claim, asked, place.text, figure):
                continue
            if is_same:
                same = found
            else:
                meant = any(agree(spoken_for, figure.quantity.value) for spoken_for in taken)
                if not holds_it and not meant and _can_differ(asked.quantity, figure.quantity, place):
                    other = found
    return Sought(figure=asked, same=same, other=other)


def _can_differ(stated: Quantity, printed: Quantity, place: Place) -> bool:
    """Words for numbers, limits of intervals, counts of other things and cells of tables never contradict."""
    if stated.in_words or printed.in_words or place.in_table or "limit" in (stated.scale, printed.scale):
        return False
    if stated.scale == "count" and stated.noun != printed.noun:
        return False
    return not _hedged_alike(stated, printed)


def _contradicted(one: Sought, claim: str, source: SourceText) -> bool:
    """The other value is unmistakably the one meant, and the claim's own is not likely to be meant anywhere."""
    other, quantity = one.other, one.figure.quantity
    if other is None:
        return False
    if max(other.clause, other.around) < LEAST_SLOT:
        return False
    if one.same is None and not source.prints(quantity, claim[quantity.start : quantity.end]):
        return other.chance >= NOWHERE
    return other.chance >= CONTRADICT and odds(other.chance) >= AHEAD * odds(one.same.chance if one.same else UNLIKELY)


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


def _judgement(
    outcome: Outcome, source: SourceText, claim: str, one: Sought, found: list[Counterpart | None]
) -> Judgement:
    shown = [counterpart for counterpart in found if counterpart is not None]
    quantity, first = one.figure.quantity, shown[0]
    stated = claim[quantity.start : quantity.end]
    printed = first.place.text[first.quantity.start : first.quantity.end]
    if outcome == "contradicted":
        reason = f"differs: the claim states {stated}; the passage that speaks of the same prints {printed}"
        if one.same is not None:
            reason += f"; {stated} stands there for {difference(source, one.same, first)}"
        shown = shown[:1]
    else:
        standing = "agrees" if quantity.value == first.quantity.value else "rounds"
        reason = f"{standing}: the source prints {printed} in a passage that speaks of the same"
    return Judgement(
        outcome=outcome,
        reason=reason,
        evidence=_shown(source, shown),
        stated=stated,
        printed=printed,
        chance=first.chance,
    )


def _shown(source: SourceText, found: list[Counterpart]) -> tuple[Evidence, ...]:
    passages = dict.fromkeys(around(one.place, one.quantity) for one in found)
    return tuple(evidence(source.paper, "cited_passage", pieces) for pieces in list(passages)[:MOST_SHOWN])
