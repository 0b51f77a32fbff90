"""Whether a name in the text can be an author of an entry."""

import re
import unicodedata
from functools import lru_cache

from extract.model import Person, ReferenceFields
from extract.text.words import word_set

PARTICLES = word_set("name_particles")
LONG_ENOUGH = 7
VERY_LONG = 10
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
    """Whether a name can be a person's family name, in another order or transliteration, or with letters wrong."""
    stated = name_parts(name)
    listed = name_parts(person.family) + tuple(part for part in name_parts(person.given) if len(part) > 2)
    joined = "".join(name_parts(person.family))
    return _alike("".join(stated), joined) or any(_alike(name, other) for name in stated for other in listed)


def is_family(name: str, person: Person) -> bool:
    """Whether a name is a person's family name, whole: half of a compound name is another name.

    >>> is_family("Smith", Person(family="Smith-Jones")), is_family("Smith-Miller", Person(family="Smith-Jones"))
    (True, False)
    """
    stated, family = set(name_parts(name)), set(name_parts(person.family))
    return bool(stated) and (stated <= family or _alike("".join(name_parts(name)), "".join(name_parts(person.family))))


def _alike(one: str, other: str) -> bool:
    """The same but for doubled letters, or one letter apart in seven, two in ten."""
    if one == other:
        return True
    shortest = min(len(one), len(other))
    if shortest < LONG_ENOUGH or one[0] != other[0]:
        return False
    return _distance(_plain(one), _plain(other)) <= (2 if shortest >= VERY_LONG else 1)


def may_be(name: str, person: Person) -> bool:
    """Whether a name is perhaps the person's, badly spelt, or the given name: too near to call another's.

    >>> may_be("Garry", Person(family="Gray", given="PH")), may_be("Koichiro", Person(family="Hayashi", given="K"))
    (True, True)
    """
    stated, family, given = "".join(name_parts(name)), "".join(name_parts(person.family)), person.given[:1].lower()
    return bool(given and stated.startswith(given)) or (
        stated[:1] == family[:1] and _distance(_plain(stated), _plain(family)) <= 2
    )


def _plain(name: str) -> str:
    """Doubled letters once, as transliterations print them either way."""
    return re.sub(r"(.)\1", r"\1", name)


def _distance(one: str, other: str) -> int:
    """Letters changed, added, dropped, or neighbours exchanged, up to 3.

    >>> _distance("moghadam", "mogadam"), _distance("klein", "kleni")
    (1, 1)
    """
    if abs(len(one) - len(other)) > 2:
        return 3
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


def is_author(name: str, fields: ReferenceFields) -> bool:
    """Whether an entry prints an author of this name (an editor counts; a group by any of its words)."""
    return any(same_family(name, person) for person in (*fields.authors, *fields.editors))


def is_first_author(name: str, fields: ReferenceFields) -> bool:
    return bool(fields.authors) and is_family(name, fields.authors[0])


def authors_complete(fields: ReferenceFields) -> bool:
    """Whether the entry seems to list all its authors: no "et al.", and not the three or six that styles stop at."""
    return bool(fields.authors) and not fields.et_al and len(fields.authors) not in (3, 6)
