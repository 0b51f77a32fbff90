"""The text as its numbers are to be read: without the marks of notes, powers of ten written out, at the same places.

Degrees of freedom below the line are lowered digits ("t₄₁"), decimal commas are points, split numbers are in one piece.
"""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from extract.model import Document, Span, Style
from extract.text import lazy_re as re
from extract.text.numbers import split_numbers, with_points

RAISED = str.maketrans("0123456789-−+–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺⁻")
BELOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
ON_THE_LINE = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
DEGREES = re.compile(r"\d{1,5}(?:\.\d{1,3})?(?:,\s?\d{1,5}(?:\.\d{1,3})?)?")
TESTED = re.compile(r"(?:^|[^\w])(?:[tTFzZQr]|[χΧ]\s?[2²])$")
"""A test statistic's letter: matches ', F' and 'χ2', not 'AFT'."""

LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
EXPONENT = re.compile(r"[-−–+]?\d{1,2}")
BASE = re.compile(r"(?:^|[^\d.,·])10$")
"""Ten as the base of a power: matches '× 10' and '(10', not '210' nor '0.10'."""

SCALED = re.compile(
    r"(?<![\w.,·])(?P<factor>\d{1,4}(?:[.·]\d{1,4})?)\s?[×x∙·*]\s?10(?:\^\{?(?P<plain>[-−–+]?\d{1,2})\}?|(?P<raised>[⁻⁺]?[⁰¹²³⁴-⁹]{1,2}))"
    r"(?![\d⁰¹²³⁴-⁹])"
)
"""A number in powers of ten: matches '3.1 × 10⁴' and '2 x 10^-4', not '3 × 104'."""

ORDINAL = frozenset({"st", "nd", "rd", "th"})
LONGEST_MARK, LONGEST_SIGN = 5, 3
"""Characters of marks of notes: several behind a number ("a,b,c"), letters and signs behind a word."""

NO_NUMBER = "¤"
"""Stands for a power that is too large to be written at its place: no number is read there."""


@dataclass(frozen=True, slots=True)
class Figures:
    """`text` has the length of the document's; `powers` are the places of numbers written otherwise in it."""

    text: str
    powers: tuple[Span, ...]

    def widened(self, span: Span) -> Span:
        """A number's place; the whole of it where it was printed in powers of ten or in two pieces."""
        return next((power for power in self.powers if power.overlaps(span)), span)


def read_figures(document: Document) -> Figures:
    """Raised marks behind numbers are blank, raised exponents are raised digits, and "3.1 × 10⁴" is "31000"."""
    characters = list(document.text)
    for run in document.runs.with_style(Style.SUBSCRIPT):
        words = run.span.of(document.text)
        if DEGREES.fullmatch(words) and TESTED.search(document.text[max(0, run.span.start - 4) : run.span.start]):
            characters[run.span.start : run.span.end] = words.translate(BELOW)
    for span in _raised(document):
        words = span.of(document.text)
        before = document.text[max(0, span.start - 8) : span.start]
        characters[span.start : span.end] = _as_read(words, before)
    text = "".join(characters)
    scaled = list(SCALED.finditer(text))
    powers = [Span(*found.span()) for found in scaled]
    for found in scaled:
        characters[found.start() : found.end()] = _written_out(found)
    lines, start = [], 0
    for line in "".join(characters).splitlines(keepends=True):
        powers += [Span(start + low, start + high) for low, high in split_numbers(line)]
        lines.append(with_points(line))
        start += len(line)
    return Figures("".join(lines), tuple(powers))


def _raised(document: Document) -> list[Span]:
    """Raised stretches, neighbouring runs as one."""
    spans: list[Span] = []
    for run in document.runs.with_style(Style.SUPERSCRIPT):
        if spans and spans[-1].end == run.span.start:
            spans[-1] = Span(spans[-1].start, run.span.end)
        else:
            spans.append(run.span)
    return spans


def _as_read(words: str, before: str) -> str:
    """What stands in a raised stretch's place: blanks for a mark behind a number, raised digits for an exponent."""
    is_number = before[-1:].isdigit() or before[-1:] in ("%", ")")
    plain = words.translate(LOWERED)
    if EXPONENT.fullmatch(plain) and (BASE.search(before) or not is_number or not plain[0].isdigit()):
        return plain.translate(RAISED)
    is_sign = not any(map(str.isdigit, words)) and len(words) <= LONGEST_SIGN
    if words not in ORDINAL and ((is_number and len(words) <= LONGEST_MARK) or (is_sign and before.strip())):
        return " " * len(words)
    return words.translate(RAISED) if before[-1:].isalpha() else words


def _written_out(found: re.Match[str]) -> str:
    """The number in plain digits, followed by blanks up to its printed length."""
    width = found.end() - found.start()
    power = (found["plain"] or found["raised"]).translate(LOWERED).replace("−", "-").replace("–", "-")
    try:
        value = Decimal(found["factor"].replace("·", ".")).scaleb(int(power))
    except InvalidOperation:
        return NO_NUMBER * width
    plain = f"{value:f}"
    return plain.ljust(width) if len(plain) <= width else NO_NUMBER * width
