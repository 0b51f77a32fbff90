"""Every citation in the text has its entry in the reference list."""

from collections.abc import Iterator

from extract.audit.passages import evidence
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped

NAME = "reference_missing"
VERSION = 1

LEAST_LINKED = 0.8


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    linked = sum(1 for citation in paper.citations if citation.status == "linked")
    is_readable = bool(paper.references) and linked >= LEAST_LINKED * len(paper.citations)
    for citation in paper.citations:
        if citation.status != "missing":
            yield Passed(citation.span)
        elif not is_readable:
            yield Skipped(citation.span, "too few citations could be linked")
        else:
            yield Finding(
                check=NAME,
                severity="note",
                message=f"{citation.key} is cited and the reference list has no such entry",
                evidence=(evidence(paper, "claim", citation.pieces),),
                verdict="missing",
                reported=citation.key,
            )
