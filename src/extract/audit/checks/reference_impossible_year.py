"""A reference is not younger than the paper that cites it.

The paper's own year comes from its source; online and print years, and papers in press, leave one year of tolerance.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from extract.audit.entries import about, part_evidence
from extract.model import Answer, Library, Paper, Passed, Skipped

NAME = "reference_impossible_year"
VERSION = 1

FIRST_PRINT = 1450


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    own = paper.document.metadata.year
    latest = (own or datetime.now(UTC).year) + 1
    for reference in paper.references:
        year = reference.fields.year
        if year is None:
            yield Skipped(reference.span, "no year printed")
        elif FIRST_PRINT <= year <= latest:
            yield Passed(reference.span)
        else:
            bound = f"the paper is of {own}" if own and year > latest else f"{year} cannot be"
            yield about(
                NAME,
                "warning",
                paper,
                reference,
                f"the entry is dated {year}, and {bound}",
                part_evidence(paper, reference, str(year)),
                verdict="mismatch",
                reported=str(year),
                expected=f"at most {latest}",
            )
