"""How well a record and a printed reference agree, field by field, in log-odds that add up.

The weights are the logarithms of two rates: how often a field agrees in a reference that means the record, and how
often by chance in one that does not. They were set on strings of known works and on strings of works that the library
does not hold, and are the same for every field of medicine.
"""

import re
from dataclasses import dataclass
from math import exp
from typing import Literal

from rapidfuzz import fuzz

from extract.model import Work
from extract.resolve.printed import Printed, years_in
from extract.text.containers import same_container
from extract.text.keys import family_key, first_number, first_page
from extract.text.similarity import find_title, numbers_differ, squeeze, words

Field = Literal["identifier", "title", "authors", "year", "volume", "pages", "container"]

PRIOR = -9.0
"""Before anything is compared: one record in some ten thousand that share a key is the one meant."""

TELLING = (
    "not no pro con without against i ii iii iv v first second third final interim update protocol reply erratum "
    "correction corrigendum retraction comment men women male female boys girls children adults rats mice"
)
TELLING_WORDS = frozenset(TELLING.split())
TURNED = ", but for a word that tells papers apart"
SUBTITLE = re.compile(r"[:.?] ")
SHORT_TITLE = 30
"""Squeezed letters below which a title's agreement says less."""


@dataclass(frozen=True, slots=True)
class Part:
    """One field held against the record: whether it agrees (None: cannot be told), its weight, and the words for it."""

    field: Field
    agrees: bool | None
    weight: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A candidate with all that speaks for and against it."""

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
        return tuple(part.reason for part in self.parts if part.reason)

    def agrees(self, field: Field) -> bool | None:
        """Whether a field agrees; None where it could not be compared."""
        return next((part.agrees for part in self.parts if part.field == field), None)

    def count(self, *fields: Field, agree: bool) -> int:
        """How many of the fields agree, or how many do not."""
        return sum(1 for part in self.parts if part.field in fields and part.agrees is agree)


def weigh(printed: Printed, work: Work) -> Weighed:
    """All fields of a record against the string."""
    title = squeeze(work.title or "")
    score, start, end = _locate(work.title or "", title, printed)
    numbers = printed.numbers_outside(start, end)
    tail = printed.squeezed[end:]
    parts = [
        _identifier(printed, work),
        _title(printed, work, title, score, printed.squeezed[start:end]),
        _authors(printed, work, start or len(printed.squeezed)),
        *_places(printed, work, numbers, tail),
        _container(printed, work, tail),
    ]
    return Weighed(work=work, parts=tuple(part for part in parts if part), title_score=score)


def _locate(whole: str, title: str, printed: Printed) -> tuple[float, int, int]:
    """Where the title stands; a title without its subtitle is nearly as good; a poor likeness has no place."""
    if not title:
        return 0.0, 0, 0
    score, start, end = find_title(title, printed.squeezed)
    main = squeeze(SUBTITLE.split(whole, maxsplit=1)[0])
    if score < 0.95 and SHORT_TITLE <= len(main) < len(title) and main in printed.squeezed:
        start = printed.squeezed.index(main)
        return 0.93, start, start + len(main)
    return (score, start, end) if score >= 0.88 else (score, 0, 0)


def _identifier(printed: Printed, work: Work) -> Part | None:
    fields = printed.fields
    for name, said, held in (("DOI", fields.doi, work.doi), ("PMID", fields.pmid, work.pmid)):
        if said and held:
            same = said.lower() == held
            reason = f"{name} agrees" if same else f"{name} differs: {said} printed, {held} in the record"
            return Part("identifier", same, 9.0 if same else -3.0, reason)
    return None


def _title(printed: Printed, work: Work, title: str, score: float, stretch: str) -> Part | None:
    if not title:
        return None
    said = printed.fields.title
    if said and score < 0.97:
        score = max(score, fuzz.ratio(squeeze(said), title) / 100)
    enough = min(1.0, len(title) / SHORT_TITLE)
    if 0.8 <= score < 1 and numbers_differ(said or stretch, work.title or ""):
        return Part("title", False, -4.0, f"a number in the title differs: “{work.title}” in the record")
    turned = -4.0 if score < 1 and _is_turned(said, work.title or "") else 0.0
    if score >= 0.95:
        return Part("title", None if turned else True, 9.0 * enough + turned, "title agrees" + TURNED * bool(turned))
    if score >= 0.88:
        reason = "title agrees apart from small differences" + TURNED * bool(turned)
        return Part("title", None if turned else True, 7.0 * enough + turned, reason)
    if score >= 0.78:
        return Part("title", None, 3.0 * enough, f"title is similar: “{work.title}” in the record")
    if said is None and score < 0.6:
        return Part("title", None, 0.0, "no title printed")
    return Part("title", False, -2.0 if score >= 0.65 else -5.0, f"title differs: “{work.title}” in the record")


def _is_turned(said: str | None, held: str) -> bool:
    """A word that makes another paper of it stands in one title only: pro and con, part I and part II."""
    return bool(said) and not TELLING_WORDS.isdisjoint(set(words(said or "")) ^ set(words(held)))


def _authors(printed: Printed, work: Work, end: int) -> Part | None:
    """`end` is where the title begins, or the end of the string."""
    if not work.authors:
        return None
    head = printed.words_before(end)
    families = [family_key(person.family) for person in work.authors[:6]]
    said = [family_key(family) for family in printed.families[:6]]
    zone = printed.squeezed[:end].lstrip("0123456789")
    if families[0] and (_is_first(families[0], said, zone)):
        others = sum(1 for family in families[1:3] if _is_named(family, said, zone, head))
        return Part("authors", True, 3.5 + 0.7 * others, "first author agrees" + (", and others" if others else ""))
    if any(_is_named(family, said, zone, head) for family in families):
        return Part("authors", None, 0.5, "an author agrees, but not as the first")
    if work.authors[0].is_group or (printed.fields.authors and printed.fields.authors[0].is_group):
        return Part("authors", None, -1.0, "a group against persons")
    if not printed.families:
        return Part("authors", None, -1.0, "no authors printed")
    return Part("authors", False, -5.0, f"authors differ: {work.authors[0].family} in the record")


def _is_first(family: str, said: list[str], zone: str) -> bool:
    if said and (said[0] == family or fuzz.ratio(said[0], family) >= 84):
        return True
    if len(family) >= 5 and said and (said[0].startswith(family) or (len(said[0]) >= 5 and family.startswith(said[0]))):
        return True
    return len(family) >= 4 and 0 <= zone.find(family) <= 4


def _is_named(family: str, said: list[str], zone: str, head: tuple[str, ...]) -> bool:
    return family in said or family in head or (len(family) >= 5 and family in zone)


def _places(printed: Printed, work: Work, listed: list[str], tail: str) -> list[Part | None]:
    numbers, years = set(listed), years_in(listed)
    if printed.fields.year:
        years = [printed.fields.year, *years]
    volume, page = first_number(work.volume), first_page(work.pages)
    if volume and page and work.year and f"{work.year}{volume}{page}" in tail:
        numbers |= {volume, page}
        years.append(work.year)
    return [
        _year(work, years),
        _volume(printed, volume, numbers - {str(work.year)}),
        _page(printed, page, numbers),
    ]


def _year(work: Work, years: list[int]) -> Part | None:
    if not work.year or not years:
        return None
    if work.year in years:
        return Part("year", True, 2.0, "year agrees")
    if min(abs(year - work.year) for year in years) == 1:
        return Part("year", None, -0.3, f"year differs by one: {years[0]} printed, {work.year} in the record")
    return Part("year", False, -2.5, f"year differs: {years[0]} printed, {work.year} in the record")


def _volume(printed: Printed, volume: str | None, numbers: set[str]) -> Part | None:
    said = first_number(printed.fields.volume)
    if not volume or not (said or numbers):
        return None
    if volume == said or volume in numbers:
        return Part("volume", True, 2.5, "volume agrees")
    shown = said or "another"
    return Part("volume", False, -1.5, f"volume differs: {shown} printed, {volume} in the record")


def _page(printed: Printed, page: str | None, numbers: set[str]) -> Part | None:
    said = first_page(printed.fields.pages)
    if not page or not (said or numbers):
        return None
    digits = page.lstrip("abcdefghijklmnopqrstuvwxyz").lstrip("0")
    if page in (said, *numbers) or (len(digits) >= 3 and digits in numbers):
        return Part("pages", True, 4.0, "first page agrees")
    shown = said or "another"
    return Part("pages", False, -2.0, f"first page differs: {shown} printed, {page} in the record")


def _container(printed: Printed, work: Work, tail: str) -> Part | None:
    names = [name for name in (work.container, work.container_short) if name]
    if not names:
        return None
    said = printed.fields.container
    if any(squeeze(name) in tail for name in names) or (said and any(same_container(said, name) for name in names)):
        return Part("container", True, 1.5, "container agrees")
    if said:
        return Part("container", False, -1.0, f"container differs: {said} printed, {names[0]} in the record")
    return None
