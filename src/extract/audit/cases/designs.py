"""Whether the cited work can be a study such as the text describes.

What a work can bear is the `level` of its design in the vocabulary. A claim that itself speaks of a review, a model or
cells agrees with such an entry; kinds joined in one claim ("in vitro and clinical studies") are met by any of them.
"""

from extract.audit.cases.case import CLINICAL, Case, Comparison, agrees, not_looked, not_stated
from extract.text import lazy_re as re
from extract.text.words import alternatives

NO_STUDY_OF_ITS_OWN = ("review", "outlook", "planning", "model", "preclinical", "guideline", "protocol")
SOFT = ("guideline", "protocol")
"""What may well be cited for the study that it recommends or plans."""
SAYS_SO = {
    "review": re.compile(
        r"review|meta-?analy|pooled|overview|summari[sz]e|literature|studies|trials|cochrane|evidence|reports\b", re.I
    ),
    "outlook": re.compile(r"review|overview|summari[sz]e|literature|ongoing|update|evidence|studies|trials", re.I),
    "planning": re.compile(r"plan|dosimetr|phantom|simulat|intercompar", re.I),
    "model": re.compile(r"model|simulat|bioinformat|structur|in silico|comput|database|TCGA", re.I),
    "preclinical": re.compile(
        r"mechanis|pathway|signal|cell lines?|(?:tumou?r|cancer|cultured) cells"
        r"|mice|mouse|rats?\b|in vi[vt]ro|preclinical|regulat|ex-?vivo|experiment",
        re.I,
    ),
    "guideline": re.compile(r"guid|recommend|consensus|criteria|statement|working group|task force|strategy", re.I),
    "protocol": re.compile(r"protocol|design|ongoing|registered|method|described|trial|study", re.I),
}
NAMES = {
    "review": "a review",
    "outlook": "an overview of a field",
    "planning": "a planning or dosimetric study",
    "model": "a modelling or computational study",
    "preclinical": "laboratory work on a mechanism",
    "guideline": "a guideline",
    "protocol": "a protocol",
}
OUTCOME = re.compile(
    r"\b(?:OS|PFS|LC|ORR|DFS|survival|local control|responses?|response rate|mortality|toxicity|recurrence|patients"
    r"|sensitivity)\b"
)
LABORATORY = re.compile(
    r"\b(?:basic research|single-cell sequencing|in vitro|cell lines?|(?:HCC|tumou?r|cancer) cells|mouse models?"
    r"|in mice)\b",
    re.I,
)
ONE_EXPERIMENT = re.compile(r"\b(?:an?|one|this|recent)\sin\s?vitro\s(?:study|experiment|investigation)\b", re.I)
CLINICAL_TOO = re.compile(r"\b(?:clinical|patients?|humans?|women|men|children|participants|trials?)\b", re.I)
TREATS_PATIENTS = re.compile(
    r"\b(?:initial treatment|first-line|second-line|efficacy|safety|phase \w+|trial|prognosis of patients|survival|"
    r"long-term outcomes?|retrospective|randomi[sz]ed|patients with)\b",
    re.I,
)
PEOPLE = re.compile(rf"\b(?:{alternatives('samples')}|infants?|humans?)\b", re.I)
STUDY_GROUP = re.compile(r"study group|trial group|investigators", re.I)
IN_PASSING = "_in_passing"
"""What a marker shared by several entries says of one of them has a ratio of its own."""


def design(case: Case) -> Comparison:
    if not case.describes:
        return not_looked("the text describes no study")
    levels = _levels(case)
    text = case.claim_text
    laboratory = _laboratory(case, levels)
    if laboratory is not None and not SAYS_SO["review"].search(text):
        return laboratory
    for level in NO_STUDY_OF_ITS_OWN:
        if level not in levels:
            continue
        if SAYS_SO[level].search(f"{text} {case.context_text}" if level in WIDE_CONTEXT else text):
            return agrees(f"both can be {NAMES[level]}")
        if not _tells_of_patients(case, level):
            return not_stated(None, level)
        anchor = case.stated("phase", "n", "registration", "centre", "design", "report_year", "country")[:1]
        return case.differs(
            (level if level in SOFT else "no_such_study") + ("" if case.alone else IN_PASSING),
            f"the text describes a study of its own, the entry looks like {NAMES[level]}",
            *anchor,
            reported="a study with its own patients",
            expected=NAMES[level],
        )
    return _pooled(case, levels) or _plain(case, levels)


WIDE_CONTEXT = ("review", "outlook", "guideline")


def _levels(case: Case) -> frozenset[str]:
    levels = case.levels(case.work.values("design"))
    if case.work.journal_type == "review":
        levels |= {"review"}
    if levels & CLINICAL and not levels & {"review", "planning", "protocol"}:
        levels -= {"preclinical", "model", "guideline", "outlook"}
    printed = case.paper.quote(case.entry)
    if PEOPLE.search(case.work.title) or STUDY_GROUP.search(printed):
        levels -= {"preclinical", "model"}
    return levels


def _plain(case: Case, levels: frozenset[str]) -> Comparison:
    stated = case.levels(frozenset(fact.value for fact in case.stated("design")))
    if stated & levels:
        return agrees("both tell of " + " or ".join(sorted(stated & levels)))
    return not_stated(stated, levels)


def _laboratory(case: Case, levels: frozenset[str]) -> Comparison | None:
    """Cells and sequencing in the claim; a treatment of patients, or a review, in the entry."""
    text = case.claim_text
    found = LABORATORY.search(text)
    if not found or CLINICAL_TOO.search(text) or case.stated("n", "phase", "registration"):
        return None
    reviewed = case.work.journal_type == "review" or bool(levels & {"review", "outlook"})
    if reviewed and (re.search(r"\d", text) or ONE_EXPERIMENT.search(text)):
        expected = "a review"
    elif TREATS_PATIENTS.search(case.work.title) and not LABORATORY.search(case.work.title):
        expected = "a study of treated patients"
    else:
        return None
    return case.differs(
        "no_such_study" + ("" if case.alone else IN_PASSING),
        f"the text reports laboratory findings ({found[0]}), the entry looks like {expected}",
        reported=found[0],
        expected=expected,
    )


def _pooled(case: Case, levels: frozenset[str]) -> Comparison | None:
    """A meta-analysis in the claim, and no single study beside it; one trial in the entry."""
    stated = case.stated("design")
    pooled = [fact for fact in stated if fact.value in ("meta_analysis", "systematic_review")]
    others = case.levels(frozenset(fact.value for fact in stated)) & CLINICAL
    single = case.work.values("design") & {"rct", "single_arm", "crossover", "cluster_trial"}
    if not pooled or others or not single or not case.alone or levels & {"review", "outlook", "guideline"}:
        return None
    return case.differs(
        "pooled",
        f"the text speaks of a {case.label(pooled[0].value)}, the entry looks like a single trial",
        pooled[0],
        reported=case.label(pooled[0].value),
        expected="a single trial",
    )


def _tells_of_patients(case: Case, level: str) -> bool:
    """Whether the claim is of patients of its own: for a review it must describe one study, for the rest an outcome."""
    if level not in ("review", "outlook") and case.claim.type == "reports_result" and OUTCOME.search(case.claim_text):
        return True
    return case.is_clinical_study
