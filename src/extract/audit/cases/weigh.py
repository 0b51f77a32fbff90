"""From the conflicts of a citation and its fit to one verdict with its reasons.

`mismatch` needs one hard conflict, or a year that contradicts and another conflict beside it, or a chance that the
benchmark found to be right; a lone conflict that is not hard is a suspicion. What is said of background is judged far
more leniently than the description of a study.
"""

from dataclasses import dataclass
from typing import Literal

from extract.audit.cases.case import Case, Conflict
from extract.model import Severity

CitationVerdict = Literal["supported", "plausible", "suspect", "mismatch", "unverifiable"]

SURE, SUSPICIOUS, NOTABLE = 0.80, 0.35, 0.2
SURE_ENTRY, SUSPICIOUS_ENTRY = 0.9, 0.45
RANK = {"hard": 0, "strong": 1, "soft": 2}


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one citation; `conflicts` the strongest first; `severity` None where nothing is to be reported."""

    case: Case
    verdict: CitationVerdict
    severity: Severity | None
    conflicts: tuple[Conflict, ...]

    @property
    def check(self) -> str | None:
        """The check under whose name the finding stands: that of the strongest conflict."""
        return self.conflicts[0].check if self.conflicts else None


def weigh(case: Case, conflicts: tuple[Conflict, ...]) -> Judgement:
    ordered = tuple(sorted(conflicts, key=lambda each: RANK[each.strength]))
    strengths = [each.strength for each in ordered]
    hard, strong = strengths.count("hard"), strengths.count("strong")
    dated = any(each.check == "citation_year" and each.strength == "strong" for each in ordered)
    if case.describes and (hard or dated and len(ordered) > 1):
        return Judgement(case, "mismatch", "error", ordered)
    if hard or strong >= 2 or strong and case.describes:
        return Judgement(case, "suspect", "warning", ordered)
    if ordered:
        return Judgement(case, "suspect" if strong else "plausible", "note", ordered)
    return Judgement(case, _sound(case), None, ())


def _sound(case: Case) -> CitationVerdict:
    """Supported where the two sides share a name, or a study's disease, treatment and year."""
    if not case.work.title:
        return "unverifiable"
    shared = [
        kind
        for kind in ("disease", "intervention", "organism", "trial_name", "registration", "country")
        if {fact.value for fact in case.said(kind)} & case.work.all_values(kind)
    ]
    return "supported" if len(shared) >= 2 and case.chance < 0.1 else "plausible"
