"""Reference entries for reference managers: BibTeX, RIS and CSL-JSON."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import IO

from extract.report.addresses import doi_of, web_address
from extract.report.cells import write_array
from extract.report.records import Author, DocumentRecord, ReferenceRecord
from extract.text import lazy_re as re

BIBTEX_TYPES = {
    "journal-article": "article",
    "book": "book",
    "chapter": "incollection",
    "conference": "inproceedings",
    "thesis": "phdthesis",
    "report": "techreport",
}
"""What is none of these (web pages, preprints, data, registrations) is `misc`."""
CONTAINERS = {
    "article": "journal",
    "incollection": "booktitle",
    "inproceedings": "booktitle",
    "book": "series",
    "phdthesis": "school",
    "techreport": "institution",
    "misc": "howpublished",
}
RIS_TYPES = {
    "journal-article": "JOUR",
    "book": "BOOK",
    "chapter": "CHAP",
    "conference": "CONF",
    "thesis": "THES",
    "report": "RPRT",
    "web": "ELEC",
    "preprint": "UNPB",
}
CSL_TYPES = {
    "journal-article": "article-journal",
    "chapter": "chapter",
    "book": "book",
    "conference": "paper-conference",
    "thesis": "thesis",
    "report": "report",
    "web": "webpage",
    "preprint": "article",
}
THESIS = re.compile(r"\b(?:thesis|dissertation)\b", re.IGNORECASE)
SUFFIXED = re.compile(r"^(?P<given>.*), (?P<suffix>(?:Jr|Sr|II|III|IV)\.?)$")
PLAIN_NAME = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
TEX = {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
}
SIGNS = re.compile(r"[#$%&_{}]")
SPECIAL = re.compile(r"[\\~^#$%&_{}]|(?<=-)-|(?<=`)`|(?<=')'")
"""What TeX reads as its own: signs, and pairs that it joins to one."""


Tag = tuple[str, object]
"""A line of RIS: two letters and a value; none where that is empty."""


def write_bibtex(rows: Iterable[ReferenceRecord], file: IO[str]) -> None:
    """One entry a work, under keys such as `bray2024`."""
    for key, row in _keyed(_once(rows)):
        kind = BIBTEX_TYPES.get(row.type, "misc")
        where = CONTAINERS[kind]
        if kind == "phdthesis" and THESIS.search(row.container or ""):
            where = "type"
        imprint = {"phdthesis": "school", "techreport": "institution"}.get(kind, "publisher")
        fields = {
            "author": " and ".join(_bibtex_names(row)),
            "title": _escaped(row.title),
            "year": row.year,
            "volume": _escaped(row.volume),
            "number": _escaped(row.issue),
            "pages": _escaped(row.pages).replace("-", "--").replace("--{}--", "--"),
            imprint: _escaped(row.publisher),
            where: _escaped(row.container),
            "doi": SIGNS.sub(r"\\\g<0>", doi_of(row.doi) or ""),
            "pmid": row.pmid,
            "pmcid": row.pmcid,
            "url": web_address(row.url),
            "note": _escaped(row.text) if not row.title else None,
        }
        entry_lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
        file.write(f"@{kind}{{{key},\n{''.join(entry_lines)}}}\n\n")


def write_ris(rows: Iterable[ReferenceRecord], file: IO[str]) -> None:
    """One record a work; a group's name ends in a comma, as reference managers expect."""
    for row in _once(rows):
        tags: list[Tag] = [
            ("TY", RIS_TYPES.get(row.type, "GEN")),
            *(("AU", _ris_name(author)) for author in row.authors),
        ]
        tags += [("TI", row.title), ("T2", row.container), ("PY", row.year), ("VL", row.volume)]
        tags += [("IS", row.issue), *_ris_pages(row.pages), ("DO", doi_of(row.doi))]
        tags += [("UR", web_address(row.url)), *_ris_numbers(row), ("PB", row.publisher)]
        tags += [("ID", row.id), ("N1", None if row.title else row.text)]
        _write_ris(tags, file)


def write_papers_ris(rows: Iterable[DocumentRecord], abstract: Callable[[str], str], file: IO[str]) -> None:
    """The papers themselves, one record each, for screening; `rows` of the layer documents, `abstract` by their id."""
    for row in rows:
        tags: list[Tag] = [("TY", "JOUR"), *(("AU", _ris_name(author)) for author in row.authors)]
        tags += [("TI", row.title or row.path), ("T2", row.journal), ("PY", row.year)]
        tags += [("AB", abstract(str(row.id))), ("VL", row.volume), ("IS", row.issue)]
        tags += [*_ris_pages(row.pages_printed), ("DO", row.doi), *_ris_numbers(row)]
        tags += [("LA", row.language), ("ID", row.id)]
        _write_ris(tags, file)


def _ris_pages(pages: str | None) -> list[Tag]:
    first, _, last = (pages or "").partition("-")
    return [("SP", first), ("EP", last)]


def _ris_numbers(row: ReferenceRecord | DocumentRecord) -> list[Tag]:
    return [("AN", f"PMID: {row.pmid}" if row.pmid else None), ("C2", row.pmcid)]


def _write_ris(tags: Iterable[Tag], file: IO[str]) -> None:
    file.write("".join(f"{tag}  - {_line(value)}\n" for tag, value in tags if value) + "ER  - \n\n")


def write_csl(rows: Iterable[ReferenceRecord], file: IO[str]) -> None:
    """An array of CSL-JSON items, written one by one."""
    write_array(map(_csl, _once(rows)), file)


def _csl(row: ReferenceRecord) -> dict[str, object]:
    item = {
        "id": row.id,
        "type": CSL_TYPES.get(row.type, "document"),
        "title": row.title,
        "author": [_csl_name(author) for author in row.authors],
        "container-title": row.container,
        "issued": {"date-parts": [[row.year]]} if row.year else None,
        "volume": row.volume,
        "issue": row.issue,
        "page": row.pages,
        "DOI": doi_of(row.doi),
        "PMID": row.pmid,
        "PMCID": row.pmcid,
        "URL": web_address(row.url),
        "publisher": row.publisher,
        "publisher-place": row.place,
        "note": None if row.title else row.text,
    }
    return {name: value for name, value in item.items() if value}


def _csl_name(author: Author) -> dict[str, str]:
    if author.is_group:
        return {"literal": author.family}
    return {name: part for name in ("family", "given") if (part := getattr(author, name))}


def _keyed(rows: Iterable[ReferenceRecord]) -> Iterator[tuple[str, ReferenceRecord]]:
    used: Counter[str] = Counter()
    for row in rows:
        family = row.authors[0].family if row.authors else "anonymous"
        plain = unicodedata.normalize("NFKD", family).encode("ascii", "ignore").decode().lower()
        key = re.sub(r"[^a-z0-9]+", "", plain)[:30] + str(row.year or "")
        used[key] += 1
        yield key if used[key] == 1 else f"{key}-{used[key]}", row


def _once(rows: Iterable[ReferenceRecord]) -> Iterator[ReferenceRecord]:
    """Each work once, however many papers cite it: by DOI or PubMed number."""
    seen: set[str] = set()
    for row in rows:
        names = {f"doi:{row.doi.lower()}"} if row.doi else set()
        names |= {f"pmid:{row.pmid}"} if row.pmid else set()
        if seen.isdisjoint(names):
            yield row
        seen |= names


def _bibtex_names(row: ReferenceRecord) -> Iterator[str]:
    yield from map(_bibtex_name, row.authors)
    if row.et_al and row.authors:
        yield "others"


def _bibtex_name(author: Author) -> str:
    """A group in braces; a person's family name in braces where it is no single word."""
    family, given = _escaped(author.family), _escaped(author.given)
    if author.is_group:
        return f"{{{family}}}"
    if not PLAIN_NAME.fullmatch(author.family):
        family = f"{{{family}}}"
    suffixed = SUFFIXED.match(given)
    if suffixed:
        return f"{family}, {suffixed['suffix']}, {suffixed['given']}"
    if " and " in given:
        given = f"{{{given}}}"
    return f"{family}, {given}" if given or family.startswith("{") else family


def _ris_name(author: Author) -> str:
    if author.is_group:
        return f"{author.family},"
    return ", ".join(filter(None, (author.family, author.given)))


def _escaped(value: object) -> str:
    """A field as TeX needs it to give the same text again."""
    return SPECIAL.sub(lambda found: TEX.get(found.group(), f"{{}}{found.group()}"), _line(value or ""))


def _line(value: object) -> str:
    return " ".join(str(value).split())
