"""The entry appeared in the journal, or at the meeting, that the text names.

Abbreviated and full names of a journal are the same; an abstract or a supplement can be of a meeting.
"""

from collections.abc import Iterator

from extract.audit.cases.answers import answers_of
from extract.model import Answer, Library, Paper

NAME = "citation_journal"
VERSION = 1


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    yield from answers_of(NAME, paper, library)
