"""The facts that a passage states about a study: terms of the vocabulary, and numbers, years and names by pattern."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract.annotate.concepts import NO_TERMS
from extract.model import Fact, FactKind, Span
from extract.text import lazy_re as re
from extract.text.identifiers import find_registrations
from extract.text.words import alternatives, word_set
from extract.vocabulary import Found, Vocabulary, finder_of


@lru_cache(maxsize=1 << 12)
def find_terms(text: str, vocabulary: Vocabulary) -> tuple[Found, ...]:
    """Where a text names terms of the vocabulary, the longest names, in text order."""
    return finder_of(vocabulary).find(text)


@dataclass(frozen=True)
class Abbreviations:
    """What a paper's own short forms mean: the terms named in their long forms (none for a word we do not know)."""

    terms: dict[str, tuple[Found, ...]]
    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, defined: Iterable[tuple[str, str]], vocabulary: Vocabulary) -> "Abbreviations":
        terms = {short: find_terms(long, vocabulary) for short, long in defined if len(short) > 1}
        shorts = "|".join(re.escape(short) for short in sorted(terms, key=len, reverse=True))
        return cls(terms, re.compile(rf"(?<![\w-])(?:{shorts})(?!\w)") if shorts else None)

    def apply(self, text: str, mentions: tuple[Found, ...]) -> tuple[Found, ...]:
        """The mentions of a text, each short form read as the paper defines it."""
        if self.pattern is None:
            return mentions
        places = [Span(*match.span()) for match in self.pattern.finditer(text)]
        kept = [mention for mention in mentions if not any(place.contains(mention.span) for place in places)]
        added = [
            Found(term.term, term.kind, place.start, place.end)
            for place in places
            for term in self.terms[place.of(text)]
        ]
        return tuple(sorted((*kept, *added), key=lambda mention: (mention.span, mention.kind, mention.term)))


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


YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
REPORT_YEAR = re.compile(
    rf"""(?P<of_study>\b(?:[Ii]n|[Tt]he|[Aa]|[Aa]n|[Ff]rom|recent)\s(?:the\s)?(?P<y1>{YEAR})\b(?=[,\s]))
    | (?P<published>\b(?:published|reported|presented|conducted|performed)\b
        [^.;]{{0,60}}?\b(?:in|at)\s(?:the\s)?(?P<y2>{YEAR})\b)
    | (?P<named>(?:et\sal\.?|colleagues|co-?workers|team),?\s?(?:\(|,\s|in\s|\[)?(?P<y3>{YEAR})[a-z]?\b)""",
    re.VERBOSE,
)
DATA_YEAR = re.compile(
    rf"""\b(?:between|from|during)\s(?:\w+\s)?(?P<first>{YEAR})\s?(?:and|to|–|-|until|through)\s?(?:\w+\s)?(?P<last>{YEAR})\b
    | \b(?:data|statistics|estimates|figures|survey|census|GLOBOCAN)\s(?:\w+\s){{0,2}}?
        (?:from|for|of|in)?\s?(?P<data>{YEAR})\b""",
    re.VERBOSE | re.IGNORECASE,
)
SIZE = re.compile(
    rf"""\b[nN]\s?=\s?(?P<n1>\d{{1,3}}(?:[,\s]\d{{3}})+|\d+)\b
    | \b(?P<n2>\d{{1,3}}(?:,\d{{3}})+|\d{{2,6}})\s(?:[\w-]+\s){{0,4}}?(?:{alternatives("samples")})\b
    | \b(?:enroll?ed|included|involving|recruited|randomi[sz]ed|of|in)\s(?P<n3>\d{{2,6}})\s
        (?:[\w-]+\s){{0,3}}?(?:patients|participants|subjects)\b""",
    re.VERBOSE,
)
PHASE = re.compile(
    r"\b[Pp]hase[\s-](?P<phase>(?:I{1,3}|IV|[1-4])(?:[abAB])?(?:\s?[/–-]\s?(?:I{1,3}|IV|[1-4])[abAB]?)?)\b"
)
REGISTER = re.compile(
    r"NCT|ISRCTN|CTR|RCT|UMIN|Japic|KCT|ACTRN|DRKS|NTR|NL-|RBR|CRD|Eudra|EU\b|\d{4}-\d{6}-\d", re.IGNORECASE
)
"""What every registration number holds one of."""
TRIAL_NAME = re.compile(
    r"\b(?P<name>[A-Z][A-Z0-9]{3,15}(?:[-/ ]?[A-Z0-9]{0,8}\d{1,6})?"
    r"|[A-Z]{2,10}[a-z]?[A-Z]{1,10}[-/]?\d{0,6})\s(?:[\w-]{1,40}\s){0,3}?(?:trial|study)\b"
)
DOSE = re.compile(
    r"(?<![\d,.])(?P<gray>\d{1,3}(?:\.\d+)?)\s?Gy(?:\s?(?:/|in|×|x)\s?(?P<fractions>\d{1,2})\s?(?:fractions?|times|Fx|fx)?)?"
    r"|(?<![\d,.])(?P<mass>\d{1,4}(?:\.\d+)?)\s?(?P<unit>mg/kg|mg/m2|mg|µg|μg|g/day|IU|mL/kg)\b"
)
NOT_TRIALS = frozenset({"PATIENTS", "HIV", "AIDS", "RCT", "RCTs", "MRI", "PET", "CT"})
NUMERAL = re.compile(r"[IVX]{1,4}[AB]?")
"""Of a phase or stage: matches "III", not "VIALE"."""
NEGATION = re.compile(
    r"\b(?:no|not|without|neither|nor|lack of|absence of|never|excluding)\s(?:\w+\s){0,3}$", re.IGNORECASE
)
AFTER_COMPARISON = re.compile(
    r"\b(?:versus|vs\.?|compared (?:to|with)|than|over|against|in comparison with|relative to)\s(?:\S{1,20}\s){0,3}$",
    re.IGNORECASE,
)
LISTED = re.compile(
    r"\b(?:including|includes?|such as|e\.g\.?|for example|for instance|like|namely)[,:]?\s(?:[^.;()]{0,120})$",
    re.IGNORECASE,
)
"""Before a term that only stands as an example of a class: matches "various cancers, including "."""
NOT_PEOPLE = frozenset({"country", "centre", "organ", "disease", "organism"})
LISTED_KINDS = frozenset({"disease", "intervention", "comparator"})
EXAMPLE = "example"
FACT_OF_TERM: dict[str, FactKind] = {
    "disease": "disease",
    "organ": "organ",
    "intervention": "intervention",
    "organism": "organism",
    "country": "country",
    "centre": "centre",
    "design": "design",
    "journal": "journal",
    "meeting": "meeting",
    "group": "trial_name",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What facts are read with."""

    vocabulary: Vocabulary
    abbreviations: Abbreviations


def find_facts(text: str, reading: Reading) -> tuple[Fact, ...]:
    """All facts of a text, in its order; spans are offsets into the text given."""
    mentions = reading.abbreviations.apply(text, find_terms(text, reading.vocabulary))
    facts = [*_of_terms(text, mentions), *_of_patterns(text), *_trial_names(text, mentions), *_names(text, mentions)]
    return tuple(sorted(facts, key=lambda fact: (fact.span, fact.kind, fact.value)))


def find_term_facts(text: str, reading: Reading) -> tuple[Fact, ...]:
    """Those facts of a text that terms of the vocabulary state; of some kinds (diseases, treatments) they are all."""
    return tuple(_of_terms(text, reading.abbreviations.apply(text, find_terms(text, reading.vocabulary))))


def _of_terms(text: str, mentions: tuple[Found, ...]) -> Iterator[Fact]:
    for mention in mentions:
        before = text[max(0, mention.span.start - 60) : mention.span.start]
        kind = FACT_OF_TERM.get(mention.kind)
        if kind is None or mention.term in NO_TERMS:
            continue
        if kind == "intervention" and AFTER_COMPARISON.search(before):
            kind = "comparator"
        listed = kind in LISTED_KINDS and LISTED.search(text[max(0, mention.span.start - 140) : mention.span.start])
        yield Fact(
            kind=kind,
            value=mention.term,
            span=mention.span,
            qualifier=EXAMPLE if listed else None,
            negated=bool(NEGATION.search(before)),
            rule="vocabulary_term",
        )


def _of_patterns(text: str) -> Iterator[Fact]:
    yield from _years(text)
    for match in SIZE.finditer(text):
        group = next(name for name in ("n1", "n2", "n3") if match[name])
        value = re.sub(r"\D", "", match[group])
        if group == "n1" or not re.fullmatch(YEAR, value):
            yield Fact(kind="n", value=value, span=Span(*match.span(group)), rule="size")
    for match in PHASE.finditer(text):
        yield Fact(kind="phase", value=_roman(match["phase"]), span=Span(*match.span()), rule="phase")
    if REGISTER.search(text):
        for found in find_registrations(text):
            yield Fact(kind="registration", value=found.value, span=Span(found.start, found.end), rule="registration")
    for match in DOSE.finditer(text):
        yield Fact(kind="dose", value=re.sub(r"\s", "", match[0]), span=Span(*match.span()), rule="dose")


def _trial_names(text: str, mentions: tuple[Found, ...]) -> Iterator[Fact]:
    """Names in capitals before "trial": no numeral of a phase, and no abbreviation of a disease or treatment."""
    for match in TRIAL_NAME.finditer(text):
        span = Span(*match.span("name"))
        is_term = any(mention.span.overlaps(span) for mention in mentions if mention.kind != "group")
        if match["name"] not in NOT_TRIALS and not is_term and not NUMERAL.fullmatch(match["name"]):
            yield Fact(kind="trial_name", value=match["name"], span=span, rule="trial_name")


def _names(text: str, mentions: tuple[Found, ...]) -> Iterator[Fact]:
    """Names of authors; a country, a centre or an organ is no name, whatever stands around it."""
    places = [mention.span for mention in mentions if mention.kind in NOT_PEOPLE]
    for fact in find_names(text):
        if not any(fact.span.overlaps(place) for place in places):
            yield fact


def _years(text: str) -> Iterator[Fact]:
    data = list(DATA_YEAR.finditer(text))
    for match in data:
        group = "data" if match["data"] else "last"
        yield Fact(kind="study_year", value=match[group], span=Span(*match.span(group)), rule="data_year")
    for match in REPORT_YEAR.finditer(text):
        group = next(name for name in ("y1", "y2", "y3") if match[name])
        place = Span(*match.span(group))
        if not any(Span(*other.span()).overlaps(place) for other in data):
            rule = {"y1": "year_of_study", "y2": "year_of_report", "y3": "year_by_name"}[group]
            yield Fact(kind="report_year", value=match[group], span=place, rule=rule)


def _roman(phase: str) -> str:
    """Phase numbers in Arabic digits, without letters: "IIb/III" is "2/3"."""
    parts = re.split(r"\s?[/–-]\s?", phase)
    number = {"I": "1", "II": "2", "III": "3", "IV": "4"}
    return "/".join(number.get(part.rstrip("abAB"), part.rstrip("abAB")) for part in parts)
