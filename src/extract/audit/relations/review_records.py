"""The records of a review on their way from search to inclusion, and the lists that give their parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.audit.arithmetic.slips import slip_between
from extract.audit.passages import Passage, sentences_of
from extract.audit.relations.engine import Case, Relation, broken, sound
from extract.model import REVIEWS, Paper, Severity, quote
from extract.text import lazy_re as re
from extract.text.numbers import NUMBER_WORD, are_near, parse_number_words

LARGEST_GAP = 0.25
"""Share of what was there before from which a difference is a step that is not told."""
MOST_PARTS = 12
LEAST_DIGITS = 10
SLIPS = ("one digit wrong", "two digits exchanged")
"""Slips, of numbers of two digits and more, that explain a sum beyond that share."""
LONGEST = 600
"""Characters of a sentence that is shown whole."""

_NUMBER = (
    r"(?P<n>\d{1,3}(?:[,\s\u2009\u00a0]\d{3}){1,4}(?!\d)|\d{1,6}|"
    rf"(?:[a-z]{{3,9}}(?:[- ][a-z]{{3,5}})?[- ]thousand,?(?: and)? )?{NUMBER_WORD})"
)
_RECORD = (
    r"(?:stud(?:y|ies)|articles?|papers?|publications?|reports?|records?|citations?|abstracts?|titles?|trials?|"
    r"references?|"
    r"duplicates?|RCTs?|manuscripts?|full[- ]texts?|documents?|hits|results|items|ones)"
)
_COUNT = re.compile(
    rf"(?<![\w.,/=[(–-]){_NUMBER}(?![\d.,%/–-]\d|\s?%|\w)(?P<noun>\s(?:(?!of\b|and\b|or\b|in\b|from\b|were\b|was\b|"
    rf"to\b)[\w()-]+[ ,]+){{0,4}}?"
    rf"{_RECORD}\b|\s(?=were\b|was\b|remained\b|met\b|of\s(?:them|these|which)\b|as\b|to\b))",
    re.IGNORECASE,
)
_REMOVED = re.compile(
    r"\b(?:removed|removing|excluded|excluding|discarded|eliminated|rejected|duplicates?|duplicated|duplication\w*|"
    r"ineligible|"
    r"irrelevant|withdrawn|(?:did|do) not (?:meet|match|fulfil)\w*|not meeting|failed to|could not be)\b",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"\b(?:additional(?:ly)?|further|another|more|manual\w*|hand[- ]?search\w*|other sources|reference lists?|"
    r"bibliograph\w+|"
    r"snowball\w*|gr[ae]y)\b",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"\b(?:identified|found|retrieved|yielded|obtained|returned|produced|search\w*|initial\w*|resulted|located|"
    r"generated|total)\b",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"\b(?:remain\w*|left|leaving|kept|retained|included|eligible|eligibility|screened|screening|assessed|evaluated|"
    r"reviewed|read|"
    r"full[- ]?texts?|met|selected|considered|analy[sz]ed|entered|acceptable|qualified|fulfill?ed|involved|"
    r"prepared)\b",
    re.IGNORECASE,
)
_SEARCH = re.compile(r"\b(?:duplicat\w+|exclu\w+|screen\w+|full[- ]?texts?|databases?|search\w*)\b", re.IGNORECASE)
_REASONS = re.compile(
    r"\b(?:including|because|due to|since|as follows|reasons?|for (?:the|not|being|having)|of these|of them|"
    r"among (?:the|these|which)|"
    r"such as|namely|comprising|consisting)\b",
    re.IGNORECASE,
)
_LIST = re.compile(r"\((?P<list>[^()]{5,400})\)")
_CITED = re.compile(r"\s?\[\d[\d,\s–-]*\]")
_PART = re.compile(
    rf"(?:(?:^|[,;]\s?|\band\s)(?:n\s?=\s?)?{_NUMBER}(?=\s[a-z])|[=:]\s?(?P<m>\d{{1,6}})\b)", re.IGNORECASE
)
_WITH = re.compile(
    rf"{_NUMBER}\s(?:[\w-]+\s){{0,3}}{_RECORD}\b[^.;()]{{0,80}}?,?\swith\s(?P<a>\d{{1,5}}|"
    rf"\w+)\b[^.;]{{0,120}}?\band\s(?P<b>\d{{1,5}}|\w+)\s"
    rf"(?:additional|further|more|other|{_RECORD})",
    re.IGNORECASE,
)

_DATABASE = (
    r"(?:pub ?med|medline|embase|scopus|web of (?:science|knowledge)|(?:the )?cochrane(?: \w+)?|central|cinahl|"
    r"psyc ?info|cnki|wan ?fang|vip|cbm|sinomed|(?:google )?scholar|lilacs|scielo|proquest|ieee(?: xplore)?|amed|pedro|"
    r"sciencedirect|science direct|springer\w*|acm|eric|ovid|bireme|isi|clinicaltrials\.gov|\w+ databases?)"
)
_OF_DATABASE = re.compile(
    rf"(?<![\w.,=/–-]){_NUMBER}(?![\d.,%/–-]\d|\s?%)\s(?:{_RECORD}\s)?(?:were\s|was\s)?"
    r"(?:identified\s|retrieved\s|found\s|obtained\s)?(?:from|in|through|via|by)\s(?:the\s)?"
    rf"{_DATABASE}\b|\b{_DATABASE}(?:\sdatabases?)?(?:\ssearch(?:es)?)?\s(?:yielded|retrieved|identified|returned|produced|"
    rf"found|gave)\s(?P<m>\d{{1,6}})\b",
    re.IGNORECASE,
)
"""The records of one database: "121 from PubMed", "the Chinese database searches yielded 13"."""
_OF_ALL = re.compile(
    rf"\b(?:total(?:\sof)?|identified|yielded|retrieved|found|altogether|all|resulted\sin|obtained)\s{_NUMBER}(?![\d.,%/–-]\d|\s?%)\s"
    rf"(?:[\w-]+\s){{0,3}}?{_RECORD}\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.]{1,700}(?:\.(?=\s|$|\[)|$)")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_TAKING_OFF = re.compile(r"\b(?:excluding|removing|removal of|exclusion of)\s(?:the\s|another\s)?$")
_AT_LAST = re.compile(
    r"\bremaining\s$|\b(?:finally|ultimately|eventually|in the end|at last)[, ]\s?(?:a total of )?$", re.IGNORECASE
)
_NO_PARTS = re.compile(
    r"%|±|\d\.\d|\b(?:p|CI|SD|mean|range|year|n\s?=\s?\d+\s?\)|Fig|Table|ref|including|e\.g)\b|\d{4}\s?[–-]\s?\d|<|>|/",
    re.IGNORECASE,
)
_NO_WHOLE = re.compile(r"\b(?:including|mean|median|aged?|year|about)\b")
_WHOLE = re.compile(rf"(?<![\w.,=/–-]){_NUMBER}(?![\d.,%/–-]\d|\s?%|\w)\s[a-z]", re.IGNORECASE)

Step = Literal["found", "removed", "added", "kept"]


@dataclass(frozen=True, slots=True)
class Number:
    """One number of the way; offsets are of the paragraph."""

    step: Step | None
    value: int
    start: int
    end: int


def _cases(paper: Paper) -> Iterator[Case[None]]:
    if paper.kind not in (*REVIEWS, None):
        return
    for block in paper.document.blocks:
        if block.kind not in ("paragraph", "list_item"):
            continue
        passage = Passage(text=quote(paper.text, block.pieces), pieces=block.pieces)
        if len(_SEARCH.findall(passage.text)) > 1:
            yield from _way(paper, passage)
        if paper.studies or _SEARCH.search(passage.text):
            yield from _sums(paper, passage)


# -- the way from search to inclusion ----------------------------------------------------------------------------------


def _way(paper: Paper, passage: Passage) -> Iterator[Case[None]]:
    before: Number | None = None
    between: list[Number] = []
    for number in _numbers(passage.text):
        if number.step is None:
            before, between = None, []
        elif number.step in ("removed", "added"):
            between.append(number)
        else:
            if before is not None and any(step.step == "removed" for step in between):
                yield from _compare(paper, passage, before, between, number)
            before, between = number, []
    if before is not None and (removed := [step for step in between if step.step == "removed"]):
        left = before.value - sum(step.value for step in removed)
        if left < 0 and len(removed) == 1:
            yield _step_case(
                paper, passage, [before, *removed], f"{before.value} - {removed[0].value}", "less than none", "error"
            )


def _numbers(text: str) -> Iterator[Number]:
    for sentence in _SENTENCE.finditer(text):
        stated = sentence[0]
        if re.match(r"\W*(?:among|of) the (?:excluded|removed|included|remaining)", stated, re.IGNORECASE):
            continue
        bare = _BRACKETS.sub(_blank, stated)
        found = list(_COUNT.finditer(bare))
        for place_, match in enumerate(found):
            before = bare[found[place_ - 1].end() if place_ else 0 : match.start()]
            if place_ and _REASONS.search(before) and _REMOVED.search(stated[: match.start()]):
                continue
            end = found[place_ + 1].start() if place_ + 1 < len(found) else len(stated)
            value = _value(match["n"])
            step = _step(*(re.sub(r"\s+", " ", part) for part in (before, bare[match.start() : end])))
            if value is not None:
                yield Number(step, value, sentence.start() + match.start("n"), sentence.start() + match.end("n"))


def _blank(match: re.Match[str]) -> str:
    """Brackets are passed over, their place kept."""
    return " " * len(match[0])


def _step(before: str, after: str) -> Step | None:
    near, here = before[-45:], after[:110]
    clause = re.split(r"[,;](?=\s)|\band\b", here)[0] if _REMOVED.search(here) else here
    if _REMOVED.search(clause) or _TAKING_OFF.search(before):
        return "removed"
    if _AT_LAST.search(before) or re.match(r"\S+\sremaining\b", here):
        return "kept"
    if _ADDED.search(near[-25:] + here[:35]):
        return "added"
    if _KEPT.search(here) or _KEPT.search(near):
        return "kept"
    return "found" if _FOUND.search(here) or _FOUND.search(near) else None


def _value(printed: str) -> int | None:
    digits = re.sub(r"[,\s]", "", printed)
    if digits.isdigit():
        return int(digits)
    value = parse_number_words(printed.lower().replace("fourty", "forty"))
    return None if value is None else int(value)


def _compare(
    paper: Paper, passage: Passage, before: Number, between: list[Number], after: Number
) -> Iterator[Case[None]]:
    removed = [number for number in between if number.step == "removed"]
    added = [number for number in between if number.step == "added"]
    expected = before.value - sum(number.value for number in removed) + sum(number.value for number in added)
    possible = _possible(before.value, removed, added)
    signed = [before.value, *(-number.value for number in removed)]
    if after.value in possible:
        yield sound(passage.pieces_of(before.start, after.end))
    elif (
        expected < 0
        or _is_near(after.value, expected)
        or any(_is_slip(after.value, made, signed) for made in possible if made > 0)
    ):
        terms = (f"{'-' if number.step == 'removed' else '+'} {number.value}" for number in between)
        sum_ = f"{' '.join([str(before.value), *terms])} = {expected}"
        severity: Severity = "error" if expected < 0 else "warning"
        yield _step_case(paper, passage, [before, *between, after], sum_, f"{after.value} are told next", severity)


def _is_near(printed: int, made: int) -> bool:
    return are_near(made, printed, LARGEST_GAP * max(made, printed))


def _is_slip(printed: int, made: int, signed: Sequence[int]) -> bool:
    """Whether one wrong digit of one number, a term of the sum (`signed`) or what is printed for it, explains it."""
    off = made - printed
    meant = [(printed, made), *((abs(term), abs(term - off)) for term in signed)]
    return any(
        min(first, second) >= LEAST_DIGITS and slip_between(Decimal(first), Decimal(second)) in SLIPS
        for first, second in meant
    )


def _possible(start: int, removed: list[Number], added: list[Number]) -> set[int]:
    """What may be left: all taken off, or all but one that is told twice (a part of the others), additions or not."""
    gone = sum(number.value for number in removed)
    left = {start - gone, *(start - gone + number.value for number in removed if len(removed) > 1)}
    return left | {value + sum(number.value for number in added) for value in left}


def _step_case(
    paper: Paper, passage: Passage, numbers: list[Number], sum_: str, outcome: str, severity: Severity
) -> Case[None]:
    places = [(number.start, number.end) for number in numbers]
    message, printed, made = f"{sum_} records, but {outcome}", str(numbers[-1].value), sum_.rpartition("= ")[2]
    return _around(paper, passage, places, message, severity, printed, made)


def _around(
    paper: Paper,
    passage: Passage,
    places: Sequence[tuple[int, int]],
    message: str,
    severity: Severity,
    printed: str,
    made: str,
) -> Case[None]:
    """A sum that does not hold, from its first number to its last where that is short, with its sentences."""
    spans = [span for start, end in places for span in passage.pieces_of(start, end)]
    is_short = places[-1][1] - places[0][0] <= LONGEST
    shown = [passage.pieces_of(places[0][0], places[-1][1])] if is_short else []
    shown += [s.pieces for s in sentences_of(paper) if any(a.overlaps(b) for b in s.pieces for a in spans)]
    first, *sentences = shown or [passage.pieces]
    return broken(first, message, severity, reported=printed, expected=made, context=tuple(sentences))


# -- lists that give the parts of a number -----------------------------------------------------------------------------


def _sums(paper: Paper, passage: Passage) -> Iterator[Case[None]]:
    for listed in _LIST.finditer(passage.text):
        whole = _whole_of(passage.text, listed)
        parts = _parts(listed["list"])
        if whole is not None and parts is not None:
            yield from _sum(paper, passage, whole, parts, listed.end())
    yield from _databases(paper, passage)
    for match in _WITH.finditer(passage.text):
        values = [_value(match[name]) for name in ("n", "a", "b")]
        if None not in values:
            numbers = [value for value in values if value is not None]
            yield from _sum(paper, passage, (numbers[0], match.start("n")), numbers[1:], match.end())


def _databases(paper: Paper, passage: Passage) -> Iterator[Case[None]]:
    """The records of at least two databases in one sentence, against the one number of all that stands near."""
    for sentence in _SENTENCE.finditer(passage.text):
        bare = _BRACKETS.sub(_blank, sentence[0])
        parts = [
            (value, sentence.start() + match.start(name), sentence.start() + match.end(name))
            for match in _OF_DATABASE.finditer(bare)
            for name in ("n", "m")
            if match[name] and (value := _value(match[name])) is not None
        ]
        if not 2 <= len(parts) <= MOST_PARTS:
            continue
        total = sum(value for value, _, _ in parts)
        taken = {start for _, start, _ in parts}
        wholes = [
            (value, match.start("n"), match.end("n"))
            for match in _OF_ALL.finditer(passage.text)
            if match.start("n") not in taken and (value := _value(match["n"])) is not None
        ]
        near = [whole for whole in wholes if _is_near(whole[0], total)]
        if any(value == total for value, _, _ in wholes):
            yield sound(passage.pieces_of(*sentence.span()))
        elif len(near) == 1 and max(parts)[0] < near[0][0]:
            yield _off(
                paper,
                passage,
                near[0][0],
                [value for value, _, _ in parts],
                sorted([near[0][1:], *(part[1:] for part in parts)]),
            )


def _whole_of(text: str, listed: re.Match[str]) -> tuple[int, int] | None:
    """The count whose parts a list in brackets gives: the last before it, in its sentence, with its noun."""
    start = max(text.rfind(". ", 0, listed.start()) + 1, listed.start() - 120, 0)
    counts = list(_WHOLE.finditer(text[start : listed.start()]))
    if not counts or _NO_WHOLE.search(text[start + counts[-1].start() : listed.start()]):
        return None
    value = _value(counts[-1]["n"])
    return None if value is None else (value, start + counts[-1].start("n"))


def _parts(listed: str) -> list[int] | None:
    """The numbers of a list of parts; None where the list holds anything but counts with names."""
    listed = _CITED.sub("", listed)
    if _NO_PARTS.search(listed):
        return None
    values = (_value(match["n"] or match["m"]) for match in _PART.finditer(listed))
    numbers = [value for value in values if value is not None]
    printed = re.findall(r"(?<![\w-])\d+(?![\w-])", listed)
    are_named = all(re.search(r"[a-z]", part, re.IGNORECASE) for part in re.split(r"[,;]|\band\b", listed))
    return numbers if are_named and len(numbers) >= len(printed) and 2 <= len(numbers) <= MOST_PARTS else None


def _sum(paper: Paper, passage: Passage, whole: tuple[int, int], parts: list[int], end: int) -> Iterator[Case[None]]:
    value, start = whole
    pieces = passage.pieces_of(start, end)
    if sum(parts) == value:
        yield sound(pieces)
    elif max(parts) < value and (_is_near(value, sum(parts)) or _is_slip(value, sum(parts), parts)):
        yield _off(paper, passage, value, parts, [(start, end)])


def _off(paper: Paper, passage: Passage, whole: int, parts: list[int], places: list[tuple[int, int]]) -> Case[None]:
    message = f"the parts {' + '.join(map(str, parts))} are {sum(parts)}, not {whole}"
    return _around(paper, passage, places, message, "warning", str(whole), str(sum(parts)))


REVIEW_FLOW = Relation(
    "review_flow",
    """The records of a review add up on their way from search to inclusion, and in the lists that give their parts.

A paragraph that tells the search is followed number by number: found, removed (duplicates, excluded), added, kept.
What is kept next must be what was kept before less what was removed between. A number that fits no step ends the way;
reasons of an exclusion ("of which", "including", "because") are no steps. A list in brackets behind its whole ("285
studies (PubMed = 147, Embase = 56 ...)", "eleven trials (3 open, 8 blind)"), the records of several databases ("PubMed
yielded 4 articles and CNKI 13") and "52 studies, with 44 from ... and eight additional" must sum. Less than none is
impossible and an error; a difference of more than a quarter is a step that the paragraph does not tell, and nothing is
said, unless one wrong digit of one number explains it. Templates: PRISMA 2020.""",
    _cases,
)
