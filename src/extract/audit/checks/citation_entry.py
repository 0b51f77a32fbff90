"""Each entry of the list has to do with the text that cites it, with the paper, or with the other entries.

One finding for an entry, however often it is cited; a trained weight, so it never gives an error. An entry whose author
is named in a sentence that cites it ("Astrand's test [24]") is what the text means. What papers of every field borrow
(scales, criteria, statistics) and titles in other languages share no words with a paper that cites them soundly: a note
where the citing sentence speaks of such a thing too, or the title is not English.
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
BORROWED = (
    re.compile(
        r"\b(?:scales?|questionnaires?|inventor(?:y|ies)|ind(?:ex|ices)|checklists?|instruments?|scores?|tests?)\b",
        re.I,
    ),
    re.compile(
        r"\b(?:guidelines?|recommendations?|criteria|consensus|statement|classifications?|RECIST|CTCAE|CONSORT)\b", re.I
    ),
    re.compile(
        r"\b(?:statistic\w*|simulations?|regression|sampling|clusters?|imput\w+|missing\s(?:data|values)|Monte\sCarlo|Bayes\w*"
        r"|ICCs?|MMRM|LOCF|intraclass|power|sample\ssize|mixed\smodels?)\b",
        re.IGNORECASE,
    ),
)
FOREIGN = re.compile(
    r"\b(?:der|das|und|für|zur|zum|einem|einer|voor|het|een|del|las|los|por|une|des|aux|sur|dans|della|delle|nella|dos|och|til|hos"
    r"|ve|için|ile|bir|oraz)\b|[äöüßçğşñãõåøæłżęąčšžéèêàáíóúë]"
)
FEWEST_FOREIGN = 2


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
            severity="note" if _is_borrowed(paper, entry.fields.title, claims) else "warning",
            verdict="suspect",
            message=f"{named(entry)} seems to have nothing to do with the text that cites it or the rest of the list",
            expected=f"chance of {chance:.2f} that the entry is out of place",
            references=(entry.id,),
            evidence=(
                *(passage(paper, "claim", claim.pieces[-1:]) for claim in citing),
                passage(paper, "reference", entry.pieces),
            ),
        )


def _is_borrowed(paper: Paper, title: str, claims: list[Claim]) -> bool:
    """Whether the title is not English, or on a scale, criteria or statistics that the citing sentence names."""
    if len(FOREIGN.findall(title)) >= FEWEST_FOREIGN:
        return True
    said = " ".join(paper.quote(claim) for claim in claims)
    return any(kind.search(title) and kind.search(said) for kind in BORROWED)


def _names_its_author(paper: Paper, entry: Reference, claims: list[Claim]) -> bool:
    names = [re.escape(person.family) for person in entry.fields.authors if len(person.family) >= SHORTEST_NAME]
    named = re.compile(rf"\b(?:{'|'.join(names)})\b") if names else None
    return named is not None and any(named.search(paper.quote(claim)) for claim in claims)
