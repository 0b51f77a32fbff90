"""How claim and entry can differ, one kind a module; each yields at most a few conflicts with their strength."""

from collections.abc import Iterator

from extract.audit.cases.case import Case, Conflict
from extract.audit.cases.conflicts import (
    country,
    design,
    disease,
    intervention,
    journal,
    organism,
    registration,
    size,
    year,
)

KINDS = (disease, organism, design, intervention, year, journal, country, registration, size)


def find_conflicts(case: Case) -> Iterator[Conflict]:
    """All conflicts of one citation that its facts show (those of names, order and fit come from the whole list)."""
    for kind in KINDS:
        yield from kind.find(case)


__all__ = ["find_conflicts"]
