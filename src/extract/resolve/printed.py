"""A printed reference, prepared for being held against records: its words in order, and what stands outside a title.

The string itself is used beside its parsed fields, since printing loses spaces ("McKeownNM, MeigsJB", "Gastrointest
Endosc200867910923") and no parser gets all of that back.
"""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

from extract.model import ReferenceFields
from extract.text import lazy_re as re
from extract.text.identifiers import find_dois
from extract.text.keys import family_key, key_of, people_keys, place_keys
from extract.text.similarity import words
from extract.text.words import alternatives

FIRST_FAMILY = re.compile(
    rf"""^[\W\d]{{0,12}}                               # a label
        ((?:(?:{alternatives("name_particles")})\s){{0,3}}
        [^\W\d_a-z][^\W\d_A-Z]{{1,20}}                # Sørensen
        (?:['’‐-][^\W\d_]?[^\W\d_A-Z]{{1,20}}){{0,2}})""",
    re.VERBOSE | re.IGNORECASE,
)
NAME_THEN_INITIALS = re.compile(r"([^\W\d_]['’‐\-\w]{1,24}(?: [^\W\d_]['’‐\-\w]{2,24})?),? [^\W\d_a-z]{1,3}\b")
NUMBER = re.compile(r"[a-z]{0,2}\d{1,9}")
LABEL = re.compile(r"^\s{0,4}[\[(]?\d{1,4}[\])]?[.)]?\s{1,4}(?=[^\W\d])")
YEAR = re.compile(r"(?:1[89]|20)\d\d")
MOST_NUMBERS = 10
LONGEST = 6000


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The string's words and numbers with their places in the squeezed string, that string, families and fields."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    numbers: tuple[tuple[int, str], ...]
    squeezed: str
    families: tuple[str, ...]
    fields: ReferenceFields

    def numbers_outside(self, start: int, end: int) -> list[str]:
        """The numbers that a stretch does not hold."""
        return [number for at, number in self.numbers if not start <= at < end]

    def words_before(self, end: int) -> tuple[str, ...]:
        """The words that begin before a place."""
        return self.words[: bisect_left(self.starts, end)]


def prepare(fields: ReferenceFields, printed: str) -> Printed:
    """From the fields and the string as printed; without a string, from the fields alone."""
    text = _without_identifiers(printed) or _text_of(fields)
    listed = words(text[:LONGEST])
    ends = list(accumulate(map(len, listed)))
    starts = tuple(end - len(word) for end, word in zip(ends, listed, strict=True))
    numbers = (
        (at + found.start(), found.group().lstrip("0") or "0")
        for at, word in zip(starts, listed, strict=True)
        for found in NUMBER.finditer(word)
    )
    return Printed(
        words=tuple(listed),
        starts=starts,
        numbers=tuple(numbers),
        squeezed="".join(listed),
        families=_families(fields, text),
        fields=fields,
    )


def _without_identifiers(printed: str) -> str:
    """The string without label and DOIs: their digits would pass for volume and page."""
    printed = LABEL.sub("", printed)
    for found in reversed(find_dois(printed) if "10." in printed else ()):
        printed = f"{printed[: found.start]} {printed[found.end :]}"
    return printed


def _text_of(fields: ReferenceFields) -> str:
    names = ", ".join(f"{person.family} {person.given}" for person in fields.authors)
    parts = (names, fields.title, fields.container, fields.year, fields.volume, fields.issue, fields.pages)
    return ". ".join(str(part) for part in parts if part)


def _families(fields: ReferenceFields, text: str) -> tuple[str, ...]:
    if fields.authors:
        return tuple(person.family for person in fields.authors if person.family)
    names = NAME_THEN_INITIALS.findall(text[:200])
    if names:
        return tuple(names[:3])
    first = FIRST_FAMILY.match(text[:80])
    return (first.group(1),) if first else ()


def years_in(numbers: list[str]) -> list[int]:
    """Four digits that can be a year, in order."""
    return [int(number) for number in numbers if YEAR.fullmatch(number)]


def field_keys_of(printed: Printed) -> list[int]:
    """Where the reference stands, by its parsed fields."""
    fields = printed.fields
    return list(place_keys(year=fields.year, volume=fields.volume, pages=fields.pages, families=printed.families))


def number_keys_of(printed: Printed) -> list[int]:
    """Where it may stand, by any three numbers of the string that can be year, volume and first page."""
    keys: list[int] = []
    found = [number for _, number in printed.numbers][-MOST_NUMBERS:]
    years = [number for number in found if YEAR.fullmatch(number)]
    first = family_key(printed.families[0]) if printed.families else ""
    for at, volume in enumerate(found):
        if first:
            keys.append(key_of("a", first, volume))
        for page in found[at + 1 : at + 4]:
            keys += (key_of("p", year, volume, page) for year in years if year not in (volume, page))
    return keys


def people_keys_of(printed: Printed) -> list[int]:
    """Who may have written it."""
    fields, families = printed.fields, printed.families
    years = [fields.year] if fields.year else years_in([number for _, number in printed.numbers])[:2]
    keys: list[int] = []
    keys += people_keys(families=families, year=None, container=fields.container)
    for year in years:
        keys += people_keys(families=families, year=year, container=None)
    return list(dict.fromkeys(keys))
