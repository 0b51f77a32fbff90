"""Files that hold several papers (zips, sets of articles), and what in a folder or zip is no paper."""

import zipfile
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from extract.errors import InputError, TooLarge, Unreadable
from extract.read.decoding import decode
from extract.text import lazy_re as re

if TYPE_CHECKING:
    from lxml import etree

ZIP = b"PK\x03\x04"
OTHER_ZIPS = ("word/", "xl/", "ppt/", "META-INF/container.xml", "content.xml", "[Content_Types].xml")
"""Parts of files that are zips but no collections."""

MAX_SET = 200_000_000
"""Bytes of a set of articles that is looked into."""

MOST_MEMBERS = 10_000
MAX_RATIO = 1000
UNPACKING = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError, ValueError)
"""What unpacking a damaged zip may raise."""
START = 4096
SET_ROOT = re.compile(
    r"\s*(?:<\?[^>]{0,2000}\?>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE[^>\[]{0,2000}>\s*){0,9}<(?:articles|pmc-articleset)[\s>]",
    re.DOTALL,
)
"""The root of a set of articles: matches '<articles><article>', not '<article>'."""

RECORDS = frozenset({".bib", ".ris", ".nbib", ".enw"})
DATA = frozenset({".csv", ".tsv", ".xls", ".xlsx", ".ods", ".json", ".jsonl", ".sav", ".dta", ".rds", ".rdata"})
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".svg", ".eps", ".bmp", ".webp", ".mp4", ".ps"})
OTHERS = frozenset(
    {".bbl", ".bst", ".cls", ".sty", ".aux", ".log", ".toc", ".out", ".blg", ".r", ".py", ".do", ".sas", ".sh", ".toml",
     ".yaml", ".yml", ".ini", ".cfg", ".css", ".js", ".lock"}
)  # fmt: skip
ABOUT = re.compile(r"(?:read[ _-]?me|licen[cs]e|copying|changelog|contributing|authors|citation)(?:\.\w{1,5})?", re.I)
"""Files about a folder: matches 'README.txt' and 'LICENSE', not 'readmissions.txt'."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a collection holds: the members that may be papers, and those left out with the reason."""

    papers: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...] = ()


def look_into(path: Path) -> Contents | None:
    """What a zip or a set of articles holds; None for a file that is one paper, or that cannot be looked into."""
    try:
        with path.open("rb") as file:
            start = file.read(START)
        if start.startswith(ZIP):
            return _look_into_zip(path)
        if path.stat().st_size > MAX_SET:
            return None
        if start.lstrip()[:1] == b"<" and SET_ROOT.match(decode(start[:START])):
            count = len(_articles(str(path), path.stat().st_mtime_ns))
            return Contents(tuple(str(number) for number in range(1, count + 1))) if count > 1 else None
    except (*UNPACKING, InputError):
        return None  # told when the file itself is read
    return None


def why_no_paper(name: str, start: bytes) -> str | None:
    """Why a file of a folder or zip is no paper, by its name and its first bytes; None where it may be one."""
    pure = PurePosixPath(name)
    suffix = pure.suffix.lower()
    if suffix in RECORDS:
        return f"records of works: `extract library add {name}` takes them"
    if suffix in DATA:
        return "a table of data, not a paper"
    if suffix in PICTURES or suffix in OTHERS:
        return "a picture or a file of a program, not a paper"
    if ABOUT.fullmatch(pure.name):
        return "about the folder, not a paper"
    if suffix == ".tex" and b"\\documentclass" not in start and b"\\begin{document}" not in start:
        return "a part of a LaTeX manuscript, read with its main file"
    return None


def read_member(path: Path, member: str, max_bytes: int) -> bytes:
    """The bytes of one paper in a collection. Raises Unreadable or TooLarge."""
    if member.isdecimal() and not zipfile.is_zipfile(path):
        from lxml import etree

        return etree.tostring(_articles(str(path), path.stat().st_mtime_ns)[int(member) - 1])
    found = beside_in_zip(path, member, max_bytes)
    if found is None:
        raise Unreadable(f"{path} holds no {member}: it changed while it was read; run this again")
    return found


def beside_in_zip(path: Path, member: str, max_bytes: int) -> bytes | None:
    """The bytes of a member of a zip, None where there is none. Raises TooLarge, Unreadable."""
    try:
        with zipfile.ZipFile(path) as package:
            if member not in package.namelist():
                return None
            info = package.getinfo(member)
            if info.file_size > max_bytes or info.file_size > MAX_RATIO * max(START, info.compress_size):
                raise TooLarge(
                    f"{path}: {member} unpacks to {info.file_size:,} bytes: raise --max-bytes if it is one paper"
                )
            with package.open(info) as file:
                data = file.read(max_bytes + 1)
    except UNPACKING as error:
        raise Unreadable(f"{path} cannot be unpacked ({error}): unpack it and give the files") from error
    if len(data) > max_bytes:
        raise TooLarge(f"{path}: {member} unpacks to more than {max_bytes:,} bytes")
    return data


def _look_into_zip(path: Path) -> Contents | None:
    papers: list[str] = []
    left_out: list[tuple[str, str]] = []
    with zipfile.ZipFile(path) as package:
        infos = [info for info in package.infolist() if not info.is_dir()]
        if any(info.filename.startswith(OTHER_ZIPS) for info in infos):
            return None
        for info in infos[:MOST_MEMBERS]:
            parts = PurePosixPath(info.filename).parts
            if any(part.startswith((".", "__MACOSX")) for part in parts):
                continue
            with package.open(info) as file:
                why = why_no_paper(info.filename, file.read(START * 16))
            if why:
                left_out.append((info.filename, why))
            else:
                papers.append(info.filename)
    return Contents(tuple(sorted(papers)), tuple(sorted(left_out)))


@lru_cache(maxsize=1)
def _articles(path: str, changed: int) -> "tuple[etree._Element, ...]":
    """The outermost articles of a set, kept while its papers are read one by one."""
    from extract.read.xml import parse_xml

    root, _ = parse_xml(Path(path).read_bytes(), path)
    found = dict.fromkeys(root.iter("{*}article", "article"))
    return tuple(article for article in found if not any(above in found for above in article.iterancestors()))
