"""A p that compares means between two columns is one that a t-test of the printed means and SDs gives.

Student's t-test (pooled variance) and Welch's (unequal variances) are recomputed from mean, SD and n of two columns,
over the corners that the printed digits allow; for more than two columns a one-way analysis of variance. A p within
their range, widened by half a unit of its last digit, is sound. Another is a note, since a rank test, an adjusted or
a paired one may stand behind it, and a warning where the methods name a t-test and no such other, and significance at
0.05 differs by more than one unit of z. Where all cells fit with SDs taken as standard errors, the note says so.
"""

import math
import re
from collections.abc import Iterator
from itertools import product

from extract.audit.arithmetic.distributions import z_of_p
from extract.audit.arithmetic.rounding import rounded
from extract.audit.arithmetic.tables import anova_p, student_p, welch_p
from extract.audit.columns.arms import p_head_columns, p_in
from extract.audit.columns.denominators import printed_sizes
from extract.audit.columns.moments import Moments, find_moments
from extract.audit.expressions.shapes import PrintedP
from extract.audit.passages import evidence, sentences_of
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped, Table, TableCell

NAME = "stat_mean_comparison"
VERSION = 1
ALPHA = 0.05
WARNING_Z = 1.0
_T_TEST = re.compile(r"\bt[\s-]tests?\b|Student(?:'|’)?s\b", re.IGNORECASE)
_OTHER_TEST = re.compile(
    r"Mann|Wilcoxon|Kruskal|rank|non-?parametric|ANCOVA|covariance|adjust|mixed|paired|repeated|bootstrap|regression|log-?t",
    re.IGNORECASE,
)
Group = tuple[Moments, int]
Range = tuple[float, float]


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    only_t: bool | None = None
    for table in paper.tables:
        moments = find_moments(table, paper.text)
        if not moments:
            continue
        for col, arms in p_head_columns(table, {moment.col for moment in moments}):
            sizes = {arm: printed_sizes(table, paper.text, arm) for arm in arms}
            for cell in table.cells:
                p = p_in(cell, paper.text) if cell.col == col and cell.role == "body" else None
                row = [moment for moment in moments if moment.row == cell.row and moment.col in arms]
                if p is None or not row:
                    continue
                if len(row) != len(arms) or any(len(size) != 1 for size in sizes.values()):
                    yield Skipped(cell.span, "a mean or the n of a column is missing")
                    continue
                only_t = _only_t_tests(paper) if only_t is None else only_t
                groups = [(one, sizes[one.col][0]) for one in row]
                yield _judge(paper, table, cell, p, groups, only_t=only_t)


def _judge(paper: Paper, table: Table, cell: TableCell, p: PrintedP, groups: list[Group], *, only_t: bool) -> Answer:
    ranges = _ranges(groups, as_errors=False)
    if not ranges:
        return Skipped(cell.span, "no test can be computed")
    if any(p.allows(low, high) for low, high in ranges.values()):
        return Passed(cell.span)
    low, high = min(r[0] for r in ranges.values()), max(r[1] for r in ranges.values())
    as_errors = any(p.allows(a, b) for a, b in _ranges(groups, as_errors=True).values())
    certain = only_t and not as_errors and _crosses(p, low, high)
    shown = " vs ".join(f"{one.mean} ({one.sd}), n = {n}" for one, n in groups)
    hint = "; it is that of the spreads taken as standard errors" if as_errors else ""
    return Finding(
        check=NAME,
        severity="warning" if certain else "note",
        message=(
            f"{table.label or 'table'}: {shown}: {' or '.join(ranges)} gives p = {low:.3g} to {high:.3g}; "
            f"printed p {p.relation} {p.value}{hint}"
        ),
        reported=f"p {p.relation} {p.value}",
        expected=f"p = {low:.3g} to {high:.3g}",
        evidence=(
            evidence(paper, "result", (cell.span,)),
            *(evidence(paper, "context", one.pieces) for one, _ in groups),
        ),
    )


def _ranges(groups: list[Group], *, as_errors: bool) -> dict[str, Range]:
    """Test -> the least and the greatest p that the printed digits allow."""
    corners = []
    for one, n in groups:
        factor = math.sqrt(n) if as_errors else 1.0
        mean, sd = rounded(one.mean), rounded(one.sd)
        corners.append(
            [(float(m), float(s) * factor, n) for m in (mean.low, mean.high) for s in (sd.low, sd.high) if s > 0]
        )
    tests: dict[str, list[float]] = {}
    for choice in product(*corners) if len(groups) <= 3 else ():
        if len(choice) == 2:
            (m1, s1, n1), (m2, s2, n2) = choice
            given = {"Student's t-test": student_p(m1, s1, n1, m2, s2, n2), "Welch's": welch_p(m1, s1, n1, m2, s2, n2)}
        else:
            means, sds, ns = zip(*choice, strict=True)
            given = {"analysis of variance": anova_p(means, sds, ns)}
        for name, value in given.items():
            if value is not None:
                tests.setdefault(name, []).append(value)
    if len(groups) == 2 and rounded(groups[0][0].mean).meets(rounded(groups[1][0].mean)):
        tests = {name: [*values, 1.0] for name, values in tests.items()}
    return {name: (min(values), max(values)) for name, values in tests.items()}


def _crosses(p: PrintedP, low: float, high: float) -> bool:
    """Whether the printed and the recomputed p lie on both sides of 0.05, by more than one unit of z."""
    value = float(p.value)
    if p.relation == ">" or not 0 < value < 1:
        return False
    nearest = low if value < low else high
    if (value < ALPHA) is (nearest < ALPHA) or not 0 < nearest < 1:
        return False
    return abs(z_of_p(value) - z_of_p(nearest)) > WARNING_Z


def _only_t_tests(paper: Paper) -> bool:
    texts = [passage.text for passage in sentences_of(paper)]
    return any(_T_TEST.search(text) for text in texts) and not any(_OTHER_TEST.search(text) for text in texts)
