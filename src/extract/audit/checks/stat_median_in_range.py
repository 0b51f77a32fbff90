"""A median, and a mean, lie within the range printed with them.

low <= median <= high for a range and for quartiles, low <= mean <= high for a range alone; an interquartile range lies
within the range that is printed beside it. "median 13.1 months (range, 14.5–18.0)", "15.2 (IQR 10.1–19.8)", and cells
"15.2 (10.1–19.8)" whose head, stub, caption or note says that they are medians with quartiles or a range. All are taken
with half a unit of their last digits on either side. Limits in descending order are left alone.
"""

import re
from collections.abc import Iterator

from extract.audit.arithmetic.rounding import Range, rounded
from extract.audit.columns.spreads import Spread, find_spreads
from extract.audit.expressions.shapes import DASH, NUMBER, decimal
from extract.audit.passages import Passage, cells_of, evidence, place, sentences_of
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped

NAME = "stat_median_in_range"
VERSION = 2

_UNIT = r"(?:\s?(?:%|[A-Za-zµμ]{1,10}(?:/[A-Za-z]{1,4})?))?"
SPREAD = re.compile(
    rf"(?:(?P<name>[Mm]edian|[Mm]ean|[Aa]verage)[^.;\d()]{{0,60}})?(?<![\d.·,\-–—/])(?P<middle>{NUMBER}){_UNIT}\s?[(\[,;]\s?"
    rf"(?P<kind>(?:[Ii]nter-?quartile\s)?[Rr]ange|IQR|[Qq]1\s?{DASH}\s?[Qq]3|min(?:imum)?\s?{DASH}\s?max(?:imum)?)(?:\s?\[IQR\])?"
    rf"\s?[,:=]?\s?(?:from\s)?(?P<low>{NUMBER}){_UNIT}\s?(?:{DASH}|to|,|;)\s?(?P<high>{NUMBER})(?![\d/])"
)


NESTED = re.compile(
    rf"\bIQR\s?[,:=]?\s?(?P<low>{NUMBER})\s?(?:{DASH}|to|,)\s?(?P<high>{NUMBER})\s?\)?[,;]\s?\(?(?:full\s|total\s)?[Rr]ange\s?[,:=]?\s?"
    rf"(?P<least>{NUMBER})\s?(?:{DASH}|to)\s?(?P<most>{NUMBER})(?![\d/])"
)


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for passages in (sentences_of(paper), cells_of(paper)):
        for passage in passages:
            for match in SPREAD.finditer(passage.text):
                answer = _judge(paper, passage, match)
                if answer is not None:
                    yield answer
            for match in NESTED.finditer(passage.text):
                yield from _judge_nested(paper, passage, match)
    for table in paper.tables:
        for spread in find_spreads(table, paper.text):
            yield _judge_cell(paper, spread)


def _judge(paper: Paper, passage: Passage, match: re.Match[str]) -> Answer | None:
    middle, low, high = (decimal(match[name]) for name in ("middle", "low", "high"))
    full = match["kind"].lower() in ("range",) or match["kind"].lower().startswith("min")
    if middle is None or low is None or high is None or low > high:
        return None
    if not full and (match["name"] or "").lower() in ("mean", "average"):
        return None
    pieces = passage.pieces_of(*match.span())
    if Range(rounded(low).low, rounded(high).high).meets(rounded(middle)):
        return Passed(place(pieces))
    if not match["name"]:
        return Skipped(place(pieces), "nothing says that the number is a median or a mean")
    return Finding(
        check=NAME,
        severity="error",
        message=f"{match['name'].lower()} {middle} lies outside its {match['kind']} {low} to {high}",
        reported=str(middle),
        expected=f"between {low} and {high}",
        evidence=(evidence(paper, "result", pieces),),
    )


def _judge_nested(paper: Paper, passage: Passage, match: re.Match[str]) -> Iterator[Answer]:
    low, high, least, most = (decimal(match[name]) for name in ("low", "high", "least", "most"))
    if low is None or high is None or least is None or most is None or low > high or least > most:
        return
    pieces = passage.pieces_of(*match.span())
    if rounded(low).high >= rounded(least).low and rounded(high).low <= rounded(most).high:
        yield Passed(place(pieces))
        return
    yield Finding(
        check=NAME,
        severity="error",
        message=f"the interquartile range {low} to {high} reaches beyond the range {least} to {most}",
        reported=f"{low} to {high}",
        expected=f"within {least} to {most}",
        evidence=(evidence(paper, "result", pieces),),
    )


def _judge_cell(paper: Paper, spread: Spread) -> Answer:
    where = place(spread.pieces)
    if spread.low > spread.high:
        return Skipped(where, "limits in descending order")
    if spread.kind == "mean" and not spread.full:
        return Skipped(where, "a mean may lie outside its quartiles")
    if Range(rounded(spread.low).low, rounded(spread.high).high).meets(rounded(spread.middle)):
        return Passed(where)
    limits = "range" if spread.full else "interquartile range"
    unsigned = Range(rounded(spread.low).low, rounded(spread.high).high).meets(rounded(-spread.middle))
    hint = "; without its sign it lies within: the limits may be printed without theirs" if unsigned else ""
    return Finding(
        check=NAME,
        severity="note" if unsigned else "error",
        message=f"{spread.kind} {spread.middle} lies outside its {limits} {spread.low} to {spread.high}{hint}",
        reported=str(spread.middle),
        expected=f"between {spread.low} and {spread.high}",
        evidence=(evidence(paper, "result", spread.pieces),),
    )
