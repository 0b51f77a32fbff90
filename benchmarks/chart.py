"""Growth as a picture: log of seconds against log of size, a line a stage, drawn by the project's own drawing."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, floor, log10
from pathlib import Path

from extract.report.pages.drawing import Drawing, Shape, Stroke, Text, write_drawing

WIDTH, HEIGHT, LEFT, TOP, PLOT, DEEP = 720, 420, 80, 50, 440, 300
DOT = 3.5
APART = 16
LEAST = 0.001
OTHER = ("megabytes", "file")


def draw_growth(what: str, sizes: Sequence[int], points: Sequence[dict[str, float]], path: Path) -> None:
    """One picture for one axis; sizes go to the right, processor seconds upwards, both by powers."""
    stages = [name for name in points[0] if name not in OTHER]
    values = [max(LEAST, point[name]) for point in points for name in stages]
    low, high = floor(log10(min(values))), ceil(log10(max(values)) + 1e-9)
    left, right = log10(sizes[0]), log10(sizes[-1])

    def place(size: int, value: float) -> tuple[float, float]:
        x = LEFT + PLOT * (log10(size) - left) / (right - left)
        return x, TOP + DEEP * (high - log10(max(LEAST, value))) / (high - low)

    parts: list[Text | Stroke | Shape] = [Text(LEFT, 26, f"Processor seconds by {what}", bold=True)]
    for power in range(low, high + 1):
        y = TOP + DEEP * (high - power) / (high - low)
        parts += [Stroke(LEFT - 5, y, LEFT, y), Text(LEFT - 10, y + 4, f"{10.0**power:g}", "end")]
    parts += [Stroke(LEFT, TOP, LEFT, TOP + DEEP), Stroke(LEFT, TOP + DEEP, LEFT + PLOT, TOP + DEEP)]
    for size in sizes:
        x, _ = place(size, 1.0)
        parts += [Stroke(x, TOP + DEEP, x, TOP + DEEP + 5), Text(x, TOP + DEEP + 22, f"{size:,}", "middle")]
    ends = []
    for stage in stages:
        line = [place(size, point[stage]) for size, point in zip(sizes, points, strict=True)]
        parts += [Stroke(*start, *end) for start, end in pairwise(line)]
        parts += [_dot(x, y) for x, y in line]
        ends.append((line[-1][1], stage, points[-1][stage]))
    lowest = TOP - APART
    for y, stage, value in sorted(ends):
        lowest = max(lowest + APART, y)
        parts.append(Text(LEFT + PLOT + 12, lowest + 4, f"{stage}: {value:.2f} s"))
    write_drawing(Drawing(WIDTH, HEIGHT, tuple(parts)), path)


def _dot(x: float, y: float) -> Shape:
    return Shape(((x - DOT, y), (x, y - DOT), (x + DOT, y), (x, y + DOT)))
