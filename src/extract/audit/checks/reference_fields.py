"""The year, volume and first page of an entry are those of the work that it means.

A slip, not a wrong source: the work is found by its title and authors, and its record prints another number. Records
have slips too, so this is a note that shows both. A record may know several years (print, online): each is right.
"""

from collections.abc import Iterator

from extract.audit.entries import about, part_evidence, work_evidence
from extract.model import Answer, Finding, Library, Paper, Passed, Reference, Skipped, Work
from extract.text.keys import first_number, first_page

NAME = "reference_fields"
VERSION = 1


def check(paper: Paper, library: Library) -> Iterator[Answer]:
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
    fields = reference.fields
    pairs = (
        ("year", str(fields.year or ""), _year_of(work, fields.year)),
        ("volume", first_number(fields.volume) or "", first_number(work.volume) or ""),
        ("first page", first_page(fields.pages) or "", first_page(work.pages) or ""),
    )
    for name, printed, held in pairs:
        if not printed or not held or printed == held or _is_near(name, printed, held) or _is_misread(name, printed):
            continue
        yield about(
            NAME,
            "note",
            paper,
            reference,
            f"{name} {printed} is printed; the record of the work has {held}",
            part_evidence(paper, reference, printed),
            work_evidence(work),
            reported=printed,
            expected=held,
        )


def _year_of(work: Work, printed: int | None) -> str:
    """The record's year; of several (print and online) the one that is printed."""
    return str(printed if printed in work.all_years else work.year or "")


def _is_misread(name: str, printed: str) -> bool:
    """A volume with letters or a page of seven digits is an article's number or a PubMed number in the wrong field."""
    return (name == "volume" and not printed.isdigit()) or (name == "first page" and len(printed) > 6)


def _is_near(name: str, printed: str, held: str) -> bool:
    """Online and print years differ by one; an article number may be printed with or without its letter."""
    if name == "year":
        return abs(int(printed) - int(held)) <= 1
    return printed.lstrip("abcdefghijklmnopqrstuvwxyz") == held.lstrip("abcdefghijklmnopqrstuvwxyz")
