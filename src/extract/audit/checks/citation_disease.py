"""The entry studies the disease that the text describes.

Cancers of different sites exclude each other; other diseases may go together and give only a note. A disease named in
the sentences around is no conflict, and a general mechanism may be cited from another disease.
"""

from collections.abc import Iterator

from extract.audit.cases.answers import answers_of
from extract.model import Answer, Library, Paper

NAME = "citation_disease"
VERSION = 1


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    yield from answers_of(NAME, paper, library)
