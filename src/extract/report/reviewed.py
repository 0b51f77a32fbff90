"""What people's reviews make of a finding."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from extract.store import Row


def is_rejected(finding: Row) -> bool:
    """Whether people called it wrong and nobody called it right."""
    return "rejected" in (decisions := _decisions(finding)) and "accepted" not in decisions


def _decisions(finding: Row) -> set[str]:
    """What people here said: reviews that a merged database brought are shown and do not count."""
    return {review["decision"] for review in finding["reviews"] if not review["origin"]}


def is_disputed(finding: Row) -> bool:
    """Whether one person called it wrong and another called it right: such a finding counts."""
    return {"accepted", "rejected"} <= _decisions(finding)


def reviews_of(finding: Row, reviewer: str | None) -> list[Row]:
    """The reviews of a finding that a page shows: all for None, else those of one person."""
    return [review for review in finding["reviews"] if reviewer is None or review["reviewer"] == reviewer]


def decision_of(finding: Row) -> str:
    """What became of a finding: accepted, rejected, disputed, commented, or nothing yet ("")."""
    if is_disputed(finding):
        return "disputed"
    decisions = _decisions(finding)
    return next((word for word in ("accepted", "rejected", "commented") if word in decisions), "")


AGREEING = ("accepted", "rejected")
"""Decisions that can agree; a comment is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Two reviewers: how many findings both decided on, on how many alike, kappa (None where chance alone would agree
    on all), and the findings in conflict."""

    first: str
    second: str
    both: int
    alike: int
    kappa: float | None
    conflicts: tuple[str, ...]


def agreements(reviews: Iterable[Mapping[str, Any]]) -> list[Agreement]:
    """Of every two reviewers who decided on a finding in common. `reviews` are rows of the layer of that name."""
    by_reviewer: dict[str, dict[str, str]] = {}
    for review in reviews:
        if review["decision"] in AGREEING:
            by_reviewer.setdefault(review["reviewer"], {})[review["finding_id"]] = review["decision"]
    made = []
    for first, second in combinations(sorted(by_reviewer), 2):
        shared = sorted(by_reviewer[first].keys() & by_reviewer[second].keys())
        if shared:
            made.append(
                _agreement(
                    first, second, [(name, by_reviewer[first][name], by_reviewer[second][name]) for name in shared]
                )
            )
    return made


def _agreement(first: str, second: str, shared: list[tuple[str, str, str]]) -> Agreement:
    pairs = [(decision, answer) for _, decision, answer in shared]
    return Agreement(
        first=first,
        second=second,
        both=len(shared),
        alike=sum(decision == answer for decision, answer in pairs),
        kappa=kappa(pairs),
        conflicts=tuple(name for name, decision, answer in shared if decision != answer),
    )


def kappa(pairs: list[tuple[str, str]]) -> float | None:
    """Agreement beyond chance, (p_o - p_e) / (1 - p_e): Cohen, Educ Psychol Meas 1960;20:37-46.

    >>> kappa([("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15)
    0.4
    """
    n = len(pairs)
    if n == 0:
        return None
    firsts, seconds = Counter(decision for decision, _ in pairs), Counter(answer for _, answer in pairs)
    observed = sum(decision == answer for decision, answer in pairs) / n
    chance = sum(firsts[word] * seconds[word] for word in firsts) / n**2
    return None if chance == 1 else round((observed - chance) / (1 - chance), 10)
