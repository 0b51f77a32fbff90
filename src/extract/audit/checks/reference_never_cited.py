"""Every entry of the reference list is cited somewhere in the paper.

Told only where the citations of the paper could be read: most other entries are cited.
"""

from collections.abc import Iterator

from extract.audit.entries import about
from extract.model import Answer, Library, Paper, Passed, Skipped

NAME = "reference_never_cited"
VERSION = 1

LEAST_SHARE = 0.8


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    cited = {citation.reference for citation in paper.citations if citation.reference}
    cited |= {candidate for citation in paper.citations for candidate in citation.candidates}
    listed = [reference for reference in paper.references if reference.id in cited]
    is_readable = len(listed) >= LEAST_SHARE * len(paper.references)
    for reference in paper.references:
        if reference.id in cited:
            yield Passed(reference.span)
        elif not is_readable:
            yield Skipped(reference.span, "too few citations could be read")
        else:
            yield about(NAME, "note", paper, reference, "no citation in the text points at this entry")
