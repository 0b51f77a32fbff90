"""A percent is not printed with two signs ("12%%").

A check is a module, or an object, with a NAME (that of its entry point), a VERSION and a function `check`, which
answers for every item that it meets: `Passed`, `Skipped` with the reason, or a `Finding`.
"""

import re
from collections.abc import Iterator

from extract.audit.passages import evidence, place, sentences_of
from extract.model import Answer, Finding, Library, Paper, Passed

NAME = "own_percent_sign"
VERSION = 1
PERCENT = re.compile(r"\d\s?%(?P<again>\s?%)?")


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    """One answer for each percent of each sentence."""
    for passage in sentences_of(paper):
        for match in PERCENT.finditer(passage.text):
            pieces = passage.pieces_of(*match.span())
            if match["again"] is None:
                yield Passed(place(pieces))
            else:
                quoted = (evidence(paper, "result", pieces),)
                yield Finding(check=NAME, severity="note", message="two percent signs", evidence=quoted)
