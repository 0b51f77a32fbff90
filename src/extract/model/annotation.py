"""A passage with an id, and what is printed beside an estimate: its interval and its p-value."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.model.span import Pieces, Span, hull


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A passage with an id that is unique within its paper ("ref12"), stable for the same input and rules."""

    id: str
    pieces: Pieces
    rule: str

    @property
    def span(self) -> Span:
        """From the first character of the pieces to the last, with what lies between."""
        return hull(self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A confidence, credible, interquartile or plain range; `level` in percent (95), None for IQR and range."""

    low: Decimal | None
    high: Decimal | None
    kind: Literal["ci", "cri", "iqr", "range"] = "ci"
    level: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PValue:
    """p as printed: "<0.001" is relation "<" and value 0.001; "NS" has no value."""

    relation: Literal["=", "<", ">", "<=", ">=", "ns"]
    value: Decimal | None
