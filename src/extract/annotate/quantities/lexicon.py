"""The vocabulary's measures and units, made ready to be found in text, and units as papers print them: "µg kg-1"."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from extract.text import lazy_re as re
from extract.vocabulary import Term, Vocabulary

WORD = re.compile(r"[^\W\d_][\w'’²]*|κ|β")
_SPACED = str.maketrans(dict.fromkeys("-‐‑–", " "))
SUFFIX = r"(?:\s?/\s?(?:kg|m2|m²|day|d|week|wk|h|dL|dl|L|l|mL|ml|min|fraction|fx)\b){0,2}"


@dataclass(frozen=True, slots=True)
class Mention:
    """A measure named in a text."""

    start: int
    end: int
    measure: str
    family: str


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Names of measures by their first word, and a pattern for units; a lexicon equals none but itself."""

    by_first: dict[str, tuple[tuple[str, bool, str], ...]]
    families: dict[str, str]
    units: dict[str, tuple[str, str]]
    unit_pattern: str

    def mentions(self, text: str) -> list[Mention]:
        """Every measure named, longest names first, none within another."""
        return list(_mentions(self, text))

    def unit(self, printed: str) -> tuple[str | None, str]:
        """The symbol and scale of a printed unit; a single letter only as it is written."""
        head, slash, rest = printed.strip().partition("/")
        known = self.units.get(" ".join(printed.lower().split())) or self.units.get(head.strip().lower())
        if known is None or (len(head.strip()) == 1 and head.strip() not in "hsgmLl%"):
            return None, ""
        symbol, scale = known
        if slash and " ".join(printed.lower().split()) not in self.units:
            return f"{symbol}/{rest.strip()}", "rate"
        return symbol, scale


@lru_cache(maxsize=2048)
def _mentions(lexicon: Lexicon, text: str) -> tuple[Mention, ...]:
    """Kept, since the headings of a table come again with each of its cells."""
    plain, lower, words = _words(text)
    found: list[Mention] = []
    end = 0
    names_of = lexicon.by_first.get
    for word, start in words:
        names = names_of(word)
        if names is None or start < end:
            continue
        for name, cased, measure in names:
            stop = start + len(name)
            same = (plain if cased else lower).startswith(name, start)
            if same and not plain[stop : stop + 1].isalnum() and not _goes_on(text, stop, cased):
                found.append(Mention(start, stop, measure, lexicon.families[measure]))
                end = stop
                break
    return tuple(found)


@lru_cache(maxsize=1024)
def _words(text: str) -> tuple[str, str, list[tuple[str, int]]]:
    """A text with blanks for hyphens, that in lower case, and its words in lower case with their places.

    Kept, since measures and treatments are looked for in one sentence after the other.
    """
    plain = text.translate(_SPACED)
    return plain, plain.lower(), [(word[0].lower(), word.start()) for word in WORD.finditer(plain)]


def _goes_on(text: str, stop: int, cased: bool) -> bool:
    """A short name that is the start of a longer one: "PD" in "PD-L1"."""
    return cased and text[stop : stop + 1] in ("-", "‐", "‑") and text[stop + 1 : stop + 2].isalpha()


def make_lexicon(vocabulary: Vocabulary, abbreviations: Iterable[tuple[str, str]] = ()) -> Lexicon:
    """The vocabulary's names, and the paper's own abbreviations of them."""
    base = _build((*vocabulary.terms("measure"), *vocabulary.terms("unit")))
    own: dict[str, list[tuple[str, bool, str]]] = {}
    for short, long in abbreviations:
        meant = base.mentions(long)
        if len(meant) == 1 and meant[0].end - meant[0].start >= 0.6 * len(long) and not base.mentions(short):
            plain = short.translate(_SPACED)
            word = WORD.match(plain)
            if word:
                own.setdefault(word[0].lower(), []).append((plain, True, meant[0].measure))
    if not own:
        return base
    merged = dict(base.by_first)
    for first, names in own.items():
        merged[first] = tuple(sorted((*merged.get(first, ()), *names), key=lambda name: -len(name[0])))
    return Lexicon(merged, base.families, base.units, base.unit_pattern)


def make_treatments(vocabulary: Vocabulary) -> Lexicon:
    """The vocabulary's interventions, found as measures are."""
    return _build(vocabulary.terms("intervention"))


@lru_cache(maxsize=8)
def _build(terms: tuple[Term, ...]) -> Lexicon:
    by_first: dict[str, list[tuple[str, bool, str]]] = {}
    families: dict[str, str] = {}
    units: dict[str, tuple[str, str]] = {}
    for term in terms:
        if term.kind == "unit":
            symbol = term.id.removeprefix("unit ")
            units |= {name.lower(): (symbol, term.note("scale") or "") for name in (*term.names, *term.cased)}
            continue
        families[term.id] = term.note("family") or "other"
        for name, cased in (*((name.lower(), False) for name in term.names), *((name, True) for name in term.cased)):
            plain = name.translate(_SPACED)
            word = WORD.match(plain)
            if word:
                by_first.setdefault(word[0].lower(), []).append((plain, cased, term.id))
    ordered = {first: tuple(sorted(names, key=lambda name: -len(name[0]))) for first, names in by_first.items()}
    names = sorted(units, key=len, reverse=True)
    pattern = rf"(?:{'|'.join(re.escape(name) for name in names)}){SUFFIX}(?![\w²³])"
    return Lexicon(ordered, families, units, pattern)


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
