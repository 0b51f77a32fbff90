"""What an article's front matter says about it, and what it is to others: what it corrects, retracts, comments on."""

from collections.abc import Iterator

from lxml import etree

from extract.model import Metadata, Person, Relation, RelationKind
from extract.read.xml import all_text, text_of
from extract.text import lazy_re as re
from extract.text.identifiers import find_doi

LINK = "{http://www.w3.org/1999/xlink}href"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
YEAR = re.compile(r"(?:1[89]|20)\d{2}")
PUBLISHED = frozenset({"ppub", "epub", "collection", "epub-ppub", "pub", "print", "electronic", "epreprint", ""})
"""Kinds of date that a publication year may be taken from; releases and submissions are none."""

PRINTED = frozenset({"ppub", "epub-ppub", "print"})
"""Kinds of date of a printed issue, whose year is the one that the article is cited by."""


def read_metadata(article: etree._Element) -> Metadata:
    """Title, authors, journal, year and identifiers of an `article` element."""
    meta = article.find("front/article-meta")
    if meta is None:
        meta = article.find(".//article-meta")
    if meta is None:
        return Metadata(type=article.get("article-type"))
    year, year_online = _years(meta)
    return Metadata(
        title=_title(meta),
        authors=tuple(read_authors(meta)),
        journal=words(article.find(".//journal-title")) or words(article.find(".//journal-id")),
        year=year,
        year_online=year_online,
        volume=words(meta.find("volume")),
        issue=words(meta.find("issue")),
        pages=_pages(meta),
        doi=_identifier(meta, "doi"),
        pmid=_identifier(meta, "pmid"),
        pmcid=_pmcid(meta),
        type=article.get("article-type"),
        subjects=_subjects(meta),
        language=(article.get(LANGUAGE) or "en").lower()[:2],
        translated_titles=tuple(_translated_titles(meta)),
    )


def _subjects(meta: etree._Element) -> tuple[str, ...]:
    found = (words(subject) for subject in meta.iterfind("article-categories//subject"))
    return tuple(dict.fromkeys(subject for subject in found if subject))


def words(element: etree._Element | None) -> str | None:
    """The text of an element with single spaces; None where there is none."""
    return (text_of(element) or None) if element is not None else None


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
    return _titled(title, meta.find("title-group/subtitle")) or None if title is not None else None


def _titled(title: etree._Element, subtitle: etree._Element | None) -> str:
    """A title without the links and footnotes in it, and its subtitle."""
    found = title.xpath(".//text()[not(ancestor::xref or ancestor::fn)]")
    main = " ".join("".join(map(str, found)).split()) if isinstance(found, list) else ""
    return f"{main.rstrip(' :')}: {below}" if (below := words(subtitle)) else main


def _translated_titles(meta: etree._Element) -> Iterator[tuple[str, str]]:
    """(language, title) of each translation of the title."""
    groups = ((part, part.find("trans-title")) for part in meta.iterfind("title-group/trans-title-group"))
    alone = ((part, part) for part in meta.iterfind("title-group/trans-title"))
    for part, title in (*groups, *alone):
        if title is not None and _titled(title, None):
            yield (part.get(LANGUAGE) or "")[:2].lower(), _titled(title, part.find("trans-subtitle"))


def _years(meta: etree._Element) -> tuple[int | None, int | None]:
    """The year that the article is cited by, and the year in which it was first online.

    The first is that of the printed issue, else the online one. The year of a collection is taken where no other is
    given: an article may join the collection of a volume that began years before.
    """
    dates: dict[str, list[int]] = {}
    for date in meta.iterfind("pub-date"):
        kinds = {(date.get(name) or "").lower() for name in ("pub-type", "date-type", "publication-format")} - {""}
        found = YEAR.search(words(date.find("year")) or date.get("iso-8601-date") or "")
        if found and (not kinds or kinds & PUBLISHED):
            kind = "print" if kinds & PRINTED else "collection" if "collection" in kinds else "online"
            dates.setdefault(kind, []).append(int(found[0]))
    copyright_year = YEAR.search(words(meta.find("permissions/copyright-year")) or "")
    cited = dates.get("print") or dates.get("online") or dates.get("collection")
    year = min(cited) if cited else int(copyright_year[0]) if copyright_year else None
    return year, min(dates["online"]) if "online" in dates else None


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


RELATIONS: tuple[tuple[str, RelationKind], ...] = (
    ("retraction-forward", "retracted_by"),
    ("retracted-article", "retracts"),
    ("partial-retraction", "retracts"),
    ("correction-forward", "corrected_by"),
    ("corrected-article", "corrects"),
    ("addended-article", "corrects"),
    ("corrigendum", "corrected_by"),
    ("erratum", "corrected_by"),
    ("addendum", "corrected_by"),
    ("object-of-concern", "concern_about"),
    ("concern", "concern_in"),
    ("commentary-article", "comments_on"),
    ("commentary", "commented_in"),
    ("letter-reply", "reply_to"),
    ("reply", "reply_to"),
    ("translat", "translation_of"),
    ("preprint", "version_of"),
    ("republished", "version_of"),
    ("peer-reviewed-article", "version_of"),
    ("retract", "retracts"),
    ("correct", "corrects"),
)
"""The words of `related-article-type`, the first that is met, as JATS and its users define them."""

OWN_TYPE: tuple[tuple[str, dict[RelationKind, RelationKind]], ...] = (
    ("retraction", {"retracted_by": "retracts"}),
    ("correction", {"corrected_by": "corrects"}),
    ("expression-of-concern", {"concern_in": "concern_about"}),
    ("addendum", {"corrected_by": "corrects"}),
)
"""A notice names the article that it is about; some publishers tag that link by the notice's own kind."""


def read_relations(article: etree._Element) -> tuple[Relation, ...]:
    """The related articles of the front matter and of the body, each once, in document order."""
    own = article.get("article-type") or ""
    found = [_relation(element, own) for part in ("front", "body", "back") for element in _related(article, part)]
    return tuple(dict.fromkeys(found))


def _related(article: etree._Element, part: str) -> Iterator[etree._Element]:
    for parent in article.iterchildren(part):
        yield from parent.iter("related-article", "related-object")


def _relation(element: etree._Element, own: str) -> Relation:
    printed = element.get("related-article-type") or element.get("document-type") or element.get("link-type") or ""
    lowered = printed.lower()
    kind: RelationKind = next((kind for word, kind in RELATIONS if word in lowered), "related")
    for word, turned in OWN_TYPE:
        if word in own:
            kind = turned.get(kind, kind)
    target = element.get(LINK) or ""
    by = (element.get("ext-link-type") or "").lower()
    is_pmid = by in ("pmid", "pubmed") and target.isdecimal()
    return Relation(
        kind=kind,
        printed=printed,
        doi=find_doi(target) or find_doi(words(element) or ""),
        pmid=target if is_pmid else None,
        text=words(element) or None if is_pmid or find_doi(target) else words(element) or target or None,
    )
