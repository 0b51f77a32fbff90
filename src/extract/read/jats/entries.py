"""The entries of a reference list → reference blocks and entries with fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from extract.model import Entry
from extract.read.jats.metadata import words
from extract.read.jats.references import (
    compose_citation,
    find_citations,
    is_punctuated,
    read_fields,
    tidy_citation,
)

if TYPE_CHECKING:
    from extract.read.jats.walk import ArticleWriter

LINK = "{http://www.w3.org/1999/xlink}href"


def write_entry(writer: ArticleWriter, ref: etree._Element) -> Entry | None:
    """Write a `ref` as one block; several citations in it are one entry with the fields of the first."""
    citations = find_citations(ref)
    label = words(ref.find("label")) or words(citations[0].find("label") if citations else None)
    target = ref.get("id") or (citations[0].get("id") if citations else None) or f"entry{len(writer.entries) + 1}"
    composer = writer.composer
    writer.open("reference", target=target)
    if label:
        composer.write(label + " ")
    start = composer.position
    fields = [read_fields(citation) for citation in citations]
    for citation, found in zip(citations, fields, strict=True):
        composer.end_line()
        if found is not None and not is_punctuated(citation):
            composer.write(compose_citation(citation, found))
        else:
            tidy_citation(citation)
            writer.write_inline(citation)
    if not citations:
        writer.write_inline(ref)
    span = composer.span_from(start)
    composer.close()
    if span.start == span.end:
        return None
    plain = label.strip(" .()[]") if label else None
    return Entry(target=target, pieces=(span,), label=plain or label, fields=fields[0] if fields else None)
