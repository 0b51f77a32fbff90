"""The checks that look at the entries of the reference list one by one: a function each, named as the check is."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from extract.audit.checks import CheckRow
from extract.audit.entries import about, entry_evidence, entry_name, part_evidence, work_evidence
from extract.audit.passages import evidence
from extract.model import (
    Answer,
    Check,
    Evidence,
    Finding,
    Library,
    Match,
    Notice,
    Paper,
    Passed,
    Reference,
    Severity,
    Skipped,
    SourceAnswer,
    Verdict,
    Work,
)
from extract.model.work import NoticeKind
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


UNCOVERED_TYPES = frozenset(["book", "chapter", "thesis", "report", "web", "other", "conference"])
MOST_WORKS = 3
COVERING = frozenset(["crossref", "pubmed", "europepmc", "datacite", "openalex"])
"""Sources whose "no", said by at least two of them, is worth telling."""


def reference_identity(paper: Paper, library: Library) -> Iterator[Answer]:
    """An entry names one work: its title, authors and identifier are not those of different papers.

    Every entry gets a verdict. verified: a record of the library or of a service agrees. mismatch: positive evidence
    against it (a composite of two works; a DOI or PMID that is another paper's; a place that another paper holds; a
    title that people wrote of whom none is printed). not_found: sources that cover it answered no, and which, and no
    record has its title. unverifiable: a book, web page, thesis or national database's item, which no source covers.
    unchecked: nothing was found, and not enough was asked to say more.
    """
    for reference in paper.references:
        match = library.match(paper, reference)
        if match is None:
            yield Skipped(reference.span, "not resolved yet")
            continue
        answers = library.answers(paper, reference)
        finding = _mismatch(paper, reference, match)
        if finding is not None:
            yield finding
        verdict, reasons = _identity(reference, match, answers)
        yield Verdict(
            check="reference_identity",
            subject="reference",
            subject_id=reference.id,
            reference=reference.id,
            verdict=verdict,
            reasons=reasons,
            evidence=(entry_evidence(paper, reference), *(work_evidence(work) for work in match.works[:1])),
        )


def _mismatch(paper: Paper, reference: Reference, match: Match) -> Finding | None:
    works = tuple(work_evidence(work) for work in match.works[:MOST_WORKS])
    entry = entry_evidence(paper, reference)
    fields = reference.fields
    if match.status == "conflict" and match.conflict == "composite":
        message = "the entry puts two works together: the title of one, the authors and journal of another"
        return about("reference_identity", "error", paper, reference, message, entry, *works, verdict="mismatch")
    if match.status == "conflict" and match.conflict == "identifier":
        printed = fields.doi if fields.doi and fields.doi.lower() == match.works[-1].doi else fields.pmid
        return about(
            "reference_identity",
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
        message = f"the title is that of a work by others: none of the printed authors is among its {_authors(match)}"
        return about("reference_identity", "warning", paper, reference, message, entry, *works, verdict="mismatch")
    if match.conflict == "place":
        message = "another paper stands in that journal, year and volume on that page"
        return about("reference_identity", "warning", paper, reference, message, entry, *works, verdict="mismatch")
    return None


def _authors(match: Match) -> str:
    count = len(match.works[0].authors)
    return f"{count} authors" if count > 1 else "author"


def _identity(reference: Reference, match: Match, answers: tuple[SourceAnswer, ...]) -> tuple[str, tuple[str, ...]]:
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


GRAVITY: tuple[NoticeKind, ...] = (
    "retraction",
    "withdrawal",
    "retract_and_replace",
    "concern",
    "reinstatement",
    "correction",
)

VERDICTS = {"concern": "concern", "correction": "corrected", "reinstatement": "reinstated"}
WORDS = {
    "retraction": "was retracted",
    "withdrawal": "was withdrawn",
    "retract_and_replace": "was retracted and replaced",
    "concern": "is subject to an expression of concern",
    "reinstatement": "was retracted and reinstated",
    "correction": "was corrected",
}
SOURCES = ("crossref", "pubmed", "europepmc", "openalex")
NOTICE_TYPES = frozenset(["notice", "Retraction of Publication", "Retraction Notice"])


def reference_retracted(paper: Paper, library: Library) -> Iterator[Answer]:
    """A cited work was not retracted, doubted or corrected when it was cited, or the reader is told.

    Union of all sources that speak of the work; kinds are kept apart, and the dates of all notices of a kind are told.
    A notice of the citing paper's time or before is an error (retraction, withdrawal) or a warning (expression of
    concern); a later one is told as what came after. A work that was reinstated, or retracted and replaced, is told as
    such. The notice itself may be cited as a notice.
    """
    for reference in paper.references:
        match = library.match(paper, reference)
        if match is None or match.status != "matched":
            yield Skipped(reference.span, "no work matched")
            continue
        work = library.work(match.works[0].id) or match.works[0]
        notices = _of_the_work(work)
        if not notices:
            yield Passed(reference.span)
        else:
            yield _noticed(paper, reference, work, notices, _unasked(library.answers(paper, reference)))


def _of_the_work(work: Work) -> tuple[Notice, ...]:
    """What is said of the work; of a notice only what names a notice of its own, since its title names a retraction."""
    if not NOTICE_TYPES.intersection(work.types):
        return work.notices
    return tuple(notice for notice in work.notices if notice.notice_id and notice.source != "openalex")


def _unasked(answers: tuple[SourceAnswer, ...]) -> str:
    """Sources of notices that did not answer, named."""
    reported = {answer.source for answer in answers if answer.outcome in ("hit", "miss", "ambiguous")}
    left = [source for source in SOURCES if source not in reported]
    return f" (not asked: {', '.join(left)})" if left else ""


def _noticed(paper: Paper, reference: Reference, work: Work, notices: tuple[Notice, ...], unasked: str) -> Finding:
    gravest = gravest_of(notices)
    own = paper.document.metadata.year
    year = whole_number((gravest.date or "")[:4])
    came_later = bool(own and year and year > own)
    same = [notice for notice in notices if notice.kind == gravest.kind]
    when = f" ({', '.join(_dates(same))})" if _dates(same) else ""
    sources = ", ".join(sorted({notice.source for notice in same}))
    later = "; this paper is older" if came_later else ""
    evidence = (Evidence(role="work", document_id=None, pieces=(), text=_as_text(notice)) for notice in notices[:4])
    return about(
        "reference_retracted",
        _gravity(gravest.kind, came_later),
        paper,
        reference,
        f"the cited work {WORDS[gravest.kind]}{when} according to {sources}{_also(gravest, notices)}{later}{unasked}",
        entry_evidence(paper, reference),
        work_evidence(work),
        *evidence,
        verdict=VERDICTS.get(gravest.kind, "retracted"),
        reported=gravest.notice_id,
    )


def _also(gravest: Notice, notices: tuple[Notice, ...]) -> str:
    """What is said of a doubted work beside the doubt: that it was corrected, too."""
    corrections = [notice for notice in notices if notice.kind == "correction"] if gravest.kind == "concern" else []
    when = f" ({', '.join(_dates(corrections))})" if _dates(corrections) else ""
    return f", and {WORDS['correction']}{when}" if corrections else ""


def _dates(notices: list[Notice]) -> list[str]:
    """The dates of the notices, the earliest first; of one year the most precise, with what it took back in part."""
    found: dict[tuple[str, bool], str] = {}
    for notice in sorted(notices, key=lambda notice: notice.date or ""):
        if notice.date:
            found[notice.date[:4], _is_partial(notice)] = notice.date
    whole = {year for year, is_partial in found if not is_partial}
    shown = {key: date for key, date in found.items() if not key[1] or key[0] not in whole}
    return [f"in part {date}" if is_partial else date for (_, is_partial), date in shown.items()]


def _is_partial(notice: Notice) -> bool:
    return (notice.reason or "").startswith("partial retraction")


def gravest_of(notices: tuple[Notice, ...]) -> Notice:
    """The gravest of what holds now, of several the earliest whose date is told, a whole retraction before one in part.

    A reinstatement after the last retraction takes it back. A source that tells no date says nothing of the time.
    """
    reinstated = max((notice.date or "" for notice in notices if notice.kind == "reinstatement"), default=None)
    standing = [
        notice
        for notice in notices
        if reinstated is None or notice.kind not in ("retraction", "withdrawal") or (notice.date or "") > reinstated
    ]
    return min(
        standing,
        key=lambda notice: (GRAVITY.index(notice.kind), notice.date is None, _is_partial(notice), notice.date or ""),
    )


def _gravity(kind: str, came_later: bool) -> Severity:
    if kind in ("retraction", "withdrawal"):
        return "warning" if came_later else "error"
    return "note" if kind in ("correction", "reinstatement") or came_later else "warning"


def _as_text(notice: Notice) -> str:
    parts = (notice.kind, notice.date, notice.source, notice.notice_id, notice.reason)
    return "; ".join(part for part in parts if part)[:400]


ROWS: tuple[Callable[[Paper, Library], Iterator[Answer]], ...] = (
    reference_identity,
    reference_retracted,
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
