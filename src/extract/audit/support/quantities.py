"""The figures of a passage: each printed number of the one layer of quantities by itself, and what stands around it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from extract.annotate.quantities import Atom, read_atoms
from extract.audit.support.words import stems
from extract.text import lazy_re as re
from extract.text.numbers import NUMBER, NUMBER_WORD, parse_number
from extract.vocabulary import load_vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A value with what it counts; start and end of the number in the passage.

    `scale` is the kind of its unit (share, time, dose, ...), "p" for p values and test statistics, "correlation",
    "limit" for limits of intervals and spreads, "money", "count" where none is printed; `unit` the unit's symbol;
    `noun` the stem of the next content word. `clause`: start and end of the clause around. `bound`: how the number is
    hedged, ">" (more than), "<" (less than), "~" (about); `part`: the end of a range, "low" or "high".
    """

    start: int
    end: int
    value: Decimal
    scale: str
    unit: str | None
    clause: tuple[int, int]
    noun: str | None = None
    bound: str | None = None
    part: str | None = None
    in_words: bool = False

    def __hash__(self) -> int:
        """By where it stands: quantities are looked up far more often than any two of one passage share a place."""
        return hash((self.start, self.end))


PRINTED = re.compile(rf"(?<![\d.·])(?:\d{{1,3}}(?: \d{{3}}){{1,3}}(?![\d.·])|{NUMBER})")
"""A number in digits, with its thousands parted by blanks too."""
SCALED = re.compile(r"\s(million|billion|thousand)\b")
TIMES = {"million": 1_000_000, "billion": 1_000_000_000, "thousand": 1000}
IN_WORDS = re.compile(rf"(?P<number>{NUMBER_WORD})\b", re.IGNORECASE)
CITED = re.compile(
    r"\[\s?\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,9}\s?\]|(?<=[a-z]{3})(?<!\bn)\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,9}(?![\d.%])"
)
"""Citations of a text without markers: "[3, 5]", and raised ones as they are copied ("neurological16, 17")."""
NO_FIGURE = re.compile(r"\s?%?\s(?:statistical )?(?:power|significance|level of significance|confidence)\b")
"""Behind a number of the design: "80% power"."""
RATE_BASE = re.compile(r"\bper\s?$")
CORRELATION_BEFORE = re.compile(
    r"(?:(?:\b[rR]\s?(?:[²2]|\^2)?|\b(?:rho|tau)|[ρτ])\s?[=:]|"
    r"\b[Cc]orrelations?(?:\scoefficients?)?\s?(?:of|was|were|is|[=:])(?:\sabout|\saround)?)\s?[-−]?$"
)
MONEY_BEFORE = re.compile(r"[$€£¥]\s?$")
CLAUSE_END = re.compile(r"[;:]|,\s|\s(?:and|but|while|whereas|versus|vs\.?|compared)\s|\.\s|[()\[\]]")
HEDGE = re.compile(
    r"(?:(?P<more>more than|over|above|at least|exceeding|[>≥])"
    r"|(?P<less>less than|fewer than|below|under|up to|at most|[<≤])"
    r"|(?P<about>about|approximately|approx\.|around|nearly|almost|some|roughly|[~∼≈]|ca?\.))\s?$",
    re.IGNORECASE,
)
BOUND_AFTER = re.compile(
    r"^\s?%?\s?(?:[a-z]{1,12}\s)?(?:of\sage\s)?(?:or|and)\s(?:(?P<more>more|older|above|over|higher|greater|longer|later)"
    r"|(?P<less>less|younger|below|under|fewer|lower|shorter|earlier))\b"
)
LISTED = re.compile(r"(?:[-‐‑](?=[,\s]))?\s?(?:,|[-–—‐]|,?\s?(?:to|and|or|vs\.?|versus))\s?[<>≤≥~∼]?\s?")
"""Between the numbers of a list that prints its unit once: "47.0 vs. 7.1%", "at 1, 2 and 3 years", "1- and 2-year"."""
RANGE = re.compile(r"\s?%?\s?(?:[-–—‐]\s?(?:to\s)?|to\s|until\s)\s?[<>≤≥~]?\s?")
"""Between the ends of a range."""
LONGEST_NUMBER = 30
"""Characters of a number before "million"."""
REMEMBERED = 2048
"""Passages whose quantities are kept: each is asked for them by every figure of a claim."""
LONGEST = 160
"""Characters over which a number and what is printed with it are spread, and those of a clause on either side."""


@lru_cache(maxsize=REMEMBERED)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of any text (a claim), in text order.

    >>> [(str(q.value), q.scale, q.unit) for q in find_quantities("OS was 16.3 months in 36% of 85 patients [26]")]
    [('16.3', 'time', 'months'), ('36', 'share', '%'), ('85', 'people', 'patients')]
    >>> [q.scale for q in find_quantities("type 2 diabetes, CD8 cells, SARS-CoV-2, Fig. 3 and IL-6")]
    []
    >>> find_quantities("in psychiatric14, 15 and neurological16, 17 disorders")
    ()
    >>> [q.scale for q in find_quantities("a Pearson correlation coefficient of 0.62 at visits after 1 and 3 years")]
    ['correlation', 'time', 'time']
    >>> [str(q.value) for q in find_quantities("1.5 million of 12 000 (HR 0.7, 95% CI 0.5 to 0.9)")]
    ['1500000.0', '12000', '0.7', '0.5', '0.9']
    """
    plain = CITED.sub(lambda cited: " " * len(cited[0]), text)
    found: list[Quantity] = []
    for atom in read_atoms(plain, load_vocabulary()):
        for quantity in _printed_in(text, atom):
            if not any(quantity.start < other.end and other.start < quantity.end for other in found):
                found.append(quantity)
    found.sort(key=lambda quantity: quantity.start)
    return _with_units([quantity for quantity in found if not _says_no_figure(text, quantity)], text)


def values_of(text: str) -> frozenset[Decimal]:
    """All numbers of a text in digits, whatever they stand for, as values without trailing zeros.

    >>> sorted(values_of("Of 1,200 women 7 had 3.50 mg in 3 million"))
    [Decimal('3'), Decimal('3.5'), Decimal('7'), Decimal('1.2E+3'), Decimal('3E+6')]
    """
    printed = {number: _parsed(number) for number in set(PRINTED.findall(text))}
    values = set(printed.values())
    for scaled in SCALED.finditer(text):
        before = text[max(0, scaled.start() - LONGEST_NUMBER) : scaled.start()]
        number = next((match[0] for match in PRINTED.finditer(before) if match.end() == len(before)), None)
        value = None if number is None else _parsed(number)
        if value is not None:
            values.add((value * TIMES[scaled[1]]).normalize())
    return frozenset(value for value in values if value is not None)


@lru_cache(maxsize=1 << 14)
def _parsed(number: str) -> Decimal | None:
    value = parse_number(number)
    return None if value is None else value.normalize()


def _printed_in(text: str, atom: Atom) -> Iterator[Quantity]:
    """The numbers printed of one atom: its value, count and total, limits, spread."""
    if (word := IN_WORDS.match(text, atom.start)) is not None:
        value = parse_number(word["number"].lower())
        if value is not None and value > 1 and value == atom.value:
            yield _quantity(text, *word.span(), value, atom.scale or "count", atom.unit, in_words=True)
        return
    sought = list(_sought(atom))
    for match in PRINTED.finditer(text, atom.start, atom.start + LONGEST):
        printed, end = _value_at(text, match)
        place = next(
            (at for at, value_sought in enumerate(sought) if _is_printed(value_sought[0], match, printed)), None
        )
        if place is not None:
            _, scale, part = sought.pop(place)
            unit = atom.unit if scale == (atom.scale or "count") else None
            named = _named(text[max(0, match.start() - 40) : match.start()]) if scale in ("p", "count") else None
            yield _quantity(text, match.start(), end, printed, named or scale, unit, part=part)
        if not sought:
            return


def _sought(atom: Atom) -> Iterator[tuple[Decimal, str, str | None]]:
    """The values printed of an atom with their scales and ends of ranges."""
    scale = "p" if atom.form in ("p", "test") else atom.scale or "count"
    if atom.value is not None:
        yield atom.value, scale, None
    held = atom.interval
    for limit, part in ((held.low, "low"), (held.high, "high")) if held is not None else ():
        if limit is not None:
            yield limit, scale if atom.value is None else "limit", part
    for value, of in ((atom.count, "count"), (atom.total, "people"), (atom.sd, "limit"), (atom.se, "limit")):
        if value is not None:
            yield Decimal(value), of, None


def _named(before: str) -> str | None:
    """The scale of a number without a unit that the words or the sign before it tell."""
    if MONEY_BEFORE.search(before):
        return "money"
    return "correlation" if CORRELATION_BEFORE.search(before) else None


def _value_at(text: str, match: re.Match[str]) -> tuple[Decimal, int]:
    """The value of a number in digits, and where it ends, with the "million" behind it."""
    value, scaled = parse_number(match[0]) or Decimal(0), SCALED.match(text, match.end())
    return (value * TIMES[scaled[1]], scaled.end()) if scaled else (value, match.end())


def _is_printed(value: Decimal, match: re.Match[str], printed: Decimal) -> bool:
    """Whether a number in digits is the one that was read: as it stands, scaled, or with its thousands parted."""
    if abs(value) == printed:
        return True
    digits = parse_number(match[0])
    if digits is None:
        return False
    return abs(value) == digits or (" " in match[0] and abs(value) == parse_number(match[0].split()[0]))


def _says_no_figure(text: str, quantity: Quantity) -> bool:
    before = text[max(0, quantity.start - 8) : quantity.start]
    return NO_FIGURE.match(text, quantity.end) is not None or RATE_BASE.search(before) is not None


def _with_units(listed: list[Quantity], text: str) -> tuple[Quantity, ...]:
    """Numbers of a list that prints its unit once, behind the last, have that unit."""
    for at in range(len(listed) - 2, -1, -1):
        quantity, behind = listed[at], listed[at + 1]
        if (
            quantity.unit is None
            and quantity.scale == "count"
            and behind.unit
            and LISTED.fullmatch(text[quantity.end : behind.start])
        ):
            listed[at] = replace(quantity, scale=behind.scale, unit=behind.unit)
    for at, (quantity, behind) in enumerate(pairwise(listed)):
        if quantity.part is None and behind.part is None and RANGE.fullmatch(text[quantity.end : behind.start]):
            listed[at : at + 2] = [replace(quantity, part="low"), replace(behind, part="high")]
    return tuple(listed)


def _quantity(
    text: str,
    start: int,
    end: int,
    value: Decimal,
    scale: str,
    unit: str | None,
    *,
    part: str | None = None,
    in_words: bool = False,
) -> Quantity:
    ends = list(CLAUSE_END.finditer(text, max(0, start - LONGEST), start))
    closing = CLAUSE_END.search(text, end, min(len(text), end + LONGEST))
    opening = ends[-1].end() if ends else max(0, start - LONGEST)
    return Quantity(
        start=start,
        end=end,
        value=value,
        scale=scale,
        unit=unit,
        clause=(opening, closing.start() if closing else min(len(text), end + LONGEST)),
        noun=next(iter(stems(text[end : end + 40])), None),
        bound=_bound(text[max(0, start - 20) : start], text[end : end + 40]),
        part=part,
        in_words=in_words,
    )


def _bound(before: str, after: str) -> str | None:
    match = HEDGE.search(before) or BOUND_AFTER.search(after)
    if match is None:
        return None
    return ">" if match["more"] else "<" if match["less"] else "~"
