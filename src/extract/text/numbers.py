"""Numbers as printed: signs, thousands, middle dots, decimal commas, words, percent."""

from decimal import Decimal
from functools import lru_cache
from math import isclose
from typing import TypeVar

from extract.text import lazy_re as re

_AS_HYPHEN = str.maketrans(dict.fromkeys("−–—‐‑‒―﹣－", "-"))


def plain_dashes(text: str) -> str:
    """Every dash and minus as the ASCII hyphen; as many characters as before.

    >>> plain_dashes("−0.4 (1–3)")
    '-0.4 (1-3)'
    """
    return text.translate(_AS_HYPHEN)


Number = TypeVar("Number", float, Decimal)


def are_near(first: Number, second: Number, within: Number) -> bool:
    """Whether two numbers are no further apart than a tolerance, in their own unit (points, years, percent ...).

    Numbers just as far apart as the tolerance are near, also where binary fractions miss it by a rounding error.

    >>> are_near(2019, 2020, 1), are_near(2018, 2020, 1), are_near(1.1, 1.0, 0.1), are_near(1.11, 1.0, 0.1)
    (True, False, True, False)
    """
    gap = abs(first - second)
    return gap <= within or isclose(gap, within)


def are_alike(first: Number, second: Number, share: Number) -> bool:
    """Whether a number differs from a second by no more than a share of that one: sizes of print, heights of lines.

    >>> are_alike(9.0, 10.0, 0.1), are_alike(8.9, 10.0, 0.1), are_alike(11.1, 10.0, 0.1)
    (True, False, False)
    """
    return are_near(first, second, share * second)


ALPHA = 0.05
"""The level at which trials test by convention."""


def is_significant(p: float | Decimal, relation: str = "=") -> bool:
    """Whether a p, behind its sign as printed, says "significant" at 0.05; 0.05 itself does, as statcheck has it.

    >>> is_significant(0.05), is_significant(0.051), is_significant(0.05, "<"), is_significant(0.01, ">")
    (True, False, True, False)
    """
    return float(p) <= ALPHA and relation != "ns" and not relation.startswith((">", "≥"))


UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = {word: 10 * ten for ten, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
TENS["fourty"] = 40
SMALL = {word: value for value, word in enumerate(UNITS)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
FRACTIONS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "third": Decimal(1) / 3}

LONGEST_WHOLE = 15
"""Digits of a whole number that a column of the database can hold."""

_ONES = "|".join((*UNITS[10:], *UNITS[:10]))
_TENS = "|".join(TENS)
_BELOW_HUNDRED = rf"(?:(?:{_TENS})(?:[-‐‑– ](?:{'|'.join(UNITS[1:10])}))?|{_ONES})"
NUMBER_WORD = rf"{_BELOW_HUNDRED}(?:[ -](?:hundred|thousand|million)(?:(?: and)?[ -]{_BELOW_HUNDRED})?)?"
"""A cardinal in words up to the millions, for use within other patterns (ignore case)."""

THIN = "\u2009\u202f\u00a0\u2005\u2006\u2008"
"""Spaces that part thousands."""

NUMBER = (
    rf"\d{{1,3}}(?:[,{THIN}']\d{{3}}){{1,5}}(?:[.·]\d{{1,12}})?(?!\d)"  # 1,234.5 and 1 234 with a thin space
    r"|\d{1,12}(?:[.·•∙]\d{1,12})?"  # 12, 0.75, 0·75
    r"|[.·]\d{1,12}"  # .05
)
"""An unsigned number in digits, for use within other patterns."""

_GROUPED = re.compile(rf"(?!0)\d{{1,3}}(?:[,{THIN}'’ ]\d{{3}})+(?:[.·•∙]\d+)?")
_DECIMAL_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})*,\d{1,6}")
_PLAIN = re.compile(r"(?:\d+(?:[.·•∙]\d*)?|[.·•∙]\d+)")
_POWER = re.compile(r"(?P<base>[\d.·]+)\s?[×x*·]\s?10\s?\^?\{?(?P<power>[-−–]?\d{1,2}|[⁻⁰¹²³⁴-⁹]{1,3})\}?", re.ASCII)
_POWER_ALONE = re.compile(r"10(?:\^\{?(?P<raised>[-−–]\d{1,2})\}?|(?P<power>⁻[⁰¹²³⁴-⁹]{1,2}))")
_SCIENTIFIC = re.compile(r"(?P<base>\d+(?:\.\d+)?)[eE](?P<power>[-+−–]?\d{1,3})")
_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_WORD = re.compile(r"[a-z]+")


def parse_number(printed: str) -> Decimal | None:
    """The number that a string prints, with its printed decimals; None where it is no single number.

    >>> parse_number("0·75"), parse_number("−1,234.50"), parse_number("37%"), parse_number("thirty-six")
    (Decimal('0.75'), Decimal('-1234.50'), Decimal('37'), Decimal('36'))
    >>> parse_number("3,5"), parse_number("1.2 × 10⁻³"), parse_number("12–15") is None
    (Decimal('3.5'), Decimal('0.0012'), True)
    >>> parse_number("0,674"), parse_number("1’204")
    (Decimal('0.674'), Decimal('1204'))
    >>> parse_number("10⁻⁴"), parse_number("10^{−4}"), parse_number("10-4")
    (Decimal('0.0001'), Decimal('0.0001'), None)
    """
    text = printed.strip().strip("$").strip()
    text = re.sub(r"\s?(?:%|\\%|％|per ?cent)$", "", text).strip()
    sign = 1
    if text[:1] in "+-−–‐‑‒﹣－" and text[1:2]:
        sign = 1 if text[0] == "+" else -1
        text = text[1:].strip()
    value = _unsigned(text)
    return None if value is None else value * sign


def _unsigned(text: str) -> Decimal | None:
    if _GROUPED.fullmatch(text):
        return Decimal(re.sub(rf"[,{THIN}'’ ]", "", text).translate(str.maketrans("·•∙", "...")))
    if _PLAIN.fullmatch(text):
        return Decimal(text.translate(str.maketrans("·•∙", "...")).rstrip("."))
    if _DECIMAL_COMMA.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if power := _POWER.fullmatch(text) or _SCIENTIFIC.fullmatch(text):
        base = parse_number(power["base"])
        shift = int(plain_dashes(power["power"].translate(_RAISED)))
        return None if base is None else base.scaleb(shift)
    if alone := _POWER_ALONE.fullmatch(text):
        return Decimal(1).scaleb(int(plain_dashes((alone["raised"] or alone["power"]).translate(_RAISED))))
    return parse_number_words(text)


def whole_number(printed: str) -> int | None:
    """The number that a string of at most 15 decimal digits prints; raised and circled digits are none.

    >>> whole_number("012"), whole_number("²"), whole_number("9" * 5000), whole_number("")
    (12, None, None, None)
    """
    return int(printed) if printed.isdecimal() and len(printed) <= LONGEST_WHOLE else None


def parse_number_words(printed: str) -> Decimal | None:
    """A cardinal in words.

    >>> parse_number_words("two hundred and twelve"), parse_number_words("Sixty"), parse_number_words("some") is None
    (Decimal('212'), Decimal('60'), True)
    """
    words = [word for word in _WORD.findall(plain_dashes(printed.lower())) if word != "and"]
    if not words or len(words) > 12 or re.search(r"[^a-z\s-]", plain_dashes(printed.lower())):
        return None
    if len(words) == 1 and words[0] in FRACTIONS:
        return FRACTIONS[words[0]]
    total = part = 0
    for place, word in enumerate(words):
        if word in SMALL:
            part += SMALL[word]
        elif word in TENS:
            part += TENS[word]
        elif word == "hundred" and (part or place == 0):
            part = (part or 1) * 100
        elif word in SCALES and (part or place == 0):
            total += (part or 1) * SCALES[word]
            part = 0
        else:
            return None
    return Decimal(total + part)


def decimals(printed: str) -> int:
    """How many decimals a number is printed with.

    >>> decimals("0.50"), decimals("12"), decimals("0·7%")
    (2, 0, 1)
    """
    value = parse_number(printed)
    exponent = value.as_tuple().exponent if value is not None else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0


DASH = r"[-−–—‐‑~∼]"

_COMMA_NUMBER = r"\d{1,3},\d{1,3}(?![\d,])"
_SAYS_COMMA = re.compile(
    rf"(?<![\d.,])(?:{_COMMA_NUMBER}\s?(?:{DASH}|to|;|a)\s?[-−–]?{_COMMA_NUMBER}"
    rf"|\d{{1,3}},\d{{1,2}}\s?%|[pP]\s?[=<>≤≥]\s?0,\d)"
)
_COMMA_INTERVAL = re.compile(
    rf"\b(?:CI|IC)\b\D{{0,8}}(?:95\s?%\D{{0,3}})?{_COMMA_NUMBER}\s?(?:{DASH}|to|;|a)\s?{_COMMA_NUMBER}"
)
_COMMA_WITHIN = re.compile(r"\d,\d")
_POINT_DECIMAL = re.compile(r"(?<![\d.])\d{1,4}[.·]\d{1,4}(?![\d.])")
_COMMA_DECIMAL = re.compile(r"(?<![\d.,])(?<!\b[tFr]\()(?:0,\d{1,6}|\d{1,3},\d{1,2})(?!\d|,\d)")
_CITED = re.compile(r"\[\d{1,3},\d{1,3}\]")

_SAYS_SPLIT = re.compile(rf"(?:[=<>≤≥(]\s?|\d{DASH}\s?|\b(?:HR|OR|RR|CI)\s)0\.\s\d{{1,4}}(?!\d|\.\d)")
"""A zero, a point and digits behind a space where a number is due: matches "p = 0. 03", not "was 0. 12 men"."""

_SPLIT_DECIMAL = re.compile(r"(?<![\d.,])\d{1,4}\.\s\d{1,4}(?!\d|[.,]\d)")
_SPLIT_WHOLE = re.compile(r"(?<==\s)[-−–]?\d\s\d{1,2}\.\d{1,4}(?=\s?(?:[,;)\]]|$))")
"""A space within the digits of a value: matches the number of "= 1 4.25,", not that of "= 2 0.5 mg"."""


@lru_cache(maxsize=1 << 12)
def with_points(text: str) -> str:
    """The text with decimal commas as points, where it prints decimals so; of the same length.

    >>> with_points("OR 2,40 (1,10–1,78); p = 0,006"), with_points("in 12/54 (22,2%)")
    ('OR 2.40 (1.10–1.78); p = 0.006', 'in 12/54 (22.2%)')
    >>> with_points("of 1,234 women; OR 2.40 [2,3]"), with_points("1,200 to 1,500")
    ('of 1,234 women; OR 2.40 [2,3]', '1,200 to 1,500')
    >>> with_points("F(1,23) = 5,12, p = 0,03 [2,3]")
    'F(1,23) = 5.12, p = 0.03 [2,3]'
    """
    text = joined(text)
    if not _COMMA_WITHIN.search(text) or not _SAYS_COMMA.search(text):
        return text
    if _POINT_DECIMAL.search(text) and not _COMMA_INTERVAL.search(text):
        return text
    cited = {found.start() + 1 for found in _CITED.finditer(text)}
    return _COMMA_DECIMAL.sub(lambda found: found[0] if found.start() in cited else found[0].replace(",", "."), text)


def joined(text: str) -> str:
    """The text with its numbers in one piece that a space breaks, blanks behind them; of the same length.

    >>> joined("t(87) = 1 4.25, p = .71"), joined("HR 0. 71 (95% CI 0. 52–0. 97), age 62. 5 years")
    ('t(87) = 14.25 , p = .71', 'HR 0.71  (95% CI 0.52 –0.97 ), age 62.5  years')
    >>> joined("The score was 0. 12 men left."), joined("given = 2 0.5 mg doses")
    ('The score was 0. 12 men left.', 'given = 2 0.5 mg doses')
    """
    for start, end in split_numbers(text):
        text = f"{text[:start]}{''.join(text[start:end].split()).ljust(end - start)}{text[end:]}"
    return text


def split_numbers(text: str) -> list[tuple[int, int]]:
    """Where numbers stand that a space breaks; decimals only where the text surely breaks one ("p = 0. 03")."""
    found = [match.span() for match in _SPLIT_WHOLE.finditer(text)] if "=" in text else []
    if "0." in text and _SAYS_SPLIT.search(text):
        found += [match.span() for match in _SPLIT_DECIMAL.finditer(text)]
    return found
