"""Records of Crossref's REST interface: works, with the notices that speak of them or that they are."""

from collections.abc import Iterator

from extract.formats.csl import Item, all_of, first_of, listed, part, people
from extract.formats.record import (
    NoticeOf,
    Record,
    Unread,
    clean,
    clean_doi,
    clean_pages,
    normal_registrations,
    record_of,
    year_in,
)
from extract.model import Notice, NoticeKind, Work

KINDS: dict[str, NoticeKind] = {
    "retraction": "retraction",
    "partial_retraction": "retraction",
    "withdrawal": "withdrawal",
    "removal": "withdrawal",
    "expression_of_concern": "concern",
    "concern": "concern",
    "correction": "correction",
    "corrigendum": "correction",
    "erratum": "correction",
    "addendum": "correction",
    "clarification": "correction",
}
"""Kinds of updates that say something about the work; new versions and editions do not."""


def records_of_crossref(item: Item) -> Iterator[Record]:
    """A work, and for a notice the word about the work that it speaks of."""
    yield work_of_crossref(item)
    for update in listed(item, "update-to"):
        kind, doi = KINDS.get(_word(update.get("type"))), clean_doi(update.get("DOI"))
        if kind and doi and doi != clean_doi(item.get("DOI")):
            notice = Notice(
                kind=kind, source=_source(update), date=_date(update), notice_id=clean_doi(item.get("DOI")), reason=None
            )
            yield NoticeOf(notice=notice, doi=doi, pmid=None)


PUBLISHED = ("issued", "published", "published-print", "published-online", "published-other")
"""Dates of publication, the surest first; when a DOI was made (`created`, `deposited`) is none."""


def work_of_crossref(item: Item) -> Work | Unread:
    """A record as a work; any field may be missing or empty."""
    doi = clean_doi(item.get("DOI"))
    is_notice = any(
        KINDS.get(_word(update.get("type"))) and clean_doi(update.get("DOI")) != doi
        for update in listed(item, "update-to")
    )
    kind = clean(item.get("type"))
    containers = all_of(item.get("container-title")) or all_of(
        [institution.get("name") for institution in listed(item, "institution")]
    )
    return record_of(
        "crossref",
        identity=f"doi:{doi}" if doi else "",
        title=first_of(item.get("title")),
        authors=people(item.get("author")) or people(item.get("editor")),
        years=_years(item),
        containers=containers,
        short=first_of(item.get("short-container-title")),
        volume=item.get("volume"),
        issue=item.get("issue") or part(item, "journal-issue").get("issue"),
        pages=clean_pages(item.get("page")) or clean_pages(item.get("article-number")),
        doi=doi,
        pmid=item.get("PMID"),
        pmcid=item.get("PMCID"),
        types=tuple(word for word in (kind, "notice" if is_notice else None) if word),
        abstract=clean(item.get("abstract")),
        registrations=normal_registrations(
            trial.get("clinical-trial-number") for trial in listed(item, "clinical-trial-number")
        ),
        notices=notices_of(item),
    )


def notices_of(item: Item) -> tuple[Notice, ...]:
    """What `updated-by` says, each notice and kind once, whichever sources assert it.

    A paper that was corrected or retracted in its place says so by an update that points at itself.
    """
    found: dict[tuple[str, str | None], Notice] = {}
    own = clean_doi(item.get("DOI"))
    itself = [update for update in listed(item, "update-to") if clean_doi(update.get("DOI")) == own]
    for update in (*listed(item, "updated-by"), *itself):
        kind, notice_id = KINDS.get(_word(update.get("type"))), clean_doi(update.get("DOI"))
        if kind is None:
            continue
        partial = "partial retraction" if _word(update.get("type")) == "partial_retraction" else None
        notice = Notice(kind=kind, source=_source(update), date=_date(update), notice_id=notice_id, reason=partial)
        held = found.get((kind, notice_id))
        if held is None or (held.date is None and notice.date):
            found[kind, notice_id] = notice
    return tuple(found.values())


def _years(item: Item) -> tuple[int, ...]:
    """All years of publication that the record tells: of print, online, and of the issue."""
    issue = part(item, "journal-issue")
    dates = (*(part(item, name) for name in PUBLISHED), *(part(issue, name) for name in issue))
    years = (year_in(first_of(first_of(date.get("date-parts")))) for date in dates)
    return tuple(dict.fromkeys(year for year in years if year))


def _date(update: Item) -> str | None:
    value = update.get("updated")
    if not isinstance(value, dict):
        return None
    parts = first_of(value.get("date-parts"))
    numbers = [part for part in parts if isinstance(part, int)] if isinstance(parts, list) else []
    return "-".join(f"{number:02d}" for number in numbers) or None


def _source(update: Item) -> str:
    source = _word(update.get("source"))
    return f"crossref ({source})" if source else "crossref"


def _word(value: object) -> str:
    return (
        value.strip().lower().replace("-", "_").replace("retraction_watch", "retraction-watch")
        if isinstance(value, str)
        else ""
    )
