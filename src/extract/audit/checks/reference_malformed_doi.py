"""What an entry prints as its DOI has the form of one.

"DOI:CNKI:SUN:..." is the number of a national database, not a DOI; such an entry can be sound and is hard to verify.
"""

from collections.abc import Iterator

from extract.audit.entries import about, part_evidence
from extract.model import Answer, Library, Paper, Passed

NAME = "reference_malformed_doi"
VERSION = 1


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for reference in paper.references:
        printed = reference.fields.doi_printed
        if printed and not reference.fields.doi:
            yield about(
                NAME,
                "note",
                paper,
                reference,
                f"“{printed}” is printed as a DOI and has not the form of one",
                part_evidence(paper, reference, printed),
                reported=printed,
            )
        elif reference.fields.doi:
            yield Passed(reference.span)
