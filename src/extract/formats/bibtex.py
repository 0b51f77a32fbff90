"""BibTeX and BibLaTeX: entries with balanced braces, strings, and fields that an entry takes over from its parent."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from extract.formats.names import SUFFIX, UNKNOWN, split_name
from extract.formats.record import (
    MAX_AUTHORS,
    Record,
    Unread,
    bounded_lines,
    clean,
    clean_doi,
    clean_pages,
    clean_pmid,
    record_of,
)
from extract.model import Person
from extract.text import lazy_re as re
from extract.text.tex import untex

Fields = dict[str, str]

MAX_ENTRY = 1 << 20
MAX_VALUE = 1 << 20
"""Characters of a value: strings that are made of strings grow tenfold with each line."""
MOST_PARENTS = 50_000
MOST_WAITING = 20_000
"""Entries that wait for a parent further down; what comes later than that is read without it."""
ENTRY = re.compile(r"[ \t]{0,20}@[ \t]{0,20}([A-Za-z][\w-]{1,29})[ \t]{0,20}[{(]")
FIELD = re.compile(r"\s{0,200}(?:,\s{0,200})*([A-Za-z_][\w:.+/-]{0,40})\s{0,40}=\s{0,200}")
KEY = re.compile(r"\s{0,40}([^,{}\s=\"]{0,200}(?: [^,{}=\"]{1,80})?)\s{0,40}(?:,|$)")
WORD = re.compile(r"[^\s,{}#\"]{1,400}")
JOIN = re.compile(r"\s*+#\s*+")
"""The sign between two parts of a value."""
NEXT_FIELD = re.compile(r",\s{0,200}(?=[A-Za-z_][\w:.+/-]{0,40}\s{0,40}=)")
CLOSED = re.compile(r"[\s,]{0,200}[})]")
SWALLOWED = re.compile(r",\s{0,40}\n?\s{0,40}[A-Za-z_]\w{1,20}\s{0,20}=\s{0,20}[{\"\d]")
"""A field within a field's value: matches ', year = {'."""
PMID_NOTE = re.compile(r"\bPMID:?\s?(\d{1,8})\b")
EXTENDED_NAME = re.compile(r"\b(family|given|prefix|suffix)(?:-i)?\s?=\s?([^,={}]{1,200})", re.IGNORECASE)
"""BibLaTeX's names by part: 'family=Oord, given=Aaron, prefix=van den'."""
ESCAPED = re.compile(r"\\([#$%&_{}])")
OTHER_PLACES = {
    "phdthesis": ("school", "type"),
    "mastersthesis": ("school", "type"),
    "thesis": ("school", "institution", "type"),
    "techreport": ("institution",),
    "report": ("institution",),
    "misc": ("howpublished",),
    "online": ("organization",),
}
"""Where a thesis, a report or a web page stands, since it has no journal and no book."""
OF_PARENT = frozenset(
    "year date publisher editor series volume number journal journaltitle booktitle doi url month".split()
)
"""Fields that an entry takes over from the one that its `crossref` names; a parent's title is its book's."""
NO_WORKS = frozenset(["comment", "preamble", "string", "control", "set", "xdata"])


@dataclass(slots=True)
class _Entry:
    kind: str
    key: str
    fields: Fields = field(default_factory=dict)


class _Broken(Exception):
    """An entry that cannot be read, and why."""


def read_bibtex(file: IO[str]) -> Iterator[Record]:
    """Each entry; one that is broken is told and costs itself only."""
    strings: Fields = {}
    parents: dict[str, Fields] = {}
    waiting: list[_Entry] = []
    for text in _entries(file):
        try:
            entry = _entry(text, strings)
        except _Broken as error:
            yield Unread(str(error))
            continue
        if entry is None:
            continue
        if len(parents) < MOST_PARENTS:
            parents[entry.key.lower()] = _handed_on(entry)
        parent = _named_parent(entry)
        if parent and parent not in parents and len(waiting) < MOST_WAITING:
            waiting.append(entry)
        elif entry.kind not in NO_WORKS:
            yield _work(entry.kind, _with_parents(entry, parents))
    for entry in waiting:
        yield _work(entry.kind, _with_parents(entry, parents))


def _entries(file: IO[str]) -> Iterator[str]:
    """Stretches from one line that opens an entry to the next: what is not closed cannot swallow its follower."""
    lines: list[str] = []
    size = 0
    for raw in bounded_lines(file):
        if ENTRY.match(raw) and lines:
            yield "".join(lines)
            lines, size = [], 0
        if (lines or ENTRY.match(raw)) and size < MAX_ENTRY:
            lines.append(raw[:MAX_ENTRY])
            size += len(raw)
    if lines:
        yield "".join(lines)


def _entry(text: str, strings: Fields) -> _Entry | None:
    """One entry; None for what is none (comments, strings, which are kept). Raises _Broken."""
    head = ENTRY.match(text)
    kind = head.group(1).lower() if head else ""
    if head is None or kind in ("comment", "preamble"):
        return None
    at, key = head.end(), ""
    if kind != "string":
        named = KEY.match(text, at)
        if named is None:
            raise _Broken(f"@{kind}{{{text[at : at + 30].split('=')[0].strip()}...: an entry without a key")
        at, key = named.end(), named.group(1).strip()
    fields = _fields(text, at, strings, f"@{kind}{{{key}")
    if kind == "string":
        strings |= fields
        return None
    return _Entry(kind, key, fields)


def _fields(text: str, at: int, strings: Fields, name: str) -> Fields:
    """All fields; what cannot be read between two of them is left."""
    found: Fields = {}
    while True:
        field_ = FIELD.match(text, at)
        if field_ is None:
            onward = NEXT_FIELD.search(text, at)
            if (
                onward is None
                and not CLOSED.match(text, at)
                and any(SWALLOWED.search(value) for value in found.values())
            ):
                raise _Broken(f"{name}: a brace is never closed")
            if onward is None or "}" in text[at : onward.start()].strip()[:1]:
                return found
            at = onward.end()
            continue
        value, at = _value(text, field_.end(), strings, name)
        found.setdefault(field_.group(1).lower(), value)


def _value(text: str, at: int, strings: Fields, name: str) -> tuple[str, int]:
    """Braced, quoted and bare parts, joined by `#`."""
    parts: list[str] = []
    size = 0
    while at < len(text):
        if text[at] in '{"':
            end = _closing(text, at)
            if end is None:
                raise _Broken(f"{name}: the brace or quotation mark of a field is never closed")
            parts.append(text[at + 1 : end])
            at = end + 1
        elif word := WORD.match(text, at):
            parts.append(strings.get(word.group().lower(), word.group()))
            at = word.end()
        else:
            break
        size += len(parts[-1])
        if size > MAX_VALUE:
            raise _Broken(f"{name}: a field of more than a million characters")
        joined = JOIN.match(text, at)
        if joined is None:
            break
        at = joined.end()
    return "".join(parts), at


def _closing(text: str, at: int) -> int | None:
    """Where the brace or quotation mark at a place closes; None where it does not."""
    quoted, depth, place = text[at] == '"', 0, at
    while place < len(text):
        letter = text[place]
        if letter == "\\":
            place += 2
            continue
        if letter == "{":
            depth += 1
        elif letter == "}":
            depth -= 1
            if depth == 0 and not quoted:
                return place
        elif letter == '"' and quoted and depth == 0 and place > at:
            return place
        place += 1
    return None


def _handed_on(entry: _Entry) -> Fields:
    """What a child takes over: the parent's title as that of its book, and the fields of the whole."""
    held = {name: value for name, value in entry.fields.items() if name in OF_PARENT or name in ("crossref", "xdata")}
    if entry.kind in ("xdata", "set"):
        return entry.fields
    if title := entry.fields.get("booktitle") or entry.fields.get("title"):
        held["booktitle"] = title
    return held


def _named_parent(entry: _Entry) -> str | None:
    named = entry.fields.get("crossref") or entry.fields.get("xdata")
    return named.split(",")[0].strip().lower() if named else None


def _with_parents(entry: _Entry, parents: dict[str, Fields]) -> Fields:
    """An entry's fields and those of its parents; its own hold. A book's DOI is not its chapter's."""
    fields, seen, name = dict(entry.fields), set(), _named_parent(entry)
    while name and name in parents and name not in seen:
        seen.add(name)
        is_whole = "crossref" in entry.fields
        fields = {
            key: value for key, value in parents[name].items() if not (is_whole and key in ("doi", "url"))
        } | fields
        named = parents[name].get("crossref")
        name = named.strip().lower() if named else None
    return fields


def _work(kind: str, fields: Fields) -> Record:
    def value_of(*names: str) -> str | None:
        return next((untex(fields[name]) for name in names if fields.get(name)), None)

    names = ("journal", "journaltitle", "booktitle", "maintitle", "series", *OTHER_PLACES.get(kind, ()))
    return record_of(
        "bibtex",
        title=": ".join(filter(None, (value_of("title"), value_of("subtitle")))),
        authors=_authors(fields.get("author", "")) or _authors(fields.get("editor", "")),
        years=map(value_of, ("year", "date", "issued")),
        containers=dict.fromkeys(name for key in names if (name := clean(value_of(key))) and "://" not in name),
        short=value_of("shortjournal", "journal-abbreviation"),
        volume=value_of("volume"),
        issue=value_of("number", "issue"),
        pages=clean_pages(value_of("pages", "eid", "article-number", "articleno")),
        doi=_doi(fields),
        pmid=_pmid(fields, value_of("pmid")),
        pmcid=value_of("pmcid", "pmc"),
        types=(kind,),
        abstract=clean(value_of("abstract")),
    )


def _doi(fields: Fields) -> str | None:
    """The DOI field, an address, or a note that is labelled as one."""
    if doi := clean_doi(ESCAPED.sub(r"\1", fields.get("doi", ""))):
        return doi
    if fields.get("eprinttype", fields.get("archiveprefix", "")).lower() == "doi":
        return clean_doi(untex(fields.get("eprint", "")))
    for name in ("url", "howpublished", "ee", "bdsk-url-1", "note"):
        value = untex(fields.get(name, ""))
        is_place = name != "note" or "doi" in value.lower()[:20]
        if is_place and (doi := clean_doi(value)):
            return doi
    return None


def _pmid(fields: Fields, printed: str | None) -> str | None:
    if printed:
        return clean_pmid(printed)
    if fields.get("eprinttype", "").lower() in ("pubmed", "pmid"):
        return clean_pmid(fields.get("eprint"))
    found = PMID_NOTE.search(fields.get("note", "")) or PMID_NOTE.search(fields.get("annote", "")[:2000])
    return found.group(1) if found else None


def _authors(text: str) -> tuple[Person, ...]:
    found = (_author(name) for name in _listed(" ".join(text.split()))[:MAX_AUTHORS])
    return tuple(person for person in found if person is not None)


def _listed(text: str) -> list[str]:
    """The names of a list, parted by "and" outside of braces."""
    names, start, depth, at = [], 0, 0, 0
    while at < len(text):
        letter = text[at]
        if letter == "\\":
            at += 2
            continue
        depth += (letter == "{") - (letter == "}")
        if letter == " " and depth <= 0 and text[at : at + 5].lower() == " and ":
            names.append(text[start:at])
            start = at + 5
            at += 4
            continue
        at += 1
    return [name.strip() for name in (*names, text[start:]) if name.strip()]


def _author(name: str) -> Person | None:
    """One name: a group within braces, BibLaTeX's parts, or a person in either order."""
    if name.lower() in ("others", "et al.") or UNKNOWN.fullmatch(name):
        return None
    if name.startswith("{") and _closing(name, 0) == len(name) - 1:
        group = clean(untex(name))
        return Person(group, is_group=True) if group else None
    if (comma := _comma(name)) is not None:
        return _by_comma(name[:comma].strip(), name[comma + 1 :].strip())
    parts = {key.lower(): untex(value).strip().strip('"') for key, value in EXTENDED_NAME.findall(name)}
    if "family" in parts:
        family = f"{parts['prefix']} {parts['family']}" if parts.get("prefix") else parts["family"]
        return Person(family, parts.get("given", ""))
    return split_name(untex(name))


def _comma(name: str) -> int | None:
    """The first comma of a name whose family name stands in braces before it."""
    end = _closing(name, 0) if name.startswith("{") else None
    return end + 1 if end is not None and name[end + 1 : end + 2] == "," else None


def _by_comma(family: str, rest: str) -> Person | None:
    """A family name in braces is taken as it is; a third part ("Jr.") goes behind the given names."""
    parts = [untex(part).strip() for part in rest.split(",")] if not rest.startswith("{") else [untex(rest)]
    if len(parts) > 1 and SUFFIX.fullmatch(parts[0]):
        parts = [*parts[1:], parts[0]]
    name = clean(untex(family))
    return Person(name, ", ".join(part for part in parts if part)) if name else None
