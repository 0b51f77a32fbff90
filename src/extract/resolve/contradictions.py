"""Positive evidence against an entry: its identifier or place is of another paper, or it is put together of two."""

from dataclasses import replace

from rapidfuzz import fuzz

from extract.model import Catalogue, ConflictKind, Match, Person, Work
from extract.resolve.evidence import ANOTHER, SAME, WHOLE, Weighed, weigh
from extract.resolve.printed import Printed, people_keys_of
from extract.text import lazy_re as re
from extract.text.keys import SHORTEST_TITLE, family_key, first_number, first_page
from extract.text.people import GROUP_CUE
from extract.text.similarity import bare_title, same_container, squeeze

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


def _is_person(author: Person) -> bool:
    return (
        not author.is_group
        and len(squeeze(author.family)) > 1
        and not GROUP_CUE.search(f"{author.family} {author.given}")
    )


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


TELLING_TITLE = 40
"""Letters of a title that makes one author's name and a journal enough to name another work."""
LONG_TITLE = 25
"""Squeezed letters of a title that two works hardly share by chance."""
SURE_TITLE = 50
MOST = 5


def find_composite(printed: Printed, listed: list[Weighed], catalogue: Catalogue) -> Match | None:
    """A conflict of two works, or None: each must be borne out by fields that the other contradicts.

    An entry with an identifier that the library does not know means a third work, which may well exist.
    """
    titled = [weighed for weighed in listed if _only_title(weighed)]
    if printed.fields.doi or printed.fields.pmid:
        return None
    if not titled or any(weighed.total >= ENOUGH for weighed in listed):
        return None
    owner = max(titled, key=lambda weighed: weighed.title_score * len(weighed.work.title or ""))
    works = catalogue.by_keys(people_keys_of(printed), limit=40)
    others = [weigh(printed, work) for work in works if work.id != owner.work.id]
    authored = [weighed for weighed in others if _only_people(printed, weighed)]
    if not authored:
        return None
    authored.sort(key=lambda weighed: -_closeness(printed, weighed))
    best = _closeness(printed, authored[0])
    meant = [weighed.work for weighed in authored if _closeness(printed, weighed) >= best - 0.5][:MOST]
    reasons = (
        f"the title is that of {owner.work.id}, whose authors are others",
        f"authors and journal are those of {meant[0].id}, which has another title",
        *(part.reason for part in owner.parts if part.agrees is False),
    )
    return Match(
        status="conflict", score=owner.score, reasons=reasons, works=(owner.work, *meant), conflict="composite"
    )


def has_long_title(weighed: Weighed) -> bool:
    """The string holds the whole title, and no short one: a work of another title is hardly meant."""
    return weighed.title_score >= WHOLE and len(weighed.work.title or "") >= SURE_TITLE


def _only_title(weighed: Weighed) -> bool:
    """The whole title agrees; the authors and most of the rest do not."""
    return (
        weighed.agrees("title") is True
        and weighed.title_score >= SAME
        and len(weighed.work.title or "") >= LONG_TITLE
        and weighed.agrees("authors") is False
        and weighed.count("year", "volume", "pages", "container", agree=True) <= 1
    )


def _only_people(printed: Printed, weighed: Weighed) -> bool:
    """All printed authors in their order and no more than the record has, the journal too, and another title."""
    stated = [family_key(family) for family in printed.families[:3]]
    held = [family_key(person.family) for person in weighed.work.authors[:3]]
    if not stated or stated != held[: len(stated)] or weighed.agrees("title") is True:
        return False
    if not printed.fields.et_al and len(printed.families) != len(weighed.work.authors):
        return False
    if len(stated) > 2 and weighed.agrees("container") is not False:
        return True
    return weighed.agrees("container") is True and len(printed.fields.title or "") >= TELLING_TITLE


def _closeness(printed: Printed, weighed: Weighed) -> float:
    stated = printed.fields.container
    names = weighed.work.all_containers
    journal = weighed.agrees("container") is True or bool(
        stated and any(same_container(stated, name) for name in names)
    )
    return 2.0 * journal + 1.0 * weighed.count("year", "volume", "pages", agree=True)
