"""An entry names one work: its title, authors and identifier are not those of different papers.

Every entry gets a verdict. verified: a record of the library or of a service agrees. mismatch: positive evidence
against it (a composite of two works; a DOI or PMID that is another paper's; a place that another paper holds; a title
that people wrote of whom none is printed). not_found: sources that cover it answered no, and which, and no record has
its title. unverifiable: a book, web page, thesis or national database's item, which no source covers. unchecked:
nothing was found, and not enough was asked to say more.
"""

from collections.abc import Iterator

from extract.audit.entries import about, entry_evidence, part_evidence, work_evidence
from extract.model import Answer, Finding, Library, Match, Paper, Reference, Skipped, SourceAnswer, Verdict

NAME = "reference_identity"
VERSION = 1

UNCOVERED_TYPES = frozenset(["book", "chapter", "thesis", "report", "web", "other", "conference"])
MOST_WORKS = 3
COVERING = frozenset(["crossref", "pubmed", "europepmc", "datacite", "openalex"])
"""Sources whose "no", said by at least two of them, is worth telling."""


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for reference in paper.references:
        match = library.match(paper, reference)
        if match is None:
            yield Skipped(reference.span, "not resolved yet")
            continue
        answers = library.answers(paper, reference)
        finding = _conflict(paper, reference, match)
        if finding is not None:
            yield finding
        verdict, reasons = _verdict(reference, match, answers)
        yield Verdict(
            check=NAME,
            subject="reference",
            subject_id=reference.id,
            reference=reference.id,
            verdict=verdict,
            reasons=reasons,
            evidence=(entry_evidence(paper, reference), *(work_evidence(work) for work in match.works[:1])),
        )


def _conflict(paper: Paper, reference: Reference, match: Match) -> Finding | None:
    works = tuple(work_evidence(work) for work in match.works[:MOST_WORKS])
    entry = entry_evidence(paper, reference)
    fields = reference.fields
    if match.status == "conflict" and match.conflict == "composite":
        message = "the entry puts two works together: the title of one, the authors and journal of another"
        return about(NAME, "error", paper, reference, message, entry, *works, verdict="mismatch")
    if match.status == "conflict" and match.conflict == "identifier":
        printed = fields.doi if fields.doi and fields.doi.lower() == match.works[-1].doi else fields.pmid
        return about(
            NAME,
            "error",
            paper,
            reference,
            f"the printed identifier {printed} is that of another paper",
            part_evidence(paper, reference, printed),
            *works,
            verdict="mismatch",
            reported=printed,
            expected=match.works[0].doi if len(match.works) > 1 else None,
        )
    if match.conflict == "authors":
        message = f"the title is that of a work by others: none of the printed authors is among its {_count(match)}"
        return about(NAME, "warning", paper, reference, message, entry, *works, verdict="mismatch")
    if match.conflict == "place":
        message = "another paper stands in that journal, year and volume on that page"
        return about(NAME, "warning", paper, reference, message, entry, *works, verdict="mismatch")
    return None


def _count(match: Match) -> str:
    count = len(match.works[0].authors)
    return f"{count} authors" if count > 1 else "author"


def _verdict(reference: Reference, match: Match, answers: tuple[SourceAnswer, ...]) -> tuple[str, tuple[str, ...]]:
    if match.conflict in ("details", "title"):
        return "unchecked", ("a record has this title, and differs in other fields", *match.reasons)
    if match.status == "conflict" or match.conflict:
        return "mismatch", match.reasons
    if match.status == "matched":
        return "verified", match.reasons
    stated = tuple(
        f"{answer.source}: {answer.outcome}{f' ({answer.kind})' if answer.kind else ''}" for answer in answers
    )
    fields = reference.fields
    if fields.type in UNCOVERED_TYPES or fields.other_id or (not fields.container and not fields.doi):
        return "unverifiable", (f"no source covers it: {fields.other_id or fields.type}", *stated)
    missed = [answer.source for answer in answers if answer.outcome == "miss"]
    tried = [answer for answer in answers if answer.source in COVERING]
    if len(COVERING.intersection(missed)) >= 2 and not any(lookup.outcome in ("error", "hit") for lookup in tried):
        return "not_found", (f"no record at {', '.join(missed)}", *stated)
    if match.status == "ambiguous":
        return "unchecked", ("several works agree equally well", *(work.id for work in match.works), *stated)
    return "unchecked", ("not in the library; a record there would settle it", *stated)
