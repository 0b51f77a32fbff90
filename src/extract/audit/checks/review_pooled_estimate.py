"""A pooled estimate is that of the rows that the article prints, and its interval is symmetric.

The rows are pooled by the usual models (see `resolve/pooled`). Where two of estimate, lower and upper limit are those
of a model and the third is clearly not, and the printed three do not agree with one another either (a Wald interval
lies evenly around its estimate, of ratios on the log scale), the third is an error. Where other rows may have been
pooled (the printed three agree with one another) nothing is said, unless the sentence names the genetic model whose
counts the rows are, and the estimate lies outside the interval that they give. An interval of a pooled ratio or
difference in the text that is not even by more than a tenth of its half width beyond rounding is a warning, whatever
the rows. Told besides: the fixed-effect pool where the methods ask for random effects (of all, or above an I² that
these rows pass), a control group that several rows of one study count, a prediction interval that no formula gives.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extract.audit.arithmetic.intervals import asymmetry, holds_estimate, log_asymmetry
from extract.audit.estimates import Placed, estimates_of
from extract.audit.parts import sentences_outside
from extract.audit.passages import Passage, evidence, place, sentences_of
from extract.model import Answer, Evidence, Finding, Library, Paper, Passed, PooledEstimate, PooledRow, Skipped, Span
from extract.resolve.pooled import CLEARLY, differing, tolerance
from extract.resolve.pooling import Pooled, pool_effects, prediction_limits

NAME = "review_pooled_estimate"
VERSION = 1

UNEVEN = 0.1
"""Half widths by which a pooled estimate may lie off the middle of its interval, beyond the rounding of its digits."""
MARGIN = 5.0
"""Percent of I² above the limit of the methods from which random effects are surely asked for."""
LEAST_SHARED = 10
"""People of a control group that no two groups of a study have alike by chance, with the same events."""
FEWEST_PREDICTED = 4
AFTER = 160
"""Studies from which a prediction interval is judged, and characters behind the estimate in which it stands."""
MOST_CELLS = 8
_POOLED = re.compile(
    r"\bpooled\b|meta-?analy|heterogeneity|I\s?[2²]\s?=|(?:fixed|random)[- ]effects?|forest plot|\bsummary (?:RR|OR|"
    r"estimate)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"bootstrap|Bayes|credible|CrI\b|network meta|prediction interval|sensitivity|specificity", re.IGNORECASE
)


_RANDOM = re.compile(r"\brandom[- ]effects?\b", re.IGNORECASE)
_FIXED = re.compile(r"\b(?:fixed|fix|common)[- ]effects?\b|\bMantel\b|\bPeto\b", re.IGNORECASE)
_OVER = r"(?:>|≥|greater\sthan|more\sthan|larger\sthan|over|above|exceed\w*)"
_I2_OVER = rf"I\s?\^?\s?(?:2|²)(?:\s(?:value|statistic))?\s?(?:was\s|is\s)?{_OVER}\s?"
_ABOVE = re.compile(
    rf"{_I2_OVER}(?P<i2>\d{{2}})\s?%[^.;]{{0,90}}\brandom[- ]effects?\b"
    rf"|\brandom[- ]effects?\b[^.;]{{0,90}}{_I2_OVER}(?P<also>\d{{2}})\s?%",
    re.IGNORECASE,
)
"""Random effects above an I²: "if I2 > 50%, a random-effects model was used"."""
_IF = re.compile(r"\b(?:if|when|where|otherwise|unless|in case)\b", re.IGNORECASE)
_USED = re.compile(
    r"\b(?:used|applied|performed|calculated|pooled|conducted|chosen|adopted|employed|fitted)\b", re.IGNORECASE
)
_PREDICTION = re.compile(
    r"(?:95\s?%\s?)?(?:prediction\sinterval|\bPI\b)\s?[:=,(]?\s?(?:was|of|from)?\s?(?P<low>[-−]?\d+(?:[.·]\d+)?)\s?(?:to|[-–,;])\s?"
    r"(?P<high>[-−]?\d+(?:[.·]\d+)?)"
)


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    told: list[Span] = []
    asked = _random_asked(paper) if paper.pooled else None
    for pooled in paper.pooled:
        answer = _against_rows(paper, pooled)
        if isinstance(answer, Finding):
            told.append(pooled.span)
        yield answer
        if pooled.agrees:
            yield from _shared_groups(paper, pooled)
            yield from _predicted(paper, pooled)
            if asked is not None:
                yield from _other_model(paper, pooled, *asked)
    if paper.studies or paper.pooled:
        for placed in estimates_of(paper):
            where = place(placed.pieces)
            is_pooled = placed.estimate.family != "other" and _POOLED.search(placed.around)
            if is_pooled and not any(span.overlaps(where) for span in told):
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


# -- the model that the methods ask for --------------------------------------------------------------------------------


def _random_asked(paper: Paper) -> tuple[Passage, float] | None:
    """The sentence that asks for random effects, and the I² above which; None where fixed effects may be meant too."""
    asking = [each for each in sentences_outside(paper, "references", "abstract") if _RANDOM.search(each.text)]
    for passage in asking:
        if limit := _ABOVE.search(passage.text):
            return passage, float(limit["i2"] or limit["also"])
    is_fixed = any(_FIXED.search(each.text) for each in sentences_outside(paper, "references"))
    plain = [each for each in asking if not _IF.search(each.text) and _USED.search(each.text)]
    return (plain[0], 0.0) if plain and not is_fixed else None


def _other_model(paper: Paper, pooled: PooledEstimate, asked: Passage, above: float) -> Iterator[Answer]:
    """What is printed is the fixed-effect pool of its rows, where the methods ask for another."""
    own = " ".join(each.text for each in sentences_of(paper) if any(p.contains(pooled.span) for p in each.pieces))
    random = [each for each in _pools(pooled) if each.model in ("random", "hartung-knapp")]
    if pooled.model not in ("fixed", "mantel-haenszel") or pooled.recomputed_i2 <= above + MARGIN:
        return
    if not random or _FIXED.search(own) or any(not differing(_beside(pooled, each)) for each in random):
        return
    given = _beside(pooled, random[0])
    made = f"{given.recomputed_estimate:.4g} ({given.recomputed_low:.4g} to {given.recomputed_high:.4g})"
    yield Finding(
        check=NAME,
        severity="warning",
        message=(
            f"what is printed is the fixed-effect pool of the {pooled.k} rows, at I² = {pooled.recomputed_i2:.0f} %; "
            f"random effects, for which the methods ask, give {made}"
        ),
        reported=f"{pooled.estimate} ({pooled.low} to {pooled.high})",
        expected=made,
        evidence=(
            evidence(paper, "result", pooled.pieces),
            evidence(paper, "context", asked.pieces),
            *_rows(paper, pooled),
        ),
    )


def _pools(pooled: PooledEstimate) -> tuple[Pooled, ...]:
    """The pools of the rows by inverse variance, on their scale; none of double arcsines, whose way back asks sizes."""
    if pooled.scale == "arcsine":
        return ()
    return pool_effects([(row.yi, row.vi) for row in pooled.effects])


def _beside(pooled: PooledEstimate, other: Pooled) -> PooledEstimate:
    """The printed estimate beside another pool of its rows."""
    estimate, low, high = (_as_printed(pooled, each) for each in (other.estimate, other.low, other.high))
    return replace(pooled, recomputed_estimate=estimate, recomputed_low=low, recomputed_high=high)


def _as_printed(pooled: PooledEstimate, value: float) -> float:
    if pooled.scale == "log":
        return math.exp(value)
    times = 100.0 if pooled.measure in ("proportion", "RD") and abs(pooled.high) > 1 else 1.0
    return times / (1 + math.exp(-value)) if pooled.scale == "logit" else times * value


# -- rows that share a group, and the prediction interval --------------------------------------------------------------


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


def _predicted(paper: Paper, pooled: PooledEstimate) -> Iterator[Answer]:
    """A prediction interval behind the estimate, where no usual formula gives it."""
    after = paper.text[pooled.span.end : pooled.span.end + AFTER]
    match = _PREDICTION.search(after.split("\n")[0])
    random = [each for each in _pools(pooled) if each.model == "random"]
    if match is None or not random or pooled.k < FEWEST_PREDICTED:
        return
    printed = [Decimal(match[name].replace("·", ".").replace("−", "-")) for name in ("low", "high")]
    made = [
        tuple(_as_printed(pooled, each) for each in prediction_limits(one, df))
        for one in random
        for df in (None, pooled.k - 1, pooled.k - 2)
    ]
    fitting = [
        two
        for two in made
        if all(abs(float(a) - b) <= CLEARLY * tolerance(a, b) for a, b in zip(printed, two, strict=True))
    ]
    where = Span(pooled.span.end + match.start(), pooled.span.end + match.end())
    if fitting:
        yield Passed(where)
        return
    told = f"{made[-1][0]:.4g} to {made[-1][1]:.4g}"
    yield Finding(
        check=NAME,
        severity="warning",
        message=f"the prediction interval of the {pooled.k} rows is {told}, not {printed[0]} to {printed[1]}",
        reported=f"{printed[0]} to {printed[1]}",
        expected=told,
        evidence=(
            evidence(paper, "result", (where,)),
            evidence(paper, "context", pooled.pieces),
            *_rows(paper, pooled),
        ),
    )


def _rows(paper: Paper, pooled: PooledEstimate) -> Iterator[Evidence]:
    cells = {cell.id: cell for table in paper.tables for cell in table.cells}
    spans = tuple(cells[each].span for each in pooled.rows[:MOST_CELLS] if each in cells)
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
