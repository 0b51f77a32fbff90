"""A path → its bytes and their kind, told by content and never by suffix."""

import hashlib
import zipfile
import zlib
from io import BytesIO
from pathlib import Path, PurePosixPath

from extract.errors import Empty, NotAPaper, TooLarge, Truncated, Unreadable
from extract.model import Format, Source
from extract.read.containers import beside_in_zip, read_member
from extract.read.decoding import decode, is_binary
from extract.text import lazy_re as re

GZIP = b"\x1f\x8b\x08"
OTHER_KINDS = (
    (b"\xd0\xcf\x11\xe0", "an old or encrypted Word or Excel file: save it as DOCX, PDF or HTML"),
    (b"{\\rtf", "an RTF file: save it as DOCX, PDF or HTML"),
    (b"%!PS", "a PostScript file: convert it to PDF"),
    (b"\x89PNG", "a picture: give the paper as PDF, XML, HTML or text"),
    (b"\xff\xd8\xff", "a picture: give the paper as PDF, XML, HTML or text"),
    (b"GIF8", "a picture: give the paper as PDF, XML, HTML or text"),
    (b"II*\x00", "a picture: give the paper as PDF, XML, HTML or text"),
    (b"MM\x00*", "a picture: give the paper as PDF, XML, HTML or text"),
    (b"SQLite format 3\x00", "a database: give the papers themselves"),
)
"""How files of other kinds begin, and what to do with them."""

PROLOGUE = re.compile(r"\s*(?:<\?[^>]{0,2000}\?>|<!--.{0,20000}?-->|<!DOCTYPE[^>\[]{0,2000}>)", re.DOTALL)
"""One item before the root element: matches '<?xml version="1.0"?>', not '<article>'."""

SUBSET = re.compile(r"\s*<!DOCTYPE[^>\[]{0,2000}\[.{0,50000}?\]\s{0,200}>", re.DOTALL)
"""A DOCTYPE with an internal subset: matches '<!DOCTYPE a [<!ENTITY b "c">]>', not '<!DOCTYPE html>'."""

ROOT = re.compile(r"\s*<(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})[\s/>]")
"""The root element's local name: matches '<oai:OAI-PMH xmlns=', not '<0.05 was significant'."""

ARTICLE_ELEMENT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,60}:)?article[\s>]")
"""An article somewhere in a wrapper: matches '<article xmlns:xlink=', not '<article-title>'."""

HTML_ELEMENT = re.compile(r"<(?:head|body|div|table|section|main|article|p|h[1-6])[\s>]", re.IGNORECASE)
"""Elements of a page: matches '<div class=', not '<i>p</i>'."""

RECORDS = re.compile(
    r"\s*(?:%[^\n]*\n\s*){0,50}(?:(?P<bibtex>@\s?(?:article|book|booklet|conference|inbook|incollection|inproceedings|manual"
    r"|mastersthesis|misc|online|phdthesis|proceedings|report|string|preamble|techreport|unpublished)\s?[{(])"
    r"|TY {2}- [A-Z]{2,8}\s|PMID- \d)",
    re.IGNORECASE,
)
"""Files of records: matches '@article{moss19,' and 'TY  - JOUR', not '@moss told us'."""

LATEX = re.compile(
    r"^[ \t]*\\(?:documentclass|documentstyle)\b|^[ \t]*\\begin\{document\}|^[ \t]*\\(?:sub)*section\*?\{", re.MULTILINE
)
"""Source of LaTeX: matches '\\documentclass{article}', not 'the command \\section'."""

JSON = re.compile(r'\s{0,200}(?:\{\s{0,200}"[^"\n]{1,100}"\s{0,20}:|\[\s{0,200}\{\s{0,200}")')
"""Records, not prose: matches '{"id": 1', not '[1] Bray F'."""

FRONT_ELEMENT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,60}:)?(?:front|body|sub-article|article-meta)[\s>]")
"""Parts that an article of JATS has and one of a web page has not."""

COMPANIONS = frozenset({".tex", ".bbl", ".bib"})
ZIP = b"PK\x03\x04"
ZIP_KINDS = (
    ("xl/", "an Excel file: give the paper that it belongs to"),
    ("ppt/", "a PowerPoint file: give the paper as PDF, DOCX or HTML"),
    ("META-INF/container.xml", "an EPUB: give the paper as PDF, HTML or JATS XML"),
    ("content.xml", "an OpenDocument file: save it as DOCX, PDF or HTML"),
)
"""Parts of zip files of other kinds."""

JATS_ROOTS = frozenset({"article", "articles", "pmc-articleset", "oai-pmh"})
HTML_ROOTS = frozenset({"html", "body", "head", "div", "section", "main"})
INLINE = frozenset({"i", "b", "p", "em", "sup", "sub", "strong", "span", "a", "u", "br"})
FOREIGN = {
    "full-text-retrieval-response": "the full-text XML of Elsevier's API",
    "tei": "TEI XML",
    "teicorpus": "TEI XML",
    "pubmedarticleset": "PubMed XML, which holds records and no full text",
    "pubmedarticle": "PubMed XML, which holds records and no full text",
    "medlinecitationset": "PubMed XML, which holds records and no full text",
    "pubmedbookarticleset": "PubMed XML, which holds records and no full text",
    "xml": "XML of records, such as EndNote's",
    "modscollection": "MODS XML, which holds records and no full text",
    "dblp": "records, not a paper",
    "rss": "a feed, not a paper",
    "svg": "a drawing, not a paper",
    "clinical_study": "the record of a trial in XML",
}
"""Root elements, in lower case, that are met instead of articles."""

GIVE = "give the article as JATS XML, PDF, DOCX or HTML"
ADVICE = dict.fromkeys(
    (
        *("pubmedarticleset", "pubmedarticle", "medlinecitationset", "pubmedbookarticleset", "xml"),
        *("modscollection", "dblp"),
    ),
    "`extract library add` takes records of PubMed and EndNote; give papers as JATS XML, PDF, DOCX or HTML",
)
START = 65536


def load_source(
    path: Path, *, max_bytes: int, name: str | None = None, member: str | None = None
) -> tuple[Source, bytes]:
    """Read a file of at most `max_bytes` bytes (packed or unpacked) and tell its kind; `name` is for messages.

    `member` is one paper of a zip or of a set of articles.

    Raises Unreadable, TooLarge, Empty, Truncated (a .gz of which nothing can be unpacked) or NotAPaper. The hash is of
    the file as it lies on the disk, and for LaTeX of its parts and its list beside it: when they change, so does the
    paper. The bytes are unpacked, as far as a .gz that ends too early goes.
    """
    raw = _read(path, max_bytes) if member is None else read_member(path, member, max_bytes)
    data, is_cut = _unpack(raw, path, max_bytes) if raw.startswith(GZIP) else (raw, False)
    form = _format(data, name or path.name)
    beside: list[bytes] = []
    if form == "latex":
        data = _with_companions(data, path, max_bytes, member, beside)
    source = Source(
        path=str(path),
        sha256=hashlib.sha256(b"".join((raw, *beside))).hexdigest(),
        format=form,
        size=len(raw),
        is_cut=is_cut,
    )
    return source, data


def _with_companions(data: bytes, path: Path, max_bytes: int, member: str | None, beside: list[bytes]) -> bytes:
    """A LaTeX source with its parts and its list of references, as far as they lie in its folder or below it.

    The bytes of each are added to `beside`.
    """
    from extract.read.latex.source import assemble

    folder = path.parent.resolve()
    within = PurePosixPath(member).parent if member is not None else None

    def fetch(name: str) -> bytes | None:
        found = fetched(name)
        beside.extend(() if found is None else (found,))
        return found

    def fetched(name: str) -> bytes | None:
        if PurePosixPath(name).suffix not in COMPANIONS or ".." in PurePosixPath(name).parts:
            return None
        if within is not None:
            return beside_in_zip(path, str(within / name), max_bytes)
        near = (folder / name).resolve()
        if not near.is_relative_to(folder) or not near.is_file():
            return None
        with near.open("rb") as file:
            return file.read(max_bytes)

    stem = PurePosixPath(member).stem if member is not None else path.stem
    return assemble(decode(data), fetch, stem).encode("utf-8", "replace")


def _read(path: Path, max_bytes: int) -> bytes:
    if path.is_dir():
        raise Unreadable(f"{path} is a folder: name the files in it, or check that it holds papers")
    try:
        with path.open("rb") as file:
            raw = file.read(max_bytes + 1)
    except OSError as error:
        raise Unreadable(f"{path} cannot be opened ({error.strerror or error}): check path and permissions") from error
    if len(raw) > max_bytes:
        raise TooLarge(f"{path} has more than {max_bytes:,} bytes: raise --max-bytes if it is one paper")
    return raw


def _unpack(raw: bytes, path: Path, max_bytes: int) -> tuple[bytes, bool]:
    """The bytes of all members of a .gz file, and whether it ends too early."""
    parts: list[bytes] = []
    room, is_cut = max_bytes + 1, False
    while raw.startswith(GZIP) and room > 0 and not is_cut:
        unpacker = zlib.decompressobj(wbits=31)
        try:
            parts.append(unpacker.decompress(raw, room))
        except zlib.error as error:
            if not parts:
                raise Truncated(f"{path} is a broken .gz file ({error}): fetch it again") from error
            return b"".join(parts), True
        room -= len(parts[-1])
        is_cut = not unpacker.eof
        raw = unpacker.unused_data
    if room <= 0:
        raise TooLarge(f"{path} unpacks to more than {max_bytes:,} bytes: raise --max-bytes if it is one paper")
    data = b"".join(parts)
    if is_cut and not data:
        raise Truncated(f"{path} is a .gz file that ends too early: fetch it again")
    return data, is_cut


def _format(data: bytes, name: str) -> Format:
    """The kind of the bytes; raises Empty or NotAPaper."""
    if not data.strip(b" \t\r\n\x0b\x0c\x00\xef\xbb\xbf\xff\xfe"):
        raise Empty(f"{name} holds nothing but white space: check that it was saved or downloaded whole")
    if _is_pdf(data):
        return "pdf"
    if data.startswith(ZIP):
        return _zip_format(data, name)
    for magic, advice in OTHER_KINDS:
        if data.startswith(magic):
            raise NotAPaper(f"{name} is {advice}")
    if is_binary(data):
        raise NotAPaper(f"{name} is binary data, not a paper: give PDF, JATS XML, DOCX, HTML, LaTeX or text")
    start = decode(data[:START])
    if not start[: START // 2].strip() and not decode(data).strip():
        raise Empty(f"{name} holds nothing but white space: check that it was saved or downloaded whole")
    if JSON.match(start):
        raise NotAPaper(f"{name} is JSON: `extract library add` takes records; give papers as PDF, XML, HTML or text")
    if found := RECORDS.match(start):
        kind = "BibTeX" if found["bibtex"] else "a file of records"
        raise NotAPaper(f"{name} is {kind}: `extract library add` takes it")
    if not start.lstrip().startswith("<") and LATEX.search(start):
        return "latex"
    return _markup_format(start, name)


def _zip_format(data: bytes, name: str) -> Format:
    """A Word file is a zip of parts; raises NotAPaper for other zips, by what they hold."""
    try:
        members = zipfile.ZipFile(BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise NotAPaper(f"{name} is a broken zip file ({error}): fetch it again") from error
    if "word/document.xml" in members:
        return "docx"
    for part, kind in ZIP_KINDS:
        if any(member.startswith(part) for member in members):
            raise NotAPaper(f"{name} is {kind}")
    raise NotAPaper(f"{name} is a zip file without a paper in it: give PDF, JATS XML, DOCX, HTML, LaTeX or text")


def _is_pdf(data: bytes) -> bool:
    """A PDF header in the first 1024 bytes; one that is not at the very start needs an object behind it."""
    at = data.find(b"%PDF-", 0, 1024)
    return at == 0 or (at > 0 and b" obj" in data[at : at + START])


def _markup_format(start: str, name: str) -> Format:
    """JATS, HTML or text with a few tags; raises NotAPaper for the mark-up of anything else, by its root's name."""
    if not start.lstrip().startswith("<"):
        return "text"
    at = 0
    while match := PROLOGUE.match(start, at) or SUBSET.match(start, at):
        at = match.end()
    root = ROOT.match(start, at)
    word = root[1].lower() if root else ""
    holds_article = bool(root and ARTICLE_ELEMENT.search(start, at) and FRONT_ELEMENT.search(start, at))
    if word in HTML_ROOTS:
        return "html"
    if holds_article or word in JATS_ROOTS:
        return "jats" if not _is_page_article(start, word) else "html"
    if root and (start.lstrip().startswith("<?xml") or _is_foreign(start, root)):
        raise NotAPaper(
            f"{name} is {FOREIGN.get(word, f'XML with the root <{root[1]}>, not an article')}: {ADVICE.get(word, GIVE)}"
        )
    return "html" if HTML_ELEMENT.search(start) else "text"


def _is_page_article(start: str, word: str) -> bool:
    """An `article` of a web page, which has neither front matter nor a body of its own."""
    is_xml = start.lstrip().startswith("<?xml")
    return word == "article" and not is_xml and "<front" not in start and "<body>" not in start


def _is_foreign(start: str, root: re.Match[str]) -> bool:
    """A root that names a document type of its own: by namespace, or because tags of XML alone stand in it."""
    opening = root.string[root.start() : root.string.find(">", root.start()) + 1]
    word = root[1].lower()
    if word in INLINE or not opening:
        return False
    return "xmlns" in opening or ":" in opening.split()[0] or word in FOREIGN
