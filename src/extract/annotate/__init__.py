"""`Document` → `Paper`: each layer by a plain function, in the order in which they need one another."""

from extract.annotate.tables import find_tables
from extract.model import Document, Paper
from extract.vocabulary import Vocabulary

__all__ = ["annotate"]


def annotate(document: Document, vocabulary: Vocabulary) -> Paper:
    """All layers of a document but the citations, which `resolve` links."""
    tables = find_tables(document)
    return Paper(document=document, tables=tables)
