"""The number of included studies, and of their patients, is the same in abstract and text."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extract.audit.arithmetic.slips import slip_between
from extract.audit.passages import Passage, sentences_in, sentences_outside
from extract.audit.relations.engine import Case, Relation, broken, sound, unjudged
from extract.model import REVIEWS, Paper, Pieces, Severity, TableCell
from extract.text import lazy_re as re
from extract.text.numbers import NUMBER_WORD, are_near, parse_number_words
from extract.text.words import alternatives

FEWEST = 2
"""Studies below which a number says nothing ("one study")."""
MOST = 999
FARTHEST = 0.5
"""Share of the larger number by which two may differ; further apart they count different things."""
PLAIN, NAMED, MENTIONED = 2, 1, 0
"""How plainly a passage speaks of all included studies."""
ENOUGH = 2
"""Weight in the text from which the abstract is held against it."""
CERTAIN = 4
"""Weight from which the text is certain of its own number."""

_NOUN = r"(?P<noun>stud(?:y|ies)|articles?|papers?|publications?|reports?|manuscripts?|trials?|RCTs?)"
_WHOM = rf"(?:{alternatives('people')})"
_NUMBER = rf"(?<![\w.,/–-])(?P<n>\d{{1,3}}|{NUMBER_WORD})"
_COUNT = re.compile(
    rf"{_NUMBER}\s(?:(?!of\b|or\b|and\b|were\b|had\b|in\b|years?\b|{_WHOM}\b)[\w()-]+[ ,]+){{0,5}}?{_NOUN}\b",
    re.IGNORECASE,
)
_CHOSEN = re.compile(
    rf"{_NUMBER}\s(?:(?:were|was)\s(?:finally\s|deemed\s|determined\s(?:to\sbe\s)?|found\s)?"
    r"(?P<noun>eligible|included|selected)\b"
    r"|(?P<met>met|fulfilled|satisfied)\s(?:\w+\s){0,3}?criteria)",
    re.IGNORECASE,
)
"""A number without a noun: "7,920 titles were reviewed and 7 were determined eligible"."""
_LABELLED = re.compile(r"\b(?:fig(?:ure)?s?\.?|tables?|appendix|box|step|stage)\s?$", re.IGNORECASE)
_CRITERIA = (
    r"(?:met|meeting|fulfill?(?:ed|ing)?|satisf(?:y|ied|ying)|matched)\s(?:\w+\s){0,3}?"
    r"(?:criteria|inclusion|eligibility)"
)
_CUE = re.compile(
    rf"""\b(?:
      includ(?:ed|ing) | selected | eligible | retained | qualified | enrolled | involved | entered | analy[sz]ed
    | {_CRITERIA} | (?:with|involving|comprising|totall?ing|including) \s (?:a\stotal\sof\s)? [\d,]{{2,}}
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What says, near a number of studies, that these are the included ones."""
_AT_LAST = re.compile(
    rf"""\b(?: finally | ultimately | eventually | in \s the \s end | at \s last | left | leaving | resulting \s in
    | (?:include[ds]?|consists?\sof|comprise[ds]?|based\son) \s (?:a\stotal\sof\s)? (?:data\sfrom\s)? $
    | {_CRITERIA}
    | (?:in|for|to|by) \s (?:this|the|our) \s (?:\w+\s){{0,3}}? (?:review|(?:meta-?)?\s?analys[ei]s|synthesis) )""",
    re.IGNORECASE | re.VERBOSE,
)
"""What says that they are all of them. `$` is the place of the number."""
_DEFINITE = re.compile(
    r"\b(?:all(?:\sthe)?|the|these|those|from|of\sthe|out\sof|across(?:\sthe)?|remaining|total\sof|finally,?)\s$",
    re.IGNORECASE,
)
_ON_THE_WAY = re.compile(
    r"""\b(?:
      exclu\w+ | duplicat\w+ | screen\w+ | remaining | full[- ]text | potential\w* | retriev\w+ | records? | relevant
    | of\s(?:these|those|them|which|whom) | among | out\sof | previous | other | another | additional\w* | further
    | each | subgroup | low\srisk | high\srisk | only | both | search | authors? | reviewers?
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What says that they are a step before or a part of them."""
_ELSEWHERE = re.compile(
    r"\bet\sal\b|\b(?:previous|earlier|prior|recent|another|published)\s(?:\w+\s){0,2}?(?:meta|review)"
)
_POOLED = re.compile(
    r"(?<!\bthis )(?<!\bour )(?<!present )(?<!current )\b(?:meta-?\s?analy\w+|quantitative\w*|pooled|pooling)\b",
    re.IGNORECASE,
)
"""A part of the review; "this meta-analysis" is the paper."""
_REPORTS = re.compile(r"^(?:articles?|papers?|publications?|reports?|manuscripts?)$")
_PEOPLE = re.compile(
    r"(?<![\d.,])(?P<n>\d{1,3}(?:[, \u2009\u202f]\d{3}){1,2}|\d{3,6})(?![\d%.,]\d)\s"
    r"(?:(?!and\b|or\b|with\b|were\b|studies\b)[\w-]+\s){0,3}?"
    rf"(?P<whom>{_WHOM})\b",
    re.IGNORECASE,
)
"""Patients of the studies, in numbers of three digits and more."""
_LARGE = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:[, \u2009\u202f]\d{3}){1,2}|\d{3,7})(?![\d%.,]\d|\d|%)")
_TOTAL = re.compile(r"^\W*(?:total|overall|all)\b", re.IGNORECASE)
LEAST_SHARED = 1000
"""A number from which a sentence and a row of totals that both print it speak of the same people."""
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BEFORE, _AFTER = 70, 100
"""Signs before and behind a number in which a cue counts."""


@dataclass(frozen=True, slots=True)
class StudyNumber:
    """A number of studies at its place: how plainly it is that of all, of what, and the patients in its sentence."""

    n: int
    noun: str
    pieces: Pieces
    weight: int
    is_pooled: bool
    people: tuple[tuple[str, str], ...]
    sentence: Passage

    @property
    def counts_reports(self) -> bool:
        return _REPORTS.match(self.noun) is not None


def _cases(paper: Paper) -> Iterator[Case[None]]:
    if paper.kind not in REVIEWS and (paper.kind is not None or not paper.studies):
        return
    abstract = _of_abstract(list(_study_numbers(sentences_in(paper, "abstract"))))
    if abstract is None:
        return
    yield from _totals(paper, abstract)
    body = list(_study_numbers(sentences_outside(paper, "abstract", "references", "title", "back")))
    listed = len({study.reference or study.label for study in paper.studies})
    weights = _weights(abstract, body, listed)
    best = max(weights, key=lambda n: (weights[n], n), default=None)
    if weights.get(abstract.n) or best is None or weights[best] < ENOUGH:
        odd = _deviant(abstract, body, weights)
        yield _differing(abstract, odd, "warning") if odd else sound(abstract.pieces)
        yield from _patients(paper, abstract, body)
    elif _comparable(abstract.n, best) and not (weights[best] < CERTAIN - 1 and _mentions(abstract.n, body)):
        telling = [mention for mention in body if mention.n == best and mention.weight]
        if all(mention.is_pooled for mention in telling) and not abstract.is_pooled:
            yield unjudged(abstract.pieces, "the text tells the number of pooled studies alone")
            return
        other = max(telling, key=lambda mention: mention.weight)
        certain = weights[best] >= CERTAIN and abstract.weight > MENTIONED
        yield _differing(abstract, other, "error" if certain else "warning")
    else:
        yield sound(abstract.pieces)


def _of_abstract(numbers: Sequence[StudyNumber]) -> StudyNumber | None:
    """The abstract's number of included studies; one that it calls found where it has no other number of studies."""
    firm = [mention for mention in numbers if mention.weight]
    rest = [mention for mention in numbers if not _ON_THE_WAY.search(mention.sentence.text)]
    return (
        firm[0]
        if firm
        else rest[0]
        if len({mention.n for mention in rest}) == 1 and len(numbers) == len(rest)
        else None
    )


def _weights(abstract: StudyNumber, body: Sequence[StudyNumber], listed: int) -> dict[int, int]:
    """How plainly the text, its table and the abstract's patients speak for each number."""
    weights: dict[int, int] = defaultdict(int)
    for mention in body:
        weights[mention.n] += mention.weight + (mention.weight > 0 and _same_people(abstract, mention))
    if listed in weights or listed == abstract.n:
        weights[listed] += NAMED
    return {n: weight for n, weight in weights.items() if weight}


def _same_people(first: StudyNumber, second: StudyNumber) -> bool:
    return bool({n for n, _ in first.people} & {n for n, _ in second.people})


def _comparable(first: int, second: int) -> bool:
    return first != second and are_near(first, second, FARTHEST * max(first, second))


def _mentions(n: int, body: Sequence[StudyNumber]) -> bool:
    return any(mention.n == n for mention in body)


def _deviant(abstract: StudyNumber, body: Sequence[StudyNumber], weights: dict[int, int]) -> StudyNumber | None:
    """A last step of the text that differs from an abstract that the rest of the text bears out."""
    if weights.get(abstract.n, 0) <= ENOUGH:
        return None
    beside = {mention.sentence.pieces for mention in body if mention.n == abstract.n}
    for mention in body:
        alone = sum(other.n == mention.n for other in body) == 1 and mention.sentence.pieces not in beside
        alike = mention.is_pooled == abstract.is_pooled and mention.counts_reports == abstract.counts_reports
        same = alike or _same_people(abstract, mention)
        if mention.weight == PLAIN and alone and same and _comparable(mention.n, abstract.n):
            return mention
    return None


def _study_numbers(passages: Iterator[Passage]) -> Iterator[StudyNumber]:
    """Every number of studies that sentences print, and how plainly it is that of the included ones."""
    for passage in passages:
        people = tuple((re.sub(r"\D", "", m["n"]), m["whom"].lower()) for m in _PEOPLE.finditer(passage.text))
        for match in (*_COUNT.finditer(passage.text), *_CHOSEN.finditer(passage.text)):
            n = _number(match["n"])
            if n is not None and FEWEST <= n <= MOST and not _LABELLED.search(passage.text[: match.start()]):
                pieces, noun = passage.pieces_of(*match.span()), (match["noun"] or "studies").lower()
                pooled = _POOLED.search(passage.text) is not None
                yield StudyNumber(n, noun, pieces, _weight(passage.text, match), pooled, people, passage)


def _weight(text: str, match: re.Match[str]) -> int:
    before, after = _clause(text, match)
    if _ELSEWHERE.search(text[: match.start()]):
        return MENTIONED
    on_the_way = _ON_THE_WAY.search(before + after)
    if not on_the_way and _CUE.search(before + after):
        return PLAIN if _AT_LAST.search(before) or _AT_LAST.search(after) or _PEOPLE.search(after) else NAMED
    definite = _DEFINITE.search(before)
    if definite and "final" not in definite[0].lower() and re.match(r"\s?[\[(]\d", text[match.end() :]):
        return MENTIONED  # "the 14 studies [3–16]": these, not all
    return NAMED if definite and not re.search(r"\b(?:exclu|screen|retriev|duplic|full)", before + after) else MENTIONED


def _clause(text: str, match: re.Match[str]) -> tuple[str, str]:
    """What stands before a number in its clause, and from it on, brackets left out."""
    before, after = (_BRACKETS.sub(" ", part) for part in (text[: match.start()], text[match.start() :]))
    before = re.split(r"[;:]|, and |\. ", before[-_BEFORE:])[-1]
    return before, re.split(r"[;:]|, (?:and|of which|but|while) |\. ", after[: len(match[0]) + _AFTER])[0]


def _number(printed: str) -> int | None:
    value = int(printed) if printed.isdigit() else parse_number_words(printed.lower())
    return None if value is None else int(value)


def _patients(paper: Paper, abstract: StudyNumber, body: Sequence[StudyNumber]) -> Iterator[Case[None]]:
    """The patients of the same number of studies, where abstract and text each tell one number of them."""
    for other in body:
        if other.n != abstract.n or other.weight < PLAIN or len(abstract.people) != 1 or len(other.people) != 1:
            continue
        (n, whom), (m, whom_there) = abstract.people[0], other.people[0]
        elsewhere = re.sub(r"(?<=\d)[,\s](?=\d{3})", "", paper.text[other.pieces[0].start :])
        if n != m and whom == whom_there and not re.search(rf"(?<!\d){n}(?!\d)", elsewhere):
            message = f"the abstract tells {n} {whom} of {abstract.n} studies, the text {m}"
            places = abstract.sentence.pieces, (other.sentence.pieces,)
            yield broken(places[0], message, "warning", reported=n, expected=m, beside=places[1])
            return


def _totals(paper: Paper, counted: StudyNumber) -> Iterator[Case[None]]:
    """The sentence against a row of totals that has one of its large numbers, and another but for one digit."""
    stated = {int(re.sub(r"\D", "", number)) for number in _LARGE.findall(counted.sentence.text)}
    printed = {number for table in paper.tables for cell in table.cells for number in _whole_cell(paper, cell)}
    for table in paper.tables:
        totals = [cell for cell in table.cells if cell.role == "body" and _TOTAL.search(" ".join(cell.row_path[-1:]))]
        for row in {cell.row for cell in totals}:
            cells = {n: cell for cell in totals if cell.row == row for n in _whole_cell(paper, cell)}
            pairs = [(number, n) for number in stated - printed for n in cells.keys() - stated if _is_slip(number, n)]
            if len(pairs) == 1 and any(n >= LEAST_SHARED for n in stated & cells.keys()):
                number, total = map(str, pairs[0])
                message = f"{number} stands with the number of studies, {total} in a row of totals"
                places = tuple(sorted(cell.span for cell in cells.values()))
                stands = counted.sentence.pieces
                yield broken(stands, message, "warning", reported=number, expected=total, context=(places,))


def _whole_cell(paper: Paper, cell: TableCell) -> list[int]:
    """The number of at least three digits that a cell is, if it is one."""
    text = cell.span.of(paper.text).strip()
    return [int(re.sub(r"\D", "", text))] if _LARGE.fullmatch(text) else []


def _is_slip(first: int, second: int) -> bool:
    return slip_between(Decimal(first), Decimal(second)) in ("one digit wrong", "two digits exchanged")


def _differing(stated: StudyNumber, other: StudyNumber, severity: Severity) -> Case[None]:
    return broken(
        stated.pieces,
        f"the abstract counts {stated.n} included {stated.noun}, the text {other.n}",
        severity,
        reported=str(stated.n),
        expected=str(other.n),
        beside=(stated.sentence.pieces,),
        context=(other.pieces, other.sentence.pieces),
    )


STUDY_COUNT = Relation(
    "review_study_count",
    """The number of included studies, and of their patients, is the same in abstract and text.

Reviews only. Every number of studies (trials, articles) that a sentence prints is weighed by how plainly it speaks of
all that are included: "finally, 14 trials were included in this meta-analysis", "met the criteria" plainly; "all 14
trials", "of the 14 studies", the number of patients that the abstract has too, and a table of as many studies less so.
Steps on the way (identified, screened, excluded, assessed in full text), parts ("of these", "for this outcome") and
other reviews do not count. The abstract's number is held against the one that the text tells most plainly where the
text never prints it as that of the included studies; a last step of the text is held against an abstract that the rest
of the text bears out. Studies and reports, reviewed and pooled studies are kept apart. A warning; an error where the
text says its own number again and again. Where abstract and text count the same studies, their patients are compared,
and with a row of totals that has one of the sentence's numbers and another but for a digit.""",
    _cases,
    version=2,
)
