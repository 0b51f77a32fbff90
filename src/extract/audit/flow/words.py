"""The words by which sentences tell what became of the people whom they count."""

import re

from extract.audit.flow.counts import Count

ALLOCATED = re.compile(
    r"\b(?:randomi[sz]ed|randomly|allocated|allotted|assigned|divided|split|distributed|categori[sz]ed|grouped)\b",
    re.IGNORECASE,
)
LEFT = re.compile(
    r"\b(?:excluded|exclusions|ineligible|not\s(?:eligible|included|enrolled|randomi[sz]ed|analy[sz]ed|evaluable"
    r"|assessable)|"
    r"withdrew|withdrawn|withdrawals|drop(?:ped)?[\s-]?outs?|dropped|discontinued|lost\sto\sfollow|abandoned"
    r"|refused|declined"
    r"|(?:did|could|does)\snot\s(?:complete|meet|fulfil\w*|start|receive|finish|participate|attend)"
    r"|left\sthe\s(?:study|trial))\b",
    re.IGNORECASE,
)
KEPT = re.compile(
    r"^[^.;:]{0,60}?\b(?:completed|continued|finished|remained|were\s(?:analy[sz]ed|evaluable|evaluated|included"
    r"|enrolled"
    r"|recruited|eligible|randomi[sz]ed|assessable|assessed|followed)|(?:met|fulfilled)\s(?:the\s"
    r"|all\s)?(?:inclusion|entry|eligibility))",
    re.IGNORECASE,
)
GIVEN = re.compile(r"^(?:\s[a-z-]{1,20}){0,3}?\s(?:received|underwent|(?:were\s)?treated\swith)\b", re.IGNORECASE)
OF_WHOM = re.compile(
    r"(?<!total )(?<!number )\b(?:of|among|from|amongst)\s"
    r"(?:the\s|these\s|those\s|all\s|our\s|a\stotal\sof\s|total\s|first\s|initial\s){0,3}$",
    re.IGNORECASE,
)
_MALE = re.compile(
    r"^\s?(?:patients?\s)?(?:(?:were|was)\s)?(?:[a-z]{3,12}\s)?(?:men|man|males?|boys?)\b", re.IGNORECASE
)
_FEMALE = re.compile(
    r"^\s?(?:patients?\s)?(?:(?:were|was)\s)?(?:[a-z]{3,12}\s)?(?:wom[ae]n|females?|girls?)\b", re.IGNORECASE
)
_SEX_BEFORE = re.compile(r"\b(?:(?P<female>females?|women|girls|F)|males?|men|boys|M)\s?(?:,\s?n\s?)?[=:]\s?$")


def is_both_sexes(text: str, counts: list[Count]) -> bool:
    """Whether there are two counts, one of each sex."""
    return len(counts) == 2 and {sex_of(text, count) for count in counts} == {"male", "female"}


def sex_of(text: str, count: Count) -> str | None:
    """What is said behind the number ("45 (54%) men"), or before it ("number of females = 11")."""
    after = re.sub(r"^\s?\([^()]{0,12}\)", "", text[count.end : count.end + 50])
    before = _SEX_BEFORE.search(text[: count.start][-30:])
    if before:
        return "female" if before["female"] else "male"
    return "male" if _MALE.match(after) else "female" if _FEMALE.match(after) else None


def told_of(text: str, counts: list[Count], place: int) -> str:
    """What is said of a count: up to the next one, without what stands in brackets."""
    end = counts[place + 1].start if place + 1 < len(counts) else len(text)
    return re.sub(r"\s?\([^()]{0,80}\)", "", text[counts[place].end : min(end, counts[place].end + 160)])


def clause_start(text: str, count: Count) -> int:
    """Where the clause of a count begins."""
    opening = max(text.rfind(sign, 0, count.start) for sign in (". ", "; ", ": "))
    return opening + 1
