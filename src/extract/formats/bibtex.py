"""BibTeX: entries with balanced braces, strings, and TeX's spelling of accents."""

import re
import unicodedata
from collections.abc import Iterator
from typing import IO

from extract.formats.lines import bounded_lines
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
    split_name,
    year_in,
)
from extract.model import Person, Work

MAX_ENTRY = 1 << 20
ENTRY = re.compile(r"[ \t]*@[ \t]*([A-Za-z]{2,20})[ \t]*[{(]")
FIELD = re.compile(r"\s*(?:,\s*)?([A-Za-z][\w:.-]{0,40})\s*=\s*")
KEY = re.compile(r"[^,{}\s]{0,200}\s*(?:,|$)")
WORD = re.compile(r"[^\s,{}#\"]{1,400}")
ACCENT = re.compile(r"\{?\\([`'^\"~=.uvHcdbkr])\s?\{?(\\?[A-Za-z])\}?\}?")
LETTER = re.compile(r"\{?\\(ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j)(?:\{\}|\b ?|(?=[^A-Za-z]))\}?")
COMMAND = re.compile(r"\\[a-zA-Z]{2,20}\s?|\\(?=[&%$#_{}])|[{}]")
AND = re.compile(r"\s{1,40}and\s{1,40}", re.IGNORECASE)

COMBINING = dict(
    zip(
        "`'^\"~=.uvHcdbkr",
        "\u0300\u0301\u0302\u0308\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0323\u0331\u0328\u030a",
        strict=True,
    )
)
PLAIN = {
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "i": "i",
    "j": "j",
}


def read_bibtex(file: IO[str]) -> Iterator[Record]:
    """Each entry; an entry that never closes is told, and the next one is read."""
    strings: dict[str, str] = {}
    for text in _entries(file):
        head = ENTRY.match(text)
        kind = head.group(1).lower() if head else ""
        if head is None or kind in ("comment", "preamble"):
            continue
        fields = _fields(text, head.end(), strings, has_key=kind != "string")
        if kind == "string":
            strings |= fields
        else:
            yield _work(kind, fields)


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


def _fields(text: str, at: int, strings: dict[str, str], *, has_key: bool) -> dict[str, str]:
    found: dict[str, str] = {}
    if has_key and (key := KEY.match(text, at)):
        at = key.end()
    while name := FIELD.match(text, at):
        value, at = _value(text, name.end(), strings)
        found.setdefault(name.group(1).lower(), value)
    return found


def _value(text: str, at: int, strings: dict[str, str]) -> tuple[str, int]:
    """Braced, quoted and bare parts, joined by `#`."""
    parts = []
    while at < len(text):
        if text[at] in '{"':
            end = _closing(text, at)
            parts.append(text[at + 1 : end])
            at = end + 1
        elif word := WORD.match(text, at):
            parts.append(strings.get(word.group().lower(), word.group()))
            at = word.end()
        else:
            break
        rest = len(text) - len(text[at:].lstrip()) if text[at : at + 1].isspace() else at
        if text[rest : rest + 1] != "#":
            break
        at = rest + 1
        at += len(text[at : at + 50]) - len(text[at : at + 50].lstrip())
    return "".join(parts), at


def _closing(text: str, at: int) -> int:
    """Where the brace or quotation mark at a place closes; the end of the text where it does not."""
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
    return len(text)


def untex(text: str) -> str:
    """TeX's accents, letters and braces as plain text.

    >>> untex("{\\\\\\"O}zt{\\\\\\"u}rk and M{\\\\o}ller, {DNA} \\\\& {\\\\'e}t{\\\\'{e}}")
    'Öztürk and Møller, DNA & été'
    """
    text = ACCENT.sub(lambda m: m.group(2).lstrip("\\") + COMBINING[m.group(1)], text)
    text = LETTER.sub(lambda m: PLAIN[m.group(1)], text)
    text = COMMAND.sub("", text).replace("~", " ").replace("---", "—").replace("--", "–")
    return unicodedata.normalize("NFC", text)


def _work(kind: str, fields: dict[str, str]) -> Record:
    def field(*names: str) -> str | None:
        return next((untex(fields[name]) for name in names if fields.get(name)), None)

    title = clean_title(field("title"))
    doi = clean_doi(fields.get("doi") or fields.get("url"))
    pmid = clean_pmid(field("pmid")) or (clean_pmid(field("eprint")) if field("eprinttype") == "pubmed" else None)
    if not (title or doi or pmid):
        return Unread(f"a @{kind} without title and identifier")
    abstract = clean(field("abstract"))
    return Work(
        id="",
        title=title,
        authors=_authors(fields.get("author", "")),
        year=year_in(field("year", "date")),
        container=clean(field("journal", "journaltitle", "booktitle")),
        container_short=clean(field("shortjournal")),
        volume=clean(field("volume")),
        issue=clean(field("number", "issue")),
        pages=clean(field("pages", "eid", "article-number")),
        doi=doi,
        pmid=pmid,
        pmcid=clean_pmcid(field("pmcid")),
        types=(kind,),
        abstract=abstract[:MAX_ABSTRACT] if abstract else None,
        registrations=registrations_in(abstract),
        source="bibtex",
    )


def _authors(text: str) -> tuple[Person, ...]:
    found = []
    for name in AND.split(" ".join(text.split()))[:MAX_AUTHORS]:
        bare = name.strip()
        if bare.startswith("{") and bare.endswith("}") and "," not in bare and " " in bare:
            found.append(Person(untex(bare), is_group=True))
        elif bare and bare.lower() != "others" and (person := split_name(untex(bare))):
            found.append(person)
    return tuple(found)
