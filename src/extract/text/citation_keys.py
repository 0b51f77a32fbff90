"""How texts name a work by its authors and year, and whether an entry of the list can be meant."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from extract.model import ReferenceFields
from extract.text import lazy_re as re
from extract.text.words import alternatives

UNDATED = (
    r"(?:in\s(?:press|prep(?:aration)?|review)|n\.?\s?d\.|forthcoming|submitted(?:\sfor\spublication)?|under\s(?:review|revision)|undated"
    r"|accepted(?:\sfor\spublication)?)"
)
"""What stands in place of a year: "in press", "n.d."."""
DATED = r"(?:1[89]|20)\d\d"
YEAR = rf"(?:{DATED}|(?i:{UNDATED})(?=\s{{0,3}}(?:[;,:)\]]|$)))"
KEY = re.compile(rf"^(?P<names>.*?)[\s,(\[]{{0,6}}(?P<year>{YEAR})(?P<suffix>[a-k])?[)\]]?$", re.DOTALL)
ET_AL = re.compile(
    r",?\s{0,4}\b(?:et\s{0,4}al\b\.?|and\s{1,4}(?:colleagues|co-?workers|others)|&\s{0,4}colleagues|u\.\s?a\.)[.,’'s]*",
    re.IGNORECASE,
)
AND = re.compile(r"\s{0,4},?\s{0,4}(?:\band\b|&|\bund\b|\by\b|\bet\b)\s{1,4}|\s{0,4},\s{0,4}")
PARTICLES = re.compile(rf"^(?:(?:{alternatives('name_particles')}|the)\s+)+")
POSSESSIVE = re.compile(r"[’']s?\s*$")
INITIAL = re.compile(r"^([A-Z])\.\s?\w{2}|\w{2}\s([A-Z])\.?\s?(?:[A-Z]\.?)?$")
NOT_LETTERS = re.compile(r"[\W_]+")
TRANSLITERATED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationKey:
    """ "Lee, Kim & Park 2020a": folded family names, whether others follow, year (or "inpress") and letter."""

    names: tuple[str, ...]
    printed: str
    initial: str
    et_al: bool
    year: int | str
    suffix: str | None


@lru_cache(maxsize=1 << 16)
def fold_name(name: str) -> str:
    """Small letters without accents, dots and hyphens.

    >>> fold_name("Méndez-Romero"), fold_name("O’Brien"), fold_name("Ærø")
    ('mendez romero', 'o brien', 'aero')
    """
    plain = unicodedata.normalize("NFKD", name.lower().translate(TRANSLITERATED))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return NOT_LETTERS.sub(" ", bare.lower()).strip()


def parse_citation_key(text: str) -> CitationKey | None:
    """
    >>> key = parse_citation_key("Lee and Kim, 2020a")
    >>> key.names, key.year, key.suffix, key.et_al
    (('lee', 'kim'), 2020, 'a', False)
    >>> parse_citation_key("Bray et al. 2024").et_al, parse_citation_key("12")
    (True, None)
    """
    found = KEY.match(text.strip())
    if not found or not found["names"].strip():
        return None
    printed = found["names"].strip(" ,")
    listed = ET_AL.sub("", printed)
    names = tuple(folded for name in AND.split(listed) if (folded := _surname(name)))
    return CitationKey(
        names=names,
        printed=fold_name(listed),
        initial=_initial(listed),
        et_al=listed != printed,
        year=int(found["year"]) if found["year"].isdecimal() else _undated(found["year"]),
        suffix=found["suffix"],
    )


def year_of(fields: ReferenceFields) -> int | str | None:
    """The year by which an entry is cited, or the word that stands in its place.

    >>> year_of(ReferenceFields(year=2020)), year_of(ReferenceFields(year_suffix="in press"))
    (2020, 'inpress')
    """
    if fields.year is not None:
        return fields.year
    return _undated(fields.year_suffix) if fields.year_suffix else None


def _undated(word: str) -> str:
    return NOT_LETTERS.sub("", word.lower())


def _initial(names: str) -> str:
    """The first person's initial where it is printed: "Roberts C." and "C. Roberts"."""
    found = INITIAL.search(AND.split(names)[0])
    return (found[1] or found[2]).lower() if found else ""


def _surname(name: str) -> str:
    """A name without possessive and initials: "Roberts C.", "Kenny’s"."""
    words = fold_name(POSSESSIVE.sub("", name)).split()
    return " ".join([word for word in words if len(word) > 1] or words)


def fit_of(key: CitationKey, fields: ReferenceFields, *, printed: str | None = None) -> int:
    """How well an entry fits a key: 0 not at all; more for further authors and the letter after the year.

    `printed` is the entry's own key or opening words, for entries whose authors could not be told.
    """
    is_dated = fields.year is not None
    if year_of(fields) != key.year or (is_dated and key.suffix and fields.year_suffix not in (None, key.suffix)):
        return 0
    families = [fold_name(person.family) for person in fields.authors]
    fit = _first_fits(key, families, fields, printed)
    if not fit:
        return 0
    if key.initial and fields.authors and fields.authors[0].given.lower().startswith(key.initial):
        fit += 1
    others = key.names[1:]
    if families and others:
        known = sum(any(_same(name, family) for family in families) for name in others)
        if known * 2 < len(others) or (known < len(others) and len(others) == 1):
            return fit if fit >= 4 else 0
        fit += 2 if key.et_al or len(families) == len(key.names) else 1
    elif families and key.et_al == (len(families) > 1 or fields.et_al):
        fit += 1
    return fit + (4 if key.suffix and key.suffix == fields.year_suffix else 0)


def _first_fits(key: CitationKey, families: list[str], fields: ReferenceFields, printed: str | None) -> int:
    if families and key.names and _same(key.names[0], families[0]):
        return 2
    if families and _is_group(key.printed, families[0]):
        return 4
    opening = fold_name(printed or "")
    if key.printed and len(key.printed) > 6 and opening.startswith(key.printed):
        return 4
    if not families and key.names and opening.split()[:1] == key.names[0].split()[:1]:
        return 1
    title = fold_name(fields.title or "")
    return 4 if not families and len(key.printed) > 6 and title.startswith(key.printed) else 0


def _same(name: str, family: str) -> bool:
    if name == family:
        return True
    name, family = PARTICLES.sub("", name), PARTICLES.sub("", family)
    return (
        name == family
        or (len(name) > 3 and name.split()[-1:] == family.split() != [])
        or (len(family) > 3 and family.split()[0] == name)
    )


def _is_group(printed: str, family: str) -> bool:
    """A group by its whole name, by its opening words, or by its initials."""
    words = [word for word in family.split() if word not in ("of", "and", "the", "for", "on", "in")]
    if len(words) < 2 or not printed:
        return False
    initials = "".join(word[0] for word in words)
    return printed == initials or (family.startswith(printed) and len(printed) > 4) or printed.startswith(family)
