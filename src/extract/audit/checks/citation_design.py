"""A trial that the text describes is not cited to a review, a planning study, a model, or laboratory work.

What a work can bear is read off its title and the kind of journal; a text that speaks of reviews or studies in general
agrees with a review.
"""

from collections.abc import Iterator

from extract.audit.cases.answers import answers_of
from extract.model import Answer, Library, Paper

NAME = "citation_design"
VERSION = 1


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    yield from answers_of(NAME, paper, library)
