"""A dose is its dose per fraction times its fractions, and a BED is D(1 + d/(α/β)).

Fowler, Br J Radiol 1989;62:679-694. α/β is the printed one, else 10 Gy (tumour) or 3 Gy (late effects): a BED that
either gives is sound. Ranges and "median" doses are not multiplied.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from extract.audit.arithmetic.radiobiology import effective_dose, total_dose
from extract.audit.arithmetic.rounding import within_units
from extract.audit.expressions.shapes import NUMBER, decimal
from extract.audit.passages import Passage, cells_of, evidence, place, sentences_of
from extract.model import Answer, Finding, Library, Paper, Passed

NAME = "stat_dose"
VERSION = 1

_FRACTIONS = r"(?:fractions?|[Ff]x|fr\.?|sessions?|times)"
_BEFORE, _AFTER = r"(?<![\d.\-–—~])", r"(?!\s?[-–—~]\s?\d|\s?(?:to|or)\s\d)"
_TOTAL, _EACH = (rf"{_BEFORE}(?P<{name}>{NUMBER}){_AFTER}" for name in ("total", "each"))
TOTAL_OF = re.compile(
    rf"{_TOTAL}\s?Gy\s?(?:/|in|over|delivered\sin|given\sin)\s?(?P<fractions>\d{{1,2}})\s?(?:daily\s)?{_FRACTIONS}"
    rf"\s?(?:of|at|[(\[,;]|with)\s?(?P<each>{NUMBER})\s?Gy\s?(?:per\s|/\s?|each|a\s){_FRACTIONS}?"
)
EACH_TIMES = re.compile(
    rf"{_EACH}\s?Gy\s?[×xX*]\s?(?P<fractions>\d{{1,2}})\s?(?:{_FRACTIONS})?\s?"
    rf"(?:[=,;(\[]\s?|to\s|for\s)(?:a\s)?(?:total\s)?(?:dose\s)?(?:of\s)?(?P<total>{NUMBER})\s?Gy(?!\s?\(?BED)"
)
BED = re.compile(
    rf"{_TOTAL}\s?Gy\s?(?:/|in|over|delivered\sin|given\sin)\s?(?P<fractions>\d{{1,2}})\s?{_FRACTIONS}"
    rf"[^.\d]{{0,30}}\bBED(?:_?\{{?(?P<ratio>10|3|2)\}}?)?(?:\s?Gy)?[^.\d]{{0,25}}(?P<bed>{NUMBER})\s?Gy"
)
_RATIOS = (Decimal(10), Decimal(3))


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for passages in (sentences_of(paper), cells_of(paper)):
        for passage in passages:
            if "Gy" in passage.text:
                yield from _judge_products(paper, passage)
                yield from _judge_effective(paper, passage)


def _judge_products(paper: Paper, passage: Passage) -> Iterator[Answer]:
    for pattern in (TOTAL_OF, EACH_TIMES):
        for match in pattern.finditer(passage.text):
            total, each, fractions = (decimal(match[name]) for name in ("total", "each", "fractions"))
            if total is None or each is None or fractions is None:
                continue
            expected = total_dose(each, fractions)
            pieces = passage.pieces_of(*match.span())
            if within_units(total, 1).holds(expected) or within_units(each, 1).holds(total / fractions):
                yield Passed(place(pieces))
            else:
                yield Finding(
                    check=NAME,
                    severity="warning",
                    message=f"{each} Gy x {fractions} = {expected} Gy, printed as {total} Gy",
                    reported=f"{total} Gy",
                    expected=f"{expected} Gy",
                    evidence=(evidence(paper, "result", pieces),),
                )


def _judge_effective(paper: Paper, passage: Passage) -> Iterator[Answer]:
    for match in BED.finditer(passage.text):
        total, fractions, bed = (decimal(match[name]) for name in ("total", "fractions", "bed"))
        if total is None or not fractions or bed is None:
            continue
        ratios = (Decimal(match["ratio"]),) if match["ratio"] else _RATIOS
        given = {ratio: effective_dose(total, fractions, ratio) for ratio in ratios}
        pieces = passage.pieces_of(*match.span())
        if any(within_units(bed, 1).holds(value) for value in given.values()):
            yield Passed(place(pieces))
            continue
        ways = "; ".join(f"α/β = {ratio} gives {value.normalize():f} Gy" for ratio, value in given.items())
        yield Finding(
            check=NAME,
            severity="warning",
            message=f"BED of {total} Gy in {fractions} fractions: {ways}; printed as {bed} Gy",
            reported=f"{bed} Gy",
            expected=ways,
            evidence=(evidence(paper, "result", pieces),),
        )
