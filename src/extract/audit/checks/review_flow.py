"""The records of a review add up on their way from search to inclusion, and in the lists that give their parts.

A paragraph that tells the search is followed number by number: found, removed (duplicates, excluded), added, kept.
What is kept next must be what was kept before less what was removed between. A number that fits no step ends the way;
reasons of an exclusion ("of which", "including", "because") are no steps. A list in brackets behind its whole ("285
studies (PubMed = 147, Embase = 56 ...)", "eleven trials (3 open, 8 blind)") and "52 studies, with 44 from ... and
eight additional" must sum. Less than none is impossible and an error; a difference of more than a quarter is a step
that the paragraph does not tell, and nothing is said. Templates: PRISMA 2020.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extract.audit.passages import Passage, evidence, place
from extract.model import REVIEWS, Answer, Finding, Library, Paper, Passed, Pieces, quote
from extract.text.numbers import parse_number_words

NAME = "review_flow"
VERSION = 1

LARGEST_GAP = 0.25
"""Share of what was there before from which a difference is a step that is not told."""
MOST_PARTS = 12

_UNIT = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen"
)
_TENS = "twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety"
_WORD = rf"(?:(?:{_TENS})(?:[- ](?:{_UNIT}))?|{_UNIT})"
_NUMBER = (
    rf"(?P<n>\d{{1,3}}(?:[,\s\u2009\u00a0]\d{{3}}){{1,4}}(?!\d)|\d{{1,6}}|"
    rf"(?:{_WORD}[- ]thousand(?:,? |$))?(?:{_WORD}[- ]hundred(?: and)?(?: |$))?{_WORD}(?:[- ](?:hundred|thousand))?)"
)
_RECORD = (
    r"(?:stud(?:y|ies)|articles?|papers?|publications?|reports?|records?|citations?|abstracts?|titles?|trials?|"
    r"references?|"
    r"duplicates?|RCTs?|manuscripts?|full[- ]texts?|documents?|hits|results|items|ones)"
)
_COUNT = re.compile(
    rf"(?<![\w.,/=[(–-]){_NUMBER}(?![\d.,%/–-]\d|\s?%|\w)(?P<noun>\s(?:(?!of\b|and\b|or\b|in\b|from\b|were\b|was\b|"
    rf"to\b)[\w()-]+[ ,]+){{0,4}}?"
    rf"{_RECORD}\b|\s(?=were\b|was\b|remained\b|met\b|of\s(?:them|these|which)\b|as\b|to\b))",
    re.IGNORECASE,
)
_REMOVED = re.compile(
    r"\b(?:removed|removing|excluded|excluding|discarded|eliminated|rejected|duplicates?|duplicated|duplication\w*|"
    r"ineligible|"
    r"irrelevant|withdrawn|(?:did|do) not (?:meet|match|fulfil)\w*|not meeting|failed to|could not be)\b",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"\b(?:additional(?:ly)?|further|another|more|manual\w*|hand[- ]?search\w*|other sources|reference lists?|"
    r"bibliograph\w+|"
    r"snowball\w*|gr[ae]y)\b",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"\b(?:identified|found|retrieved|yielded|obtained|returned|produced|search\w*|initial\w*|resulted|located|"
    r"generated|total)\b",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"\b(?:remain\w*|left|leaving|kept|retained|included|eligible|eligibility|screened|screening|assessed|evaluated|"
    r"reviewed|read|"
    r"full[- ]?texts?|met|selected|considered|analy[sz]ed|entered|acceptable|qualified|fulfill?ed|involved|"
    r"prepared)\b",
    re.IGNORECASE,
)
_SEARCH = re.compile(r"\b(?:duplicat\w+|exclu\w+|screen\w+|full[- ]?texts?|databases?|search\w*)\b", re.IGNORECASE)
_REASONS = re.compile(
    r"\b(?:including|because|due to|since|as follows|reasons?|for (?:the|not|being|having)|of these|of them|"
    r"among (?:the|these|which)|"
    r"such as|namely|comprising|consisting)\b",
    re.IGNORECASE,
)
_LIST = re.compile(r"\((?P<list>[^()]{5,400})\)")
_PART = re.compile(rf"(?:(?:^|[,;]\s?|\band\s)(?:n\s?=\s?)?{_NUMBER}(?=\s[a-z])|=\s?(?P<m>\d{{1,6}})\b)", re.IGNORECASE)
_WITH = re.compile(
    rf"{_NUMBER}\s(?:[\w-]+\s){{0,3}}{_RECORD}\b[^.;()]{{0,80}}?,?\swith\s(?P<a>\d{{1,5}}|"
    rf"\w+)\b[^.;]{{0,120}}?\band\s(?P<b>\d{{1,5}}|\w+)\s"
    rf"(?:additional|further|more|other|{_RECORD})",
    re.IGNORECASE,
)

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_TAKING_OFF = re.compile(r"\b(?:excluding|removing|removal of|exclusion of)\s(?:the\s|another\s)?$")
_AT_LAST = re.compile(
    r"\bremaining\s$|\b(?:finally|ultimately|eventually|in the end|at last)[, ]\s?(?:a total of )?$", re.IGNORECASE
)
_NO_PARTS = re.compile(
    r"%|±|\d\.\d|\b(?:p|CI|SD|mean|range|year|n\s?=\s?\d+\s?\)|Fig|Table|ref|including|e\.g)\b|\d{4}\s?[–-]\s?\d|<|>|/",
    re.IGNORECASE,
)
_NO_WHOLE = re.compile(r"\b(?:including|mean|median|aged?|year|about)\b")
_WHOLE = re.compile(rf"(?<![\w.,=/–-]){_NUMBER}(?![\d.,%/–-]\d|\s?%|\w)\s[a-z]", re.IGNORECASE)

Step = Literal["found", "removed", "added", "kept"]


@dataclass(frozen=True, slots=True)
class Number:
    """One number of the way; offsets are of the paragraph."""

    step: Step | None
    value: int
    start: int
    end: int


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    if paper.kind not in (*REVIEWS, None):
        return
    for block in paper.document.blocks:
        if block.kind not in ("paragraph", "list_item"):
            continue
        passage = Passage(text=quote(paper.text, block.pieces), pieces=block.pieces)
        if len(_SEARCH.findall(passage.text)) > 1:
            yield from _way(paper, passage)
        if paper.studies or _SEARCH.search(passage.text):
            yield from _sums(paper, passage)


# -- the way from search to inclusion ----------------------------------------------------------------------------------


def _way(paper: Paper, passage: Passage) -> Iterator[Answer]:
    before: Number | None = None
    between: list[Number] = []
    for number in _numbers(passage.text):
        if number.step is None:
            before, between = None, []
        elif number.step in ("removed", "added"):
            between.append(number)
        else:
            if before is not None and any(each.step == "removed" for each in between):
                yield from _compare(paper, passage, before, between, number)
            before, between = number, []
    if before is not None and (removed := [each for each in between if each.step == "removed"]):
        left = before.value - sum(each.value for each in removed)
        if left < 0 and len(removed) == 1:
            yield _finding(
                paper, passage, [before, *removed], f"{before.value} - {removed[0].value}", "less than none", "error"
            )


def _numbers(text: str) -> Iterator[Number]:
    for sentence in re.finditer(r"[^.]{1,700}(?:\.(?=\s|$|\[)|$)", text):
        said = sentence[0]
        if re.match(r"\W*(?:among|of) the (?:excluded|removed|included|remaining)", said, re.IGNORECASE):
            continue
        found = list(_COUNT.finditer(_BRACKETS.sub(_blank, said)))
        for place_, match in enumerate(found):
            before = said[found[place_ - 1].end() if place_ else 0 : match.start()]
            if place_ and _REASONS.search(before) and _REMOVED.search(said[: match.start()]):
                continue
            end = found[place_ + 1].start() if place_ + 1 < len(found) else len(said)
            value = _value(match["n"])
            step = _step(before, match[0] + said[match.end() : end])
            if value is not None:
                yield Number(step, value, sentence.start() + match.start("n"), sentence.start() + match.end("n"))


def _blank(match: re.Match[str]) -> str:
    """Brackets are passed over, their place kept."""
    return " " * len(match[0])


def _step(before: str, after: str) -> Step | None:
    near, here = before[-45:], after[:110]
    clause = re.split(r"[,;](?=\s)|\band\b", here)[0] if _REMOVED.search(here) else here
    if _REMOVED.search(clause) or _TAKING_OFF.search(before):
        return "removed"
    if _AT_LAST.search(before) or re.match(r"\S+\sremaining\b", here):
        return "kept"
    if _ADDED.search(near[-25:] + here[:35]):
        return "added"
    if _KEPT.search(here) or _KEPT.search(near):
        return "kept"
    return "found" if _FOUND.search(here) or _FOUND.search(near) else None


def _value(printed: str) -> int | None:
    digits = re.sub(r"[,\s]", "", printed)
    if digits.isdigit():
        return int(digits)
    value = parse_number_words(printed.lower().replace("fourty", "forty"))
    return None if value is None else int(value)


def _compare(paper: Paper, passage: Passage, before: Number, between: list[Number], after: Number) -> Iterator[Answer]:
    removed = [each for each in between if each.step == "removed"]
    added = [each for each in between if each.step == "added"]
    left = before.value - sum(each.value for each in removed)
    expected = left + sum(each.value for each in added)
    if after.value in _possible(before.value, removed, added):
        yield Passed(place(passage.pieces_of(before.start, after.end)))
    elif expected < 0 or abs(expected - after.value) <= LARGEST_GAP * max(left, after.value):
        terms = (f"{'-' if each.step == 'removed' else '+'} {each.value}" for each in between)
        sum_ = f"{' '.join([str(before.value), *terms])} = {expected}"
        severity: Literal["error", "warning"] = "error" if expected < 0 else "warning"
        yield _finding(paper, passage, [before, *between, after], sum_, f"{after.value} are told next", severity)


def _possible(start: int, removed: list[Number], added: list[Number]) -> set[int]:
    """What may be left: all taken off, or all but one that is told twice (a part of the others), additions or not."""
    gone = sum(each.value for each in removed)
    left = {start - gone, *(start - gone + each.value for each in removed if len(removed) > 1)}
    return left | {value + sum(each.value for each in added) for value in left}


def _finding(
    paper: Paper, passage: Passage, numbers: list[Number], sum_: str, told: str, severity: Literal["error", "warning"]
) -> Finding:
    whole = passage.pieces_of(numbers[0].start, numbers[-1].end)
    pieces: Pieces = (
        whole
        if numbers[-1].end - numbers[0].start <= 390
        else tuple(
            piece for number in numbers for piece in passage.pieces_of(max(0, number.start - 10), number.end + 40)
        )
    )
    return Finding(
        check=NAME,
        severity=severity,
        message=f"{sum_} records, but {told}",
        reported=str(numbers[-1].value),
        expected=sum_.rpartition("= ")[2],
        evidence=(evidence(paper, "result", pieces),),
    )


# -- lists that give the parts of a number -----------------------------------------------------------------------------


def _sums(paper: Paper, passage: Passage) -> Iterator[Answer]:
    for listed in _LIST.finditer(passage.text):
        whole = _whole_of(passage.text, listed)
        parts = _parts(listed["list"])
        if whole is not None and parts is not None:
            yield from _sum(paper, passage, whole, parts, listed.end())
    for match in _WITH.finditer(passage.text):
        values = [_value(match[name]) for name in ("n", "a", "b")]
        if None not in values:
            numbers = [value for value in values if value is not None]
            yield from _sum(paper, passage, (numbers[0], match.start("n")), numbers[1:], match.end())


def _whole_of(text: str, listed: re.Match[str]) -> tuple[int, int] | None:
    """The count whose parts a list in brackets gives: the last before it, in its sentence, with its noun."""
    start = max(text.rfind(". ", 0, listed.start()) + 1, listed.start() - 120, 0)
    counts = list(_WHOLE.finditer(text[start : listed.start()]))
    if not counts or _NO_WHOLE.search(text[start + counts[-1].start() : listed.start()]):
        return None
    value = _value(counts[-1]["n"])
    return None if value is None else (value, start + counts[-1].start("n"))


def _parts(listed: str) -> list[int] | None:
    """The numbers of a list of parts; None where the list holds anything but counts with names."""
    if _NO_PARTS.search(listed):
        return None
    values = (_value(match["n"] or match["m"]) for match in _PART.finditer(listed))
    numbers = [value for value in values if value is not None]
    printed = re.findall(r"(?<![\w-])\d+(?![\w-])", listed)
    are_named = all(re.search(r"[a-z]", part, re.IGNORECASE) for part in re.split(r"[,;]|\band\b", listed))
    return numbers if are_named and len(numbers) >= len(printed) and 2 <= len(numbers) <= MOST_PARTS else None


def _sum(paper: Paper, passage: Passage, whole: tuple[int, int], parts: list[int], end: int) -> Iterator[Answer]:
    value, start = whole
    pieces = passage.pieces_of(start, end)
    if sum(parts) == value:
        yield Passed(place(pieces))
    elif max(parts) < value and abs(sum(parts) - value) <= LARGEST_GAP * value:
        made = " + ".join(map(str, parts))
        yield Finding(
            check=NAME,
            severity="warning",
            message=f"the parts {made} are {sum(parts)}, not {value}",
            reported=str(value),
            expected=str(sum(parts)),
            evidence=(evidence(paper, "result", pieces),),
        )
