"""p values as printed: with their relation, and the sides that a test has by name."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.audit.expressions.shapes import decimal

Relation = Literal["=", "<", ">"]
NOT_SIGNIFICANT = r"\b[pP]\s{0,2}[=:]?\s{0,2}(?P<ns>[nN]\.?\s?[sS]\b\.?)"
_ALPHA = Decimal("0.05")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedP:
    """p as printed; `sides` where it is called one- or two-sided, `named` False for "NS", which is read as > 0.05."""

    relation: Relation
    value: Decimal
    sides: Literal[1, 2] | None = None
    named: bool = True

    @property
    def shown(self) -> str:
        return f"p {self.relation} {self.value:f}" if self.named else "p not significant"


def printed_p(match: re.Match[str]) -> PrintedP | None:
    """The p of a match of P_VALUE, or of P_VALUE beside NOT_SIGNIFICANT; None where it is no probability."""
    groups = match.groupdict()
    if groups.get("ns"):
        return PrintedP(relation=">", value=_ALPHA, named=False)
    printed = groups.get("p") or groups.get("p_bare")
    value = decimal(printed) if printed else None
    if value is None or value > 1:
        return None
    side = groups.get("p_sides") or groups.get("p_sides_after")
    return PrintedP(
        relation=relation_of(groups.get("p_relation")),
        value=value,
        sides=None if side is None else 1 if side in ("one", "1") else 2,
    )


def relation_of(printed: str | None) -> Relation:
    """The relation that a sign stands for; none, "was" and "of" are equality."""
    if printed in ("<", "≤", "&lt;"):
        return "<"
    return ">" if printed in (">", "≥", "&gt;") else "="
