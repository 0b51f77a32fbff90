"""Names of authors as files of records print them: persons in every order, groups, and many names in one field."""

from collections.abc import Iterable, Iterator
from itertools import islice

from extract.formats.record import MAX_AUTHORS, clean
from extract.model import Person
from extract.text import lazy_re as re
from extract.text.people import GROUP_CUE, UPPER

INITIALS = re.compile(rf"(?:[{UPPER}]\.?[-‐ ]?){{1,5}}")
"""Matches 'JA', 'M.A.', 'J.-P.', not 'Ann'."""
SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|2nd|3rd|4th)\.?", re.IGNORECASE)
SPLIT_SUFFIX = re.compile(r" (?P<suffix>(?:Jr|Sr|II|III|IV|2nd|3rd|4th)\.?)$", re.IGNORECASE)
UNKNOWN = re.compile(
    r"\(?:\(?(?:unac|unal|unap|unas|unav|unkn|none|null|tba|etal|at)\)?(?:\s.{0,60})?"
    r"|(?:\[?anon(?:ymous|\.)?\]?|not available|n/?a"
    r"|no authors? (?:listed|indicated)"
    r"|\[?no authors? listed\]?|unknown(?: author)?|et al\.?|others|none|null|\(?unavailable\)?)",
    re.IGNORECASE,
)
"""Matches DataCite's codes for a value that is not told (':(unav)', '(:unkn) unknown'), and what programs print."""
AND = re.compile(r" (?:and|&|und|et) ", re.IGNORECASE)
LEAST_GROUP = 2
LONGEST_INITIALS = 2
LONGEST_PERSON = 4
"""Words of a name without comma that may be a person's; longer ones are a group's."""


def people_in(fields: Iterable[str]) -> tuple[Person, ...]:
    """The persons and groups of fields, each of which may hold one name or a list of them."""
    found = (person for field in fields for name in listed_names(field) if (person := split_name(name)) is not None)
    return tuple(islice(found, MAX_AUTHORS))


def listed_names(field: str) -> Iterator[str]:
    """The names of a field that holds one, or several parted by semicolons, commas or "and".

    >>> list(listed_names("Roe, Ann; Bo, Carl")), list(listed_names("Ann Roe, Carl Bo, Dee Ek"))
    (['Roe, Ann', 'Bo, Carl'], ['Ann Roe', 'Carl Bo', 'Dee Ek'])
    >>> list(listed_names("Smitt, Anton, Jr.")), list(listed_names("de la Cruz Ramos, María"))
    (['Smitt, Anton, Jr.'], ['de la Cruz Ramos, María'])
    """
    bare = " ".join(field.split()).strip("; ")
    if ";" in bare and "&" not in bare.split(";")[0][-8:]:
        yield from (part.strip() for part in bare.split(";") if part.strip())
        return
    parts = [part.strip() for part in AND.sub(", ", bare).split(",") if part.strip()]
    if len(parts) > 1 and not GROUP_CUE.search(bare) and _are_names(parts, has_and=bool(AND.search(bare))):
        yield from parts
    elif bare:
        yield bare


def _are_names(parts: list[str], *, has_and: bool) -> bool:
    """Each part is a whole name: family and initials, or at least three of two words and more."""
    words = [part.split() for part in parts]
    if all(len(word) > 1 and INITIALS.fullmatch(word[-1]) and not SUFFIX.fullmatch(word[-1]) for word in words):
        return True
    return (len(parts) > 2 or has_and) and all(1 < len(word) <= LONGEST_PERSON for word in words)


def is_group(name: str) -> bool:
    """Whether a name without comma is that of an organisation, by its words.

    >>> is_group("World Health Organization"), is_group("Ludwig van Beethoven")
    (True, False)
    """
    parts = name.split()
    is_long = len(parts) > LONGEST_PERSON
    return len(parts) >= LEAST_GROUP and (bool(GROUP_CUE.search(name)) or parts[0].lower() == "the" or is_long)


def split_name(name: str) -> Person | None:
    """A name in one string: "Smith, John", "Smith JA", "John A. Smith"; a comma at its end makes it a group's.

    >>> split_name("Smith JA"), split_name("van der Berg, Jan"), split_name("John Smith")
    (Person(family='Smith', given='JA', is_group=False), Person(family='van der Berg', given='Jan', is_group=False), \
Person(family='Smith', given='John', is_group=False))
    >>> split_name("The Sound Trial Investigators,"), split_name("Smitt, Anton, Jr.")
    (Person(family='The Sound Trial Investigators', given='', is_group=True), \
Person(family='Smitt', given='Anton, Jr.', is_group=False))
    """
    bare = clean(name)
    if not bare or UNKNOWN.fullmatch(bare):
        return None
    if bare.endswith(",") and "," not in bare[:-1]:
        return Person(bare[:-1].strip(), is_group=True) if bare[:-1].strip() else None
    if "," in bare:
        return _inverted(bare)
    if is_group(bare):
        return Person(bare, is_group=True)
    suffix = SPLIT_SUFFIX.search(bare)
    if suffix and len(bare.split()) > LEAST_GROUP:
        person = split_name(bare[: suffix.start()])
        return person and Person(person.family, f"{person.given}, {suffix['suffix']}".strip(", "), person.is_group)
    return _in_order(bare.split())


def _inverted(bare: str) -> Person | None:
    """ "Smith, John", and "Smith, Jr., John" with the third part behind the given names."""
    family, _, rest = bare.partition(",")
    parts = [part.strip() for part in rest.split(",") if part.strip()]
    if not family.strip():
        return split_name(rest)
    if len(parts) > 1 and SUFFIX.fullmatch(parts[0]):
        parts = [*parts[1:], parts[0]]
    if GROUP_CUE.search(family) and len(family.split()) > 1 and not INITIALS.fullmatch(rest.strip() or "?"):
        return Person(bare, is_group=True)
    return Person(family.strip(), ", ".join(parts))


def _in_order(parts: list[str]) -> Person:
    """ "Smith JA" and "van der Berg J", or "John A. Smith" and "Jan van der Berg"."""
    last = parts[-1]
    if len(parts) > 1 and INITIALS.fullmatch(last) and not _is_shouted(parts):
        return Person(" ".join(parts[:-1]), last)
    start = next((at for at, part in enumerate(parts) if part.islower() and 0 < at < len(parts) - 1), len(parts) - 1)
    if parts[0].islower() and start == len(parts) - 1:
        start = 0
    return Person(" ".join(parts[start:]), " ".join(parts[:start]))


def _is_shouted(parts: list[str]) -> bool:
    """A name in capitals throughout: its last word may be a short family name ("JOHN LEE"), no initials."""
    return all(part.isupper() for part in parts) and len(parts[0]) > LONGEST_INITIALS < len(parts[-1])
