"""The claim describes one treatment, the entry another.

Classes are met by their members and members by their classes; a treatment named in the sentences around is no conflict.
"""

import re
from collections.abc import Iterator

from extract.audit.cases.case import Case, Conflict, Strength, passage_of
from extract.model import Fact

NAME = "citation_intervention"
BROAD = frozenset(
    "surgery imaging placebo systemic_therapy locoregional diet exercise antibiotic opioid corticosteroid vaccine"
    " antiviral local_anesthetic anesthetic igrt hypofractionation best_supportive_care".split()
)

WIDE = frozenset({"systemic_therapy", "locoregional", "surgery", "targeted_therapy", "immunotherapy", "chemotherapy"})

COMPARES = re.compile(r"\b(?:versus|vs\.?|compar\w+|or|with or without|against)\b", re.I)
DIAGNOSTIC = re.compile(
    r"imaging|diagnos|screen|surveill|detect|staging|assess|ultraso|tomograph|\bCT\b|\bMRI?\b|PET|monitor", re.I
)
DIAGNOSIS_TITLE = re.compile(r"\b(?:ultraso\w+|imaging|diagnos\w+|tomography|elastography)\b", re.I)
TREATS = re.compile(r"\b(?:effective|efficacy|treatments?|therap(?:y|ies)|salvage|treated|benefits?)\b", re.I)


def find(case: Case) -> Iterator[Conflict]:
    yield from _diagnosis(case)
    cited = case.vocabulary.narrowest(case.work.values("intervention", "comparator") - BROAD)
    own = case.vocabulary.narrowest(
        fact.value
        for fact in case.claim.facts
        if fact.kind in ("intervention", "comparator") and fact.value not in BROAD
    )
    if not own or not cited:
        return
    facts = tuple(fact for fact in case.said("intervention") if fact.value in own)
    told = case.work.all_values("intervention", "comparator")
    foreign = frozenset(each for each in cited if not _named(case, each, own))
    missing = tuple(fact for fact in facts if not _told(case, fact.value, told))
    unsaid = frozenset(each for each in cited if not any(case.vocabulary.kin(each, one) for one in own))
    if _other_arm(case, missing, unsaid):
        yield _conflict(case, missing, unsaid, "hard")
    elif facts and foreign == cited and missing == facts:
        yield _conflict(case, missing, foreign, _exclusive(case, missing, foreign))
    elif foreign and missing:
        partial: Strength = "strong" if case.describes and case.alone and _replaced(case, missing, foreign) else "soft"
        yield _conflict(case, missing, foreign, "hard" if _exchanged(case, missing, foreign) else partial)
    elif case.describes and _added(case, cited, facts):
        yield _conflict(case, (), _added(case, cited, facts), "faint")


def _diagnosis(case: Case) -> Iterator[Conflict]:
    """What the text says of a treatment is cited to a work on imaging or diagnosis that names no treatment."""
    treatments = [fact for fact in case.said("intervention") if not case.vocabulary.is_a(fact.value, "imaging")]
    cited = [each for each in case.work.all_values("intervention") if not case.vocabulary.is_a(each, "imaging")]
    if cited or not treatments or not case.alone or not DIAGNOSIS_TITLE.search(case.work.title):
        return
    if TREATS.search(case.work.title) or DIAGNOSTIC.search(f"{case.claim_text} {case.context_text}"):
        return
    if TREATS.search(case.claim_text):
        said = frozenset(fact.value for fact in treatments)
        yield Conflict(
            check=NAME,
            strength="hard",
            reason=f"the text speaks of treatment ({case.labels(said)}), the entry of imaging or diagnosis",
            pieces=passage_of(case.claim, treatments[-1]),
            reported=case.labels(said),
            expected="imaging or diagnosis",
        )


def _named(case: Case, cited: str, own: frozenset[str]) -> bool:
    """Whether the claim names a cited treatment, its class or a member; or the sentences around name it itself."""
    return any(case.vocabulary.kin(cited, each) for each in own) or any(
        case.vocabulary.is_a(each, cited) for each in case.around("intervention", "comparator")
    )


def _told(case: Case, said: str, told: frozenset[str]) -> bool:
    return any(case.vocabulary.kin(said, each) for each in told)


def _added(case: Case, cited: frozenset[str], facts: tuple[Fact, ...]) -> frozenset[str]:
    """What the entry adds to the treatment, and the claim names not at all or only as what it is compared with."""
    treated = {fact.value for fact in facts}
    if COMPARES.search(case.work.title):
        treated |= {fact.value for fact in case.claim.facts if fact.kind == "comparator"}
    if not facts:
        compared = {fact.value for fact in case.claim.facts if fact.kind == "comparator"}
        treated = {fact.value for fact in case.context if fact.kind == "intervention"} - compared
    return frozenset(
        each for each in cited if treated and not any(case.vocabulary.kin(each, other) for other in treated)
    )


def _exclusive(case: Case, missing: tuple[Fact, ...], foreign: frozenset[str]) -> Strength:
    """Hard where two treatments of one family stand in each other's place: SBRT and chemoradiotherapy."""
    above = [case.vocabulary.ancestors(fact.value) - {fact.value} for fact in missing]
    others = [case.vocabulary.ancestors(each) - {each} for each in foreign]
    family = frozenset().union(*above) & frozenset().union(*others) - WIDE
    if case.alone and family and case.is_clinical_study:
        return "hard"
    return "strong" if case.describes and case.alone else "soft"


def _replaced(case: Case, missing: tuple[Fact, ...], foreign: frozenset[str]) -> bool:
    """To a shared treatment one side adds a local one, the other a systemic one: TACE here, sorafenib there."""
    local, systemic = ("locoregional", "radiotherapy", "sirt"), ("systemic_therapy",)
    said = [fact.value for fact in missing]
    return any(
        all(any(case.vocabulary.is_a(each, kind) for kind in one) for each in said)
        and all(any(case.vocabulary.is_a(each, kind) for kind in other) for each in foreign)
        for one, other in ((local, systemic), (systemic, local))
    )


def _exchanged(case: Case, missing: tuple[Fact, ...], foreign: frozenset[str]) -> bool:
    """Drugs of one class in each other's place: pembrolizumab for camrelizumab."""
    drugs = [case.vocabulary[fact.value] for fact in missing if case.vocabulary[fact.value].note("drug")]
    others = [case.vocabulary[each] for each in foreign if case.vocabulary[each].note("drug")]
    shared = {parent for term in drugs for parent in term.parents} & {
        parent for term in others for parent in term.parents
    }
    return case.describes and case.alone and bool(shared)


def _other_arm(case: Case, missing: tuple[Fact, ...], foreign: frozenset[str]) -> bool:
    """Both compare one treatment with the same other, and not the same one: SBRT against TACE, Y90 against TACE."""
    same = [
        fact.value
        for fact in case.said("comparator")
        if fact.value not in BROAD
        and any(case.vocabulary.kin(fact.value, each) for each in case.work.values("comparator"))
    ]
    one_each = len({fact.value for fact in missing}) == 1 and len(foreign) == 1
    return bool(same) and one_each and case.describes and case.alone and case.is_clinical_study


def _conflict(case: Case, missing: tuple[Fact, ...], foreign: frozenset[str], strength: Strength) -> Conflict:
    said = frozenset(fact.value for fact in missing)
    if said:
        reason = f"the text names {case.labels(said)}, the entry {case.labels(foreign)}"
    else:
        reason = f"the entry is about {case.labels(foreign)}, which the text does not name as the treatment"
    return Conflict(
        check=NAME,
        strength=strength,
        reason=reason,
        pieces=passage_of(case.claim, *missing[-1:]),
        reported=case.labels(said) or None,
        expected=case.labels(foreign),
    )
