"""A rate of survival or control in the abstract is the one that the body prints for the same measure and time.

An error where the body prints rates for that measure and time, none of them is the abstract's, and the abstract's
percent stands nowhere else in the body. A percent rounded further in the abstract agrees.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from extract.audit.expressions.rates import Rate, find_rates
from extract.audit.expressions.shapes import NUMBER, decimal
from extract.audit.parts import own_sentences, sentences_outside
from extract.audit.passages import Passage, cells_of, evidence, place
from extract.audit.support.likeness import agree
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped

NAME = "text_abstract_rates"
VERSION = 1

_NUMBER = re.compile(NUMBER)


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    stated = [
        (passage, rate)
        for passage in own_sentences(paper, "abstract")
        for rate in find_rates(passage.text)
        if rate.bound is None
    ]
    if not stated:
        return
    body = [
        (passage, rate)
        for passage in own_sentences(paper, "results")
        for rate in find_rates(passage.text)
        if rate.bound is None
    ]
    printed = _numbers(paper)
    for passage, rate in stated:
        yield _judge(paper, passage, rate, body, printed)


def _judge(
    paper: Paper, passage: Passage, rate: Rate, body: list[tuple[Passage, Rate]], printed: frozenset[Decimal]
) -> Answer:
    pieces = passage.pieces_of(rate.start, rate.end)
    if any(agree(rate.value, number) for number in printed):
        return Passed(place(pieces))
    same = [(p, r) for p, r in body if (r.measure, r.months) == (rate.measure, rate.months)]
    if not same:
        return Skipped(place(pieces), "the body prints no rate of the same measure and time")
    other_passage, other = same[0]
    return Finding(
        check=NAME,
        severity="error",
        message=(
            f"the abstract prints {rate.value}% for {rate.measure} at {rate.months} months, which stands nowhere else; "
            f"the body prints {', '.join(dict.fromkeys(f'{r.value}%' for _, r in same))}"
        ),
        reported=f"{rate.value}%",
        expected=f"{other.value}%",
        evidence=(
            evidence(paper, "result", pieces),
            evidence(paper, "context", other_passage.pieces_of(other.start, other.end)),
        ),
    )


def _numbers(paper: Paper) -> frozenset[Decimal]:
    """All numbers of the body and the tables."""
    passages = (*sentences_outside(paper, "abstract", "references"), *cells_of(paper))
    found = (decimal(number) for passage in passages for number in _NUMBER.findall(passage.text))
    return frozenset(value for value in found if value is not None)
