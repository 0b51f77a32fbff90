"""Each entry of the list has to do with the text that cites it, with the paper, or with the other entries.

One finding for an entry, however often it is cited; a trained weight, so it never gives an error. An entry whose author
is named in a sentence that cites it ("Astrand's test [24]") is what the text means.
"""

import re
from collections.abc import Iterator

from extract.audit.cases.answers import named, passage
from extract.audit.cases.judge import audit_citations
from extract.audit.cases.weigh import OUT_OF_PLACE
from extract.model import Answer, Claim, Finding, Library, Paper, Passed, Reference

NAME = "citation_entry"
VERSION = 1

MOST_PASSAGES = 3
SHORTEST_LIST = 8
SHORTEST_NAME = 4


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    audited = audit_citations(paper, library)
    if len(paper.references) < SHORTEST_LIST:
        return
    for entry, chance in audited.entries:
        if chance < OUT_OF_PLACE or not entry.fields.title:
            yield Passed(entry.span)
            continue
        claims = [claim for _, claim in audited.layout.citing[entry.id]]
        if _names_its_author(paper, entry, claims):
            yield Passed(entry.span)
            continue
        citing = claims[:MOST_PASSAGES]
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


def _names_its_author(paper: Paper, entry: Reference, claims: list[Claim]) -> bool:
    names = [re.escape(person.family) for person in entry.fields.authors if len(person.family) >= SHORTEST_NAME]
    named = re.compile(rf"\b(?:{'|'.join(names)})\b") if names else None
    return named is not None and any(named.search(paper.quote(claim)) for claim in claims)
