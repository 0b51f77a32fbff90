"""The reference list: found, split into entries, and each entry read as fields."""

from extract.annotate.references.find import find_references
from extract.annotate.references.parse import parse_reference

__all__ = ["find_references", "parse_reference"]
