"""Numbers in square brackets: "[3,4–6]"."""

import re
from collections.abc import Iterator

from extract.annotate.citations.candidate import Candidate, Zone
from extract.annotate.citations.number_lists import DASH, LIST, NUMBER, parse_numbers
from extract.annotate.citations.zones import around
from extract.model import Span

LEAD = r"(?:(?:see|cf\.?|e\.g\.,?|reviewed in|refs?\.?|references?|reference nos?\.?)\s{1,2}){0,2}"
TAIL = r"(?:[•▪■●*]{1,2})?(?:,\s?(?:p{1,2}\.|pages?|chapter|table|fig\.|and references therein)[^\[\]]{0,30})?"
INNER = rf"\s{{0,2}}(?P<list>{LIST}){TAIL}\s{{0,2}}"
BRACKET = re.compile(
    rf"""
    \\?\[{LEAD}{INNER}\\?\]
    (?P<more>\s?[{DASH}]\s?\\?\[\s?{NUMBER}\s?\\?\])?      # [1]–[3]
    """,
    re.VERBOSE | re.IGNORECASE,
)
VALUE_BEFORE = re.compile(
    r"(?<![A-Za-z-])(?P<value>\d{1,6}(?:[.,·]\d{1,4})?)(?:\s?\([^()]{1,12}\))?\s?(?:%|y|yrs?|years?|months?|weeks?|days?|hours?|min|mg|g|kg|m?[lL]|mm|cm|points?)?\s?$"
)
QUANTITY_BEFORE = re.compile(
    r"(?:\b(?:CI|IQR|CrI|SD|interquartile range)\b[,:]?\s?"
    r"|[(;,:]\s?(?:\w{1,12}\s){0,2}(?:range|interval|mean|median|HR|OR|RR|from)\b[,:]?\s?|\b(?:range|median|mean)[,:]\s?)$",
    re.IGNORECASE,
)
SUMMARY_BEFORE = re.compile(r"\d\s?\([^()]{1,12}\d[^()]{0,3}\)\s?$")
"""A mean and its deviation, a median and its quartiles: what follows counts patients."""
SIGN_BEFORE = re.compile(r"[=±<>≤≥]\s?$")


def find_brackets(text: str, zones: tuple[Zone, ...]) -> Iterator[Candidate]:
    """Bracketed lists of numbers that are no interval of a quantity."""
    for zone in zones:
        for found in BRACKET.finditer(text, zone.span.start, zone.span.end):
            span = Span(found.start(), found.end())
            numbers = parse_numbers(found["list"] + (found["more"] or ""))
            if not _is_interval(text, span, numbers, zone):
                yield Candidate(span=span, form="bracket", rule="brackets", place=zone.place, numbers=numbers)


def _is_interval(text: str, span: Span, numbers: tuple[int, ...], zone: Zone) -> bool:
    """A median before its quartiles, "CI [12, 34]"."""
    before, after = around(text, span, 30)
    if SIGN_BEFORE.search(before) or after[:1] == "%":
        return True
    value = VALUE_BEFORE.search(before)
    if value and zone.place == "float" and (SUMMARY_BEFORE.search(before) or _holds(value, numbers)):
        return True
    if len(re.findall(r"\d+", span.of(text))) != 2:
        return False
    if QUANTITY_BEFORE.search(before):
        return True
    if value is None:
        return False
    return min(numbers) < _amount(value) < max(numbers)


def _amount(value: re.Match[str]) -> float:
    return float(value["value"].replace(",", ".").replace("·", "."))


def _holds(value: re.Match[str], numbers: tuple[int, ...]) -> bool:
    """A median at the edge of its quartiles, as cells have them."""
    return len(numbers) > 1 and min(numbers) <= _amount(value) <= max(numbers)
