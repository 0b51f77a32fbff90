"""The database: the one place where SQL is written; each change is one transaction."""

from extract.store.codec import PaperBytes, load_document, load_paper
from extract.store.database import Database, open_database, open_read_only
from extract.store.layers import LAYERS, Row, layer_rows
from extract.store.library import StoredLibrary, chosen_documents, find_document
from extract.store.papers import ExplodedPaper, Known, explode_paper
from extract.store.runs import Input

__all__ = [
    "LAYERS",
    "Database",
    "ExplodedPaper",
    "Input",
    "Known",
    "PaperBytes",
    "Row",
    "StoredLibrary",
    "chosen_documents",
    "explode_paper",
    "find_document",
    "layer_rows",
    "load_document",
    "load_paper",
    "open_database",
    "open_read_only",
]
