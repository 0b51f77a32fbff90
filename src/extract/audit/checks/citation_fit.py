"""The text shares words, terms, names or numbers with the entry that it cites.

A trained weight of what is shared, among all entries of the list and against the background of other papers: a hint, so
it never gives an error.
"""

from collections.abc import Iterator

from extract.audit.cases.answers import answers_of
from extract.model import Answer, Library, Paper

NAME = "citation_fit"
VERSION = 1


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    yield from answers_of(NAME, paper, library)
