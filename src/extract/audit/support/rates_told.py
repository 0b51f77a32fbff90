"""Rates of survival and control that one part of a paper states, against those that the results print."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extract.audit.expressions.rates import Rate, find_rates
from extract.audit.passages import Passage, evidence, place
from extract.audit.support.likeness import agree
from extract.model import Answer, Finding, Paper, Passed, Skipped

Placed = tuple[Passage, Rate]


@dataclass(frozen=True, slots=True)
class Told:
    """What is compared: the check's name, the word for the part that states, the results' rates, all numbers there."""

    check: str
    here: str
    results: Sequence[Placed]
    printed: frozenset[Decimal]


def exact_rates(passages: Iterator[Passage]) -> list[Placed]:
    """The rates of the passages that are no bounds."""
    return [(passage, rate) for passage in passages for rate in find_rates(passage.text) if rate.bound is None]


def judge_rate(paper: Paper, told: Told, placed: Placed) -> Answer:
    """Whether the results print this rate, or others for the same measure and time."""
    passage, rate = placed
    pieces = passage.pieces_of(rate.start, rate.end)
    if any(agree(rate.value, number) for number in told.printed):
        return Passed(place(pieces))
    same = [(p, r) for p, r in told.results if (r.measure, r.months) == (rate.measure, rate.months)]
    if not same:
        return Skipped(place(pieces), "the body prints no rate of the same measure and time")
    other_passage, other = same[0]
    return Finding(
        check=told.check,
        severity="error",
        message=(
            f"the {told.here} prints {rate.value}% for {rate.measure} at {rate.months} months, "
            f"which stands nowhere else; the body prints {', '.join(dict.fromkeys(f'{r.value}%' for _, r in same))}"
        ),
        reported=f"{rate.value}%",
        expected=f"{other.value}%",
        evidence=(
            evidence(paper, "result", pieces),
            evidence(paper, "context", other_passage.pieces_of(other.start, other.end)),
        ),
    )
