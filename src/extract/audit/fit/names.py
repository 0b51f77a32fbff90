"""Whether a name in the text can be an author of an entry."""

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA

from extract.model import Citation, Paper, Person, ReferenceFields
from extract.text import lazy_re as re
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
        letter if letter.isalpha() else "" if letter in "'’‘`" else " "
        for letter in plain
        if not unicodedata.combining(letter)
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


def _alike(first: str, second: str) -> bool:
    """The same but for doubled letters, or one letter apart in seven, two in ten."""
    if first == second:
        return True
    shortest = min(len(first), len(second))
    if shortest < LONG_ENOUGH or first[0] != second[0]:
        return False
    return OSA.distance(_plain(first), _plain(second)) <= (2 if shortest >= VERY_LONG else 1)


def may_be(name: str, person: Person) -> bool:
    """Whether a name is perhaps the person's, badly spelt, or the given name: too near to call another's.

    >>> may_be("Garry", Person(family="Gray", given="PH")), may_be("Koichiro", Person(family="Hayashi", given="K"))
    (True, True)
    """
    stated, family, given = "".join(name_parts(name)), "".join(name_parts(person.family)), person.given[:1].lower()
    return bool(given and stated.startswith(given)) or (
        stated[:1] == family[:1] and OSA.distance(_plain(stated), _plain(family)) <= 2
    )


def _plain(name: str) -> str:
    """Doubled letters once, as transliterations print them either way."""
    return re.sub(r"(.)\1", r"\1", name)


def is_author(name: str, fields: ReferenceFields) -> bool:
    """Whether an entry prints an author of this name (an editor counts; a group by any of its words)."""
    return any(same_family(name, person) for person in (*fields.authors, *fields.editors))


def is_first_author(name: str, fields: ReferenceFields) -> bool:
    return bool(fields.authors) and is_family(name, fields.authors[0])


def authors_complete(fields: ReferenceFields) -> bool:
    """Whether the entry seems to list all its authors: no "et al.", and not the three or six that styles stop at."""
    return bool(fields.authors) and not fields.et_al and len(fields.authors) not in (3, 6)


NUMBER = re.compile(r"\d{1,4}$")
PRINTED_RANGE = re.compile(r"(\d{1,4})\s?[-–—‐−]\s?(\d{1,4})")
LONGEST_RANGE = 60
RANGE = re.compile(r"[\])]?\s?[-–—‐−]\s?[\[(]?")
LEAST_ORDERED = 0.75
FEWEST_ENTRIES = 6
MOST_CANDIDATES = 6


@dataclass(frozen=True, slots=True)
class Place:
    """How a citation stands in the order. `skipped`: labels due here that are cited nowhere, or only out of order.

    `rivals` is how many citations around could be the slip; `out_of_order` that this first mention comes too early.
    """

    skipped: tuple[str, ...] = ()
    never_cited: tuple[str, ...] = ()
    rivals: int = 0
    out_of_order: bool = False


def find_places(paper: Paper) -> dict[str, Place]:
    """For each citation of the running text in a list numbered by first mention; empty for other lists."""
    in_cells = {marker.id for marker in paper.markers if marker.sentence is None}
    listed = [citation for citation in paper.citations if NUMBER.match(citation.key) and citation.status == "linked"]
    listed.sort(key=lambda citation: citation.span)
    running = [citation for citation in listed if citation.marker not in in_cells]
    labels = [int(citation.key) for citation in running]
    first: dict[int, int] = {}
    for at, label in enumerate(labels):
        first.setdefault(label, at)
    firsts = sorted(first, key=lambda label: first[label])
    chain = _longest_rising(firsts)
    if len(firsts) < FEWEST_ENTRIES or len(chain) < LEAST_ORDERED * len(firsts):
        return {}
    elsewhere = {int(citation.key) for citation in listed if citation.marker in in_cells} | _in_ranges(
        paper.text, running
    )
    elsewhere |= {
        label
        for marker in paper.markers
        for low, high in PRINTED_RANGE.findall(paper.quote(marker))
        for label in range(int(low) + 1, int(high) + 1)
        if int(high) - int(low) < LONGEST_RANGE
    }
    return _places(running, labels, first, [0, *chain, max(labels) + 1], elsewhere)


def _places(
    running: Sequence[Citation], labels: list[int], first: dict[int, int], chain: list[int], elsewhere: set[int]
) -> dict[str, Place]:
    places: dict[str, Place] = {}
    ordered = set(chain)
    for lower, upper in pairwise(chain):
        start = first.get(lower, -1)
        end = first.get(upper, len(labels))
        skipped = [label for label in range(lower + 1, upper) if label not in elsewhere]
        loose = [at for at in range(start + 1, end) if not (labels[at] in ordered and first[labels[at]] == at)]
        known = skipped if len(loose) <= MOST_CANDIDATES and len(skipped) <= MOST_CANDIDATES else []
        for at in loose:
            label = labels[at]
            due = tuple(str(due_label) for due_label in known if due_label != label)
            places[running[at].id] = Place(
                skipped=due,
                never_cited=tuple(due_label for due_label in due if int(due_label) not in first),
                rivals=len(loose),
                out_of_order=first[label] == at and label > upper,
            )
    return places


def _in_ranges(text: str, running: Sequence[Citation]) -> set[int]:
    """The labels between two markers that only a dash parts: 9–11 cites 10, though no marker prints it."""
    inside: set[int] = set()
    for citation, other in pairwise(running):
        if citation.marker != other.marker and RANGE.fullmatch(text[citation.span.end : other.span.start]):
            inside.update(range(int(citation.key) + 1, int(other.key)))
    return inside


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """The longest strictly rising subsequence.

    >>> _longest_rising([1, 2, 9, 3, 4, 8, 5])
    [1, 2, 3, 4, 5]
    """
    tails: list[int] = []
    tail_at: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        place = bisect_left(tails, number)
        before.append(tail_at[place - 1] if place else -1)
        tails[place : place + 1] = [number]
        tail_at[place : place + 1] = [at]
    rising: list[int] = []
    at = tail_at[-1] if tail_at else -1
    while at >= 0:
        rising.append(numbers[at])
        at = before[at]
    return rising[::-1]
