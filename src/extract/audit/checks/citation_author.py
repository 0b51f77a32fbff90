"""The name beside a marker is one of the entry's authors.

Senior authors, other orders of names, one wrong letter and entries that break off with "et al." are allowed for; a
warning where the name heads another entry of the list.
"""

from collections.abc import Iterator

from extract.audit.cases.answers import answers_of
from extract.model import Answer, Library, Paper

NAME = "citation_author"
VERSION = 1


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    yield from answers_of(NAME, paper, library)
