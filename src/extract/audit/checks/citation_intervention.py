"""The entry studies the treatment that the text describes.

A class is met by its members and a member by its class; a treatment named around the claim is no conflict. Hard where
two treatments of one family stand in each other's place.
"""

from collections.abc import Iterator

from extract.audit.cases.answers import answers_of
from extract.model import Answer, Library, Paper

NAME = "citation_intervention"
VERSION = 1


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    yield from answers_of(NAME, paper, library)
