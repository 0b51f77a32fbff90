"""Who is meant: printed references and the works of the library."""

from extract.resolve.catalogue import match_reference

__all__ = ["match_reference"]
