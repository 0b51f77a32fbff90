"""Words that call a result significant or not, and the stretch of the sentence that they speak of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass


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
    r"|(?:did|does|do|was|were|is|are|has|have|had)\s?n[o']t\s(?:[a-z]+\s){0,6}?(?:statistical(?:ly)?\s)?significan(?:t|ce|tly)"
    r"|without\s(?:a\s)?(?:statistically\s)?significant|failed\sto\sreach\s(?:statistical\s)?significance"
    r"|n\.s\.(?=\W)|lacked\s(?:statistical\s)?significance)"
)
_PLAIN = r"(?:(?:statistically\s)?significant(?:ly)?|reached\s(?:statistical\s)?significance)"
PHRASE = re.compile(rf"\b(?:(?P<negated>{_NEGATED})|(?P<plain>{_PLAIN}))\b", re.IGNORECASE)
TURN = re.compile(
    r"(?:\b(?:but|however|while|whereas|except|although|though|yet|only|unlike|despite|versus|in\scontrast|and\s(?:a\s)?"
    r"(?:non-?)?significan\w+)\b|;|\.\s)",
    re.IGNORECASE,
)
_NO_CLAIM = re.compile(
    r"\b(?:considered|defined|regarded|deemed|threshold|level|set\sat|criteri\w+|clinical(?:ly)?\ssignificant|correction|"
    r"Bonferroni|adjust\w+\sfor\smultiple|border-?line|marginal\w*|trend\w*|tend\w*|near-?\w*|approach\w*|if|whether|test\w*\sfor|"
    r"variables?\swith|factors?\swith|one-sided|interaction)\b",
    re.IGNORECASE,
)


def find_wordings(text: str) -> Iterator[Wording]:
    """Every phrase that calls something significant or not, apart from definitions and conditions.

    >>> [w.significant for w in find_wordings("It did not significantly improve OS")]
    [False]
    >>> list(find_wordings("p < 0.05 was considered statistically significant"))
    []
    """
    if _NO_CLAIM.search(text):
        return
    for match in PHRASE.finditer(text):
        turn = TURN.search(text, match.end())
        yield Wording(
            significant=match["negated"] is None,
            start=match.start(),
            end=match.end(),
            governs_to=turn.start() if turn else len(text),
        )
