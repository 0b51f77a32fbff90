"""The checks that look at the entries of the reference list one by one: a function each, named as the check is."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from extract.audit.checks import CheckRow
from extract.audit.entries import about, entry_evidence, entry_name, part_evidence, work_evidence
from extract.audit.passages import evidence
from extract.model import Answer, Check, Finding, Library, Paper, Passed, Reference, Skipped, Work
from extract.text.keys import family_key, first_number, first_page
from extract.text.numbers import are_near, whole_number
from extract.text.similarity import squeeze

AGENCY = "doi.org"
LEAST_TITLE = 25
"""Letters of a title that tell works apart."""
FIRST_PRINT = 1450
LEAST_LINKED, LEAST_CITED = 0.8, 0.8
"""Shares of the citations that are linked, and of the entries that are cited, from which the others are at fault."""
LONGEST_PAGE = 6
"""Digits of a page; more are a PubMed number."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def reference_doi(paper: Paper, library: Library) -> Iterator[Answer]:
    """The DOI that an entry prints exists.

    doi.org knows the DOIs of all agencies. Its "does not exist", said of the DOI as printed and as a line break may
    have damaged it, is evidence: of a slip where the work was found by its text, of an invented entry where it was not.
    """
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
            work = match.works[0] if match is not None and match.status == "matched" and match.works else None
            held = f"; the work that the entry describes has {work.doi}" if work and work.doi else ""
            yield about(
                "reference_doi",
                "warning",
                paper,
                reference,
                f"the printed DOI {printed} does not exist (doi.org){held}",
                part_evidence(paper, reference, reference.fields.doi_printed or printed),
                *([work_evidence(work)] if work else []),
                reported=printed,
                expected=work.doi if work else None,
            )


def reference_malformed_doi(paper: Paper, library: Library) -> Iterator[Answer]:
    """What an entry prints as its DOI has the form of one.

    "DOI:CNKI:SUN:..." is the number of a national database, not a DOI; such an entry can be sound and is hard to
    verify.
    """
    for reference in paper.references:
        printed = reference.fields.doi_printed
        if printed and not reference.fields.doi:
            message = f"“{printed}” is printed as a DOI and has not the form of one"
            place = part_evidence(paper, reference, printed)
            yield about("reference_malformed_doi", "note", paper, reference, message, place, reported=printed)
        elif reference.fields.doi:
            yield Passed(reference.span)


def reference_fields(paper: Paper, library: Library) -> Iterator[Answer]:
    """The year, volume and first page of an entry are those of the work that it means.

    A slip, not a wrong source: the work is found by its title and authors, and its record prints another number.
    Records have slips too, so this is a note that shows both. A record may know several years (print, online): each is
    right.
    """
    for reference in paper.references:
        match = library.match(paper, reference)
        if match is None or match.status != "matched":
            yield Skipped(reference.span, "no work matched")
            continue
        slips = list(_slips(paper, reference, match.works[0]))
        yield from slips
        if not slips:
            yield Passed(reference.span)


def _slips(paper: Paper, reference: Reference, work: Work) -> Iterator[Finding]:
    """Of several years of a record (print and online) the one that is printed is meant."""
    fields = reference.fields
    year = fields.year if fields.year in work.all_years else work.year
    pairs = (
        ("year", str(fields.year or ""), str(year or "")),
        ("volume", first_number(fields.volume) or "", first_number(work.volume) or ""),
        ("first page", first_page(fields.pages) or "", first_page(work.pages) or ""),
    )
    for name, printed, held in pairs:
        if not printed or not held or printed == held or _is_near(name, printed, held) or _is_misread(name, printed):
            continue
        message = f"{name} {printed} is printed; the record of the work has {held}"
        shown = part_evidence(paper, reference, printed), work_evidence(work)
        yield about("reference_fields", "note", paper, reference, message, *shown, reported=printed, expected=held)


def _is_misread(name: str, printed: str) -> bool:
    """A volume with letters or a page of seven digits is an article's number or a PubMed number in the wrong field."""
    return (name == "volume" and not printed.isdigit()) or (name == "first page" and len(printed) > LONGEST_PAGE)


def _is_near(name: str, printed: str, held: str) -> bool:
    """Online and print years differ by one; an article number may be printed with or without its letter."""
    if name == "year":
        return are_near(int(printed), int(held), 1)
    return printed.lstrip(LETTERS) == held.lstrip(LETTERS)


def reference_impossible_year(paper: Paper, library: Library) -> Iterator[Answer]:
    """A reference is not younger than the paper that cites it.

    The paper's own year comes from its source; online and print years, and papers in press, leave one year of
    tolerance.
    """
    own = paper.document.metadata.year
    latest = (own or datetime.now(UTC).year) + 1
    for reference in paper.references:
        year = reference.fields.year
        if year is None:
            yield Skipped(reference.span, "no year printed")
        elif FIRST_PRINT <= year <= latest:
            yield Passed(reference.span)
        else:
            bound = f"the paper is of {own}" if own and year > latest else f"{year} cannot be"
            yield about(
                "reference_impossible_year",
                "warning",
                paper,
                reference,
                f"the entry is dated {year}, and {bound}",
                part_evidence(paper, reference, str(year)),
                verdict="mismatch",
                reported=str(year),
                expected=f"at most {latest}",
            )


def reference_missing(paper: Paper, library: Library) -> Iterator[Answer]:
    """Every citation in the text has its entry in the reference list."""
    linked = sum(1 for citation in paper.citations if citation.status == "linked")
    is_readable = bool(paper.references) and linked >= LEAST_LINKED * len(paper.citations)
    for citation in paper.citations:
        if citation.status != "missing":
            yield Passed(citation.span)
        elif not is_readable:
            yield Skipped(citation.span, "too few citations could be linked")
        else:
            yield Finding(
                check="reference_missing",
                severity="note",
                message=f"{citation.key} is cited and the reference list has no such entry",
                evidence=(evidence(paper, "claim", citation.pieces),),
                verdict="missing",
                reported=citation.key,
            )


def reference_never_cited(paper: Paper, library: Library) -> Iterator[Answer]:
    """Every entry of the reference list is cited somewhere in the paper.

    Told only where the citations of the paper could be read: most other entries are cited.
    """
    cited = {citation.reference for citation in paper.citations if citation.reference}
    cited |= {candidate for citation in paper.citations for candidate in citation.candidates}
    listed = [reference for reference in paper.references if reference.id in cited]
    is_readable = len(listed) >= LEAST_CITED * len(paper.references)
    for reference in paper.references:
        if reference.id in cited:
            yield Passed(reference.span)
        elif not is_readable:
            yield Skipped(reference.span, "too few citations could be read")
        else:
            message = "no citation in the text points at this entry"
            yield about("reference_never_cited", "note", paper, reference, message)


def reference_duplicate(paper: Paper, library: Library) -> Iterator[Answer]:
    """No work stands twice in the reference list.

    Two entries are one work where their DOIs or PMIDs are the same, or title, first author and year.
    """
    seen: dict[str, Reference] = {}
    for reference in paper.references:
        keys = list(_keys(reference))
        first = next((seen[key] for key in keys if key in seen), None)
        if first is None:
            yield Passed(reference.span)
        else:
            message = f"the work stands in the list already: entry {entry_name(first)}"
            shown = entry_evidence(paper, reference), entry_evidence(paper, first)
            yield about("reference_duplicate", "note", paper, reference, message, *shown)
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


def reference_numbering(paper: Paper, library: Library) -> Iterator[Answer]:
    """The entries of a numbered list count up from 1 without gap or repetition."""
    labels = [reference.label for reference in paper.references]
    if not labels or not all(label and whole_number(label) is not None for label in labels):
        yield from (Skipped(reference.span, "no numbered list") for reference in paper.references)
        return
    before = 0
    for reference in paper.references:
        number, due = int(reference.label or 0), before + 1
        if number == due:
            yield Passed(reference.span)
        else:
            message = f"entry {number} follows entry {before}" if before else f"the list begins with {number}"
            yield about(
                "reference_numbering", "note", paper, reference, message, reported=str(number), expected=str(due)
            )
        before = number


ROWS: tuple[Callable[[Paper, Library], Iterator[Answer]], ...] = (
    reference_doi,
    reference_malformed_doi,
    reference_fields,
    reference_impossible_year,
    reference_missing,
    reference_never_cited,
    reference_duplicate,
    reference_numbering,
)
CHECKS: dict[str, Check] = {row.__name__: CheckRow(row.__name__, row.__doc__ or "", row) for row in ROWS}
