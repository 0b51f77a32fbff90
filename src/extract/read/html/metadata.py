"""The `citation_*`, Dublin Core and Open Graph tags of a page's head → metadata."""

import html

from lxml import etree

from extract.formats.names import split_name
from extract.model import Metadata
from extract.read.xml import text_of
from extract.text import lazy_re as re
from extract.text.identifiers import find_doi

TAG = re.compile(r"</?[a-zA-Z][\w:-]{0,20}(?:\s[^<>]{0,200})?/?>")
YEAR = re.compile(r"(?:19|20)\d{2}")
PMCID = re.compile(r"PMC\d{4,9}")
DOIS = ("citation_doi", "dc.identifier", "prism.doi", "bepress_citation_doi")
DATES = (
    "citation_publication_date",
    "citation_year",
    "citation_date",
    "citation_online_date",
    "dc.date",
    "prism.publicationdate",
)


def read_metadata(page: etree._Element) -> Metadata:
    """What the head says about the paper."""
    tags = _tags(page)
    first, last = (
        _first_of(tags, "citation_firstpage", "prism.startingpage"),
        _first_of(tags, "citation_lastpage", "prism.endingpage"),
    )
    named = (*_all(tags, *DOIS), *_addresses(page))
    doi = next((printed for name in named if (printed := find_doi(name))), None)
    pmcid = PMCID.search(
        " ".join(_all(tags, "citation_pmcid", "citation_fulltext_html_url", "og:url", "citation_pdf_url"))
    )
    years = {name: int(found[0]) for name in DATES for date in tags.get(name, []) if (found := YEAR.search(date))}
    online = years.pop("citation_online_date", None)
    return Metadata(
        title=plain_words(_first_of(tags, "citation_title", "dc.title", "og:title")),
        authors=tuple(filter(None, map(split_name, _all(tags, "citation_author", "dc.creator")))),
        journal=_first_of(tags, "citation_journal_title", "prism.publicationname", "citation_journal_abbrev"),
        year=next(iter(years.values()), online),
        year_online=online,
        volume=_first_of(tags, "citation_volume", "prism.volume"),
        issue=_first_of(tags, "citation_issue", "prism.number"),
        pages=f"{first}-{last}" if first and last and first != last else first,
        doi=doi,
        pmid=_first_of(tags, "citation_pmid"),
        pmcid=pmcid[0] if pmcid else None,
        type=_first_of(tags, "citation_article_type", "dc.type", "prism.section"),
        language=(page.get("lang") or _first_of(tags, "citation_language", "dc.language") or "en").lower()[:2],
    )


def page_titles(page: etree._Element) -> str:
    """The words of the page's title element, which names the paper and the site."""
    return " ".join(text_of(title) for title in page.iter("title")).strip()


def plain_words(title: str | None) -> str | None:
    """A title without the tags that some heads write into it.

    >>> plain_words("Growth of &lt;i&gt;Zea mays&lt;/i&gt; in <b>shade</b> at p &lt; 5")
    'Growth of Zea mays in shade at p < 5'
    """
    if title is None:
        return None
    return " ".join(TAG.sub("", html.unescape(TAG.sub("", title))).split()) or None


def _addresses(page: etree._Element) -> list[str]:
    """Where the page says that it stands, with the DOI in the address of many."""
    links = [link.get("href") or "" for link in page.iter("link") if link.get("rel") == "canonical"]
    return [*links, *(meta.get("content") or "" for meta in page.iter("meta") if meta.get("property") == "og:url")]


def _tags(page: etree._Element) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for meta in page.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            tags.setdefault(name, []).append(content)
    return tags


def _first_of(tags: dict[str, list[str]], *names: str) -> str | None:
    return next((tags[name][0] for name in names if name in tags), None)


def _all(tags: dict[str, list[str]], *names: str) -> list[str]:
    return next((tags[name] for name in names if name in tags), [])
