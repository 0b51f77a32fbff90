"""A percent printed beside its fraction is that fraction.

percent = 100 x count / denominator. Sound when it rounds to the printed digits; a note when truncation, rounding up or
an earlier rounding explains it; an error otherwise. "12/54 (22.2%)", "22.2% (12 of 54)", in text and in cells; in text
also "of the 54 patients, 12 (22.2%)", where what is off is a warning, since a few may be missing; in cells also
"12/54 (22.2)" where most such cells of the table are percents. Half a unit of the last printed digit is allowed on
either side. A denominator of 0 is left alone.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from extract.audit.arithmetic.proportions import fit_percent
from extract.audit.arithmetic.rounding import unit
from extract.audit.expressions.fractions import Fraction, find_fractions
from extract.audit.expressions.shapes import NUMBER, WHOLE
from extract.audit.passages import Passage, cells_of, evidence, place, sentences_of
from extract.model import Answer, Finding, Library, Paper, Passed, Severity, Skipped, Table
from extract.text.numbers import parse_number

NAME = "stat_percent_of_fraction"
VERSION = 3
_NO_SHARE = re.compile(
    r"person[\s-]?(?:years?|yrs?|months?|days?)|patient[\s-]?years?|\bpyrs?\b|\brates?\sper\b|\bper\s1?00+\b"
    r"|^\W?[A-Za-z][a-z-]+s\s?/\s?[A-Za-z][a-z-]+s\b",
    re.IGNORECASE,
)
"""Names under which a stroke parts no count from its whole: "Referrals/person-years", "Smokers/ex-smokers"."""
_ACUITY = re.compile(r"vision|acuity|Snellen|logMAR", re.IGNORECASE)
_OWN_BASE = re.compile(r"^\s?(?:\w+\s){0,1}of\s(?!the\s(?:total|whole|patients|participants|subjects)\b)[A-Za-z(\d]")
_NEXT_SHARE = re.compile(rf"[^.;()]{{1,60}}?(?<![\d.])(?P<count>\d{{1,6}})\s?\((?P<percent>{NUMBER})\s?%\)")
_ALONE = re.compile(rf"(?<![\d.,]){WHOLE}(?![\d.,%]|\s?%)")
_HEDGED = re.compile(r"\b(?:almost|about|nearly|approximately|roughly|around|over|some)\s(?:an?\s)?$", re.IGNORECASE)
_BROKEN_DOWN = re.compile(r"^\s?(?:in|for|with|among)\s[^.;()]{2,50}?\b(?:and|,)\s\d{1,6}\s?/\s?\d")


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for passage in sentences_of(paper):
        for fraction in find_fractions(passage.text):
            yield _judge(paper, passage, fraction)
    for table, passages in groupby(cells_of(paper), key=lambda passage: passage.table):
        of_table = list(passages)
        yield from _judge_cells(paper, table, of_table)


def _judge_cells(paper: Paper, table: Table | None, passages: list[Passage]) -> Iterator[Answer]:
    """Cells may print percents without their sign; other numbers stand so too ("52/772 (1.72)": a rate)."""
    caption = " ".join(piece.of(paper.text) for piece in table.caption) if table else ""
    found = [(passage, f) for passage in passages for f in find_fractions(passage.text, in_cell=True)]
    fitting = sum(fit_percent(f.percent, f.count, f.denominator).fit != "off" for _, f in found)
    for passage, fraction in found:
        if passage.cell is not None and _NO_SHARE.search(" ".join((*passage.cell.row_path, *passage.cell.col_path))):
            pieces = passage.pieces_of(fraction.start, fraction.end)
            yield Skipped(place(pieces), "a rate of time, or two counts with a stroke between")
            continue
        paths = (*passage.cell.row_path, *passage.cell.col_path) if passage.cell else ()
        named = fitting > 0 and ("%" in caption or any("%" in name or "ercent" in name for name in paths))
        if "%" in passage.text or named or fitting * 2 > len(found):
            yield _judge(paper, passage, fraction)
        else:
            pieces = passage.pieces_of(fraction.start, fraction.end)
            yield Skipped(place(pieces), "nothing says that the number beside the fraction is a percent")


def _judge(paper: Paper, passage: Passage, fraction: Fraction) -> Answer:
    pieces = passage.pieces_of(fraction.start, fraction.end)
    if fraction.denominator == 0:
        return Skipped(place(pieces), "a denominator of 0")
    fit = fit_percent(fraction.percent, fraction.count, fraction.denominator)
    if fit.fit == "exact":
        return Passed(place(pieces))
    if (
        fit.fit == "off"
        and fit_percent(fraction.percent, fraction.count, fraction.count + fraction.denominator).fit != "off"
    ):
        return Skipped(place(pieces), "the percent of the first of two parts, not of a denominator")
    reason = _another_base(passage, fraction) or _base_elsewhere(paper, passage, fraction) if fit.fit == "off" else None
    if reason is not None:
        return Skipped(place(pieces), reason)
    way = f"{fraction.count}/{fraction.denominator} = {fit.expected}%"
    severity: Severity
    if fit.fit == "convention":
        severity, message = "note", f"{way}; {fraction.percent}% is that {fit.convention}"
    elif abs(fit.expected - fraction.percent) <= unit(fraction.percent) < 1:
        severity, message = "note", f"{way}, printed as {fraction.percent}%, one unit of the last digit away"
    else:
        severity, message = "error" if fraction.is_close else "warning", f"{way}, printed as {fraction.percent}%"
    return Finding(
        check=NAME,
        severity=severity,
        message=message,
        reported=f"{fraction.percent}%",
        expected=f"{fit.expected}%",
        evidence=(evidence(paper, "result", pieces),),
    )


def _another_base(passage: Passage, fraction: Fraction) -> str | None:
    """What else the percent is of, in the words around: "59% of treated patients", "(68%, 10/14 in A and 5/8 in B)"."""
    behind = passage.text[fraction.end :][:90]
    if fraction.count == ACUITY and _ACUITY.search(passage.text, max(0, fraction.start - 40), fraction.end + 40):
        return "a visual acuity"
    if fraction.count == 1 and _HEDGED.search(passage.text, 0, fraction.start):
        return "a share in round words"
    printed = passage.text[fraction.start : fraction.end]
    last, closed = printed.rstrip(")] ").endswith("%"), printed.endswith((")", "]"))
    if not fraction.is_close and closed and _of_other_groups(passage.text, fraction):
        return "the next share has another base too: each is of its own group"
    if last and not closed and _OWN_BASE.match(behind):
        return "the percent names a base of its own"
    if not last and _is_of_the_sum(passage.text, fraction):
        return "the percent is of this fraction and others of its denominator together"
    if not last and _BROKEN_DOWN.match(behind):
        return "the fractions are the percent's parts, by group"
    return None


def _is_of_the_sum(text: str, fraction: Fraction) -> bool:
    """Whether the counts of this denominator that follow, bare, make up what the percent leaves."""
    whole = f"(?:{fraction.denominator}|{fraction.denominator:,})"
    others = re.findall(rf"(?<![\d.,])({WHOLE})\s?/\s?{whole}(?![\d.,]\d)", text[fraction.end :])
    total = fraction.count + sum((parse_number(other) or Decimal(0) for other in others), Decimal(0))
    fits = fit_percent(fraction.percent, total, fraction.denominator).fit == "exact"
    return bool(others) and total <= fraction.denominator and fits


def _base_elsewhere(paper: Paper, passage: Passage, fraction: Fraction) -> str | None:
    """Whether another sentence prints this count with this percent, and with a number of which it is the percent."""
    share = re.compile(rf"(?<![\d.,]){fraction.count}\s?\(\s?{re.escape(fraction.percent_text)}\s?%")
    for other in sentences_of(paper) if not fraction.is_close else ():
        if other is passage or not share.search(other.text):
            continue
        bases = (parse_number(printed) for printed in _ALONE.findall(other.text))
        if any(
            n and n > fraction.count and fit_percent(fraction.percent, fraction.count, n).fit == "exact" for n in bases
        ):
            return "another sentence prints the base of the percent"
    return None


def _of_other_groups(text: str, fraction: Fraction) -> bool:
    """Whether the next share of the sentence is not of this whole either ("of 282, 15 (15.8%) ... and 19 (20.4%)")."""
    following = _NEXT_SHARE.match(text, fraction.end)
    if following is None:
        return False
    count, percent = parse_number(following["count"]), parse_number(following["percent"])
    return count is not None and percent is not None and fit_percent(percent, count, fraction.denominator).fit == "off"


ACUITY = 20
"""Feet: 20/200 is no share."""
