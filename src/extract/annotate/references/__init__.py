"""The reference list: found, split into entries, and each entry read as fields."""

from extract.annotate.references.parse import parse_reference

__all__ = ["parse_reference"]
