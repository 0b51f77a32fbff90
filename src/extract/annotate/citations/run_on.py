"""Superscripts that lost their place: digits run on to a word or a stop ("globally.1,2", "trial12")."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from extract.annotate.citations.candidate import DASH, Candidate, Zone, parse_numbers
from extract.model import Span
from extract.text import lazy_re as re
from extract.text.words import word_set

WORDS = (
    r"\s(?:and|or|but|in|of|was|were|have|has|had|is|are|which|that|as|to|with|while|who|for|at|by|from|on|did|may)\s"
)
LOOSE = rf"[1-9]\d{{0,2}}(?:\s?[,{DASH}]\s?[1-9]\d{{0,2}}){{1,30}}(?=[).;:]|,\s|\s+[A-Z]|\s*$|{WORDS})"
TIGHT = rf"[1-9]\d{{0,2}}(?:[,{DASH}][1-9]\d{{0,2}}){{0,30}}"
DIGITS = rf"(?:{LOOSE}|{TIGHT})"
"""Numbers as run on; with spaces between them only where no word follows that they could count."""

SPACED = rf"[1-9]\d{{0,2}}(?:[ {DASH}][1-9]\d{{0,2}}){{0,8}}[ ][1-9]\d{{0,2}}(?:[{DASH}][1-9]\d{{0,2}})?"
END = r"(?![\w%°/=$\]]|[.,·:]\d|-[A-Za-z]|\s?[×±=<>≤≥%])"
AFTER_STOP = re.compile(
    rf"""
    (?:(?<=[^\W\d_][.,;:?!])|(?<=[)\]”"’%®™*][.,;:?!])|(?<=\d\d\d\d[.,;])|(?<=\d[.]\d\d[.,;])|(?<=[.,][”"’)])|(?<=\.,))
    (?P<list>{SPACED}(?=\s+[A-Z(“"]|\s*\n|[.]?\s*$|\s[a-z]|[),.;])|{DIGITS}){END}
    | (?<=[a-z)][.])(?P<glued>[1-9]\d?)(?=[A-Z][a-z]{{2,20}}\s)
    """,
    re.VERBOSE,
)
AFTER_CLOSING = re.compile(rf"(?<=[)\]”’%®™])(?P<list>{SPACED}(?=[),.;]|\s[a-z])|{DIGITS}){END}")
AFTER_WORD = re.compile(
    rf"(?<![\w-])(?P<word>[^\W\d_]{{2,}}(?:[-’'][^\W\d_]+){{0,3}})(?P<list>{SPACED}(?=[),.;]|\s[a-z(])|{DIGITS}){END}"
)
AFTER_NUMBER = re.compile(
    rf"(?<=[ (\d]\d)\.(?P<list>{DIGITS})"
    r"(?=\s+(?:The|In|We|This|These|However|Our|A|An|It|Although|Therefore|Thus|Moreover|Patients)\s)"
)
ABBREVIATION = re.compile(r"\b(?:al|etc|e\.\s?g|i\.\s?e|cf|vs|approx|Inc|Ltd|Co|Corp)\.$")
SECOND_NAME = re.compile(r"(?:\band|&)\s$")
GOES_ON = re.compile(r"\s[a-z]|[,;)]")
VERSION_BEFORE = re.compile(r"\b(?:[Vv](?:ers?|ersion)?|[Rr]elease|[Nn]o|[Ff]igs?|[Tt]able)\.?\s?[\d.]{0,8}$")

LABELS = word_set("before_a_number")
UNITS = word_set("units_run_on")


def find_run_on(text: str, zones: tuple[Zone, ...]) -> Iterator[Candidate]:
    """Digits glued to what stands before them, where neither a name nor a unit wears them."""
    words = Counter(re.findall(r"(?<![\w-])[^\W\d_]{2,}(?![\w])", text))
    glued = Counter(found.group() for found in re.finditer(r"(?<![^\W\d_])[^\W\d_]{2,40}\d{1,3}(?!\d)", text))
    for zone in zones:
        if zone.place != "text":
            continue
        for pattern in (AFTER_STOP, AFTER_CLOSING, AFTER_NUMBER):
            for found in pattern.finditer(text, zone.span.start, zone.span.end):
                if _closes(text, found):
                    yield _candidate(found, zone)
        for found in AFTER_WORD.finditer(text, zone.span.start, zone.span.end):
            fit = _fit_of_word(found, words, glued)
            if fit != "none":
                word = found.group() if fit == "weak" else ""
                yield replace(_candidate(found, zone), weak=fit == "weak", word=word)


def _closes(text: str, found: re.Match[str]) -> bool:
    """Digits behind a stop are a marker where a sentence ends there; "MY.11 trial" and "V.3.1" are names."""
    start, end = _place(found)
    before = text[max(0, start - 16) : start]
    if VERSION_BEFORE.search(before):
        return False
    return before[-1:] != "." or bool(ABBREVIATION.search(before)) or not GOES_ON.match(text, end, end + 3)


def _place(found: re.Match[str]) -> tuple[int, int]:
    return found.span("list") if found["list"] else found.span()


def _candidate(found: re.Match[str], zone: Zone) -> Candidate:
    return Candidate(
        span=Span(*_place(found)),
        form="run_on",
        rule="run_on",
        place=zone.place,
        numbers=parse_numbers((found["list"] or found.group()).replace(" ", ",")),
    )


def _fit_of_word(found: re.Match[str], words: Counter[str], glued: Counter[str]) -> Literal["good", "weak", "none"]:
    """A word that the paper also writes without digits, and not a name that always wears them ("log2", "HER2")."""
    *parts, word = re.split(r"[-’']", found["word"])
    if parts and word.islower():
        word = found["word"]
    if word in UNITS or len(word) < 2:
        return "none"
    if word.lower() in LABELS:
        return "weak" if len(found["list"]) > 1 else "none"
    often = glued[word + re.split(r"\D", found["list"])[0]]
    lower = word.replace("-", "").islower()
    if word == "al" or (lower and len(word) >= 3 and (often <= 2 or words[word] > 2 * often)):
        return "good"
    is_name = word[1:].islower() and bool(SECOND_NAME.search(found.string, max(0, found.start() - 6), found.start()))
    if often == 1 and (words[word] > 2 or is_name):
        return "good"
    return "weak" if often <= 3 and len(word) > 1 else "none"
