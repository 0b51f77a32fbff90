"""Names of authors beside a marker: "Tao et al.", "Shaver and Mikulincer", "Park and colleagues", "Liang's team"."""

import re
from collections.abc import Iterator

from extract.model import Fact, Span
from extract.text.words import alternatives, word_set

PARTICLE = (
    rf"(?:(?:{alternatives('name_particles')})\s"
    r"|(?:Van|De|Di|La|Le|Du|Mc|Mac|O['’]|D['’])\s?){0,3}"
)
FAMILY = (
    rf"{PARTICLE}[A-ZÀ-ÖØ-ÞŁŚŠŽÇ](?:[a-zß-ÿąęłńśźżčšžğış]|['’][A-Z])"
    rf"(?:[^\W\d_]|['’]){{0,30}}(?!\w)(?:[-–](?:[^\W\d_]|['’]){{1,30}}(?!\w)){{0,2}}"
)
SAYS = (
    r"(?:report|argue|show|found|suggest|describ|demonstrat|propos|conclud|observ|identif|compar|not(?:ed|ic)|stat)\w*"
)
AND_OTHERS = re.compile(
    rf"""(?P<name>{FAMILY})(?:\s(?:[A-Z]{{1,3}}|[A-Z]\.(?:\s?[A-Z]\.)?))?
    (?:,?\s\**_?(?:and|&|et)\s(?P<second>{FAMILY}))?,?\s?[*_]{{0,2}}(?:<i>)?
    (?:et\s?al(?![a-z])|and\s(?:his\s|her\s|their\s)?(?:colleagues|co-?workers|associates|collaborators|others)|&\scolleagues)""",
    re.VERBOSE,
)
TWO_NAMES = re.compile(
    rf"(?P<name>{FAMILY})\s(?:and|&)\s(?P<second>{FAMILY})(?=['’]?s?,?\s?(?:\(?(?:19|20)\d\d\)?)?,?\s?(?:[\[(^]|\d|$|[⁰¹²³⁴⁵⁶⁷⁸⁹]))"
)
TEAM = re.compile(rf"(?P<name>{FAMILY})(?:\s(?P<second>{FAMILY}))?['’]s?\s(?:team|group|study|trial|work)\b")
ONE_NAME = re.compile(
    rf"\b(?:[Bb]y|[Oo]f|[Ss]ee)\s(?P<name>{FAMILY})(?:\s[A-Z]{{1,3}})?,?\s?(?=[\[(^]\s?\d|[⁰¹²³⁴⁵⁶⁷⁸⁹])"
)
GIVEN_NAMES = re.compile(
    rf"\b(?:[Ss]tudy|[Tt]rial|[Ww]ork|conducted|reported|performed|published|described)\s(?:by|of)\s"
    rf"(?:[A-Z][a-z]{{1,30}}\s(?:[A-Z]\.?\s)?)?(?P<name>{FAMILY})\b"
)
TWO_WHO_SAY = re.compile(
    rf"(?P<name>{FAMILY})\s(?:and|&)\s(?P<second>{FAMILY})\s(?:\((?:19|20)\d\d\)\s)?(?:have\s|has\s|were\s|also\s)?{SAYS}"
)
MARKED_WHO_SAYS = re.compile(rf"(?:^|[.;]\s)(?P<name>{FAMILY})\s?(?=[\[(]\d{{1,3}}[\])]\s(?:also\s)?{SAYS})")
PATTERNS = (
    (AND_OTHERS, "and_others", re.compile(r"et\s?al|colleagues|workers|associates|collaborators|others")),
    (TEAM, "team", re.compile(r"['’]")),
    (TWO_NAMES, "two_names", re.compile(r"\s(?:and|&)\s")),
    (ONE_NAME, "one_name", re.compile(r"[\[(^⁰¹²³⁴⁵⁶⁷⁸⁹]")),
    (GIVEN_NAMES, "given_names", re.compile(r"\s(?:by|of)\s")),
    (TWO_WHO_SAY, "two_who_say", re.compile(r"\s(?:and|&)\s")),
    (MARKED_WHO_SAYS, "marked_who_says", re.compile(r"[\[(]\d")),
)
"""Each way to name authors with its rule, and a cue that is cheap to look for and without which it cannot match."""

NOT_NAMES = word_set("capitals_no_name")


def find_names(text: str) -> Iterator[Fact]:
    """Families named as authors, each with its place; `qualifier` tells how surely it is an author."""
    taken: list[Span] = []
    for pattern, rule, cue in PATTERNS:
        for match in pattern.finditer(text) if cue.search(text) else ():
            for group in ("name", "second"):
                fact = _name(match, group, rule, taken)
                if fact:
                    taken.append(fact.span)
                    yield fact


def _name(match: re.Match[str], group: str, rule: str, taken: list[Span]) -> Fact | None:
    groups = match.groupdict()
    name = groups.get(group)
    if not name or name.split()[-1] in NOT_NAMES or name in NOT_NAMES or (name.isupper() and len(name) > 4):
        return None
    span = Span(*match.span(group))
    if any(span.overlaps(other) for other in taken):
        return None
    return Fact(kind="author", value=name, span=span, qualifier=group, rule=rule)
