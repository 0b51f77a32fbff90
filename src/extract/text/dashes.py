"""The many marks that print a minus, a hyphen or a range, and how they are told apart."""

MINUS_SIGNS = "-−–‐‑‒﹣－"
"""Characters that stand for a minus before a number; a range dash is read by its place between two numbers."""

RANGE_DASHES = "-–—−‐‑‒―~～∼"
"""Characters that stand between the ends of a range."""

_PLAIN = str.maketrans(dict.fromkeys("−–—‐‑‒―﹣－", "-"))


def plain_dashes(text: str) -> str:
    """Every dash and minus as the ASCII hyphen; as many characters as before.

    >>> plain_dashes("−0.4 (1–3)")
    '-0.4 (1-3)'
    """
    return text.translate(_PLAIN)
