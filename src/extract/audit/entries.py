"""Reference-list entries as checks speak of them: quoted whole or in part, beside the records they are held against."""

from extract.audit.passages import evidence
from extract.model import Evidence, Paper, Pieces, Reference, Severity, Span, Work
from extract.model.finding import Finding

LONGEST = 400


def entry_name(reference: Reference) -> str:
    """What the list calls an entry: its number or its key."""
    return reference.label or reference.key or reference.id


def entry_evidence(paper: Paper, reference: Reference) -> Evidence:
    """The entry, cut after 400 characters."""
    pieces: list[Span] = []
    left = LONGEST
    for piece in reference.pieces:
        if left <= 0:
            break
        pieces.append(Span(piece.start, min(piece.end, piece.start + left)))
        left -= len(piece)
    return evidence(paper, "reference", tuple(pieces))


def part_evidence(paper: Paper, reference: Reference, printed: str | None) -> Evidence:
    """The printed field within the entry; the whole entry where it does not stand there in one stretch."""
    for piece in reference.pieces:
        at = piece.of(paper.text).find(printed) if printed else -1
        if printed and at >= 0:
            start = piece.start + at
            found: Pieces = (Span(start, start + len(printed)),)
            return evidence(paper, "reference", found)
    return entry_evidence(paper, reference)


def work_evidence(work: Work) -> Evidence:
    """A record, quoted as a reference."""
    return Evidence(role="work", document_id=None, pieces=(), text=cite(work)[:LONGEST])


def cite(work: Work) -> str:
    """A record in one line: authors, title, container, year, volume, pages, identifier."""
    names = ", ".join(f"{person.family} {person.given}".strip() for person in work.authors[:3])
    more = " et al" if len(work.authors) > 3 else ""
    where = f"{work.container or ''} {work.year or ''}".strip()
    place = f"{work.volume or ''}:{work.pages or ''}".strip(":")
    parts = (f"{names}{more}", work.title or "", f"{where};{place}".strip(";"), work.id)
    return ". ".join(part for part in parts if part)


def about(
    check: str,
    severity: Severity,
    paper: Paper,
    reference: Reference,
    message: str,
    *evidence_: Evidence,
    verdict: str | None = None,
    reported: str | None = None,
    expected: str | None = None,
) -> Finding:
    """A finding on one entry; its evidence is the entry unless narrower evidence is given first."""
    return Finding(
        check=check,
        severity=severity,
        message=message,
        evidence=evidence_ or (entry_evidence(paper, reference),),
        verdict=verdict,
        reported=reported,
        expected=expected,
        references=(reference.id,),
    )
