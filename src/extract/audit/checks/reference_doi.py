"""The DOI that an entry prints exists.

doi.org knows the DOIs of all agencies. Its "does not exist", said of the DOI as printed and as a line break may have
damaged it, is evidence: of a slip where the work was found by its text, of an invented entry where it was not.
"""

from collections.abc import Iterator

from extract.audit.entries import about, part_evidence, work_evidence
from extract.model import Answer, Library, Match, Paper, Passed, Reference, Skipped

NAME = "reference_doi"
VERSION = 1

AGENCY = "doi.org"


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for reference in paper.references:
        printed = reference.fields.doi
        if not printed:
            continue
        match = library.match(paper, reference)
        stated = next((answer for answer in library.answers(paper, reference) if answer.source == AGENCY), None)
        is_the_records = match is not None and any(work.doi == printed.lower() for work in match.works)
        if is_the_records or (stated is not None and stated.outcome == "hit"):
            yield Passed(reference.span)
        elif stated is None or stated.outcome != "miss":
            yield Skipped(reference.span, "doi.org was not asked whether the DOI exists")
        else:
            yield _finding(paper, reference, printed, match)


def _finding(paper: Paper, reference: Reference, printed: str, match: Match | None) -> Answer:
    work = match.works[0] if match is not None and match.status == "matched" and match.works else None
    held = f"; the work that the entry describes has {work.doi}" if work and work.doi else ""
    return about(
        NAME,
        "warning",
        paper,
        reference,
        f"the printed DOI {printed} does not exist (doi.org){held}",
        part_evidence(paper, reference, reference.fields.doi_printed or printed),
        *([work_evidence(work)] if work else []),
        reported=printed,
        expected=work.doi if work else None,
    )
