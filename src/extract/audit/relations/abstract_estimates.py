"""An estimate with its interval in the abstract is printed in the body or in a table too."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.audit.estimates import find_estimates
from extract.audit.passages import Passage, sentences_in, sentences_outside
from extract.audit.printed import NUMBER
from extract.audit.relations.engine import Case, Relation, broken, sound, unjudged
from extract.audit.relations.twice import ABSTRACT_NUMBERS
from extract.audit.relations.wordings import table_factors
from extract.audit.support.words import stems
from extract.model import Finding, Paper, Pieces, quote
from extract.text import lazy_re as re
from extract.text.numbers import parse_number

_BREAK = re.compile(r"[,;:()\[\]]|\b(?:and|that|with|for|in|were|was|by|showed|whereas|while|of\sboth)\b")
_OUTCOME = re.compile(
    r"\b(?:overall survival|progression[- ]free survival|disease[- ]free survival|recurrence[- ]free survival"
    r"|local control|mortality|death|OS|PFS|DFS|RFS|LC|LPFS|EFS|MFS|TTP)\b",
    re.IGNORECASE,
)
_LONGEST_LABEL = 80
_NUMBER = re.compile(NUMBER)


@dataclass(frozen=True, slots=True)
class Named:
    """An estimate with its place, the stems of its factor and the outcomes that its sentence, or column, names."""

    value: Decimal
    low: Decimal
    high: Decimal
    pieces: Pieces
    factor: frozenset[str]
    outcomes: frozenset[str]

    @property
    def triple(self) -> frozenset[Decimal]:
        return frozenset((abs(self.value), abs(self.low), abs(self.high)))

    @property
    def shown(self) -> str:
        return f"{self.value} ({self.low} to {self.high})"


def named_estimates(passage: Passage, longer: dict[str, str]) -> Iterator[Named]:
    """The ratios of a sentence that stand beside an interval."""
    for estimate in find_estimates(passage.text):
        if estimate.family != "ratio":
            continue
        words = _label(passage.text, estimate.start)
        yield Named(
            value=estimate.value,
            low=estimate.low,
            high=estimate.high,
            pieces=passage.pieces_of(estimate.start, estimate.end),
            factor=frozenset(s for word in words.split() for s in stems(longer.get(word.strip(), word))),
            outcomes=_outcomes(passage.text, longer),
        )


def table_estimates(paper: Paper, longer: dict[str, str]) -> Iterator[Named]:
    """The estimates of multivariate tables."""
    for row in table_factors(paper, longer):
        value, interval = row.result.value, row.result.interval
        if value is None or interval is None or interval.low is None or interval.high is None:
            continue
        heads = " ".join(row.cell.col_path) + " " + quote(paper.text, row.table.caption)
        yield Named(value, interval.low, interval.high, (row.span,), row.words, _outcomes(heads, longer))


def _outcomes(text: str, longer: dict[str, str]) -> frozenset[str]:
    spelled = {re.sub(r"[-\s]+", " ", longer.get(word, word).lower()) for word in _OUTCOME.findall(text)}
    return frozenset(" ".join(stems(name)) for name in spelled)


def _label(text: str, start: int) -> str:
    """The words between the last break and the bracket that opens the estimate."""
    before = text[max(0, start - _LONGEST_LABEL) : start].rstrip(" (,[")
    breaks = list(_BREAK.finditer(before))
    return before[breaks[-1].end() :] if breaks else before


def numbers_of(text: str) -> frozenset[Decimal]:
    """All numbers of a text."""
    return frozenset(value for match in _NUMBER.findall(text) if (value := parse_number(match)) is not None)


def numbers_of_rows(paper: Paper) -> Iterator[frozenset[Decimal]]:
    """The numbers of each row of each table."""
    for table in paper.tables:
        rows: dict[int, list[str]] = {}
        for cell in table.cells:
            rows.setdefault(cell.row, []).append(cell.span.of(paper.text))
        for texts in rows.values():
            yield numbers_of(" ".join(texts))


SEVERAL = 2


def _cases(paper: Paper) -> Iterator[Case[None]]:
    longer = {short: long for short, long, _ in paper.abbreviations}
    stated = [own for passage in sentences_in(paper, "abstract") if (own := list(named_estimates(passage, longer)))]
    if not stated:
        return
    body = list(sentences_outside(paper, "abstract", "references"))
    named = [named for passage in body for named in named_estimates(passage, longer)]
    named += list(table_estimates(paper, longer))
    printed = [numbers_of(passage.text) for passage in body] + list(numbers_of_rows(paper))
    triples = {estimate.triple for own in stated for estimate in own}
    named = [other for other in named if other.triple not in triples]
    for own in stated:
        cases = [_told_once(paper, _case(estimate, named, printed)) for estimate in own]
        differing = sum(case.holds is False for case in cases)
        for estimate, case in zip(own, cases, strict=True):
            yield _unprinted(estimate) if differing >= SEVERAL and case.holds is None else case


def _told_once(paper: Paper, case: Case[None]) -> Case[None]:
    """A contradiction of a number that `text_abstract_numbers` tells with its slip is left to it."""
    for other in ABSTRACT_NUMBERS.answers(paper) if case.holds is False else ():
        if isinstance(other, Finding) and any(a.overlaps(b) for a in case.pieces for b in other.evidence[0].pieces):
            return unjudged(case.pieces, f"told by {ABSTRACT_NUMBERS.NAME}")
    return case


def _unprinted(own: Named) -> Case[None]:
    return broken(
        own.pieces,
        f"the abstract prints {own.shown}, which stands nowhere else; others of its sentence differ too",
        "warning",
        reported=own.shown,
    )


def _case(own: Named, body: list[Named], printed: list[frozenset[Decimal]]) -> Case[None]:
    if any(own.triple <= numbers for numbers in printed):
        return sound(own.pieces)
    others = [
        other
        for other in body
        if own.factor and other.factor == own.factor and (own.outcomes & other.outcomes or not own.outcomes)
    ]
    if not others:
        return unjudged(own.pieces, "the body names no estimate for this factor")
    other = others[0]
    return broken(
        own.pieces,
        f"the abstract prints {own.shown}, which stands nowhere else; "
        f"the body prints {other.shown} for the same factor",
        "error" if all(o.value != own.value for o in others) else "warning",
        reported=own.shown,
        expected=other.shown,
        context=(other.pieces,),
    )


ABSTRACT_ESTIMATES = Relation(
    "text_abstract_estimates",
    """An estimate with its interval in the abstract is printed in the body or in a table too.

Where it is not, and the body prints another estimate for the same factor and the same outcome, which the abstract does
not print beside it, one of the two is wrong or comes from another analysis; both are shown. A factor is known by the
words before its bracket, with the paper's own abbreviations spelled out. An estimate whose factor the body does not
name is skipped, unless two others of its sentence differ.""",
    _cases,
)
