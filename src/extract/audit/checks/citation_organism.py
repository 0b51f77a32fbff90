"""A study of patients is not cited to work in animals, nor the reverse.

Only an entry whose title names the animal counts; a text that speaks of experiments, cells or tissue agrees with it.
"""

from collections.abc import Iterator

from extract.audit.cases.answers import answers_of
from extract.model import Answer, Library, Paper

NAME = "citation_organism"
VERSION = 1


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    yield from answers_of(NAME, paper, library)
