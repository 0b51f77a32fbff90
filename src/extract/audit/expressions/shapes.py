"""Parts that all expressions share: numbers, intervals, p values."""

import re
from decimal import Decimal, InvalidOperation

NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,5}(?:[.·]\d{1,12})?|\d{1,15}(?:[.·]\d{1,12})?|[.·]\d{1,12})"
WHOLE = r"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,7})"
SIGN = r"[-−–‐‑+]"
SIGNED = rf"(?:(?:(?<=[\s(\[,;:=])|^){SIGN}\s?)?{NUMBER}"
DASH = r"[-−–—‐‑]"

_PLAIN_DOT = str.maketrans({"·": ".", ",": None, " ": None, "\u2009": None, "\u202f": None, "\u00a0": None})
_DECIMAL_COMMA = re.compile(r"^0,\d+$")
_MINUS = re.compile(r"^[-−–‐‑]")


def decimal(printed: str) -> Decimal | None:
    """A printed number with its precision; the sign in any dress.

    >>> decimal("−0·50"), decimal("1,204"), decimal(".05"), decimal("0,674")
    (Decimal('-0.50'), Decimal('1204'), Decimal('0.05'), Decimal('0.674'))
    """
    negative = bool(_MINUS.match(printed.strip()))
    digits = printed.strip().lstrip("-−–‐‑+")
    if _DECIMAL_COMMA.match(digits):
        digits = digits.replace(",", ".")
    digits = digits.translate(_PLAIN_DOT)
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return None
    return -value if negative else value


P_VALUE = rf"""
    \b[pP](?:[\s-]?[vV]alues?)?\s{{0,2}}(?P<p_relation>[=<>≤≥]|&lt;|&gt;|was|of)\s{{0,2}}(?P<p>{NUMBER})(?![\d/])
"""

LEVEL = r"""
    (?:
        (?P<level>\d{2}(?:\.\d)?)\s?%?\s{0,2}(?:[Cc]onfidence[\s-]?(?:[Ii]nterval|[Ll]imit)s?|[Cc]redible\s[Ii]ntervals?|C\.?I\.?s?|CrI)
        (?:\s?[\[(]\s?C(?:r)?I\s?[\])])?
      | (?:[Cc]onfidence\s[Ii]nterval|C\.?I\.?)\s?(?:[\[(]\s?CI\s?[\])]\s?)?(?P<level_after>\d{2})\s?%
      | (?P<bare>\bCI)(?=\s{0,2}[:=\[(]?\s{0,2}\d)
    )
"""

LIMITS = rf"""
    [\s:=,;(\[{{]{{0,4}}(?:of\s|from\s|was\s|is\s|ranged\sfrom\s)?[\s(\[]{{0,2}}
    (?P<low>(?:{SIGN}\s?)?{NUMBER})\s?%?
    (?:\s{{0,2}}(?:to|and|,|;|/|\\-)\s{{0,2}}|\s{{0,2}}{DASH}{{1,2}}\s{{0,2}}(?=[\d.·]))
    (?P<high>(?:{SIGN}\s?)?{NUMBER})(?![\d/])
"""
