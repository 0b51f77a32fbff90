"""The entry is not older than the study that the text dates.

A year of data may lie before the publication; a publication cannot lie before its study. One year apart is only a note.
"""

from collections.abc import Iterator

from extract.audit.cases.answers import answers_of
from extract.model import Answer, Library, Paper

NAME = "citation_year"
VERSION = 1


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    yield from answers_of(NAME, paper, library)
