"""What kind of claim a passage makes: it describes a study, reports its result, or states background or a method."""

from extract.model import ClaimType, Fact
from extract.text import lazy_re as re
from extract.text.cues import in_lower_case

STUDY = re.compile(
    r"""\b(?:stud(?:y|ies)|trials?|cohort|meta-analys[ie]s|review|experiments?|survey|researchers|investigators|authors
    |scholars
    |reported|found|showed|demonstrated|observed|revealed|enroll?ed|randomi[sz]ed|compared)\b""",
    re.VERBOSE | re.IGNORECASE,
)
ONE_STUDY = re.compile(
    r"""\b(?:(?:a|an|one|another|the|this|that|previous|recent|prospective|retrospective|multicent\w+|randomi[sz]ed|pilot)
      \s(?:[\w()/-]+\s){0,7}(?:study|trial|cohort|meta-analysis|review|survey|analysis|experiment)\b
    |(?:sequencing|research|analys[ie]s|experiments?|model)\s(?:[\w-]+\s){0,6}?(?:reveal|demonstrat|show|achiev|indicat|predict)\w*
    |et\sal\b|and\scolleagues|\bstudy\s(?:by|of|from|in|conducted)\b|researchers\b|updated\sdata|data\sfrom\sthe)""",
    re.VERBOSE | re.IGNORECASE,
)
RESULT = re.compile(
    r"""\d(?:\.\d+)?\s?%|\b[Pp]\s?[<=>≤]\s?0?\.\d|\b(?:HR|OR|RR)\s?[=:,]?\s?\d|\b\d+(?:\.\d+)?\s?(?:months|mo|years|weeks|days)\b
    |\bAUC\b|±|\b95\s?%\s?CI\b""",
    re.VERBOSE,
)
COMPARED = re.compile(
    r"""\b[Pp]\s?[<=>≤]\s?0?\.\d|\d\s?%\s?(?:vs\.?|versus|compared\s(?:to|with))\s|\b(?:HR|OR|RR)\s?[=:,]?\s?\d
    |[><≥]\s?\d+(?:\.\d+)?\s?%|\d\s?%\sto\s\d+(?:\.\d+)?\s?%""",
    re.VERBOSE,
)
OTHERS = re.compile(
    r"\b(?:previous(?:ly)?|prior|earlier|another|recent|published|pilot"
    r"|reported (?:by|in)|(?:study|trial) (?:by|of|from))\b",
    re.I,
)
OWN = in_lower_case(
    re.compile(
        r"\b(?:our|the present|the current|this|present)\s(?:[\w-]+\s){0,4}?"
        r"(?:study|trial|series|cohort|analysis|patients|results|data|findings)\b"
        r"|\b(?:we|our)\b",
        re.IGNORECASE,
    )
)
OWN_METHODS = in_lower_case(
    re.compile(
        r"""\b(?:sample\ssize|power\s(?:of|calculation|analysis)|(?:\d+|\w+ty)\s?%\s?power|type\sI\serror|two-sided\s(?:alpha|significance)
    |(?:was|were)\s(?:calculated|estimated|needed|required)\sfor\seach\s(?:group|arm)|per\sarm\swere\s(?:needed|required)
    |(?:informed|written)\sconsent|inclusion\scriteria|ethics\scommittee
    |the\s(?:study|trial)\swas\s(?:designed|approved|registered|conducted|powered))\b""",
        re.VERBOSE | re.IGNORECASE,
    )
)
"""Words of a paper's account of its own planning: numbers there are not those of a cited study."""
GUIDELINE = re.compile(
    r"\b(?:guidelines?|recommend(?:s|ed|ations?)?|consensus|guidance|position statement)\b", re.IGNORECASE
)
METHOD = re.compile(
    r"""\b(?:according\sto|as\s(?:previously\s)?described|using\s(?:the|a|an)|calculated|measured|assessed|evaluated\s(?:by|using|with)
    |defined\s(?:as|by)|criteria|questionnaire|scale|score|instrument|version|software|protocol|was\sperformed|were\sperformed)\b""",
    re.VERBOSE | re.IGNORECASE,
)
HEDGE = re.compile(
    r"\b(?:may|might|could|possibl[ey]|perhaps|suggest(?:s|ed|ing)?|appears?|seems?|potential(?:ly)?|likely|presumably|hypothes\w+)\b",
    re.IGNORECASE,
)
NEGATED = re.compile(
    r"\b(?:did not|does not|do not|was not|were not|"
    r"no (?:significant |statistically significant )?(?:difference|effect|"
    r"benefit|improvement|association|correlation)|failed to|not (?:significantly )?(?:differ|improve|associated))\b",
    re.IGNORECASE,
)
STUDIES_SHOW = re.compile(
    r"\b(?:studies|trials|investigators|researchers)\s(?:have\s|had\s)?(?:also\s|previously\s|consistently\s)?"
    r"(?:show|demonstrat|report|found|reveal|suggest|indicat)\w*",
    re.IGNORECASE,
)
OWN_KINDS = ("n", "phase", "registration", "report_year", "centre", "meeting", "journal")


def is_own_study(text: str) -> bool:
    """Whether a sentence is about the citing paper's own study.

    >>> is_own_study("In our trial 80 patients were needed."), is_own_study("In one trial 80 patients were treated.")
    (True, False)
    """
    low = text.lower()
    return bool(OWN.search(low) or OWN_METHODS.search(low))


def claim_type(text: str, facts: tuple[Fact, ...], section_role: str | None) -> ClaimType:
    """The strongest kind that a passage fits; `section_role` is that of its section."""
    kinds = {fact.kind for fact in facts}
    of_others = "author" in kinds or bool(OTHERS.search(text))
    own_section = section_role in ("methods", "results")
    low = text.lower()
    if OWN_METHODS.search(low):
        return "method"
    if not of_others and (own_section or OWN.search(low)):
        return "method" if own_section or METHOD.search(text) else "background"
    one_study = "author" in kinds or bool(ONE_STUDY.search(text))
    stated = sum(kind in kinds for kind in OWN_KINDS)
    has_result = bool(RESULT.search(text))
    if stated >= 2 or one_study:
        return "reports_result" if has_result else "describes_study"
    if COMPARED.search(text) and STUDY.search(text) and not own_section:
        return "reports_result"
    if STUDIES_SHOW.search(text):
        return "describes_study"
    if GUIDELINE.search(text):
        return "guideline"
    if own_section or (METHOD.search(text) and not has_result and not STUDY.search(text)):
        return "method"
    return "background"


def is_hedged(text: str) -> bool:
    return bool(HEDGE.search(text))


def is_negated(text: str) -> bool:
    return bool(NEGATED.search(text))
