"""Reference entries for reference managers: BibTeX, RIS and CSL-JSON."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import IO, Any

Row = dict[str, Any]

BIBTEX_TYPES = {"book": "book", "chapter": "incollection", "conference": "inproceedings", "thesis": "phdthesis"}
RIS_TYPES = {
    "book": "BOOK",
    "chapter": "CHAP",
    "conference": "CONF",
    "thesis": "THES",
    "report": "RPRT",
    "web": "ELEC",
    "preprint": "UNPB",
    "other": "GEN",
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
SPECIAL = re.compile(r"([#$%&_{}])")
"""What BibTeX reads as its own: matches the "&" of "A & B", not a letter."""


def write_bibtex(rows: Iterable[Row], file: IO[str]) -> None:
    """One entry a reference, under keys such as `bray2024`."""
    for key, row in _keyed(rows):
        fields = {
            "author": " and ".join(_bibtex_name(author) for author in row["authors"]) + " and others" * row["et_al"],
            "title": row["title"],
            "journal" if row["type"] == "journal-article" else "booktitle": row["container"],
            "year": row["year"],
            "volume": row["volume"],
            "number": row["issue"],
            "pages": (row["pages"] or "").replace("-", "--"),
            "publisher": row["publisher"],
            "doi": row["doi"],
            "url": row["url"],
            "note": f"PMID {row['pmid']}" if row["pmid"] else None,
        }
        said = [f"  {name} = {{{_escaped(name, str(value))}}},\n" for name, value in fields.items() if value]
        file.write(f"@{BIBTEX_TYPES.get(row['type'], 'article')}{{{key},\n{''.join(said)}}}\n\n")


def write_ris(rows: Iterable[Row], file: IO[str]) -> None:
    """One record a reference."""
    for row in rows:
        first, _, last = (row["pages"] or "").partition("-")
        tags: list[tuple[str, object]] = [("TY", RIS_TYPES.get(row["type"], "JOUR"))]
        tags += [("AU", ", ".join(filter(None, (x["family"], x["given"])))) for x in row["authors"]]
        tags += [("TI", row["title"]), ("T2", row["container"]), ("PY", row["year"]), ("VL", row["volume"])]
        tags += [("IS", row["issue"]), ("SP", first), ("EP", last), ("DO", row["doi"]), ("UR", row["url"])]
        tags += [("AN", row["pmid"]), ("PB", row["publisher"]), ("ID", row["id"])]
        file.write("".join(f"{tag}  - {_line(value)}\n" for tag, value in tags if value) + "ER  - \n\n")


def write_csl(rows: Iterable[Row], file: IO[str]) -> None:
    """An array of CSL-JSON items, written one by one."""
    separator = "[\n"
    for row in rows:
        file.write(separator + json.dumps(_csl(row), ensure_ascii=False))
        separator = ",\n"
    file.write("[]\n" if separator == "[\n" else "\n]\n")


def _csl(row: Row) -> Row:
    item = {
        "id": row["id"],
        "type": CSL_TYPES.get(row["type"], "document"),
        "title": row["title"],
        "author": [_csl_name(author) for author in row["authors"]],
        "container-title": row["container"],
        "issued": {"date-parts": [[row["year"]]]} if row["year"] else None,
        "volume": row["volume"],
        "issue": row["issue"],
        "page": row["pages"],
        "DOI": row["doi"],
        "PMID": row["pmid"],
        "PMCID": row["pmcid"],
        "URL": row["url"],
        "publisher": row["publisher"],
        "publisher-place": row["place"],
    }
    return {name: value for name, value in item.items() if value}


def _csl_name(author: Row) -> Row:
    if author["is_group"]:
        return {"literal": author["family"]}
    return {name: author[name] for name in ("family", "given") if author[name]}


def _keyed(rows: Iterable[Row]) -> Iterator[tuple[str, Row]]:
    used: Counter[str] = Counter()
    for row in rows:
        family = row["authors"][0]["family"] if row["authors"] else "anonymous"
        plain = unicodedata.normalize("NFKD", family).encode("ascii", "ignore").decode().lower()
        key = re.sub(r"[^a-z0-9]+", "", plain)[:30] + str(row["year"] or "")
        used[key] += 1
        yield key if used[key] == 1 else f"{key}-{used[key]}", row


def _bibtex_name(author: Row) -> str:
    if author["is_group"]:
        return f"{{{author['family']}}}"
    return ", ".join(filter(None, (author["family"], author["given"])))


def _escaped(name: str, value: str) -> str:
    flat = _line(value)
    return flat if name in ("doi", "url", "author") else SPECIAL.sub(r"\\\1", flat)


def _line(value: object) -> str:
    return " ".join(str(value).split())
