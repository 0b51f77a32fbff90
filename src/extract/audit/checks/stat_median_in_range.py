"""A median, and a mean, lie within the range printed with them.

"median 13.1 months (range, 14.5–18.0)", "15.2 (IQR 10.1–19.8)". Rounding is allowed on all three. An interquartile
range holds the median; only a full range holds the mean.
"""

import re
from collections.abc import Iterator

from extract.audit.arithmetic.rounding import Range, rounded
from extract.audit.expressions.shapes import DASH, NUMBER, decimal
from extract.audit.passages import Passage, cells_of, evidence, place, sentences_of
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped

NAME = "stat_median_in_range"
VERSION = 1

_UNIT = r"(?:\s?(?:%|[A-Za-zµμ]{1,10}(?:/[A-Za-z]{1,4})?))?"
SPREAD = re.compile(
    rf"(?:(?P<name>[Mm]edian|[Mm]ean|[Aa]verage)[^.;\d()]{{0,60}})?(?<![\d.·,\-–—/])(?P<middle>{NUMBER}){_UNIT}\s?[(\[,;]\s?"
    rf"(?P<kind>(?:[Ii]nter-?quartile\s)?[Rr]ange|IQR|[Qq]1\s?{DASH}\s?[Qq]3|min(?:imum)?\s?{DASH}\s?max(?:imum)?)(?:\s?\[IQR\])?"
    rf"\s?[,:=]?\s?(?:from\s)?(?P<low>{NUMBER}){_UNIT}\s?(?:{DASH}|to|,|;)\s?(?P<high>{NUMBER})(?![\d/])"
)


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for passages in (sentences_of(paper), cells_of(paper)):
        for passage in passages:
            for match in SPREAD.finditer(passage.text):
                answer = _judge(paper, passage, match)
                if answer is not None:
                    yield answer


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
