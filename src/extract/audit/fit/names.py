"""Whether a name in the text can be an author of an entry."""

import unicodedata
from functools import lru_cache

from extract.model import Person, ReferenceFields

PARTICLES = frozenset("van von de der den du la le di da dos del ten ter el al bin".split())
LONG_ENOUGH = 7
LETTERS = str.maketrans({"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i"})


@lru_cache(maxsize=50_000)
def name_parts(name: str) -> tuple[str, ...]:
    """The parts of a name in plain lower case, particles left out: "Méndez-Romero" -> mendez, romero.

    >>> name_parts("van Dams"), name_parts("O’Kane")
    (('dams',), ('okane',))
    """
    plain = unicodedata.normalize("NFKD", name.translate(LETTERS))
    letters = "".join(
        each if each.isalpha() else "" if each in "'’‘`" else " " for each in plain if not unicodedata.combining(each)
    )
    parts = tuple(part for part in letters.lower().split() if part not in PARTICLES)
    return tuple(part for part in parts if len(part) > 1) or parts


def same_family(name: str, person: Person) -> bool:
    """Whether a name can be a person's family name, in another order, spelling or with one letter wrong."""
    said = name_parts(name)
    listed = name_parts(person.family) + tuple(part for part in name_parts(person.given) if len(part) > 2)
    joined = "".join(name_parts(person.family))
    return "".join(said) == joined or any(_alike(one, other) for one in said for other in listed)


def _alike(one: str, other: str) -> bool:
    return one == other or (len(one) >= LONG_ENOUGH and len(other) >= LONG_ENOUGH and _one_letter_apart(one, other))


def _one_letter_apart(one: str, other: str) -> bool:
    """One letter changed, added, dropped, or two neighbours exchanged."""
    if abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, others = one[start:], other[start:]
    swapped = (
        len(rest) > 1 and len(others) > 1 and rest[0] == others[1] and rest[1] == others[0] and rest[2:] == others[2:]
    )
    return rest[1:] == others[1:] or rest[1:] == others or rest == others[1:] or swapped


def is_author(name: str, fields: ReferenceFields) -> bool:
    """Whether an entry prints an author of this name (an editor counts; a group by any of its words)."""
    return any(same_family(name, person) for person in (*fields.authors, *fields.editors))


def is_first_author(name: str, fields: ReferenceFields) -> bool:
    return bool(fields.authors) and same_family(name, fields.authors[0])


def authors_complete(fields: ReferenceFields) -> bool:
    """Whether the entry seems to list all its authors: fewer than three names and no "et al.", or a printed end."""
    return bool(fields.authors) and not fields.et_al and len(fields.authors) not in (3, 6)
