"""A printed reference, prepared for being held against records: its words in order, and what stands outside a title.

The string itself is used beside its parsed fields, since printing loses spaces ("McKeownNM, MeigsJB", "Gastrointest
Endosc200867910923") and no parser gets all of that back.
"""

import re
from dataclasses import dataclass
from itertools import accumulate

from extract.model import ReferenceFields
from extract.text.keys import family_key, first_page, key_of, people_keys, place_keys
from extract.text.similarity import words

FIRST_FAMILY = re.compile(
    r"""^[\W\d]{0,12}                               # a label
        ((?:(?:van|von|de|del|della|der|den|di|da|du|la|le|el|al|ten|ter|dos)\s){0,3}
        [^\W\d_a-z][^\W\d_A-Z]{1,20}                # Sørensen
        (?:['’‐-][^\W\d_]?[^\W\d_A-Z]{1,20}){0,2})""",
    re.VERBOSE | re.IGNORECASE,
)
NAME_THEN_INITIALS = re.compile(r"([^\W\d_]['’‐\-\w]{1,24}(?: [^\W\d_]['’‐\-\w]{2,24})?),? [^\W\d_a-z]{1,3}\b")
NUMBER = re.compile(r"[a-z]{0,2}\d{1,9}")
YEAR = re.compile(r"(?:1[89]|20)\d\d")
MOST_NUMBERS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """The string's words, where each begins in the squeezed string, the squeezed string, families and fields."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    squeezed: str
    families: tuple[str, ...]
    fields: ReferenceFields

    def around(self, start: int, end: int) -> tuple[list[str], list[str]]:
        """The words before and after a stretch of the squeezed string; a word that it cuts gives its rest."""
        before, after = [], []
        for word, at in zip(self.words, self.starts, strict=True):
            if at < start:
                before.append(word[: start - at])
            if at + len(word) > end:
                after.append(word[max(0, end - at) :])
        return before, after


def prepare(fields: ReferenceFields, printed: str) -> Printed:
    """From the fields and the string as printed; without a string, from the fields alone."""
    text = printed or _text_of(fields)
    listed = words(text[:6000])
    ends = list(accumulate(map(len, listed)))
    return Printed(
        words=tuple(listed),
        starts=tuple(end - len(word) for end, word in zip(ends, listed, strict=True)),
        squeezed="".join(listed),
        families=_families(fields, text),
        fields=fields,
    )


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


def numbers_in(listed: list[str]) -> list[str]:
    """The numbers among words as keys know them ("e13196", "971"), also those that cling to a word."""
    found = [number for word in listed for number in NUMBER.findall(word)]
    return [number.lstrip("0") or "0" for number in found]


def years_in(listed: list[str]) -> list[int]:
    """Four digits that can be a year, in order."""
    return [int(word) for word in numbers_in(listed) if YEAR.fullmatch(word)]


def place_keys_of(printed: Printed) -> list[int]:
    """Where the reference may stand, from its fields and from any three numbers that can be year, volume, page."""
    fields, keys = printed.fields, []
    keys += place_keys(year=fields.year, volume=fields.volume, pages=fields.pages, families=printed.families)
    found = numbers_in(list(printed.words))[-MOST_NUMBERS:]
    years = [number for number in found if YEAR.fullmatch(number)]
    first = family_key(printed.families[0]) if printed.families else ""
    for at, volume in enumerate(found):
        if first:
            keys.append(key_of("a", first, volume))
        for page in found[at + 1 : at + 4]:
            keys += (key_of("p", year, volume, first_page(page) or page) for year in years if year not in (volume, page))
    return keys


def people_keys_of(printed: Printed) -> list[int]:
    """Who may have written it."""
    fields = printed.fields
    years = [fields.year] if fields.year else years_in(list(printed.words))[:2]
    keys = [
        key for year in years or [None] for key in people_keys(families=printed.families, year=year, container=fields.container)
    ]
    return list(dict.fromkeys(keys))
