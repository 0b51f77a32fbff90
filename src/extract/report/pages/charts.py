"""Charts as plain SVG: no script, readable in both themes (colours are the page's), a title for screen readers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from extract.report.pages.environment import environment
from extract.text.display import shortened


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A citation by the year that the text gives the study and the year of the entry."""

    stated: int
    printed: int
    label: str
    href: str | None
    kind: str


MOST_NODES = 60
"""Papers on one map."""

LONGEST_NODE = 24


def chart(kind: str, title: str, width: int, height: int, *, has_links: bool = True, **values: object) -> Markup:
    """A chart of one of the kinds of the template, sizes and places in pixels, with its title below."""
    template = environment().get_template("charts.svg.j2")
    named = {"kind": kind, "title": title, "width": width, "height": height, "has_links": has_links}
    return Markup(template.render(**named, **values))


def timeline(dated: Sequence[Dated], title: str) -> Markup:
    """Year of the study, as stated, against year of the entry: what lies below the diagonal cannot be."""
    if not dated:
        return Markup("")
    years = [year for d in dated for year in (d.stated, d.printed)]
    low, high = min(years) - 1, max(years) + 1
    size, margin = 360, 40

    def at(year: int) -> float:
        return margin + (size - margin - 10) * (year - low) / (high - low)

    dots = [(point, at(point.stated), size - at(point.printed)) for point in dated]
    step = max(1, (high - low) // 6)
    marks = [(year, at(year), size - at(year) + 4) for year in range(low + 1, high, step)]
    diagonal = (at(low), size - at(low), at(high), size - at(high))
    return chart("timeline", title, size, size + 4, dots=dots, marks=marks, diagonal=diagonal, base=size - margin + 34)


def citation_map(papers: Sequence[tuple[str, str, str]], links: Sequence[tuple[str, str]], title: str) -> Markup:
    """Papers (id, label, href) on a circle, a line from each that cites another of the corpus."""
    linked = {end for link in links for end in link}
    papers_drawn = [paper for paper in papers if paper[0] in linked][:MOST_NODES]
    if not papers_drawn:
        return Markup("")
    size, radius = 640, 220
    centre = size / 2
    turn = 2 * math.pi
    spot = {
        name: (
            centre + radius * math.cos(turn * i / len(papers_drawn)),
            centre + radius * math.sin(turn * i / len(papers_drawn)),
        )
        for i, (name, _, _) in enumerate(papers_drawn)
    }
    lines = [(*spot[a], *spot[b]) for a, b in links if a in spot and b in spot]
    nodes = [(*spot[name], shortened(label, LONGEST_NODE), href) for name, label, href in papers_drawn]
    return chart("map", title, size, size, lines=lines, nodes=nodes, centre=centre)
