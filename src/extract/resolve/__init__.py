"""Who is meant: printed references and the works of the library."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.resolve.catalogue import match_reference

__all__ = ["match_reference"]


def __getattr__(name: str) -> object:
    """Loaded when first asked for: who links the markers of a paper matches no reference."""
    if name == "match_reference":
        from extract.resolve.catalogue import match_reference

        return match_reference
    raise AttributeError(name)
