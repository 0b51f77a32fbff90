"""A p is a probability: above 0 and at most 1.

An error where p is printed above 1 ("p = 1.45": a decimal point may be misplaced), a warning where it is negative.
Only two decimals or more count, without a unit behind them, in a paper that prints other p values or straight behind
a test statistic, since P may be pressure or phosphate and p a Greek rho. "p = 0.000", "p = .00" and "p < 0.000" are
what programs print for a p that rounds to it: half a unit of the last digit (0.000 is read as < 0.0005), one note for
all of a paper.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from extract.audit.arithmetic.rounding import decimals, rounded
from extract.audit.columns.arms import P_HEAD
from extract.audit.expressions.shapes import NUMBER, P_VALUE
from extract.audit.passages import cells_of, evidence, place, sentences_of
from extract.model import Answer, Finding, Library, Paper, Passed, Pieces, Severity, Skipped, Table, TableCell
from extract.text.decimals import with_points
from extract.text.numbers import parse_number

NAME = "stat_possible_p"
VERSION = 1

LEAST = 2
LEAST_IN_COLUMN = 3
_P = re.compile(P_VALUE, re.VERBOSE)
_NEGATIVE = re.compile(rf"\b[pP](?:[\s-]?values?)?\s?=\s?[-−–]\s?(?P<p>{NUMBER})(?![\d/])", re.IGNORECASE)
_ENDS = re.compile(r"\s?(?:[,;.)\]]|$|\s(?:and|but|for|vs|in|after|between|respectively|when|with|by)\b)")
P_CELL = re.compile(rf"^\s*[pP]?\s?(?P<relation>[=<>≤≥])?\s?(?P<p>0,\d{{1,6}}|{NUMBER})\s?(?:[*†‡§¶#a-e]{{0,2}})\s*$")
_CORRELATION = re.compile(r"correlat|Spearman|\brho\b|ρ", re.IGNORECASE)
_AFTER_TEST = re.compile(r"\b(?:[tFzZ]|[χΧ]\s?[2²])\s?\(\s?\d[\d., ]{0,12}\)\s?=\s?[-−–]?[\d.]{1,9}\s?[,;]\s?$")
"""What a p stands behind for certain: matches "t(20) = 1.85, "."""

Printed = tuple[Decimal, str, Pieces, bool]
"""The value, what is printed, its place, and whether it is surely a p."""


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    printed = [*_in_sentences(paper), *(column for table in paper.tables for column in _in_columns(paper, table))]
    sound = sum(0 < one[0] <= 1 for one in printed)
    means_p = sound >= LEAST or any(one[3] for one in printed)
    zeros: list[Printed] = []
    for one in printed:
        value, pieces = one[0], one[2]
        if 0 < value <= 1:
            yield Passed(place(pieces))
        elif value == 0:
            zeros.append(one)
        elif not means_p:
            yield Skipped(place(pieces), "the paper prints no other p: P may be another quantity")
        else:
            yield _finding(paper, one, "error" if value > 1 else "warning")
    if zeros:
        yield _of_zeros(paper, zeros)


def _in_sentences(paper: Paper) -> Iterator[Printed]:
    for passages in (sentences_of(paper), cells_of(paper)):
        for passage in passages:
            if "p" not in passage.text and "P" not in passage.text:
                continue
            text = with_points(passage.text)
            for match in _P.finditer(text):
                value = parse_number(match["p"] or match["p_bare"])
                if value is None or (value > 1 and (decimals(value) < 2 or match["p_relation"] not in ("=", "was"))):
                    continue
                if value <= 1 or _ENDS.match(text, match.end()):
                    yield value, match[0], passage.pieces_of(*match.span()), _is_sure(text, match)
            for match in _NEGATIVE.finditer(text):
                value = parse_number(match["p"])
                if value is not None and _ENDS.match(text, match.end()) and not _CORRELATION.search(text):
                    yield -value, match[0], passage.pieces_of(*match.span()), _is_sure(text, match)


def _is_sure(text: str, match: re.Match[str]) -> bool:
    return _AFTER_TEST.search(text[max(0, match.start() - 48) : match.start()]) is not None


def _in_columns(paper: Paper, table: Table) -> Iterator[Printed]:
    """The cells of columns of p; a number above 1 only where the others of its column are probabilities."""
    by_col: dict[int, list[tuple[TableCell, Decimal]]] = {}
    for cell in table.cells:
        if cell.role != "body" or not cell.col_path or not P_HEAD.match(cell.col_path[-1].strip()):
            continue
        match = P_CELL.match(cell.span.of(paper.text))
        value = parse_number(match["p"]) if match else None
        if value is not None:
            by_col.setdefault(cell.col, []).append((cell, value))
    for found in by_col.values():
        likely = sum(value <= 1 and decimals(value) > 1 for _, value in found)
        for cell, value in found:
            if value <= 1 or (likely >= LEAST_IN_COLUMN and decimals(value) > 1 and likely >= len(found) - 1):
                yield value, f"p {cell.span.of(paper.text).strip()}", (cell.span,), False


def _finding(paper: Paper, one: Printed, severity: Severity) -> Finding:
    value, text, pieces, _ = one
    rule = "at most 1; a decimal point may be misplaced" if value > 1 else "above 0"
    return Finding(
        check=NAME,
        severity=severity,
        message=f"{text!r}: a probability is {rule}",
        reported=f"p = {value}",
        expected="above 0 and at most 1",
        evidence=(evidence(paper, "result", pieces),),
    )


def _of_zeros(paper: Paper, zeros: list[Printed]) -> Finding:
    value, text, pieces, _ = zeros[0]
    places = "in one place" if len(zeros) == 1 else f"in {len(zeros)} places"
    return Finding(
        check=NAME,
        severity="note",
        message=f"a p of 0 {places}, the first {text!r}: a p cannot be 0; it is read as p < {rounded(value).high}",
        reported=f"p = {value}",
        expected=f"p < {rounded(value).high}",
        evidence=(evidence(paper, "result", pieces),),
    )
