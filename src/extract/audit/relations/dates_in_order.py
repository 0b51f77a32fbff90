"""What happened later is not printed as earlier.

A manuscript is received, revised, accepted and published in this order; patients were included, and data cut off,
before it was accepted (errors); the data are cut off after the last inclusion (a warning: a planned date may be meant);
nobody was followed up for longer than from the first inclusion to the last date
of the paper. Dates are compared as far as they are printed: a year without a month may be any day of it.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from extract.audit.expressions.dates import CUT_OFF, Event, Moment, find_history, moment_of, order_of
from extract.audit.expressions.shapes import DASH
from extract.audit.parts import own_sentences
from extract.audit.passages import evidence, place
from extract.audit.relations.study_period import Period, periods
from extract.model import Answer, Finding, Paper, Passed, Pieces, SectionRole, Severity, Span

NAME = "text_study_period"

HEAD = 6000
PARTS: tuple[SectionRole, ...] = ("abstract", "methods", "results")
_FOLLOWED = re.compile(
    rf"\b(?:median|mean)\sfollow-?\s?up[^.;()]{{0,60}}?\d[\d.]{{0,5}}\smonths?\s?\((?:range|min[^)]{{0,6}}max)?[,:]?\s?(?:from\s)?"
    rf"\d[\d.]{{0,5}}\s?(?:{DASH}|to)\s?(?P<high>\d{{2,3}}(?:\.\d)?)(?:\smonths)?\)|"
    rf"\b(?:median|mean)\sfollow-?\s?up[^.;()]{{0,40}}?\d[\d.]{{0,5}}\s\(range[,:]?\s\d[\d.]{{0,5}}\s?(?:{DASH}|to)\s?(?P<top>\d{{2,3}}(?:\.\d)?)\)\smonths"
)
Dated = tuple[str, Moment, Pieces]


def answers(paper: Paper) -> Iterator[Answer]:
    history = sorted(find_history(paper.text[:HEAD]), key=order_of)
    cuts = list(_cut_offs(paper)) if CUT_OFF.search(paper.text) else []
    if not history and not cuts:
        return
    yield from _in_order(paper, history)
    included = [period for role in PARTS for period in periods(paper, role)]
    first = _first(history)
    if first is not None:
        for dated in (*(_until(period) for period in included), *cuts):
            yield _ordered(paper, dated, first, "error")
    for cut in cuts if included else ():
        yield _ordered(paper, _until(included[0]), cut, "warning")
    yield from _followed(paper, included, [cut[1] for cut in cuts] or [event.moment for event in history])


def _until(period: Period) -> Dated:
    return "inclusion until", Moment(*period.last), period.passage.pieces_of(period.start, period.end)


def _in_order(paper: Paper, history: list[Event]) -> Iterator[Answer]:
    for earlier, later in pairwise(history):
        if earlier.name != later.name:
            yield _ordered(paper, _dated(earlier), _dated(later), "error")


def _dated(event: Event) -> Dated:
    return event.name, event.moment, (Span(event.start, event.end),)


def _first(history: list[Event]) -> Dated | None:
    """The earliest step at which the manuscript was complete: receipt may be of a protocol, acceptance is not."""
    done = [event for event in history if event.name in ("accepted", "published")]
    return _dated(done[0]) if done else None


def _ordered(paper: Paper, earlier: Dated, later: Dated, severity: Severity) -> Answer:
    if earlier[1].earliest <= later[1].latest:
        return Passed(place(earlier[2]))
    return Finding(
        check=NAME,
        severity=severity,
        message=f"{earlier[0]} {_printed(earlier[1])} lies after {later[0]} {_printed(later[1])}",
        reported=_printed(earlier[1]),
        expected=f"not after {_printed(later[1])}",
        evidence=(evidence(paper, "result", earlier[2]), evidence(paper, "context", later[2])),
    )


def _cut_offs(paper: Paper) -> Iterator[Dated]:
    for passage in own_sentences(paper, "abstract", "methods", "results"):
        for match in CUT_OFF.finditer(passage.text):
            if (moment := moment_of(match)) is not None and moment.month is not None:
                yield "data cut-off", moment, passage.pieces_of(match.start(), match.end())


def _followed(paper: Paper, included: list[Period], ends: list[Moment]) -> Iterator[Answer]:
    if not included or not ends:
        return
    start = min(Moment(*period.first).earliest for period in included)
    stop = max(moment.latest for moment in ends)
    possible = (stop[0] - start[0]) * 12 + stop[1] - start[1] + 1
    for passage in own_sentences(paper, "abstract", "results"):
        for match in _FOLLOWED.finditer(passage.text):
            pieces = passage.pieces_of(*match.span())
            high = match["high"] or match["top"]
            if float(high) <= possible:
                yield Passed(place(pieces))
                continue
            where = included[0].passage.pieces_of(included[0].start, included[0].end)
            yield Finding(
                check=NAME,
                severity="error",
                message=f"a follow-up of {high} months, and {possible} from the first inclusion to the last date",
                reported=f"{high} months",
                expected=f"at most {possible} months",
                evidence=(evidence(paper, "result", pieces), evidence(paper, "context", where)),
            )


def _printed(moment: Moment) -> str:
    return "-".join(f"{part:02d}" for part in (moment.year, moment.month, moment.day) if part is not None)
