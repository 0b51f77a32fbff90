"""From the conflicts of a citation and its fit to one verdict with its reasons.

`mismatch` needs one hard conflict, or a year that contradicts and another conflict beside it, or a chance that the
benchmark found to be right; a lone conflict that is not hard is a suspicion. What is said of background is judged far
more leniently than the description of a study.
"""

from dataclasses import dataclass
from typing import Literal

from extract.audit.cases.case import Case, Conflict
from extract.model import FactKind, Severity

CitationVerdict = Literal["supported", "plausible", "suspect", "mismatch", "unverifiable"]

UNLIKELY = 0.1
OUT_OF_PLACE = 0.40
SHARED_KINDS: tuple[FactKind, ...] = ("disease", "intervention", "organism", "trial_name", "registration", "country")
OF_THE_LIST = frozenset({"citation_order", "citation_fit"})
RANK = {"hard": 0, "strong": 1, "soft": 2, "faint": 3}


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one citation; `conflicts` the strongest first; `severity` None where nothing is to be reported."""

    case: Case
    verdict: CitationVerdict
    severity: Severity | None
    conflicts: tuple[Conflict, ...]
    shared: tuple[str, ...] = ()

    @property
    def check(self) -> str | None:
        """The check under whose name the finding stands: that of the strongest conflict."""
        return self.conflicts[0].check if self.conflicts else None


def weigh(case: Case, conflicts: tuple[Conflict, ...]) -> Judgement:
    """An author of the entry who is named in the text speaks for the citation: what differs then is only a note."""
    ordered = tuple(sorted(conflicts, key=lambda each: RANK[each.strength]))
    strengths = [each.strength for each in ordered]
    hard, strong = strengths.count("hard"), strengths.count("strong")
    dated = any(each.check == "citation_year" and each.strength == "strong" for each in ordered)
    if ordered and case.named:
        return Judgement(case, "plausible", "note" if strengths[0] in ("hard", "strong") else None, ordered)
    if case.keyed:
        return _keyed(case, ordered)
    several = len({each.check for each in ordered if each.strength == "strong"}) > 1 and case.alone
    if case.describes and (hard or several or (dated and len(ordered) > 1)):
        return Judgement(case, "mismatch", "error", ordered)
    of_list = any(each.check in OF_THE_LIST and each.strength == "strong" for each in ordered)
    if hard or strong >= 2 or of_list or (strong and case.describes):
        return Judgement(case, "suspect", "warning", ordered)
    if ordered:
        plain = [each for each in ordered if each.strength != "faint"]
        worth_a_note = plain and (strong or case.describes or len(ordered) > 1)
        return Judgement(case, "suspect" if strong else "plausible", "note" if worth_a_note else None, ordered)
    verdict, shared = _sound(case)
    return Judgement(case, verdict, None, (), shared)


def _keyed(case: Case, ordered: tuple[Conflict, ...]) -> Judgement:
    """A marker that prints the name can be wrong in what it cites, not by a slip: a suspicion at most."""
    excluded = [each for each in ordered if each.strength == "hard" or each.check == "citation_disease"]
    if excluded and excluded[0].strength != "soft" and case.describes:
        return Judgement(case, "suspect", "warning", (*excluded, *(each for each in ordered if each not in excluded)))
    if ordered:
        return Judgement(case, "plausible", "note" if ordered[0].strength in ("hard", "strong") else None, ordered)
    verdict, shared = _sound(case)
    return Judgement(case, verdict, None, (), shared)


def _sound(case: Case) -> tuple[CitationVerdict, tuple[str, ...]]:
    """Supported where the two sides share several facts or a name; with what they share."""
    shared = tuple(
        f"both name {case.label(value)}"
        for kind in SHARED_KINDS
        for value in sorted({fact.value for fact in case.said(kind)})
        if any(case.vocabulary.kin(value, other) for other in case.work.all_values(kind))
    )
    if case.entry_chance >= OUT_OF_PLACE:
        return "suspect", ("the entry seems out of place in this list",)
    if case.named:
        shared = ("the text names an author, the trial or the registration of the entry", *shared)
    is_supported = len(shared) >= 2 and case.chance < UNLIKELY and (case.describes or case.named)
    return ("supported" if is_supported else "plausible"), shared
