"""What an entry of a reference list says, as fields."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A family name and given names or initials as printed; a group author has its name in `family`."""

    family: str
    given: str = ""
    is_group: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceFields:
    """The fields of a printed reference, as printed apart from mark-up and joined line breaks.

    `pages` keeps its printed form ("1163-1173", "e13", "249"); `type` is one of journal-article, book, chapter,
    conference, thesis, report, web, preprint, trial-registration, other; `other_id` keeps printed identifiers that
    are neither DOI nor PMID ("CNKI:SUN:GADZ.0.2023-03-010"). `doi_printed` is the DOI as printed where it is malformed.
    `year_suffix` is the letter in "2020a", or without a year what is printed in its place ("in press", "n.d.").
    """

    authors: tuple[Person, ...] = ()
    et_al: bool = False
    editors: tuple[Person, ...] = ()
    title: str | None = None
    container: str | None = None
    year: int | None = None
    year_suffix: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    doi: str | None = None
    doi_printed: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    url: str | None = None
    other_id: str | None = None
    publisher: str | None = None
    place: str | None = None
    type: str = "journal-article"
