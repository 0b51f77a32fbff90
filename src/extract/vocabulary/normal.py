"""One form for the spellings of a name: lower case, singular, American.

"Tumours", "tumor" and "Tumors" have one normal form, "haemorrhage" and "hemorrhage" too. The form is a key, never
shown; names and texts go through the same rules, so a form need not be a word ("diabetes" becomes "diabete").
"""

import re
from functools import lru_cache

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
