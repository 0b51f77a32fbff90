"""A number of a text with what is printed with it, and a text that is read bit by bit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.model import Interval, PValue

Form = Literal[
    "number", "share", "mean_sd", "range", "p", "test", "dose", "fractions", "zero", "not_reached", "not_significant"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """One number (or a statement in its place). `scale` is what its unit counts; `name` that of a test statistic."""

    start: int
    end: int
    form: Form
    value: Decimal | None = None
    unit: str | None = None
    scale: str = ""
    relation: str = "="
    interval: Interval | None = None
    sd: Decimal | None = None
    se: Decimal | None = None
    count: int | None = None
    total: int | None = None
    p: PValue | None = None
    name: str = ""
    df: tuple[Decimal, ...] = ()
    tail: int = 0


class Line:
    """A text of which the parts already read are blanked out, so that no number is read twice."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.left = text

    def take(self, start: int, end: int) -> None:
        self.left = f"{self.left[:start]}{chr(0) * (end - start)}{self.left[end:]}"

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches in what is left, each taken unless the caller reads nothing from it."""
        return pattern.finditer(self.left)
