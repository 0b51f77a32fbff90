"""Sentences that call a comparison of the study's groups significant or not, endpoint by endpoint.

"SBRT plus TACE did not significantly improve OS"; "after matching, the treatment group remained a significant factor
for OS". What is said of subgroups, of factors other than the treatment, and of a test for interaction is left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.audit.expressions.endpoints import endpoints_in
from extract.audit.expressions.wording import TURN, find_wordings


@dataclass(frozen=True, slots=True)
class Compared:
    """`population` is "before" or "after" matching where the sentence says so; `times` as printed ("2-year")."""

    endpoint: str
    significant: bool
    population: str | None
    times: frozenset[str]
    start: int
    end: int


_KIND = r"(?:independent|significant|prognostic|predictive|important|major)"
TREATMENT_FACTOR = re.compile(
    rf"\b(?:the\s)?(?:treatment|therapy|study)(?:\s(?:group|arm|modality|method|regimen|strategy|type))?\b(?!\s?(?:response|history|line))"
    rf"(?:,?\s(?:and\s)?[A-Za-z-]{{2,20}}){{0,6}}?\s(?:was|were|remained|emerged\sas|is|are)\s(?:an?\s|the\s|also\s|both\s)?"
    rf"(?:{_KIND}\s){{1,3}}(?:factors?|predictors?|determinants?)\s(?:for|of)\s(?P<endpoint>[^.;()]{{2,40}})",
    re.IGNORECASE,
)
_GROUPS = re.compile(
    r"\b(?:between|compared|versus|vs|than|(?:both|two|the)\s(?:groups|arms|cohorts|treatments)|addition\sof|combination|combined|"
    r"sequential|adjuvant|alone|treatment|improv\w+|prolong\w*)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:sub-?groups?|subsets?|in\s(?:patients|those|participants|women|men)|among|patients\s(?:with|without|who|aged|whose)|"
    r"(?:for|in)\s(?:the\s)?(?:tumou?rs|lesions|HCCs?|patients|stage\w*)|stratified|per-protocol|stage|uni-?varia\w+|multi-?varia\w+|"
    r"adjusted|interaction|factors?|predict\w+|associat\w+|correlat\w+|regardless|respond\w+|responses?|impact|previous|earlier|"
    r"studies|trials?|meta-analys\w+|reported|hypothes\w+|if|may|might|could|should|would|simulat\w+|either)\b",
    re.IGNORECASE,
)
_MATCHED = re.compile(
    r"\b(?P<when>before|after|following|prior\sto|post|pre)[\s-](?:[a-z0-9:-]{1,12}\s){0,2}?(?:propensity|PSM|PS-?|match|IPTW|weighting)"
    r"|\b(?P<matched>(?:matched|weighted)\s(?:cohort|groups?|patients|analysis|populations?))",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b(?:\d{1,2}|one|two|three|four|five)-?\s?(?:,|and|to|-|–)?\s?(?:year|month)s?\b", re.IGNORECASE)
_REACH_BACK = 200


def find_comparisons(text: str) -> Iterator[Compared]:
    """Every endpoint on which a sentence calls the groups different, or not different, in significance.

    >>> [(c.endpoint, c.significant) for c in find_comparisons("Adding TACE did not significantly improve OS.")]
    [('OS', False)]
    >>> [c.population for c in find_comparisons("After PSM, treatment group was an independent factor for OS")]
    ['after']
    >>> list(find_comparisons("In patients with PVTT, OS was significantly longer with SBRT than with TACE."))
    []
    """
    for match in TREATMENT_FACTOR.finditer(text):
        yield from _each(text, match["endpoint"], True, match.start(), match.end("endpoint"))
    for wording in find_wordings(text):
        turns = [turn.end() for turn in TURN.finditer(text, 0, wording.start)]
        start = max(turns[-1] if turns else 0, wording.start - _REACH_BACK)
        clause = text[start : wording.governs_to]
        if _GROUPS.search(clause) and not _PART.search(clause):
            yield from _each(text, clause, wording.significant, start, wording.governs_to)


def _each(text: str, named: str, significant: bool, start: int, end: int) -> Iterator[Compared]:
    for endpoint in sorted(endpoints_in(named)):
        yield Compared(endpoint, significant, _population(text[:end]), _times(text[start:end]), start, end)


def _population(text: str) -> str | None:
    found = list(_MATCHED.finditer(text))
    if not found:
        return None
    when = (found[-1]["when"] or "after").lower()
    return "before" if when in ("before", "prior to", "pre") else "after"


def _times(text: str) -> frozenset[str]:
    return frozenset(re.sub(r"\W", "", time[0].lower()) for time in _TIME.finditer(text))
