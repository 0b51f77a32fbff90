"""CSL-JSON, as reference managers and catalogues write it: one array, or one object a line."""

import json
from collections.abc import Iterator
from typing import IO

from extract.formats.names import UNKNOWN, is_group, split_name
from extract.formats.record import MAX_AUTHORS, Record, Unread, clean, clean_doi, clean_pages, record_of, year_in
from extract.model import Person
from extract.text import lazy_re as re

Item = dict[str, object]

CHUNK = 1 << 20
MAX_RECORD = 64 << 20
BETWEEN = re.compile(r"[\s,\[\]\ufeff]*")
OPENING = re.compile(r"(?<=\n)[ \t]{0,8}\{")
SIGN = re.compile(r'"(?:[^"\\\n]|\\.|\n(?![ \t]{0,8}\{))*+"|[{}\[\]"]', re.DOTALL)
"""A bracket, or a text in quotation marks; a line that opens an object is no part of a text."""
ONWARD = re.compile(r"[\s,\]]*(?:\{|$)")


def read_objects(file: IO[str]) -> Iterator[Item | Unread]:
    """JSON objects one after another: in an array, one a line, or simply in a row; broken ones are told.

    A file that breaks off gives what came before. After a broken object the next one is tried: behind its last
    bracket, or on the next line that opens one; where neither is found, the rest is told as left.
    """
    decoder, text, at, ended, open_arrays = json.JSONDecoder(), "", 0, False, 0
    while True:
        start, at = at, _past(BETWEEN, text, at)
        open_arrays += text.count("[", start, at) - text.count("]", start, at)
        if at >= len(text) and ended:
            if open_arrays > 0:
                yield Unread("the file breaks off: a list is never closed")
            return
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            may_go_on = not ended and len(text) - at < MAX_RECORD
            onward = None if may_go_on and _may_go_on(text, at, error) else _after_break(text, at)
            if may_go_on and onward is None:
                more = file.read(max(CHUNK, len(text) - at))
                text, at, ended = text[at:] + more, 0, not more
                continue
            left = "" if onward is not None or not ended else "; the rest of the file is left"
            yield Unread(f"no JSON object: {str(error)[:80]}{left}")
            at = len(text) if onward is None else onward
            open_arrays = 0 if left else open_arrays
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


def _after_break(text: str, at: int) -> int | None:
    """Where to go on behind a broken object: at its end, or at the next line that opens an object."""
    end = _closing(text, at)
    if end is not None and ONWARD.match(text, end):
        return end
    found = OPENING.search(text, at + 1)
    return found.start() if found else None


def _closing(text: str, at: int) -> int | None:
    """The place behind the bracket that closes the one at a place; None where none does."""
    depth = 0
    for sign in SIGN.finditer(text, at):
        mark = sign.group()
        if mark == '"' or (depth == 0 and sign.start() > at):
            return None
        depth += (mark in "{[") - (mark in "}]")
        if depth <= 0:
            return sign.end()
    return None


def work_of_csl(item: Item) -> Record:
    """One item as a work."""
    kind = clean(item.get("type"))
    return record_of(
        "csl-json",
        title=first_of(item.get("title")),
        authors=people(item.get("author")) or people(item.get("editor")),
        years=issued(item),
        containers=(*(all_of(item.get("container-title")) or (None,)), *all_of(item.get("collection-title"))),
        short=first_of(item.get("container-title-short") or item.get("journalAbbreviation")),
        volume=item.get("volume"),
        issue=item.get("issue"),
        pages=clean_pages(item.get("page")) or clean_pages(item.get("number")),
        doi=clean_doi(item.get("DOI")),
        pmid=item.get("PMID"),
        pmcid=item.get("PMCID"),
        types=(kind,) if kind else (),
        abstract=clean(item.get("abstract")),
    )


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
    return tuple(dict.fromkeys(text for item in listed if (text := clean(item))))


def first_of(value: object) -> object:
    """The first of a list, or what is none."""
    if isinstance(value, list):
        return value[0] if value else None
    return value


def part(item: Item, *names: str) -> Item:
    """An object within an object; empty where any step is missing."""
    for name in names:
        value = item.get(name)
        item = value if isinstance(value, dict) else {}
    return item


def listed(item: Item, name: str) -> list[Item]:
    """The objects of a list."""
    value = item.get(name)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
