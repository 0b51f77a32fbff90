"""Units of measurement as papers print them: "mmol/L", "µg kg-1", "×10^9/l", "kg/m2", "mm Hg"."""

import re
from functools import lru_cache

PREFIX = r"(?:k|m|µ|μ|u|mc|n|p|f|d|c|M|G|h)"
BASE = (
    r"(?:mm\s?Hg|cm\s?H2O|mol/?|osm|Osm|Eq|[gGlLmsJVWAPN]|Pa|Hz|IU|iu|U|units?|[Kk]?[Cc]al|Gy|Bq|Sv|dB|°\s?C?|"
    r"bpm|beats|breaths|cells|copies|CFU|cfu|METs?|sec(?:onds?)?|s|min(?:utes?|s)?|h(?:ours?|rs?)?|d(?:ays?)?|"
    r"w(?:ee)?ks?|mo(?:nths?|s)?|y(?:ears?|rs?)?|degrees?|diopters?|dioptres?|D|points?|letters?|words|steps|"
    r"inches|feet|ft|lbs?|pounds|ppm|ppb|fold|drinks|portions|servings|cigarettes|packs?|pack-years|"
    r"e(?:yes)?pisodes|visits|sessions|times|person-years|creatinine|[Cc]reat|Hb|protein|tissue|body weight|BW)"
)
POWER = r"(?:\s?\^?[({]?[-−–]?[123][)}]?|[²³]|⁻[¹²³])?"
ATOM = rf"(?:{PREFIX}?{BASE}{POWER}|%|1|100|1,?000)"
SCALE = r"(?:[×x*]?\s?10\s?(?:\^?\{?[-−–]?\d{1,2}\}?|[⁻⁺]?[⁰¹²³⁴-⁹]{1,2})\s?[×x/]?\s?)"
UNIT = re.compile(rf"{SCALE}?{ATOM}(?:\s?(?:/|per|·|∙|\*|\.|\s)\s?{ATOM}){{0,3}}|‰|{SCALE.rstrip('?')}")
NO_UNIT = re.compile(r"[A-KM-Z]|\d*|NP|PP|MM|(?:days?|weeks?|months?|years?|hours?|visits?)\s?\d+|")
"""A capital alone names a group or a statistic; a number alone is a number, and "day 2" is a time."""

LONG = re.compile(r"[a-z]{12,}")


@lru_cache(maxsize=4096)
def is_unit(printed: str) -> bool:
    """Whether a short string is a unit.

    >>> is_unit("mmol/L"), is_unit("µg kg-1"), is_unit("×109/l"), is_unit("kg/m2"), is_unit("years")
    (True, True, True, True, True)
    >>> is_unit("10⁹/L"), is_unit("10³ ng/mL")
    (True, True)
    >>> is_unit("placebo"), is_unit("group A"), is_unit("n"), is_unit("SD")
    (False, False, False, False)
    """
    text = printed.strip()
    if NO_UNIT.fullmatch(text):
        return False
    return len(text) <= 24 and not LONG.search(text) and UNIT.fullmatch(text) is not None
