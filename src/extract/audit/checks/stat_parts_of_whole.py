"""Parts that a sentence tells as all of a whole are no more and no fewer than the whole.

"84 patients: 45 men and 40 women" are 85. "25 women (62.5%) and 15 men (38.5%)" are 40, of whom 15 are 37.5 %: an error
where the percent of one sex is of both and that of the other is not. Kinds of response that exclude each other
(complete, partial, stable, progressive), each with its percent, do not exceed 100 % by more than rounding, half a unit
of the last digit for each. Counts above the whole are errors; below it, a warning: the sex of somebody may be missing.
Percents within each sex ("45% of men and 60% of women responded") and lists that name one kind twice are left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from extract.audit.arithmetic.proportions import fit_percent
from extract.audit.arithmetic.rounding import unit
from extract.audit.expressions.shapes import NUMBER, WHOLE
from extract.audit.flow.judge import judge_sum
from extract.audit.flow.lists import Sum, find_sums
from extract.audit.parts import sentences_outside
from extract.audit.passages import Passage, evidence, place
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped
from extract.text.numbers import parse_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """One kind with its count, where it is printed, and its percent; start and end in the searched text."""

    start: int
    end: int
    kind: str
    count: Decimal | None
    percent: Decimal


_PEOPLE = r"(?:(?:patients?|subjects?|participants?|individuals?|cases?)\s)?(?:(?:were|was)\s)?"
_SEXES_TOLD = r"females?|women|girls|males?|men|boys"
SEX_COUNTED = re.compile(
    rf"(?<![\w.,/])(?P<count>{WHOLE})\s(?:{_PEOPLE}(?P<sex>{_SEXES_TOLD})\s?\(\s?(?P<percent>{NUMBER})\s?%\s?\)"
    rf"|\(\s?(?P<percent2>{NUMBER})\s?%\s?\)\s{_PEOPLE}(?P<sex2>{_SEXES_TOLD})\b)",
    re.IGNORECASE,
)
_RESPONSES = {
    "complete": r"complete\s(?:response|remission)s?|\bCR\b",
    "partial": r"partial\s(?:response|remission)s?|\bPR\b",
    "stable": r"stable\sdiseases?|\bSD\b",
    "progressive": r"progressive\sdiseases?|disease\sprogression|\bPD\b",
}
RESPONSE = re.compile("|".join(f"(?P<{kind}>{names})" for kind, names in _RESPONSES.items()), re.IGNORECASE)
PERCENT = re.compile(rf"(?<![\w.·-])(?P<percent>{NUMBER})\s?%(?!\s?(?:CI\b|confidence|credible))", re.IGNORECASE)
_SHORT = re.compile(r"^\s?\(\s?(?:CR|PR|SD|PD)s?\s?\)")


def sex_portions(text: str) -> tuple[Portion, ...]:
    """The sexes of a sentence that tells each once with its count and percent; nothing where it tells more or fewer.

    >>> [(p.kind, str(p.percent)) for p in sex_portions("There were 25 women (62.5%) and 15 men (38.5%).")]
    [('female', '62.5'), ('male', '38.5')]
    """
    found: list[Portion] = []
    for match in SEX_COUNTED.finditer(text):
        count, percent = parse_number(match["count"]), parse_number(match["percent"] or match["percent2"])
        sex = (match["sex"] or match["sex2"]).lower()
        if percent is not None:
            kind = "female" if sex[0] in "fwg" else "male"
            found.append(Portion(start=match.start(), end=match.end(), kind=kind, count=count, percent=percent))
    return tuple(found) if {p.kind for p in found} == {"female", "male"} and len(found) == 2 else ()


def response_portions(text: str) -> tuple[Portion, ...]:
    """Kinds of response with a percent each, told in turn: "CR in 10%, PR in 40% and SD in 30%", at least three.

    >>> [str(p.percent) for p in response_portions("CR, PR and SD were seen in 10%, 40% and 30%, PD in 25%.")]
    []
    >>> [str(p.percent) for p in response_portions("CR was seen in 10%, PR in 40%, SD in 30% and PD in 25%.")]
    ['10', '40', '30', '25']
    """
    kinds = [m for m in RESPONSE.finditer(text) if not _SHORT.match(text[m.start() - 1 : m.end() + 1])]
    percents = list(PERCENT.finditer(text))
    names = [str(match.lastgroup) for match in kinds]
    if not 3 <= len(kinds) == len(percents) == len(set(names)):
        return ()
    marks = sorted([(match.start(), "kind") for match in kinds] + [(match.start(), "percent") for match in percents])
    if any(one[1] == other[1] for one, other in pairwise(marks)):
        return ()
    found = [
        Portion(start=min(k.start(), p.start()), end=max(k.end(), p.end()), kind=name, count=None, percent=value)
        for name, k, p in zip(names, kinds, percents, strict=True)
        if (value := parse_number(p["percent"])) is not None
    ]
    return tuple(found)


# --- the check


NAME = "stat_parts_of_whole"
VERSION = 1
SAID = "the two sexes are {parts} = {total}, of {whole}"
_SEX = re.compile(r"\b(?:females?|women|girls|[FM]\s?[=:])", re.IGNORECASE)
_RESPONSE = re.compile(r"\b(?:partial\s(?:response|remission)|PR)\b", re.IGNORECASE)


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for passage in sentences_outside(paper, "references"):
        if _SEX.search(passage.text):
            for found in find_sums(passage.text):
                if isinstance(found, Sum) and found.kind == "sexes":
                    yield judge_sum(paper, passage, found, check=NAME, said=SAID)
            yield from _sexes(paper, passage, sex_portions(passage.text))
        if _RESPONSE.search(passage.text):
            yield from _responses(paper, passage, response_portions(passage.text))


def _sexes(paper: Paper, passage: Passage, portions: tuple[Portion, ...]) -> Iterator[Answer]:
    total = sum((portion.count or Decimal(0) for portion in portions), Decimal(0))
    if not total:
        return
    fitting = [p for p in portions if p.count is not None and fit_percent(p.percent, p.count, total).fit != "off"]
    for portion in portions:
        pieces = passage.pieces_of(portion.start, portion.end)
        if portion in fitting:
            yield Passed(place(pieces))
        elif not fitting or portion.count is None:
            yield Skipped(place(pieces), "the percents are not of the two sexes together")
        else:
            expected = fit_percent(portion.percent, portion.count, total).expected
            yield Finding(
                check=NAME,
                severity="error",
                message=(
                    f"{portion.count} of {total}, both sexes together, is {expected}%, printed as {portion.percent}%; "
                    f"the other percent fits {total}"
                ),
                reported=f"{portion.percent}%",
                expected=f"{expected}%",
                evidence=(evidence(paper, "result", pieces),),
            )


def _responses(paper: Paper, passage: Passage, portions: tuple[Portion, ...]) -> Iterator[Answer]:
    if not portions:
        return
    pieces = passage.pieces_of(min(p.start for p in portions), max(p.end for p in portions))
    total = sum((portion.percent for portion in portions), Decimal(0))
    slack = sum((unit(portion.percent) / 2 for portion in portions), Decimal(0))
    if total <= 100 + slack:
        yield Passed(place(pieces))
        return
    parts = " + ".join(str(portion.percent) for portion in portions)
    yield Finding(
        check=NAME,
        severity="error",
        message=f"kinds of response that exclude each other: {parts} = {total}%; rounding explains {slack} at most",
        reported=f"{total}%",
        expected="100%",
        evidence=(evidence(paper, "result", pieces),),
    )
