"""A percent printed beside its fraction is that fraction.

percent = 100 x count / denominator. Sound when it rounds to the printed digits; a note when truncation, rounding up or
an earlier rounding explains it; an error otherwise. "12/54 (22.2%)", "22.2% (12 of 54)", in text and in cells.
"""

from collections.abc import Iterator

from extract.audit.arithmetic.proportions import fit_percent
from extract.audit.expressions.fractions import Fraction, find_fractions
from extract.audit.passages import Passage, cells_of, evidence, place, sentences_of
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped

NAME = "stat_percent_of_fraction"
VERSION = 1


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for passage in sentences_of(paper):
        for fraction in find_fractions(passage.text):
            yield _judge(paper, passage, fraction)
    for passage in cells_of(paper):
        for fraction in find_fractions(passage.text, in_cell=True):
            yield _judge(paper, passage, fraction)


def _judge(paper: Paper, passage: Passage, fraction: Fraction) -> Answer:
    pieces = passage.pieces_of(fraction.start, fraction.end)
    if fraction.denominator == 0:
        return Skipped(place(pieces), "a denominator of 0")
    fit = fit_percent(fraction.percent, fraction.count, fraction.denominator)
    if fit.fit == "exact":
        return Passed(place(pieces))
    way = f"{fraction.count}/{fraction.denominator} = {fit.expected}%"
    if fit.fit == "convention":
        severity, message = "note", f"{way}; {fraction.percent}% is that {fit.convention}"
    else:
        severity, message = "error", f"{way}, printed as {fraction.percent}%"
    return Finding(
        check=NAME,
        severity="note" if severity == "note" else "error",
        message=message,
        reported=f"{fraction.percent}%",
        expected=f"{fit.expected}%",
        evidence=(evidence(paper, "result", pieces),),
    )
