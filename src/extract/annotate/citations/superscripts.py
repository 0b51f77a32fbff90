"""Raised numbers as markers: unicode superscripts, carets, and runs that the layout sets as superscripts."""

from collections.abc import Iterator

from extract.annotate.citations.candidate import DASH, Candidate, Zone, around, parse_numbers
from extract.annotate.figures import LOWERED
from extract.model import Document, Span, Style
from extract.text import lazy_re as re

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SPACED = rf"[1-9]\d{{0,2}}(?:\s{{0,2}}(?:[,;&.]|[{DASH}]|(?<=\d)\s(?=\d))\s{{0,2}}[1-9]\d{{0,2}}){{0,40}}"
UNICODE = re.compile(
    rf"\(?\[?[{RAISED}]{{1,3}}(?![{RAISED}])(?:(?:\s?[,;·{DASH}⁻˒⁃]\s?|\s)[{RAISED}]{{1,3}}(?![{RAISED}])){{0,40}}"
)
CARET = re.compile(
    rf"""
    (?:\$\s?)?\^\{{\s?[\[(]?(?P<braced>{SPACED})[\])]?\s?\}}(?:\s?\$)?
    | \\\(\s?\^\{{\s?(?P<latex>{SPACED})\s?\}}\s?\\\)
    | \^\[(?P<bracketed>{SPACED})\]\^?
    | \^(?P<plain>[1-9]\d{{0,2}}(?:[,{DASH}][1-9]\d{{0,2}}){{0,40}})\^?
    | <sup>\s?[\[(]?(?P<tagged>{SPACED})[\])]?\s?</sup>
    """,
    re.VERBOSE,
)
STYLED = re.compile(rf"[\s,.;]{{0,2}}[\[(]?(?P<list>{SPACED})[\])]?[\s,.;]{{0,2}}")

UNIT = re.compile(
    r"""(?:^|[^A-Za-zÀ-ÿ])(?:
      [kcdmµμn]?m | [µμm]?[lLgsJ] | k[gG] | kg/m | kgm | in | ft | sec | min | h | hr | yr | yd | mi | cells | px
      | [A-Za-zα-ωΑ-Ω] | chi | log | exp | ln
    )\s?\\?$""",
    re.VERBOSE,
)
"""What a small raised digit gives a power to; a single letter is a variable (R², χ²)."""

ELEMENT = re.compile(r"(?:^|[^A-Za-z])(?:Ca|Mg|Fe|Na|Cl|Zn|Cu|Mn|Al|Tc|SO|PO|HCO|NO|NH|CO|I|F|Y|Ga|Lu|Ra|Sr)$")
HIGHEST_POWER = 4
GREEK = re.compile(r"[α-ωΑ-Ω∆]$")
"""A raised number behind a Greek letter is its index, however high: Δ9."""
POWER = re.compile(r"(?:\d|[×x*·]\s?10|\\times\s?10|[\^_])\s?\$?$")
KEPT_NUMBER = re.compile(
    r"(?:\b(?:19|20)\d\d|[A-Za-z][A-Za-z-]{0,30}\d{1,9}(?:/\d{1,9})?|\d{1,9}[.]\d{1,9}\.|\d[.,;:)\]”\"%])$"
)
ENDED = re.compile(r"[a-zA-Z)\]”\"][.?!]$")
AFTER_POWER = re.compile(r"[A-Za-z+⁺⁻−]|\s?/\s?(?:L|l|µ|μ|m|mm|mL|ml|hpf)\b|\}|\s?(?:cells?|copies|CFU|cfu)\b")
ISOTOPE = re.compile(
    r"(?:F|C|N|O|I|Y|Ga|Tc|Lu|In|Cu|Zr|Ra|Sr|Ho|Tl|Rb|Cr|Co|Ir|Cs|P|H|S|Re|At|Ac|Bi|Sm|Xe|Kr|Au|Er|U|K|Na|Fe|Ca|Pb)\b"
)
LABELLED = re.compile(r"\s?[A-Z][a-z]?\s?\]")
"""The rest of a label in brackets: matches " H]-ketamine" behind "[³"."""


def find_superscripts(document: Document, zones: tuple[Zone, ...]) -> Iterator[Candidate]:
    """Raised lists of numbers that are no powers, charges, isotopes, ordinals or footnote marks."""
    text = document.text
    notes = _note_marks(document, zones)
    for zone in zones:
        for span, printed, rule in _raised(document, zone):
            numbers = parse_numbers(printed)
            if not numbers or not _is_mark(text, span, zone, numbers):
                continue
            if not (zone.place != "text" and set(numbers) <= notes):
                yield Candidate(span=span, form="superscript", rule=rule, place=zone.place, numbers=numbers)


def _raised(document: Document, zone: Zone) -> Iterator[tuple[Span, str, str]]:
    text = document.text
    for found in UNICODE.finditer(text, zone.span.start, zone.span.end):
        yield Span(found.start(), found.end()), found.group().translate(LOWERED), "unicode_superscript"
    for found in CARET.finditer(text, zone.span.start, zone.span.end):
        yield Span(found.start(), found.end()), next(filter(None, found.groups())), "caret"
    if document.source.format == "text":
        return
    for span in _styled(document, zone):
        listed = STYLED.fullmatch(span.of(text))
        if listed:
            yield (
                Span(span.start + listed.start("list"), span.start + listed.end("list")),
                listed["list"],
                "styled_superscript",
            )


def _styled(document: Document, zone: Zone) -> Iterator[Span]:
    """Neighbouring raised runs as one: a reader may part "1,2" into three."""
    current: Span | None = None
    for run in document.runs.within(zone.span):
        if not run.style & Style.SUPERSCRIPT:
            continue
        if current and not document.text[current.end : run.span.start].strip(" "):
            current = Span(current.start, run.span.end)
            continue
        if current:
            yield current
        current = run.span
    if current:
        yield current


def _is_mark(text: str, span: Span, zone: Zone, numbers: tuple[int, ...]) -> bool:
    """Whether what stands around lets the raised number be a marker."""
    before, after = around(text, span, 24)
    before = before[max(0, len(before) - (span.start - zone.span.start)) :]
    if not before.strip() or before.endswith(("\n", "\t", "⁻", "−")):
        return False
    ends = ENDED.search(before) and after[:1].isupper()
    if not ends and (AFTER_POWER.match(after) or ISOTOPE.match(after)):
        return False
    if "[" in (before[-1:], text[span.start]) and LABELLED.match(after):
        return False
    if before[-1] in "ΔΦΨΩ":
        return False
    if POWER.search(before) and not KEPT_NUMBER.search(before):
        return False
    if GREEK.search(before) or (max(numbers) <= HIGHEST_POWER and UNIT.search(before)):
        return False
    return not ELEMENT.search(before)


def _note_marks(document: Document, zones: tuple[Zone, ...]) -> set[int]:
    """Raised numbers that open notes and captions: the same numbers in tables point there."""
    marks: set[int] = set()
    for zone in zones:
        if zone.place == "text":
            continue
        opened = UNICODE.match(document.text, zone.span.start) or CARET.match(document.text, zone.span.start)
        if opened:
            marks.update(parse_numbers(opened.group().translate(LOWERED)))
        first = next(_styled(document, zone), None)
        if first is not None and first.start == zone.span.start:
            marks.update(parse_numbers(first.of(document.text)))
    return marks
