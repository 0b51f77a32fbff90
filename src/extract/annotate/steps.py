"""The steps of annotation, each a plain function, in the order in which they need one another."""

from dataclasses import replace

from extract.annotate.abbreviations import find_abbreviations
from extract.annotate.arms import find_arms
from extract.annotate.article_kinds import article_kind
from extract.annotate.citations import find_markers
from extract.annotate.claims import find_claims
from extract.annotate.concepts import find_concepts
from extract.annotate.endpoints import find_endpoints
from extract.annotate.figures import Figures, read_figures
from extract.annotate.quantities import bind_numbers
from extract.annotate.references import find_references
from extract.annotate.sections import find_sections
from extract.annotate.sentences import find_sentences
from extract.annotate.tables import find_tables
from extract.model import Block, Document, Fault, Paper, Span
from extract.vocabulary import Vocabulary

MOST_CHARACTERS = 3_000_000
"""A book of a thousand pages: of a longer text only the beginning is annotated."""

TOO_LONG = "too_long"


def annotate(document: Document, vocabulary: Vocabulary) -> Paper:
    """All layers of a document but the citations, which `resolve` links; of a text longer than a book, of its start."""
    if len(document.text) > MOST_CHARACTERS:
        paper = annotate(clipped(document, MOST_CHARACTERS), vocabulary)
        return replace(paper, document=with_fault(document))
    figures = read_figures(document)
    paper = without_numbers(document, vocabulary, figures)
    quantities, results = bind_numbers(paper, vocabulary, figures)
    paper = replace(paper, quantities=quantities, results=results)
    return replace(paper, claims=find_claims(paper, vocabulary), concepts=find_concepts(paper, vocabulary))


def without_numbers(document: Document, vocabulary: Vocabulary, figures: Figures) -> Paper:
    """The layers that the numbers of a document are bound to; `figures` are its numbers as they are read."""
    sections = find_sections(document)
    sentences = find_sentences(document, sections)
    tables = find_tables(document, figures)
    references = find_references(document, sections)
    paper = Paper(
        document=document,
        sections=sections,
        sentences=sentences,
        tables=tables,
        references=references,
        markers=find_markers(document, sections, sentences, tables, references),
        abbreviations=find_abbreviations(document, sentences),
    )
    paper = replace(paper, kind=article_kind(paper))
    return replace(paper, endpoints=find_endpoints(paper, vocabulary), arms=find_arms(paper, vocabulary))


def clipped(document: Document, length: int) -> Document:
    """The document up to the last block that ends within `length` characters; nothing else is changed."""
    blocks = tuple(block for block in document.blocks if block.pieces[-1].end <= length)
    end = max((block.pieces[-1].end for block in blocks), default=length)
    return replace(
        document,
        text=document.text[:end],
        blocks=blocks or (Block(kind="paragraph", pieces=(Span(0, end),)),),
        grids=tuple(grid for grid in document.grids if all(cell.span.end <= end for cell in grid.cells)),
        links=tuple(link for link in document.links if link.span.end <= end),
        entries=tuple(entry for entry in document.entries if entry.pieces[-1].end <= end),
        runs=document.runs.until(end),
        pages=tuple(
            replace(page, span=Span(page.span.start, min(page.span.end, end)))
            for page in document.pages
            if page.span.start < end
        ),
    )


def with_fault(document: Document) -> Document:
    """The whole document, which says that not all of it was annotated."""
    if any(fault.code == TOO_LONG for fault in document.faults):
        return document
    reported = (
        f"longer than a paper ({len(document.text):,} characters): all of it is kept, "
        f"the first {MOST_CHARACTERS:,} characters are annotated"
    )
    return replace(document, faults=(*document.faults, Fault(code=TOO_LONG, message=reported)))
