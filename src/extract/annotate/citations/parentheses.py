"""Numbers in parentheses as markers: "(3,4–6)", where the house style has them."""

from collections.abc import Iterator

from extract.annotate.citations.candidate import LIST, Candidate, Zone, around, parse_numbers
from extract.model import Span
from extract.text import lazy_re as re

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

QUANTITY_BEFORE = re.compile(
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
                yield Candidate(
                    span=span,
                    form="parenthesis",
                    rule="parentheses",
                    place=zone.place,
                    numbers=numbers,
                    weak=_is_weak(text[max(0, span.start - 40) : span.start], numbers),
                )


def _is_weak(before: str, numbers: tuple[int, ...]) -> bool:
    """A count ("four cycles (2)"), the number of a model, the range of a score."""
    if len(numbers) == 1:
        is_label = bool(LABEL_BEFORE.search(before)) and numbers[0] <= LAST_LABEL
        return is_label or bool(COUNTED_BEFORE.search(before))
    return len(numbers) > WIDE and bool(QUANTITY_BEFORE.search(before))


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
