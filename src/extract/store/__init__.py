"""The database: the one place where SQL is written; each change is one transaction."""

from extract.store.codec import PaperBytes, load_document, load_paper
from extract.store.database import Database, open_database, open_read_only
from extract.store.library import StoredLibrary
from extract.store.papers import ExplodedPaper, explode_paper

__all__ = [
    "Database",
    "ExplodedPaper",
    "PaperBytes",
    "StoredLibrary",
    "explode_paper",
    "load_document",
    "load_paper",
    "open_database",
    "open_read_only",
]
