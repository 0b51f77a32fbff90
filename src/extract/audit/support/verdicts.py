"""What sources say to a claim: a verdict for each of its figures, and from those one for the claim.

A figure that one source bears out is borne out, whatever the others print; it is contradicted where one source differs
and none bears it out. A claim is contradicted where one of its figures is, supported where all that it needs are,
partly supported where some are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract.audit.support.qualifiers import Role
from extract.model import Evidence

Outcome = Literal["supported", "partly", "contradicted", "not_found", "unverifiable"]

MOST_SHOWN = 3
CLEAR = 0.7
"""Chance that the source differs from which its abstract alone contradicts: the full text may print the figure too."""
BY_THE_ABSTRACT = "by its abstract or record alone, "
SILENT = "the abstract alone is held, which does not tell of these figures"
NO_FIGURE = "the claim states no figure that could be compared"
_BEST_FIRST: tuple[Outcome, ...] = ("supported", "contradicted", "not_found")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureVerdict:
    """What the source says to one figure of a claim, and why; `start` is its place in the claim.

    `role` is what it is in the claim, `compared` the dimensions that both tell ("time: 2 years"). `is_needed` says
    whether the claim is supported only with this figure: each main one, and a size, dose or bound that the source
    prints nowhere.
    """

    start: int
    stated: str
    role: Role
    outcome: Outcome
    reason: str
    is_needed: bool
    printed: str | None = None
    chance: float = 0.0
    compared: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the source says to a claim, and the passages that say so; `chance` that the verdict is right."""

    outcome: Outcome
    reason: str
    figures: tuple[FigureVerdict, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    stated: str | None = None
    printed: str | None = None
    chance: float = 0.0


def conclude(figures: Sequence[FigureVerdict]) -> Judgement:
    """The verdict on a claim from those on its figures."""
    if not any(figure.is_needed for figure in figures):
        return Judgement(outcome="unverifiable", reason=NO_FIGURE)
    against = max(
        (figure for figure in figures if figure.outcome == "contradicted"),
        key=lambda figure: figure.chance,
        default=None,
    )
    if against is not None:
        return _judgement("contradicted", against, (against,), figures, against.chance)
    needed = [figure for figure in figures if figure.is_needed]
    borne_out = sorted(
        (verdict for verdict in needed if verdict.outcome == "supported"), key=lambda verdict: -verdict.chance
    )
    if len(borne_out) == len(needed):
        return _judgement("supported", borne_out[0], borne_out, figures, min(verdict.chance for verdict in needed))
    missing = [verdict for verdict in needed if verdict.outcome != "supported"]
    if borne_out:
        reported = _judgement("partly", borne_out[0], borne_out, figures, min(verdict.chance for verdict in borne_out))
        listed = ", ".join(verdict.stated for verdict in missing)
        return replace(reported, reason=f"{reported.reason}; not borne out: {listed}")
    reason = "the source does not bear out every figure of the claim in a passage that speaks of the same"
    passages = tuple(dict.fromkeys(passage for verdict in missing for passage in verdict.evidence))[:MOST_SHOWN]
    return Judgement(outcome="not_found", reason=reason, evidence=passages, figures=tuple(figures))


def _judgement(
    outcome: Outcome,
    first: FigureVerdict,
    shown: Sequence[FigureVerdict],
    figures: Sequence[FigureVerdict],
    chance: float,
) -> Judgement:
    """A verdict with the passages of some figures: all of one that differs, the first of each that is borne out."""
    passages = first.evidence if len(shown) == 1 else [verdict.evidence[0] for verdict in shown if verdict.evidence]
    return Judgement(
        outcome=outcome,
        reason=first.reason,
        evidence=tuple(dict.fromkeys(passages))[:MOST_SHOWN],
        stated=first.stated,
        printed=first.printed,
        chance=chance,
        figures=tuple(figures),
    )


def join(judgements: Sequence[Judgement]) -> Judgement:
    """The verdict on a claim that several sources were asked: for each figure the source that supports it best."""
    answered = [judgement for judgement in judgements if judgement.figures]
    if not answered:
        return judgements[0]
    merged = []
    for reported in zip(*(verdict.figures for verdict in answered), strict=True):
        best = min(reported, key=lambda verdict: (_BEST_FIRST.index(verdict.outcome), -verdict.chance))
        merged.append(replace(best, is_needed=all(verdict.is_needed for verdict in reported)))
    return conclude(merged)


def in_part(judgement: Judgement) -> Judgement:
    """A judgement from an abstract or record: it supports or clearly differs, its silence says nothing."""
    figures = tuple(map(_in_part, judgement.figures))
    if not figures:
        return judgement
    reported = conclude(figures)
    if reported.outcome == "not_found":
        return replace(reported, outcome="unverifiable", reason=SILENT, evidence=())
    return replace(reported, reason=BY_THE_ABSTRACT + reported.reason)


def _in_part(verdict: FigureVerdict) -> FigureVerdict:
    quoted = tuple(replace(passage, role="work", document_id=None, pieces=()) for passage in verdict.evidence)
    if verdict.outcome == "contradicted" and verdict.chance < CLEAR:
        return replace(verdict, outcome="not_found", reason=SILENT, printed=None, evidence=quoted)
    return replace(verdict, evidence=quoted)
