"""Whether text and entry are of one disease, one organism, one treatment.

What the paper's own title and abstract name, or the sentences around, counts as said. A class is met by its members and
a member by its class. Unknown is never different.
"""

from extract.audit.cases.case import Case, Comparison, agrees, not_stated
from extract.model import Fact
from extract.text import lazy_re as re
from extract.text.words import alternatives

BROAD_DISEASES = frozenset(
    "cancer solid_tumor blood_cancer metastases oligometastases cancer_fatigue liver_disease arthritis eye_disease"
    " dental pain ibd liver_tumor".split()
)
ACCOMPANY = frozenset("pvtt rild cirrhosis transplantation ponv postoperative_pain wound anemia smoking".split())
"""What patients with many diseases have: it names no disease that a study would be of alone."""
BROAD_TREATMENTS = frozenset(
    "surgery imaging placebo systemic_therapy locoregional diet exercise antibiotic opioid corticosteroid vaccine"
    " antiviral local_anesthetic anesthetic igrt hypofractionation best_supportive_care education self_management"
    " ehealth behavioural_intervention care_model training supplementation cell_therapy light_treatment lipid_lowering"
    " oxygen_therapy drug_treatment screening dental_restoration cognitive_treatment text_messages".split()
)
WIDE = frozenset({"systemic_therapy", "locoregional", "surgery", "targeted_therapy", "immunotherapy", "chemotherapy"})
PATIENTS = re.compile(rf"\b(?:{alternatives('samples')}|[nN]\s?=|survival|OS|PFS|ORR|response rate|AUC)\b")
LABORATORY = re.compile(
    r"\b(?:animals?|experiment\w*|in vi[vt]ro|preclinical|cells?|tissues?|express\w*|model of|rodents?|knock-?out"
    r"|HPLC)\b",
    re.I,
)
COMPARES = re.compile(r"\b(?:versus|vs\.?|compar\w+|or|with or without|against)\b", re.I)


def disease(case: Case) -> Comparison:
    """Cancers of different sites exclude each other ("site"); other diseases may go together ("other")."""
    kin = case.vocabulary.kin
    facts = [fact for fact in case.stated("disease") if fact.value not in BROAD_DISEASES | ACCOMPANY]
    cited = case.work.values("disease") - BROAD_DISEASES - ACCOMPANY
    if not cited:
        return not_stated(facts, cited)
    if not facts:
        return _implied(case, cited)
    stated = frozenset(fact.value for fact in facts)
    shared = [
        term for term in stated if any(kin(term, other) for other in case.work.all_values("disease") - BROAD_DISEASES)
    ]
    if shared:
        return agrees(f"both name {case.labels(frozenset(shared))}")
    near = (case.around("disease") | case.work.all_values("disease") - cited | stated) - BROAD_DISEASES
    if not all(case.excludes(term, other) for term in cited for other in near) or _is_spread(case, stated, cited):
        return not_stated(facts, cited)
    sites = all(case.vocabulary.is_a(term, "cancer") for term in stated | cited)
    return case.differs(
        ("site" if sites else "other") + ("" if case.describes and case.alone else "_in_passing"),
        f"the text speaks of {case.labels(stated)}, the entry of {case.labels(cited)}",
        facts[-1],
        reported=case.labels(stated),
        expected=case.labels(cited),
    )


def _is_spread(case: Case, stated: frozenset[str], cited: frozenset[str]) -> bool:
    """Metastases on one side, of another organ than the cancers of the other: breast cancer has bone metastases."""
    is_a = case.vocabulary.is_a
    for first, other in ((stated, cited), (cited, stated)):
        organs = [organ for organ in ("liver_tumor", "brain_tumor") if any(is_a(term, organ) for term in first)]
        same_organ = bool(organs) and all(is_a(term, organs[0]) for term in other)
        if all(is_a(term, "metastases") for term in first) and not same_organ:
            return True
    return False


def _implied(case: Case, cited: frozenset[str]) -> Comparison:
    """A study of no named disease in a paper on one cancer, cited to an entry on another that is named nowhere near."""
    is_a = case.vocabulary.is_a
    known = case.vocabulary.by_id
    topic = frozenset(term for term in case.layout.topic if is_a(term, "cancer") and term in known) - BROAD_DISEASES
    of_cancer = topic and all(is_a(term, "cancer") and term in known for term in cited)
    if not case.describes or not case.alone or not of_cancer or _is_spread(case, topic, cited):
        return not_stated(None, cited)
    near = ((case.around("disease") | case.work.all_values("disease")) - cited | topic) - BROAD_DISEASES
    if not all(case.excludes(term, other) for term in cited for other in near):
        return not_stated(None, cited)
    return case.differs(
        "implied",
        f"the paper is about {case.labels(topic)}, the entry about {case.labels(cited)}, not named in the text",
        reported=case.labels(topic),
        expected=case.labels(cited),
    )


def organism(case: Case) -> Comparison:
    """Patients in the claim, animals in the entry; or the other way round."""
    is_a = case.vocabulary.is_a
    around = case.around("organism")
    titled = case.work.values("organism")
    cited = frozenset(term for term in titled if is_a(term, "animal"))
    animals = [fact for fact in case.stated("organism") if is_a(fact.value, "animal")]
    if cited and "human" not in titled:
        if any(is_a(term, "animal") or term == "in_vitro" for term in around):
            return (
                agrees(f"both speak of {case.labels(cited)} or of experiments")
                if animals
                else not_stated(animals, cited)
            )
        patients = [fact for fact in case.stated("organism", "n", "phase", "registration") if fact.value != "in_vitro"]
        clinical = bool(PATIENTS.search(case.claim_text)) and not LABORATORY.search(case.claim_text)
        if not clinical:
            return not_stated(clinical, cited)
        return case.differs(
            "animal" if case.describes else "animal_in_passing",
            f"the text speaks of patients, the entry is a study in {case.labels(cited)}, which the text does not say",
            *patients[-1:],
            reported="patients",
            expected=case.labels(cited),
        )
    reported = case.work.values("organism", "design")
    if not animals:
        return not_stated(animals, titled)
    if cited or not reported & {"human", "rct", "single_arm", "cohort", "retrospective"}:
        return agrees(f"both speak of {case.labels(cited)}") if cited else not_stated(animals, cited)
    if "human" in around:
        return not_stated(animals, reported)
    return case.differs(
        "patients" if case.describes and case.alone else "patients_in_passing",
        f"the text speaks of {case.label(animals[-1].value)}, the entry of patients",
        animals[-1],
        reported=case.label(animals[-1].value),
        expected="patients",
    )


def intervention(case: Case) -> Comparison:
    """One treatment in the text, another in the entry; graded by how surely the two exclude each other."""
    kin = case.vocabulary.kin
    reported = case.work.all_values("intervention", "comparator")
    named = {
        fact.value
        for fact in case.work.stated
        if _is_a_treatment(case, fact, case.work.title[fact.span.start : fact.span.end])
    }
    cited = case.vocabulary.narrowest(named)
    facts = tuple(
        fact for fact in case.stated("intervention") if _is_a_treatment(case, fact, fact.span.of(case.paper.text))
    )
    compared = {fact.value for fact in case.claim.facts if fact.kind == "comparator"} - BROAD_TREATMENTS
    if not facts or not cited:
        return not_stated(facts, cited)
    own = frozenset(fact.value for fact in facts) | compared
    missing = tuple(fact for fact in facts if not any(kin(fact.value, term) for term in reported))
    foreign = frozenset(term for term in cited if not _is_named(case, term, own))
    unsaid = frozenset(term for term in cited if not any(kin(term, other) for other in own))
    if _is_other_arm(case, missing, unsaid):
        return _treatments(case, "arm", missing, unsaid)
    if not missing:
        return agrees(f"both name {case.labels(frozenset(fact.value for fact in facts))}")
    if not foreign or (COMPARES.search(case.work.title) and len(cited) == 1):
        return not_stated(facts, cited)
    grade = _grade(case, missing, foreign, foreign == cited and len(missing) == len(facts))
    if grade != "drug" and not all(case.excludes(fact.value, term) for fact in missing for term in foreign):
        return not_stated(facts, cited)
    return _treatments(case, grade, missing, foreign)


def _is_a_treatment(case: Case, fact: Fact, printed: str) -> bool:
    """Whether a term is a treatment that excludes others: one of our own, or a drug that is named, not a receptor."""
    if fact.kind not in ("intervention", "comparator") or fact.value in BROAD_TREATMENTS:
        return False
    if fact.value in case.vocabulary.by_id:
        return True
    return case.vocabulary[fact.value].drugbank_id is not None and not printed.isupper()


def _grade(case: Case, missing: tuple[Fact, ...], foreign: frozenset[str], whole: bool) -> str:
    """How two treatments differ: "drug" of one class, of one "family", "other", or only in "part"."""
    if not (case.describes and case.alone):
        return "in_passing"
    if _are_drugs_of_a_class(case, missing, foreign):
        return "drug"
    if not whole:
        return "part"
    return "family" if case.is_clinical_study and _are_of_a_family(case, missing, foreign) else "other"


def _is_named(case: Case, cited: str, own: frozenset[str]) -> bool:
    """Whether the claim names a cited treatment, its class or a member; or the sentences around name it itself."""
    return any(case.vocabulary.kin(cited, term) for term in own) or any(
        case.vocabulary.is_a(term, cited) for term in case.around("intervention", "comparator")
    )


def _are_of_a_family(case: Case, missing: tuple[Fact, ...], foreign: frozenset[str]) -> bool:
    """Two treatments of one family stand in each other's place: SBRT and chemoradiotherapy."""
    above = [case.vocabulary.ancestors(fact.value) - {fact.value} for fact in missing]
    others = [case.vocabulary.ancestors(term) - {term} for term in foreign]
    return bool(frozenset().union(*above) & frozenset().union(*others) - WIDE)


def _are_drugs_of_a_class(case: Case, missing: tuple[Fact, ...], foreign: frozenset[str]) -> bool:
    """Drugs of one class in each other's place: pembrolizumab for camrelizumab."""
    drugs = [case.vocabulary[fact.value] for fact in missing if case.vocabulary[fact.value].note("drug")]
    others = [case.vocabulary[term] for term in foreign if case.vocabulary[term].note("drug")]
    return bool({parent for term in drugs for parent in term.parents} & {p for term in others for p in term.parents})


def _is_other_arm(case: Case, missing: tuple[Fact, ...], foreign: frozenset[str]) -> bool:
    """Both compare one treatment with the same other, and not the same one: SBRT against TACE, Y90 against TACE."""
    same = [
        fact.value
        for fact in case.stated("comparator")
        if fact.value not in BROAD_TREATMENTS
        and any(case.vocabulary.kin(fact.value, value) for value in case.work.values("comparator"))
    ]
    one_each = len({fact.value for fact in missing}) == 1 and len(foreign) == 1
    return bool(same) and one_each and case.alone and case.is_clinical_study


def _treatments(case: Case, grade: str, missing: tuple[Fact, ...], foreign: frozenset[str]) -> Comparison:
    stated = frozenset(fact.value for fact in missing)
    return case.differs(
        grade,
        f"the text names {case.labels(stated)}, the entry {case.labels(foreign)}",
        *missing[-1:],
        reported=case.labels(stated) or None,
        expected=case.labels(foreign),
    )
