"""How well a record and a printed reference agree, field by field, in log-odds that add up.

The weights are the logarithms of two rates: how often a field agrees in a reference that means the record, and how
often by chance in one that does not. They were set on strings of known works and on strings of works that the library
does not hold, and are the same for every field of medicine.
"""

from dataclasses import dataclass, replace
from math import exp
from typing import Literal

from rapidfuzz import fuzz

from extract.model import Work
from extract.resolve.printed import Printed, years_in
from extract.text import lazy_re as re
from extract.text.keys import family_key, first_number, first_page
from extract.text.similarity import bare_title, find_title, numbers_differ, same_container, squeeze, words
from extract.text.words import word_set

Field = Literal["identifier", "title", "authors", "year", "volume", "pages", "container"]

PRIOR = -9.0
"""Before anything is compared: one record in some ten thousand that share a key is the one meant."""


@dataclass(frozen=True, slots=True)
class Part:
    """One field held against the record: whether it agrees (None: cannot be told), its weight, and the words for it."""

    field: Field
    agrees: bool | None
    weight: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A candidate; `title_score` is how much of its title the string holds."""

    work: Work
    parts: tuple[Part, ...]
    title_score: float

    @property
    def total(self) -> float:
        return PRIOR + sum(part.weight for part in self.parts)

    @property
    def score(self) -> float:
        return 1 / (1 + exp(-max(-30.0, min(30.0, self.total))))

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(part.reason for part in self.parts)

    def agrees(self, field: Field) -> bool | None:
        """Whether a field agrees; None where it could not be compared."""
        return next((part.agrees for part in self.parts if part.field == field), None)

    def count(self, *fields: Field, agree: bool) -> int:
        """How many of the fields agree, or how many do not."""
        return sum(1 for part in self.parts if part.field in fields and part.agrees is agree)


LIKE_NAMES = 84
"""Likeness (of 100) from which two first authors are one, typed twice: one letter in six."""
TELLING_NAME = 5
"""Letters of a family name that does not begin another one, or stand in one, by chance."""


def weigh(printed: Printed, work: Work) -> Weighed:
    """All fields of a record against the string."""
    score, start, end = locate(bare_title(work.title or ""), printed)
    title = compare_titles(printed, work, score, printed.squeezed[start:end])
    parts = [
        _identifier(printed, work),
        title,
        _authors(printed, work, start or len(printed.squeezed)),
        *compare_places(printed, work, start, end),
        _container(printed, work, printed.squeezed[end:]),
    ]
    return Weighed(work=work, parts=_in_view_of_all(tuple(part for part in parts if part), score), title_score=score)


def _in_view_of_all(parts: tuple[Part, ...], title_score: float) -> tuple[Part, ...]:
    """Fields that weigh more, or less, beside others.

    Where author, year, volume and page agree, another title is a short, translated or damaged one. Where journal and
    volume agree, another page is another paper of that volume, unless the title is the same to the letter.
    """
    agreeing: set[Field] = {part.field for part in parts if part.agrees}
    if {"authors", "year", "volume", "pages"} <= agreeing:
        return tuple(replace(part, weight=max(part.weight, -2.0)) if part.field == "title" else part for part in parts)
    if {"container", "volume"} <= agreeing and title_score < 1:
        return tuple(
            replace(part, weight=part.weight - 3.0) if part.field == "pages" and part.agrees is False else part
            for part in parts
        )
    return parts


def _identifier(printed: Printed, work: Work) -> Part | None:
    """One identifier that agrees is enough; PubMed's number is the surer of the two."""
    fields, differs = printed.fields, None
    for name, stated, held in (("PMID", fields.pmid, work.pmid), ("DOI", fields.doi, work.doi)):
        if stated and held and stated.lower() == held:
            return Part("identifier", True, 9.0, f"{name} agrees")
        if stated and held and differs is None:
            differs = Part("identifier", False, -3.0, f"{name} differs: {stated} printed, {held} in the record")
    return differs


def _authors(printed: Printed, work: Work, end: int) -> Part | None:
    """`end` is where the title begins, or the end of the string."""
    if not work.authors:
        return None
    head = printed.words_before(end)
    families = [family_key(person.family) for person in work.authors[:6]]
    stated = [family_key(family) for family in printed.families[:6]]
    zone = printed.squeezed[:end].lstrip("0123456789")
    if families[0] and _is_first(families[0], stated, zone):
        others = sum(1 for family in families[1:3] if _is_named(family, stated, zone, head))
        return Part("authors", True, 3.5 + 0.7 * others, "first author agrees" + (", and others" if others else ""))
    if any(_is_named(family, stated, zone, head) for family in families):
        return Part("authors", None, 0.0, "an author agrees, but not as the first")
    if work.authors[0].is_group or (printed.fields.authors and printed.fields.authors[0].is_group):
        return Part("authors", None, -1.0, "a group against persons")
    if not printed.families:
        return Part("authors", None, -1.0, "no authors printed")
    return Part("authors", False, -5.0, f"authors differ: {work.authors[0].family} in the record")


def _is_first(family: str, names: list[str], zone: str) -> bool:
    if names and (names[0] == family or fuzz.ratio(names[0], family) >= LIKE_NAMES):
        return True
    begins = names and (names[0].startswith(family) or (len(names[0]) >= TELLING_NAME and family.startswith(names[0])))
    if len(family) >= TELLING_NAME and begins:
        return True
    return len(family) >= 4 and 0 <= zone.find(family) <= 4


def _is_named(family: str, names: list[str], zone: str, head: tuple[str, ...]) -> bool:
    return family in names or family in head or (len(family) >= TELLING_NAME and family in zone)


def _container(printed: Printed, work: Work, tail: str) -> Part | None:
    names = work.all_containers
    if not names:
        return None
    stated = printed.fields.container
    if any(squeeze(name) in tail for name in names) or (stated and any(same_container(stated, name) for name in names)):
        return Part("container", True, 1.5, "container agrees")
    if stated:
        return Part("container", False, -1.0, f"container differs: {stated} printed, {names[0]} in the record")
    return None


SUBTITLE = re.compile(r"[:.?] ")
SHORT_TITLE = 30
"""Squeezed letters below which a title's agreement says less."""
SAME, NEARLY_SAME, SIMILAR, ANOTHER = 0.95, 0.88, 0.78, 0.65
"""Shares of a title's letters found in order in the string: from which on it agrees, agrees apart from small
differences (typing, a word left out), or is similar; below the last it is the title of another paper. Chosen on 343
strings of known works as other articles print them and 131 strings of works that the library does not hold."""
WITHOUT_SUBTITLE = 0.93
"""What a title counts as that is printed without its subtitle."""
WHOLE = 0.97
"""A title found so well in the string stands there whole, and is not sought in the parsed field."""
NUMBERS_TELL = 0.8
"""From this likeness on a number that differs makes another paper of it (part 1 and part 2)."""
NONE_PRINTED = 0.6
"""Below this, a string without a parsed title is one that prints none."""
LEAST_SHARE = 0.7
"""A record's title that is less of the printed one than this may be another, shorter title that it contains."""

TELLING_WORDS = word_set("telling_titles")


def locate(title: str, printed: Printed) -> tuple[float, int, int]:
    """Where a title stands in the squeezed string, and how much of it; a poor likeness has no place.

    A title without its subtitle is nearly as good, where it is long, or where it is the whole title printed.
    """
    squeezed = squeeze(title)
    if not squeezed:
        return 0.0, 0, 0
    score, start, end = find_title(squeezed, printed.squeezed)
    main = squeeze(SUBTITLE.split(title, maxsplit=1)[0])
    whole = squeeze(printed.fields.title or "") == main
    if (
        score < SAME
        and len(main) < len(squeezed)
        and (whole or (len(main) >= SHORT_TITLE and main in printed.squeezed))
    ):
        start = max(0, printed.squeezed.find(main))
        return WITHOUT_SUBTITLE, start, start + len(main)
    return (score, start, end) if score >= NEARLY_SAME else (score, 0, 0)


def compare_titles(printed: Printed, work: Work, score: float, stretch: str) -> Part | None:
    """The title's part. `stretch` is what stands at its place."""
    held = bare_title(work.title or "")
    title, stated = squeeze(held), printed.fields.title
    if not title:
        return None
    spelled = squeeze(stated) if stated else ""
    if spelled and score < WHOLE:
        score = max(score, fuzz.ratio(spelled, title) / 100)
    enough = min(1.0, min(len(title), len(stretch) or len(title)) / SHORT_TITLE)
    if NUMBERS_TELL <= score < 1 and numbers_differ(stated or stretch, held):
        return Part("title", False, -4.0, f"a number in the title differs: “{work.title}” in the record")
    if SIMILAR <= score < 1 and _is_turned(stated, held):
        reason = f"title agrees but for a word that tells papers apart: “{work.title}” in the record"
        return Part("title", None, 7.0 * enough - 4.0, reason)
    if score >= NEARLY_SAME and spelled and len(title) < LEAST_SHARE * len(spelled):
        return Part("title", None, 5.0 * enough, f"title agrees in part: “{work.title}” in the record")
    if score >= SAME:
        return Part("title", True, 9.0 * enough, "title agrees")
    if score >= NEARLY_SAME:
        return Part("title", True, 7.0 * enough, "title agrees apart from small differences")
    if score >= SIMILAR:
        return Part("title", None, 3.0 * enough, f"title is similar: “{work.title}” in the record")
    if stated is None and score < NONE_PRINTED:
        return Part("title", None, 0.0, "no title printed")
    return Part("title", False, -2.0 if score >= ANOTHER else -5.0, f"title differs: “{work.title}” in the record")


def _is_turned(stated: str | None, held: str) -> bool:
    """A word that makes another paper of it stands in one title only: pro and con, part I and part II."""
    return bool(stated) and not TELLING_WORDS.isdisjoint(set(words(stated or "")) ^ set(words(held)))


LETTERS = "abcdefghijklmnopqrstuvwxyz"
COCHRANE = "cd0"
"""Cochrane reviews keep their number through all updates: only the year tells the versions apart."""


def compare_places(printed: Printed, work: Work, start: int, end: int) -> list[Part | None]:
    """Year, volume and first page; `start` and `end` are the title's, whose numbers do not count."""
    listed = printed.numbers_outside(start, end)
    numbers, years = set(listed), years_in(listed)
    if printed.fields.year:
        years = [printed.fields.year, *years]
    volume, page = first_number(work.volume), first_page(work.pages)
    for year in work.all_years if volume and page else ():
        if f"{year}{volume}{page}" in printed.squeezed[end:]:
            numbers |= {volume or "", page or ""}
            years.append(year)
    numbers -= {str(year) for year in work.all_years}
    return [_year(work, years, page), _volume(printed, volume, numbers), _page(printed, page, numbers - {volume or ""})]


def _year(work: Work, years: list[int], page: str | None) -> Part | None:
    if not work.year or not years:
        return None
    if not set(work.all_years).isdisjoint(years):
        return Part("year", True, 2.0, "year agrees")
    stated = f"{years[0]} printed, {work.year} in the record"
    if page and page.startswith(COCHRANE):
        return Part("year", False, -9.0, f"another version of a Cochrane review: {stated}")
    if min(abs(year - held) for year in years for held in work.all_years) == 1:
        return Part("year", None, -0.3, f"year differs by one: {stated}")
    return Part("year", False, -2.5, f"year differs: {stated}")


def _volume(printed: Printed, volume: str | None, numbers: set[str]) -> Part | None:
    stated = first_number(printed.fields.volume)
    if not volume or not (stated or numbers):
        return None
    if volume == stated or volume in numbers:
        return Part("volume", True, 2.5, "volume agrees")
    return Part("volume", False, -1.8, f"volume differs: {stated or 'another'} printed, {volume} in the record")


def _page(printed: Printed, page: str | None, numbers: set[str]) -> Part | None:
    stated = first_page(printed.fields.pages)
    if not page or not (stated or numbers):
        return None
    digits = page.lstrip(LETTERS).lstrip("0")
    if page in (stated, *numbers) or (len(digits) >= 3 and digits in numbers):
        return Part("pages", True, 4.5, "first page agrees")
    return Part("pages", False, -2.3, f"first page differs: {stated or 'another'} printed, {page} in the record")
