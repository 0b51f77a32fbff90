"""Versions of the criteria and programs that papers name: "CTCAE version 4.03", "SPSS 25.0"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Version:
    """What is named, its version, whether it is `known` (None where versions are not listed), place in the text."""

    name: str
    version: Decimal
    known: bool | None
    start: int
    end: int


_MARK = r"(?:(?:[Vv]ersions?|[Vv]er\.?|[Vv]\.?|[Rr]elease)\s?)"
_GAP = r"(?:(?!\b(?:CTCAE|RECIST|SPSS|SAS|STATA|Stata|MedDRA|grade|and)\b)[^.;]){0,70}?"
_TAIL = r"(?![\d%]|\.\d)"
INSTRUMENTS: tuple[tuple[str, re.Pattern[str], frozenset[Decimal] | None], ...] = (
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
    ("SPSS", re.compile(rf"\bSPSS\b(?:{_GAP}{_MARK}(?P<a>\d\d(?:\.\d)?)|\s(?P<b>\d\d(?:\.\d)?)){_TAIL}"), None),
    ("SAS", re.compile(rf"\bSAS\b(?:{_GAP}{_MARK}(?P<a>\d\.\d)|\s(?P<b>\d\.\d)){_TAIL}"), None),
    (
        "Stata",
        re.compile(rf"\b(?:STATA|Stata)\b(?:{_GAP}{_MARK}(?P<a>\d\d(?:\.\d)?)|\s(?P<b>\d\d(?:\.\d)?)){_TAIL}"),
        None,
    ),
    ("MedDRA", re.compile(rf"\bMedDRA\b(?:{_GAP}{_MARK}(?P<a>\d\d?\.\d)|\s(?P<b>\d\d?\.\d)){_TAIL}"), None),
)


def find_versions(text: str) -> Iterator[Version]:
    """All versions that are printed for these names.

    >>> [(v.name, str(v.version), v.known) for v in find_versions("by CTCAE v4.3 in SPSS for Windows, version 22.0")]
    [('CTCAE', '4.3', False), ('SPSS', '22.0', None)]
    """
    for name, pattern, known in INSTRUMENTS:
        for match in pattern.finditer(text):
            version = Decimal(match["a"] or match["b"])
            yield Version(name, version, None if known is None else version in known, match.start(), match.end())
