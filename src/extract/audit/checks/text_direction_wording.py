"""Numbers stand in the order that the words beside them say.

"Higher in A than in B (12 % vs 18 %)", "higher in A (12 %) than in B (18 %)", "increased from 28 % to 15 %", "the
majority of patients (44 %)", "a reduced risk of death (HR 1.35)", "4–5 Gy were replaced by 6–8 Gy to reduce the dose
per fraction". An error where each number names what it is of, a warning where the order of two numbers, or the choice
of a reference, tells it. Each number is taken with half a unit of its last digit on either side; values that may be
equal are left alone, and so are doses, numbers of two units, and sentences that deny the difference.
"""

from collections.abc import Iterator
from dataclasses import replace

from extract.audit.arithmetic.rounding import rounded
from extract.audit.expressions.directions import Direction, find_directions
from extract.audit.expressions.rates import Rate, find_rates
from extract.audit.parts import own_sentences
from extract.audit.passages import Passage, evidence, place, sentences_of
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped

NAME = "text_direction_wording"
VERSION = 1
SEVERAL = 2
"""Pairs against their words from which on, where they are half of all, the paper may print its pairs the other way."""
OTHER_WAY = "several pairs of this paper stand so: it may name the other group first"


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    yield from _rates(paper)
    yield from _own(paper)


def _own(paper: Paper) -> Iterator[Answer]:
    answers = [
        (direction.sure, _judge(paper, passage, direction))
        for passage in sentences_of(paper)
        for direction in find_directions(passage.text)
    ]
    ordered = [answer for sure, answer in answers if not sure]
    against = sum(isinstance(answer, Finding) for answer in ordered)
    other_way = against >= SEVERAL and 2 * against >= len(ordered)
    for sure, answer in answers:
        if other_way and not sure and isinstance(answer, Finding):
            yield replace(answer, severity="note", message=f"{answer.message}; {OTHER_WAY}")
        else:
            yield answer


def _judge(paper: Paper, passage: Passage, direction: Direction) -> Answer:
    pieces = passage.pieces_of(direction.start, direction.end)
    small, large = direction.second, direction.first
    if not direction.more:
        small, large = large, small
    if rounded(large).high > rounded(small).low:
        return Passed(place(pieces))
    return Finding(
        check=NAME,
        severity="warning",
        message=(
            f"the sentence says {direction.words!r}, but {direction.first} is "
            f"{'less' if direction.more else 'more'} than {direction.second}"
        ),
        reported=direction.words,
        expected=f"{'more' if direction.more else 'less'} than {direction.second}",
        evidence=(evidence(paper, "result", pieces),),
    )


# --- a rate called more, or less, than a percent is so by the rates that the paper prints for the same measure and time


Placed = tuple[Passage, Rate]


def _rates(paper: Paper) -> Iterator[Answer]:
    placed: list[Placed] = [
        (passage, rate)
        for passage in own_sentences(paper, "abstract", "results", "discussion", "conclusion")
        for rate in find_rates(passage.text)
    ]
    exact = [(passage, rate) for passage, rate in placed if rate.bound is None]
    for passage, rate in placed:
        if rate.bound is not None:
            yield _judge_of_rate(paper, passage, rate, exact)


def _judge_of_rate(paper: Paper, passage: Passage, rate: Rate, exact: list[Placed]) -> Answer:
    pieces = passage.pieces_of(rate.start, rate.end)
    printed = [(p, r) for p, r in exact if (r.measure, r.months) == (rate.measure, rate.months)]
    if not printed:
        return Skipped(place(pieces), "no rate of the same measure and time is printed")
    if any(_agrees(rate, other) for _, other in printed):
        return Passed(place(pieces))
    other_passage, other = printed[0]
    return Finding(
        check=NAME,
        severity="error",
        message=(
            f"{rate.measure} at {rate.months} months is called {rate.bound} than {rate.value}%; "
            f"the paper prints {', '.join(dict.fromkeys(f'{r.value}%' for _, r in printed))}"
        ),
        reported=f"{rate.bound} than {rate.value}%",
        expected=f"{other.value}%",
        evidence=(
            evidence(paper, "result", pieces),
            evidence(paper, "context", other_passage.pieces_of(other.start, other.end)),
        ),
    )


def _agrees(stated: Rate, printed: Rate) -> bool:
    if stated.bound == "more":
        return rounded(printed.value).high >= stated.value
    return rounded(printed.value).low <= stated.value
