"""Words that call a result significant or not, and the stretch of the sentence that they speak of."""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.text import lazy_re as re


@dataclass(frozen=True, slots=True)
class Wording:
    """`significant` as the words say; start of the phrase, and the end of the stretch that it governs."""

    significant: bool
    start: int
    end: int
    governs_to: int


_NEGATED = (
    r"(?:no(?:t|n)?[\s-](?:statistical(?:ly)?\s)?significan(?:t|ce|tly)"
    r"|no\s(?:evidence\sof\s(?:a\s)?)?(?:statistically\s)?significant\w*"
    r"|(?:did|does|do|was|were|is|are|has|have|had)\s?n[o']t\s(?:(?!(?:as|because|since|so|when|until|unless|that)\s)[a-z]+\s){0,6}?(?:statistical(?:ly)?\s)?"
    r"significan(?:t|ce|tly)"
    r"|without\s(?:a\s)?(?:statistically\s)?significant|failed\sto\sreach\s(?:statistical\s)?significance"
    r"|n\.s\.(?=\W)|lacked\s(?:statistical\s)?significance)"
)
_PLAIN = r"(?:(?:statistically\s)?significant(?:ly)?|reached\s(?:statistical\s)?significance)"
PHRASE = re.compile(rf"\b(?:(?P<negated>{_NEGATED})|(?P<plain>{_PLAIN}))\b", re.IGNORECASE)
TURN = re.compile(
    r"(?:\b(?:but|however|while|whereas|except(?:ions?|ing)?|apart\sfrom|other\sthan|besides|although|though|yet|only|unlike|despite|versus"
    r"|in\scontrast|and\s(?:a\s)?(?:non-?)?significan\w+"
    r"|(?<=significant),\s(?:the|both|all)\s(?:main\s)?(?:effects?|interactions?|differences?|associations?)"
    r"|n(?:o|either|or|ot)\s(?:[a-z-]+\s){0,3}?(?:differ\w*|effects?|changes?|associations?|increases?|decreases?|improvements?))\b|;|\.\s)",
    re.IGNORECASE,
)
_NO_CLAIM = re.compile(
    r"\b(?:close\sto|remain\w*|considered|defined|regarded|deemed|threshold|level|set\sat|criteri\w+|clinical(?:ly)?\ssignificant|correction|"
    r"Bonferroni|adjust\w+\sfor\smultiple|border-?line|marginal\w*|trend\w*|tend\w*|near-?\w*|approach\w*|if|whether|test\w*\sfor|"
    r"variables?\swith|factors?\swith|one-sided|interaction|superscripts?|NS,\sno|shar\w+\s(?:the\s|a\s)?(?:same|common)|(?:same|different)\sletters?)\b",
    re.IGNORECASE,
)
_DENIED_BEFORE = re.compile(
    r"\b(?:neither|nor|no|not|never|without|none|hardly|fail(?:s|ed|ing|ure)?|unable|lack(?:s|ed|ing)?)\b[^.;,()]{0,40}$",
    re.IGNORECASE,
)
_DENIED_SUBJECT = re.compile(
    r"(?:^|[.;,(]\s?)(?:no|none|neither)\b(?:(?!\b(?:and|but|while|whereas|although|though)\b)[^.;,()]){0,140}$",
    re.IGNORECASE,
)
"""What the clause speaks of is none: "No other values of the profile were altered significantly"."""
SUBJECT_REACH = 150
REACH = 160
_DENIED_AFTER = re.compile(
    r"\b(?:(?:was|were|is|are|be|been|could|did|has|have|had)\s(?:not|never)|not\s(?:observed|found|seen|detected|reached)"
    r"|lacking|absent)\b",
    re.IGNORECASE,
)


OWN_STUDY = re.compile(
    r"\b(?:our|we|(?:this|the\s(?:present|current))\s(?:\w+\s)?(?:study|trial|cohort|analysis|series|report))\b",
    re.IGNORECASE,
)


def speaks_of_own_study(text: str) -> bool:
    """Whether a sentence says that it tells of the paper's own work.

    >>> speaks_of_own_study("In the present study, OS was 50%"), speaks_of_own_study("Kim et al. found an OS of 50%")
    (True, False)
    """
    return bool(OWN_STUDY.search(text))


def find_wordings(text: str) -> Iterator[Wording]:
    """Every phrase that calls something significant or not, apart from definitions and conditions.

    >>> [w.significant for w in find_wordings("It did not significantly improve OS")]
    [False]
    >>> list(find_wordings("p < 0.05 was considered statistically significant"))
    []
    """
    text = text.replace("’", "'")
    low = text.lower()
    if ("significan" not in low and "n.s." not in low) or _NO_CLAIM.search(text):
        return
    for match in PHRASE.finditer(text):
        governs_to = _end_of_stretch(text, match)
        if match["plain"] and (
            _DENIED_BEFORE.search(text, max(0, match.start() - 60), match.start())
            or _DENIED_SUBJECT.search(text, max(0, match.start() - SUBJECT_REACH), match.start())
            or _DENIED_AFTER.search(text, match.end(), match.end() + REACH)
        ):
            continue
        yield Wording(significant=match["negated"] is None, start=match.start(), end=match.end(), governs_to=governs_to)


def _end_of_stretch(text: str, phrase: re.Match[str]) -> int:
    """Up to the next turn; a phrase in brackets speaks of what stands in them."""
    turns = (TURN.search(text, phrase.end()), PHRASE.search(text, phrase.end()))
    end = min((turn.start() for turn in turns if turn), default=len(text))
    if text.rfind("(", 0, phrase.start()) > text.rfind(")", 0, phrase.start()):
        closing = text.find(")", phrase.end())
        opening = text.find("(", phrase.end())
        if closing >= 0 and not 0 <= opening < closing:
            return min(end, closing)
    return end
