"""The reference layer: given by the mark-up, or found in the text, split and read."""

from dataclasses import replace

from extract.annotate.references.cleaning import label_of
from extract.annotate.references.parse import parse_reference
from extract.annotate.references.split import (
    ListEntry,
    dates_a_place,
    heads_entry,
    listed_lines,
    reads_as_entry,
    split_entries,
)
from extract.annotate.sections import MARKED_UP
from extract.model import Document, Entry, Reference, ReferenceFields, Section, quote


def make_key(fields: ReferenceFields) -> str | None:
    """ "Bray et al. 2024", "Lee and Kim 2020", "Finn et al. 2020a"; None where no author is known.

    >>> from extract.model import Person
    >>> make_key(ReferenceFields(authors=(Person("Lee", "BM"), Person("Seong", "J")), year=2021))
    'Lee and Seong 2021'
    """
    names = [person.family for person in fields.authors]
    if not names:
        return None
    if fields.et_al or len(names) > 2:
        people = f"{names[0]} et al."
    else:
        people = " and ".join(names)
    year = f"{fields.year or ''}{fields.year_suffix or ''}"
    return f"{people} {year}".strip()


LEAST_SHARE = 0.5


def find_references(document: Document, sections: tuple[Section, ...]) -> tuple[Reference, ...]:
    """The entries of the reference list in text order; none where there is no list.

    Entries that the mark-up gives are taken as they are; their fields too, where it tags them.
    """
    if document.entries:
        return tuple(_given(document, entry, number) for number, entry in enumerate(document.entries, start=1))
    headed = any(section.role == "references" for section in sections)
    if document.source.format in MARKED_UP and not headed:  # they say where their list is: paragraphs are none
        return ()
    lines = listed_lines(document, sections)
    if not lines or not (headed or dates_a_place(document.text[lines[0].start : lines[-1].end])):
        return ()
    entries = split_entries(document.text, lines)
    if not headed and not _convincing(document.text, entries):
        return ()
    return tuple(_found(document, entry, number) for number, entry in enumerate(entries, start=1))


def _given(document: Document, entry: Entry, number: int) -> Reference:
    text = quote(document.text, entry.pieces)
    fields = _fields(entry, text)
    label = entry.label.strip(" .[]()\t") if entry.label else label_of(text[:80])[0]
    return Reference(
        id=f"ref{number}",
        pieces=entry.pieces,
        rule="given_fields" if fields is entry.fields else "given_entry",
        label=label or None,
        key=make_key(fields),
        fields=fields,
        target=entry.target,
    )


def _fields(entry: Entry, text: str) -> ReferenceFields:
    """The fields that the mark-up gives; where it gives identifiers or a title alone, these stand beside the words'."""
    given = entry.fields
    if given is not None and (given.title or given.container) and given != ReferenceFields(title=given.title):
        return given
    read = parse_reference(text)
    if given is None:
        return read
    return replace(
        read,
        title=given.title or read.title,
        doi=given.doi or read.doi,
        pmid=given.pmid or read.pmid,
        pmcid=given.pmcid or read.pmcid,
    )


def _found(document: Document, entry: ListEntry, number: int) -> Reference:
    fields = parse_reference("\n".join(piece.of(document.text) for piece in entry.pieces))
    linked = _linked_dois(document, entry) if fields.doi is None else set()
    if len(linked) == 1:
        fields = replace(fields, doi=linked.pop())
    return Reference(
        id=f"ref{number}",
        pieces=entry.pieces,
        rule=entry.rule,
        label=entry.label,
        key=make_key(fields),
        fields=fields,
    )


def _linked_dois(document: Document, entry: ListEntry) -> set[str]:
    """The DOIs that links on an entry's own words point at: PDFs print "CrossRef" and keep the DOI behind it."""
    return {
        target
        for link in document.links
        if link.kind == "doi" and any(piece.contains(link.span) for piece in entry.pieces)
        for target in link.targets
    }


def _convincing(text: str, entries: tuple[ListEntry, ...]) -> bool:
    """Without a heading, a list is a reference list only where its entries read as such."""
    stated = [quote(text, entry.pieces) for entry in entries]
    good = sum(reads_as_entry(entry) or heads_entry(entry[label_of(entry)[1] :]) for entry in stated)
    dated = sum(reads_as_entry(entry) for entry in stated)
    return good >= LEAST_SHARE * len(entries) and dated >= LEAST_SHARE * len(entries)
