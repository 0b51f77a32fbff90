"""Medians of survival agree with the rates beside them, and with one another.

At the median half of the patients are free of the event: the rate at any time before it is at least 50 %, at any time
from it on at most 50 % (Kaplan-Meier's median is the first time at which the curve is at 50 % or below). And where
death counts as an event, the median of progression-free survival is not above that of overall survival. Compared are
numbers for one measure within three sentences of one section, without groups, and the first with the first of two
("13 vs 10 months; 2-year OS, 60% vs 40%"). Medians and percents are taken with half a unit of their last digits on
either side; a rate less than one point off is a note (another estimator would explain it). An error within one
sentence or the next and five points off, else a warning.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.audit.arithmetic.rounding import Range, rounded
from extract.audit.expressions.medians import Median, PairedRate, find_medians, find_paired_rates
from extract.audit.expressions.rates import Rate, find_rates
from extract.audit.parts import own_sentences
from extract.audit.passages import Passage, evidence, place
from extract.model import Answer, Finding, Paper, Passed, Severity

NAME = "stat_survival_order"

NEAR, ADJACENT = 3, 1
HALF = Decimal(50)
SMALL, LARGE = Decimal(1), Decimal(5)
COUNT_DEATH = {"PFS", "DFS", "RFS", "EFS"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rate(PairedRate):
    """A rate with its sentence, and the number of that; its group is 0 where it is of all patients."""

    at: int
    passage: Passage


def answers(paper: Paper) -> Iterator[Answer]:
    told: set[tuple[str, Decimal, Decimal, Decimal]] = set()
    for role in ("abstract", "results"):
        medians: list[tuple[int, Passage, Median]] = []
        rates: list[_Rate] = []
        for at, passage in enumerate(own_sentences(paper, role)):
            medians += [(at, passage, median) for median in find_medians(passage.text)]
            rates += _rates(at, passage)
        for at, passage, median in medians:
            yield from _order(paper, at, passage, median, medians)
            if not _is_only_one(at, median, medians):
                continue
            for rate in rates:
                same = (rate.measure, rate.group) == (median.measure, median.group)
                if same and abs(rate.at - at) <= (NEAR if median.group == 0 else ADJACENT):
                    answer = _judge(paper, passage, median, rate, near=abs(rate.at - at) <= ADJACENT)
                    key = (median.measure, median.value, rate.months, rate.value)
                    if not isinstance(answer, Finding) or key not in told:
                        yield answer
                    told.add(key)


def _rates(at: int, passage: Passage) -> Iterator[_Rate]:
    found: list[tuple[Rate | PairedRate, int]] = [
        (rate, 0) for rate in find_rates(passage.text) if rate.bound is None and not rate.of_group
    ]
    found.extend((rate, rate.group) for rate in find_paired_rates(passage.text))
    for rate, group in found:
        yield _Rate(
            at=at,
            passage=passage,
            start=rate.start,
            end=rate.end,
            measure=rate.measure,
            months=rate.months,
            value=rate.value,
            group=group,
        )


def _is_only_one(at: int, median: Median, medians: list[tuple[int, Passage, Median]]) -> bool:
    """Whether no other median of the measure stands near: two are of two groups, whatever the words say."""
    near = [m for number, _, m in medians if abs(number - at) <= NEAR and m.measure == median.measure]
    return len({m.value for m in near if m.group == median.group}) == 1 and len({m.group == 0 for m in near}) == 1


def _judge(paper: Paper, passage: Passage, median: Median, rate: _Rate, *, near: bool) -> Answer:
    pieces = passage.pieces_of(median.start, median.end)
    half_of = rounded(rate.value)
    time = _spread(median)
    if rate.months >= time.high and half_of.low > HALF:
        off, bound = half_of.low - HALF, "at most"
    elif rate.months < time.low and half_of.high < HALF:
        off, bound = HALF - half_of.high, "at least"
    else:
        return Passed(place(pieces))
    severity: Severity = "note" if off < SMALL else "error" if near and off >= LARGE else "warning"
    return Finding(
        check=NAME,
        severity=severity,
        message=(
            f"median {median.measure} of {median.shown}, but {rate.measure} at {rate.months} months is {rate.value}%: "
            f"{'after' if bound == 'at most' else 'before'} its median it is {bound} 50%"
        ),
        reported=f"{rate.value}%",
        expected=f"{bound} 50%",
        evidence=(
            evidence(paper, "result", rate.passage.pieces_of(rate.start, rate.end)),
            evidence(paper, "result", pieces),
        ),
    )


def _spread(median: Median) -> Range:
    """The median in months as printed, half a unit of its digit on either side, in the printed unit."""
    if median.shown.endswith(("months", "month", "mo")):
        return rounded(median.value)
    slack = median.value / 20
    return Range(median.value - slack, median.value + slack)


def _order(
    paper: Paper, at: int, passage: Passage, median: Median, medians: list[tuple[int, Passage, Median]]
) -> Iterator[Answer]:
    """The median of PFS beside the one of OS, in the same sentence or the next."""
    if median.measure not in COUNT_DEATH:
        return
    survivals = [
        (other, survival)
        for number, other, survival in medians
        if survival.measure == "OS" and survival.group == median.group and abs(number - at) <= ADJACENT
    ]
    if len({survival.value for _, survival in survivals}) != 1 or not _is_only_one(at, median, medians):
        return
    other, survival = survivals[0]
    pieces = passage.pieces_of(median.start, median.end)
    if _spread(median).low <= _spread(survival).high:
        yield Passed(place(pieces))
        return
    yield Finding(
        check=NAME,
        severity="warning",
        message=f"median {median.measure} of {median.shown} is above median OS of {survival.shown}",
        reported=median.shown,
        expected=f"at most {survival.shown}",
        evidence=(
            evidence(paper, "result", pieces),
            evidence(paper, "result", other.pieces_of(survival.start, survival.end)),
        ),
    )
