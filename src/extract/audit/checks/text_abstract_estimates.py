"""An estimate with its interval in the abstract is printed in the body or in a table too.

Where it is not, and the body prints another estimate for the same factor and the same outcome, which the abstract does
not print beside it, one of the two is wrong or comes from another analysis; both are shown. A factor is known by the
words before its bracket, with the paper's own abbreviations spelled out. An estimate whose factor the body does not
name is skipped, unless two others of its sentence differ.
"""

from collections.abc import Iterator
from decimal import Decimal

from extract.audit.parts import sentences_in, sentences_outside
from extract.audit.passages import evidence, place
from extract.audit.relations.twice import ABSTRACT_NUMBERS
from extract.audit.support.named_estimates import Named, named_estimates, numbers_of, numbers_of_rows, table_estimates
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped

NAME = "text_abstract_estimates"
VERSION = 1

SEVERAL = 2


def check(paper: Paper, library: Library) -> Iterator[Answer]:
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
        answers = [_told_once(paper, library, _judge(paper, estimate, named, printed)) for estimate in own]
        differing = sum(isinstance(answer, Finding) for answer in answers)
        for estimate, answer in zip(own, answers, strict=True):
            yield _unprinted(paper, estimate) if differing >= SEVERAL and isinstance(answer, Skipped) else answer


def _told_once(paper: Paper, library: Library, answer: Answer) -> Answer:
    """A finding whose number `text_abstract_numbers` tells with its slip is left to it: one cause, one finding."""
    if not isinstance(answer, Finding):
        return answer
    at = answer.evidence[0].pieces
    for other in ABSTRACT_NUMBERS.check(paper, library):
        if isinstance(other, Finding) and any(a.overlaps(b) for a in at for b in other.evidence[0].pieces):
            return Skipped(place(at), f"told by {ABSTRACT_NUMBERS.NAME}")
    return answer


def _unprinted(paper: Paper, own: Named) -> Finding:
    return Finding(
        check=NAME,
        severity="warning",
        message=f"the abstract prints {own.shown}, which stands nowhere else; others of its sentence differ too",
        reported=own.shown,
        evidence=(evidence(paper, "result", own.pieces),),
    )


def _judge(paper: Paper, own: Named, body: list[Named], printed: list[frozenset[Decimal]]) -> Answer:
    if any(own.triple <= numbers for numbers in printed):
        return Passed(place(own.pieces))
    others = [
        other
        for other in body
        if own.factor and other.factor == own.factor and (own.outcomes & other.outcomes or not own.outcomes)
    ]
    if not others:
        return Skipped(place(own.pieces), "the body names no estimate for this factor")
    other = others[0]
    return Finding(
        check=NAME,
        severity="error" if all(o.value != own.value for o in others) else "warning",
        message=(
            f"the abstract prints {own.shown}, which stands nowhere else; "
            f"the body prints {other.shown} for the same factor"
        ),
        reported=own.shown,
        expected=other.shown,
        evidence=(evidence(paper, "result", own.pieces), evidence(paper, "context", other.pieces)),
    )
