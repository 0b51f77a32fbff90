"""Parts of printed expressions: numbers, intervals, p values with their relation and the sides of their test."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.audit.arithmetic.rounding import Range, rounded
from extract.text.numbers import THIN, parse_number

NUMBER = (
    rf"(?:\d{{1,3}}(?:[,{THIN}'’]\d{{3}}){{1,5}}(?!\d)(?:[.·]\d{{1,12}})?|\d{{1,15}}(?:[.·]\d{{1,12}})?|[.·]\d{{1,12}})"
)
WHOLE = rf"(?:\d{{1,3}}(?:[,{THIN}'’]\d{{3}}){{1,5}}(?!\d)|\d{{1,7}})"
SIGN = r"[-−–‐‑﹣－+]"
DASH = r"[-−–—‐‑~∼]"

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

RelationSign = Literal["=", "<", ">"]
NOT_SIGNIFICANT = r"\b[pP]\s{0,2}[=:]?\s{0,2}(?P<ns>[nN]\.?\s?[sS]\b\.?)"
_ALPHA = Decimal("0.05")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedP:
    """p as printed; `sides` where it is called one- or two-sided, `named` False for "NS", which is read as > 0.05."""

    relation: RelationSign
    value: Decimal
    sides: Literal[1, 2] | None = None
    named: bool = True

    @property
    def shown(self) -> str:
        return f"p {self.relation} {self.value:f}" if self.named else "p not significant"

    def allows(self, low: float, high: float, digits: Range | None = None) -> bool:
        """Whether a p between `low` and `high` is printed so; `digits`: what its digits hold, if not what rounds."""
        spread = digits or rounded(self.value)
        if self.relation == "<":
            return low <= float(self.value or spread.high)
        if self.relation == ">":
            return high >= float(self.value)
        return low <= float(spread.high) and float(spread.low) <= high

    def below(self, alpha: float) -> bool | None:
        """Whether it is below a level; None where its relation leaves that open."""
        value = float(self.value)
        if self.relation == "=":
            return value < alpha
        return (True if value <= alpha else None) if self.relation == "<" else False if value >= alpha else None


def printed_p(match: re.Match[str]) -> PrintedP | None:
    """The p of a match of P_VALUE, or of P_VALUE beside NOT_SIGNIFICANT; None where it is no probability."""
    groups = match.groupdict()
    if groups.get("ns"):
        return PrintedP(relation=">", value=_ALPHA, named=False)
    printed = groups.get("p") or groups.get("p_bare")
    value = parse_number(printed) if printed else None
    if value is None or value > 1:
        return None
    side = groups.get("p_sides") or groups.get("p_sides_after")
    return PrintedP(
        relation=relation_of(groups.get("p_relation")),
        value=value,
        sides=None if side is None else 1 if side in ("one", "1") else 2,
    )


def relation_of(printed: str | None) -> RelationSign:
    """The relation that a sign stands for; none, "was" and "of" are equality."""
    if printed in ("<", "≤", "&lt;"):
        return "<"
    return ">" if printed in (">", "≥", "&gt;") else "="
