"""Numbers stand in the order that the words beside them say."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.audit.arithmetic.rounding import rounded
from extract.audit.passages import Passage, own_sentences, sentences_of
from extract.audit.printed import NUMBER
from extract.audit.relations.engine import Case, Relation, broken, sound, unjudged
from extract.audit.relations.survival import Rate, find_rates
from extract.model import Paper
from extract.text import lazy_re as re
from extract.text.numbers import parse_number

SEVERAL = 2
"""Pairs against their words from which on, where they are half of all, the paper may print its pairs the other way."""
OTHER_WAY = "several pairs of this paper stand so: it may name the other group first"


# --- what a sentence says of the order of two numbers that it prints


@dataclass(frozen=True, slots=True)
class Direction:
    """`words` want `first` above `second` (`more`) or below it; start and end of the whole in the text.

    `sure` where each number names what it is of, so that no order of two numbers has to be trusted.
    """

    words: str
    more: bool
    first: Decimal
    second: Decimal
    start: int
    end: int
    sure: bool


_MORE = r"higher|greater|longer|larger|older|more\s(?:frequent|common|often)(?:ly)?"
_LESS = r"lower|shorter|fewer|smaller|younger|less\s(?:frequent|common|often)(?:ly)?"
_ANY = rf"(?:{_MORE}|{_LESS}|more|less|better|worse|superior|inferior|faster|slower|earlier|later|rather|other)"
_PLAIN = r"[^.;:()\[\]]"
_SPREAD = r"(?:\s?(?:±|\\pm)\s?[\d.·,]{1,9})?"
_UNIT = r"(?:\s?(?:%|per\scent)|[\s-]?[A-Za-zµμ][A-Za-zµμ/²³·−-]{0,14}(?:\d)?)?"
_BRACKET = r"(?:\s?[\[(][^()\[\]]{0,60}[\])])?"
_COMPARATIVE = rf"\b(?:(?P<more>{_MORE})|(?P<less>{_LESS}))\b(?!\sthan\s[\d<>≥≤])"
_REST = rf"(?:(?!\b{_ANY}\b){_PLAIN})"
_THAN = r"\b(?:than|compared\s(?:with|to))\b(?!\s[\d<>≥≤])"
_AGAINST = r"(?:\b(?:than|compared\s(?:with|to)|versus)\b|\bvs\b\.?)(?!\s[\d<>≥≤])"
_FIRST = rf"(?P<a>{NUMBER}){_SPREAD}(?P<unit_a>{_UNIT})(?P<in_a>{_BRACKET})(?:\s[a-z]{{3,12}})?"
_SECOND = rf"(?P<b>{NUMBER}){_SPREAD}(?P<unit_b>{_UNIT})(?P<in_b>{_BRACKET})"
COMPARED = re.compile(
    rf"{_COMPARATIVE}{_REST}{{0,90}}?{_AGAINST}{_REST}{{0,70}}?\((?:[A-Za-z][\w\s,-]{{0,30}}?\s)?"
    rf"{_FIRST},?\s(?:vs\.?|versus|compared\s(?:with|to))\s(?:(?:only|median|mean|a|of)\s){{0,2}}{_SECOND}(?=[\s,;.)(\[])"
)
_VALUE = (
    rf"\((?:n\s?=\s?\d{{1,6}}[,;]\s|median\s|mean\s|\d{{1,6}}(?:/\d{{1,6}})?[,;]\s)?(?P<NAME>{NUMBER}){_SPREAD}"
    rf"(?P<unit_NAME>{_UNIT})(?:[,;]\s[^()]{{0,60}})?\)"
)
EACH_LABELLED = re.compile(
    rf"{_COMPARATIVE}{_REST}{{0,70}}?\s{_VALUE.replace('NAME', 'a')}{_REST}{{0,30}}?{_THAN}{_REST}{{0,60}}?\s"
    rf"{_VALUE.replace('NAME', 'b')}"
)
LABELLED_BEFORE = re.compile(
    rf"{_VALUE.replace('NAME', 'a')}\s(?:was|were|is|are)\s(?:[a-z]+ly\s|also\s|much\s|slightly\s){{0,3}}{_COMPARATIVE}"
    rf"\s{_THAN}{_REST}{{0,70}}?\s{_VALUE.replace('NAME', 'b')}"
)
_GROUP_BEFORE = re.compile(
    r"\b(?:with|receiving|at|of|in|for|without|not|no|nor|neither|whether|if|any|the|both|and|or|to|non)[\s-](?:\w+ly\s)?$",
    re.IGNORECASE,
)
_FALL_BEFORE = re.compile(
    r"\b(?:decreas\w*|reduc\w*|declin\w*|loss(?:es)?|drop(?:s|ped)?|fall|decrement\w*|fold[\s-]change\w*)\b",
    re.IGNORECASE,
)
"""Of what falls, the greater change has the smaller number."""
_SAID_OF_GROUPS = re.compile(r"\bassociated\swith\s(?:an?\s)?(?:\w+ly\s)?$", re.IGNORECASE)
_SCORED = re.compile(
    r"\b(?:scores?|scales?|ease|eas(?:y|ier)|willing\w*|satisf\w*|prefer\w*|comfort\w*|favou?r\w*)\b", re.I
)
"""What is told on a scale, of which less may be better."""
_PERCENT = re.compile(rf"(?P<n>{NUMBER})\s?%")
CHANGED = re.compile(
    rf"\b(?:(?P<more>increas(?:ed|ing|es|e)|rose|risen|rising|grew|climbed)"
    rf"|(?P<less>decreas(?:ed|ing|es|e)|fell|fallen|dropp(?:ed|ing)|declin(?:ed|ing|es|e)|reduc(?:ed|ing|es|tion)))\b"
    rf"(?P<between>{_PLAIN}{{0,60}}?)\sfrom\s(?:an?\s|about\s|approximately\s)?"
    rf"(?P<a>{NUMBER})\s?%(?:\s\([^()]{{0,40}}\))?(?:\s[^.;:()\d%]{{1,40}}?)?\sto\s(?:about\s|approximately\s|only\s)?"
    rf"(?P<b>{NUMBER})\s?%"
)
_NO_CHANGE = re.compile(r"\b(?:rang\w+|var\w+|not|no|by|between|risk|differ\w*)\b|\d", re.IGNORECASE)
_RANGES = re.compile(rf"[^.;:()]{{0,60}}?\bto\s{NUMBER}\s?%")
"""A third number behind "to": the first two are a range ("from 54% to 57% in infants to 24% in boys")."""
_WHO = (
    r"(?:patients|participants|subjects|cases|women|men|children|tumou?rs|respondents|lesions|events|physicians|deaths)"
)
SHARED = re.compile(
    rf"\b(?:(?P<more>[Tt]he\s(?:vast\s|great\s)?majority\sof|[Mm]ost(?:\sof\sthe)?(?:\sour)?(?=\s(?:study\s|trial\s|male\s|female\s)?{_WHO}\b)"
    rf"|(?:[Mm]ore\sthan|[Oo]ver)\s(?:a\s|one\s)?half)|(?P<less>(?:[Ll]ess|[Ff]ewer)\sthan\s(?:a\s|one\s)?half))\b"
    rf"(?:(?!\bof\swhom\b){_PLAIN}){{0,70}}?\((?:n\s?=\s?\d{{1,6}}[,;]\s|\d{{1,6}}(?:/\d{{1,6}}|\sof\s\d{{1,6}})?[,;]?\s)?(?P<a>{NUMBER})\s?%\)"
)
_MORE_SHARES = re.compile(rf"^[,;]?\s?(?:and|or|followed|then)?\s?[^.;]{{0,90}}?{NUMBER}\s?%")
RATIO = re.compile(
    r"\b(?:(?P<more>increas(?:ed|es|ing)|higher|elevated|greater)|(?P<less>reduc(?:ed|es|ing)|lower(?:ed|s|ing)?|decreas(?:ed|es|ing)))"
    r"\s(?:the\s|an?\s)?(?:relative\s|overall\s)?(?:risks?|odds|hazards?|likelihood|probability|mortality|incidence|rates?)\b"
    r"(?:(?!\b(?:than|but|and|increas\w+|reduc\w+|decreas\w+|higher|lower)\b)[^.;()\[\]]){0,90}?[(\[]"
    r"(?:[Aa]djusted\s|[Pp]ooled\s)?(?:[Hh]azard\s[Rr]atios?|[Oo]dds\s[Rr]atios?|[Rr]elative\s[Rr]isks?|[Rr]isk\s[Rr]atios?|a?HR|a?OR|RR)\b"
    rf"[^)\]\d]{{0,25}}(?P<a>{NUMBER})(?=[\s,;:)\]\[(])"
)
_DENIED = re.compile(r"\b(?:not|no|nor|neither|without|if|whether|failed)\b[^.;]{0,60}$", re.IGNORECASE)
_DOSES = {"mg", "µg", "gy", "mg/kg", "mg/day"}
_A_NUMBER = re.compile(r"\d")
_A_COMPARISON = re.compile(r"\b(?:than|compared|versus|vs)\b")
_HALF = Decimal(50)
_NO_EFFECT = Decimal("1.000")


def find_directions(text: str) -> Iterator[Direction]:
    """All such statements whose two numbers are of one kind; denied ones and those told of labelled numbers are left.

    >>> [(d.words, int(d.first), int(d.second)) for d in find_directions("It was higher in A than B (12% vs 18%).")]
    [('higher', 12, 18)]
    >>> [(d.words, int(d.first), int(d.second)) for d in find_directions("Control increased from 28% to 15%.")]
    [('increased', 15, 28)]
    """
    if not _A_NUMBER.search(text):
        return
    if "(" in text and _A_COMPARISON.search(text):
        yield from _comparisons(text)
    for match in CHANGED.finditer(text) if " from " in text else ():
        if not _NO_CHANGE.search(match["between"]) and not _RANGES.match(text, match.end()):
            yield from _made(match, match["b"], match["a"])
    for match in SHARED.finditer(text):
        value = parse_number(match["a"])
        if value is not None and not _MORE_SHARES.match(text[match.end() : match.end() + 120]):
            yield _direction(match, value, _HALF)
    for match in RATIO.finditer(text) if "(" in text or "[" in text else ():
        value = parse_number(match["a"])
        if value is not None and not _DENIED.search(text, 0, match.start()):
            yield _direction(match, value, _NO_EFFECT)


def _comparisons(text: str) -> Iterator[Direction]:
    for match in (*COMPARED.finditer(text), *EACH_LABELLED.finditer(text), *LABELLED_BEFORE.finditer(text)):
        before = text[max(0, match.start() - 30) : match.start()]
        if _FALL_BEFORE.search(text, max(0, match.start() - 90), match.end()):
            continue
        if _GROUP_BEFORE.search(before) and not _SAID_OF_GROUPS.search(before):
            continue
        units = {unit.strip(" -").lower() for unit in (match["unit_a"], match["unit_b"]) if unit.strip(" -")}
        if len(units) > 1 or units & _DOSES or (not units and _SCORED.search(match[0])):
            continue
        percents = [_PERCENT.search(match.groupdict().get(name) or "") for name in ("in_a", "in_b")]
        if percents[0] and percents[1] and not units:
            yield from _made(match, percents[0]["n"], percents[1]["n"])
        else:
            yield from _made(match, match["a"], match["b"])


def _made(match: re.Match[str], first: str, second: str) -> Iterator[Direction]:
    value, other = parse_number(first), parse_number(second)
    if value is not None and other is not None:
        yield _direction(match, value, other)


def _direction(match: re.Match[str], first: Decimal, second: Decimal) -> Direction:
    more = match.groupdict().get("more")
    sure = match.re.pattern in (EACH_LABELLED.pattern, LABELLED_BEFORE.pattern, CHANGED.pattern)
    return Direction(more or match["less"], more is not None, first, second, match.start(), match.end(), sure)


# --- the check


def _cases(paper: Paper) -> Iterator[Case[None]]:
    yield from _rates(paper)
    cases = [
        (direction.sure, _judge(passage, direction))
        for passage in sentences_of(paper)
        for direction in find_directions(passage.text)
    ]
    ordered = [case for sure, case in cases if not sure]
    against = sum(case.holds is False for case in ordered)
    other_way = against >= SEVERAL and 2 * against >= len(ordered)
    for sure, case in cases:
        if other_way and not sure and case.holds is False:
            yield replace(case, severity="note", message=f"{case.message}; {OTHER_WAY}")
        else:
            yield case


def _judge(passage: Passage, direction: Direction) -> Case[None]:
    pieces = passage.pieces_of(direction.start, direction.end)
    small, large = direction.second, direction.first
    if not direction.more:
        small, large = large, small
    if rounded(large).high > rounded(small).low:
        return sound(pieces)
    return broken(
        pieces,
        f"the sentence says {direction.words!r}, but {direction.first} is "
        f"{'less' if direction.more else 'more'} than {direction.second}",
        "warning",
        reported=direction.words,
        expected=f"{'more' if direction.more else 'less'} than {direction.second}",
    )


# --- a rate called more, or less, than a percent is so by the rates that the paper prints for the same measure and time


Placed = tuple[Passage, Rate]


def _rates(paper: Paper) -> Iterator[Case[None]]:
    placed: list[Placed] = [
        (passage, rate)
        for passage in own_sentences(paper, "abstract", "results", "discussion", "conclusion")
        for rate in find_rates(passage.text)
    ]
    exact = [(passage, rate) for passage, rate in placed if rate.bound is None]
    for passage, rate in placed:
        if rate.bound is not None:
            yield _judge_of_rate(passage, rate, exact)


def _judge_of_rate(passage: Passage, rate: Rate, exact: list[Placed]) -> Case[None]:
    pieces = passage.pieces_of(rate.start, rate.end)
    printed = [(p, r) for p, r in exact if (r.measure, r.months) == (rate.measure, rate.months)]
    if not printed:
        return unjudged(pieces, "no rate of the same measure and time is printed")
    if any(_agrees(rate, other) for _, other in printed):
        return sound(pieces)
    other_passage, other = printed[0]
    return broken(
        pieces,
        f"{rate.measure} at {rate.months} months is called {rate.bound} than {rate.value}%; "
        f"the paper prints {', '.join(dict.fromkeys(f'{r.value}%' for _, r in printed))}",
        reported=f"{rate.bound} than {rate.value}%",
        expected=f"{other.value}%",
        context=(other_passage.pieces_of(other.start, other.end),),
    )


def _agrees(stated: Rate, printed: Rate) -> bool:
    if stated.bound == "more":
        return rounded(printed.value).high >= stated.value
    return rounded(printed.value).low <= stated.value


DIRECTION_WORDING = Relation(
    "text_direction_wording",
    """Numbers stand in the order that the words beside them say.

"Higher in A than in B (12 % vs 18 %)", "higher in A (12 %) than in B (18 %)", "increased from 28 % to 15 %", "the
majority of patients (44 %)", "a reduced risk of death (HR 1.35)", "4–5 Gy were replaced by 6–8 Gy to reduce the dose
per fraction". An error where each number names what it is of, a warning where the order of two numbers, or the choice
of a reference, tells it. Each number is taken with half a unit of its last digit on either side; values that may be
equal are left alone, and so are doses, numbers of two units, and sentences that deny the difference.""",
    _cases,
)
