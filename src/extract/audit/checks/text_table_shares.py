"""A count with its percent in the results is that of the table's row.

"Hypertension was present in 23 patients (36.5%)" beside the row "Hypertension: 23 (63.5%)". A row is named where all
its words stand in the stretch of the sentence around the number. A finding is made only where no cell of any table
prints the pair, and a named row prints one half of it with another other half: the same count with a percent that
differs by one digit or by the order of its digits, or the same percent (to a decimal, no simple share) with another
count. Counts of a denominator that is printed beside them or of a part ("of the responders, ..."), and rows of none,
other or unknown are left alone. A warning: missing values can change a base.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.audit.arithmetic.rounding import cut, decimals
from extract.audit.columns.shares import Share, find_shares
from extract.audit.expressions.shapes import NUMBER, decimal
from extract.audit.parts import own_sentences
from extract.audit.passages import Passage, evidence, place
from extract.audit.relations import graded_counts
from extract.audit.support.likeness import agree
from extract.audit.support.words import stems
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped

NAME = "text_table_shares"
VERSION = 1

COUNTED = re.compile(
    rf"(?<![\d.,/–-])(?<!of\s)(?P<count>\d{{1,4}})\s?(?:patients?|cases?|participants?|subjects?|tumou?rs?|lesions?)?\s?"
    rf"[(\[]\s?(?P<percent>{NUMBER})\s?%\s?[)\]]"
)
_STOP = re.compile(r"[;.](?!\d)|,\s|[()\[\]]")
_GENERAL = frozenset(stems("patients total number n all case subject group overall"))
_NO_ROW = re.compile(
    r"\b(?:no|none|not|without|other|others|unknown|missing|absent|negative|never|yes|any)\b", re.IGNORECASE
)
_SIMPLE = frozenset(
    map(Decimal, ("0", "10", "20", "25", "30", "33.3", "40", "50", "60", "66.7", "70", "75", "80", "90", "100"))
)
LEAST = 3
DIGITS = 3
_OF_PART = re.compile(r"\b(?:[Oo]f\sth(?:e|ese|ose)|[Aa]mong|[Oo]f\swhom|responders|remaining)\b")


@dataclass(frozen=True, slots=True)
class Stated:
    """A count with a percent in a sentence, and the stems of the stretch around it."""

    passage: Passage
    start: int
    end: int
    count: int
    percent: Decimal
    words: frozenset[str]


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    yield from graded_counts.answers(paper)
    yield from _own(paper)


def _own(paper: Paper) -> Iterator[Answer]:
    shares = [share for table in paper.tables for share in find_shares(table, paper.text)]
    if not shares:
        return
    for passage in own_sentences(paper, "abstract", "results"):
        for stated in _stated(passage):
            yield _judge(paper, stated, shares)


def _stated(passage: Passage) -> Iterator[Stated]:
    text = passage.text
    found = list(COUNTED.finditer(text))
    for number, match in enumerate(found):
        percent = decimal(match["percent"])
        if percent is None or percent > 100:
            continue
        low = max([0, *(m.end() for m in _STOP.finditer(text, 0, match.start())), *(m.end() for m in found[:number])])
        following = found[number + 1].start() if number + 1 < len(found) else len(text)
        stop = _STOP.search(text, match.end(), following)
        words = text[low : match.start()] + " " + text[match.end() : stop.start() if stop else following]
        yield Stated(passage, match.start(), match.end(), int(match["count"]), percent, frozenset(stems(words)))


def _judge(paper: Paper, stated: Stated, shares: list[Share]) -> Answer:
    pieces = stated.passage.pieces_of(stated.start, stated.end)
    if any(share.count == stated.count and _same(share.percent, stated.percent) for share in shares):
        return Passed(place(pieces))
    named = [share for share in shares if _is_named(share, stated.words)]
    if not named:
        return Skipped(place(pieces), "no row of a table is named")
    half = [share for share in named if _half(share, stated)]
    if not half or stated.count < LEAST or _OF_PART.search(stated.passage.text[: stated.start]):
        return Skipped(place(pieces), "the row's numbers may be of other groups")
    share = half[0]
    return Finding(
        check=NAME,
        severity="warning",
        message=(
            f"the text counts {stated.count} ({stated.percent}%); the row {share.stub!r} of the table "
            f"prints {share.count} ({share.percent}%)"
        ),
        reported=f"{stated.count} ({stated.percent}%)",
        expected=f"{share.count} ({share.percent}%)",
        evidence=(evidence(paper, "result", pieces), evidence(paper, "context", share.pieces)),
    )


def _is_named(share: Share, words: frozenset[str]) -> bool:
    own = frozenset(stems(share.stub)) - _GENERAL
    return bool(own) and own <= words and not _NO_ROW.search(share.stub)


def _half(share: Share, stated: Stated) -> bool:
    """Whether exactly one half of the pair is the row's, and the other half looks like a slip of it."""
    if decimals(share.percent) != decimals(stated.percent):
        return False
    if share.count == stated.count:
        return not _same(share.percent, stated.percent) and _is_slip(share.percent, stated.percent)
    same_percent = share.percent == stated.percent
    return same_percent and decimals(stated.percent) > 0 and stated.percent.normalize() not in _SIMPLE


def _is_slip(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers are written with the same digits in another order, or differ in one digit.

    >>> _is_slip(Decimal("36.5"), Decimal("63.5")), _is_slip(Decimal("36.5"), Decimal("38.5"))
    (True, True)
    >>> _is_slip(Decimal("14"), Decimal("55"))
    False
    """
    a, b = str(one), str(other)
    differing = sum(x != y for x, y in zip(a, b, strict=False))
    return len(a) == len(b) >= DIGITS and (sorted(a) == sorted(b) or differing == 1)


def _same(one: Decimal, other: Decimal) -> bool:
    return agree(one, other) or cut(one).holds(other)
