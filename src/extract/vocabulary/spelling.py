"""Spellings of names: one form to match them by, and the form in which people print them.

The form to match by is lower case, singular, American: "Tumours", "tumor" and "Tumors" have one, "haemorrhage" and
"hemorrhage" too. It is a key, never shown; names and texts go through the same rules, so a form need not be a word
("diabetes" becomes "diabete"). In print names have their capitals: "Hodgkin", "United States".
"""

from functools import cache, lru_cache
from pathlib import Path

from extract.text import lazy_re as re
from extract.text.words import word_set

WORD = re.compile(r"[^\W_]+")
"""A word of a name: letters and digits; hyphens, slashes and apostrophes part words as spaces do."""

BRITISH = (
    ("ae", "e"),
    ("oe", "e"),
    ("our", "or"),
    ("isation", "ization"),
    ("ise", "ize"),
    ("lyse", "lyze"),
    ("sulph", "sulf"),
    ("programme", "program"),
    ("centre", "center"),
    ("fibre", "fiber"),
    ("litre", "liter"),
    ("ageing", "aging"),
    ("leuc", "leuk"),
    ("tumorous", "tumor"),
)
"""British spelling beside American, as both are met in titles of one field."""

SHORTEST_PLURAL = 4
"""Letters a word needs before its last "s" is taken for a plural: "gas" and "bus" are none."""

GREEK_PLURALS = ("stases", "gnoses", "theses", "lyses", "roses", "crises", "ptoses")
"""Plurals whose singular ends in "is": "metastases", "diagnoses", "analyses", "neuroses"."""

SINGULAR_ENDINGS = ("ss", "us", "is")
"""Endings in "s" that are no plural: "stress", "virus", "sepsis"."""


@lru_cache(maxsize=200_000)
def normal_word(word: str) -> str:
    """The normal form of one word: `normal_word("Tumours")` is "tumor"."""
    word = word.lower()
    if word.isascii() and not word.isalpha():
        return word
    for british, american in BRITISH:
        if british in word:
            word = word.replace(british, american)
    return _singular(word)


def _singular(word: str) -> str:
    if word.endswith(GREEK_PLURALS):
        return word[:-2] + "is"
    if len(word) < SHORTEST_PLURAL or not word.endswith("s") or word.endswith(SINGULAR_ENDINGS):
        return word
    if word.endswith("ies") and len(word) > SHORTEST_PLURAL + 1:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "viruses")):
        return word[:-2]
    return word[:-1]


def normal_name(name: str) -> str:
    """The normal form of a name, its words joined by spaces: `normal_name("Non–small-cell tumours")`."""
    return " ".join(normal_word(word) for word in WORD.findall(name))


PROPER_KINDS = frozenset(("centre", "country", "group", "journal", "meeting"))
"""Kinds whose terms are names, with a capital on each word but the small ones."""

SMALL = word_set("title_small_letters")
HYPHENED = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def spelled(name: str, kind: str = "") -> str:
    """A name with the capitals that its words have in print.

    >>> spelled("non-hodgkin lymphoma"), spelled("republic of korea", "country"), spelled("pd-1 inhibitor")
    ('non-Hodgkin lymphoma', 'Republic of Korea', 'PD-1 inhibitor')
    """
    if kind in PROPER_KINDS:
        return HYPHENED.sub(lambda found: _written(found[0], proper=True), name)
    return HYPHENED.sub(lambda found: _written(found[0]), name)


def _written(word: str, *, proper: bool = False) -> str:
    known = _capitals()
    if word in known:
        return known[word]
    if proper and word not in SMALL:
        return word[:1].upper() + word[1:]
    return WORD.sub(lambda part: known.get(part[0], part[0]), word)


@cache
def _capitals() -> dict[str, str]:
    """Words of `spelling.txt` by their small letters."""
    lines = Path(__file__).with_name("spelling.txt").read_text(encoding="utf-8").split()
    return {line.lower(): line for line in lines}
