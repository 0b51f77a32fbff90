"""The steps of annotation, each a plain function, in the order in which they need one another."""

from dataclasses import replace

from extract.annotate.abbreviations import find_abbreviations
from extract.annotate.article_kinds import article_kind
from extract.annotate.citations import find_markers
from extract.annotate.claims import find_claims
from extract.annotate.concepts import find_concepts
from extract.annotate.endpoints import find_arms, find_endpoints
from extract.annotate.figures import Figures, read_figures
from extract.annotate.quantities import bind_numbers
from extract.annotate.references import find_references
from extract.annotate.sections import find_sections
from extract.annotate.sentences import find_sentences
from extract.annotate.tables import find_tables
from extract.model import Document, Paper
from extract.vocabulary import Vocabulary


def annotate(document: Document, vocabulary: Vocabulary) -> Paper:
    """All layers of a document but the citations, which `resolve` links."""
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
