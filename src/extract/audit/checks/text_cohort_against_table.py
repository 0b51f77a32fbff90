"""What the text says of all patients, or asks of them, holds for the rows of the tables.

Two kinds. Values: "ECOG performance status of 0–1" among the criteria of inclusion, or said of all patients, beside a
table that counts patients of ECOG 2 (ECOG, Child-Pugh, ASA, NYHA, BCLC; Child-Pugh points are read as their class).
Treatments: "62 patients received radiotherapy combined with targeted therapy and/or immunotherapy" beside a group
of rows for these treatments that counts some under "None". The group's words have to stand in the sentence, and where
the patients are counted, the rows have to sum to that number. A table whose caption names a part of the patients, and
criteria of exclusion, are left alone. A warning: protocol violations happen, but are told.
"""

import re
from collections.abc import Iterator

from extract.audit.columns.groups import GroupRow, RowGroup, row_groups
from extract.audit.expressions.cohorts import SCALES, Allowed, Cohort, Scale, find_allowed, find_cohorts
from extract.audit.parts import own_sentences
from extract.audit.passages import Passage, evidence, place
from extract.audit.support.words import stems
from extract.model import Answer, Finding, Library, Paper, Passed, Span

NAME = "text_cohort_against_table"
VERSION = 1

_NONE = re.compile(r"^(?:none|absent|no(?:t\s(?:received|done|given))?|without|no\streatment)$", re.IGNORECASE)
_SOME = re.compile(r"^(?:yes|present|positive|any|with|received)$", re.IGNORECASE)
_ASKED = re.compile(r"\b(?:inclu(?:ded|sion)|eligib\w+|criteri\w+|required|had\sto)\b", re.IGNORECASE)
_VALUE = re.compile(
    r"^(?:(?:ECOG|PS|WHO|class|grade|score|stage|Child-Pugh|NYHA|ASA|BCLC)\s){0,2}(?P<v>1[0-5]|\d|[A-D]|I{1,3}V?|IV)$"
)
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}
_POINTS = {"A": ("5", "6"), "B": ("7", "8", "9"), "C": ("10", "11", "12", "13", "14", "15")}


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    groups = list(row_groups(paper))
    if not groups:
        return
    for passage in own_sentences(paper, "abstract", "methods", "results"):
        cohorts = list(find_cohorts(passage.text))
        for cohort in cohorts:
            yield from _treated(paper, passage, cohort, groups)
        for allowed in find_allowed(passage.text):
            if _ASKED.search(passage.text[: allowed.start]) or _within(allowed, cohorts):
                yield from _valued(paper, passage, allowed, groups)


def _within(allowed: Allowed, cohorts: list[Cohort]) -> bool:
    return any(cohort.start <= allowed.start < cohort.end for cohort in cohorts)


def _treated(paper: Paper, passage: Passage, cohort: Cohort, groups: list[RowGroup]) -> Iterator[Answer]:
    said = set(stems(cohort.what))
    for group in groups:
        none = [row for row in group.rows if _NONE.match(row.label)]
        if len(none) != 1 or (cohort.n is not None and cohort.n != sum(row.counts[0] for row in group.rows)):
            continue
        others = [row for row in group.rows if row is not none[0]]
        if len(others) == 1 and _SOME.match(others[0].label):
            asked = set(stems(group.label))
        else:
            asked = set().union(*(stems(row.label) for row in others)) if len(others) > 1 else set()
        if asked and asked <= said:
            yield _answer(paper, passage, Span(cohort.start, cohort.end), cohort.what, group, none)


def _valued(paper: Paper, passage: Passage, allowed: Allowed, groups: list[RowGroup]) -> Iterator[Answer]:
    for group in groups:
        if _scale(group.label) != allowed.scale:
            continue
        values = [(row, match["v"]) for row in group.rows if (match := _VALUE.match(row.label))]
        permitted = _permitted(allowed, [value for _, value in values])
        if len(values) < 2 or not permitted:
            continue
        beyond = [row for row, value in values if _ROMAN.get(value, value) not in permitted]
        words = f"{allowed.scale} {', '.join(sorted(allowed.values))}"
        yield _answer(paper, passage, Span(allowed.start, allowed.end), words, group, beyond)


def _scale(label: str) -> Scale | None:
    named = [scale for scale, pattern in SCALES if pattern.search(label)]
    return named[0] if len(named) == 1 else None


def _permitted(allowed: Allowed, printed: list[str]) -> set[str]:
    """The allowed values in the terms of the table: classes as points where the table counts points."""
    letters = {value for value in allowed.values if value[0].isalpha()}
    if not letters:
        return set(allowed.values) if all(_ROMAN.get(v, v).isdigit() for v in printed) else set()
    if all(value in "ABCD" for value in printed):
        return {value[0] for value in letters}
    if allowed.scale != "Child-Pugh" or not all(value.isdigit() for value in printed):
        return set()
    points = {point for letter in letters for point in ([letter[1:]] if letter[1:] else _POINTS.get(letter, ()))}
    return points | {value for value in allowed.values if value.isdigit()}


def _answer(paper: Paper, passage: Passage, at: Span, words: str, group: RowGroup, against: list[GroupRow]) -> Answer:
    pieces = passage.pieces_of(at.start, at.end)
    counted = [row for row in against if sum(row.counts)]
    if not counted:
        return Passed(place(pieces))
    table = group.table.label or "the table"
    rows = "; ".join(f"{row.label}: {', '.join(map(str, row.counts))}" for row in counted)
    return Finding(
        check=NAME,
        severity="warning",
        message=f"said of all patients: {words}; under {group.label!r} {table} counts {rows}",
        reported=words,
        expected=rows,
        evidence=(
            evidence(paper, "result", pieces),
            *(evidence(paper, "context", (row.cell.span,)) for row in counted),
        ),
    )
