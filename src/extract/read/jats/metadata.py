"""What an article's front matter says about it."""

import re

from lxml import etree

from extract.model import Metadata, Person

YEAR = re.compile(r"(?:1[89]|20)\d{2}")
PUBLISHED = frozenset({"ppub", "epub", "collection", "epub-ppub", "pub", "print", "electronic", "epreprint", ""})
"""Kinds of date that a publication year may be taken from; releases and submissions are none."""


def read_metadata(article: etree._Element) -> Metadata:
    """Title, authors, journal, year and identifiers of an `article` element."""
    meta = article.find("front/article-meta")
    if meta is None:
        meta = article.find(".//article-meta")
    if meta is None:
        return Metadata(type=article.get("article-type"))
    return Metadata(
        title=_title(meta),
        authors=tuple(read_authors(meta)),
        journal=words(article.find(".//journal-title")) or words(article.find(".//journal-id")),
        year=_year(meta),
        volume=words(meta.find("volume")),
        issue=words(meta.find("issue")),
        pages=_pages(meta),
        doi=_identifier(meta, "doi"),
        pmid=_identifier(meta, "pmid"),
        pmcid=_pmcid(meta),
        type=article.get("article-type"),
        language=(article.get("{http://www.w3.org/XML/1998/namespace}lang") or "en").lower()[:2],
    )


def words(element: etree._Element | None) -> str | None:
    """The text of an element with single spaces; None where there is none."""
    if element is None:
        return None
    return " ".join(all_text(element).split()) or None


def all_text(element: etree._Element) -> str:
    """The characters of an element and all within it."""
    return "".join(str(part) for part in element.itertext())


def read_person(element: etree._Element) -> Person | None:
    """A `name`, `string-name`, `collab` or `institution` as a person or group."""
    if element.tag in ("collab", "institution", "on-behalf-of", "collab-name"):
        own = (element.text or "") + "".join(
            all_text(child) + (child.tail or "") if child.tag not in ("contrib-group", "xref", "sup") else ""
            for child in element
        )
        group = " ".join(own.split()).strip(" ,;.")
        return Person(group, is_group=True) if group else None
    family, given = words(element.find("surname")), words(element.find("given-names"))
    suffix = words(element.find("suffix"))
    if family is None:
        text = words(element)
        return Person(text) if text else None
    return Person(family.strip(" ,;"), " ".join(part.strip(" ,;") for part in (given, suffix) if part))


def read_authors(meta: etree._Element) -> list[Person]:
    """The authors in order; editors and other contributors are left out."""
    authors = []
    for contrib in meta.iterfind("contrib-group/contrib"):
        if contrib.get("contrib-type", "author") not in ("author", "person", "collab"):
            continue
        for tag in ("name", "name-alternatives/name", "string-name", "collab", "collab-alternatives/collab"):
            element = contrib.find(tag)
            person = read_person(element) if element is not None else None
            if person:
                authors.append(person)
                break
    return authors


def _title(meta: etree._Element) -> str | None:
    title = meta.find("title-group/article-title")
    if title is None:
        return None
    marks = set(title.iter("xref", "fn"))
    parts = [title.text or ""]
    for element in title.iterdescendants():
        if element not in marks and not any(parent in marks for parent in element.iterancestors()):
            parts.append(element.text or "")
        parts.append(element.tail or "")
    subtitle = words(meta.find("title-group/subtitle"))
    main = " ".join("".join(parts).split())
    return f"{main.rstrip(' :')}: {subtitle}" if subtitle else main or None


def _year(meta: etree._Element) -> int | None:
    years = []
    for date in meta.iterfind("pub-date"):
        kind = date.get("pub-type") or date.get("date-type") or date.get("publication-format") or ""
        found = YEAR.search(words(date.find("year")) or date.get("iso-8601-date") or "")
        if found and kind.lower() in PUBLISHED:
            years.append(int(found[0]))
    copyright_year = YEAR.search(words(meta.find("permissions/copyright-year")) or "")
    return min(years) if years else int(copyright_year[0]) if copyright_year else None


def _pages(meta: etree._Element) -> str | None:
    first, last = words(meta.find("fpage")), words(meta.find("lpage"))
    if first:
        return f"{first}-{last}" if last and last != first else first
    return words(meta.find("elocation-id"))


def _identifier(meta: etree._Element, kind: str) -> str | None:
    for identifier in meta.iterfind("article-id"):
        if identifier.get("pub-id-type") == kind:
            return words(identifier)
    return None


def _pmcid(meta: etree._Element) -> str | None:
    number = _identifier(meta, "pmcid") or _identifier(meta, "pmc") or _identifier(meta, "pmc-uid")
    if number is None:
        return None
    return number if number.upper().startswith("PMC") else f"PMC{number}"
