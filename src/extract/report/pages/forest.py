"""Forest plots: a line a study or result, boxes by weight, a diamond for what is pooled.

On a page as a chart with links and tips (`forest_chart`); in a file as a picture with columns (`forest_pages`).
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from extract.pooling import Pooled, random_effects
from extract.report.comparisons import Comparison
from extract.report.pages.charts import chart
from extract.report.pages.drawing import Drawing, Part, Shape, Stroke, Text
from extract.text.display import shortened


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A line of a plot; `weight` of the heaviest study is 1, `is_odd` marks what does not agree."""

    label: str
    value: float
    low: float
    high: float
    weight: float = 1.0
    is_odd: bool = False
    href: str | None = None


class Axis:
    """Values to places from `left` on over `width` pixels, by their logarithm or as they are."""

    def __init__(self, low: float, high: float, *, left: float, width: float, log: bool = True) -> None:
        self.low, self.high = low, high
        self._log, self._left, self._width = log, left, width
        self._start = self._scaled(low)
        self._length = self._scaled(high) - self._start or 1.0

    def x(self, value: float) -> float:
        """The place of a value."""
        return self._left + self._width * (self._scaled(value) - self._start) / self._length

    def within(self, value: float) -> float:
        """The place of a value; what lies beyond an end is drawn at that end."""
        return self.x(min(max(value, self.low), self.high))

    def _scaled(self, value: float) -> float:
        return math.log(value) if self._log else value


CHART_WIDTH, CHART_ROW, CHART_LEFT, CHART_RIGHT = 640, 22, 250, 20
CHART_TICKS = (0.01, 0.1, 0.25, 0.5, 1, 2, 4, 10, 100)
LONGEST_CHART_LABEL = 40
MOST_TICKS = 6
ROUNDING = 1e-9
"""Steps by which binary fractions may miss a tick at an end of the axis (0.3 / 0.05 is a little under 6)."""

MOST_STUDIES = 60
"""Studies of one chart; who draws more says how many are left out."""


def forest_chart(
    studies: Sequence[Estimate], title: str, *, pooled: Sequence[Estimate] = (), log: bool = True
) -> Markup:
    """Studies with boxes by their weight and pooled estimates as diamonds, on a logarithmic axis or a plain one.

    Empty without any study, and where an end is not finite or has no logarithm.
    """
    drawn = (*studies[:MOST_STUDIES], *pooled)
    ends = [end for line in drawn for end in (line.low, line.high)]
    if not studies or not all(map(math.isfinite, ends)) or (log and min(ends) <= 0):
        return Markup("")
    none = 1.0 if log else 0.0
    width = CHART_WIDTH - CHART_LEFT - CHART_RIGHT
    axis = Axis(min(*ends, none), max(*ends, none), left=CHART_LEFT, width=width, log=log)
    lines = []
    for number, line in enumerate(drawn, 1):
        places = axis.x(line.low), axis.x(line.value), axis.x(line.high)
        half = 2 + 4 * math.sqrt(line.weight)
        label = shortened(line.label, LONGEST_CHART_LABEL)
        lines.append((line, label, CHART_ROW * number, places, half, number > len(drawn) - len(pooled)))
    bottom = CHART_ROW * (len(drawn) + 1)
    ticks = [tick for tick in CHART_TICKS if axis.low <= tick <= axis.high] if log else _even_ticks(axis.low, axis.high)
    placed = [(tick, axis.x(tick)) for tick in ticks]
    has_links = any(line.href for line in drawn)
    values = {"lines": lines, "ticks": placed, "zero": axis.x(none), "bottom": bottom}
    return chart("forest", title, CHART_WIDTH, bottom + 22, has_links=has_links, **values)


def _even_ticks(low: float, high: float) -> list[float]:
    """About five round numbers between two ends."""
    step = 10 ** math.floor(math.log10(((high - low) or 1.0) / 4))
    step *= next(times for times in (1, 2, 5, 10) if (high - low) / (step * times) <= MOST_TICKS)
    first, last = math.ceil(low / step - ROUNDING), math.floor(high / step + ROUNDING)
    return [number * step for number in range(first, last + 1)]


WIDTH, LINE, TOP, LEFT, PLOT, RIGHT, WEIGHT = 1080, 24, 64, 470, 340, 830, 1010
LONGEST_LABEL = 68
ROWS_OF_A_PAGE = 60
"""Lines of one picture: more would not be read on one screen or sheet."""

TICKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)


def pool(ratios: Sequence[Comparison]) -> Pooled | None:
    """The random-effects summary of two or more ratios, as a ratio."""
    pooled = random_effects([(ratio.yi, ratio.sei**2) for ratio in ratios if ratio.yi is not None and ratio.sei])
    return pooled and pooled.back()


def several_ratios(ratios: Iterable[Comparison]) -> dict[str, int]:
    """Studies that contribute more than one ratio, with their number: these are not independent."""
    counts = Counter(ratio.document_id for ratio in ratios)
    return {key: count for key, count in counts.items() if count > 1}


def forest_pages(ratios: Iterable[Comparison], names: Mapping[str, str], *, title: str, pooled: bool) -> list[Drawing]:
    """The plot in pictures of at most `ROWS_OF_A_PAGE` lines; the summary stands under the last."""
    rows = [ratio for ratio in ratios if ratio.kind == "ratio" and ratio.low and ratio.high and ratio.value]
    summary = pool(rows) if pooled else None
    pages = [rows[at : at + ROWS_OF_A_PAGE] for at in range(0, len(rows), ROWS_OF_A_PAGE)] or [[]]
    drawn = []
    for number, page in enumerate(pages, 1):
        numbered = title if len(pages) == 1 else f"{title} ({number} of {len(pages)})"
        drawn.append(_picture(page, names, numbered, summary if page is pages[-1] else None))
    return drawn


def _picture(rows: Sequence[Comparison], names: Mapping[str, str], title: str, summary: Pooled | None) -> Drawing:
    """The ratios in their given order, on a logarithmic axis, with the weight (inverse variance) of each."""
    ends = [end for row in rows for end in (row.low, row.high) if end] + [1.0]
    ends += [summary.low, summary.high] if summary else []
    axis = Axis(max(min(ends) * 0.8, 0.01), min(max(ends) * 1.25, 100.0), left=LEFT, width=PLOT)
    height = TOP + LINE * (len(rows) + (2 if summary else 0)) + 60
    bottom = height - 46.0
    parts: list[Part] = [
        Text(10, 24, title, bold=True),
        Text(10, TOP - 14, "Study, measure, outcome, factor or groups", bold=True),
        Text(RIGHT + 10, TOP - 14, "Ratio (interval)", bold=True),
        Text(WEIGHT, TOP - 14, "Weight", bold=True),
        Stroke(10, TOP - 6, WIDTH - 10, TOP - 6),
    ]
    weights = [1 / row.sei**2 if row.sei else 0.0 for row in rows]
    whole = sum(weights) or 1.0
    for number, row in enumerate(rows):
        parts += _row(row, names, TOP + LINE * (number + 0.5), axis, weights[number] / (max(weights) or 1.0))
        parts.append(Text(WEIGHT, TOP + LINE * (number + 0.5) + 4, f"{100 * weights[number] / whole:.1f} %"))
    if summary:
        parts += _diamond(summary, TOP + LINE * (len(rows) + 1), axis)
    parts.append(Stroke(axis.within(1.0), TOP - 6, axis.within(1.0), bottom, dashed=True))
    parts += _scale(axis, bottom)
    return Drawing(WIDTH, int(height), tuple(parts))


def _label(ratio: Comparison, names: Mapping[str, str]) -> str:
    """What a line is about: study, measure, outcome, and the groups or the factor that the ratio belongs to."""
    groups = f"{ratio.arm} vs {ratio.comparator}" if ratio.arm and ratio.comparator else ratio.factor or ratio.arm
    parts = (names.get(ratio.document_id, ratio.document_id), ratio.measure, ratio.outcome, groups)
    return shortened(" · ".join(dict.fromkeys(part for part in parts if part)), LONGEST_LABEL)


def _row(ratio: Comparison, names: Mapping[str, str], y: float, axis: Axis, share: float) -> list[Part]:
    half = 3 + 5 * math.sqrt(share)
    x = axis.within(ratio.value or 1.0)
    box = ((x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half))
    return [
        Text(10, y + 4, _label(ratio, names)),
        Stroke(axis.within(ratio.low or 1.0), y, axis.within(ratio.high or 1.0), y),
        Shape(box),
        Text(RIGHT + 10, y + 4, _interval(ratio)),
    ]


def _interval(ratio: Comparison) -> str:
    """The ratio with its interval, all with as many decimals as the printed ratio has."""
    digits = len(ratio.printed.partition(".")[2].rstrip("%")) if ratio.printed.replace(".", "", 1).isdigit() else 2
    return f"{ratio.value:.{digits}f} ({ratio.low:.{digits}f} to {ratio.high:.{digits}f})"


def _diamond(summary: Pooled, y: float, axis: Axis) -> list[Part]:
    left, middle, right = axis.within(summary.low), axis.within(summary.estimate), axis.within(summary.high)
    interval = f"{summary.estimate:.2f} ({summary.low:.2f} to {summary.high:.2f})"
    return [
        Text(10, y + 4, f"Random effects (τ² = {summary.tau2:.3f}, I² = {summary.i2:.0f} %)", bold=True),
        Shape(((left, y), (middle, y - 8), (right, y), (middle, y + 8))),
        Text(RIGHT + 10, y + 4, interval, bold=True),
    ]


def _scale(axis: Axis, y: float) -> list[Part]:
    parts: list[Part] = [Stroke(LEFT, y, LEFT + PLOT, y)]
    for tick in TICKS:
        if axis.low <= tick <= axis.high:
            x = axis.within(tick)
            digits = max(0, -math.floor(math.log10(tick)))
            parts += [Stroke(x, y, x, y + 5), Text(x, y + 18, f"{tick:.{digits}f}", anchor="middle")]
    middle = axis.within(1.0)
    parts.append(Text(middle - 12, y + 36, "less with the first group", anchor="end"))
    parts.append(Text(middle + 12, y + 36, "more with the first group"))
    return parts
