"""Words of a text as stems, and how rare each is among published papers."""

import json
import math
import re
from functools import cache, lru_cache
from pathlib import Path

TABLE = Path(__file__).parent / "rarity.json"
WORD = re.compile(r"[^\W_]+")
STOP = frozenset(
    """a an and are as at be been between both but by can could did do does during each for from had has have here how
    if in into is it its may might more most no nor not of on only or other our out over per same she should so some
    such
    than that the their them then there these they this those through to too under until up upon very was we were what
    when where which while who whom why will with within without would also using used use based among after before
    however although thus therefore et al study studies result results patient patients effect effects trial
    trials clinical versus vs compared""".split()
)
ENDINGS = tuple(
    pair.split(">")
    for pair in """isation>iz ization>iz ational>at iveness>iv fulness>ful ousness>ous ically>ic ations>at ation>at
    ities> ement> ments> ment> ings> ising>iz izing>iz ized>iz ised>iz ness> ity> ies>y ing> ous> ive> als> al> ics>ic
    ed> es>
    ly> s> e>""".split()
)
BRITISH = tuple(
    pair.split(">")
    for pair in """aemi>emi haem>hem oedem>edem oesoph>esoph anaes>anes paed>ped tumour>tumor behaviour>behavior
    labour>labor""".split()
)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A crude stem, the same for the forms of one word: "randomised", "randomization" -> "randomiz".

    >>> stem("treatments") == stem("treatment"), stem("analgesic") == stem("analgesia")
    (True, False)
    """
    word = word.lower()
    for british, american in BRITISH:
        word = word.replace(british, american)
    if len(word) <= 3 or not word.isalpha():
        return word
    for ending, other in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)] + other
    return word


@lru_cache(maxsize=50_000)
def stems(text: str) -> frozenset[str]:
    """The stems of a text without common words and bare numbers.

    >>> sorted(stems("The effects of propofol in 230 children"))
    ['children', 'propofol']
    """
    return frozenset(
        stem(word) for word in WORD.findall(text) if word.lower() not in STOP and not word.isdigit() and len(word) > 1
    )


@cache
def _table() -> tuple[int, dict[str, int]]:
    content = json.loads(TABLE.read_text(encoding="utf-8"))
    return content["documents"], content["counts"]


@lru_cache(maxsize=1 << 16)
def rarity(word: str) -> float:
    """Natural logarithm of how many background documents there are for each that holds the stem."""
    documents, counts = _table()
    return math.log(documents / (counts.get(word, 1) + 0.5))
