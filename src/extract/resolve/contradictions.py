"""Positive evidence against an entry that means no work: its identifier, or its place, belongs to another paper."""

import re
from dataclasses import replace

from extract.model import Match
from extract.resolve.parts import Weighed
from extract.resolve.printed import Printed
from extract.text.keys import first_number, first_page

NUMBER = re.compile(r"\d+")
ENOUGH = 2.0
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
    meant = [weighed for weighed in listed if weighed.agrees("identifier") is not True and weighed.total >= 4.0]
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


def _is_another(weighed: Weighed) -> bool:
    return weighed.agrees("title") is False and weighed.title_score < 0.65 and weighed.agrees("authors") is False


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
    said, held = first_number(printed.fields.volume), first_number(work.volume)
    return said in numbers and held not in numbers
