"""Participants as a sentence counts them: how many of what, and which numbers are the parts of which."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice, pairwise
from typing import Literal

from extract.audit.arithmetic.slips import slip_of_sum
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
_SINGLE_PERSON = re.compile(
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
        for count, following in pairwise([count for count in counts if count.depth == depth]):
            if following.start - count.end < 60 and _SHARE_OF.match(text[count.end : following.start]):
                odd |= {count.start, following.start}
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
    for match in _SINGLE_PERSON.finditer(text):
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


SumKind = Literal["arms", "sexes", "reasons", "stay", "remaining"]

PER = r"per\s(?!cent|protocol)[a-z]+"
"""The numbers are of one group, site or day."""
_NOT_COMPLETE = re.compile(
    r"\b(?:including|includes?|main(?:ly)?|mostly|most\s(?:common|often|frequent)\w*|majority|such\sas|e\.g"
    r"|for\s(?:example|instance)|particularly"
    r"|primarily|predominantly|among\sothers|at\sleast|more\sthan\sone|some|several|multiple|both|either"
    rf"|overlap\w*|each|{PER}"
    r"|respectively|additional(?:ly)?|another|further|also|twice|crossed|cross-?over|unknown|missing|planned"
    r"|will\sbe|would)\b",
    re.IGNORECASE,
)
_NOT_ALL_ARMS = re.compile(
    rf"\b(?:including|includes|each|{PER}|at\sleast|crossed|cross-?over|planned|will\sbe|would"
    r"|such\sas|e\.g|for\sexample|ratio)\b",
    re.IGNORECASE,
)
_NOT_ALL_SEXES = re.compile(
    rf"\b(?:unknown|missing|not\s(?:stated|reported|known)|transgender|other|each|{PER})\b", re.IGNORECASE
)


LEAST = 3
"""Numbers of a sentence that tells a whole and two parts."""
_FIGURES = re.compile(rf"\d+|\bone\b|\b{NUMBER_WORD}", re.IGNORECASE)
FEWEST = 4
"""People of whom the groups of a trial are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Parts that the sentence tells as all of a whole; offsets are of the sentence."""

    kind: SumKind
    whole: Count
    parts: tuple[Count, ...]

    @property
    def total(self) -> int:
        return sum(part.value for part in self.parts)

    @property
    def end(self) -> int:
        return self.parts[-1].end


@dataclass(frozen=True, slots=True)
class Unclear:
    """A list of counts that cannot be added up, and why."""

    start: int
    end: int
    reason: str


def as_sum(text: str, kind: SumKind, whole: Count, parts: list[Count], place: tuple[int, int]) -> Sum | Unclear:
    """The list, where its numbers are counts of the same people and nothing says that it is not complete."""
    start, end = place
    reported = text[max(0, start - 40) : min(len(text), end + 40)]
    if whole.kind != "count" or any(part.kind != "count" for part in parts):
        return Unclear(start, end, "a fraction, a range or a hedged number stands in the list")
    if any(part.noun not in (None, "people", whole.noun) for part in parts) or whole.noun not in (None, "people"):
        return Unclear(start, end, "the numbers count different things")
    if _is_enumeration([part.value for part in parts]) or _is_enumeration([whole.value, *(p.value for p in parts)]):
        return Unclear(start, end, "the numbers count the items of a list")
    if kind == "arms" and whole.value < FEWEST:
        return Unclear(start, end, "of so few people groups are not told")
    explained = kind in ("arms", "sexes") and slip_of_sum(whole.value, [part.value for part in parts]) is not None
    if any(part.value > whole.value for part in parts) and not explained:
        return Unclear(start, end, "a part is larger than the whole: the list is of something else")
    if {"arms": _NOT_ALL_ARMS, "sexes": _NOT_ALL_SEXES}.get(kind, _NOT_COMPLETE).search(reported):
        return Unclear(start, end, "nothing says that the list is complete")
    return Sum(kind=kind, whole=whole, parts=tuple(_until_whole(whole, parts)))


def _is_enumeration(values: list[int]) -> bool:
    return values == list(range(1, len(values) + 1))


def _until_whole(whole: Count, parts: list[Count]) -> list[Count]:
    """The parts up to where they are the whole: what is told behind ("of whom only 8 ...") is of one of them."""
    for reported in range(2, len(parts)):
        if sum(part.value for part in parts[:reported]) == whole.value:
            return parts[:reported]
    return parts


_CAUSE = re.compile(r"\b(?:because|due\sto|owing\sto|as\sa\sresult|since|as\s(?:they|he|she)|for)\b", re.IGNORECASE)
_ONLY_COUNTS = re.compile(
    r"^.\s?\w+(?:\s(?:patients?|participants?|subjects?|cases?|women|men)|,?\s\d[\d.]{0,5}\s?%"
    r"|\sin\s[^,;]{0,40}(?:and|,|;)\s.*)?$"
)
_VERB = re.compile(r"\b(?:were|was|had|received|underwent|who|completed|of\swhom|respectively)\b")
_INCLUDED = re.compile(
    r"^\s(?:[a-z]{3,14}\s){0,2}(?:were\s)?(?:included|enrolled|analy[sz]ed|recruited|studied|treated)\s?:"
)
NEAR = 140


def in_brackets(text: str, counts: tuple[Count, ...]) -> Iterator[Sum | Unclear]:
    """ "48 subjects (22 male, 26 female)", "randomised (A: n = 24, B: n = 25)", "excluded (6 refused, 4 died)"."""
    found: list[tuple[int, int, Count, list[Count]]] = []
    for start, end in _brackets(text):
        inside = [c for c in counts if start < c.start < end and c.depth == 1 and c.kind != "measure"]
        before = [c for c in counts if c.end <= start and c.depth == 0 and c.kind != "measure"]
        if sum(c.kind == "count" for c in inside) > 1 and before and before[-1].noun in (None, "people"):
            found.append((start, end, before[-1], inside))
    for start, end, whole, inside in found:
        between = text[whole.end : start]
        kind = _kind_of_bracket(text, whole, start, inside)
        if len(between) > NEAR or re.search(r"[;:]", between) or sum(whole is other for _, _, other, _ in found) > 1:
            kind = None
        if kind is None:
            yield Unclear(start, end, "nothing says that the list is complete")
        else:
            yield as_sum(text, kind, whole, inside, (whole.start, end))


def _kind_of_bracket(text: str, whole: Count, start: int, inside: list[Count]) -> SumKind | None:
    if is_both_sexes(text, inside):
        return "sexes"
    clause = clause_start(text, whole)
    if LEFT.search(text[whole.end : start]) or LEFT.search(text[clause : whole.start]):
        return None if _CAUSE.search(text[whole.end : start]) else "reasons"
    return "arms" if ALLOCATED.search(text[clause:start]) else None


def one_in_each_bracket(text: str, counts: tuple[Count, ...]) -> Iterator[Sum | Unclear]:
    """ "randomised to A (n = 24) or B (n = 25)", "because of progression (57), toxicity (8) or death (5)"."""
    brackets = _brackets(text)
    alone: list[tuple[int, Count]] = []
    for start, end in brackets:
        inside = [c for c in counts if start < c.start < end and c.kind != "measure"]
        if (
            inside
            and all(c.kind == "count" for c in inside)
            and (inside[0].is_n or _ONLY_COUNTS.match(text[start:end]))
        ):
            alone += [(start, count) for count in inside]
    plain = [c for c in counts if c.depth == 0 and c.kind != "measure" and c.noun in (None, "people")]
    for _, group in groupby(alone, key=lambda member: sum(c.end <= member[0] for c in plain)):
        lists: list[list[Count]] = [[]]
        members = list(group)
        for place, (_, member) in enumerate(members):
            lists[-1].append(member)
            if place + 1 < len(members) and _VERB.search(text[member.end : members[place + 1][0]]):
                lists.append([])
        before = [c for c in plain if c.end <= members[0][0]]
        together = [member for _, member in members]
        if before and sum(member.value for member in together) == before[-1].value:
            lists = [together]
        for place, parts in enumerate(lists):
            if before and len({start for start, count in members if count in parts}) > 1:
                yield from _of_single_brackets(text, before[-1], parts, is_first=place == 0)


def _of_single_brackets(text: str, whole: Count, parts: list[Count], *, is_first: bool) -> Iterator[Sum | Unclear]:
    between = text[whole.end : parts[0].start]
    if len(between) > 2 * NEAR or ";" in between:
        return
    clause = clause_start(text, whole)
    if is_first and (LEFT.search(between) or LEFT.search(text[clause : whole.start])):
        yield as_sum(text, "reasons", whole, parts, (whole.start, parts[-1].end))
    elif ALLOCATED.search(text[clause : parts[0].start]) or (
        all(part.is_n for part in parts) and _INCLUDED.search(text[whole.end : parts[0].start])
    ):
        yield as_sum(text, "arms", whole, parts, (whole.start, parts[-1].end))


def _brackets(text: str) -> list[tuple[int, int]]:
    """The places of the outermost brackets, opening and closing sign."""
    found: list[tuple[int, int]] = []
    depth, opened = 0, 0
    for place, sign in enumerate(text):
        if sign in "([":
            opened = place if depth == 0 else opened
            depth += 1
        elif sign in ")]" and depth:
            depth -= 1
            if depth == 0:
                found.append((opened, place))
    return found


_ARM_AFTER = re.compile(
    r"^(?:\s(?!to\b|in\b|into\b)[a-z-]{1,20}){0,4}?\s"
    r"(?:to|into|in\s(?:the\s(?!(?:\w+\s)?(?:study|trial|analys[ei]s)\b)|arm\s|group\s)|receiv(?:ed|ing)"
    r"|under(?:went|going)|"
    r"treated\swith)\b",
    re.IGNORECASE,
)
_BARE_ARM = re.compile(r"^\s(?!(?:of|were|was|had|did)\b)[A-Za-z][\w+/ -]{0,30}?(?:,|\sand\s|,\sand\s|;|\.|$)")
_IN_GROUP = re.compile(
    r"^\s(?:patients\s|subjects\s|participants\s)?(?:in|to|into)\sthe\s[\w+/ -]{1,40}?\s(?:group|arm)\b"
)
_TO_AN_ARM = re.compile(
    r"^\s?(?:\(\d[\d.]*\s?%\)\s)?(?:were\s)?(?:randomi[sz]ed|allocated|assigned)\sto\b"
    r"|^\s(?:[a-z]+\s){0,2}(?:were\s)?(?:randomi[sz]ed|allocated|assigned)\s(?:to|for)\s[^,.;:\d]{1,60}\b(?:but|yet)\b"
)
"""The number is of an arm itself, no whole."""
_ALL_RANDOMISED = re.compile(
    r"^\s(?:[a-z]+\s){1,3}?(?:randomi[sz]ed|allocated|assigned|divided|split)\s(?:in)?to\s(?:two|three|four|[2-4])\b"
)
_DONE = re.compile(r"^\s(?:[a-z]{3,14}\s)?(?:completed|finished|continued)\b")
_LEAVING = re.compile(r"\b(?:leaving|left)\s(?:a\stotal\sof\s|us\swith\s|only\s)?$", re.IGNORECASE)
_WITHIN = re.compile(
    r"\b(?:of\s(?:which|whom|these|them|those)|includ(?:ing|ed)|among\s(?:them|whom|these))\b[^.;]{0,24}$",
    re.IGNORECASE,
)
_LIST_OPENS = re.compile(r":|\b(?:for\sthe\sfollowing|as\sfollows)\b")
_SEX_OPENS = re.compile(
    r"(?:[:,(–—]|\b(?:of\swhom|comprising|comprised|consisting\sof|consisted\sof|with|were|being|i\.e\.,?))\s?$"
)
_TWO_GROUPS = re.compile(r"\d[^.;]{0,120}\sand\s$")
MOST_REASONS = 20


def leaving(text: str, plain: list[Count]) -> Sum | Unclear | None:
    """ "Of 2,838 participants, 374 were excluded, leaving 2,464"."""
    for place, count in enumerate(plain):
        if place > 1 and _LEAVING.search(text[: count.start][-30:]):
            whole, parts = plain[0], plain[1 : place + 1]
            if whole.value > count.value:
                return as_sum(text, "remaining", whole, parts, (whole.start, count.end))
    return None


def arms(text: str, plain: list[Count]) -> Sum | Unclear | None:
    """ "Of 81 patients, 41 were assigned to A and 40 to B"."""
    roles = _arm_roles(text, plain)
    for is_arm, group in groupby(range(len(plain)), key=lambda i: roles[i]):
        run = list(group)
        if not is_arm or len(run) < 2:
            continue
        first = run[0]
        if len(run) > 2 and plain[first].value > 1.5 * max(plain[i].value for i in run[1:]):
            first += 1
        if first == 0:
            continue
        whole, parts = plain[first - 1], [plain[i] for i in run if i >= first]
        reported = text[clause_start(text, whole) : parts[-1].end]
        in_groups = whole.noun == "people" and all(_IN_GROUP.match(text[p.end : p.end + 60]) for p in parts)
        is_told = (
            in_groups
            or ALLOCATED.search(reported)
            or (GIVEN.match(told_of(text, plain, first)) and OF_WHOM.search(text[: whole.start][-40:]))
        )
        parts = [part for part in parts if not _ALL_RANDOMISED.match(text[part.end : part.end + 80])]
        if len(parts) < 2:
            continue
        if _TO_AN_ARM.match(text[whole.end : whole.end + 120]) or any(
            _DONE.match(text[p.end : p.end + 40]) for p in parts
        ):
            continue
        values = [p.value for p in parts]
        if is_told and (whole.value > max(values) or slip_of_sum(whole.value, values) is not None):
            return as_sum(text, "arms", whole, parts, (whole.start, parts[-1].end))
    return None


def _arm_roles(text: str, plain: list[Count]) -> list[bool]:
    """Which counts are told as put into an arm; after the first the verb may be left out ("60 received A, 40 B")."""
    roles: list[bool] = []
    for place, count in enumerate(plain):
        after = told_of(text, plain, place)
        bare = bool(roles and roles[-1]) and bool(_BARE_ARM.match(after))
        roles.append(count.kind == "count" and (bool(_ARM_AFTER.match(after)) or bare))
    return roles


def sexes(text: str, plain: list[Count]) -> Sum | Unclear | None:
    """ "26 subjects: 16 male and 10 female"."""
    for whole, first, second in zip(plain, plain[1:], plain[2:], strict=False):
        near = second.end - whole.end < NEAR and first.kind == second.kind == whole.kind == "count"
        if near and is_both_sexes(text, [first, second]) and whole.noun == "people" and sex_of(text, whole) is None:
            between = text[whole.end : first.start]
            is_of = bool(OF_WHOM.search(text[: whole.start][-40:]))
            if not re.search(r";|\band\b", between) and (is_of or _SEX_OPENS.search(between)):
                return as_sum(text, "sexes", whole, [first, second], (whole.start, second.end))
    return None


def reasons(text: str, plain: list[Count]) -> Sum | Unclear | None:
    """ "76 were not eligible: 62 did not meet the criteria and 7 declined"."""
    for place, whole in enumerate(plain[:-2]):
        parts = plain[place + 1 : place + 1 + MOST_REASONS]
        opening = text[whole.end : parts[0].start]
        stop = next(
            (
                i
                for i, c in enumerate(parts)
                if KEPT.match(told_of(text, parts, i)) or _LEAVING.search(text[: c.start][-30:])
            ),
            None,
        )
        parts = parts[:stop]
        is_of = bool(OF_WHOM.search(text[: whole.start][-40:]))
        if len(parts) < 2 or whole.value < max(p.value for p in parts):
            continue
        if _TWO_GROUPS.search(text[: whole.start]):
            continue
        if LEFT.search(opening) and (_LIST_OPENS.search(opening) or is_of) and "(" not in opening:
            return as_sum(text, "reasons", whole, parts, (whole.start, parts[-1].end))
    return None


def stay(text: str, plain: list[Count]) -> Sum | Unclear | None:
    """ "Of the 180 patients, 125 continued the study, while 65 were lost to follow-up"."""
    if len(plain) < 3:
        return None
    whole = plain[0]
    parts = [c for c in plain[1:] if c is plain[1] or not _WITHIN.search(text[whole.end : c.start][-50:])]
    after = [told_of(text, plain, plain.index(part)) for part in parts]
    left = [bool(LEFT.search(reported[:70])) for reported in after]
    kept = [bool(KEPT.match(reported)) and not gone for reported, gone in zip(after, left, strict=True)]
    is_of = bool(OF_WHOM.search(text[: whole.start][-40:])) or bool(_WITHIN.search(text[whole.end : parts[0].start]))
    if not is_of or sum(kept) != 1 or sum(left) != len(parts) - 1:
        return None
    return as_sum(text, "stay", whole, parts, (whole.start, parts[-1].end))


def find_sums(text: str) -> Iterator[Sum | Unclear]:
    """All lists of a sentence whose parts should be their whole.

    >>> [(s.kind, s.whole.value, s.total) for s in find_sums("Of the 64 patients, 33 were allocated to A and 31 to B.")]
    [('arms', 64, 64)]
    >>> [(s.kind, s.whole.value, s.total) for s in find_sums("Ten were excluded (6 refused, 5 were too old).")]
    [('reasons', 10, 11)]
    """
    if sum(1 for _ in islice(_FIGURES.finditer(text), LEAST)) < LEAST:
        return
    counts = find_counts(text)
    if len(counts) < LEAST:
        return
    plain = [c for c in counts if c.depth == 0 and c.kind != "measure" and c.noun in (None, "people")]
    lists = (leaving(text, plain), arms(text, plain), sexes(text, plain), reasons(text, plain), stay(text, plain))
    for found in (*in_brackets(text, counts), *one_in_each_bracket(text, counts), *lists):
        if isinstance(found, Sum) and found.total != found.whole.value and _is_of_another(text, found, counts):
            yield Unclear(found.whole.start, found.end, "another number of the sentence is the sum of the parts")
        elif found is not None:
            yield found


def _is_of_another(text: str, found: Sum, counts: tuple[Count, ...]) -> bool:
    others = [c for c in counts if c.kind != "measure" and c not in found.parts]
    return any(c.value == found.total and not re.search(r"[.·]", text[c.start : c.end]) for c in others)
