"""Decimals that print a comma or a space where others print a point, told by what the rest of the text prints."""

from functools import lru_cache

from extract.text import lazy_re as re

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
