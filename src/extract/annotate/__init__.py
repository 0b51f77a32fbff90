"""`Document` → `Paper`. The steps load when first asked for: who calls one step does not wait for the others."""

from extract.model import Document, Paper
from extract.vocabulary import Vocabulary

__all__ = ["annotate"]


def annotate(document: Document, vocabulary: Vocabulary) -> Paper:
    """All layers of a document but the citations, which `resolve` links; of a text longer than a book, of its start."""
    from extract.annotate import steps

    return steps.annotate(document, vocabulary)
