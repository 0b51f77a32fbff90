"""EndNote's XML export."""

from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element

from extract.formats.names import people_in
from extract.formats.record import Record, Unread, clean, clean_doi, clean_pages, record_of
from extract.formats.xml_stream import elements, text_of
from extract.text.tex import raised


def read_endnote(file: IO[str]) -> Iterator[Record]:
    """Each record of the export."""
    for element in elements(file, ("record",)):
        yield element if isinstance(element, Unread) else work_of_endnote(element)


def work_of_endnote(record: Element) -> Record:
    """One record; text stands in `style` elements at any depth."""
    accession = text_of(record, "accession-num")
    database = f"{text_of(record, 'remote-database-name')} {text_of(record, 'remote-database-provider')}".lower()
    is_pubmeds = not database.strip() or any(name in database for name in ("medline", "pubmed", "nlm"))
    central = text_of(record, "custom2")
    kind = record.find("ref-type")
    names = ("".join(author.itertext()) for author in record.iterfind("contributors/authors/author"))
    return record_of(
        "endnote",
        title=_styled(record, "titles/title"),
        authors=people_in(names),
        years=(text_of(record, "dates/year"),),
        containers=(clean(text_of(record, "periodical/full-title") or text_of(record, "titles/secondary-title")),),
        short=text_of(record, "periodical/abbr-1") or text_of(record, "titles/alt-title"),
        volume=text_of(record, "volume"),
        issue=text_of(record, "number"),
        pages=clean_pages(text_of(record, "pages")),
        doi=clean_doi(text_of(record, "electronic-resource-num")) or _doi(record),
        pmid=accession if accession.isdecimal() and is_pubmeds else None,
        pmcid=central if central.upper().startswith("PMC") else None,
        types=(kind.get("name", ""),) if kind is not None and kind.get("name") else (),
        abstract=clean(text_of(record, "abstract")),
    )


def _styled(record: Element, path: str) -> str:
    """Text whose raised parts stay raised."""
    found = record.find(path)
    if found is None or not found.findall("style"):
        return text_of(record, path)
    parts = ((style.get("face", ""), "".join(style.itertext())) for style in found.iterfind("style"))
    return "".join(raised(text) if "superscript" in face else text for face, text in parts).strip()


def _doi(record: Element) -> str | None:
    """A DOI among the record's addresses."""
    return next((doi for url in record.iterfind("urls/*/url") if (doi := clean_doi("".join(url.itertext())))), None)
