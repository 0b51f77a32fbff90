"""Records of Crossref's REST interface: works, with the notices that speak of them or that they are."""

from collections.abc import Iterator

from extract.formats.csl import Item, people
from extract.formats.record import (
    MAX_ABSTRACT,
    NoticeOf,
    Record,
    Unread,
    clean,
    clean_doi,
    clean_pmcid,
    clean_pmid,
    clean_title,
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
    for update in _listed(item.get("update-to")):
        kind, doi = KINDS.get(_word(update.get("type"))), clean_doi(update.get("DOI"))
        if kind and doi and doi != clean_doi(item.get("DOI")):
            notice = Notice(
                kind=kind, source=_source(update), date=_date(update), notice_id=clean_doi(item.get("DOI")), reason=None
            )
            yield NoticeOf(notice=notice, doi=doi, pmid=None)


def work_of_crossref(item: Item) -> Work | Unread:
    """A record as a work; any field may be missing or empty."""
    doi, title = clean_doi(item.get("DOI")), clean_title(_first(item.get("title")))
    if not doi and not title:
        return Unread("a record without title and DOI")
    abstract = clean(item.get("abstract"))
    is_notice = any(KINDS.get(_word(update.get("type"))) for update in _listed(item.get("update-to")))
    kind = clean(item.get("type"))
    return Work(
        id=f"doi:{doi}" if doi else "",
        title=title,
        authors=people(item.get("author")),
        year=_year(item),
        container=clean(_first(item.get("container-title"))),
        container_short=clean(_first(item.get("short-container-title"))),
        volume=clean(item.get("volume")),
        issue=clean(item.get("issue")),
        pages=clean(item.get("page")) or clean(item.get("article-number")),
        doi=doi,
        pmid=clean_pmid(item.get("PMID")),
        pmcid=clean_pmcid(item.get("PMCID")),
        types=tuple(word for word in (kind, "notice" if is_notice else None) if word),
        abstract=abstract[:MAX_ABSTRACT] if abstract else None,
        registrations=tuple(
            number
            for trial in _listed(item.get("clinical-trial-number"))
            if (number := clean(trial.get("clinical-trial-number")))
        ),
        notices=notices_of(item),
        source="crossref",
    )


def notices_of(item: Item) -> tuple[Notice, ...]:
    """What `updated-by` says, each notice and kind once, whichever sources assert it; itself is no notice."""
    found: dict[tuple[str, str | None], Notice] = {}
    for update in _listed(item.get("updated-by")):
        kind, notice_id = KINDS.get(_word(update.get("type"))), clean_doi(update.get("DOI"))
        if kind is None or notice_id == clean_doi(item.get("DOI")):
            continue
        partial = "partial retraction" if _word(update.get("type")) == "partial_retraction" else None
        notice = Notice(kind=kind, source=_source(update), date=_date(update), notice_id=notice_id, reason=partial)
        found.setdefault((kind, notice_id), notice)
    return tuple(found.values())


def _year(item: Item) -> int | None:
    for name in ("issued", "published", "published-print", "published-online", "created"):
        value = item.get(name)
        if isinstance(value, dict):
            year = year_in(_first(_first(value.get("date-parts"))))
            if year:
                return year
    return None


def _date(update: Item) -> str | None:
    value = update.get("updated")
    if not isinstance(value, dict):
        return None
    parts = _first(value.get("date-parts"))
    numbers = [part for part in parts if isinstance(part, int)] if isinstance(parts, list) else []
    return "-".join(f"{number:02d}" for number in numbers) or None


def _source(update: Item) -> str:
    said = _word(update.get("source"))
    return f"crossref ({said})" if said else "crossref"


def _word(value: object) -> str:
    return (
        value.strip().lower().replace("-", "_").replace("retraction_watch", "retraction-watch")
        if isinstance(value, str)
        else ""
    )


def _listed(value: object) -> list[Item]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _first(value: object) -> object:
    if isinstance(value, list):
        return value[0] if value else None
    return value
