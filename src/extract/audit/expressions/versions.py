"""Versions of criteria that papers name, held against those that were published: "CTCAE version 4.03"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Version:
    """What is named, its version, whether that version is `known`, place in the text."""

    name: str
    version: Decimal
    known: bool
    start: int
    end: int


_MARK = r"(?:(?:[Vv]ersions?|[Vv]er\.?|[Vv]\.?|[Rr]elease)\s?)"
_GAP = r"(?:(?!\b(?:CTCAE|RECIST|SPSS|SAS|STATA|Stata|MedDRA|grade|and)\b)[^.;]){0,70}?"
_TAIL = r"(?![\d%]|\.\d)"
INSTRUMENTS: tuple[tuple[str, re.Pattern[str], frozenset[Decimal]], ...] = (
    (
        "CTCAE",
        re.compile(
            rf"\b(?:(?:NCI[\s-]?)?CTC(?:AE)?|Common\s(?:Terminology|Toxicity)\sCriteria)\b{_GAP}(?:{_MARK}(?P<a>\d(?:\.\d{{1,2}})?)"
            rf"|(?<=CTCAE\s)(?P<b>\d\.\d{{1,2}})){_TAIL}"
        ),
        frozenset(Decimal(v) for v in ("1.0", "2.0", "3.0", "4.0", "4.01", "4.02", "4.03", "5.0", "6.0")),
    ),
    (
        "RECIST",
        re.compile(
            rf"\b(?:RECIST|Response\sEvaluation\sCriteria\sin\sSolid\sTumou?rs)\b\)?(?:{_GAP}{_MARK}(?P<a>\d(?:\.\d)?)"
            rf"|\s(?:criteria\s)?(?P<b>\d\.\d)){_TAIL}",
            re.IGNORECASE,
        ),
        frozenset(Decimal(v) for v in ("1.0", "1.1")),
    ),
)


def find_versions(text: str) -> Iterator[Version]:
    """All versions that are printed for these names.

    >>> [(v.name, str(v.version), v.known) for v in find_versions("graded by CTCAE v4.3 and RECIST 1.1")]
    [('CTCAE', '4.3', False), ('RECIST', '1.1', True)]
    """
    for name, pattern, known in INSTRUMENTS:
        for match in pattern.finditer(text):
            version = Decimal(match["a"] or match["b"])
            yield Version(name, version, version in known, match.start(), match.end())
