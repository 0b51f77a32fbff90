"""No work stands twice in the reference list.

Two entries are one work where their DOIs or PMIDs are the same, or title, first author and year.
"""

from collections.abc import Iterator

from extract.audit.entries import about, entry_evidence
from extract.model import Answer, Library, Paper, Passed, Reference
from extract.text.keys import family_key, first_page
from extract.text.similarity import squeeze

NAME = "reference_duplicate"
VERSION = 1

LEAST_TITLE = 25


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    seen: dict[str, Reference] = {}
    for reference in paper.references:
        keys = list(_keys(reference))
        first = next((seen[key] for key in keys if key in seen), None)
        if first is None:
            yield Passed(reference.span)
        else:
            name = first.label or first.key or first.id
            yield about(
                NAME,
                "note",
                paper,
                reference,
                f"the work stands in the list already: entry {name}",
                entry_evidence(paper, reference),
                entry_evidence(paper, first),
            )
        for key in keys:
            seen.setdefault(key, reference)


def _keys(reference: Reference) -> Iterator[str]:
    fields = reference.fields
    title = squeeze(fields.title or "")
    rest = (first_page(fields.pages), fields.volume)
    first = family_key(fields.authors[0].family) if fields.authors else ""
    if fields.doi and title:
        yield f"doi:{fields.doi.lower()}:{title[:20]}"
    if fields.pmid:
        yield f"pmid:{fields.pmid}"
    if len(title) >= LEAST_TITLE and first and fields.year:
        yield f"title:{title}:{first}:{fields.year}:{rest}"
