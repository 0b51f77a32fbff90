"""Charts as plain SVG: no script, readable in both themes (colours are the page's), a title for screen readers."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """One line of a forest plot: an estimate with its interval on the ratio scale."""

    label: str
    value: float
    low: float
    high: float
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A citation by the year that the text gives the study and the year of the entry."""

    stated: int
    printed: int
    label: str
    href: str | None
    kind: str


WIDTH, ROW, LEFT = 640, 22, 250
RATIO_TICKS = (0.01, 0.1, 0.25, 0.5, 1, 2, 4, 10, 100)
MOST_TICKS = 6


def forest(ratios: Sequence[Ratio], title: str) -> Markup:
    """Estimates with their intervals on a log axis; empty without any."""
    drawn = [r for r in ratios if 0 < r.low <= r.high and r.value > 0][:40]
    if not drawn:
        return Markup("")
    low = math.log(min(min(r.low for r in drawn), 0.5))
    high = math.log(max(max(r.high for r in drawn), 2.0))

    def x(value: float) -> float:
        return LEFT + (WIDTH - LEFT - 20) * (math.log(value) - low) / (high - low)

    rows = []
    for index, ratio in enumerate(drawn):
        y = ROW * (index + 1)
        label = Markup('<text x="0" y="{}">{}</text>').format(y + 4, _short(ratio.label, 40))
        if ratio.href:
            label = Markup('<a href="{}">{}</a>').format(ratio.href, label)
        rows.append(
            label
            + Markup('<line x1="{:.1f}" x2="{:.1f}" y1="{}" y2="{}" class="interval"/>').format(
                x(ratio.low), x(ratio.high), y, y
            )
            + Markup('<rect x="{:.1f}" y="{}" width="8" height="8" class="estimate"/>').format(
                x(ratio.value) - 4, y - 4
            )
        )
    bottom = ROW * (len(drawn) + 1)
    ticks = Markup("").join(
        Markup('<text x="{:.1f}" y="{}" text-anchor="middle">{:g}</text>').format(x(tick), bottom + 14, tick)
        for tick in RATIO_TICKS
        if low <= math.log(tick) <= high
    )
    null = Markup('<line x1="{0:.1f}" x2="{0:.1f}" y1="6" y2="{1}" class="null"/>').format(x(1), bottom)
    return _svg(title, WIDTH, bottom + 22, null + Markup("").join(rows) + ticks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A study or a pooled estimate; `weight` of the heaviest study is 1, `is_odd` marks what does not agree."""

    label: str
    value: float
    low: float
    high: float
    weight: float = 1.0
    is_odd: bool = False


def forest_of_lines(lines: Sequence[Line], pooled: Sequence[Line], title: str, *, log: bool, href: str) -> Markup:
    """Studies with boxes by their weight and pooled estimates as diamonds, on a logarithmic axis or a plain one."""
    ends = [end for line in (*lines, *pooled) for end in (line.low, line.high)]
    if not lines or not all(map(math.isfinite, ends)) or (log and min(ends) <= 0):
        return Markup("")
    scaled: Callable[[float], float] = math.log if log else float
    none = scaled(1.0) if log else 0.0
    low, high = min(*map(scaled, ends), none), max(*map(scaled, ends), none)

    def x(value: float) -> float:
        return LEFT + (WIDTH - LEFT - 20) * (scaled(value) - low) / ((high - low) or 1.0)

    drawn = []
    for index, line in enumerate((*lines, *pooled)):
        y, reported = ROW * (index + 1), f"{line.value:.3g} ({line.low:.3g} to {line.high:.3g})"
        drawn.append(Markup('<text x="0" y="{}">{}</text>').format(y + 4, _short(line.label, 40)))
        left, middle, right = x(line.low), x(line.value), x(line.high)
        if index < len(lines):
            half = 2 + 4 * math.sqrt(line.weight)
            shape = Markup('<line x1="{:.1f}" x2="{:.1f}" y1="{}" y2="{}" class="interval"/>').format(left, right, y, y)
            shape += Markup('<rect x="{0:.1f}" y="{1:.1f}" width="{2:.1f}" height="{2:.1f}" class="estimate"/>').format(
                middle - half, y - half, 2 * half
            )
        else:
            shape = Markup('<polygon points="{:.1f},{} {:.1f},{} {:.1f},{} {:.1f},{}" class="{}"/>').format(
                left, y, middle, y - 7, right, y, middle, y + 7, "error" if line.is_odd else "estimate"
            )
        drawn.append(Markup("<g>{}<title>{}: {}</title></g>").format(shape, line.label, reported))
    bottom = ROW * (len(lines) + len(pooled) + 1)
    ticks = [tick for tick in RATIO_TICKS if low <= math.log(tick) <= high] if log else _even_ticks(low, high)
    axis = Markup("").join(
        Markup('<text x="{:.1f}" y="{}" text-anchor="middle">{:g}</text>').format(x(tick), bottom + 14, tick)
        for tick in ticks
    )
    null = Markup('<line x1="{0:.1f}" x2="{0:.1f}" y1="6" y2="{1}" class="null"/>').format(
        x(1.0 if log else 0.0), bottom
    )
    linked = Markup('<a href="{}">{}</a>').format(href, Markup("").join(drawn))
    return _svg(title, WIDTH, bottom + 22, null + linked + axis)


def _even_ticks(low: float, high: float) -> list[float]:
    """About five round numbers between two ends."""
    step = 10 ** math.floor(math.log10(((high - low) or 1.0) / 4))
    step *= next(times for times in (1, 2, 5, 10) if (high - low) / (step * times) <= MOST_TICKS)
    return [number * step for number in range(math.ceil(low / step), math.floor(high / step) + 1)]


def timeline(dated: Sequence[Dated], title: str) -> Markup:
    """Year of the study, as stated, against year of the entry: what lies below the diagonal cannot be."""
    if not dated:
        return Markup("")
    years = [year for d in dated for year in (d.stated, d.printed)]
    low, high = min(years) - 1, max(years) + 1
    size, margin = 360, 40

    def at(year: int) -> float:
        return margin + (size - margin - 10) * (year - low) / (high - low)

    dots = Markup("").join(
        Markup('<a href="{}"><circle cx="{:.1f}" cy="{:.1f}" r="5" class="{}"><title>{}</title></circle></a>').format(
            d.href or "#", at(d.stated), size - at(d.printed), d.kind, d.label
        )
        for d in dated
    )
    diagonal = Markup('<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" class="null"/>').format(
        at(low), size - at(low), at(high), size - at(high)
    )
    step = max(1, (high - low) // 6)
    marks = range(low + 1, high, step)
    axis = Markup("").join(
        Markup('<text x="{:.1f}" y="{}" text-anchor="middle">{}</text><text x="2" y="{:.1f}">{}</text>').format(
            at(year), size - margin + 34, year, size - at(year) + 4, year
        )
        for year in marks
    )
    return _svg(title, size, size + 4, diagonal + axis + dots)


def citation_map(papers: Sequence[tuple[str, str, str]], links: Sequence[tuple[str, str]], title: str) -> Markup:
    """Papers (id, label, href) on a circle, a line from each that cites another of the corpus."""
    linked = {end for link in links for end in link}
    shown = [paper for paper in papers if paper[0] in linked][:60]
    if not shown:
        return Markup("")
    size, radius = 640, 220
    centre = size / 2
    spot = {
        name: (
            centre + radius * math.cos(2 * math.pi * i / len(shown)),
            centre + radius * math.sin(2 * math.pi * i / len(shown)),
        )
        for i, (name, _, _) in enumerate(shown)
    }
    lines = Markup("").join(
        Markup('<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" class="interval"/>').format(*spot[a], *spot[b])
        for a, b in links
        if a in spot and b in spot
    )
    nodes = Markup("").join(
        Markup('<a href="{}"><circle cx="{:.1f}" cy="{:.1f}" r="5" class="estimate"/>').format(href, *spot[name])
        + Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text></a>').format(
            spot[name][0] + (8 if spot[name][0] >= centre else -8),
            spot[name][1] + 4,
            "start" if spot[name][0] >= centre else "end",
            _short(label, 24),
        )
        for name, label, href in shown
    )
    return _svg(title, size, size, lines + nodes)


def _svg(title: str, width: int, height: int, inner: Markup) -> Markup:
    drawing = Markup(
        '<svg viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="{4}" class="chart"><title>{2}</title>{3}</svg>'
    ).format(width, height, title, inner, "group" if "<a " in inner else "img")
    return drawing + Markup("<figcaption>{}</figcaption>").format(title)


def _short(text: str, most: int) -> Markup:
    flat = " ".join(text.split())
    return escape(flat if len(flat) <= most else flat[: most - 1] + "…")
