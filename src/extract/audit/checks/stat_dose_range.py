"""Ranges of dose, dose per fraction and BED go together.

Two relations. A range of doses per fraction with a range of totals in a fixed number of fractions: the ends are
products ("8-12 Gy, total 40-60 Gy in 5 fractions"). A range of totals and of fractions with the range of their BED,
D(1 + d/(α/β)) with α/β of 10 Gy (or 3, or the printed one): each end of the BED is reached by some dose within its
range, in steps of 0.1 Gy or of 0.1 Gy a fraction, in some number of fractions within theirs. Both are warnings, since
a range may leave out combinations.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from extract.audit.arithmetic.radiobiology import effective_dose, total_dose
from extract.audit.arithmetic.rounding import within_units
from extract.audit.expressions.shapes import NUMBER, decimal
from extract.audit.passages import Passage, evidence, place, sentences_of
from extract.model import Answer, Finding, Library, Paper, Passed

NAME = "stat_dose_range"
VERSION = 1

_TO = r"\s?(?:Gy\s?)?(?:[-–—~]|to|and)\s?"
_FRACTIONS = r"(?:fractions?|[Ff]x|sessions?|times)"
EACH_AND_TOTAL = re.compile(
    rf"(?P<each1>{NUMBER}){_TO}(?P<each2>{NUMBER})\s?Gy[^.;\d]{{0,40}}\b(?:total|for)[^.;\d]{{0,20}}"
    rf"(?P<total1>{NUMBER}){_TO}(?P<total2>{NUMBER})\s?Gy\s?(?:/|in|over)\s?(?P<fractions>\d{{1,2}})\s?{_FRACTIONS}"
)
DOSES = re.compile(
    rf"\bdoses?\b[^.;\d]{{0,40}}(?P<total1>{NUMBER}){_TO}(?P<total2>{NUMBER})\s?Gy[^.;\d]{{0,40}}"
    rf"(?P<fractions1>\d{{1,2}}){_TO}(?P<fractions2>\d{{1,2}})\s{_FRACTIONS}"
)
BEDS = re.compile(
    rf"(?:\bBED|[Bb]iologically\s[Ee]ffective\s[Dd]ose)\b[^;]{{0,120}}?(?:rang\w+\s(?:from|of|was|between)\s|\(range[:,]?\s)"
    rf"(?P<bed1>{NUMBER}){_TO}(?P<bed2>{NUMBER})\s?\)?\s?Gy"
)
_PRINTED_RATIO = re.compile(r"α\s?/\s?β\s?(?:ratio\s)?(?:=|of|was)\s?(?P<ratio>\d{1,2}(?:\.\d)?)")
_RATIOS = (Decimal(10), Decimal(3))
_STEP = Decimal("0.1")
_MOST = 400
Doses = tuple[Decimal, Decimal, int, int]


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    last: tuple[Passage, re.Match[str]] | None = None
    for passage in sentences_of(paper):
        if "Gy" not in passage.text:
            continue
        for match in EACH_AND_TOTAL.finditer(passage.text):
            yield from _judge_products(paper, passage, match)
        doses = DOSES.search(passage.text)
        last = (passage, doses) if doses is not None else last
        beds = BEDS.search(passage.text)
        if beds is not None and last is not None:
            yield from _judge_effective(paper, passage, beds, *last)


def _judge_products(paper: Paper, passage: Passage, match: re.Match[str]) -> Iterator[Answer]:
    values = [decimal(match[name]) for name in ("each1", "each2", "total1", "total2", "fractions")]
    if any(value is None for value in values):
        return
    each1, each2, total1, total2, fractions = (value for value in values if value is not None)
    expected = (total_dose(each1, fractions), total_dose(each2, fractions))
    pieces = passage.pieces_of(*match.span())
    if within_units(total1, 1).holds(expected[0]) and within_units(total2, 1).holds(expected[1]):
        yield Passed(place(pieces))
        return
    yield Finding(
        check=NAME,
        severity="warning",
        message=(
            f"{each1} to {each2} Gy in {fractions} fractions are {expected[0]} to {expected[1]} Gy, "
            f"printed as {total1} to {total2} Gy"
        ),
        reported=f"{total1} to {total2} Gy",
        expected=f"{expected[0]} to {expected[1]} Gy",
        evidence=(evidence(paper, "result", pieces),),
    )


def _judge_effective(
    paper: Paper, passage: Passage, beds: re.Match[str], where: Passage, doses: re.Match[str]
) -> Iterator[Answer]:
    low, high, bed1, bed2 = (
        decimal(m[n]) for m, n in ((doses, "total1"), (doses, "total2"), (beds, "bed1"), (beds, "bed2"))
    )
    fewest, most = int(doses["fractions1"]), int(doses["fractions2"])
    if low is None or high is None or bed1 is None or bed2 is None or not (low < high and fewest < most):
        return
    printed = _PRINTED_RATIO.search(passage.text)
    ratios = (Decimal(printed["ratio"]),) if printed else _RATIOS
    pieces = passage.pieces_of(beds.start("bed1"), beds.end())
    missed = [
        bed
        for bed in (bed1, bed2)
        if not any(_reached(bed, (low, high, fewest, most), ratio) for ratio in ratios if ratio)
    ]
    if not missed:
        yield Passed(place(pieces))
        return
    ends = (effective_dose(low, Decimal(most), ratios[0]), effective_dose(high, Decimal(fewest), ratios[0]))
    yield Finding(
        check=NAME,
        severity="warning",
        message=(
            f"no dose of {low} to {high} Gy in {fewest} to {most} fractions has a BED of {missed[-1]} Gy; "
            f"the least and the greatest are {ends[0]:.1f} and {ends[1]:.1f} Gy (α/β = {ratios[0]})"
        ),
        reported=f"{bed1} to {bed2} Gy",
        expected=f"{ends[0]:.1f} to {ends[1]:.1f} Gy",
        evidence=(
            evidence(paper, "result", pieces),
            evidence(paper, "context", where.pieces_of(doses.start("total1"), doses.end())),
        ),
    )


def _reached(bed: Decimal, doses: Doses, ratio: Decimal) -> bool:
    """Whether some whole number of Gy, or of tenths of a Gy a fraction, has this BED."""
    low, high, fewest, most = doses
    allowed = within_units(bed, 1)
    for fractions in range(fewest, most + 1):
        totals = [Decimal(total) for total in range(int(low), min(int(high), int(low) + _MOST) + 1)]
        each = low / fractions
        start = int(each / _STEP)
        totals += [tenths * _STEP * fractions for tenths in range(start, int(high / fractions / _STEP) + 1)]
        for total in (*totals, low, high):
            if low <= total <= high and allowed.holds(effective_dose(total, Decimal(fractions), ratio)):
                return True
    return False
