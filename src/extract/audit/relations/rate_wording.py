"""A rate called more, or less, than a percent is so by the rates that the paper prints for the same measure and time.

"A 2-year survival rate of more than 80 %" beside a 2-year OS of 44.2 %. Only the paper's own rates count, of all
patients or of any group; one of them that bears the wording out is enough. A rate is taken with half a unit of its
last digit on either side.
"""

from collections.abc import Iterator

from extract.audit.arithmetic.rounding import rounded
from extract.audit.expressions.rates import Rate, find_rates
from extract.audit.parts import own_sentences
from extract.audit.passages import Passage, evidence, place
from extract.model import Answer, Finding, Paper, Passed, Skipped

NAME = "text_direction_wording"

Placed = tuple[Passage, Rate]


def answers(paper: Paper) -> Iterator[Answer]:
    placed: list[Placed] = [
        (passage, rate)
        for passage in own_sentences(paper, "abstract", "results", "discussion", "conclusion")
        for rate in find_rates(passage.text)
    ]
    exact = [(passage, rate) for passage, rate in placed if rate.bound is None]
    for passage, rate in placed:
        if rate.bound is not None:
            yield _judge(paper, passage, rate, exact)


def _judge(paper: Paper, passage: Passage, rate: Rate, exact: list[Placed]) -> Answer:
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
