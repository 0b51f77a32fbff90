"""Tables of a page: where they stand, their columns, rows, heads and notes."""

from extract.read.pdf.tables.place import FoundCell, FoundTable
from extract.read.pdf.tables.regions import align_continued, find_tables

__all__ = ["FoundCell", "FoundTable", "align_continued", "find_tables"]
