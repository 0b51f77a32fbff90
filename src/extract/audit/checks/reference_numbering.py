"""The entries of a numbered list count up from 1 without gap or repetition."""

from collections.abc import Iterator

from extract.audit.entries import about
from extract.model import Answer, Library, Paper, Passed, Skipped
from extract.text.numbers import whole_number

NAME = "reference_numbering"
VERSION = 1


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    labels = [reference.label for reference in paper.references]
    if not labels or not all(label and whole_number(label) is not None for label in labels):
        yield from (Skipped(reference.span, "no numbered list") for reference in paper.references)
        return
    before = 0
    for reference in paper.references:
        number = int(reference.label or 0)
        if number == before + 1:
            yield Passed(reference.span)
        else:
            message = f"entry {number} follows entry {before}" if before else f"the list begins with {number}"
            yield about(NAME, "note", paper, reference, message, reported=str(number), expected=str(before + 1))
        before = number
