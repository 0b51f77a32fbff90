"""What a paper fixes once for itself: thresholds, calipers, versions of software and criteria, ages of inclusion.

Each is a `Fixed`: its `kind` with what it is of, and the values in one normal form, so that two of one kind can be held
against each other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.audit.expressions.shapes import decimal


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that is fixed; start and end in the searched text, `printed` the words of the place."""

    kind: str
    values: tuple[Decimal, ...]
    printed: str
    start: int
    end: int


_SMALL = r"(?:0?[.·]\d{1,4})"
_SMD = (
    r"(?:SMDs?|ASDs?|ASMDs?|(?:absolute\s)?standardi[sz]ed\s(?:mean\s)?differences?(?:\s\([A-Za-z]{2,5}\))?"
    r"|standardi[sz]ed\smean\sdifferences?)"
)
_SOFTWARE = (
    r"(?:SPSS|SAS|Stata|STATA|GraphPad\sPrism|MedCalc|CTCAE|NCI-CTC|MedDRA|RevMan|Review\sManager|JMP|Statistica|EORTC\sQLQ-C30"
    r"|Common\sTerminology\sCriteria\sfor\sAdverse\sEvents(?:\s\(CTCAE\))?|RECIST|Eclipse|Monaco|MIM)"
)
_PATTERNS = (
    (
        "caliper",
        re.compile(rf"\bcalipers?\b(?![^.;]{{0,20}}sensitivity)[^.;()\d]{{0,60}}?(?<![\d.])(?P<one>{_SMALL})\b"),
    ),
    (
        "SMD threshold",
        re.compile(
            rf"\b{_SMD}\b[^.;\d()]{{0,40}}?(?:<|≤|>|≥|below|under|less\sthan|within|exceeding|(?:greater|more|larger)\sthan)\s?"
            rf"(?P<one>{_SMALL})\b(?=[^.;]{{0,80}}\b(?:balance\w*|imbalance\w*|negligible|acceptable|consider\w*|indicat\w*|threshold|adequate"
            rf"|deemed|defined))"
        ),
    ),
    (
        "threshold of significance",
        re.compile(
            rf"\b[pP][\s-]?(?:values?\s)?(?:[<≤]|(?:of\s)?less\sthan|below|(?:of\s)?under)\s?(?P<one>{_SMALL})\s(?:\((?:two|2)-(?:sided|tailed)\)\s)?"
            rf"(?:(?:was|were|is|are|will\sbe|has\sbeen)\s)?(?:considered|deemed|regarded|taken|accepted|defined|set)\b"
        ),
    ),
    (
        "threshold of significance",
        re.compile(
            rf"\b(?:(?:level|threshold)\sof\s(?:statistical\s)?significance|significance\s(?:level|threshold)|[Ss]tatistical\ssignificance)\s"
            rf"(?:(?:was|were|is|will\sbe)\s)?(?:set|defined|considered|accepted|determined|established|indicated|declared)\s"
            rf"(?:at|as|by|to\sbe|for|when)\s(?:an?\s)?(?:(?:two-sided|two-tailed)\s)?(?:(?:[pP]|α|alpha)(?:[\s-]values?)?\s?(?:of\s|levels?\s(?:of\s)?)?"
            rf"(?:[<≤=]|less\sthan)?\s?)?(?P<one>{_SMALL}|5\s?%|1\s?%)(?!\d)"
        ),
    ),
    (
        "version of {what}",
        re.compile(
            rf"\b(?P<what>{_SOFTWARE})\b(?:\s?\(?(?:®|™)\)?)?(?:\s(?:Statistics|software|statistical|for|Windows|package|program|criteria|[Ss]oftware))"
            rf"{{0,4}},?\s?\(?(?:[Vv]ersion\s|[Vv]er?\.?\s?|[Vv](?=\d)|(?<=SPSS\s)|(?<=SPSS)|(?<=CTCAE\s))(?P<one>\d{{1,2}}(?:\.\d{{1,2}})?)(?![\d%/–-])"
        ),
    ),
    (
        "age of inclusion",
        re.compile(
            r"\b(?:aged?|ages)\s(?:of\s|between\s|from\s|was\s|ranging\sfrom\s)?(?P<one>\d{2})\s?(?:-|–|to|and)\s?(?P<two>\d{2})\s?-?(?:years?|yrs?|y)\b"
        ),
    ),
)
_NO_RULE = {
    "threshold of significance": re.compile(
        r"\b(?:univaria\w+|Bonferroni|correct\w*|interim|adjust\w*|interaction|one-sided|one-tailed|1-sided|enter\w*|entry|retain\w*|remov\w*|"
        r"stepwise|includ\w+\sin|multiple|secondary|trend|highly|strong\w*|marginal\w*|borderline|heterogeneity|multivaria\w+|normal\w*|co-primary|genom\w+)\b",
        re.IGNORECASE,
    ),
    "caliper": re.compile(r"\b(?:sensitivity|skinfold|Vernier|digital|respectively|measured)\b", re.IGNORECASE),
    "SMD threshold": re.compile(r"\b(?:small|medium|large|moderate|respectively|Cohen)\b", re.IGNORECASE),
    "age of inclusion": re.compile(
        r"^(?!.*\b(?:eligib\w+|inclusion|criteri\w+|recruit\w*|enrol\w*)\b)", re.IGNORECASE | re.DOTALL
    ),
}
_SAME_NAME = (("Common Terminology", "CTCAE"), ("STATA", "Stata"), ("Review Manager", "RevMan"))
_OTHER_USE = re.compile(
    r"\b(?:previous\w*|until|former\w*|updated?|earlier|older|then|instead|compared|converted|validation|pilot|other)\b",
    re.IGNORECASE,
)


def find_definitions(text: str) -> Iterator[Fixed]:
    """All values that a sentence fixes.

    >>> found = find_definitions("with a caliper width of 0.2; P < 0.05 was considered significant")
    >>> [(fixed.kind, str(fixed.values[0])) for fixed in found]
    [('caliper', '0.2'), ('threshold of significance', '0.05')]
    >>> [f.kind for f in find_definitions("SPSS version 24.0 and CTCAE v4.0 were used")]
    ['version of SPSS', 'version of CTCAE']
    >>> list(find_definitions("After Bonferroni correction P < 0.01 was considered significant; SPSS was used in 2019"))
    []
    """
    for kind, pattern in _PATTERNS:
        barred = _NO_RULE.get(kind, _OTHER_USE)
        if barred.search(text):
            continue
        for match in pattern.finditer(text):
            groups = match.groupdict()
            values = tuple(_value(groups[name]) for name in ("one", "two") if groups.get(name))
            yield Fixed(kind.format(what=_short(groups.get("what") or "")), values, match[0], *match.span())


def compatible(one: Fixed, other: Fixed) -> bool:
    """Whether two values of one kind can be the same: equal, or one version told with fewer digits.

    >>> one, other = next(find_definitions("SPSS version 24.0 was used")), next(find_definitions("by SPSS 24"))
    >>> compatible(one, other)
    True
    """
    if one.kind.startswith("version"):
        return int(one.values[0]) == int(other.values[0])
    return one.values == other.values


def _value(printed: str) -> Decimal:
    """A printed number; percents as shares."""
    value = decimal(printed.rstrip("% ")) or Decimal(0)
    return value / 100 if printed.endswith("%") else value


def _short(name: str) -> str:
    return next((short for start, short in _SAME_NAME if name.startswith(start)), name)
