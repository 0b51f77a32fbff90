"""Patients in the claim, animals or cells in the entry; or the other way round."""

import re
from collections.abc import Iterator

from extract.audit.cases.case import Case, Conflict, passage_of

NAME = "citation_organism"
PATIENTS = re.compile(
    r"\b(?:patients|participants|women|men|children|adults|volunteers|[nN]\s?=|survival"
    r"|OS|PFS|ORR|response rate|AUC|trial)\b"
)
LABORATORY = re.compile(
    r"\b(?:animals?|experiment\w*|in vi[vt]ro|preclinical|cells?|tissues?"
    r"|express\w*|model of|rodents?|knock-?out|HPLC)\b",
    re.I,
)


def find(case: Case) -> Iterator[Conflict]:
    around = case.around("organism")
    is_a = case.vocabulary.is_a
    cited = frozenset(each for each in case.work.values("organism") if is_a(each, "animal"))
    if cited and not case.work.values("organism") & {"human"}:
        if any(is_a(each, "animal") or each == "in_vitro" for each in around):
            return
        patients = [fact for fact in case.said("organism", "n", "phase", "registration") if fact.value != "in_vitro"]
        clinical = bool(PATIENTS.search(case.claim_text)) and not LABORATORY.search(case.claim_text)
        yield Conflict(
            check=NAME,
            strength="hard" if clinical and case.describes else "soft",
            reason=f"the entry is a study in {case.labels(cited)}, which the text does not say",
            pieces=passage_of(case.claim, *patients[-1:]),
            reported="patients" if clinical else None,
            expected=case.labels(cited),
        )
        return
    animals = [fact for fact in case.said("organism") if is_a(fact.value, "animal")]
    told = case.work.values("organism", "design")
    if (
        animals
        and told & {"human", "rct", "single_arm", "cohort", "retrospective"}
        and not cited
        and "human" not in around
    ):
        yield Conflict(
            check=NAME,
            strength="strong" if case.describes and case.alone else "soft",
            reason=f"the text speaks of {case.label(animals[-1].value)}, the entry of patients",
            pieces=passage_of(case.claim, animals[-1]),
            reported=case.label(animals[-1].value),
            expected="patients",
        )
