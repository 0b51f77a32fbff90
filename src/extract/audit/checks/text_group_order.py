"""Values of two groups stand in one order within a cell or sentence.

A cell that lists "LC improved (not reached vs. 13.1 mo)" and "PFS improved (11.6 vs. 15.4 mo)" names its groups in
two orders, or one value wrongly: what is called improved, better, longer or higher must grow in one direction. "Not
reached" is above every time. Only measures for which more is better are compared (survival, control, response), and
only within one cell or sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.audit.expressions.shapes import NUMBER, decimal
from extract.audit.passages import Passage, cells_of, evidence, place, sentences_of
from extract.model import Answer, Finding, Library, Paper, Passed

NAME = "text_group_order"
VERSION = 1

_VALUE = rf"(?:not\s(?:yet\s)?reached|NR|{NUMBER})"
_UNIT = r"(?:\s?(?:%|mo(?:nths?)?|years?|yr))?"
BETTER = re.compile(
    rf"\b(?P<measure>m?(?:OS|PFS|DFS|RFS|EFS|LC|ORR|DCR|CR|TTP)|(?:overall|progression-free|disease-free)\ssurvival"
    rf"|local\scontrol)\b[^()\d]{{0,40}}?(?:improved|better|superior|longer|higher|increased|trend\s?↑|↑)[^()\d]{{0,30}}"
    rf"\((?:median\s?)?(?:[A-Za-z]{{2,4}}:?\s)?(?P<one>{_VALUE}){_UNIT}\s?(?:vs\.?|versus)\s?(?P<two>{_VALUE}){_UNIT}"
)
_ENDLESS = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Item:
    """A measure that is called better, with the values of the first and the second group."""

    measure: str
    start: int
    end: int
    rises: bool


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for passages in (cells_of(paper), sentences_of(paper)):
        for passage in passages:
            items = list(_items(passage.text)) if "vs" in passage.text or "versus" in passage.text else []
            if len(items) > 1:
                yield _judge(paper, passage, items)


def _judge(paper: Paper, passage: Passage, items: list[Item]) -> Answer:
    rising = [item for item in items if item.rises]
    falling = [item for item in items if not item.rises]
    if not rising or not falling:
        return Passed(place(passage.pieces_of(items[0].start, items[-1].end)))
    odd, usual = (rising[0], falling[0]) if len(rising) < len(falling) else (falling[0], rising[0])
    return Finding(
        check=NAME,
        severity="error",
        message=(
            f"{odd.measure} and {usual.measure} are both called better, but the first value is the "
            f"{'lower' if odd.rises else 'higher'} for one and the {'lower' if usual.rises else 'higher'} for the other"
        ),
        reported=passage.text[odd.start : odd.end],
        expected="the groups in one order",
        evidence=(
            evidence(paper, "result", passage.pieces_of(odd.start, odd.end)),
            evidence(paper, "context", passage.pieces_of(usual.start, usual.end)),
        ),
    )


def _items(text: str) -> Iterator[Item]:
    for match in BETTER.finditer(text):
        one, two = _value(match["one"]), _value(match["two"])
        if one is not None and two is not None and one != two:
            yield Item(match["measure"], match.start(), match.end(), rises=one < two)


def _value(printed: str) -> Decimal | None:
    return _ENDLESS if printed[:1] in "nN" else decimal(printed)
