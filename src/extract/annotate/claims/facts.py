"""The facts that a passage states about a study: terms of the vocabulary, and numbers, years and names by pattern."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.annotate.claims.names import find_names
from extract.annotate.claims.terms import Abbreviations, Mention, find_terms
from extract.annotate.concepts import NO_TERMS
from extract.model import Fact, FactKind, Span
from extract.text.identifiers import find_registrations
from extract.text.words import alternatives
from extract.vocabulary import Vocabulary

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


def _of_terms(text: str, mentions: tuple[Mention, ...]) -> Iterator[Fact]:
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


def _trial_names(text: str, mentions: tuple[Mention, ...]) -> Iterator[Fact]:
    """Names in capitals before "trial": no numeral of a phase, and no abbreviation of a disease or treatment."""
    for match in TRIAL_NAME.finditer(text):
        span = Span(*match.span("name"))
        is_term = any(mention.span.overlaps(span) for mention in mentions if mention.kind != "group")
        if match["name"] not in NOT_TRIALS and not is_term and not NUMERAL.fullmatch(match["name"]):
            yield Fact(kind="trial_name", value=match["name"], span=span, rule="trial_name")


def _names(text: str, mentions: tuple[Mention, ...]) -> Iterator[Fact]:
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
