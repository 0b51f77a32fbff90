"""The `citation_*`, Dublin Core and Open Graph tags of a page's head → metadata."""

import re

from lxml import etree

from extract.model import Metadata, Person
from extract.text.identifiers import find_doi

YEAR = re.compile(r"(?:19|20)\d{2}")
PMCID = re.compile(r"PMC\d{4,9}")
DATES = (
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "citation_year",
    "dc.date",
    "prism.publicationdate",
)


def read_metadata(page: etree._Element) -> Metadata:
    """What the head says about the paper."""
    tags = _tags(page)
    first, last = (
        _one(tags, "citation_firstpage", "prism.startingpage"),
        _one(tags, "citation_lastpage", "prism.endingpage"),
    )
    doi = _one(tags, "citation_doi", "dc.identifier", "prism.doi", "bepress_citation_doi")
    pmcid = PMCID.search(
        " ".join(_all(tags, "citation_pmcid", "citation_fulltext_html_url", "og:url", "citation_pdf_url"))
    )
    years = [int(found[0]) for name in DATES for date in tags.get(name, []) if (found := YEAR.search(date))]
    return Metadata(
        title=_one(tags, "citation_title", "dc.title", "og:title"),
        authors=tuple(read_author(author) for author in _all(tags, "citation_author", "dc.creator")),
        journal=_one(tags, "citation_journal_title", "prism.publicationname", "citation_journal_abbrev"),
        year=min(years) if years else None,
        volume=_one(tags, "citation_volume", "prism.volume"),
        issue=_one(tags, "citation_issue", "prism.number"),
        pages=f"{first}-{last}" if first and last and first != last else first,
        doi=find_doi(doi) if doi else None,
        pmid=_one(tags, "citation_pmid"),
        pmcid=pmcid[0] if pmcid else None,
        type=_one(tags, "citation_article_type", "dc.type", "prism.section"),
        language=(page.get("lang") or _one(tags, "citation_language", "dc.language") or "en").lower()[:2],
    )


def read_author(printed: str) -> Person:
    """
    >>> read_author("Lee, Ann B"), read_author("Ann B van der Lee")
    (Person(family='Lee', given='Ann B', is_group=False), Person(family='van der Lee', given='Ann B', is_group=False))
    """
    if "," in printed:
        family, _, given = printed.partition(",")
        return Person(family.strip(), given.strip())
    words = printed.split()
    start = len(words) - 1
    while start > 1 and words[start - 1].islower():
        start -= 1
    return Person(" ".join(words[start:]), " ".join(words[:start]))


def _tags(page: etree._Element) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for meta in page.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            tags.setdefault(name, []).append(content)
    return tags


def _one(tags: dict[str, list[str]], *names: str) -> str | None:
    return next((tags[name][0] for name in names if name in tags), None)


def _all(tags: dict[str, list[str]], *names: str) -> list[str]:
    return next((tags[name] for name in names if name in tags), [])
