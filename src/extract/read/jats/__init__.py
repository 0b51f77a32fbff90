"""JATS 1.x and NLM 2/3 articles → `Document`, trusting what the mark-up says."""

from lxml import etree

from extract.errors import NotAPaper, Truncated
from extract.model import Document, Fault, Person, Source
from extract.read.jats.metadata import LANGUAGE, read_metadata, read_relations, words
from extract.read.jats.walk import IMAGE, ArticleWriter
from extract.read.xml import parse_xml

__all__ = ["read_jats"]


def read_jats(source: Source, data: bytes) -> Document:
    """Read an article, the first where a set holds several.

    Raises UnsafeXml, BadMarkup, Truncated or NotAPaper where there is nothing to read.
    """
    root, faults = parse_xml(data, source.path)
    _drop_namespaces(root)
    articles = [root] if root.tag == "article" else list(root.iter("article"))
    if not articles:
        if any(fault.code == "truncated" for fault in faults):
            raise Truncated(f"{source.path} ends before its article begins: fetch it again")
        raise NotAPaper(f"{source.path} is XML without an <article>: give JATS or NLM XML")
    article = articles[0]
    metadata = read_metadata(article)
    writer = ArticleWriter()
    _write_front(writer, article, metadata.authors)
    for tag in ("body", "back", "floats-group", "floats-wrap"):
        for part in article.iterchildren(tag):
            writer.write(part)
    _write_author_notes(writer, article)
    if not writer.composer.text():
        raise NotAPaper(f"{source.path} is an article without words: fetch it again")
    faults += _left_out(articles, article) + _pictures(writer)
    return writer.document(source, metadata, relations=read_relations(article), faults=faults)


def _drop_namespaces(root: etree._Element) -> None:
    for element in root.iter("{*}*"):
        if element.tag[0] == "{":
            element.tag = element.tag.rpartition("}")[2]


def _left_out(articles: list[etree._Element], article: etree._Element) -> tuple[Fault, ...]:
    faults = []
    if len(articles) > 1:
        count = len(articles) - 1
        faults.append(Fault(code="part_left_out", message=f"a set: only its first article is read, {count} are not"))
    parts = [part for part in article if part.tag in ("sub-article", "response")]
    if parts:
        kinds = ", ".join(sorted({part.get("article-type") or part.tag for part in parts}))
        faults.append(Fault(code="part_left_out", message=f"{len(parts)} sub-articles are not read: {kinds}"))
    return tuple(faults)


def _write_front(writer: ArticleWriter, article: etree._Element, authors: tuple[Person, ...]) -> None:
    """Title, people, abstracts and keywords."""
    meta = article.find("front/article-meta")
    if meta is None:
        return
    composer = writer.composer
    group = meta.find("title-group")
    if group is not None:
        composer.open("title")
        for number, part in enumerate(group.iterchildren("article-title", "subtitle")):
            composer.write(": " if number else "")
            writer.write_inline(part)
        composer.close()
    _write_line(writer, ", ".join(f"{person.given} {person.family}".strip() for person in authors))
    for affiliation in meta.iter("aff"):
        writer.write_block("front", affiliation)
    for abstract in meta.iterchildren("abstract", "trans-abstract"):
        language = abstract.get(LANGUAGE, "").lower()[:2] if abstract.tag == "trans-abstract" else None
        writer.write(abstract, language=language or None)
    for keywords in meta.iterchildren("kwd-group"):
        listed = [found for keyword in keywords.iter("kwd") if (found := words(keyword))]
        title = words(keywords.find("title")) or "Keywords"
        _write_line(writer, f"{title.rstrip(':')}: {'; '.join(listed)}" if listed else "")


def _write_author_notes(writer: ArticleWriter, article: etree._Element) -> None:
    """Equal contributions, conflicts and the like, which stand in the front matter and are printed at the end."""
    notes = article.find("front/article-meta/author-notes")
    for note in notes.iterchildren("fn", "p") if notes is not None else ():
        writer.composer.open("back", role="back", target=note.get("id"))
        writer.write_inline(note)
        writer.composer.close()


def _pictures(writer: ArticleWriter) -> tuple[Fault, ...]:
    """Tables that the source has as pictures only: what they say is read by no check."""
    labels = [grid.label or "one without a label" for grid in writer.grids if IMAGE in grid.faults]
    if not labels:
        return ()
    count = "1 table is a picture" if len(labels) == 1 else f"{len(labels)} tables are pictures"
    return (Fault(code=IMAGE, message=f"{count} whose numbers are not read: {', '.join(labels)}"),)


def _write_line(writer: ArticleWriter, line: str) -> None:
    if line:
        writer.composer.open("front")
        writer.composer.write(line)
        writer.composer.close()
