"""Factors that a sentence says have nothing to do with survival: "no relationship between BED, response and OS"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.audit.expressions.rates import MEASURES


@dataclass(frozen=True, slots=True)
class Denied:
    """One factor as printed, with its place in the sentence; `endpoint` None where prognosis at large is meant."""

    name: str
    start: int
    end: int
    endpoint: str | None


_TIE = r"(?:relationships?|associations?|correlations?|links?)"
_NONE = (
    r"(?:(?:did|could|do|does)\snot\s(?:find|observe|detect|identify|show|see)|failed\sto\s(?:find|show|demonstrate)"
    r"|(?:found|observed|detected|there\s(?:was|were|is)|showed))\s(?:no|any|an?|the)"
)
_MILD = r"(?:(?:any|an?|statistically|significant|clear|independent|obvious)\s){0,3}"
_END = r"(?P<endpoint>[^.;,()]{2,60})"
_NAMES = r"(?P<names>[^.;()]{3,120}?)"
BETWEEN = re.compile(rf"\b{_NONE}\s{_MILD}{_TIE}\sbetween\s{_NAMES},?\s(?:and|with)\s{_END}", re.IGNORECASE)
NOT_TIED = re.compile(
    rf"(?:^|[,;]\s|\bthat\s)(?:the\s)?{_NAMES}\s(?:was|were|is|are)\snot\s(?:(?:significant|independent|statistical)(?:ly)?\s)?"
    rf"(?:associated\swith|correlated\swith|related\sto|predictive\sof|(?:an?\s)?(?:\w+\s){{0,2}}factors?\s(?:for|of))\s{_END}",
    re.IGNORECASE,
)
_PROGNOSIS = re.compile(
    r"^(?:the\s)?(?:prognosis|survival|outcomes?|survival\soutcomes?|long-term\ssurvival)\b", re.IGNORECASE
)
_REALLY_DENIED = re.compile(r"\b(?:not|no|failed)\b", re.IGNORECASE)
_NARROW = re.compile(
    r"\b(?:univaria\w+|multivaria\w+|subgroups?|subset|in\s(?:the|patients)|among|after\s(?:adjust|match)\w*|previous\w*|studies)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"[^,]+?(?=,|\sand\s|\sor\s|\snor\s|$)")
_LEAD = re.compile(r"^\s*(?:(?:and|or|nor|both|the|neither|either)\s)*", re.IGNORECASE)


def find_denials(text: str) -> Iterator[Denied]:
    """All factors that are denied a part in survival, apart from sentences on a part of the patients or one analysis.

    >>> [(d.name, d.endpoint) for d in find_denials("We found no relationship between BED, response and OS.")]
    [('BED', 'OS'), ('response', 'OS')]
    >>> list(find_denials("In univariate analysis, age was not associated with OS."))
    []
    """
    if not _REALLY_DENIED.search(text):
        return
    for pattern in (BETWEEN, NOT_TIED):
        for match in pattern.finditer(text):
            named = [name for name, measure in MEASURES if measure.search(match["endpoint"])]
            if len(named) > 1 or (not named and not _PROGNOSIS.match(match["endpoint"])):
                continue
            if _NARROW.search(text, 0, match.end()):
                continue
            for item in _ITEM.finditer(match["names"]):
                lead = _LEAD.match(item[0])
                start = match.start("names") + item.start() + (lead.end() if lead else 0)
                name = text[start : match.start("names") + item.end()].strip()
                if 2 < len(name) <= 60:
                    yield Denied(name, start, start + len(name), named[0] if named else None)
