"""Keys by which a printed reference finds the works it may mean: numbers, the same for a record and for a string.

Three families, in namespaces of their own: runs of three title words (the four lowest of a title are stored, all of
a string are asked), places (year, volume and first page; author and page), and people (the first two authors; the
first author with the year, or with the journal's initials).
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b

from extract.text import lazy_re as re
from extract.text.similarity import bare_title, container_initials, squeeze, words
from extract.text.words import word_set

SHORTEST_TITLE = 30
"""Letters and digits; shorter titles do not tell works apart."""

TITLE_KEYS = 4
"""How many of a title's runs are stored: one lost word breaks three runs, four survivors of ten are enough."""


SMALL_WORDS = word_set("title_small")
COMMON_WORDS = word_set("title_common")
PARTICLES = word_set("name_particles")

FIRST_PAGE = re.compile(r"[A-Za-z]{0,3}\d{1,9}")
NUMBER = re.compile(r"[A-Za-z]{0,2}\d{1,9}")


def title_mark(title: str | None) -> int | None:
    """A number for a title's letters and digits; None for titles too short to tell works apart."""
    letters = squeeze(title or "")
    return key_of("title", letters) if len(letters) >= SHORTEST_TITLE else None


def work_marks(title: str | None, family: str | None, years: Iterable[int]) -> Iterator[int]:
    """Numbers for title, first author and each year, by which a work without identifier is known again.

    None for a title that is too short to tell works apart ("Editorial").
    """
    letters = squeeze(bare_title(title or ""))
    if family and len(letters) >= SHORTEST_TITLE:
        yield from (key_of("n", letters, family_key(family), str(year)) for year in years)


def key_of(*parts: str) -> int:
    """A stable signed 64-bit number for some words."""
    return int.from_bytes(blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=8).digest(), signed=True)


def content_words(text: str) -> list[str]:
    """The words that make a title: without articles and prepositions."""
    return [word for word in words(text) if word not in SMALL_WORDS]


def title_runs(text: str) -> list[int]:
    """A key for each run of three content words that are not all common ones."""
    listed = content_words(text)
    return [
        key_of("t", *listed[at : at + 3])
        for at in range(len(listed) - 2)
        if not COMMON_WORDS.issuperset(listed[at : at + 3])
    ]


def stored_title_keys(title: str) -> list[int]:
    """What is kept of a title: the lowest of its runs; a title of one or two words is kept whole."""
    listed = content_words(title)
    if len(listed) <= 2:
        return [key_of("w", *listed)] if listed else []
    return sorted(set(title_runs(title)))[:TITLE_KEYS] or [key_of("w", *listed[:2])]


def asked_title_keys(title: str | None, text: str) -> list[int]:
    """What the work may be stored under: by the runs of its title, or of the whole string where no title was found.

    Keys of two words are asked for where the title is short or unknown, since only short titles are stored so.
    """
    listed = content_words(title)[:60] if title else []
    if len(listed) >= 4:
        return title_runs(" ".join(listed))
    listed = content_words(text)[:120]
    pairs = [key_of("w", *listed[at : at + 2]) for at in range(len(listed) - 1)]
    return [*title_runs(" ".join(listed)), *pairs]


def first_page(pages: str | None) -> str | None:
    """The first page as keys know it.

    >>> first_page("S660–S665"), first_page("0123-30"), first_page("e13196"), first_page(None)
    ('s660', '123', 'e13196', None)
    """
    found = FIRST_PAGE.search(pages) if pages else None
    return found.group().lower().lstrip("0") or None if found else None


def first_number(text: str | None) -> str | None:
    """The volume or issue itself: "46(Suppl 2)" is 46."""
    found = NUMBER.search(text) if text else None
    return found.group().lower() if found else None


@lru_cache(maxsize=65536)
def family_key(family: str) -> str:
    """A family name as keys know it: squeezed, the last word only where a particle goes before it.

    >>> family_key("van der Klink"), family_key("O’Brien"), family_key("Lloyd-Jones")
    ('klink', 'obrien', 'lloydjones')
    """
    parts = family.split()
    while len(parts) > 1 and (parts[0].islower() or squeeze(parts[0]) in PARTICLES):
        parts = parts[1:]
    return squeeze(" ".join(parts))


def place_keys(*, year: int | None, volume: str | None, pages: str | None, families: Iterable[str]) -> Iterator[int]:
    """Where a work stands: year, volume and first page; author and first page."""
    page, first = first_page(pages), next(iter(families), None)
    number = first_number(volume)
    if year and number and page:
        yield key_of("p", str(year), number, page)
    if first and page:
        yield key_of("a", family_key(first), page)


def people_keys(*, families: Iterable[str], year: int | None, container: str | None) -> Iterator[int]:
    """Who wrote it: the first two authors; the first author in that journal; the first author in that year."""
    listed = [family_key(family) for family in families][:2]
    if not listed or not listed[0]:
        return
    if len(listed) == 2:
        yield key_of("b", *listed)
    if container:
        yield key_of("c", listed[0], container_initials(container))
    if year:
        yield key_of("y", listed[0], str(year))
