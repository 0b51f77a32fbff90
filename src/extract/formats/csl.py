"""CSL-JSON, as reference managers and catalogues write it: one array, or one object a line."""

import json
import re
from collections.abc import Iterator
from typing import IO

from extract.formats.record import (
    MAX_ABSTRACT,
    MAX_AUTHORS,
    Record,
    Unread,
    clean,
    clean_doi,
    clean_pmcid,
    clean_pmid,
    clean_title,
    registrations_in,
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
    title = clean_title(_first(item.get("title")))
    doi, pmid = clean_doi(item.get("DOI")), clean_pmid(item.get("PMID"))
    pmcid = clean_pmcid(item.get("PMCID"))
    if not (title or doi or pmid or pmcid):
        return Unread("a record without title and identifier")
    abstract = clean(item.get("abstract"))
    kind = clean(item.get("type"))
    return Work(
        id="",
        title=title,
        authors=people(item.get("author")),
        year=issued(item),
        container=clean(_first(item.get("container-title"))),
        container_short=clean(_first(item.get("container-title-short") or item.get("journalAbbreviation"))),
        volume=clean(item.get("volume")),
        issue=clean(item.get("issue")),
        pages=clean(item.get("page")) or clean(item.get("number")),
        doi=doi,
        pmid=pmid,
        pmcid=pmcid,
        types=(kind,) if kind else (),
        abstract=abstract[:MAX_ABSTRACT] if abstract else None,
        registrations=registrations_in(abstract),
        source="csl-json",
    )


def people(value: object) -> tuple[Person, ...]:
    """Authors as CSL has them: family and given, or `literal` or `name` for a group."""
    if not isinstance(value, list):
        return ()
    found = []
    for name in value[:MAX_AUTHORS]:
        if not isinstance(name, dict):
            continue
        if family := clean(name.get("family")):
            particle = clean(name.get("non-dropping-particle"))
            given = clean(name.get("given")) or ""
            found.append(Person(f"{particle} {family}" if particle else family, given))
        elif group := clean(name.get("literal") or name.get("name")):
            found.append(Person(group, is_group=True))
    return tuple(found)


def issued(item: Item) -> int | None:
    """The year of `issued`, in any of the forms that it takes."""
    value = item.get("issued")
    if not isinstance(value, dict):
        return year_in(value) or year_in(item.get("year"))
    parts = value.get("date-parts")
    first = _first(_first(parts)) if isinstance(parts, list) else None
    return year_in(first) or year_in(value.get("raw")) or year_in(value.get("literal"))


def _first(value: object) -> object:
    if isinstance(value, list):
        return value[0] if value else None
    return value
