"""What an article is to others: what it corrects, retracts or comments on, and what was said of it later."""

from collections.abc import Iterator

from lxml import etree

from extract.model import Relation, RelationKind
from extract.read.jats.metadata import LINK, words
from extract.text.identifiers import find_doi

KINDS: tuple[tuple[str, RelationKind], ...] = (
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
    found = [_read(element, own) for part in ("front", "body", "back") for element in _related(article, part)]
    return tuple(dict.fromkeys(found))


def _related(article: etree._Element, part: str) -> Iterator[etree._Element]:
    for parent in article.iterchildren(part):
        yield from parent.iter("related-article", "related-object")


def _read(element: etree._Element, own: str) -> Relation:
    printed = element.get("related-article-type") or element.get("document-type") or element.get("link-type") or ""
    lowered = printed.lower()
    kind: RelationKind = next((kind for word, kind in KINDS if word in lowered), "related")
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
