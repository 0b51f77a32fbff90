"""A dose is its dose per fraction times its fractions; a BED is D(1 + d/(α/β)), an EQD2 is D(d + α/β)/(2 + α/β).

Fowler, Br J Radiol 1989;62:679-694; Withers et al., Cancer 1983;51:90-95. α/β is the printed one, else 10 Gy (tumour)
or 3 Gy (late effects): a BED or EQD2 that either gives is sound. Products and effective doses are compared within one
unit of the last printed digit (doses are rounded and cut); a dose per fraction with decimals may be the rounded one.
Ranges and "median" doses are not multiplied.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from extract.audit.arithmetic.radiobiology import effective_dose, equivalent_dose, total_dose
from extract.audit.arithmetic.rounding import decimals, rounded, within_units
from extract.audit.expressions.shapes import NUMBER
from extract.audit.passages import Passage, cells_of, evidence, place, sentences_of
from extract.model import Answer, Finding, Library, Paper, Passed
from extract.text.numbers import parse_number

NAME = "stat_dose"
VERSION = 2

_FRACTIONS = r"(?:fractions?|[Ff]x|fr\.?|sessions?|times)"
_BEFORE, _AFTER = r"(?<![\d.\-–—~])", r"(?!\s?[-–—~]\s?\d|\s?(?:to|or)\s\d)"
_TOTAL, _EACH = (rf"{_BEFORE}(?P<{name}>{NUMBER}){_AFTER}" for name in ("total", "each"))
TOTAL_OF = re.compile(
    rf"{_TOTAL}\s?Gy\s?(?:/|in|over|delivered\sin|given\sin)\s?(?P<fractions>\d{{1,2}})\s?(?:daily\s|equal\s)?{_FRACTIONS}"
    rf"\s?(?:of|at|[(\[,;]|with)\s?(?P<each>{NUMBER})\s?Gy(?!\s?[-–~]|\d)"
    rf"(?:\s?(?:per\s|/\s?|each|a\s){_FRACTIONS}?|(?=\s?[),;.]|\s(?:and|daily|once|each)\b|$))"
)
EACH_TIMES = re.compile(
    rf"{_EACH}\s?Gy\s?[×xX*]\s?(?P<fractions>\d{{1,2}})\s?(?:{_FRACTIONS})?\s?"
    rf"(?:[=,;(\[]\s?|to\s|for\s)(?:a\s)?(?:total\s)?(?:dose\s)?(?:of\s)?(?P<total>{NUMBER})\s?Gy(?!\s?\(?(?:BED|EQD))"
)
TOTAL_IS = re.compile(
    rf"{_TOTAL}\s?Gy\s?[=(\[]\s?(?P<fractions>\d{{1,2}})\s?(?:{_FRACTIONS}\s(?:of\s)?|[×xX*]\s?)(?P<each>{NUMBER})\s?Gy\b"
)
NUMBER_OF = re.compile(
    rf"(?<![\d.–-])(?P<fractions>\d{{1,2}})\s{_FRACTIONS}\s(?:of|at)\s(?P<each>{NUMBER})\s?Gy(?:\s(?:per|/)\s?{_FRACTIONS})?"
    rf"(?:,|\s?\(|\sto|\sfor)\s?(?:an?\s)?(?:total\s)(?:dose\s)?(?:of\s|:\s?|=\s?)?(?P<total>{NUMBER})\s?Gy\b"
)
BED = re.compile(
    rf"{_TOTAL}\s?Gy\s?(?:/|in|over|delivered\sin|given\sin)\s?(?P<fractions>\d{{1,2}})\s?{_FRACTIONS}"
    rf"(?:\sof\s{NUMBER}\s?Gy)?[^.\d]{{0,30}}\b(?P<kind>BED|EQD_?\{{?2\}}?)(?:_?\{{?(?P<ratio>10|3|2)\}}?)?(?:\s?Gy)?"
    rf"(?:[^.\d]{{0,12}}α\s?/\s?β\s?(?:=|of|was)\s?(?P<printed>{NUMBER})\s?(?:Gy)?)?[^.\d]{{0,25}}(?P<bed>{NUMBER})\s?Gy"
    rf"(?:\s?[,(]\s?α\s?/\s?β\s?(?:ratio\s)?(?:=|of|was|:)\s?(?P<behind>{NUMBER}))?"
)
_PRODUCTS = (TOTAL_OF, EACH_TIMES, TOTAL_IS, NUMBER_OF)
_RATIOS = (Decimal(10), Decimal(3))


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for passages in (sentences_of(paper), cells_of(paper)):
        for passage in passages:
            if "Gy" in passage.text:
                yield from _judge_products(paper, passage)
                yield from _judge_effective(paper, passage)


def _judge_products(paper: Paper, passage: Passage) -> Iterator[Answer]:
    for pattern in _PRODUCTS:
        for match in pattern.finditer(passage.text):
            total, each, fractions = (parse_number(match[name]) for name in ("total", "each", "fractions"))
            if total is None or each is None or fractions is None:
                continue
            expected = total_dose(each, fractions)
            pieces = passage.pieces_of(*match.span())
            if within_units(total, 1).holds(expected) or _rounds_to(each, total, fractions):
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


def _rounds_to(each: Decimal, total: Decimal, fractions: Decimal) -> bool:
    """Whether a dose per fraction with decimals is the total's, rounded: 2.67 Gy for 40 Gy in 15 fractions."""
    return decimals(each) > 0 and fractions > 0 and rounded(each).holds(total / fractions)


def _judge_effective(paper: Paper, passage: Passage) -> Iterator[Answer]:
    for match in BED.finditer(passage.text):
        total, fractions, bed = (parse_number(match[name]) for name in ("total", "fractions", "bed"))
        if total is None or not fractions or bed is None:
            continue
        printed = parse_number(match["printed"] or match["behind"] or match["ratio"] or "")
        ratios = (printed,) if printed else _RATIOS
        kind = "EQD2" if match["kind"].startswith("EQD") else "BED"
        formula = equivalent_dose if kind == "EQD2" else effective_dose
        given = {ratio: formula(total, fractions, ratio) for ratio in ratios}
        pieces = passage.pieces_of(*match.span())
        if any(within_units(bed, 1).holds(value) for value in given.values()):
            yield Passed(place(pieces))
            continue
        ways = "; ".join(f"α/β = {ratio} gives {round(value, 2).normalize():f} Gy" for ratio, value in given.items())
        yield Finding(
            check=NAME,
            severity="warning",
            message=f"{kind} of {total} Gy in {fractions} fractions: {ways}; printed as {bed} Gy",
            reported=f"{bed} Gy",
            expected=ways,
            evidence=(evidence(paper, "result", pieces),),
        )
