"""Citation markers: what the text prints where it points at its references."""

from extract.annotate.citations.markers import find_markers

__all__ = ["find_markers"]
