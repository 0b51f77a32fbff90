"""Words: the lists of words that the code knows (`lists.toml`), and one stemmer for all that compares words.

Endings are cut by a short table, British spellings are read as American ones. The Snowball stemmer of English was
measured beside it on the words of published articles: eight times slower in plain Python (21 against 2.6 microseconds
a word), and it leaves "randomised" and "haemorrhage" apart from their American spellings.
"""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

SHORT_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|(?-i:May)|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
"""A month beside a day or a year, spelt out or shortened: "September", "Sept."; not "7 declined" nor "12 may"."""

SHORTEST_STEM = 4
"""Letters of the shortest word that is cut."""

ENDINGS = tuple(
    pair.split(">")
    for pair in """isation>iz ization>iz ational>at iveness>iv fulness>ful ousness>ous ically>ic ations>at ation>at
    itis>itis ities> ments> ment> ings> ising>iz izing>iz ized>iz ised>iz ness> ity> ies>y ing> als> al> ions>
    ion> ics>ic ed> es> ly> s> e>""".split()
)
"""Endings and what stands for them, the longest first."""

BRITISH = tuple(
    pair.split(">")
    for pair in """aemi>emi haem>hem oedem>edem oesoph>esoph anaes>anes paed>ped tumour>tumor behaviour>behavior
    labour>labor diarrhoe>diarrhe fibre>fiber centre>center litre>liter""".split()
)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A crude stem, the same for the forms of one word, in lower case.

    >>> stem("randomised") == stem("randomization"), stem("haemorrhages") == stem("hemorrhage"), stem("LDL")
    (True, True, 'ldl')
    """
    word = word.lower().replace("’s", "").replace("'s", "")
    for british, american in BRITISH:
        word = word.replace(british, american)
    if len(word) < SHORTEST_STEM or not word.isalpha():
        return word
    for ending, other in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM - 1 + (not other):
            return word[: -len(ending)] + other
    return word


@cache
def word_set(*names: str) -> frozenset[str]:
    """The words of one or more lists of `lists.toml`, with those of the lists that they are said to hold.

    >>> sorted(word_set("articles"))
    ['a', 'an', 'the']
    """
    found: set[str] = set()
    for name in names:
        listed = _lists()[name]
        found.update(listed["words"].split(), word_set(*listed.get("with", "").split()))
    return frozenset(found)


@cache
def alternatives(*names: str) -> str:
    """The words of lists as the alternatives of a pattern, the longest first, a plural with its singular.

    >>> alternatives("articles")
    'the|an|a'
    """
    words = word_set(*names)
    plurals = {f"{word}s" for word in words} & words
    forms = ((word, f"{re.escape(word)}s?" if f"{word}s" in plurals else re.escape(word)) for word in words - plurals)
    return "|".join(form for _, form in sorted(forms, key=lambda form: (-len(form[0]), form[0])))


@cache
def _lists() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("lists.toml").read_text(encoding="utf-8"))
