"""Shares of kinds that exclude each other, told in one sentence: the sexes, the kinds of response."""

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from extract.audit.expressions.shapes import NUMBER, WHOLE, decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """One kind with its count, where it is printed, and its percent; start and end in the searched text."""

    start: int
    end: int
    kind: str
    count: Decimal | None
    percent: Decimal


_PEOPLE = r"(?:(?:patients?|subjects?|participants?|individuals?|cases?)\s)?(?:(?:were|was)\s)?"
_SEX = r"females?|women|girls|males?|men|boys"
SEX_COUNTED = re.compile(
    rf"(?<![\w.,/])(?P<count>{WHOLE})\s(?:{_PEOPLE}(?P<sex>{_SEX})\s?\(\s?(?P<percent>{NUMBER})\s?%\s?\)"
    rf"|\(\s?(?P<percent2>{NUMBER})\s?%\s?\)\s{_PEOPLE}(?P<sex2>{_SEX})\b)",
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
        count, percent = decimal(match["count"]), decimal(match["percent"] or match["percent2"])
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
        if (value := decimal(p["percent"])) is not None
    ]
    return tuple(found)
