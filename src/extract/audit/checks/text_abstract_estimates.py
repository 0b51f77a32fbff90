"""An estimate with its interval in the abstract is printed in the body or in a table too.

Where it is not, and the body prints another estimate for the same factor and the same outcome, one of the two is wrong
or comes from another analysis; both are shown. A factor is known by the words before its bracket, with the paper's own
abbreviations spelled out. An estimate whose factor the body does not name is skipped, not judged.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.audit.expressions.estimates import Estimate, find_estimates
from extract.audit.expressions.shapes import NUMBER, decimal
from extract.audit.parts import sentences_in, sentences_outside
from extract.audit.passages import Passage, evidence, place
from extract.audit.support.words import stems
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped

NAME = "text_abstract_estimates"
VERSION = 1

_BREAK = re.compile(r"[,;:()\[\]]|\b(?:and|that|with|for|in|were|was|by|showed|whereas|while|of\sboth)\b")
_OUTCOME = re.compile(
    r"\b(?:overall survival|progression[- ]free survival|disease[- ]free survival|recurrence[- ]free survival"
    r"|local control|mortality|death|OS|PFS|DFS|RFS|LC|LPFS|EFS|MFS|TTP)\b"
)
_LONGEST_LABEL = 80
_NUMBER = re.compile(NUMBER)


@dataclass(frozen=True, slots=True)
class Named:
    """An estimate with the stems of its factor and the outcomes that its sentence names."""

    passage: Passage
    estimate: Estimate
    factor: frozenset[str]
    outcomes: frozenset[str]


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    longer = {short: long for short, long, _ in paper.abbreviations}
    body = list(sentences_outside(paper, "abstract", "references"))
    named = [named for passage in body for named in _named(passage, longer)]
    printed = [_numbers(passage.text) for passage in body] + list(_rows(paper))
    for passage in sentences_in(paper, "abstract"):
        for own in _named(passage, longer):
            yield _judge(paper, own, named, printed)


def _judge(paper: Paper, own: Named, body: list[Named], printed: list[frozenset[Decimal]]) -> Answer:
    estimate = own.estimate
    pieces = own.passage.pieces_of(estimate.start, estimate.end)
    triple = {abs(estimate.value), abs(estimate.low), abs(estimate.high)}
    if any(triple <= numbers for numbers in printed):
        return Passed(place(pieces))
    others = [
        other
        for other in body
        if own.factor and other.factor == own.factor and (own.outcomes & other.outcomes or not own.outcomes)
    ]
    if not others:
        return Skipped(place(pieces), "the body names no estimate for this factor")
    other = others[0]
    shown = f"{other.estimate.value} ({other.estimate.low} to {other.estimate.high})"
    return Finding(
        check=NAME,
        severity="error" if all(o.estimate.value != estimate.value for o in others) else "warning",
        message=(
            f"the abstract prints {estimate.value} ({estimate.low} to {estimate.high}), which stands nowhere else; "
            f"the body prints {shown} for the same factor"
        ),
        reported=f"{estimate.value} ({estimate.low} to {estimate.high})",
        expected=shown,
        evidence=(
            evidence(paper, "result", pieces),
            evidence(paper, "context", other.passage.pieces_of(other.estimate.start, other.estimate.end)),
        ),
    )


def _named(passage: Passage, longer: dict[str, str]) -> Iterator[Named]:
    spelled = {longer.get(word, word).lower() for word in _OUTCOME.findall(passage.text)}
    outcomes = frozenset(" ".join(stems(name)) for name in spelled)
    for estimate in find_estimates(passage.text):
        if estimate.family != "ratio":
            continue
        words = _label(passage.text, estimate.start)
        factor = frozenset(s for word in words.split() for s in stems(longer.get(word.strip(), word)))
        yield Named(passage, estimate, factor, outcomes)


def _label(text: str, start: int) -> str:
    """The words between the last break and the bracket that opens the estimate."""
    before = text[max(0, start - _LONGEST_LABEL) : start].rstrip(" (,[")
    breaks = list(_BREAK.finditer(before))
    return before[breaks[-1].end() :] if breaks else before


def _numbers(text: str) -> frozenset[Decimal]:
    return frozenset(value for match in _NUMBER.findall(text) if (value := decimal(match)) is not None)


def _rows(paper: Paper) -> Iterator[frozenset[Decimal]]:
    for table in paper.tables:
        rows: dict[int, list[str]] = {}
        for cell in table.cells:
            rows.setdefault(cell.row, []).append(cell.span.of(paper.text))
        for texts in rows.values():
            yield _numbers(" ".join(texts))
