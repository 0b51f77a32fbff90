"""A percent in the text is of the group that the percents around it are of.

"9 (14.5%) patients drank, and 10 (17.7%) had a family history": 14.5 % and the percents of the sentence before are of
62, the size of the cohort; 10/62 is 16.1 %. The base is a group size that the paper prints and that at least two
other counts of the sentence and the one before it fit. A percent that does not fit is an error where no whole number
that the paper prints anywhere gives it either; otherwise it may be of another group and is left alone. Rounding as in
stat_percent_of_fraction.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.audit.arithmetic.proportions import fit_percent
from extract.audit.expressions.fractions import find_counted_percents
from extract.audit.parts import own_sentences
from extract.audit.passages import Passage, evidence, place
from extract.model import Answer, Finding, Library, Paper, Passed, Pieces, Skipped

NAME = "stat_percent_of_group"
VERSION = 2
SUPPORT = 2
LEAST = 3

_WHOLE = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d.])|(?<![\d.,])\d{1,6}(?![\d.]\d|\d)")
_NOT_OF_PEOPLE = re.compile(r"\b(?:lesions?|episodes|events?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Counted:
    """A count with its percent."""

    count: Decimal
    percent: Decimal
    pieces: Pieces

    def fits(self, n: int) -> bool:
        return n >= self.count and fit_percent(self.percent, self.count, Decimal(n)).fit != "off"


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    sizes = group_sizes(paper)
    if not sizes:
        return
    whole: frozenset[int] | None = None
    before: tuple[Counted, ...] = ()
    for passage in own_sentences(paper, "abstract", "methods", "results"):
        counted = tuple(_counted(passage))
        base = _base((*before, *counted), sizes)
        for one in counted:
            if base is None or one.count < LEAST:
                yield Skipped(place(one.pieces), "no group that the percents around it are of")
            elif one.fits(base):
                yield Passed(place(one.pieces))
            else:
                whole = whole if whole is not None else _whole_numbers(paper)
                yield _judge(paper, one, base, whole)
        before = counted


def group_sizes(paper: Paper) -> frozenset[int]:
    """The numbers of patients that the paper prints for its own groups."""
    sizes = {arm.n for arm in paper.arms if arm.n}
    sizes |= {int(r.value) for r in paper.results if r.measure == "sample_size" and r.source == "own" and r.value}
    return frozenset(size for size in sizes if size and size >= 10)


def _judge(paper: Paper, one: Counted, base: int, whole: frozenset[int]) -> Answer:
    if any(one.fits(n) for n in whole):
        return Skipped(place(one.pieces), "may be of another group")
    expected = fit_percent(one.percent, one.count, Decimal(base)).expected
    return Finding(
        check=NAME,
        severity="error",
        message=(
            f"{one.count} of {base}, of whom the percents around it are, is {expected}%, printed as {one.percent}%; "
            f"no other number that the paper prints gives it"
        ),
        reported=f"{one.percent}%",
        expected=f"{expected}%",
        evidence=(evidence(paper, "result", one.pieces),),
    )


def _counted(passage: Passage) -> Iterator[Counted]:
    if not _NOT_OF_PEOPLE.search(passage.text):
        for found in find_counted_percents(passage.text):
            yield Counted(found.count, found.percent, passage.pieces_of(found.start, found.end))


def _base(counted: tuple[Counted, ...], sizes: frozenset[int]) -> int | None:
    """The one group size that enough of the counts fit, and more of them than any other."""
    telling = [one for one in counted if 0 < one.percent < 100]
    support = sorted(((sum(one.fits(n) for one in telling), n) for n in sizes), reverse=True)
    if not support or support[0][0] < SUPPORT or (len(support) > 1 and support[1][0] == support[0][0]):
        return None
    return support[0][1] if support[0][0] * 2 > len(telling) else None


def _whole_numbers(paper: Paper) -> frozenset[int]:
    return frozenset(int(number.replace(",", "")) for number in _WHOLE.findall(paper.text))
