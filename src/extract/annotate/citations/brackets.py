"""Numbers in brackets, square ("[3,4–6]") or round ("(3,4–6)"), and behind a word ("refs 3 and 4", "reference 12")."""

from collections.abc import Iterator

from extract.annotate.citations.candidate import DASH, LIST, NUMBER, Candidate, Zone, around, parse_numbers
from extract.model import Span
from extract.text import lazy_re as re

WORDED = re.compile(
    rf"(?<![\w-])(?:[Rr]efs?\.?|[Rr]eferences?|citations?)\s{{1,2}}(?P<list>{LIST})(?![\w%/°]|[.:]\d|\s?(?:%|mg|ml|kg|mm|cm|Gy))"
)


def find_worded(text: str, zones: tuple[Zone, ...]) -> Iterator[Candidate]:
    """The marker is the list of numbers without the word."""
    for zone in zones:
        for found in WORDED.finditer(text, zone.span.start, zone.span.end):
            span, numbers = Span(*found.span("list")), parse_numbers(found["list"])
            yield Candidate(span=span, form="worded", rule="refs_word", place=zone.place, numbers=numbers)


LEAD = r"(?:(?:see|cf\.?|e\.g\.,?|reviewed in|refs?\.?|references?|reference nos?\.?)\s{1,2}){0,2}"
TAIL = r"(?:[•▪■●*]{1,2})?(?:,\s?(?:p{1,2}\.|pages?|chapter|table|fig\.|and references therein)[^\[\]]{0,30})?"
INNER = rf"\s{{0,2}}(?P<list>{LIST}){TAIL}\s{{0,2}}"
BRACKET = re.compile(
    rf"""
    \\?\[{LEAD}{INNER}\\?\]
    (?P<more>\s?[{DASH}]\s?\\?\[\s?{NUMBER}\s?\\?\])?      # [1]–[3]
    """,
    re.VERBOSE | re.IGNORECASE,
)
VALUE_BEFORE = re.compile(
    r"(?<![A-Za-z-])(?P<value>\d{1,6}(?:[.,·]\d{1,4})?)(?:\s?\([^()]{1,12}\))?\s?(?:%|y|yrs?|years?|months?|weeks?|days?|hours?|min|mg|g|kg|m?[lL]|mm|cm|points?)?\s?$"
)
QUANTITY_BEFORE = re.compile(
    r"(?:\b(?:CI|IQR|CrI|SD|interquartile range)\b[,:]?\s?"
    r"|[(;,:]\s?(?:\w{1,12}\s){0,2}(?:range|interval|mean|median|HR|OR|RR|from)\b[,:]?\s?|\b(?:range|median|mean)[,:]\s?)$",
    re.IGNORECASE,
)
SUMMARY_BEFORE = re.compile(r"\d\s?\([^()]{1,12}\d[^()]{0,3}\)\s?$")
"""A mean and its deviation, a median and its quartiles: what follows counts patients."""
SYMBOL_BEFORE = re.compile(r"(?<![^\s(/,;=+*×−-])(?!(?:al|an|as|at|by|in|is|of|on|or)$)[A-Za-zα-ωΑ-Ω]{1,2}$")
"""One letter or two, none of the words that stand before markers."""

LETTER = re.compile(r"[b-zα-ω]")
SIGN_BEFORE = re.compile(r"[=±<>≤≥]\s?$")
UNIT_BEHIND = re.compile(r"%|\s(?:mm|cm|mg|kg|ms|Hz|mmHg|years|months|days|weeks|hours|points)\b")
"""What only a quantity has behind it: matches " mm" of "[10, 20] mm"."""


def find_brackets(text: str, zones: tuple[Zone, ...]) -> Iterator[Candidate]:
    """Bracketed lists of numbers that are no interval of a quantity and no index of a symbol."""
    listed = [(zone, found) for zone in zones for found in BRACKET.finditer(text, zone.span.start, zone.span.end)]
    before = [text[max(0, found.start() - 4) : found.start()] for _, found in listed]
    behind_words = [words[-1:].isspace() for words in before if not SYMBOL_BEFORE.search(words)]
    is_spaced = 3 * sum(behind_words) > 2 * len(behind_words)
    for zone, found in listed:
        span = Span(found.start(), found.end())
        numbers = parse_numbers(found["list"] + (found["more"] or ""))
        if not _is_interval(text, span, numbers, zone) and not _is_index(text, span, is_spaced=is_spaced):
            yield Candidate(span=span, form="bracket", rule="brackets", place=zone.place, numbers=numbers)


def _is_index(text: str, span: Span, *, is_spaced: bool) -> bool:
    """The part of a symbol: "t[1]"; and "to[1]" in a paper that sets a blank before its markers."""
    symbol = SYMBOL_BEFORE.search(text[max(0, span.start - 4) : span.start])
    return symbol is not None and (is_spaced or LETTER.fullmatch(symbol[0]) is not None)


def _is_interval(text: str, span: Span, numbers: tuple[int, ...], zone: Zone) -> bool:
    """A median before its quartiles, "CI [12, 34]"."""
    before, after = around(text, span, 30)
    if SIGN_BEFORE.search(before) or UNIT_BEHIND.match(after):
        return True
    value = VALUE_BEFORE.search(before)
    if value and zone.place == "float" and (SUMMARY_BEFORE.search(before) or _holds(value, numbers)):
        return True
    if len(re.findall(r"\d+", span.of(text))) != 2:
        return False
    if QUANTITY_BEFORE.search(before):
        return True
    if value is None:
        return False
    is_range = re.search(rf"\d\s?[{DASH}]", span.of(text))
    return min(numbers) < _amount(value) < max(numbers) or bool(is_range and _holds(value, numbers))


def _amount(value: re.Match[str]) -> float:
    return float(value["value"].replace(",", ".").replace("·", "."))


def _holds(value: re.Match[str], numbers: tuple[int, ...]) -> bool:
    """A median at the edge of its quartiles, as cells have them."""
    return len(numbers) > 1 and min(numbers) <= _amount(value) <= max(numbers)


PARENTHESIS = re.compile(
    rf"\(\s?(?:(?:see|cf\.?|e\.g\.,?|also|for review,?|reviewed (?:in|by)|as in|from|refs?\.?"
    rf"|references?)\s{{1,2}}){{0,3}}(?P<list>{LIST})\s?\)",
    re.IGNORECASE,
)
NO_MARKER_BEFORE = re.compile(
    r"""(?:
      [=±<>≤≥:;,/×+−–*^\\_]\s? | %\s? | \$ | ^\s* | \n\s*
      | \b(?:and|or|n|N|tables?|figs?\.?|figures?|eqs?\.?|equations?|formulae?|steps?|appendix|phase|stage|items?
        |box|panel|part|supplement|versions?|either|no|number|LN)\s?
    )$""",
    re.VERBOSE | re.IGNORECASE,
)
LABEL_BEFORE = re.compile(
    r"\b(?:models?|criteri(?:a|on)|groups?|class(?:es)?|aims?|questions?|hypothes[ie]s|total|section|film|file)\s?$",
    re.IGNORECASE,
)
"""Words whose small number in parentheses names them ("model (1)")."""

RANGED_BEFORE = re.compile(
    r"\b(?:range|ranges|CI|IQR|interval|scores?|scored|mean|median|SD|aged?|years?|months|days)\s?$", re.IGNORECASE
)
COUNTED_BEFORE = re.compile(r"\b(?:no|one|two|three|four|five|six|seven|eight|nine|ten)\s\w{2,20}\s?$", re.IGNORECASE)
LAST_LABEL = 4
WIDE = 5
NUMBER_BEFORE = re.compile(r"(?:^|[\s(])(?P<before>[A-Za-z]{0,20}\.?)\s?(?P<number>\d+(?:[.,·]\d+)*)\s?$")
LABELLED = re.compile(
    r"(?i)^(?:type|types|grade|phase|stage|interleukin|factor|week|day|year|month|class|covid|in|since|of|by|until|during)$"
)
YEAR = re.compile(r"(?:19|20)\d\d")
SENTENCE_BEFORE = re.compile(r"(?<!\bal)[.!?]\s{1,2}$")
VALUE_AFTER = re.compile(r"\w|%|\s?[=<>≤≥±×]")
NAME_BEFORE = re.compile(r"(?:\bal\.?,?|[A-ZÀ-Þ][\w’'-]{1,30}|study|studies|trial)\s?$")
SENTENCE = 300
SCALE_BEFORE = re.compile(r"\(0\)[^.;]{0,120}$")
"""The lowest code of a scale in the same sentence: matches 'from none (0) to severe '."""

LIST_GOES_ON = re.compile(r"\s{1,2}[a-zA-Z]")


def find_parentheses(text: str, zones: tuple[Zone, ...]) -> Iterator[Candidate]:
    """Lists of numbers in parentheses that are no counts, ranges, equations or numbered points."""
    for zone in zones:
        for found in PARENTHESIS.finditer(text, zone.span.start, zone.span.end):
            span = Span(found.start(), found.end())
            numbers = parse_numbers(found["list"])
            if _may_cite(text, span, zone, numbers):
                weak = _is_weak(text[max(0, span.start - 40) : span.start], numbers)
                yield Candidate(
                    span=span, form="parenthesis", rule="parentheses", place=zone.place, numbers=numbers, weak=weak
                )


def _is_weak(before: str, numbers: tuple[int, ...]) -> bool:
    """A count ("four cycles (2)"), the number of a model, the range of a score."""
    if len(numbers) == 1:
        is_label = bool(LABEL_BEFORE.search(before)) and numbers[0] <= LAST_LABEL
        return is_label or bool(COUNTED_BEFORE.search(before))
    return len(numbers) > WIDE and bool(RANGED_BEFORE.search(before))


def _may_cite(text: str, span: Span, zone: Zone, numbers: tuple[int, ...]) -> bool:
    before, after = around(text, Span(max(span.start, zone.span.start), span.end), 40)
    before = before[max(0, len(before) - (span.start - zone.span.start)) :]
    if NO_MARKER_BEFORE.search(before) or VALUE_AFTER.match(after):
        return False
    if SENTENCE_BEFORE.search(before) and len(numbers) == 1 and LIST_GOES_ON.match(after):
        return False
    if len(numbers) == 1 and LIST_GOES_ON.match(after) and _opens_list(text, span, numbers[0]):
        return False
    if len(numbers) == 1 and SCALE_BEFORE.search(text, max(zone.span.start, span.start - SENTENCE), span.start):
        return False
    counted = NUMBER_BEFORE.search(before)
    if counted and not (YEAR.fullmatch(counted["number"]) or LABELLED.match(counted["before"])):
        return False
    return zone.place == "text" or (bool(NAME_BEFORE.search(before)) and zone.place != "float") or "al" in before[-5:]


def _opens_list(text: str, span: Span, number: int) -> bool:
    """The first of numbered points within a sentence: "to (1) describe ..., (2) weigh ... and (3) tell"."""
    return bool(
        re.compile(rf"[^.]*?[,;:]\s(?:and\s|or\s)?\({number + 1}\)\s").match(text, span.end, span.end + SENTENCE)
    )
