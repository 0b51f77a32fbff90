"""The number of included studies is the same in abstract and text.

Reviews only. Read where a sentence says that so many studies (trials, articles) were included, selected, analysed or
met the criteria, or opens with so many studies with so many patients. Steps on the way (identified, screened, excluded,
assessed in full text), parts ("of which", "of these", "for this outcome") and other reviews are left out. The
abstract's number is held against the text where the text never prints it and prints another at least twice (a table of
as many included studies counts as once). A warning; an error where it stands three times or the tables have as many.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from extract.audit.parts import sentences_in, sentences_outside
from extract.audit.passages import Passage, evidence, place
from extract.model import REVIEWS, Answer, Finding, Library, Paper, Passed, Pieces
from extract.text.numbers import parse_number_words

NAME = "review_study_count"
VERSION = 1

FEWEST = 2
"""Studies below which a number says nothing ("one study")."""
FARTHEST = 0.5
"""Share of the larger number by which two may differ; further apart they count different things."""

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_WORDS = (
    rf"(?:(?:{_TENS})[- ](?:{_ONES})|{_TENS}|{_ONES}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen)"
)
_NOUN = r"(?P<noun>stud(?:y|ies)|articles?|papers?|publications?|reports?|manuscripts?|trials?|RCTs?)"
_COUNT = re.compile(
    rf"(?<![\w.,/–-])(?P<n>\d{{1,3}}|{_WORDS})\s(?:(?!of\b|or\b|and\b|were\b|had\b|"
    rf"in\b)[\w()-]+[ ,]+){{0,5}}?{_NOUN}\b",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"""\b(?:
      includ(?:ed|ing) | selected | eligible | retained | qualified | enrolled | involved | entered | analy[sz]ed
    | (?:met|meeting|fulfill?(?:ed|ing)?|satisf(?:y|ied|ying)|matched) \s (?:\w+\s){0,3}?
    (?:criteria|inclusion|eligibility) | (?:with|involving|comprising|totall?ing|including) \s (?:a\stotal\sof\s)?
    [\d,]{2,}
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What says, near a number of studies, that these are the included ones."""
_ON_THE_WAY = re.compile(
    r"""\b(?:
      exclu\w+ | duplicat\w+ | screen\w+ | remaining | full[- ]text | potential\w* | retriev\w+ | records? | relevant
    | of\s(?:these|those|them|which|whom) | among | out\sof | previous | other | another | additional | further | each
    | subgroup | low\srisk | high\srisk | only | both
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What says that they are a step before or a part of them."""
_PEOPLE = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?!\d)|(?<![\d.,])\d{3,6}(?![\d%.])")
"""Numbers of three digits and more: patients of the studies."""
_BEFORE, _AFTER = 70, 100
"""Signs before and behind a number in which a cue counts."""


@dataclass(frozen=True, slots=True)
class Told:
    """A number of included studies at its place."""

    n: int
    noun: str
    pieces: Pieces
    is_included: bool
    people: frozenset[str]


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    if paper.kind not in REVIEWS and (paper.kind is not None or not paper.studies):
        return
    abstract = [told for told in _told(sentences_in(paper, "abstract")) if told.is_included]
    body = list(_told(sentences_outside(paper, "abstract", "references", "title")))
    listed = len({study.reference or study.label for study in paper.studies})
    for told in abstract[:1]:
        others = Counter(each.n for each in body if each.is_included)
        mentioned = Counter(each.n for each in body)
        best = max(others, key=lambda n: (mentioned[n] + (n == listed), others[n]), default=None)
        if best is None or mentioned[told.n] or told.n == listed:
            yield Passed(place(told.pieces))
        elif (mentioned[best] + (best == listed) > 1 or _same_people(told, body, best)) and abs(
            best - told.n
        ) <= FARTHEST * max(best, told.n):
            other = next(each for each in body if each.n == best and each.is_included)
            yield _finding(paper, told, other, certain=best == listed or mentioned[best] > 2)


def _same_people(told: Told, body: list[Told], n: int) -> bool:
    """Whether the text tells its number of studies with the abstract's number of patients."""
    return any(told.people & other.people for other in body if other.n == n and other.is_included)


def _told(passages: Iterator[Passage]) -> Iterator[Told]:
    """Every number of studies that sentences print, and whether they are said to be the included ones."""
    for passage in passages:
        for match in _COUNT.finditer(passage.text):
            n = _number(match["n"])
            if n is None or n < FEWEST:
                continue
            window = _clause(passage.text, match)
            is_included = bool(_CUE.search(window)) and not _ON_THE_WAY.search(window)
            people = frozenset(re.sub(r"\D", "", number) for number in _PEOPLE.findall(window))
            yield Told(n, match["noun"].lower(), passage.pieces_of(*match.span()), is_included, people)


def _clause(text: str, match: re.Match[str]) -> str:
    """What stands around a number in its clause, brackets left out."""
    before = re.split(r"[;:]|, and |\. ", text[max(0, match.start() - _BEFORE) : match.start()])[-1]
    after = re.split(r"[;:]|, (?:and|of which|but|while) |\. ", text[match.start() : match.end() + _AFTER])[0]
    return re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", before + after)


def _number(printed: str) -> int | None:
    value = int(printed) if printed.isdigit() else parse_number_words(printed.lower())
    return None if value is None else int(value)


def _finding(paper: Paper, told: Told, other: Told, *, certain: bool) -> Finding:
    return Finding(
        check=NAME,
        severity="error" if certain else "warning",
        message=f"the abstract counts {told.n} included {told.noun}, the text {other.n}",
        reported=str(told.n),
        expected=str(other.n),
        evidence=(evidence(paper, "result", told.pieces), evidence(paper, "context", other.pieces)),
    )
