"""Charts as plain SVG: no script, readable in both themes (colours are the page's), a title for screen readers."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A line of a forest plot; `weight` of the heaviest study is 1, `is_odd` marks what does not agree."""

    label: str
    value: float
    low: float
    high: float
    weight: float = 1.0
    is_odd: bool = False
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
MOST_STUDIES = 60
"""Studies of one plot; who draws more says how many are left out."""


def forest(studies: Sequence[Estimate], title: str, *, pooled: Sequence[Estimate] = (), log: bool = True) -> Markup:
    """Studies with boxes by their weight and pooled estimates as diamonds, on a logarithmic axis or a plain one.

    Empty without any study, and where an end is not finite or has no logarithm.
    """
    drawn = (*studies[:MOST_STUDIES], *pooled)
    ends = [end for line in drawn for end in (line.low, line.high)]
    if not studies or not all(map(math.isfinite, ends)) or (log and min(ends) <= 0):
        return Markup("")
    scaled: Callable[[float], float] = math.log if log else float
    none = 1.0 if log else 0.0
    low, high = min(*map(scaled, ends), scaled(none)), max(*map(scaled, ends), scaled(none))

    def x(value: float) -> float:
        return LEFT + (WIDTH - LEFT - 20) * (scaled(value) - low) / ((high - low) or 1.0)

    lines = [
        _line_of_forest(line, ROW * (number + 1), x, is_pooled=number >= len(drawn) - len(pooled))
        for number, line in enumerate(drawn)
    ]
    bottom = ROW * (len(drawn) + 1)
    ticks = [tick for tick in RATIO_TICKS if low <= math.log(tick) <= high] if log else _even_ticks(low, high)
    axis = Markup("").join(
        Markup('<text x="{:.1f}" y="{}" text-anchor="middle">{:g}</text>').format(x(tick), bottom + 14, tick)
        for tick in ticks
    )
    null = Markup('<line x1="{0:.1f}" x2="{0:.1f}" y1="6" y2="{1}" class="null"/>').format(x(none), bottom)
    return _svg(title, WIDTH, bottom + 22, null + Markup("").join(lines) + axis)


def _line_of_forest(line: Estimate, y: int, x: Callable[[float], float], *, is_pooled: bool) -> Markup:
    """The label, the interval with its box or the diamond, and the numbers as a tip."""
    left, middle, right = x(line.low), x(line.value), x(line.high)
    if is_pooled:
        shape = Markup('<polygon points="{:.1f},{} {:.1f},{} {:.1f},{} {:.1f},{}" class="{}"/>').format(
            left, y, middle, y - 7, right, y, middle, y + 7, "error" if line.is_odd else "estimate"
        )
    else:
        half = 2 + 4 * math.sqrt(line.weight)
        shape = Markup('<line x1="{:.1f}" x2="{:.1f}" y1="{}" y2="{}" class="interval"/>').format(left, right, y, y)
        shape += Markup('<rect x="{0:.1f}" y="{1:.1f}" width="{2:.1f}" height="{2:.1f}" class="estimate"/>').format(
            middle - half, y - half, 2 * half
        )
    interval = f"{line.value:.3g} ({line.low:.3g} to {line.high:.3g})"
    label = Markup('<text x="0" y="{}">{}</text>').format(y + 4, _short(line.label, 40))
    drawn = label + Markup("<g>{}<title>{}: {}</title></g>").format(shape, line.label, interval)
    return Markup('<a href="{}">{}</a>').format(line.href, drawn) if line.href else drawn


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
