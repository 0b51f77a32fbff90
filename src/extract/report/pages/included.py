"""What the page of a review shows of the studies that it includes, and of each estimate that it pools: a forest plot.

Each row of a table of included studies has its entry, whether that work was found, notices on it, and whether what the
row tells of it agrees with it. "not asked", "no record" and "not held" are told apart from agreement.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from markupsafe import Markup

from extract.pooling import Z95
from extract.report.pages.forest import MOST_STUDIES, Estimate, forest_chart
from extract.report.wording import GRAVITY
from extract.store import Row

MOST_PLOTS = 8
"""Plots on one page, those that do not agree first; all estimates are in the table."""
ENTRY, SOURCE, TWICE = "review_study_entry", "review_study_source", "review_study_twice"
POOLED = "review_pooled_estimate"
WORDS = {ENTRY: "not its entry", SOURCE: "not what the study says", TWICE: "as another row"}


def dress_studies(
    studies: Iterable[Row], references: Iterable[Row], findings: Iterable[Row], held: Mapping[str, str]
) -> None:
    """Adds to each row of the layer `studies`: `exists`, `notices`, `told` (kind and words of what was found).

    `references` are dressed; `held`: entry -> the paper in the database that is that work.
    """
    by_id = {reference["id"]: reference for reference in references}
    own = [finding for finding in findings if finding["check"] in WORDS]
    for study in studies:
        reference = by_id.get(study["reference_id"])
        study["exists"] = reference["verdict_name"] if reference else ""
        study["notices"] = "; ".join(reference["notices"]) if reference else ""
        mine = [finding for finding in own if _speaks_of(finding, study)]
        worst = min((GRAVITY.index(finding["severity"]) for finding in mine), default=None)
        words = "; ".join(dict.fromkeys(WORDS[finding["check"]] for finding in mine))
        if not words:
            words = "no difference found" if study["reference_id"] in held else "its text is not held"
        study["told"] = ("" if worst is None else GRAVITY[worst], words)


def _speaks_of(finding: Row, study: Row) -> bool:
    """Whether a finding rests on the cell that names a study, or on a pooled estimate."""
    return any(
        piece[0] < study["end"] and study["start"] < piece[1]
        for passage in finding["evidence"]
        for piece in passage["pieces"] or ()
        if passage["document_id"] == study["document_id"]
    )


def plots(pooled: Sequence[Row], findings: Iterable[Row]) -> list[Markup]:
    """A forest plot for each pooled estimate: its rows, the diamond that they give, and the printed one."""
    once: dict[tuple[object, ...], Row] = {}
    for row in pooled:
        once.setdefault((row["estimate"], row["ci_low"], row["ci_high"], *row["rows"]), row)
    chosen = sorted(once.values(), key=lambda row: bool(row["agrees"]))[:MOST_PLOTS]
    own = [finding for finding in findings if finding["check"] == POOLED]
    odd = {row["id"] for row in chosen if any(_speaks_of(finding, row) for finding in own)}
    return [plot for row in chosen if row["effects"] and (plot := _plot(row, is_odd=row["id"] in odd))]


def _plot(row: Row, *, is_odd: bool) -> Markup:
    back, log = _scale(row)
    href = f"#at-{row['id']}"
    weights = [1 / study["vi"] if study["vi"] > 0 else 0.0 for study in row["effects"]]
    lines = [
        Estimate(
            label=study["label"],
            value=back(study["yi"]),
            low=back(study["yi"] - Z95 * math.sqrt(study["vi"])),
            high=back(study["yi"] + Z95 * math.sqrt(study["vi"])),
            weight=weight / (max(weights) or 1.0),
            href=href,
        )
        for study, weight in list(zip(row["effects"], weights, strict=True))[:MOST_STUDIES]
    ]
    verdict = "does not follow" if is_odd else "agrees" if row["agrees"] else "other rows or another model"
    value, low, high = (row[f"recomputed_{end}"] for end in ("estimate", "low", "high"))
    printed, printed_low, printed_high = (float(row[name]) for name in ("estimate", "ci_low", "ci_high"))
    named = f"as printed: {verdict}"
    diamonds = [
        Estimate(label=f"from these rows ({row['model']})", value=value, low=low, high=high, href=href),
        Estimate(label=named, value=printed, low=printed_low, high=printed_high, is_odd=is_odd, href=href),
    ]
    more = len(row["effects"]) - len(lines)
    named = f"{row['measure'] or 'estimate'} of {row['k']} studies, printed as {row['estimate']} ({row['ci_low']} to "
    title = f"{named}{row['ci_high']}){f'; {more} studies are not drawn' if more > 0 else ''}"
    return forest_chart(lines, title, pooled=diamonds, log=log)


def _scale(row: Row) -> tuple[Callable[[float], float], bool]:
    """From the scale of the rows to the printed one, percents where they are printed; and whether it is of ratios."""
    if row["scale"] == "log":
        return math.exp, True
    percent = row["measure"] in ("proportion", "RD") and abs(float(row["ci_high"])) > 1
    times = 100.0 if percent else 1.0
    if row["scale"] == "logit":
        return lambda y: times / (1 + math.exp(-y)), False
    if row["scale"] == "arcsine":
        return lambda y: times * math.sin(min(max(y, 0.0), math.pi) / 2) ** 2, False
    return lambda y: times * y, False
