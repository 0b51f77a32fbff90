"""Author lists of every house style: who they are, and where in the text the list ends."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from extract.model import Person
from extract.text import lazy_re as re
from extract.text.words import word_set

EASTERN_FAMILIES = word_set("eastern_families")


def is_eastern_family(word: str) -> bool:
    """Whether a word is a common Chinese or Korean family name.

    >>> is_eastern_family("Zhang"), is_eastern_family("Jiaxiang")
    (True, False)
    """
    return word.lower().rstrip(".,") in EASTERN_FAMILIES


def _ranges(codes: Iterable[int]) -> str:
    """Letters as ranges of a class, which are compiled faster than each letter by itself."""
    runs = groupby(enumerate(codes), lambda place: place[1] - place[0])
    ends = ([code for _, code in run] for _, run in runs)
    return "".join(f"{chr(run[0])}-{chr(run[-1])}" if len(run) > 2 else "".join(map(chr, run)) for run in ends)


UPPER = _ranges(
    code for code in (*range(0x41, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x1F00)) if chr(code).isupper()
)
"""Capitals of the Latin, Greek and Cyrillic letters, to stand within a class."""
APOSTROPHE = "'’‘`´ʼ′"
HYPHEN = "\\-‐‑–"
PARTICLE = (
    r"(?:[Vv]an\s(?:der|den|de|het|[’']t)|[Vv]an|[Vv][oö]n(?:\s(?:der|dem|den))?|vom|zu[mr]?|[Dd]e\s(?:la|las|los|le|l’|l')|[Dd]e"
    r"|[Dd]el(?:la|le)?|[Dd]ella|[Dd]i|[Dd]al?|[Dd][oa]s|[Dd]o|[Dd]u|[Dd]es|[Dd]en|[Dd]er|[Tt]e[nr]?|[Ll][aeo]|[Ee]l|[Aa]l|[Bb]in|[Ii]bn"
    r"|[Aa]bu|[Bb]en|Mc|Mac|[Ss]t\.?|af|av|op\sde|in\s[’']t|[’'][Tt]|[’']s|y|[eE])"
)
WORD = rf"(?:[a-z]{{1,4}}[{APOSTROPHE}{HYPHEN}]?)?[{UPPER}][\w{APOSTROPHE}{HYPHEN}]{{1,30}}"
FAMILY = rf"(?:{PARTICLE}\s){{0,3}}{WORD}(?:\s(?:{PARTICLE}\s){{0,2}}{WORD}){{0,3}}"
SUFFIX = r"(?:Jr|Sr|II|III|IV|2nd|3rd|4th|2d|3d)\b\.?"
BARE = rf"[{UPPER}](?:[{HYPHEN}]?[{UPPER}]){{0,4}}"
DOTTED = rf"[{UPPER}][a-z]?\.?(?:\s?[{HYPHEN}]?\s?[{UPPER}][a-z]?\.){{0,4}}"
POINTED = rf"[{UPPER}](?:\.\s?[{HYPHEN}]?\s?[{UPPER}]){{1,4}}"
SPACED = rf"[{UPPER}](?:\s?[{HYPHEN}]\s?[{UPPER}]|\s[{UPPER}]){{1,3}}"
SLIPPED = rf"[{UPPER}]\.[a-z](?=\.[\s,;])"
LOWERED = rf"[a-dfhj-np-xz](?=,\s{WORD}\s{BARE}[,.;:])"
INITIALS = rf"(?:{SLIPPED}|{POINTED}|{SPACED}|{BARE}|{LOWERED})"
FOLLOWS = (
    r"(?=\s*[,;:.(\[“\"&*]|\s*$|\s+(?:and|und|&|et|eds?|editors?|with)\b|\s+(?:for|on\sbehalf\sof|in\scollaboration\swith)\s(?:the\s)?"
    r"|\s+(?:19|20)\d\d\b)"
)
LOOSELY = rf"(?=\s+(?:[{UPPER}]\w|[‘“\"(]|A\s[a-z]|\d))"

VANCOUVER = re.compile(
    rf"(?P<family>{FAMILY})(?P<early>,?\s{SUFFIX})?\s(?!III?\b)(?P<given>{INITIALS})(?P<late>\.?,?\s{SUFFIX}|(?:Jr|Sr|2nd|3rd)\b\.?)?{FOLLOWS}"
)
VANCOUVER_LOOSE = re.compile(rf"(?P<family>{FAMILY})\s(?P<given>[{UPPER}]{{1,4}}){LOOSELY}")
INVERTED = re.compile(
    rf"(?P<family>{FAMILY})(?P<early>,?\s{SUFFIX})?,\s?(?P<given>{DOTTED}(?P<late>,?\s{SUFFIX})?(?:{FOLLOWS}|(?<=\.)(?=\s))|{BARE}{FOLLOWS})"
)
INITIALS_FIRST = re.compile(
    rf"(?P<given>(?:[{UPPER}][a-z]?\.\s?[{HYPHEN}]?){{1,4}})\s?(?P<family>{FAMILY})(?P<late>,?\s{SUFFIX})?{FOLLOWS}"
)
BARE_FIRST = re.compile(
    rf"(?P<given>[{UPPER}]{{1,3}})\s(?P<family>(?:{PARTICLE}\s){{0,2}}[{UPPER}][a-zß-ÿ]\w{{0,30}}){FOLLOWS}"
)
GIVEN_WORD = rf"(?:[{UPPER}][\w{APOSTROPHE}{HYPHEN}]{{0,30}}\.?)"
FULL_INVERTED = re.compile(
    rf"(?P<family>{FAMILY}),\s(?P<given>{GIVEN_WORD}(?:\s{GIVEN_WORD}){{0,3}}?)(?=,?\s(?:et\sal|and\s|&\s)|\.?\s?[“\"‘]|\.\s[{UPPER}“\"*]|,\seds?\b)"
)
FULL = re.compile(
    rf"(?P<given>{GIVEN_WORD}(?:\s{GIVEN_WORD}){{0,2}}?)\s(?P<family>(?:{PARTICLE}\s){{0,3}}{WORD})(?=\s*[,;:.(“\"\[]|\s+(?:and|&|et)\b|\s*$)"
)
TWO_NAMES = re.compile(rf"[{UPPER}][\w{APOSTROPHE}{HYPHEN}]+\s[{UPPER}][\w{APOSTROPHE}{HYPHEN}]+")
FAMILY_ALONE = re.compile(rf"(?P<family>{FAMILY})(?P<given>)(?=,?\set\.?\s?al\b)")
ET_AL = re.compile(
    r"(?:\bet\.?\s?al\b\.?|\bet\s?alii\b|\band\s(?:others|colleagues|coworkers)\b|\bet\scoll?\.|，?等)", re.I
)
SEPARATOR = re.compile(
    r"\.?\s*(?:[,;，；、]\s*(?:(?:and|und|&|y|et(?!\.?\s?al))\s+|&\s*)?|\s(?:and|und|&|et(?!\.?\s?al))\s+|&\s*)(?:\.\s?\.\s?\.|…)?,?\s*"
)
BEHALF = re.compile(
    r"[.,;]?\s*\(?(?:(?:and|for|on\sbehalf\sof|in\scollaboration\swith|with)\s(?=the\b|[A-Z]))(?:the\s)?", re.I
)
CHARACTERS = re.compile(
    r"(?P<names>[\u4e00-\u9fff]{2,4}(?:\s?[,，、;；]\s?(?!等)[\u4e00-\u9fff]{2,4}){0,40})(?:\s?[,，、]?\s?(?P<others>等))?(?=\s?[.．。:：])"
)
ALSO = re.compile(r"[;,]\s*(?:the\s)?")
GROUP_CUE = re.compile(
    r"""\b(?:Groups?|Collaborat(?:ion|ors?|ive)|Consortium|Investigators?|Committees?|Organi[sz]ations?|Associations?|Society
    |Societies|Institut(?:e|es|ions?)|Ministry|Departments?|Network|Agency|Foundation|Council|Commission|Federation|Cent(?:er|re)s?
    |Colleges?|Academy|Team|Task\sForce|Panel|Workshop|University|Writing|Trialists|Initiative|Alliance|Union|Board|Bureau|Office
    |Administration|Authority|Working\sParty|Members|Participants|Researchers|Programme?|Registry|Service|Health\sOrganization
    |Limited|Ltd|Inc|Corporation|GmbH|Pharmaceuticals?|Conference|Hospital|Unit|Division|Taskforce|Secretariat|Statistics|Partnership)\b""",
    re.X | re.I,
)
GROUP_SEGMENT = re.compile(rf"(?:the\s)?(?P<name>[{UPPER}\d][^,;.:(“\"]{{2,140}}?)(?=\s*[,;.:(]|\s*$)")
GROUP_LOWER = re.compile(
    r"of|the|for|and|in|on|de|&|study|trial|trials|group|groups|investigators?|collaborators?|members?|writing|committee"
    r"|consortium|network|working|steering|research|researchers|participants|team|trialists|centers?|centres?|authors?"
)
GROUP_RUN_ON = re.compile(
    rf"(?:[Tt]he\s)?(?:(?:[{UPPER}][\w-]{{1,24}}|of|the|and|for|in|on|\d)\s){{1,9}}"
    rf"(?:Group|Investigators|Collaborators|Consortium|Organi[sz]ation|Prevention\s\(CDC\))(?=\s[{UPPER}‘“\"][\w-]*\s[a-z])"
)
ACRONYM = re.compile(rf"[{UPPER}][{UPPER}\d/&{HYPHEN}]{{1,20}}(?:\s[{UPPER}][\w/]{{1,20}}){{0,2}}")


@dataclass(frozen=True, slots=True)
class PeopleScan:
    """Persons read from the start of a text; `end` is where the list stops (before its closing punctuation)."""

    persons: tuple[Person, ...]
    et_al: bool
    end: int


def parse_people(text: str) -> tuple[tuple[Person, ...], bool]:
    """The persons and groups of an author list, and whether it ends in "et al.".

    >>> parse_people("van der Werf S, O’Connor J-P, et al.")  # doctest: +ELLIPSIS
    ((Person(family='van der Werf', given='S', ...), Person(family='O’Connor', given='J-P', ...)), True)
    >>> [person.family for person in parse_people("Smith, A. B., & Lee, C.")[0]]
    ['Smith', 'Lee']
    >>> parse_people("World Health Organization")[0]
    (Person(family='World Health Organization', given='', is_group=True),)
    """
    text = " ".join(text.split()).strip()
    scan = scan_people(text)
    if scan.persons or not text:
        return scan.persons, scan.et_al
    et_al = ET_AL.search(text)
    name = (text[: et_al.start()] if et_al else text).strip(" ,;.")
    if not name:
        return (), et_al is not None
    if GROUP_CUE.search(name) or ACRONYM.fullmatch(name) or " " not in name:
        return (Person(name, "", bool(GROUP_CUE.search(name) or ACRONYM.fullmatch(name))),), et_al is not None
    return (Person(name, "", True),), et_al is not None


def scan_people(text: str, start: int = 0) -> PeopleScan:
    """Reads persons (and groups among them) from `start` on, as far as they go."""
    if "\u4e00" <= text[start : start + 1] <= "\u9fff":
        return _scan_characters(text, start)
    for patterns in (
        (VANCOUVER, INVERTED, INITIALS_FIRST, FAMILY_ALONE, VANCOUVER_LOOSE),
        (BARE_FIRST,),
        (FULL_INVERTED, FULL),
    ):
        scan = _scan(text, start, patterns)
        if len(scan.persons) > 1 or (
            scan.persons and (patterns[0] is VANCOUVER or scan.et_al or patterns[0] is FULL_INVERTED)
        ):
            return scan
    return _scan_full_names(text, start)


def _scan(text: str, start: int, patterns: tuple[re.Pattern[str], ...]) -> PeopleScan:
    persons: list[Person] = []
    at = end = start
    while True:
        et_al = ET_AL.match(text, at)
        if et_al and persons:
            more = BEHALF.match(text, et_al.end()) or ALSO.match(text, et_al.end())
            group = _group(text, more.end()) if more else None
            if group:
                return PeopleScan((*persons, group[0]), True, group[1])
            return PeopleScan(tuple(persons), True, et_al.end())
        person = _person(text, at, patterns, first=not persons)
        if person is None:
            person = _group(text, at) if persons else _group_then_people(text, at)
        if person is None:
            return PeopleScan(tuple(persons), False, end)
        persons.append(person[0])
        end = person[1]
        separator = SEPARATOR.match(text, end)
        behalf = None if separator else BEHALF.match(text, end)
        if separator:
            behalf = BEHALF.match(text, separator.end())
            behalf = behalf if behalf and _group(text, behalf.end()) else None
        joint = behalf or separator
        if joint is None:
            spaced = re.compile(r"\.?\s*").match(text, end)
            at = spaced.end() if spaced else end
            if not ET_AL.match(text, at):
                return PeopleScan(tuple(persons), False, end)
        else:
            at = joint.end()


def _group_then_people(text: str, at: int) -> tuple[Person, int] | None:
    """A group at the head of a list of persons: "Burden of Disease Collaboration, Smith AB, et al."."""
    group = _group(text, at)
    separator = SEPARATOR.match(text, group[1]) if group else None
    return group if separator and VANCOUVER.match(text, separator.end()) else None


def _scan_characters(text: str, start: int) -> PeopleScan:
    """Names in Chinese characters: the first is the family's."""
    match = CHARACTERS.match(text, start)
    if match is None:
        return PeopleScan((), False, start)
    names = re.findall(r"[\u4e00-\u9fff]{2,4}", match["names"])
    return PeopleScan(tuple(Person(name[0], name[1:]) for name in names), match["others"] is not None, match.end())


def _person(text: str, at: int, patterns: tuple[re.Pattern[str], ...], *, first: bool) -> tuple[Person, int] | None:
    for pattern in patterns:
        if pattern is FULL_INVERTED and not first:
            continue
        match = pattern.match(text, at)
        if match is None or (pattern is FULL and first):
            continue
        if pattern is FULL_INVERTED and TWO_NAMES.fullmatch(match["family"]) and TWO_NAMES.fullmatch(match["given"]):
            continue
        if pattern is VANCOUVER_LOOSE and (len(match["given"]) < 2 if first else _group(text, at)):
            continue
        if first and GROUP_CUE.search(match["family"]) and (" " in match["family"] or len(match["given"]) < 2):
            continue
        groups = match.groupdict()
        suffix = " ".join(part.strip(" ,.") for part in (groups.get("early"), groups.get("late")) if part)
        given = (match["given"] + " " + suffix).strip()
        return Person(" ".join(match["family"].split()), given), match.end()
    return None


def _group(text: str, at: int) -> tuple[Person, int] | None:
    run_on = GROUP_RUN_ON.match(text, at)
    if run_on:
        return Person(run_on[0].removeprefix("the "), "", True), run_on.end()
    match = GROUP_SEGMENT.match(text, at)
    if match is None or not GROUP_CUE.search(match["name"]):
        return None
    words = [word for word in match["name"].split() if not GROUP_LOWER.fullmatch(word)]
    if len(words) > 12 or any(word[0].islower() for word in words):
        return None
    return Person(match["name"].strip(), "", True), match.end("name")


def _scan_full_names(text: str, start: int) -> PeopleScan:
    """ "Li Jiaxiang, Yan Mingji, et al." or "John Smith, Mary Lee and Ann Wu": two names at least, or et al."""
    matches: list[re.Match[str]] = []
    at, et_al, end = start, False, start
    while match := FULL.match(text, at):
        if GROUP_CUE.search(match[0]):
            return PeopleScan((), False, start)
        matches.append(match)
        end = match.end()
        separator = SEPARATOR.match(text, end)
        at = separator.end() if separator else end
        spaced = at if separator else at + (text[at : at + 1] == " ")
        tail = ET_AL.match(text, spaced)
        if tail:
            et_al, end = True, tail.end()
        if tail or separator is None:
            break
    closed = et_al or re.match(r"\s*(?:[.:(]|$)", text[end : end + 3])
    if not matches or not closed or (len(matches) == 1 and not et_al):
        return PeopleScan((), False, start)
    return PeopleScan(_in_order(matches), et_al, end)


def _in_order(matches: list[re.Match[str]]) -> tuple[Person, ...]:
    """Family first where the names are mostly written in the eastern order, else family last."""
    eastern = sum(is_eastern_family(match["given"].split()[0]) for match in matches)
    western = sum(is_eastern_family(match["family"]) for match in matches)
    if eastern > western:
        return tuple(Person(match[0].split()[0], " ".join(match[0].split()[1:])) for match in matches)
    return tuple(Person(" ".join(match["family"].split()), match["given"]) for match in matches)
