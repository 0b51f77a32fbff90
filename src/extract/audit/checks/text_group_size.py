"""The size of the study is the same in the abstract and in the body.

"We enrolled 82 patients" in the abstract, "we enrolled 84 patients" in the methods. Looked at are totals of a stage
(screened, enrolled, randomised, treated, analysed) and "this study of 82 patients", in abstract and conclusions.
A finding is made only where such a number stands nowhere in methods, results, tables and captions, in digits or words,
and one other near it takes its place there: the total of the same stage, another total very near, or, a tenth away at
most, a number that the body prints three times as so many patients, as n or as a denominator, and the abstract lacks.
An error where both are told with the same verb, a warning otherwise. Stages differ rightly (enrolled, treated,
analysed), and groups, tumours and planned numbers are other things: a number that stands anywhere in the body passes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.audit.flow.stages import STAGED, Total, find_totals
from extract.audit.parts import own_sentences, spans_of
from extract.audit.passages import Passage, evidence, place
from extract.model import Answer, Evidence, Finding, Library, Paper, Passed, SectionRole, Skipped, Span
from extract.text.numbers import NUMBER_WORD, parse_number

NAME = "text_group_size"
VERSION = 1
NEAR, SLIP, VERY_NEAR = 5, 10, 20
"""A difference of at most this part of the number: of one stage, of a number often printed, of any stage."""

EVEN = 6
"""Two numbers that sum to the size and differ by no more are its two groups."""

OFTEN = 3
RESTATING: tuple[SectionRole, ...] = ("abstract", "discussion", "conclusion")
TELLING: tuple[SectionRole, ...] = ("methods", "results")
_GROUPED = r"\d{1,3}(?:[,\u2009\u202f\u00a0 ]\d{3}){1,2}(?!\d)"
_DIGITS = re.compile(
    rf"(?<![\d.·])(?:{_GROUPED}|\d{{1,7}}(?![\d·]|\.\d))"
    r"(?!\s?(?:%|years?\b|months?\b|weeks?\b|days?\b|hours?\b|min\b|h\b|mg\b|g\b|kg\b|m[lL]\b|mm|cm|Gy\b))"
)
_WORDS = re.compile(rf"\b{NUMBER_WORD}\b", re.IGNORECASE)
_OF_PEOPLE = re.compile(
    r"(?:\bof\s(?:the\s)?|\b[nN]\s?=\s?|/\s?|\ball\s|^|\s)(?P<n>\d{2,6})"
    r"(?=\s(?:[a-z-]{1,20}\s){0,2}?(?:patients|participants|subjects|women|men|children|individuals|\()|\)|\s\()"
)


@dataclass(frozen=True, slots=True)
class Size:
    """A total and the sentence that tells it."""

    total: Total
    passage: Passage

    @property
    def value(self) -> int:
        return self.total.count.value

    @property
    def shown(self) -> str:
        return self.passage.text[self.total.count.start : self.total.count.end]

    @property
    def around(self) -> tuple[int, int]:
        start = max(0, self.total.count.start - 40)
        opening = self.passage.text.find(" ", start, self.total.count.start) + 1 if start else 0
        return (opening or start, min(len(self.passage.text), self.total.count.end + 60))


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    restated = [size for role in RESTATING for size in _sizes(paper, role)]
    if not restated:
        return
    told = [size for role in TELLING for size in _sizes(paper, role)]
    body = _stretches(paper, *RESTATING, "references")
    numbers = frozenset(value for stretch in body for value in _numbers(stretch.of(paper.text)))
    for size in restated:
        pieces = size.passage.pieces_of(size.total.count.start, size.total.count.end)
        if size.value in numbers or any(size.value - n in numbers for n in numbers if abs(2 * n - size.value) <= EVEN):
            yield Passed(place(pieces))
            continue
        same = _same(size, told)
        often = _often(paper, body, size.value)
        if len({other.value for other in same}) == 1:
            other = same[0]
            where = evidence(paper, "context", other.passage.pieces_of(*other.around))
            yield _finding(paper, size, other.value, f"{other.total.verb} {other.shown}", where, other.total.verb)
        elif not same and len(often) == 1:
            n, places = next(iter(often.items()))
            where = evidence(paper, "context", (places[0],))
            yield _finding(paper, size, n, f"{n} in {len(places)} places", where, None)
        else:
            yield Skipped(place(pieces), "no one number of the body to compare with")


def _finding(paper: Paper, size: Size, n: int, shown: str, where: Evidence, verb: str | None) -> Finding:
    told = f"{size.total.verb} {size.shown}" if size.total.verb else f"a study of {size.shown}"
    return Finding(
        check=NAME,
        severity="error" if size.total.verb and size.total.verb == verb else "warning",
        message=f"{told}, a number that methods, results and tables do not print; they have {shown}",
        reported=size.shown,
        expected=str(n),
        evidence=(evidence(paper, "result", size.passage.pieces_of(*size.around)), where),
    )


def _is_near(one: int, other: int, part: int) -> bool:
    return one != other and abs(one - other) * part <= one


def _same(size: Size, told: list[Size]) -> list[Size]:
    """The body's totals of the same stage that are near; where it has none, those of any stage that are very near."""
    same = [o for o in told if o.total.stage == size.total.stage and _is_near(size.value, o.value, NEAR)]
    return same or [o for o in told if _is_near(size.value, o.value, VERY_NEAR)]


def _sizes(paper: Paper, role: SectionRole) -> Iterator[Size]:
    for passage in own_sentences(paper, role):
        if STAGED.search(passage.text):
            for total in find_totals(passage.text):
                yield Size(total, passage)


def _often(paper: Paper, body: list[Span], value: int) -> dict[int, list[Span]]:
    """The numbers near a value that the body often prints for people, and the abstract does not."""
    stated = {n for span in spans_of(paper, "abstract") for n in _numbers(span.of(paper.text))}
    places: dict[int, list[Span]] = {}
    for stretch in body:
        for match in _OF_PEOPLE.finditer(stretch.of(paper.text)):
            n = int(match["n"])
            if _is_near(value, n, SLIP) and n not in stated:
                found = Span(stretch.start + match.start("n"), stretch.start + match.end("n"))
                places.setdefault(n, []).append(found)
    return {n: found for n, found in places.items() if len(found) >= OFTEN}


def _stretches(paper: Paper, *without: SectionRole) -> list[Span]:
    """The text between the sections with these roles."""
    at, found = 0, []
    for start, end in [
        *sorted((span.start, span.end) for span in spans_of(paper, *without)),
        (len(paper.text), len(paper.text)),
    ]:
        if start > at:
            found.append(Span(at, start))
        at = max(at, end)
    return found


def _numbers(text: str) -> Iterator[int]:
    """All whole numbers of a text, in digits and in words."""
    printed = [*(m[0] for m in _DIGITS.finditer(text)), *(m[0].lower() for m in _WORDS.finditer(text))]
    return (int(value) for number in printed if (value := parse_number(number)) is not None)
