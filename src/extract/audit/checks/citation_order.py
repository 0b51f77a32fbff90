"""Numbers that follow the order of first mention do not skip an entry that fits better.

Where an entry is cited nowhere, or first cited out of order, and a number around the place where it was due shares less
with its text than the skipped entry does.
"""

from collections.abc import Iterator

from extract.audit.cases.answers import answers_of
from extract.model import Answer, Library, Paper

NAME = "citation_order"
VERSION = 1


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    yield from answers_of(NAME, paper, library)
