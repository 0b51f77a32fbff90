"""Each entry of the list has to do with the text that cites it, with the paper, or with the other entries.

One finding for an entry, however often it is cited; a trained weight, so it never gives an error.
"""

from collections.abc import Iterator

from extract.audit.cases.answers import named, passage
from extract.audit.cases.judge import audit_citations
from extract.audit.cases.weigh import OUT_OF_PLACE
from extract.model import Answer, Finding, Library, Paper, Passed

NAME = "citation_entry"
VERSION = 1

MOST_PASSAGES = 3
SHORTEST_LIST = 8


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    audited = audit_citations(paper, library)
    if len(paper.references) < SHORTEST_LIST:
        return
    for entry, chance in audited.entries:
        if chance < OUT_OF_PLACE or not entry.fields.title:
            yield Passed(entry.span)
            continue
        citing = [claim for _, claim in audited.layout.citing[entry.id]][:MOST_PASSAGES]
        yield Finding(
            check=NAME,
            severity="warning",
            verdict="suspect",
            message=f"{named(entry)} seems to have nothing to do with the text that cites it or the rest of the list",
            expected=f"chance of {chance:.2f} that the entry is out of place",
            references=(entry.id,),
            evidence=(
                *(passage(paper, "claim", claim.pieces[-1:]) for claim in citing),
                passage(paper, "reference", entry.pieces),
            ),
        )
