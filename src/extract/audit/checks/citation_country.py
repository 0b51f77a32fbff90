"""The entry's study is of the country that the text names.

Countries are read off the title, a named centre, or a Chinese-language imprint; surnames say nothing.
"""

from collections.abc import Iterator

from extract.audit.cases.answers import answers_of
from extract.model import Answer, Library, Paper

NAME = "citation_country"
VERSION = 1


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    yield from answers_of(NAME, paper, library)
