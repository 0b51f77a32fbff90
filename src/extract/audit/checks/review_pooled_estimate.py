"""A pooled estimate is that of the rows that the article prints, and its interval is symmetric.

The rows are pooled by the usual models (see `resolve/pooled`). Where two of estimate, lower and upper limit are those
of a model and the third is clearly not, and the printed three do not agree with one another either (a Wald interval
lies evenly around its estimate, of ratios on the log scale), the third is an error. Where other rows may have been
pooled (the printed three agree with one another) nothing is said, unless the sentence names the genetic model whose
counts the rows are, and the estimate lies outside the interval that they give. An interval of a pooled ratio or
difference in the text that is not even by more than a tenth of its half width beyond rounding is a warning, whatever
the rows. Told besides: a control group that several rows of one study count.
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from extract.audit.arithmetic.intervals import asymmetry, holds_estimate, log_asymmetry
from extract.audit.estimates import Placed, estimates_of
from extract.audit.passages import evidence, place, sentences_of
from extract.model import (
    Answer,
    Evidence,
    Finding,
    Library,
    Paper,
    Passed,
    PooledEstimate,
    PooledRow,
    Skipped,
    Span,
)
from extract.resolve.pooled import PART, differing
from extract.text import lazy_re as re

NAME = "review_pooled_estimate"
VERSION = 2

UNEVEN = 0.1
"""Half widths by which a pooled estimate may lie off the middle of its interval, beyond the rounding of its digits."""
LEAST_SHARED = 10
"""People of a control group that no two groups of a study have alike by chance, with the same events."""
MOST_CELLS = 8
_POOLED = re.compile(
    r"\bpooled\b|meta-?analy|heterogeneity|I\s?[2²]\s?=|(?:fixed|random)[- ]effects?|forest plot|\bsummary (?:RR|OR|"
    r"estimate)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"bootstrap|Bayes|credible|CrI\b|network meta|prediction interval|sensitivity|specificity", re.IGNORECASE
)


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    reported: list[Span] = []
    for pooled in paper.pooled:
        answer = _against_rows(paper, pooled)
        if isinstance(answer, Finding):
            reported.append(pooled.span)
        yield answer
        if pooled.agrees:
            yield from _shared_groups(paper, pooled)
    if paper.studies or paper.pooled:
        of_studies = tuple(_cells_of_studies(paper))
        for placed in estimates_of(paper):
            where = place(placed.pieces)
            if any(span.overlaps(where) for span in of_studies):
                continue
            is_pooled = placed.estimate.family != "other" and _POOLED.search(placed.around)
            if is_pooled and not any(span.overlaps(where) for span in reported):
                yield _evenness(paper, placed)


def _against_rows(paper: Paper, pooled: PooledEstimate) -> Answer:
    wrong = differing(pooled)
    if pooled.agrees or not wrong:
        return Passed(pooled.span)
    as_named = pooled.rule == "pooled_as_named"
    outside = not pooled.recomputed_low <= float(pooled.estimate) <= pooled.recomputed_high
    if as_named and not outside:
        return Skipped(pooled.span, "within the interval of its rows: counts so small that the models differ")
    if _is_even(pooled) and not as_named:
        return Skipped(pooled.span, "estimate and interval agree with one another: other rows may have been pooled")
    if _is_of_a_part(paper, pooled):
        return Skipped(pooled.span, "said of a part of the studies, and the pool of these rows is printed elsewhere")
    made = f"{pooled.recomputed_estimate:.4g} ({pooled.recomputed_low:.4g} to {pooled.recomputed_high:.4g})"
    return Finding(
        check=NAME,
        severity="warning" if as_named else "error",
        message=(
            f"the {pooled.k} rows of the table give {made} by the {pooled.model} model; "
            f"the printed {' and '.join(wrong)} {'are' if len(wrong) > 1 else 'is'} another"
        ),
        reported=f"{pooled.estimate} ({pooled.low} to {pooled.high})",
        expected=made,
        evidence=(evidence(paper, "result", pooled.pieces), *_rows(paper, pooled)),
    )


def _is_of_a_part(paper: Paper, pooled: PooledEstimate) -> bool:
    """Whether the sentence says before the estimate that it is of a part, and these rows' own pool is told besides."""
    if not any(other.rows == pooled.rows and other.agrees for other in paper.pooled):
        return False
    sentences = (piece for sentence in sentences_of(paper) for piece in sentence.pieces if piece.contains(pooled.span))
    return any(PART.search(paper.text, piece.start, pooled.span.start) for piece in sentences)


def _cells_of_studies(paper: Paper) -> Iterator[Span]:
    """The cells of the rows of included studies: what they print is of one study, and no pool."""
    rows = {(study.table, study.row) for study in paper.studies}
    for table in paper.tables:
        yield from (cell.span for cell in table.cells if (table.id, cell.row) in rows)


# -- rows that share a group --------------------------------------------------------------------------------------


def _shared_groups(paper: Paper, pooled: PooledEstimate) -> Iterator[Answer]:
    """Rows of one study that count one control group each: its people are pooled several times."""
    by_group: dict[tuple[str, float | None, float | None], list[PooledRow]] = defaultdict(list)
    for row in pooled.effects:
        name = re.split(r"[\s,(\[]", row.label.strip(), maxsplit=1)[0].casefold()
        if name and row.ci and row.n2i and row.n2i >= LEAST_SHARED:
            by_group[name, row.ci, row.n2i].append(row)
    for (_, events, total), rows in by_group.items():
        if len(rows) > 1:
            yield Finding(
                check=NAME,
                severity="warning",
                message=(
                    f"{len(rows)} rows of {rows[0].label} count the same control group ({events:g} of {total:g}), "
                    f"which is pooled {len(rows)} times"
                ),
                reported=f"{events:g} of {total:g}, {len(rows)} times",
                expected="the group once, or divided among the comparisons (Cochrane Handbook 23.3.4)",
                evidence=(evidence(paper, "result", pooled.pieces), *_rows(paper, pooled)),
            )


def _rows(paper: Paper, pooled: PooledEstimate) -> Iterator[Evidence]:
    cells = {cell.id: cell for table in paper.tables for cell in table.cells}
    spans = tuple(cells[row].span for row in pooled.rows[:MOST_CELLS] if row in cells)
    if spans:
        yield evidence(paper, "context", spans)


def _is_even(pooled: PooledEstimate) -> bool:
    """Whether the estimate lies in the middle of its interval, as printed."""
    distance = _off_the_middle(pooled.estimate, pooled.low, pooled.high, ratio=pooled.measure in ("RR", "OR", "ratio"))
    return distance is not None and abs(distance) < UNEVEN


def _off_the_middle(value: Decimal, low: Decimal, high: Decimal, *, ratio: bool) -> float | None:
    distance = (log_asymmetry if ratio else asymmetry)(value, low, high)
    return None if distance is None else float(distance)


def _evenness(paper: Paper, placed: Placed) -> Answer:
    estimate, where = placed.estimate, place(placed.pieces)
    if estimate.one_sided or not holds_estimate(estimate.value, estimate.low, estimate.high):
        return Skipped(where, "a one-sided interval, or an estimate outside it")
    if _OTHER.search(placed.around):
        return Skipped(where, "an interval that need not be symmetric")
    ratio = estimate.family == "ratio"
    distance = _off_the_middle(estimate.value, estimate.low, estimate.high, ratio=ratio)
    if distance is None or abs(distance) < UNEVEN:
        return Passed(where)
    middle = (estimate.low * estimate.high).sqrt() if ratio else (estimate.low + estimate.high) / 2
    return Finding(
        check=NAME,
        severity="warning",
        message=(
            f"{estimate.value} lies {abs(distance):.2f} half widths off the middle ({middle:.2f}) of {estimate.low} "
            f"to "
            f"{estimate.high}; the interval of a pooled estimate lies evenly around it"
        ),
        reported=f"{estimate.value} ({estimate.low} to {estimate.high})",
        expected=f"about {middle:.2f}, or another limit",
        evidence=(evidence(paper, "result", placed.pieces),),
    )
