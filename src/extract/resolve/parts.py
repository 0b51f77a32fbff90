"""A candidate and all that speaks for and against it."""

from dataclasses import dataclass
from math import exp
from typing import Literal

from extract.model import Work

Field = Literal["identifier", "title", "authors", "year", "volume", "pages", "container"]

PRIOR = -9.0
"""Before anything is compared: one record in some ten thousand that share a key is the one meant."""


@dataclass(frozen=True, slots=True)
class Part:
    """One field held against the record: whether it agrees (None: cannot be told), its weight, and the words for it."""

    field: Field
    agrees: bool | None
    weight: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A candidate; `title_score` is how much of its title the string holds."""

    work: Work
    parts: tuple[Part, ...]
    title_score: float

    @property
    def total(self) -> float:
        return PRIOR + sum(part.weight for part in self.parts)

    @property
    def score(self) -> float:
        return 1 / (1 + exp(-max(-30.0, min(30.0, self.total))))

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(part.reason for part in self.parts)

    def agrees(self, field: Field) -> bool | None:
        """Whether a field agrees; None where it could not be compared."""
        return next((part.agrees for part in self.parts if part.field == field), None)

    def count(self, *fields: Field, agree: bool) -> int:
        """How many of the fields agree, or how many do not."""
        return sum(1 for part in self.parts if part.field in fields and part.agrees is agree)
