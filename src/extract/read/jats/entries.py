"""The entries of a reference list → reference blocks and entries with fields."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import etree

from extract.model import Entry, ReferenceFields
from extract.read.jats.metadata import words
from extract.read.jats.references import (
    CITATIONS,
    compose_citation,
    doi,
    identifier,
    is_punctuated,
    pmid,
    read_fields,
    tidy_citation,
)

if TYPE_CHECKING:
    from extract.read.jats.walk import ArticleWriter

TWO_FORMS = tuple({"mixed-citation", tagged} for tagged in ("element-citation", "nlm-citation"))
"""Two neighbouring citations of these kinds are one work: first as printed, then as tagged, or the other way."""

LINK = "{http://www.w3.org/1999/xlink}href"


@dataclass(frozen=True, slots=True)
class Citation:
    """One cited work of an entry: the element whose words are printed, and all elements that describe it."""

    printed: etree._Element
    forms: tuple[etree._Element, ...]

    @property
    def fields(self) -> ReferenceFields | None:
        """The fields of the first form that is tagged finely enough, with the identifiers of all of them."""
        tagged = sorted(self.forms, key=lambda form: form.tag == "mixed-citation")
        read = next((fields for form in tagged if (fields := read_fields(form)) is not None), None)
        return read and self._identified(read)

    @property
    def identifiers(self) -> ReferenceFields | None:
        """DOI, PMID and PMCID alone, where the mark-up gives any."""
        empty = ReferenceFields()
        found = self._identified(empty)
        return None if found == empty else found

    def _identified(self, fields: ReferenceFields) -> ReferenceFields:
        for form in self.forms:
            fields = replace(
                fields,
                doi=fields.doi or doi(form),
                pmid=fields.pmid or pmid(form),
                pmcid=fields.pmcid or identifier(form, "pmcid"),
            )
        return fields


def find_citations(ref: etree._Element) -> list[Citation]:
    """The works cited in one entry; one that is given both as printed and as tagged is one work."""
    found: list[Citation] = []
    for child in ref:
        if child.tag in CITATIONS:
            other = found[-1].forms[-1] if found else None
            if other is not None and {child.tag, other.tag} in TWO_FORMS and len(found[-1].forms) == 1:
                found[-1] = _with_forms((other, child))
            else:
                found.append(Citation(child, (child,)))
        elif child.tag == "citation-alternatives":
            forms = tuple(option for option in child if option.tag in CITATIONS)
            found += [_with_forms(forms)] if forms else []
    return found


def _with_forms(forms: tuple[etree._Element, ...]) -> Citation:
    return Citation(min(forms, key=lambda form: CITATIONS.index(str(form.tag))), forms)


def write_entry(writer: ArticleWriter, ref: etree._Element) -> Entry | None:
    """Write a `ref` as one block; several citations in it are one entry with the fields of the first.

    Where a citation is given twice, as printed and as tagged, its words are the printed ones and its fields the tagged
    ones. Identifiers that the mark-up gives are kept where the other fields must be read from the words.
    """
    citations = find_citations(ref)
    label = words(ref.find("label")) or next(
        (found for form in citations if (found := words(form.printed.find("label")))), None
    )
    target = ref.get("id") or next((found for form in citations if (found := form.printed.get("id"))), None)
    target = target or f"entry{len(writer.entries) + 1}"
    composer = writer.composer
    writer.open("reference", target=target)
    if label:
        composer.write(label + " ")
    start = composer.position
    for form in citations:
        composer.end_line()
        fields = form.fields
        if fields is not None and not is_punctuated(form.printed):
            composer.write(compose_citation(form.printed, fields))
        else:
            tidy_citation(form.printed)
            writer.write_inline(form.printed)
    if not citations:
        writer.write_inline(ref)
    span = composer.span_from(start)
    composer.close()
    if span.start == span.end:
        return None
    plain = label.strip(" .()[]") if label else None
    first = citations[0] if citations else None
    return Entry(
        target=target,
        pieces=(span,),
        label=plain or label,
        fields=(first.fields or first.identifiers) if first else None,
    )
