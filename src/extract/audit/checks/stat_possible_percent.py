"""A percent printed beside a count is one that some whole denominator gives.

"56 patients (51.32%)": count / percent leaves an interval of denominators; where it holds no whole number, and none by
truncation either, count and percent cannot belong together whatever the group was. The idea is that of GRIM (Brown and
Heathers, Social Psychological and Personality Science 2017;8:363-369) with the denominator unknown. Nothing is said
where a denominator stands beside it (stat_percent_of_fraction judges that) or where the percent is a rate, or the mean
of a percentage that each of the counted has ("percentage of correct answers, n = 53 (76.42%)").
"""

from collections.abc import Iterator
from decimal import Decimal

from extract.audit.arithmetic.proportions import fit_percent, percent_of
from extract.audit.arithmetic.rounding import within_units
from extract.audit.expressions.fractions import CountedPercent, find_counted_percents
from extract.audit.passages import Passage, evidence, place, sentences_of
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped

NAME = "stat_possible_percent"
VERSION = 2
LEAST = 3


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for passage in sentences_of(paper):
        for counted in find_counted_percents(passage.text):
            if counted.percent > 0:
                yield _judge(paper, passage, counted)


def _judge(paper: Paper, passage: Passage, counted: CountedPercent) -> Answer:
    count, percent = counted.count, counted.percent
    pieces = passage.pieces_of(counted.start, counted.end)
    near = _nearest(count, percent)
    if any(_allows(percent, count, n) for n in near):
        return Passed(place(pieces))
    if count < LEAST:
        return Skipped(place(pieces), "a small number may be a label")
    ways = " and ".join(f"{count}/{n} = {percent_of(count, n):.2f}%" for n in near)
    return Finding(
        check=NAME,
        severity="error",
        message=f"{count} is {percent}% of no whole number: {ways} are the nearest",
        reported=f"{percent}%",
        expected=ways,
        evidence=(evidence(paper, "result", pieces),),
    )


def _allows(percent: Decimal, count: Decimal, n: Decimal) -> bool:
    return within_units(percent, 2).holds(percent_of(count, n)) or fit_percent(percent, count, n).fit != "off"


def _nearest(count: Decimal, percent: Decimal) -> tuple[Decimal, ...]:
    """The whole denominators on both sides of count / percent, not below the count."""
    exact = Decimal(100) * count / percent
    below = max(count, exact.to_integral_value(rounding="ROUND_FLOOR"))
    above = max(count, exact.to_integral_value(rounding="ROUND_CEILING"))
    return (below,) if below == above else (below, above)
