"""Parts that a sentence tells as all of a whole are no more and no fewer than the whole.

"84 patients: 45 men and 40 women" are 85. "25 women (62.5%) and 15 men (38.5%)" are 40, of whom 15 are 37.5 %: an error
where the percent of one sex is of both and that of the other is not. Kinds of response that exclude each other
(complete, partial, stable, progressive), each with its percent, do not exceed 100 % by more than rounding, half a unit
of the last digit for each. Counts above the whole are errors; below it, a warning: the sex of somebody may be missing.
Percents within each sex ("45% of men and 60% of women responded") and lists that name one kind twice are left alone.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from extract.audit.arithmetic.proportions import fit_percent
from extract.audit.arithmetic.rounding import unit
from extract.audit.expressions.categories import Portion, response_portions, sex_portions
from extract.audit.flow.judge import judge_sum
from extract.audit.flow.lists import Sum
from extract.audit.flow.sums import find_sums
from extract.audit.parts import sentences_outside
from extract.audit.passages import Passage, evidence, place
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped

NAME = "stat_parts_of_whole"
VERSION = 1
SAID = "the two sexes are {parts} = {total}, of {whole}"
_SEX = re.compile(r"\b(?:females?|women|girls|[FM]\s?[=:])", re.IGNORECASE)
_RESPONSE = re.compile(r"\b(?:partial\s(?:response|remission)|PR)\b", re.IGNORECASE)


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for passage in sentences_outside(paper, "references"):
        if _SEX.search(passage.text):
            for found in find_sums(passage.text):
                if isinstance(found, Sum) and found.kind == "sexes":
                    yield judge_sum(paper, passage, found, check=NAME, said=SAID)
            yield from _sexes(paper, passage, sex_portions(passage.text))
        if _RESPONSE.search(passage.text):
            yield from _responses(paper, passage, response_portions(passage.text))


def _sexes(paper: Paper, passage: Passage, portions: tuple[Portion, ...]) -> Iterator[Answer]:
    total = sum((portion.count or Decimal(0) for portion in portions), Decimal(0))
    if not total:
        return
    fitting = [p for p in portions if p.count is not None and fit_percent(p.percent, p.count, total).fit != "off"]
    for portion in portions:
        pieces = passage.pieces_of(portion.start, portion.end)
        if portion in fitting:
            yield Passed(place(pieces))
        elif not fitting or portion.count is None:
            yield Skipped(place(pieces), "the percents are not of the two sexes together")
        else:
            expected = fit_percent(portion.percent, portion.count, total).expected
            yield Finding(
                check=NAME,
                severity="error",
                message=(
                    f"{portion.count} of {total}, both sexes together, is {expected}%, printed as {portion.percent}%; "
                    f"the other percent fits {total}"
                ),
                reported=f"{portion.percent}%",
                expected=f"{expected}%",
                evidence=(evidence(paper, "result", pieces),),
            )


def _responses(paper: Paper, passage: Passage, portions: tuple[Portion, ...]) -> Iterator[Answer]:
    if not portions:
        return
    pieces = passage.pieces_of(min(p.start for p in portions), max(p.end for p in portions))
    total = sum((portion.percent for portion in portions), Decimal(0))
    slack = sum((unit(portion.percent) / 2 for portion in portions), Decimal(0))
    if total <= 100 + slack:
        yield Passed(place(pieces))
        return
    parts = " + ".join(str(portion.percent) for portion in portions)
    yield Finding(
        check=NAME,
        severity="error",
        message=f"kinds of response that exclude each other: {parts} = {total}%; rounding explains {slack} at most",
        reported=f"{total}%",
        expected="100%",
        evidence=(evidence(paper, "result", pieces),),
    )
