"""The counts of a sentence: how many of what, where they stand, and the words for what became of the counted people."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from extract.audit.support.quantities import Quantity, find_quantities
from extract.text import lazy_re as re
from extract.text.numbers import NUMBER_WORD, parse_number
from extract.text.words import alternatives

Kind = Literal["count", "measure", "odd"]

PEOPLE = alternatives("people")
OTHERS = (
    r"eyes?|knees?|hips?|lesions?|tumou?rs?|nodules?|metastases|teeth|implants?|restorations|samples?|specimens?"
    r"|biops(?:y|ies)"
    r"|practices?|clinics?|hospitals?|cent(?:er|re)s?|sites?|institutions?|schools?|villages?|clusters?|wards"
    r"|departments?"
    r"|countries|communities|households?|couples|families|pairs|pregnanc(?:y|ies)|births|deliveries|embryos"
    r"|oocytes|cycles?"
    r"|studies|trials?|articles?|records?|papers|reports?|publications|citations|abstracts|comparisons?|reviews?"
    r"|reviewers"
    r"|events?|episodes?|deaths|visits?|sessions?|courses|scans|procedures|operations|interventions?|treatments?"
    r"|injections?"
    r"|(?:sub-?)?groups?|arms?|cohorts?|categories|classes|stages|phases?|periods?|steps|questions|items|factors"
    r"|variables|genes|sets?"
    r"|grafts?|limbs?|feet|ears|fractures?|segments?|vessels?|stents?|mice|rats|animals|rabbits|dogs|pigs|piglets"
    r"|cows|calves"
    r"|alpacas|sheep|horses|cats|hens|birds|admissions?|encounters|examinations?|observations|measurements?"
    r"|questionnaires"
    r"|surveys|datasets|sequences|isolates|strains|swabs|types?|kinds?|reasons?|ways?|criteria|parts?|doses?"
    r"|drugs?|agents"
    r"|tests?|therapists|surgeons|doctors|GPs|investigators|raters|randomi[sz]ations?|strata|blocks?|assessments?"
    r"|sides?"
    r"|transplants|tablets?|capsules?|languages|domains|models?|patterns|levels?|points?|times|units?|grades?"
    r"|drop-?outs?"
)
_ADJECTIVES = (
    r"(?:(?!(?:were|was|are|is|had|have|has|did|do|does|to|in|into|of|with|and|or|who|whom|which|that|from|for|by"
    r"|because|due|"
    r"at|on|as|received|underwent|withdrew|died|refused|declined|completed|discontinued|dropped|lost|failed|while"
    r"|but|vs|"
    r"met|fulfilled|agreed|consented|gave|responded|attended|experienced|developed|showed|reported|required"
    r"|needed|left|began|"
    r"started|took|used|participated|reached|achieved|did|could|would|will|can|may|not|no|still|than|"
    r"versus|out|per|both|the|after|during|before|between)\s)[A-Za-z][\w/'’+.-]{0,24}\s){0,4}?"
)
NOUN_AFTER = re.compile(
    rf"^(?:\s|[-‐‑])(?:of\sthe(?:se|m)?\s)?{_ADJECTIVES}(?:(?P<people>{PEOPLE})|(?P<other>{OTHERS}))\b(?![-‐‑])",
    re.IGNORECASE,
)
_LABEL_BEFORE = re.compile(
    r"\b(?:[Gg]roups?|[Aa]rms?|[Pp]hases?|[Gg]rades?|[Ss]tages?|[Cc]lass(?:es)?|[Tt]ypes?|[Ww]eeks?|[Mm]onths?"
    r"|[Dd]ays?|[Vv]isits?|"
    r"[Yy]ears?|[Ll]evels?|[Ss]cores?|[Pp]arts?|[Ss]teps?|[Cc]ohorts?|[Cc]ycles?|[Pp]eriods?|[Ss]tudy|[Ss]tudies"
    r"|[Tt]rial|[Aa]ged?|ECOG|"
    r"PS|Gy|CD|HLA|[Dd]oses?|[Tt]imes?|[Aa]ge\sof|[Aa]ges|[Ss]cores?\sof|[Ss]trat(?:um|a)|[Cc]ategor(?:y|ies)"
    r"|[Vv]ersion|Fig\.|[Bb]lock|sizes?\sof|size|criterion)\s?$"
)
_N_BEFORE = re.compile(r"(?:^|[^A-Za-z])[nN]\s{0,2}[=:]\s{0,2}$")
_ODD_BEFORE = re.compile(
    r"(?:[/×x*±^<>≤≥~=−–—‐‑+χΧ-]|\d\s?(?::|to|and|or)|\bp\s?[=<>]|\b(?:hundred|thousand)(?:\sand)?)\s?$", re.IGNORECASE
)
_ODD_AFTER = re.compile(r"^\s?(?:[:/×^±]\s?\d|[-–—−]\s?\d|(?:to|or)\s\d|st\b|nd\b|rd\b|th\b)")
_SHARE_OF = re.compile(
    rf"^(?:\s?\([^()]{{0,24}}\))?\s(?:(?:{PEOPLE})\s)?(?:\([^()]{{0,24}}\)\s)?"
    r"(?:out\s)?of\s(?:the\s|these\s|a\stotal\sof\s|all\s)?$",
    re.IGNORECASE,
)
_MEASURE_AFTER = re.compile(
    r"^(?:\s|[-‐‑–])?(?:years?|yrs?|months?|weeks?|days?|hours?|minutes?|mins?|h\b|d\b|seconds?|s\b|lbs?\b|pounds"
    r"|mg|g\b|kg|µg|μg|mcg|mL|ml|L\b|l\b|Gy|cm|mm|IU|U\b"
    r"|°|degrees?|fold|times\b|percent|per\s?cent|%|p\.m|a\.m|mmol|nmol|mmHg|MHz|kHz|Hz|bp\b|kDa|fractions?"
    r"|points?\b|/(?!\s?\d)|(?:st\s|nd\s|th\s|of\s)?(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b|May\b)"
)
_ROUNDED = re.compile(r"\b(?:thousand|million|billion)\b", re.IGNORECASE)
"""A number told so is rounded: parts need not sum to it."""
_WORD = re.compile(rf"\b{NUMBER_WORD}\b(?!-(?!year|month|week|day))|(?<=[a-z]\s\()\d{{1,5}}(?=\))", re.IGNORECASE)
_ONE = re.compile(
    rf"(?<![\w‐‑-])(?P<one>one|One|ONE)(?=\s(?:(?:{PEOPLE})\b|was\b|had\b|did\b|withdrew|died|refused|declined"
    rf"|due\sto|because|for\s|with\s|"
    r"lost\b|failed|dropped|discontinued|moved|left\b|to\sthe\b|received|in\sthe\b|in\sarm|in\sgroup))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of the sentence; `noun` what it counts ("people", or the word), `depth` how many brackets are open.

    `kind`: "count", "measure" (a time, a dose, a share, a label: no part of a list), or "odd" (a fraction, a ratio, a
    range, a hedged number: what stands around it cannot be added up).
    """

    start: int
    end: int
    value: int
    kind: Kind
    depth: int
    noun: str | None = None
    is_n: bool = False


def find_counts(text: str) -> tuple[Count, ...]:
    """All numbers of a sentence with what they count, in order.

    >>> [(c.value, c.kind, c.noun) for c in find_counts("Of 84 patients, 45 (54%) were men; 3/4 died.")]
    [(84, 'count', 'people'), (45, 'count', None), (54, 'measure', None), (3, 'odd', None)]
    """
    depths = _depths(text)
    quantities = find_quantities(text)
    taken = {quantity.start for quantity in quantities}
    bare = [word for word in _in_words_or_brackets(text) if word.start not in taken]
    found = [_count(text, quantity, depths) for quantity in (*quantities, *bare)]
    found += [count for count in _ones(text, depths) if count.start not in taken]
    return _without_shares(text, _without_restated(text, sorted(found, key=lambda count: count.start)))


def _in_words_or_brackets(text: str) -> Iterator[Quantity]:
    """Numbers from two on in words or alone in brackets, whatever stands behind: "two to drugs", "control (12)"."""
    for match in _WORD.finditer(text):
        value = parse_number(match[0].lower())
        if value is not None and value > 1:
            start, end = match.span()
            yield Quantity(start=start, end=end, value=value, scale="count", unit=None, clause=(start, end))


def _without_shares(text: str, counts: list[Count]) -> tuple[Count, ...]:
    """The counts, those of "11 (6%) of 182" called odd: one is a share of the other."""
    odd: set[int] = set()
    for depth in {count.depth for count in counts}:
        for one, other in pairwise([count for count in counts if count.depth == depth]):
            if other.start - one.end < 60 and _SHARE_OF.match(text[one.end : other.start]):
                odd |= {one.start, other.start}
    return tuple(replace(c, kind="odd") if c.start in odd and c.kind == "count" else c for c in counts)


def _count(text: str, quantity: Quantity, depths: list[int]) -> Count:
    before, after = text[max(0, quantity.start - 24) : quantity.start], text[quantity.end : quantity.end + 110]
    printed = text[quantity.start : quantity.end]
    noun = _noun(after)
    is_n = bool(_N_BEFORE.search(before))
    is_enumerator = after.startswith(")") and depths[quantity.start] == 0
    return Count(
        start=quantity.start,
        end=quantity.end,
        value=int(quantity.value),
        kind="measure" if is_enumerator else _kind(quantity, printed, before, after, is_n=is_n, noun=noun),
        depth=depths[quantity.start],
        noun=noun,
        is_n=is_n,
    )


def _without_restated(text: str, counts: list[Count]) -> list[Count]:
    """The counts without those that say a number in words again, in figures: "four (4) groups" counts groups."""
    kept: list[Count] = []
    for count in counts:
        last = kept[-1] if kept else None
        if last is not None and _says_again(text, last, count):
            kept[-1] = replace(last, noun=_noun(text[count.end + 1 : count.end + 111]))
        else:
            kept.append(count)
    return kept


def _says_again(text: str, last: Count, count: Count) -> bool:
    in_words = text[last.start : last.end].isalpha() and last.value == count.value
    return in_words and text[last.end : count.start].strip() == "(" and text[count.end : count.end + 1] == ")"


def _kind(quantity: Quantity, printed: str, before: str, after: str, *, is_n: bool, noun: str | None) -> Kind:
    if is_n and quantity.value == quantity.value.to_integral_value() and not after.startswith("/"):
        return "count"
    if quantity.scale not in ("count", "people", "events", "items", "studies") and not (
        quantity.scale == "year" and noun == "people"
    ):
        return "measure"
    if _LABEL_BEFORE.search(before) or _MEASURE_AFTER.match(after):
        return "measure"
    if quantity.value != quantity.value.to_integral_value() or quantity.bound or quantity.part:
        return "odd"
    if _ROUNDED.search(printed):
        return "odd"
    if (_ODD_BEFORE.search(before) and not _SEX_BEFORE.search(before)) or _ODD_AFTER.match(after):
        return "odd"
    return "count"


def _ones(text: str, depths: list[int]) -> Iterator[Count]:
    for match in _ONE.finditer(text):
        noun = _noun(text[match.end() : match.end() + 110])
        yield Count(start=match.start(), end=match.end(), value=1, kind="count", depth=depths[match.start()], noun=noun)


def _noun(after: str) -> str | None:
    match = NOUN_AFTER.match(after)
    if match is None:
        return None
    return "people" if match["people"] else match["other"].lower()


def _depths(text: str) -> list[int]:
    """For each character how many brackets stand open; a closing one too many opens nothing."""
    depths, depth = [], 0
    for sign in text:
        depth = max(0, depth - 1) if sign in ")]" else depth
        depths.append(depth)
        depth += sign in "(["
    return depths


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
