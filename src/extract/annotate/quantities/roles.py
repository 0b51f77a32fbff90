"""What a number is there for: a result, the design, the patients at baseline, a threshold, or common knowledge."""

import re
from dataclasses import dataclass

from extract.annotate.quantities.atom import Atom
from extract.model import ResultRole

OWN = re.compile(
    r"\b(?:our|we|us|this|present|current)\b(?= (?:\w{1,14} ){0,2}(?:study|trial|analysis|patients|cohort|"
    r"results?|findings|data|series|experience|found|observed|report|review|enrolled|included))|\bwe\b|"
    r"\bin our\b",
    re.IGNORECASE,
)
STUDY = re.compile(
    r"\bet al\b|\b(?:stud(?:y|ies)|trials?|meta-analys[ei]s|cohorts?|analys[ei]s|arms?|groups?|"
    r"randomi[sz]ed|reported|demonstrated|showed|shown|achiev\w+|"
    r"reveal(?:s|ed)|demonstrates|shows|observed|found|compared|versus|vs|enrolled|resulted|improved|updated|data|median|subgroup|"
    r"respectively|experienced|underwent)\b|n\s?=\s?\d",
    re.IGNORECASE,
)
GENERAL = re.compile(
    r"\b(?:accounts? for|accounting for|constitut\w+|worldwide|global(?:ly)?|annual\w*|new cases|of newly diagnosed|"
    r"most common|poor prognosis|epidemiolog\w+|leading cause|are (?:initially )?diagnosed|is only|can be as high as|"
    r"approximately half|typically|generally|usually|guidelines recommend|limited efficacy)\b",
    re.IGNORECASE,
)
SIGNIFICANCE = re.compile(
    r"\b(?:considered|regarded|deemed|defined|set at|taken|accepted|significance (?:was|level)|"
    r"level of significance|statistical(?:ly)? significan(?:ce|t)(?= (?:was|at|level))|threshold|cut-?off|"
    r"entered|included in|α|alpha|two-(?:sided|tailed)|with p\b.{0,20}(?:entered|enrolled|included))",
    re.IGNORECASE,
)
CRITERION = re.compile(
    r"\b(?:inclusion|exclusion|eligib\w+|criteri\w+|defined as|cut-?off|required|considered|constraints?|"
    r"must|should|tolera\w+|dichotomi[sz]ed|stratified|classified|categori[sz]ed|threshold)\b",
    re.IGNORECASE,
)
BASELINE = re.compile(
    r"\b(?:baseline|characteristics|demographic\w*|mean age|median age|aged|(?:fe)?males?\b|sex|gender|"
    r"history of|comorbid\w*|child[-–]pugh|ecog|cirrhosis|smok\w+|hypertension|had (?:diabetes|hcc|"
    r"hepatitis)|were (?:women|men)|college|high school|occupations?|employed|married|ethnic\w*|racially|"
    r"Hispanic|Caucasian|African American)\b",
    re.IGNORECASE,
)
SET_AT = re.compile(
    r"\b(?:set (?:at|to)|level (?:of|was)|significant (?:at|if|when)|considered (?:to be )?(?:at|as|if|"
    r"when)?|significan\w+ level)\W{0,4}(?:[pP]\W{0,3})?$",
    re.IGNORECASE,
)
ENTERED = re.compile(
    r"[\s$)]{0,3}(?:in (?:the )?univaria\w+ \w+ )?(?:were|was) (?:\w+ )?(?:entered|enrolled|included|"
    r"considered|selected|analy[sz]ed|retained)",
    re.IGNORECASE,
)
PLANNED = re.compile(
    r"\b(?:sample size|(?:alternative|null) hypothesis|type I+ error|(?:local|statistical) power|"
    r"power(?:ed)? (?:of|to|calculation)|\d\s?% power|to detect|will be|"
    r"would be (?:needed|required)|"
    r"aim(?:s|ed)? to (?:recruit|include|have)|allowing for|lost to follow-?up, a total|drop-?out rate of|"
    r"target(?:ed)? (?:sample|improvement)|minimal(?:ly)? (?:detectable|clinically)|is detected|"
    r"to allow for|plan(?:ned)? to recruit|"
    r"will (?:have|recruit|include))\b",
    re.IGNORECASE,
)
HOPED = re.compile(
    r"\b(?:assum\w+|anticipat\w+|expected|estimated (?:that|a|to)|approximately \d+ (?:events|patients|"
    r"children)|effect size of|"
    r"have recruited)\b",
    re.IGNORECASE,
)
DOSED = re.compile(r"(?:mg|g|µg|μg|mcg|IU|U|units?|mL|ml)/(?:kg|m2|m²|day|d|week|h)\b")
"""Units of a dosage."""

RHYTHM = re.compile(
    r"\b(?:every|each|once|for|over|per|lasting|up to|first|next|previous|last|past)\s?(?:the\s|a\s)?$", re.IGNORECASE
)
INTENSITY = re.compile(
    r"\s?(?:of\s)?(?:the\s|their\s|its\s)?(?:V̇?O2|maxim\w+|peak\b|1[- ]?RM|one[- ]repetition|tolerance|"
    r"prediction|HR|"
    r"heart rate|estimated 1)",
    re.IGNORECASE,
)
CONCENTRATION = re.compile(
    r"\s(?:\w{3,18}caine|saline|chlorhexidine|povidone|dextrose|glucose|cream|gel|solution|ointment|"
    r"formalin|ethanol|alcohol|"
    r"hypochlorite|NaOCl|NaCl|agarose|paraformaldehyde|sevoflurane|isoflurane|mouthwash|lotion|albumin|"
    r"fetal|serum albumin|CO2)\b",
    re.IGNORECASE,
)
DILUTED = re.compile(r"\b\w{2,18}caine\s?\(?$", re.IGNORECASE)
LEGEND = re.compile(r"[*†‡§¶♦■●#]{1,4}\s?[pP]\s?$")
AGED = re.compile(r"\bage[ds]?\b[^.;,]{0,14}$", re.IGNORECASE)
AT_BASELINE = re.compile(
    r"\b(?:at (?:baseline|entry|enrol?lment|admission|inclusion|study entry)|baseline (?:characteristics|values?)|"
    r"well[- ]balanced|comparable at baseline)\b",
    re.IGNORECASE,
)
LATER = re.compile(
    r"\b(?:after|later|follow-?up|chang\w+|increas\w+|decreas\w+|reduc\w+|improv\w+|declin\w+|from baseline|"
    r"(?:compar\w+|relative) (?:with|to) baseline|remain\w+|then|at (?:\d|week|month|day|discharge|the end)|weeks?|"
    r"months?|post\w*|until|predict\w+|associat\w+|survival|risk|who)\b",
    re.IGNORECASE,
)
CLAUSE_END = re.compile(r";\s|,\s(?:and|with|while|whereas|but)\s(?:an?|the)\s")
PRESENTED = re.compile(
    r"\b(?:enrol\w+|includ\w+|recruit\w+|treat\w+|of|in)\s(?:\d[\d,]*|\w+)\s[^.;()]{0,40}\b"
    r"(?:patients|participants|subjects|cases)\s?$",
    re.IGNORECASE,
)
"""Before a remark on who was enrolled: "enrolled 85 patients (median size 6.2 cm, 23% with thrombosis)"."""

YOUNGER = re.compile(r"\b(?:younger|older)\b", re.IGNORECASE)
LASTING = re.compile(
    r"\b(?:median|mean|average|mean time|time to|duration|length|stay|latency|interval)\b[^.;]{0,45}$", re.IGNORECASE
)
AGAINST = re.compile(r"\b(?:vs\.?|versus|compared (?:with|to)|than)\s?$", re.IGNORECASE)
SCALE_ENDS = re.compile(r"\b(?:maximum|minimum|highest|lowest|possible|scale)\b[^.;]{0,40}$", re.IGNORECASE)
REPORTED = ("survival", "response", "toxicity", "ratio", "accuracy", "proportion")
DESIGNED = ("dose", "fractions", "BED", "EQD2", "sample_size", "median_followup", "design")
SIGNS = (
    "≥",
    "≤",
    "⩾",
    "⩽",
    "≧",
    "≦",
    "<",
    ">",
    ">=",
    "<=",
    "\\geq",
    "\\leq",
    "\\ge",
    "\\le",
    "&lt;",
    "&gt;",
    "＜",
    "＞",
)
WORDED = re.compile(r"than|over|above|below|under|exceeding|up to|at least|at most|minimum|maximum|equal")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: its section's role and heading, whether it cites, and whether the paper reports a study."""

    section: str
    heading: str
    cites: bool
    own_study: bool


def source_of(text: str, place: Place) -> str:
    """Whose number it is."""
    if place.section in ("methods", "results") and place.own_study:
        return (
            "cited"
            if place.cites and re.search(r"\bet al\b|\bprevious(?:ly)?\b", text) and not OWN.search(text)
            else "own"
        )
    if (place.section == "abstract" and place.own_study) or OWN.search(text):
        return "own"
    return "cited" if place.cites or not place.own_study else "own"


def role_of(text: str, atom: Atom, measure: str, family: str, place: Place, source: str) -> ResultRole:
    """One word for one number, by its own sign, its measure, its sentence and its section."""
    before, behind = text[max(0, atom.start - 90) : atom.start], text[atom.end : atom.end + 80]
    if _is_threshold(atom, measure, before, behind, place):
        return "threshold"
    if place.section == "criteria" and (atom.form == "range" or atom.scale in ("length", "sessions", "items", "time")):
        return "threshold"
    if (
        (atom.scale == "time" and measure == "other" and RHYTHM.search(before))
        or INTENSITY.match(behind)
        or (atom.scale == "share" and (CONCENTRATION.match(behind) or DILUTED.search(before)))
    ):
        return "design"
    if measure == "other" and DOSED.match(atom.unit or "") and atom.sd is None:
        return "design"
    if measure in DESIGNED or PLANNED.search(text) or (place.section != "results" and HOPED.search(text)):
        return "design"
    if atom.scale == "time" and measure in ("other", "age") and AGED.search(before):
        return "baseline" if atom.interval is None and place.section == "results" else "threshold"
    if place.section == "methods" and place.own_study:
        return "design"
    if place.section == "caption" and not (atom.form == "p" or (atom.scale == "share" and measure != "other")):
        return "design"
    if atom.form == "not_significant":
        return "result"
    if source == "cited" and not _tells_of_a_study(text, atom, family, place):
        return "background"
    if place.section == "introduction" and source == "own" and place.own_study and not OWN.search(text):
        return "background"
    if atom.scale == "time" and measure == "other" and not _is_lasting(atom, before, behind):
        return "design"
    if measure == "age":
        return "threshold" if atom.form == "range" else "baseline"
    if atom.scale in ("points", "") and SCALE_ENDS.search(before[-50:]):
        return "design"
    if place.section in ("results", "abstract", "other") and _is_baseline(text, atom, measure, place):
        return "baseline"
    if (
        measure in ("other", "tumor_size", "age")
        and atom.scale not in ("share", "people", "events", "time", "items", "points")
        and atom.form not in ("p", "mean_sd", "test")
    ):
        return "baseline" if measure != "other" else "design"
    return "result"


def _is_threshold(atom: Atom, measure: str, before: str, behind: str, place: Place) -> bool:
    if atom.form == "p":
        return _is_chosen_level(before, behind, place)
    if atom.relation == "=" or atom.form in ("test", "zero", "not_significant"):
        return False
    if atom.relation in SIGNS:
        return (
            atom.scale not in ("share", "")
            or not re.search(
                r"\b(?:rates?|survival|OS|LC|PFS|toxicity|mortality|results?|achieves?|"
                r"control)\b[\s\w)(]{0,30}(?:of|was|were|is|in|\))\s?[\s$<>≤≥\\a-z]{0,6}$",
                before,
            )
            or place.section == "methods"
        )
    if WORDED.search(atom.relation):
        return (measure in ("tumor_size", "other") and atom.scale not in ("share", "people")) or (
            place.section == "methods" and bool(CRITERION.search(before))
        )
    return False


def _is_chosen_level(before: str, behind: str, place: Place) -> bool:
    """A level of significance or of entry into a model, not a p-value."""
    if ENTERED.match(behind) and re.search(
        r"\b(?:variables|factors|covariates|parameters|with)\b", before[-60:], re.IGNORECASE
    ):
        return True
    about = before[-70:] + behind[:60]
    if SET_AT.search(before[-40:]) or LEGEND.search(before):
        return True
    if not SIGNIFICANCE.search(about) or re.search(r"\b(?:was|were|had|showed) (?:\w+ ){0,2}significantly\b", about):
        return False
    return place.section == "methods" or "considered" in about


def _tells_of_a_study(text: str, atom: Atom, family: str, place: Place) -> bool:
    if place.section == "introduction" and place.own_study:
        return bool(re.search(r"\bet al\b|\btrial\b|\brandomi[sz]ed\b|vs\.?|versus", text)) and not GENERAL.search(text)
    if GENERAL.search(text):
        return False
    exact = atom.form != "range" and atom.relation == "="
    return bool(STUDY.search(text)) or (place.cites and exact and family in REPORTED)


def _is_lasting(atom: Atom, before: str, behind: str) -> bool:
    """A duration that was measured, not one that was prescribed or that dates something."""
    if atom.sd is not None or (atom.interval is not None and atom.form != "range"):
        return True
    compared = bool(AGAINST.search(before)) or bool(re.match(r"\s?(?:vs\.?|versus|compared)\b", behind))
    return compared or (atom.form != "range" and bool(LASTING.search(before)))


def _is_baseline(text: str, atom: Atom, measure: str, place: Place) -> bool:
    if measure in ("age", "sex", "BMI", "tumor_size", "tumor_volume", "baseline"):
        return True
    if atom.form != "p" and AT_BASELINE.search(text) and not LATER.search(text):
        return True
    if atom.scale == "time" and measure == "other" and YOUNGER.search(text[: atom.end]):
        return True
    if re.search(r"characteristic|baseline|demograph|participants$", place.heading, re.IGNORECASE):
        return measure == "other" and atom.form != "p"
    if measure != "other" or atom.form not in ("share", "mean_sd"):
        return False
    start, end = text.rfind("(", 0, atom.start), text.find(")", atom.end)
    if start >= 0 and 0 < end - start < 120 and PRESENTED.search(text, max(0, start - 60), start):
        return True
    return bool(BASELINE.search(_clause(text, atom)))


def _clause(text: str, atom: Atom) -> str:
    """The words around a number up to the next clauses, a remark in parentheses behind another number left out."""
    start = max((match.end() for match in CLAUSE_END.finditer(text, 0, atom.start)), default=0)
    behind = CLAUSE_END.search(text, atom.end)
    return text[start : behind.start() if behind else len(text)]
