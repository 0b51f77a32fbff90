"""Parts that all expressions share: numbers, intervals, p values."""

import re
from decimal import Decimal, InvalidOperation

from extract.text.numbers import THIN

NUMBER = (
    rf"(?:\d{{1,3}}(?:[,{THIN}'’]\d{{3}}){{1,5}}(?!\d)(?:[.·]\d{{1,12}})?|\d{{1,15}}(?:[.·]\d{{1,12}})?|[.·]\d{{1,12}})"
)
WHOLE = rf"(?:\d{{1,3}}(?:[,{THIN}'’]\d{{3}}){{1,5}}(?!\d)|\d{{1,7}})"
SIGN = r"[-−–‐‑﹣－+]"
DASH = r"[-−–—‐‑~∼]"

_DROPPED = dict.fromkeys(map(ord, f",'’ {THIN}"))
_PLAIN = {**_DROPPED, ord("·"): "."}
_DECIMAL_COMMA = re.compile(r"^(?:0,\d+|\d{1,3},\d{1,2})$")
_MINUS = re.compile(r"^[-−–‐‑﹣－]")
_POWER = re.compile(r"^(?P<base>[^eE×xX*]+?)\s?(?:[×xX*]\s?10\s?\^?\{?|[eE])\s?(?P<power>[-−–]\s?\d{1,3})\}?$")


def decimal(printed: str) -> Decimal | None:
    """A printed number with its precision; the sign in any dress.

    >>> decimal("−0·50"), decimal("1,204"), decimal(".05"), decimal("0,674"), decimal("2,40"), decimal("1'204")
    (Decimal('-0.50'), Decimal('1204'), Decimal('0.05'), Decimal('0.674'), Decimal('2.40'), Decimal('1204'))
    >>> decimal("1.2 × 10−5"), decimal("5e-8")
    (Decimal('0.000012'), Decimal('5E-8'))
    """
    if power := _POWER.match(printed.strip()):
        base = decimal(power["base"])
        return None if base is None else base.scaleb(-int(re.sub(r"\D", "", power["power"])))
    negative = bool(_MINUS.match(printed.strip()))
    digits = printed.strip().lstrip("-−–‐‑﹣－+")
    if _DECIMAL_COMMA.match(digits):
        digits = digits.replace(",", ".")
    digits = digits.translate(_PLAIN)
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return None
    return -value if negative else value


_EXPONENT = r"(?:\s?[×xX*]\s?10\s?\^?\{?\s?[-−–]\s?\d{1,3}\}?|[eE][-−–]\d{1,3})"
P_VALUE = rf"""
    (?:\b(?P<p_sides>one|two|1|2)[-\s](?:sided|tailed)\s{{1,2}})?
    \b[pP](?:[\s-]?[vV]alues?)?\s{{0,2}}
    (?:(?P<p_relation>[=<>≤≥]|&lt;|&gt;|was|of)\s{{0,2}}(?P<p>{NUMBER}{_EXPONENT}?)|(?P<p_bare>0?[.·]\d{{2,5}}))(?![\d/])
    (?:\s?[,(\[]?\s?(?P<p_sides_after>one|two|1|2)[-\s](?:sided|tailed)\b)?
"""

LEVEL = r"""
    (?:
        (?P<level>\d{2}(?:\.\d{1,3})?)\s?%?[\s-]{0,2}
        (?:(?P<one_sided_after>one|1)[-\s](?:sided|tailed)\s)?
        (?:[Cc]onfidence[\s-]?(?:[Ii]nterval|[Ll]imit)s?|[Cc]redible\s[Ii]ntervals?|C\.?I\.?s?|CrI|IC)
        (?:\s?[\[(]\s?(?:95\s?%\s?)?(?:CI|CrI|ci)s?\s?[\])])?
      | (?:[Cc]onfidence\s[Ii]nterval|C\.?I\.?|\bIC)\s?(?:[\[(]\s?CI\s?[\])]\s?)?
        (?P<level_after>\d{2}(?:\.\d{1,3})?)\s?%
      | (?P<bare>\bCI|\b[Cc]onfidence\s[Ii]ntervals?)(?=\s{0,2}[:=\[(]?\s{0,2}\d)
    )
"""

BETWEEN = rf"""
    (?P<low>(?:{SIGN}\s?)?{NUMBER})\s?%?
    (?P<separator>\s{{0,2}}(?:to|and|,|;|/|\\-)\s{{0,2}}|\s{{0,2}}{DASH}{{1,2}}\s{{0,2}}(?=[-−–‐‑+.·\d]))
    (?P<high>(?:{SIGN}\s?)?{NUMBER})(?![\d/])
"""
"""Two limits. "-3.0--1.2" and "−3.0–−1.2" leave the sign of the second limit to the reader of the match."""

LIMITS = rf"""
    [\s:=,;(\[{{]{{0,4}}(?:of\s|from\s|was\s|is\s|ranged\sfrom\s)?[\s(\[]{{0,2}}
    {BETWEEN}
"""
