"""What a number is there for: a result, the design, the patients at baseline, a threshold, or common knowledge."""

from dataclasses import dataclass
from functools import lru_cache

from extract.annotate.quantities.atoms import Atom
from extract.annotate.quantities.evidence import Features, model, present
from extract.model import ResultRole
from extract.text import lazy_re as re
from extract.text.cues import in_lower_case

OWN = re.compile(
    r"\b(?:our|we|us|this|present|current)\b(?= (?:\w{1,14} ){0,2}(?:study|trial|analysis|patients|cohort|"
    r"results?|findings|data|series|experience|found|observed|report|review|enrolled|included))|\bwe\b|\bin our\b",
    re.IGNORECASE,
)
SIGNIFICANCE = re.compile(
    r"\b(?:considered|regarded|deemed|defined|set at|taken|accepted|significance (?:was|level)|"
    r"level of significance|statistical(?:ly)? significan(?:ce|t)(?= (?:was|at|level))|threshold|cut-?off|"
    r"entered|included in|α|alpha|two-(?:sided|tailed)|with p\b.{0,20}(?:entered|enrolled|included))",
    re.IGNORECASE,
)
BASELINE = re.compile(
    r"\b(?:baseline|characteristics|demographic\w*|mean age|median age|aged|(?:fe)?males?\b|sex|gender|"
    r"history of|comorbid\w*|child[-–]pugh|ecog|cirrhosis|smok\w+|hypertension|had (?:diabetes|hcc|"
    r"hepatitis)|were (?:women|men)|college|high school|occupations?|employed|married|ethnic\w*|racially|"
    r"Hispanic|Caucasian|African American)\b",
    re.IGNORECASE,
)
OWN_WORDS = in_lower_case(OWN)
BASELINE_WORDS = in_lower_case(BASELINE)
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
DOSED = re.compile(r"(?:mg|g|µg|μg|mcg|IU|U|units?|mL|ml)/(?:kg|m2|m²|day|d|week|h)\b")
"""Units of a dosage."""

INTENSITY = re.compile(
    r"\s?(?:of\s)?(?:the\s|their\s|its\s)?(?:V̇?O2|maxim\w+|peak\b|1[- ]?RM|one[- ]repetition|tolerance|prediction|HR|"
    r"heart rate|estimated 1)",
    re.IGNORECASE,
)
SUBSTANCE = re.compile(
    r"\s?(?!of\b|in\b|and\b|to\b|for\b|at\b|vs\b|were\b|was\b|had\b|than\b|with\b)[a-z]{6,24}\b(?! of\b)"
)
"""A noun straight behind a number: "0.5% lidocaine", "100 mg aspirin"."""

LEGEND = re.compile(r"[*†‡§¶♦■●#]{1,4}\s?[pP]\s?$")

AGAINST = re.compile(r"\b(?:vs\.?|versus|compared (?:with|to)|than)\s?$", re.IGNORECASE)
LASTING = re.compile(
    r"\b(?:median|mean|average|mean time|time to|duration|length|stay|latency|interval)\b[^.;]{0,45}$", re.IGNORECASE
)
DESIGNED = ("dose", "fractions", "BED", "EQD2", "sample_size", "median_followup", "design")
SIGNS = frozenset("≥ ≤ ⩾ ⩽ ≧ ≦ < > >= <= \\geq \\leq \\ge \\le &lt; &gt; ＜ ＞".split())
WORDED = re.compile(r"than|over|above|below|under|exceeding|up to|at least|at most|minimum|maximum|equal")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: its section's role and heading, whether it cites, and whether the paper reports a study."""

    section: str
    heading: str
    cites: bool
    own_study: bool


@lru_cache(maxsize=512)
def source_of(text: str, place: Place) -> str:
    """Whose the numbers of a sentence are."""
    if place.section in ("methods", "results") and place.own_study:
        return (
            "cited"
            if place.cites and re.search(r"\bet al\b|\bprevious(?:ly)?\b", text) and not OWN_WORDS.search(text.lower())
            else "own"
        )
    if place.own_study and (place.section == "abstract" or not place.cites):
        return "own"
    return "own" if OWN_WORDS.search(text.lower()) else "cited"


CLAUSE_END = re.compile(r";\s|,\s(?:and|with|while|whereas|but)\s(?:an?|the)\s")
PRESENTED = re.compile(
    r"\b(?:enrol\w+|includ\w+|recruit\w+|treat\w+|of|in)\s(?:\d[\d,]*|\w+)\s[^.;()]{0,40}\b"
    r"(?:patients|participants|subjects|cases)\s?$",
    re.IGNORECASE,
)
"""Before a remark on who was enrolled: "enrolled 85 patients (median size 6.2 cm, 23% with thrombosis)"."""

IN_EACH = re.compile(r"\s?(?:\w+\s)?(?:in|per|to) (?:each|both|either) (?:\w+\s)?(?:groups?|arms?)\b")
SECTIONS = ("abstract", "introduction", "methods", "results", "discussion", "conclusion", "caption", "criteria", "cell")
_IN_A_SENTENCE = {
    "speaks_of_the_own_study": OWN.pattern,
    "speaks_of_a_study": (
        r"\bet al\b|\b(?:stud(?:y|ies)|trials?|meta-analys[ei]s|cohorts?|analys[ei]s|arms?|groups?|"
        r"randomi[sz]ed|reported|demonstrated|showed|shown|achiev\w+|"
        r"reveal(?:s|ed)|demonstrates|shows|observed|found|compared|versus|vs|enrolled|resulted|improved|updated|data|"
        r"median|subgroup|respectively|experienced|underwent)\b|n\s?=\s?\d"
    ),
    "is_common_knowledge": (
        r"\b(?:accounts? for|accounting for|constitut\w+|worldwide|global(?:ly)?|annual\w*|new cases|most common|"
        r"of newly diagnosed|poor prognosis|epidemiolog\w+|leading cause|are (?:initially )?diagnosed|is only|"
        r"can be as high as|approximately half|typically|generally|usually|guidelines recommend|limited efficacy)\b"
    ),
    "speaks_of_a_level_of_significance": SIGNIFICANCE.pattern,
    "speaks_of_a_criterion": (
        r"\b(?:inclusion|exclusion|eligib\w+|criteri\w+|defined as|cut-?off|required|considered|constraints?|"
        r"must|should|tolera\w+|dichotomi[sz]ed|stratified|classified|categori[sz]ed|threshold)\b"
    ),
    "speaks_of_the_patients_at_baseline": BASELINE.pattern,
    "says_at_baseline": (
        r"\b(?:at (?:baseline|entry|enrol?lment|admission|inclusion|study entry)|baseline (?:characteristics|values?)|"
        r"well[- ]balanced|comparable at baseline)\b"
    ),
    "speaks_of_a_later_time": (
        r"\b(?:after|later|follow-?up|chang\w+|increas\w+|decreas\w+|reduc\w+|improv\w+|declin\w+|from baseline|"
        r"(?:compar\w+|relative) (?:with|to) baseline|remain\w+|then|at (?:\d|week|month|day|discharge|the end)|weeks?|"
        r"months?|post\w*|until|predict\w+|associat\w+|survival|risk|who)\b"
    ),
    "speaks_of_a_plan": (
        r"\b(?:sample size|hypothes[ei]s|type I+ error|(?:local|statistical) power|"
        r"power(?:ed)? (?:of|to|calculation)|\d\s?% power|to detect|will be|would be (?:needed|required)|"
        r"aim(?:s|ed)? to (?:recruit|include|have)|allowing for|lost to follow-?up, a total|drop-?out rate of|"
        r"target(?:ed)? (?:sample|improvement)|minimal(?:ly)? (?:detectable|clinically)|is detected|"
        r"to allow for|plan(?:ned)? to recruit|will (?:have|recruit|include))\b"
    ),
    "speaks_of_what_is_expected": (
        r"\b(?:assum\w+|anticipat\w+|expected|estimated (?:that|a|to)|approximately \d+ (?:events|patients|"
        r"children)|effect size of|have recruited)\b"
    ),
    "tells_in_the_past_what_was_found": (
        r"\b(?:was|were|had|did|increased|decreased|improved|reduced|occurred|showed|reported|experienced|differed|"
        r"achieved|declined|rose|fell|observed|found)\b"
    ),
    "tells_what_was_done": (
        r"\b(?:administered|injected|infused|performed|collected|measured|assessed|recorded|analy[sz]ed|randomi[sz]ed|"
        r"assigned|received|given|stored|centrifuged|asked|instructed|calculated|used)\b"
    ),
}
SENTENCE_CUES = {name: in_lower_case(re.compile(form, re.IGNORECASE)) for name, form in _IN_A_SENTENCE.items()}
"""What the words of a sentence say of its numbers."""

_AHEAD = (
    (
        "behind_words_of_a_rhythm",
        r"\b(?:every|each|once|for|over|per|lasting|up to|first|next|previous|last|past)\s?(?:the\s|a\s)?$",
        20,
    ),
    ("behind_set_at", SET_AT.pattern, 50),
    ("behind_aged", r"\bage[ds]?\b[^.;,]{0,14}$", 24),
    ("behind_words_of_a_duration", LASTING.pattern, 70),
    ("behind_than_or_versus", AGAINST.pattern, 20),
    ("behind_the_ends_of_a_scale", r"\b(?:maximum|minimum|highest|lowest|possible|scale)\b[^.;]{0,40}$", 60),
)
AHEAD_CUES = tuple((name, in_lower_case(re.compile(form, re.IGNORECASE)), reach) for name, form, reach in _AHEAD)
"""What the words before a number say, each with the characters within which it stands."""

BEHIND_CUES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("before_words_of_an_intensity", INTENSITY),
    ("before_were_entered", ENTERED),
    ("before_a_substance", SUBSTANCE),
)
BASELINE_HEADING = re.compile(r"characteristic|baseline|demograph|participants$", re.IGNORECASE)
ROLES: tuple[ResultRole, ...] = ("result", "baseline", "design", "threshold", "background")


def likeliest_role(features: Features) -> ResultRole:
    """The role with the highest log-odds."""
    found = present(features)
    return max(ROLES, key=lambda role: model(f"role_is_{role}").log_odds(found))


def role_features(
    text: str, atom: Atom, measure: str, family: str, place: Place, source: str, beside_drug: bool = False
) -> dict[str, float]:
    """Section, sentence, neighbourhood and form of a number, as named features."""
    section = place.section if place.section in SECTIONS else "other_section"
    features = dict(_sentence_features(text))
    features[f"in_{section}"] = 1.0
    features[f"a_{atom.form}"] = 1.0
    features[f"a_{atom.form}_in_{section}"] = 1.0
    features[f"counts_{atom.scale or 'nothing'}"] = 1.0
    features[f"of_{family}"] = 1.0
    if measure in (*DESIGNED, "age", "other", "baseline"):
        features[f"measure_{measure}"] = 1.0
    before, behind = text[max(0, atom.start - 90) : atom.start], text[atom.end : atom.end + 80]
    low = before.lower()
    features |= {name: 1.0 for name, cue, reach in AHEAD_CUES if cue.search(low, max(0, len(low) - reach))}
    features |= {name: 1.0 for name, cue in BEHIND_CUES if cue.match(behind)}
    features["a_share_beside_a_drug"] = float(beside_drug and atom.scale == "share")
    features["beside_a_drug"] = float(beside_drug)
    features["a_chosen_level_of_p"] = float(atom.form == "p" and _is_chosen_level(before, behind, place))
    if atom.scale == "time":
        lasts = _is_lasting(atom, before, behind)
        features["a_time_that_was_measured" if lasts else "a_time_that_was_not_measured"] = 1.0
    features["in_a_remark_on_who_was_enrolled"] = float(_is_presented(text, atom))
    features["its_clause_speaks_of_baseline"] = float(_speaks_of_baseline(_clause(text, atom)))
    features["in_each_group"] = float(bool(IN_EACH.match(behind)))
    features["cited"] = float(source == "cited")
    features[f"cited_in_{section}"] = float(source == "cited")
    features["with_a_sign_before"] = float(atom.relation in SIGNS and atom.form != "p")
    features["with_a_comparison_before"] = float(bool(WORDED.search(atom.relation)))
    features["about"] = float(atom.relation not in SIGNS | {"="} and not WORDED.search(atom.relation))
    features["with_a_spread_or_interval"] = float(
        atom.sd is not None or atom.se is not None or (atom.interval is not None and atom.form != "range")
    )
    features["with_a_count"] = float(atom.count is not None)
    features["behind_n_equals"] = float(atom.name == "n")
    features["a_dose_by_weight_or_time"] = float(bool(DOSED.match(atom.unit or "")))
    features["under_a_heading_of_baseline"] = float(bool(BASELINE_HEADING.search(place.heading)))
    return features


@lru_cache(maxsize=512)
def _sentence_features(text: str) -> dict[str, float]:
    low = text.lower()
    return {name: 1.0 for name, cue in SENTENCE_CUES.items() if cue.search(low)}


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


def _is_lasting(atom: Atom, before: str, behind: str) -> bool:
    """A duration that was measured, not one that was prescribed or that dates something."""
    if atom.sd is not None or (atom.interval is not None and atom.form != "range"):
        return True
    compared = bool(AGAINST.search(before)) or bool(re.match(r"\s?(?:vs\.?|versus|compared)\b", behind))
    return compared or (atom.form != "range" and bool(LASTING.search(before)))


def _is_presented(text: str, atom: Atom) -> bool:
    """In a remark on who was enrolled: "enrolled 85 patients (median size 6.2 cm, 23% with thrombosis)"."""
    start, end = text.rfind("(", 0, atom.start), text.find(")", atom.end)
    return start >= 0 and 0 < end - start < 120 and bool(PRESENTED.search(text, max(0, start - 60), start))


def _clause(text: str, atom: Atom) -> str:
    """The words around a number up to the next clauses, a remark in parentheses behind another number left out."""
    ends = _clause_ends(text)
    start = max((end for _, end in ends if end <= atom.start), default=0)
    return text[start : next((begin for begin, _ in ends if begin >= atom.end), len(text))]


@lru_cache(maxsize=512)
def _clause_ends(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in CLAUSE_END.finditer(text))


@lru_cache(maxsize=512)
def _speaks_of_baseline(clause: str) -> bool:
    return bool(BASELINE_WORDS.search(clause.lower()))
