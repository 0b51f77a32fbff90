"""The p and the hazard ratio that a sentence prints beside its pointer at a figure are those of the caption.

"OS did not differ (p = 0.069; Fig. 2D)" where the caption reads "(D) overall survival (p = 0.096)". Compared are one p
printed next to the pointer, the only one since the pointer before, and the one p of the panel's words (of the whole
caption, where it tells no panels apart),
and likewise one ratio with its interval. Values rounded further agree; "< 0.05" agrees with every value below it. A
caption or sentence with several, and values that are bounds on both sides, are left alone. A warning: captions may
print the p of another test, which they then do not name.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from extract.audit.captions.floats import Float, floats_of
from extract.audit.captions.missing import Pointing, pointing_sentences
from extract.audit.captions.pointers import Pointer
from extract.audit.expressions.estimates import find_estimates
from extract.audit.expressions.shapes import P_VALUE, decimal
from extract.audit.passages import evidence, place
from extract.audit.support.likeness import agree
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped

NAME = "text_caption_numbers"
VERSION = 1

_P = re.compile(P_VALUE, re.VERBOSE)
_NEXT_TO = 20
_KEY = re.compile(r"[*†‡§#¶]\s?(?:,|:|=|indicates?)?\s?$")
"""A p behind a sign explains the sign."""
_BELOW, _EQUAL = ("<", "≤", "&lt;"), ("=", "was", "of")
_OTHER_TEST = re.compile(r"\b(?:interaction|trend|heterogeneity|time|ANOVA|adjusted|corrected)\b", re.IGNORECASE)


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    figures = {found.number: found for found in floats_of(paper) if found.kind == "figure"}
    for pointing in pointing_sentences(paper):
        for pointer in pointing.pointers:
            target = pointer.alone
            if pointer.kind != "figure" or target is None or target.number not in figures:
                continue
            figure = figures[target.number]
            if bool(target.panels) is bool(figure.panels) and (words := _words(figure, target.panels)):
                yield from _judge(paper, pointing, pointer, figure, words)


def _words(figure: Float, panels: tuple[str, ...]) -> str:
    return figure.panels.get(panels[0], "") if panels else figure.text


def _judge(paper: Paper, pointing: Pointing, pointer: Pointer, figure: Float, words: str) -> Iterator[Answer]:
    text = pointing.passage.text
    since = max((other.end for other in pointing.pointers if other.end <= pointer.start), default=0)
    stated = [m for m in _P.finditer(text) if _beside(m, pointer) and m.start() >= since]
    shown = [m for m in _P.finditer(words) if not _KEY.search(words[max(0, m.start() - 12) : m.start()])]
    if stated and shown:
        pieces = pointing.passage.pieces_of(*stated[0].span())
        told = [m for m in _P.finditer(text, since) if m.start() < pointer.end + _NEXT_TO]
        if len(told) > 1 or len(shown) > 1 or _OTHER_TEST.search(words) or _OTHER_TEST.search(text):
            yield Skipped(place(pieces), "several p values, or p of several tests")
        elif _same_p(stated[0], shown[0]):
            yield Passed(place(pieces))
        else:
            yield _finding(paper, pointing, stated[0].span(), stated[0][0], shown[0][0], figure)
    yield from _ratios(paper, pointing, pointer, figure, words, since)


def _ratios(
    paper: Paper, pointing: Pointing, pointer: Pointer, figure: Float, words: str, since: int
) -> Iterator[Answer]:
    stated = [
        e for e in find_estimates(pointing.passage.text[: pointer.start]) if e.family == "ratio" and e.start >= since
    ]
    shown = [e for e in find_estimates(words) if e.family == "ratio"]
    if len(stated) != 1 or len(shown) != 1:
        return
    one, other = stated[0], shown[0]
    pairs = ((one.value, other.value), (one.low, other.low), (one.high, other.high))
    pieces = pointing.passage.pieces_of(one.start, one.end)
    if all(agree(a, b) for a, b in pairs):
        yield Passed(place(pieces))
    else:
        text = pointing.passage.text
        yield _finding(
            paper, pointing, (one.start, one.end), text[one.start : one.end], words[other.start : other.end], figure
        )


def _beside(found: re.Match[str], pointer: Pointer) -> bool:
    """Whether a p stands right before or behind the pointer."""
    return -1 <= pointer.start - found.end() <= _NEXT_TO or -1 <= found.start() - pointer.end <= _NEXT_TO


def _same_p(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two printed p can be one: equal, rounded further, or a value under a bound."""
    a, b = decimal(one["p"]), decimal(other["p"])
    if a is None or b is None:
        return True
    signs = one["p_relation"], other["p_relation"]
    if all(sign in _EQUAL for sign in signs):
        return agree(a, b) or _rounds(a, b)
    if signs[0] in _EQUAL and signs[1] in _BELOW:
        return a <= b
    if signs[1] in _EQUAL and signs[0] in _BELOW:
        return b <= a
    return True


def _rounds(one: Decimal, other: Decimal) -> bool:
    """Whether the longer number, cut or rounded, is the shorter."""
    short, long = sorted((str(one), str(other)), key=len)
    return len(short) < len(long) and (long.startswith(short) or abs(one - other) <= Decimal(1).scaleb(2 - len(short)))


def _finding(paper: Paper, pointing: Pointing, at: tuple[int, int], stated: str, shown: str, figure: Float) -> Finding:
    return Finding(
        check=NAME,
        severity="warning",
        message=f"the sentence prints {stated} and points at {figure.label}, whose caption prints {shown}",
        reported=stated,
        expected=shown,
        evidence=(
            evidence(paper, "result", pointing.passage.pieces_of(*at)),
            evidence(paper, "context", figure.caption),
        ),
    )
