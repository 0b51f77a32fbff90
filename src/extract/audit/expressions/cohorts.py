"""What a sentence says of all patients, or asks of whoever is included."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Scale = Literal["ECOG", "Child-Pugh", "ASA", "NYHA", "BCLC"]


@dataclass(frozen=True, slots=True)
class Cohort:
    """`what` all patients had or received; `n` where they are counted instead of called all; place in the sentence."""

    what: str
    n: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Allowed:
    """The values of a scale that the sentence allows: {"0", "1"}; place in the sentence."""

    scale: Scale
    values: frozenset[str]
    start: int
    end: int


_WHO = r"(?:patients?|participants?|subjects?|cases|women|men|children)"
_WHAT = r"(?P<what>(?:(?!\b(?:among|of)\s(?:which|whom|these|them)\b|\bincluding\b)(?:[^.;:]|\.(?=\d))){3,160})"
ALL = re.compile(
    rf"\b(?:[Aa]ll|[Ee]ach)\s(?:of\s(?:the|our)\s)?(?:\d{{1,5}}\s)?(?:included\s|enrolled\s|eligible\s|study\s)?{_WHO}\s"
    rf"(?:had|have|has|were|was|received|underwent)\s{_WHAT}"
)
COUNTED = re.compile(
    rf"(?<![\d.,/])(?P<n>\d{{2,5}})\s{_WHO}\s(?:were\s(?:enrolled|included)\b[^.;:]{{0,40}},\s)?(?:who\s)?(?:all\s)?"
    rf"(?:received|underwent|were\streated\swith)\s{_WHAT}"
)
_LIMITED = re.compile(
    r"\b(?:except|unless|not|no|without|if|apart\sfrom|prior|previous\w*|until|or\sno)\b", re.IGNORECASE
)
_NOT_QUITE = re.compile(
    r"\b(?:almost|nearly|virtually|practically|not|for|in|of|among|the\s(?:first|last|remaining|other))\s$",
    re.IGNORECASE,
)
SCALES: tuple[tuple[Scale, re.Pattern[str]], ...] = (
    ("ECOG", re.compile(r"\b(?:ECOG|Eastern\sCooperative|WHO\sperformance|performance\sstatus|PS)\b", re.IGNORECASE)),
    ("Child-Pugh", re.compile(r"\b(?:Child|CP\s(?:class|score))\b")),
    ("ASA", re.compile(r"\bASA\b")),
    ("NYHA", re.compile(r"\bNYHA\b")),
    ("BCLC", re.compile(r"\bBCLC\b")),
)
_TOKEN = r"(?:1[0-5]|\d|[A-D]\d{0,2}|I{1,3}V?|IV)"
VALUES = re.compile(
    rf"(?P<up><|≤|<=|\\leq?\s)?\s?(?P<list>\b{_TOKEN}(?:\s?(?:[-–—,/]|or|and|to|through)\s?(?:or\s)?{_TOKEN}){{0,4}})\b(?![.%]\d)"
    rf"(?P<below>\sor\s(?:less|lower|better|below))?"
)
_NAME_TO_VALUE = re.compile(
    r"^[\s()\w-]{0,40}?(?:(?:status|class|score|grade|scores?|PS|points?|stage|Pugh|ECOG|ASA|NYHA|BCLC)\)?[\s:,]{0,2}"
    r"(?:was\s|were\s|of\s|between\s|from\s){0,2}|\bof\s|:\s?)$",
    re.IGNORECASE,
)
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}
_LETTERS = "ABCD"
_EXCLUDED = re.compile(r"\bexclu\w+|\bineligib\w+", re.IGNORECASE)


def find_cohorts(text: str) -> Iterator[Cohort]:
    """Every statement on all patients.

    >>> [c.what for c in find_cohorts("All patients received radiotherapy and sorafenib.")]
    ['radiotherapy and sorafenib']
    """
    for pattern in (ALL, COUNTED):
        for match in pattern.finditer(text):
            n = match.groupdict().get("n")
            if _NOT_QUITE.search(text, max(0, match.start() - 20), match.start()):
                continue
            if not _LIMITED.search(match["what"]):
                yield Cohort(match["what"], int(n) if n else None, match.start(), match.end())


def find_allowed(text: str) -> Iterator[Allowed]:
    """The values that a sentence allows, up to where it speaks of exclusion.

    >>> [(a.scale, sorted(a.values)) for a in find_allowed("eligible with ECOG performance status of 0-2")]
    [('ECOG', ['0', '1', '2'])]
    """
    stop = _EXCLUDED.search(text)
    limit = stop.start() if stop else len(text)
    for scale, pattern in SCALES:
        for name in pattern.finditer(text, 0, limit):
            window = text[name.end() : min(limit, name.end() + 70)]
            match = VALUES.search(window)
            if match is None:
                continue
            between = window[: match.start("up" if match["up"] else "list")]
            if not _NAME_TO_VALUE.match(f"{name[0]}{between}"):
                continue
            values = _values(match)
            if values:
                yield Allowed(scale, values, name.start(), name.end() + match.end())
                break


def _values(match: re.Match[str]) -> frozenset[str]:
    tokens = [_ROMAN.get(token, token) for token in re.findall(_TOKEN, match["list"])]
    if len({token[0].isdigit() for token in tokens}) != 1:
        return frozenset()
    if match["up"] or match["below"]:
        if len(tokens) != 1 or not tokens[0].isdigit():
            return frozenset()
        top = int(tokens[0]) - (match["up"] == "<")
        return frozenset(str(n) for n in range(top + 1))
    if len(tokens) == 2 and re.search(r"[-–—]|\bto\b|through", match["list"]):
        return _range(tokens[0], tokens[1])
    return frozenset(tokens)


def _range(first: str, last: str) -> frozenset[str]:
    if first.isdigit() and last.isdigit() and int(first) <= int(last):
        return frozenset(str(n) for n in range(int(first), int(last) + 1))
    if first in _LETTERS and last[0] in _LETTERS and first <= last[0]:
        between = _LETTERS[_LETTERS.index(first) : _LETTERS.index(last[0])]
        return frozenset([*between, last])
    return frozenset()
