"""A cited work was not retracted, doubted or corrected when it was cited, or the reader is told.

Union of all sources that speak of the work; kinds are kept apart, and the dates of all notices of a kind are told. A
notice of the citing paper's time or before is an
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
        notices = _of_the_work(work)
        if not notices:
            yield Passed(reference.span)
        else:
            yield _finding(paper, reference, work, notices, _unasked(library.answers(paper, reference)))


def _of_the_work(work: Work) -> tuple[Notice, ...]:
    """What is said of the work; of a notice only what names a notice of its own, since its title names a retraction."""
    if not NOTICE_TYPES.intersection(work.types):
        return work.notices
    return tuple(notice for notice in work.notices if notice.notice_id and notice.source != "openalex")


def _unasked(answers: tuple[SourceAnswer, ...]) -> str:
    """Sources of notices that did not answer, named."""
    reported = {answer.source for answer in answers if answer.outcome in ("hit", "miss", "ambiguous")}
    left = [source for source in SOURCES if source not in reported]
    return f" (not asked: {', '.join(left)})" if left else ""


def _finding(paper: Paper, reference: Reference, work: Work, told: tuple[Notice, ...], unasked: str) -> Finding:
    gravest = gravest_of(told)
    own = paper.document.metadata.year
    year = whole_number((gravest.date or "")[:4])
    came_later = bool(own and year and year > own)
    same = [notice for notice in told if notice.kind == gravest.kind]
    when = f" ({', '.join(_dates(same))})" if _dates(same) else ""
    sources = ", ".join(sorted({notice.source for notice in same}))
    later = "; this paper is older" if came_later else ""
    notices = tuple(Evidence(role="work", document_id=None, pieces=(), text=_told(notice)) for notice in told[:4])
    return about(
        NAME,
        _severity(gravest.kind, came_later),
        paper,
        reference,
        f"the cited work {WORDS[gravest.kind]}{when} according to {sources}{_also(gravest, told)}{later}{unasked}",
        entry_evidence(paper, reference),
        work_evidence(work),
        *notices,
        verdict=VERDICTS.get(gravest.kind, "retracted"),
        reported=gravest.notice_id,
    )


def _also(gravest: Notice, notices: tuple[Notice, ...]) -> str:
    """What is said of a doubted work beside the doubt: that it was corrected, too."""
    corrections = [notice for notice in notices if notice.kind == "correction"] if gravest.kind == "concern" else []
    when = f" ({', '.join(_dates(corrections))})" if _dates(corrections) else ""
    return f", and {WORDS['correction']}{when}" if corrections else ""


def _dates(notices: list[Notice]) -> list[str]:
    """The dates of the notices, the earliest first; of one year the most precise, with what it took back in part."""
    found: dict[tuple[str, bool], str] = {}
    for notice in sorted(notices, key=lambda notice: notice.date or ""):
        if notice.date:
            found[notice.date[:4], _is_partial(notice)] = notice.date
    whole = {year for year, is_partial in found if not is_partial}
    shown = {key: date for key, date in found.items() if not key[1] or key[0] not in whole}
    return [f"in part {date}" if is_partial else date for (_, is_partial), date in shown.items()]


def _is_partial(notice: Notice) -> bool:
    return (notice.reason or "").startswith("partial retraction")


def gravest_of(notices: tuple[Notice, ...]) -> Notice:
    """The gravest of what holds now, of several the earliest whose date is told, a whole retraction before one in part.

    A reinstatement after the last retraction takes it back. A source that tells no date says nothing of the time.
    """
    reinstated = max((notice.date or "" for notice in notices if notice.kind == "reinstatement"), default=None)
    standing = [
        notice
        for notice in notices
        if reinstated is None or notice.kind not in ("retraction", "withdrawal") or (notice.date or "") > reinstated
    ]
    return min(
        standing,
        key=lambda notice: (GRAVITY.index(notice.kind), notice.date is None, _is_partial(notice), notice.date or ""),
    )


def _severity(kind: str, came_later: bool) -> Severity:
    if kind in ("retraction", "withdrawal"):
        return "warning" if came_later else "error"
    return "note" if kind in ("correction", "reinstatement") or came_later else "warning"


def _told(notice: Notice) -> str:
    parts = (notice.kind, notice.date, notice.source, notice.notice_id, notice.reason)
    return "; ".join(part for part in parts if part)[:400]
