"""Positive evidence against an entry that means no work: its identifier, or its place, belongs to another paper."""

from dataclasses import replace

from rapidfuzz import fuzz

from extract.model import ConflictKind, Match, Person, Work
from extract.resolve.evidence import ANOTHER, WHOLE, Weighed
from extract.resolve.printed import Printed
from extract.text import lazy_re as re
from extract.text.keys import SHORTEST_TITLE, first_number, first_page
from extract.text.people import GROUP_CUE
from extract.text.similarity import bare_title, squeeze

NUMBER = re.compile(r"\d+")
ENOUGH = 2.0
"""Log-odds from which a work is borne out by the string as a whole (odds of 7 to 1)."""
MEANT = 4.0
"""Log-odds from which a work may be named as the one meant, beside the owner of the identifier."""
ALIKE = 80.0
"""Likeness (of 100) from which two names may be spellings of one."""
SHORTEST_NAME = 4
LEAST_TITLE = 15
"""Letters of a printed title from which two titles can be said to differ."""


def find_foreign_identifier(printed: Printed, listed: list[Weighed]) -> Match | None:
    """A conflict where the printed DOI or PMID is that of a work with another title and other authors."""
    if len(printed.fields.title or "") < LEAST_TITLE or not printed.families:
        return None
    known = [weighed for weighed in listed if weighed.agrees("identifier")]
    foreign = [weighed for weighed in known if _is_another(weighed) and not _is_excused(printed, weighed)]
    if not foreign or any(weighed.total >= ENOUGH for weighed in known if weighed not in foreign):
        return None
    owner = foreign[0]
    meant = [weighed for weighed in listed if weighed.agrees("identifier") is not True and weighed.total >= MEANT]
    works = (*(weighed.work for weighed in meant[:1]), owner.work)
    reasons = (f"the printed identifier is that of {owner.work.id}, another paper", *owner.reasons[1:])
    return Match(status="conflict", score=owner.score, reasons=reasons, works=works, conflict="identifier")


def with_occupant(printed: Printed, match: Match, listed: list[Weighed]) -> Match:
    """A match without work, told which other paper stands in that journal's volume on that page."""
    if match.status != "none" or len(printed.fields.title or "") < LEAST_TITLE or not printed.fields.pages:
        return match
    occupants = [weighed for weighed in listed if _holds_place(printed, weighed) and _is_another(weighed)]
    if len(occupants) != 1:
        return match
    work = occupants[0].work
    reason = f"{work.container} {work.volume}:{work.pages} ({work.year}) is another paper: “{work.title}”"
    return replace(match, reasons=(reason, *match.reasons), works=(work,), conflict="place")


def with_title_owner(match: Match, listed: list[Weighed]) -> Match:
    """A match without work, where a record has the printed title to the letter: an equal title is never a "no".

    Title and identifier, or title, first author and journal name a record, whatever else is printed. Where the place
    is another, that is told: another version of the work, or slips. Of a title alone there may be several works.
    """
    if match.status != "none":
        return match
    owners = [
        candidate
        for candidate in listed
        if candidate.agrees("title") and candidate.title_score >= WHOLE and _is_telling(candidate.work)
    ]
    if not owners:
        return match
    owner = max(owners, key=lambda owner: (owner.agrees("authors") is True, owner.total))
    is_of_journal = owner.agrees("authors") is True and owner.agrees("container") is not False
    if is_of_journal or owner.agrees("identifier"):
        return Match(status="matched", score=owner.score, reasons=owner.reasons, works=(owner.work,))
    conflict: ConflictKind = "details" if owner.agrees("authors") else "title"
    return replace(match, reasons=owner.reasons, works=(owner.work,), conflict=conflict)


def with_other_authors(printed: Printed, match: Match) -> Match:
    """A match whose work has other authors: none of the record's stands in the entry, none of the entry's in it."""
    work = match.works[0] if match.works else None
    if work is None or match.status != "matched" or not _has_other_authors(printed, work):
        return match
    reason = f"none of the printed authors is one of the record: {work.authors[0].family} and others wrote it"
    return replace(match, reasons=(reason, *match.reasons), conflict="authors")


def _has_other_authors(printed: Printed, work: Work) -> bool:
    """Persons on both sides, and no family name in common, however it is spelled or parted."""
    title = squeeze(work.title or "")
    stated = [author for author in printed.fields.authors if _is_person(author) and squeeze(author.family) not in title]
    held = [squeeze(author.family) for author in work.authors if _is_person(author)]
    if not stated or not held or len(stated) != len(printed.fields.authors) or len(held) != len(work.authors):
        return False
    is_doubtful = len(held) == 1 and " " in work.authors[0].family  # "American Dietetic A" was an organisation
    if not _is_telling(work) or work.source == "document" or is_doubtful:
        return False
    shorter = [name for name in held if len(name) >= SHORTEST_NAME]
    if any(name in printed.squeezed for name in shorter):
        return False
    spelled = [squeeze(f"{person.family}{person.given}") for person in stated]
    parts = {squeeze(part) for author in work.authors for part in (*author.family.split(), *author.given.split())}
    telling = {part for part in (*held, *parts) if len(part) >= SHORTEST_NAME}
    short = [name for name in held if len(name) < SHORTEST_NAME]
    families = [squeeze(person.family) for person in stated]
    return not (
        any(
            part in name or fuzz.ratio(part, family) >= ALIKE
            for part in telling
            for name, family in zip(spelled, families, strict=True)
        )
        or any(name in families for name in short)
    )


def _is_person(one: Person) -> bool:
    return not one.is_group and len(squeeze(one.family)) > 1 and not GROUP_CUE.search(f"{one.family} {one.given}")


def _is_telling(work: Work) -> bool:
    return len(squeeze(bare_title(work.title or ""))) >= SHORTEST_TITLE


def _is_another(weighed: Weighed) -> bool:
    return weighed.agrees("title") is False and weighed.title_score < ANOTHER and weighed.agrees("authors") is False


def _holds_place(printed: Printed, weighed: Weighed) -> bool:
    """Journal, year, volume and first page are those of the record, field by field; reports all begin on page 1."""
    fields, work = printed.fields, weighed.work
    page = first_page(fields.pages)
    return (
        weighed.agrees("container") is True
        and fields.year == work.year
        and first_number(fields.volume) == first_number(work.volume) is not None
        and page == first_page(work.pages)
        and page not in (None, "1")
    )


def _is_excused(printed: Printed, weighed: Weighed) -> bool:
    """The entry's own DOI speaks for it: it is not the record's, or it is made of the printed volume.

    What was read from a paper's own pages is no record: its title and authors may have been misread.
    """
    doi, work = printed.fields.doi, weighed.work
    if work.source == "document":
        return True
    if doi and work.doi and doi.lower() != work.doi:
        return True
    numbers = set(NUMBER.findall((doi or "").partition("/")[2].lower()))
    stated, held = first_number(printed.fields.volume), first_number(work.volume)
    return stated in numbers and held not in numbers
