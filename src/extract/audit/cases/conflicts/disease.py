"""The claim is about one disease, the entry about another.

Only diseases that exclude each other count as hard: cancers of different sites. A general mechanism may be cited from
another disease; a broader term (solid tumours, liver tumours) and any disease named around the claim are no conflict.
"""

from collections.abc import Iterator

from extract.audit.cases.case import Case, Conflict, passage_of

NAME = "citation_disease"
BROAD = frozenset(
    "cancer solid_tumor blood_cancer metastases oligometastases cancer_fatigue liver_disease arthritis eye_disease"
    " dental pain ibd liver_tumor".split()
)
ACCOMPANY = frozenset("pvtt rild cirrhosis transplantation ponv postoperative_pain wound anemia smoking".split())


def find(case: Case) -> Iterator[Conflict]:
    facts = [fact for fact in case.said("disease") if fact.value not in BROAD | ACCOMPANY]
    cited = case.work.values("disease") - BROAD - ACCOMPANY
    if not facts or not cited:
        return
    kin = case.vocabulary.kin
    near = case.around("disease") | {fact.value for fact in facts} | case.work.all_values("disease") - cited
    if any(kin(one, other) for one in cited for other in near if other not in BROAD):
        return
    if any(kin(fact.value, other) for fact in facts for other in case.work.all_values("disease") if other not in BROAD):
        return
    said = frozenset(fact.value for fact in facts)
    sites = all(case.vocabulary.is_a(each, "cancer") for each in said | cited)
    yield Conflict(
        check=NAME,
        strength=("hard" if case.describes and case.alone else "strong") if sites else "soft",
        reason=f"the text speaks of {case.labels(said)}, the entry of {case.labels(cited)}",
        pieces=passage_of(case.claim, facts[-1]),
        reported=case.labels(said),
        expected=case.labels(cited),
    )
