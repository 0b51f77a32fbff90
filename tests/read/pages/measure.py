"""What must be read off a page, held against what was read: one line for each thing that is wrong."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from tests.read.pages.paper import Paper

from extract.annotate.citations import find_markers
from extract.annotate.references import find_references
from extract.annotate.sections import find_sections
from extract.annotate.sentences import find_sentences
from extract.annotate.tables import find_tables
from extract.model import Document, Section, quote

MAIN = ("introduction", "methods", "results", "discussion", "conclusion")


def letters(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).casefold()
    return re.sub(r"[^a-z0-9]+", "", plain)


def wrong(paper: Paper, document: Document, *, has_tables: bool, has_titles: bool = True) -> Iterator[str]:
    """Everything that is not as printed; nothing where all is right."""
    sections = find_sections(document)
    yield from _front(paper, document)
    yield from _abstract_and_text(paper, document, sections)
    yield from _headings(paper, document, sections)
    yield from _list(paper, document, sections, has_titles=has_titles)
    if has_tables:
        yield from _tables(paper, document)


def _front(paper: Paper, document: Document) -> Iterator[str]:
    told = document.metadata
    if letters(told.title or "") != letters(paper.title):
        yield f"title {told.title}"
    if (told.doi, told.year) != (paper.doi, paper.year):
        yield f"identity {told.doi} {told.year}"


def _abstract_and_text(paper: Paper, document: Document, sections: Sequence[Section]) -> Iterator[str]:
    mine = [section for section in sections if section.role == "abstract"]
    told = [letters(section.span.of(document.text)) for section in mine]
    if not paper.abstract and any(len(words) > 100 for words in told):
        yield "an abstract where none is printed"
    first, last = (
        (letters(words)[:60] for words in (paper.abstract[0][1], paper.abstract[-1][1])) if paper.abstract else ("", "")
    )
    if paper.abstract and not any(first in words and last in words for words in told):
        yield f"abstract {[words[:40] for words in told]}"
    place = document.text.find(paper.first_words)
    if place < 0:
        yield "the text is not there"
        return
    if any(section.span.start < place < section.span.end for section in mine):
        yield "the abstract reaches the text"
    around = {section.role for section in sections if section.span.start <= place < section.span.end}
    if not around - {"abstract", "references", "back", "title"}:
        yield f"the text stands in {around}"
    beyond = [words for words in told if any(letters(work.title) in words for work in paper.works)]
    if beyond:
        yield "the abstract holds an entry"


def _headings(paper: Paper, document: Document, sections: Sequence[Section]) -> Iterator[str]:
    for wanted in (*paper.sections, *paper.back):
        if not wanted.heading:
            continue
        bare = letters(re.sub(r"^\d+\.?\s", "", wanted.heading))
        roles = {
            s.role
            for s in sections
            if letters(re.sub(r"^\s*\d+(?:\.\d+)*\.?(?=\s|[A-Z])", "", s.heading or "")) == bare
            and s.role != "abstract"
        }
        if wanted.role in MAIN and wanted.role not in roles:
            yield f"heading {wanted.heading} is {roles}"
        if wanted.role not in MAIN and not roles - {*MAIN, "abstract"}:
            yield f"heading {wanted.heading} is {roles}"


def _list(paper: Paper, document: Document, sections: Sequence[Section], *, has_titles: bool) -> Iterator[str]:
    references = find_references(document, sections)
    entries = [letters(quote(document.text, each.pieces)) for each in references]
    if len(entries) != len(paper.works):
        yield f"{len(entries)} entries for {len(paper.works)}"
    for number, work in enumerate(paper.works):
        wanted = letters(work.title) if has_titles else letters(work.people[0][0])
        if number >= len(entries) or wanted not in entries[number]:
            yield f"entry {number + 1} is {entries[number][:60] if number < len(entries) else None}"
            break
    stray = next(
        (words for words in entries if re.search(r"scholar|crossref|pubmed|viewat|returnto|gotoref|links?$", words)),
        None,
    )
    if stray:
        yield f"entry with a button: {stray[-40:]}"
    long = next((words for words in entries if len(words) > 330), None)
    if long:
        yield f"entry too long: {long[-60:]}"
    labels = [each.label for each in references]
    sentences = find_sentences(document, sections)
    markers = find_markers(document, sections, sentences, find_tables(document), references)
    by_label = {each.label: each.target or each.id for each in references if each.label}
    cited = {target for marker in markers for target in marker.targets}
    cited |= {by_label[key] for marker in markers for key in marker.keys if not marker.targets and key in by_label}
    if abs(len(cited) - len(paper.cited)) > 0.05 * len(paper.cited):
        yield f"{len(cited)} cited for {len(paper.cited)} (labels {labels[:3]})"


def _tables(paper: Paper, document: Document) -> Iterator[str]:
    laid = [
        (
            grid.label,
            [
                [letters(cell.span.of(document.text)) for cell in grid.cells if cell.row == row and cell.role != "note"]
                for row in sorted({c.row for c in grid.cells if c.role != "note"})
            ],
        )
        for grid in document.grids
    ]
    for table in paper.tables:
        found = [rows for label, rows in laid if re.findall(r"\d+", label or "")[:1] == [str(table.number)]]
        if len(found) != 1:
            yield f"{len(found)} of Table {table.number}"
            continue
        wanted = [[letters(cell) for cell in row] for row in (table.head, *table.rows)]
        if [row for row in found[0] if any(row)] != wanted:
            yield f"cells of Table {table.number}: {found[0][:2]}"
