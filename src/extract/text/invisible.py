"""Characters that nobody sees, and what they may hide: a number that is printed whole and stored in two."""

from collections import Counter
from unicodedata import name

from extract.text import lazy_re as re

_UNSEEN = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
INVISIBLE = re.compile(f"[{_UNSEEN}]")
"""Controls but white space, soft hyphens, joiners, marks of direction, fillers, selectors, tags and lone halves
(Unicode's Default_Ignorable_Code_Point, and Cc)."""

BUT_HYPHENS = re.compile(rf"(?!(?<=[^\W\d_])\u00ad[^\W\d_])[{_UNSEEN}]")
"""The same, but not a soft hyphen between two letters, where a word may be broken."""

TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the order of letters: what is seen is not what is stored."""

_WRITTEN = (
    r"&#(?:x0{0,6}(?:ad|34f|200[b-f]|202[a-e]|206[0-9a-f]|fe0[0-9a-f]|feff)"
    r"|0{0,6}(?:173|847|820[3-7]|823[4-8]|829[4-7]|65279));|&(?:shy|zwnj|zwj|lrm|rlm);"
)
_ANY = rf"(?:[{_UNSEEN}]|{_WRITTEN})"
WITHIN_NUMBER = re.compile(rf"(?<=[\d.,·/%])(?P<unseen>{_ANY}{{1,50}})(?=[\d.,·/%])", re.IGNORECASE)
"""Between two characters of a number, as itself or as mark-up writes it: "4\u200b0", "4&#8203;0"."""

TURNED = re.compile(
    f"[{''.join(sorted(TURNING))}]|&#(?:x0{{0,6}}(?:202[a-e]|206[6-9])|0{{0,6}}(?:823[4-8]|829[4-7]));", re.IGNORECASE
)
CYRILLIC = re.compile("[\u0400-\u04ff]")
LATIN_AND_CYRILLIC = re.compile(r"\b(?=\w{0,30}[A-Za-z])(?=\w{0,30}[\u0400-\u04ff])\w{2,32}\b")
MOST_NAMED = 5


def without_invisible(text: str) -> str:
    """A text without the characters that nobody sees.

    >>> without_invisible("12 of 4\u200b0 (35%)")
    '12 of 40 (35%)'
    """
    return text if text.isascii() and text.isprintable() else INVISIBLE.sub("", text)


def without_hidden(text: str) -> str:
    """A plain text, whose places are told by its characters: soft hyphens between letters stay.

    >>> without_hidden("pa\u00adtients, 4\u00ad0\u200b%") == "pa\u00adtients, 40%"
    True
    """
    return text if text.isascii() and text.isprintable() else BUT_HYPHENS.sub("", text)


def hidden_in(source: str) -> str | None:
    """What hides within numbers of a source, or turns its letters round, in words; None where nothing does.

    `source`: a text or mark-up as it lies in the file; lines and columns count from 1.
    """
    if source.isascii() and "&" not in source and source.isprintable():
        return None
    places = [match.start() for match in WITHIN_NUMBER.finditer(source)]
    turned = [match.start() for match in TURNED.finditer(source)]
    kinds_hidden = []
    if places:
        kinds = Counter(_named(source, at) for at in places)
        kinds_hidden.append(f"{len(places)} within numbers ({', '.join(kinds)}) at {_where(source, places)}")
    if turned:
        kinds_hidden.append(f"{len(turned)} that turn the order of letters at {_where(source, turned)}")
    return f"characters that nobody sees, read past: {'; '.join(kinds_hidden)}" if kinds_hidden else None


def mixed_words_in(text: str) -> str | None:
    """Words with letters of two scripts that look alike, in words; None where there are none.

    >>> mixed_words_in("12 \u043ef 40")
    'words of Latin and Cyrillic letters, which look alike: "\u043ef"'
    """
    if text.isascii() or not CYRILLIC.search(text):
        return None
    found = list(dict.fromkeys(LATIN_AND_CYRILLIC.findall(text)))
    if not found:
        return None
    more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    listed = ", ".join(f'"{word}"' for word in found[:MOST_NAMED])
    return f"words of Latin and Cyrillic letters, which look alike: {listed}{more}"


def _named(source: str, at: int) -> str:
    character = source[at]
    return "as mark-up" if character == "&" else f"U+{ord(character):04X} {name(character, 'control').lower()}"


def _where(source: str, places: list[int]) -> str:
    places_named = []
    for at in places[:MOST_NAMED]:
        begin = source.rfind("\n", 0, at) + 1
        places_named.append(f"line {source.count(chr(10), 0, at) + 1}, column {at - begin + 1}")
    return "; ".join(places_named) + (" …" if len(places) > MOST_NAMED else "")
