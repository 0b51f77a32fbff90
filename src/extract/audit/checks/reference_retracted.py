"""A cited work was not retracted, doubted or corrected when it was cited, or the reader is told.

Union of all sources that speak of the work; kinds are kept apart. A notice of the citing paper's time or before is an
error (retraction, withdrawal) or a warning (expression of concern); a later one is told as what came after. A work
that was reinstated, or retracted and replaced, is told as such. The notice itself may be cited as a notice.
"""

from collections.abc import Iterator

from extract.audit.entries import about, entry_evidence, work_evidence
from extract.model import (
    Answer,
    Evidence,
    Finding,
    Library,
    Notice,
    Paper,
    Passed,
    Reference,
    Severity,
    Skipped,
    SourceAnswer,
    Work,
)
from extract.model.work import NoticeKind
from extract.text.numbers import whole_number

NAME = "reference_retracted"
VERSION = 1

GRAVITY: tuple[NoticeKind, ...] = (
    "retraction",
    "withdrawal",
    "retract_and_replace",
    "concern",
    "reinstatement",
    "correction",
)

VERDICTS = {"concern": "concern", "correction": "corrected", "reinstatement": "reinstated"}
WORDS = {
    "retraction": "was retracted",
    "withdrawal": "was withdrawn",
    "retract_and_replace": "was retracted and replaced",
    "concern": "is subject to an expression of concern",
    "reinstatement": "was retracted and reinstated",
    "correction": "was corrected",
}
SOURCES = ("crossref", "pubmed", "europepmc", "openalex")
NOTICE_TYPES = frozenset(["notice", "Retraction of Publication", "Retraction Notice"])


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for reference in paper.references:
        match = library.match(paper, reference)
        if match is None or match.status != "matched":
            yield Skipped(reference.span, "no work matched")
            continue
        work = library.work(match.works[0].id) or match.works[0]
        if NOTICE_TYPES.intersection(work.types) or not work.notices:
            yield Passed(reference.span)
        else:
            yield _finding(paper, reference, work, _unasked(library.answers(paper, reference)))


def _unasked(answers: tuple[SourceAnswer, ...]) -> str:
    """Sources of notices that did not answer, named."""
    told = {answer.source for answer in answers if answer.outcome in ("hit", "miss", "ambiguous")}
    left = [source for source in SOURCES if source not in told]
    return f" (not asked: {', '.join(left)})" if left else ""


def _finding(paper: Paper, reference: Reference, work: Work, unasked: str) -> Finding:
    gravest = gravest_of(work.notices)
    own = paper.document.metadata.year
    year = whole_number((gravest.date or "")[:4])
    came_later = bool(own and year and year > own)
    when = f" ({gravest.date})" if gravest.date else ""
    sources = ", ".join(sorted({notice.source for notice in work.notices if notice.kind == gravest.kind}))
    later = "; this paper is older" if came_later else ""
    notices = tuple(
        Evidence(role="work", document_id=None, pieces=(), text=_told(notice)) for notice in work.notices[:4]
    )
    return about(
        NAME,
        _severity(gravest.kind, came_later),
        paper,
        reference,
        f"the cited work {WORDS[gravest.kind]}{when} according to {sources}{later}{unasked}",
        entry_evidence(paper, reference),
        work_evidence(work),
        *notices,
        verdict=VERDICTS.get(gravest.kind, "retracted"),
        reported=gravest.notice_id,
    )


def gravest_of(notices: tuple[Notice, ...]) -> Notice:
    """The gravest of what holds now: a reinstatement after the last retraction takes it back."""
    reinstated = max((notice.date or "" for notice in notices if notice.kind == "reinstatement"), default=None)
    standing = [
        notice
        for notice in notices
        if reinstated is None or notice.kind not in ("retraction", "withdrawal") or (notice.date or "") > reinstated
    ]
    return min(standing, key=lambda notice: GRAVITY.index(notice.kind))


def _severity(kind: str, came_later: bool) -> Severity:
    if kind in ("retraction", "withdrawal"):
        return "warning" if came_later else "error"
    return "note" if kind in ("correction", "reinstatement") or came_later else "warning"


def _told(notice: Notice) -> str:
    parts = (notice.kind, notice.date, notice.source, notice.notice_id, notice.reason)
    return "; ".join(part for part in parts if part)[:400]
