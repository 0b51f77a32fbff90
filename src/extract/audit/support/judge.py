"""A claim held against the text of its source, figure by figure.

For every figure of the claim the figures of the same kind in the source are weighed: which of them is the one meant, by
the words of its passage and clause, its neighbours, times, bounds and order (`likeness`). From the likeliest that
agrees and the likeliest that does not two chances follow: that the figure is borne out, and that the source differs. A
claim is contradicted where one figure is (`DIFFERS`), supported only where every main figure is borne out (`BORNE_OUT`)
and the sizes, doses and bounds that it names are printed, partly supported where some are; a figure without counterpart
is not found, which accuses nobody.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, product

from extract.audit.passages import evidence
from extract.audit.support.likeness import Asked, agree, comparable, features, features_of_place, model, odds
from extract.audit.support.qualifiers import Role, are_at_odds, compared, main_figures, role_of
from extract.audit.support.quantities import Quantity, find_quantities
from extract.audit.support.source import Figure, Place, SourceText
from extract.audit.support.verdicts import MOST_SHOWN, NO_FIGURE, FigureVerdict, Judgement, Outcome, conclude, in_part
from extract.audit.support.words import stems, stems_around, wide_overlap
from extract.model import Evidence, Paper, Result

DIFFERS = 0.4
"""Chance that the source differs from which a figure is contradicted: the lowest at which by cross-validation at most 3
of 100 sound claims, and of claims whose passage the source lacks, are contradicted (benchmarks/train_claims.py)."""
BORNE_OUT = 0.5
"""Chance that a figure is borne out from which it is: 7 of 97 changed claims are supported, 101 of 125 sound ones
(crossed by source)."""
DISPUTED = 0.3
"""Chance that the source differs from which a figure is not borne out, however likely its counterpart: of 97 changed
claims 6 instead of 8 are supported, of 125 sound ones as many (crossed by source)."""
SILENCE = 0.05
"""What is added to the chances of all values, so that a faint one is no whole share of what is said."""
MOST_ASKED = 25
"""Figures of one claim that are looked for; a sentence states a dozen."""

PRINTED_OR_NOT = ("p", "limit")
"""Scales of figures that are judged with the estimate that they stand beside."""
SAID_OTHERWISE = "time"
"""Scale of conditions that a source may print in another form (12 months, 1 year): they need not be printed alike."""


TOLD_OF_THE_LIKELIEST = (
    "whole", "clause", "around", "place_back", "rank", "pairs", "concepts", "shared_figures", "same_noun", "other_noun",
    "same_bound", "other_bound", "same_role",
)  # fmt: skip
"""What speaks for the likeliest counterparts, from which the verdict is learned beside their chances."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """A figure of the source that may be the one meant, the chance that it is, and what speaks for it."""

    place: Place
    figure: Figure
    values: dict[str, float]
    agrees: bool
    at_odds: bool
    chance: float = 0.0

    @property
    def quantity(self) -> Quantity:
        return self.figure.quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A figure of the claim with its counterparts, the likeliest first: those that agree, and those that do not."""

    figure: Figure
    same: tuple[Counterpart, ...]
    other: tuple[Counterpart, ...]
    standing: dict[str, float]
    borne_out: float = 0.0
    differs: float = 0.0

    @property
    def likeliest(self) -> Counterpart | None:
        return max((*self.same[:1], *self.other[:1]), key=lambda counterpart: counterpart.chance, default=None)


class Question:
    """A claim put to one source: its figures, those that it is judged by, and the places that may speak of them.

    `context` is what stands around the claim (its whole sentence): it tells the topic, its figures are not judged.
    """

    def __init__(self, claim: str, source: SourceText, context: str = "") -> None:
        self.claim, self.source = claim, source
        stated = source.figures_of(claim)[:MOST_ASKED]
        self.figures = [f for f in stated if f.quantity.scale not in PRINTED_OR_NOT]
        self.figures = [f for f in self.figures if role_of(claim, f.quantity) != "label"]
        self.main = main_figures(claim, self.figures)
        self.beside = [f for f in stated if f.quantity.scale in PRINTED_OR_NOT]
        self.words = source.words_of(f"{claim} {context}")
        self.about = Asked(self.words, frozenset(stems(claim)), source.pairs_of(claim), source.concepts_of(claim))
        self.places = source.places_like(self.words)
        self._features: dict[int, dict[str, float]] = {}

    def counterparts(self, asked: Figure) -> list[Counterpart]:
        """The figures of the source that are of one kind with one of the claim, what speaks for each, no chance yet."""
        others = [figure for figure in self.figures if figure is not asked]
        is_point = role_of(self.claim, asked.quantity) == "point"
        roles: tuple[Role, ...] = ("point",) if is_point else ("main", "condition")
        return [
            self._counterpart(asked, others, figure, place, self._features_of(rank))
            for rank, (_, place) in enumerate(self.places)
            for figure in place.figures
            if comparable(asked.quantity, figure.quantity) and role_of(place.text, figure.quantity) in roles
        ]

    def _features_of(self, rank: int) -> dict[str, float]:
        """What the passage of a rank has in common with the claim; asked only for those with a counterpart."""
        if rank not in self._features:
            whole, place = self.places[rank]
            self._features[rank] = features_of_place(self.about, place, whole, self.source.rarity, rank)
        return self._features[rank]

    def _counterpart(
        self, asked: Figure, others: list[Figure], figure: Figure, place: Place, of_place: dict[str, float]
    ) -> Counterpart:
        at_odds = are_at_odds(self.claim, asked, place.text, figure)
        values = of_place | features(asked, others, self.words, figure, place, self.source.rarity)
        roles = role_of(self.claim, asked.quantity), role_of(place.text, figure.quantity)
        values |= {"at_odds": float(at_odds), "same_role": float(roles[0] == roles[1])}
        agrees = agree(asked.quantity.value, figure.quantity.value)
        return Counterpart(place=place, figure=figure, values=values, agrees=agrees, at_odds=at_odds)

    def sought(self, asked: Figure, ranked: Sequence[Counterpart]) -> Sought:
        """A figure with its counterparts (the likeliest first) parted by agreement, and what they say together."""
        taken = [f.quantity.value for f in self.figures if f is not asked]
        same = tuple(counterpart for counterpart in ranked if counterpart.agrees and not counterpart.at_odds)
        other = tuple(
            counterpart
            for counterpart in ranked
            if not counterpart.agrees and not counterpart.at_odds and counterpart.quantity.value not in taken
        )
        return Sought(figure=asked, same=same, other=other, standing=self._standing(asked, ranked, same, other))

    def _standing(
        self,
        asked: Figure,
        ranked: Sequence[Counterpart],
        same: tuple[Counterpart, ...],
        other: tuple[Counterpart, ...],
    ) -> dict[str, float]:
        """What the counterparts of a figure say together: log odds of the likeliest, and what speaks for them."""
        quantity = asked.quantity
        best_same, best_other = (odds(found[0].chance) if found else odds(0.0) for found in (same, other))
        rivals = [
            counterpart for counterpart in other[1:] if not agree(counterpart.quantity.value, other[0].quantity.value)
        ]
        second = odds(rivals[0].chance) if rivals else odds(0.0)
        said_same, said_other, said_rival = map(together, (same, _alike(other), _alike(rivals)))
        prints = self.source.prints(quantity)
        role = role_of(self.claim, quantity)
        stated = said_same + said_other + said_rival + SILENCE
        return {
            "same": best_same,
            "other": best_other,
            "top": odds(ranked[0].chance) if ranked else odds(0.0),
            "same_over_other": best_same - best_other,
            "other_over_second": best_other - second,
            "printed": float(prints),
            "other_if_not_printed": 0.0 if prints else best_other,
            "other_in_place_of_same": float(
                bool(other) and any(counterpart.place is other[0].place for counterpart in same)
            ),
            "said_same": odds(said_same),
            "said_other": odds(said_other),
            "said_other_over_rival": odds(said_other) - odds(said_rival),
            "said_same_over_other": odds(said_same) - odds(said_other),
            "share_of_same": said_same / stated,
            "share_of_other": said_other / stated,
            "is_condition": float(role == "condition"),
            "is_point": float(role == "point"),
            "is_bounded": float(quantity.bound is not None),
            "is_small": float(quantity.value <= 10),
            "figures": float(len(self.figures)),
            "unknown": self.unknown,
            "unknown_around": self._unknown_of(stems_around(self.claim, quantity.start, quantity.end)),
            "counterparts": math.log1p(len(ranked)),
            "best_whole": max((counterpart.values["whole"] for counterpart in ranked), default=0.0),
            "other_near": other[0].values["near"] if other else 0.0,
            **{f"same_{name}": same[0].values[name] if same else 0.0 for name in TOLD_OF_THE_LIKELIEST},
            **{f"other_{name}": other[0].values[name] if other else 0.0 for name in TOLD_OF_THE_LIKELIEST},
        }

    @cached_property
    def unknown(self) -> float:
        """The share of the claim's words, the rare ones most, that the source uses nowhere."""
        return self._unknown_of(stems(self.claim))

    def _unknown_of(self, words: Iterable[str]) -> float:
        stated = frozenset(words)
        return wide_overlap(stated, stated - self.source.rarity.known(stated))

    def seek(self, asked: Figure) -> Sought:
        """A figure with its counterparts and the chances that it is borne out and that the source differs."""
        meant = model("meant")
        weighed = [
            replace(counterpart, chance=meant.chance(counterpart.values)) for counterpart in self.counterparts(asked)
        ]
        found = self.sought(asked, sorted(weighed, key=lambda counterpart: -counterpart.chance))
        differs = bool(found.other) and can_differ(asked.quantity, found.other[0].quantity, found.other[0].place)
        return replace(
            found,
            borne_out=model("borne_out").chance(found.standing) if found.same else 0.0,
            differs=model("differs").chance(found.standing) if differs else 0.0,
        )


def judge_claim(claim: str, source: SourceText, *, context: str = "") -> Judgement:
    """The verdict on a claim's figures; `unverifiable` where it states none.

    `context` is what stands around the claim (its whole sentence): it tells the topic, its figures are not judged.
    """
    if not states_figures(claim):
        return Judgement(outcome="unverifiable", reason=NO_FIGURE)
    question = Question(claim, source, context)
    judged = [verdict_on(question, question.seek(figure)) for figure in question.figures]
    judged += [_printed_or_not(question, figure) for figure in question.beside]
    reported = conclude(sorted(judged, key=lambda verdict: verdict.start))
    return in_part(reported) if source.is_record else reported


def states_figures(claim: str) -> bool:
    """Whether a claim states a figure that it could be judged by; asks no source."""
    stated = find_quantities(claim)[:MOST_ASKED]
    return any(q.scale not in PRINTED_OR_NOT and role_of(claim, q) in ("main", "condition") for q in stated)


def verdict_on(question: Question, sought: Sought) -> FigureVerdict:
    """What the source says to a figure, from the chances that it is borne out and that the source differs."""
    quantity = sought.figure.quantity
    prints = question.source.prints(quantity)
    stated = question.claim[quantity.start : quantity.end]
    outcome: Outcome = "not_found"
    found, chance = sought.likeliest, 1 - max(sought.differs, sought.borne_out)
    reason = "no passage of the source speaks of the same" if prints else f"the source prints {stated} nowhere"
    if sought.differs >= DIFFERS:
        outcome, found, chance = "contradicted", sought.other[0], sought.differs
        reason = _why_it_differs(question, sought, stated, prints)
    elif sought.same and sought.borne_out >= BORNE_OUT and sought.differs < DISPUTED:
        outcome, found, chance = "supported", sought.same[0], sought.borne_out
        standing = "agrees" if quantity.value == found.quantity.value else "rounds"
        reason = f"{standing}: the source prints {_printed(found)} in a passage that speaks of the same"
    passages = (found,) if found and outcome == "supported" else sought.other if outcome == "contradicted" else ()
    return FigureVerdict(
        start=quantity.start,
        stated=stated,
        role=role_of(question.claim, quantity),
        outcome=outcome,
        reason=reason,
        is_needed=sought.figure in question.main or not (prints or quantity.scale == SAID_OTHERWISE),
        printed=_printed(found) if found and outcome != "not_found" else None,
        chance=round(chance, 3),
        compared=compared(question.claim, sought.figure, found.place.text, found.figure) if found else (),
        evidence=_shown(question.source, passages or (found,) if found else ()),
    )


def _why_it_differs(question: Question, found: Sought, stated: str, prints: bool) -> str:
    printed = _printed(found.other[0])
    reason = f"differs: the claim states {stated}; the passage that speaks of the same prints {printed}"
    if found.same:
        return (
            f"{reason}; {stated} stands there for {_difference(question.source.paper, found.same[0], found.other[0])}"
        )
    return reason if prints else f"{reason}; the source prints {stated} nowhere"


def _difference(paper: Paper, counterpart: Counterpart, other: Counterpart) -> str:
    """What tells two figures of a source apart, by its results: endpoint, arm, time point or population."""
    for a, b in islice(product(_results(paper, counterpart), _results(paper, other)), 1):
        if a.measure != b.measure:
            return f"another endpoint ({a.measure})"
        if a.arm != b.arm and a.arm is not None and b.arm is not None:
            return f"another arm ({a.arm})"
        if a.timepoint != b.timepoint and a.timepoint is not None:
            return f"another time point ({a.timepoint} {a.timepoint_unit or ''})".replace(" )", ")")
        if a.population != b.population and a.population is not None:
            return f"another population ({a.population})"
    return "something else"


def _results(paper: Paper, counterpart: Counterpart) -> list[Result]:
    span = counterpart.place.span_of(counterpart.quantity)
    if span is None:
        return []
    return [result for result in paper.results if any(piece.overlaps(span) for piece in result.pieces)]


def _printed_or_not(question: Question, figure: Figure) -> FigureVerdict:
    """A p value or a limit, which is judged with its estimate: the source prints it, or a claim of it is open."""
    prints = question.source.prints(figure.quantity)
    stated = question.claim[figure.quantity.start : figure.quantity.end]
    return FigureVerdict(
        start=figure.quantity.start,
        stated=stated,
        role="condition",
        outcome="supported" if prints else "not_found",
        reason=f"the source prints {stated}" + ("" if prints else " nowhere"),
        is_needed=not prints,
        printed=stated if prints else None,
    )


def _printed(found: Counterpart) -> str:
    return found.place.text[found.quantity.start : found.quantity.end]


def _shown(source: SourceText, found: Iterable[Counterpart]) -> tuple[Evidence, ...]:
    passages = dict.fromkeys(counterpart.place.around(counterpart.quantity) for counterpart in found)
    return tuple(evidence(source.paper, "cited_passage", pieces) for pieces in list(passages)[:MOST_SHOWN])


def together(found: Iterable[Counterpart]) -> float:
    """The chance that any of some figures is the one meant, as though each passage spoke for itself."""
    return 1 - math.prod(1 - counterpart.chance for counterpart in found)


def _alike(found: Sequence[Counterpart]) -> list[Counterpart]:
    """The figures that say the same as the first."""
    return [counterpart for counterpart in found if agree(counterpart.quantity.value, found[0].quantity.value)]


def can_differ(stated: Quantity, printed: Quantity, place: Place) -> bool:
    """Words for numbers, limits of intervals, and cells of tables never contradict."""
    if stated.in_words or printed.in_words or place.in_table or "limit" in (stated.scale, printed.scale):
        return False
    return not _hedged_alike(stated, printed)


def _hedged_alike(stated: Quantity, printed: Quantity) -> bool:
    """Whether "more than", "less than" or "about" on one side leaves room for both."""
    if stated.bound is not None and stated.bound == printed.bound:
        return abs(stated.value - printed.value) * 10 <= max(abs(stated.value), abs(printed.value))
    for first, second in ((stated, printed), (printed, stated)):
        if first.bound == ">" and second.value >= first.value:
            return True
        if first.bound == "<" and second.value <= first.value:
            return True
        if first.bound == "~" and abs(first.value - second.value) * 20 <= abs(first.value):
            return True
    return False
