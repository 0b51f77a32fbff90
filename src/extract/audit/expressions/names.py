"""Names of estimates: which are ratios, with 1 for no effect, and which are differences, with 0."""

import re
from dataclasses import dataclass
from typing import Literal

Family = Literal["ratio", "difference", "other"]

RATIO = re.compile(
    r"(?:\b(?:a|adj|crude|unadjusted|adjusted|m|s|cs|i)?[ -]?"
    r"(?:HRs?|ORs?|RRs?|IRRs?|SHRs?|aHR|aOR|aRR|cOR|PORs?|PRRs?|GMRs?|RORs?)\b"
    r"|\b(?:[Hh]azards?|[Oo]dds|[Rr]isk|[Rr]ate|[Pp]revalence|[Ii]ncidence(?:\s[Rr]ate)?|[Mm]ortality|[Mm]eans?)[\s-][Rr]atios?\b"
    r"|\b[Rr]elative\s(?:[Rr]isks?|[Rr]ates?|[Oo]dds|[Hh]azards?)\b)"
)
DIFFERENCE = re.compile(
    r"(?:\b(?:[Mm]ean|[Rr]isk|[Rr]ate|[Aa]bsolute|[Tt]reatment|[Bb]etween-group|[Aa]djusted|[Gg]roup|[Ss]tandardi[sz]ed)\s"
    r"(?:mean\s|risk\s|group\s|treatment\s)?[Dd]ifferences?\b|\b[Dd]ifferences?\b|\b(?:MD|SMD|WMD|RD|ARD)\b|\bβ|\b[Bb]eta\b"
    r"|\b[Cc]oefficients?\b)"
)
_NEAR, _IN_CLAUSE, _TOUCHING = 40, 110, 12
_LEAVES_CLAUSE = re.compile(r"[\d;:]|(?<!vs)\.\s|\)\s?,|\band\s(?:the|a|an|median|mean)\s")


@dataclass(frozen=True, slots=True)
class Name:
    """The kind of an estimate; `printed` its name, `start` where it begins if it stands right before the number."""

    family: Family
    printed: str | None = None
    start: int | None = None


def family_before(head: str, gap: str) -> Name:
    """What the words before a number, or those between it and its interval, call it.

    >>> family_before("hazard ratio for death or progression with the drug as compared with placebo, ", "").family
    'ratio'
    >>> family_before("hazard ratio 0.6; median survival ", " months").family
    'other'
    """
    for family, pattern in (("ratio", RATIO), ("difference", DIFFERENCE)):
        reach = _IN_CLAUSE if family == "ratio" else _NEAR
        names = [
            match
            for match in pattern.finditer(head)
            if len(head) - match.end() <= reach and not _leaves(head[match.end() :])
        ]
        if names:
            start = names[-1].start() if len(head) - names[-1].end() <= _TOUCHING else None
            return Name("ratio" if family == "ratio" else "difference", names[-1][0], start)
    ratio = RATIO.search(gap)
    return Name("ratio", ratio[0]) if ratio is not None else Name("other")


def _leaves(between: str) -> bool:
    """Whether the words behind a name leave what it names."""
    if len(between) <= _NEAR:
        return bool(re.search(r"\d", between))
    return bool(_LEAVES_CLAUSE.search(between) or DIFFERENCE.search(between))
