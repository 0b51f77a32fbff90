"""Numbers as printed: signs, thousands, middle dots, decimal commas, words, percent."""

from decimal import Decimal

from extract.text import lazy_re as re

_AS_HYPHEN = str.maketrans(dict.fromkeys("−–—‐‑‒―﹣－", "-"))


def plain_dashes(text: str) -> str:
    """Every dash and minus as the ASCII hyphen; as many characters as before.

    >>> plain_dashes("−0.4 (1–3)")
    '-0.4 (1-3)'
    """
    return text.translate(_AS_HYPHEN)


UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
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
