"""Estimates with the factor that they are of: in sentences, and in the rows of multivariate tables.

A factor is known by the words before its bracket, with the paper's own abbreviations spelled out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.audit.columns.factors import table_factors
from extract.audit.expressions.estimates import find_estimates
from extract.audit.expressions.shapes import NUMBER
from extract.audit.passages import Passage
from extract.audit.support.words import stems
from extract.model import Paper, Pieces, quote
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
