"""CSL-JSON, as reference managers and catalogues write it: one array, or one object a line."""

import json
import re
from collections.abc import Iterator
from typing import IO

from extract.formats.names import UNKNOWN, is_group, split_name
from extract.formats.record import (
    MAX_ABSTRACT,
    MAX_AUTHORS,
    Record,
    Unread,
    clean,
    clean_doi,
    clean_pages,
    clean_pmcid,
    clean_pmid,
    clean_title,
    registrations_in,
    with_notice_in_title,
    year_in,
)
from extract.model import Person, Work

Item = dict[str, object]

CHUNK = 1 << 20
MAX_RECORD = 64 << 20
BETWEEN = re.compile(r"[\s,\[\]\ufeff]*")
OPENING = re.compile(r"(?<=\n)[ \t]{0,8}\{")


def read_objects(file: IO[str]) -> Iterator[Item | Unread]:
    """JSON objects one after another: in an array, one a line, or simply in a row; broken ones are told.

    A file that breaks off gives what came before; after a broken object the next line that opens one is tried.
    """
    decoder, text, at, ended = json.JSONDecoder(), "", 0, False
    while True:
        at = _past(BETWEEN, text, at)
        if at >= len(text) and ended:
            return
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            if not ended and len(text) - at < MAX_RECORD and _may_go_on(text, at, error):
                more = file.read(max(CHUNK, len(text) - at))
                text, at, ended = text[at:] + more, 0, not more
                continue
            yield Unread(f"no JSON object: {str(error)[:80]}")
            at = _after_break(text, at)
            continue
        yield value if isinstance(value, dict) else Unread("a JSON value that is no object")


def _past(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _may_go_on(text: str, at: int, error: Exception) -> bool:
    """Whether more text could mend the object: only where the decoder came to the end."""
    if at >= len(text) or not isinstance(error, json.JSONDecodeError):
        return True
    return error.pos >= len(text) - 64 or "Unterminated" in error.msg


def _after_break(text: str, at: int) -> int:
    """The next line that opens an object, or the end."""
    found = OPENING.search(text, at + 1)
    return found.start() if found else len(text)


def work_of_csl(item: Item) -> Record:
    """One item as a work."""
    title = clean_title(first_of(item.get("title")))
    doi, pmid = clean_doi(item.get("DOI")), clean_pmid(item.get("PMID"))
    pmcid = clean_pmcid(item.get("PMCID"))
    is_placed = all(item.get(name) for name in ("container-title", "issued", "page"))
    if not (title or doi or pmid or pmcid or is_placed):
        return Unread("a record without title and identifier")
    abstract = clean(item.get("abstract"))
    kind = clean(item.get("type"))
    years, containers = issued(item), all_of(item.get("container-title"))
    series = all_of(item.get("collection-title"))
    work = Work(
        id="",
        title=title,
        authors=people(item.get("author")) or people(item.get("editor")),
        year=years[0] if years else None,
        years=years[1:],
        container=containers[0] if containers else None,
        containers=(*containers[1:], *series),
        container_short=clean(first_of(item.get("container-title-short") or item.get("journalAbbreviation"))),
        volume=clean(item.get("volume")),
        issue=clean(item.get("issue")),
        pages=clean_pages(item.get("page")) or clean_pages(item.get("number")),
        doi=doi,
        pmid=pmid,
        pmcid=pmcid,
        types=(kind,) if kind else (),
        abstract=abstract[:MAX_ABSTRACT] if abstract else None,
        registrations=registrations_in(abstract),
        source="csl-json",
    )
    return with_notice_in_title(work)


def people(value: object) -> tuple[Person, ...]:
    """Authors as CSL has them: family and given, or `literal` or `name` for a group.

    A whole name in `family` alone ("Ann Roe") is taken apart; a group's name there stays whole.
    """
    if not isinstance(value, list):
        return ()
    found = (_person(name) for name in value[:MAX_AUTHORS] if isinstance(name, dict))
    return tuple(person for person in found if person is not None)


def _person(name: Item) -> Person | None:
    family, given = clean(name.get("family")), clean(name.get("given")) or ""
    if not family:
        group = clean(name.get("literal") or name.get("name"))
        if group is None:
            return split_name(given)
        return None if UNKNOWN.fullmatch(group) else Person(group, is_group=True)
    particle = clean(name.get("non-dropping-particle")) or clean(name.get("dropping-particle"))
    if not given and not particle and " " in family:
        return Person(family, is_group=True) if is_group(family) else split_name(family)
    suffix = clean(name.get("suffix"))
    return Person(f"{particle} {family}" if particle else family, f"{given}, {suffix}" if given and suffix else given)


DATES = ("issued", "published-print", "published-online", "published", "original-date")


def issued(item: Item) -> tuple[int, ...]:
    """The years of publication, that of `issued` first, in any of the forms that dates take."""
    years = [_year_of(item.get(name)) for name in DATES] + [year_in(item.get("year"))]
    return tuple(dict.fromkeys(year for year in years if year))


def _year_of(value: object) -> int | None:
    if not isinstance(value, dict):
        return year_in(value)
    parts = value.get("date-parts")
    first = first_of(first_of(parts)) if isinstance(parts, list) else None
    return year_in(first) or year_in(value.get("raw")) or year_in(value.get("literal"))


def all_of(value: object) -> tuple[str, ...]:
    """The texts of a field that holds one or a list."""
    listed = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(text for one in listed if (text := clean(one))))


def first_of(value: object) -> object:
    """The first of a list, or what is none."""
    if isinstance(value, list):
        return value[0] if value else None
    return value
