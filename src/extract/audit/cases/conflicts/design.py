"""The claim describes a trial, the entry is a review, a protocol, a planning study, a model or laboratory work.

What a study can bear is the `level` of its design in the vocabulary. A claim that itself speaks of a review, a model or
cells agrees with such an entry.
"""

import re
from collections.abc import Iterator

from extract.audit.cases.case import CLINICAL, Case, Conflict, Strength, passage_of
from extract.model import Fact

NAME = "citation_design"
NO_STUDY_OF_ITS_OWN: dict[str, Strength] = {
    "review": "hard",
    "outlook": "strong",
    "planning": "hard",
    "model": "hard",
    "preclinical": "hard",
    "comment": "soft",
    "guideline": "soft",
    "protocol": "soft",
}
SAYS_SO = {
    "review": re.compile(
        r"review|meta-?analy|pooled|overview|summari[sz]e|literature|studies|trials|cochrane|evidence", re.I
    ),
    "outlook": re.compile(r"review|overview|summari[sz]e|literature|ongoing|update|evidence", re.I),
    "planning": re.compile(r"plan|dosimetr|phantom|simulat|intercompar", re.I),
    "model": re.compile(r"model|simulat|bioinformat|structur|in silico|comput|database|TCGA", re.I),
    "preclinical": re.compile(
        r"mechanis|pathway|signal|cell lines?|(?:tumou?r|cancer|cultured) cells"
        r"|mice|mouse|rats?\b|in vi[vt]ro|preclinical|regulat|ex-?vivo",
        re.I,
    ),
    "comment": re.compile(r"comment|editorial|letter|correspond|opinion", re.I),
    "guideline": re.compile(r"guid|recommend|consensus|criteria|statement|working group|task force", re.I),
    "protocol": re.compile(r"protocol|design|ongoing|registered|method|described|trial|study", re.I),
}
NAMES = {
    "review": "a review",
    "outlook": "an overview of a field",
    "planning": "a planning or dosimetric study",
    "model": "a modelling or computational study",
    "preclinical": "laboratory work on a mechanism",
    "comment": "a comment",
    "guideline": "a guideline",
    "protocol": "a protocol",
}
OUTCOME = re.compile(
    r"\b(?:OS|PFS|LC|ORR|DFS|survival|local control|responses?"
    r"|response rate|mortality|toxicity|recurrence|patients|sensitivity)\b"
)
LABORATORY = re.compile(
    r"\b(?:basic research|single-cell sequencing|in vitro|cell lines?"
    r"|(?:HCC|tumou?r|cancer) cells|mouse models?|in mice)\b",
    re.I,
)
TREATS_PATIENTS = re.compile(
    r"\b(?:initial treatment|first-line|second-line|efficacy|safety|phase \w+|trial|prognosis of patients|survival|"
    r"long-term outcomes?|retrospective|randomi[sz]ed|patients with)\b",
    re.I,
)


def find(case: Case) -> Iterator[Conflict]:
    levels = case.levels(case.work.values("design"))
    if case.work.journal_type == "review":
        levels |= {"review"}
    if levels & CLINICAL and not levels & {"review", "planning", "protocol"}:
        levels -= {"preclinical", "model", "comment", "guideline", "outlook"}
    for level, strength in NO_STUDY_OF_ITS_OWN.items():
        if level in levels and not SAYS_SO[level].search(_text(case, level)) and _tells_of_patients(case, level):
            anchor = _anchor(case)
            yield Conflict(
                check=NAME,
                strength=strength if case.alone else "strong" if level in ("planning", "model") else "soft",
                reason=f"the text describes a study of its own, the entry looks like {NAMES[level]}",
                pieces=passage_of(case.claim, *anchor),
                reported="a study with its own patients",
                expected=NAMES[level],
            )
            return
    yield from _laboratory(case)
    yield from _pooled(case, levels)


def _laboratory(case: Case) -> Iterator[Conflict]:
    """Cells and sequencing in the claim; a treatment of patients, or a review, in the entry."""
    found = LABORATORY.search(case.claim_text)
    if (
        not found
        or not case.describes
        or case.said("n", "phase", "registration")
        or any(fact.value == "human" for fact in case.said("organism"))
    ):
        return
    reviewed = case.work.journal_type == "review" or bool(
        case.levels(case.work.values("design")) & {"review", "outlook"}
    )
    if reviewed and re.search(r"\d", case.claim_text) and not SAYS_SO["review"].search(case.claim_text):
        expected = "a review"
    elif TREATS_PATIENTS.search(case.work.title) and not LABORATORY.search(case.work.title):
        expected = "a study of treated patients"
    else:
        return
    yield Conflict(
        check=NAME,
        strength="hard" if case.alone else "strong",
        reason=f"the text reports laboratory findings ({found[0]}), the entry looks like {expected}",
        pieces=passage_of(case.claim),
        reported=found[0],
        expected=expected,
    )


def _pooled(case: Case, levels: frozenset[str]) -> Iterator[Conflict]:
    """A meta-analysis in the claim; one trial in the entry."""
    pooled = [fact for fact in case.said("design") if fact.value in ("meta_analysis", "systematic_review")]
    single = case.work.values("design") & {"rct", "single_arm", "crossover", "cluster_trial"}
    if pooled and single and case.alone and not levels & {"review", "outlook", "guideline"}:
        yield Conflict(
            check=NAME,
            strength="strong",
            reason=f"the text speaks of a {case.label(pooled[0].value)}, the entry looks like a single trial",
            pieces=passage_of(case.claim, pooled[0]),
            reported=case.label(pooled[0].value),
            expected="a single trial",
        )


def _tells_of_patients(case: Case, level: str) -> bool:
    """Whether the claim is of patients of its own: for a review it must describe one study, for the rest an outcome."""
    if level not in ("review", "outlook") and case.claim.type == "reports_result" and OUTCOME.search(case.claim_text):
        return True
    return case.is_clinical_study


def _anchor(case: Case) -> tuple[Fact, ...]:
    found = case.said("phase", "n", "registration", "centre", "design", "report_year", "country")
    return found[:1]


def _text(case: Case, level: str) -> str:
    """Where the text may say what kind of work it cites: for reviews and guidelines in the sentences around too."""
    return (
        case.claim_text + " " + case.context_text
        if level in ("review", "outlook", "guideline", "comment")
        else case.claim_text
    )
