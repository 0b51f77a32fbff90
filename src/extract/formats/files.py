"""Which format a file of records has, told by its content, and its records as a stream."""

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, cast

from extract.errors import LibraryError
from extract.formats.bibtex import read_bibtex
from extract.formats.clinicaltrials import records_of_study
from extract.formats.crossref import records_of_crossref
from extract.formats.csl import Item, read_objects, work_of_csl
from extract.formats.endnote import read_endnote
from extract.formats.pubmed import read_pubmed
from extract.formats.record import Record, Unread
from extract.formats.retraction_watch import read_retraction_watch
from extract.formats.tagged import read_nbib, read_ris
from extract.text import lazy_re as re


def read_json(file: IO[str]) -> Iterator[Record]:
    """Each record of the file, whatever wraps it."""
    for item in read_objects(file):
        if isinstance(item, Unread):
            yield item
        else:
            yield from records_of(item)


def records_of(item: Item) -> Iterator[Record]:
    """One object: a record, or an answer that holds many."""
    message = item.get("message")
    if isinstance(message, dict):
        items = message.get("items")
        for record in items if isinstance(items, list) else [message]:
            yield from (
                records_of_crossref(record)
                if isinstance(record, dict)
                else [Unread("a Crossref item that is no object")]
            )
    elif isinstance(item.get("studies"), list):
        for study in item["studies"] if isinstance(item["studies"], list) else []:
            yield from records_of_study(study) if isinstance(study, dict) else [Unread("a study that is no object")]
    elif "protocolSection" in item:
        yield from records_of_study(item)
    elif isinstance(item.get("title"), list) or "updated-by" in item or "update-to" in item:
        yield from records_of_crossref(item)
    else:
        yield work_of_csl(item)


Reader = Callable[[IO[str]], Iterator[Record]]

HEAD = 1 << 16
MOST_UNPACKED = 200
UNPACKED_FREELY = 64 << 20
"""A packed file of records grows five- to fifteenfold; one that grows more, beyond 64 MB, repeats itself."""
GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFile:
    """A file, known by its content, and the reader for its format."""

    path: Path
    sha256: str
    format: str

    def records(self) -> Iterator[Record]:
        """Each record or the reason why it could not be read; a file that breaks off ends with such a reason."""
        with _text(self.path) as file:
            try:
                yield from READERS[self.format](file)
            except (EOFError, OSError, zlib.error) as error:
                yield Unread(f"the file breaks off: {error}")


def open_records(path: Path) -> RecordFile:
    """Raises LibraryError where the file cannot be opened or has none of the known formats."""
    if path.exists() and not path.is_file():
        raise LibraryError(f"{path}: no ordinary file")
    try:
        with path.open("rb") as file:
            digest = sha256()
            while chunk := file.read(1 << 20):
                digest.update(chunk)
        with _text(path) as opened:
            head = opened.read(HEAD)
    except (OSError, EOFError, zlib.error) as error:
        raise LibraryError(f"{path}: cannot be opened ({error})") from error
    name = format_of(head)
    if name is None:
        raise LibraryError(f"{path}: none of the formats {', '.join(READERS)}")
    return RecordFile(path=path, sha256=digest.hexdigest(), format=name)


def format_of(head: str) -> str | None:
    """The name of a format, by the first characters of a file.

    >>> format_of("TY  - JOUR"), format_of("@article{a,"), format_of("hello")
    ('ris', 'bibtex', None)
    """
    start = head.lstrip("\ufeff \t\r\n")
    if start[:1] in ("{", "["):
        return _json_format(start)
    for name, pattern in SIGNS:
        if pattern.search(start):
            return name
    return None


def _json_format(start: str) -> str:
    if '"protocolSection"' in start:
        return "clinicaltrials.gov"
    if '"message-type"' in start or '"is-referenced-by-count"' in start or '"reference-count"' in start:
        return "crossref"
    return "csl-json"


class _Unpacked(gzip.GzipFile):
    """A packed file that ends with an OSError where it unpacks to too much."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "rb")
        self._most = max(UNPACKED_FREELY, MOST_UNPACKED * path.stat().st_size)

    def read1(self, size: int = -1) -> bytes:
        if self.tell() > self._most:
            raise OSError(f"unpacked it is more than {MOST_UNPACKED} times as large; the rest is left")
        return super().read1(size)


@contextmanager
def _text(path: Path) -> Iterator[IO[str]]:
    """The file as text: gzip opened, stray bytes replaced, never decoded as a whole."""
    with path.open("rb") as raw:
        packed = raw.read(2) == GZIP
    with _Unpacked(path) if packed else path.open("rb") as binary:
        yield io.TextIOWrapper(cast(IO[bytes], binary), encoding="utf-8-sig", errors="replace", newline="")


SIGNS = (
    ("pubmed", re.compile(r"<(?:PubmedArticleSet|PubmedArticle|PubmedBookArticle)\b")),
    ("endnote", re.compile(r"<xml>\s{0,80}<records>|<records>\s{0,80}<record>")),
    ("retraction watch", re.compile(r"\A[^\n]{0,400}\bOriginalPaperDOI\b")),
    ("ris", re.compile(r"^\s{0,3}TY {0,4}- {0,3}[A-Z]", re.MULTILINE)),
    ("nbib", re.compile(r"^PMID {0,3}- ?\d", re.MULTILINE)),
    ("bibtex", re.compile(r"^[ \t]{0,20}@[ \t]?[A-Za-z][\w-]{1,29}[ \t]?[{(]", re.MULTILINE)),
)
"""What the first 65,536 characters of a file hold."""

READERS: dict[str, Reader] = {
    "csl-json": read_json,
    "crossref": read_json,
    "clinicaltrials.gov": read_json,
    "bibtex": read_bibtex,
    "ris": read_ris,
    "nbib": read_nbib,
    "pubmed": read_pubmed,
    "endnote": read_endnote,
    "retraction watch": read_retraction_watch,
}
