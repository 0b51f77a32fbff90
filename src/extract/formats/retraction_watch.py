"""The Retraction Watch data set: one row a notice, read by the names of its columns."""

import csv
from collections.abc import Iterator
from typing import IO

from extract.formats.names import people_in
from extract.formats.record import (
    NoticeOf,
    Record,
    Unread,
    bounded_lines,
    clean,
    clean_doi,
    clean_pmid,
    clean_title,
    year_in,
)
from extract.model import Notice, NoticeKind, Work
from extract.text import lazy_re as re
from extract.text.keys import work_marks

KINDS: dict[str, NoticeKind] = {
    "retraction": "retraction",
    "expression of concern": "concern",
    "correction": "correction",
    "reinstatement": "reinstatement",
}
DATE = re.compile(r"(?P<month>[01]?[0-9])/(?P<day>[0-3]?[0-9])/(?P<year>[12][0-9]{3})(?: |$)")
"""Matches '9/27/2023 0:00', not '27 September 2023'."""

MAX_CELL = 1 << 20


def read_retraction_watch(file: IO[str]) -> Iterator[Record]:
    """Each row: the paper as a work, and what is said of it."""
    csv.field_size_limit(MAX_CELL)
    rows = csv.DictReader(line.replace("\x00", "") for line in bounded_lines(file))
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Unread(f"row {rows.line_num}: {error}")
            continue
        yield from _records({name: value for name, value in row.items() if name and isinstance(value, str)})


def _records(row: dict[str, str]) -> Iterator[Record]:
    doi, pmid = clean_doi(row.get("OriginalPaperDOI")), clean_pmid(row.get("OriginalPaperPubMedID"))
    title, kind = clean_title(row.get("Title")), KINDS.get(row.get("RetractionNature", "").strip().lower())
    if kind is None or not (doi or pmid or title):
        yield Unread(f"no notice: {row.get('RetractionNature', 'a row that breaks off')[:40]!r}")
        return
    notice_doi = clean_doi(row.get("RetractionDOI"))
    if kind == "retraction" and notice_doi and notice_doi == doi and "replace" in row.get("Reason", "").lower():
        kind = "retract_and_replace"
    reasons = [reason.strip(" +") for reason in row.get("Reason", "").split(";") if reason.strip(" +")]
    notice = Notice(
        kind=kind,
        source="retraction watch",
        date=iso_date(row.get("RetractionDate", "")),
        notice_id=notice_doi or clean_pmid(row.get("RetractionPubMedID")),
        reason="; ".join(reasons) or None,
    )
    work = Work(
        id="",
        title=title,
        authors=people_in(name for name in row.get("Author", "").split(";") if name.strip()),
        year=year_in(row.get("OriginalPaperDate")),
        container=clean(row.get("Journal")),
        doi=doi,
        pmid=pmid,
        source="retraction watch",
    )
    marks = work_marks(title, work.authors[0].family if work.authors else None, [work.year] if work.year else [])
    if doi or pmid or any(True for _ in marks):
        yield work
        yield NoticeOf(notice=notice, doi=doi, pmid=pmid, title=title, work=work)
    else:
        yield Unread(f"{kind} of “{title}”: no DOI or PubMed number, and no long title with author and year")


def iso_date(text: str) -> str | None:
    """A date of the form month/day/year.

    >>> iso_date("9/27/2023 0:00"), iso_date("")
    ('2023-09-27', None)
    """
    found = DATE.match(text)
    return f"{found['year']}-{int(found['month']):02d}-{int(found['day']):02d}" if found else None
