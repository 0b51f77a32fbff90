"""The entry's title does not count fewer patients than the text.

Arms and evaluable parts are smaller than the whole, so only a larger number in the text is a conflict.
"""

from collections.abc import Iterator

from extract.audit.cases.answers import answers_of
from extract.model import Answer, Library, Paper

NAME = "citation_size"
VERSION = 1


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    yield from answers_of(NAME, paper, library)
