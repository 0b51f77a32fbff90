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
    if not cited:
        return
    if not facts:
        yield from _implied(case, cited)
        return
    kin = case.vocabulary.kin
    near = case.around("disease") | {fact.value for fact in facts} | case.work.all_values("disease") - cited
    if any(kin(one, other) for one in cited for other in near if other not in BROAD):
        return
    if any(kin(fact.value, other) for fact in facts for other in case.work.all_values("disease") if other not in BROAD):
        return
    said = frozenset(fact.value for fact in facts)
    if _spread(case, said, cited) or _spread(case, cited, said):
        return
    sites = all(case.vocabulary.is_a(each, "cancer") for each in said | cited)
    yield Conflict(
        check=NAME,
        strength=("hard" if case.describes and case.alone else "strong") if sites else "soft",
        reason=f"the text speaks of {case.labels(said)}, the entry of {case.labels(cited)}",
        pieces=passage_of(case.claim, facts[-1]),
        reported=case.labels(said),
        expected=case.labels(cited),
    )


def _spread(case: Case, one: frozenset[str], other: frozenset[str]) -> bool:
    """Metastases of another organ than the cancers named: breast cancer has bone metastases."""
    is_a = case.vocabulary.is_a
    organs = [organ for organ in ("liver_tumor", "brain_tumor") if any(is_a(each, organ) for each in one)]
    same_organ = bool(organs) and all(is_a(each, organs[0]) for each in other)
    return all(is_a(each, "metastases") for each in one) and not same_organ


def _implied(case: Case, cited: frozenset[str]) -> Iterator[Conflict]:
    """A study of no named disease in a paper on one cancer, cited to an entry on another that is named nowhere near."""
    kin, is_a = case.vocabulary.kin, case.vocabulary.is_a
    topic = frozenset(each for each in case.topic if is_a(each, "cancer") and each not in BROAD)
    near = case.around("disease") | case.work.all_values("disease")
    if not case.describes or not case.alone or not topic or not all(is_a(each, "cancer") for each in cited):
        return
    if any(kin(one, other) for one in cited for other in (near - cited) | topic if other not in BROAD):
        return
    if any(fact.value in cited for fact in (*case.claim.facts, *case.context)):
        return
    yield Conflict(
        check=NAME,
        strength="strong",
        reason=f"the paper is about {case.labels(topic)}, the entry about {case.labels(cited)}, not named in the text",
        pieces=passage_of(case.claim),
        reported=case.labels(topic),
        expected=case.labels(cited),
    )
