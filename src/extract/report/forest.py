"""A forest plot of printed ratios: one line a study result, boxes by weight, a diamond where they are pooled."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import exp, floor, log, log10, sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import UsageError
from extract.outputs import output_bytes, output_file
from extract.report.comparisons import Comparison

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

WIDTH, LINE, TOP, LEFT, PLOT, RIGHT, WEIGHT = 1080, 24, 64, 470, 340, 830, 1010
LONGEST_LABEL = 68
ROWS_OF_A_PAGE = 60
"""Lines of one picture: more would not be read on one screen or sheet."""

TICKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
Z = 1.959964


@dataclass(frozen=True, slots=True)
class Text:
    """Words at a place; `anchor` start, middle or end."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line, dashed or not."""

    x1: float
    y1: float
    x2: float
    y2: float
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled polygon."""

    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as its parts; SVG and PNG are written from it alike."""

    width: int
    height: int
    parts: tuple[Text | Stroke | Shape, ...]


@dataclass(frozen=True, slots=True)
class Pooled:
    """An inverse-variance summary on the ratio scale; `random` by DerSimonian and Laird."""

    estimate: float
    low: float
    high: float
    tau2: float
    i2: float


def pool(ratios: Sequence[Comparison]) -> Pooled | None:
    """The random-effects summary of two or more ratios.

    The variance between studies is that of DerSimonian and Laird (Cochrane Handbook, chapter 10, section 10.10.4).
    """
    pairs = [(ratio.yi, ratio.sei**2) for ratio in ratios if ratio.yi is not None and ratio.sei]
    if len(pairs) < 2:
        return None
    weights = [1 / variance for _, variance in pairs]
    mean = sum(w * y for w, (y, _) in zip(weights, pairs, strict=True)) / sum(weights)
    q = sum(w * (y - mean) ** 2 for w, (y, _) in zip(weights, pairs, strict=True))
    spread = sum(weights) - sum(w**2 for w in weights) / sum(weights)
    tau2 = max(0.0, (q - (len(pairs) - 1)) / spread) if spread else 0.0
    random = [1 / (variance + tau2) for _, variance in pairs]
    centre = sum(w * y for w, (y, _) in zip(random, pairs, strict=True)) / sum(random)
    error = 1 / sqrt(sum(random))
    i2 = max(0.0, (q - (len(pairs) - 1)) / q) if q else 0.0
    return Pooled(exp(centre), exp(centre - Z * error), exp(centre + Z * error), tau2, 100 * i2)


def draw_pages(ratios: Iterable[Comparison], names: Mapping[str, str], *, title: str, pooled: bool) -> list[Drawing]:
    """The plot in pictures of at most `ROWS_OF_A_PAGE` lines; the summary stands under the last."""
    rows = [ratio for ratio in ratios if ratio.kind == "ratio" and ratio.low and ratio.high and ratio.value]
    summary = pool(rows) if pooled else None
    pages = [rows[at : at + ROWS_OF_A_PAGE] for at in range(0, len(rows), ROWS_OF_A_PAGE)] or [[]]
    drawn = []
    for number, page in enumerate(pages, 1):
        named = title if len(pages) == 1 else f"{title} ({number} of {len(pages)})"
        drawn.append(draw_forest(page, names, title=named, summary=summary if page is pages[-1] else None))
    return drawn


def several_ratios(ratios: Iterable[Comparison]) -> dict[str, int]:
    """Studies that contribute more than one ratio, with their number: these are not independent."""
    counts: dict[str, int] = {}
    for ratio in ratios:
        counts[ratio.document_id] = counts.get(ratio.document_id, 0) + 1
    return {key: count for key, count in counts.items() if count > 1}


def draw_forest(
    rows: Sequence[Comparison], names: Mapping[str, str], *, title: str, summary: Pooled | None = None
) -> Drawing:
    """The plot of ratios in their given order, on a logarithmic axis, with the weight (inverse variance) of each."""
    scale = _Scale(rows, summary)
    height = TOP + LINE * (len(rows) + (2 if summary else 0)) + 60
    bottom = height - 46.0
    parts: list[Text | Stroke | Shape] = [Text(10, 24, title, bold=True), *_heads()]
    weights = [1 / row.sei**2 if row.sei else 0.0 for row in rows]
    whole = sum(weights) or 1.0
    for number, row in enumerate(rows):
        parts += _row(row, names, TOP + LINE * (number + 0.5), scale, weights[number] / (max(weights) or 1.0))
        parts.append(Text(WEIGHT, TOP + LINE * (number + 0.5) + 4, f"{100 * weights[number] / whole:.1f} %"))
    if summary:
        parts += _diamond(summary, TOP + LINE * (len(rows) + 1), scale)
    parts.append(Stroke(scale.x(1.0), TOP - 6, scale.x(1.0), bottom, dashed=True))
    parts += _axis(scale, bottom)
    return Drawing(WIDTH, int(height), tuple(parts))


class _Scale:
    """Ratios to places on the page, by their logarithm."""

    def __init__(self, rows: Sequence[Comparison], summary: Pooled | None) -> None:
        ends = [end for row in rows for end in (row.low, row.high) if end] + [1.0]
        ends += [summary.low, summary.high] if summary else []
        self.low = max(min(ends) * 0.8, 0.01)
        self.high = min(max(ends) * 1.25, 100.0)
        self.wide = log(self.high) - log(self.low) or 1.0

    def x(self, ratio: float) -> float:
        within = min(max(ratio, self.low), self.high)
        return LEFT + PLOT * (log(within) - log(self.low)) / self.wide


def _heads() -> list[Text | Stroke | Shape]:
    return [
        Text(10, TOP - 14, "Study, measure, outcome, factor or groups", bold=True),
        Text(RIGHT + 10, TOP - 14, "Ratio (interval)", bold=True),
        Text(WEIGHT, TOP - 14, "Weight", bold=True),
        Stroke(10, TOP - 6, WIDTH - 10, TOP - 6),
    ]


def _label(ratio: Comparison, names: Mapping[str, str]) -> str:
    """What a line is about: study, measure, outcome, and the groups or the factor that the ratio belongs to."""
    groups = f"{ratio.arm} vs {ratio.comparator}" if ratio.arm and ratio.comparator else ratio.factor or ratio.arm
    parts = (names.get(ratio.document_id, ratio.document_id), ratio.measure, ratio.outcome, groups)
    label = " · ".join(dict.fromkeys(part for part in parts if part))
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"


def _row(
    ratio: Comparison, names: Mapping[str, str], y: float, scale: _Scale, share: float
) -> list[Text | Stroke | Shape]:
    half = 3 + 5 * sqrt(share)
    x = scale.x(ratio.value or 1.0)
    box = ((x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half))
    return [
        Text(10, y + 4, _label(ratio, names)),
        Stroke(scale.x(ratio.low or 1.0), y, scale.x(ratio.high or 1.0), y),
        Shape(box),
        Text(RIGHT + 10, y + 4, _told(ratio)),
    ]


def _told(ratio: Comparison) -> str:
    """The ratio with its interval, all with as many decimals as the printed ratio has."""
    digits = len(ratio.printed.partition(".")[2].rstrip("%")) if ratio.printed.replace(".", "", 1).isdigit() else 2
    return f"{ratio.value:.{digits}f} ({ratio.low:.{digits}f} to {ratio.high:.{digits}f})"


def _diamond(summary: Pooled, y: float, scale: _Scale) -> list[Text | Stroke | Shape]:
    left, middle, right = scale.x(summary.low), scale.x(summary.estimate), scale.x(summary.high)
    interval = f"{summary.estimate:.2f} ({summary.low:.2f} to {summary.high:.2f})"
    return [
        Text(10, y + 4, f"Random effects (τ² = {summary.tau2:.3f}, I² = {summary.i2:.0f} %)", bold=True),
        Shape(((left, y), (middle, y - 8), (right, y), (middle, y + 8))),
        Text(RIGHT + 10, y + 4, interval, bold=True),
    ]


def _axis(scale: _Scale, y: float) -> list[Text | Stroke | Shape]:
    parts: list[Text | Stroke | Shape] = [Stroke(LEFT, y, LEFT + PLOT, y)]
    for tick in TICKS:
        if scale.low <= tick <= scale.high:
            x = scale.x(tick)
            digits = max(0, -floor(log10(tick)))
            parts += [Stroke(x, y, x, y + 5), Text(x, y + 18, f"{tick:.{digits}f}", anchor="middle")]
    middle = scale.x(1.0)
    parts.append(Text(middle - 12, y + 36, "less with the first group", anchor="end"))
    parts.append(Text(middle + 12, y + 36, "more with the first group"))
    return parts


INK = "#1c2733"
SHARPNESS = 2
FONT_SIZE = 13
PLAIN_SIGNS = str.maketrans({"τ": "tau", "²": "2", "·": "-", "…": "...", "–": "-", "−": "-", "≥": ">=", "≤": "<="})
"""Signs that the font of pictures has not, by those it has."""


def write_drawing(drawing: Drawing, path: Path) -> None:
    """Writes SVG or PNG, as the file's name ends."""
    if path.suffix.lower() == ".svg":
        with output_file(path) as file:
            file.write(svg_of(drawing))
    elif path.suffix.lower() == ".png":
        _write_png(drawing, path)
    else:
        raise UsageError(f"{path}: a plot is written as .svg or .png")


def svg_of(drawing: Drawing) -> str:
    """The drawing as one SVG document."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{drawing.width}" height="{drawing.height}" '
        f'viewBox="0 0 {drawing.width} {drawing.height}" font-family="Helvetica, Arial, sans-serif" '
        f'font-size="{FONT_SIZE}" fill="{INK}">',
        f'<rect width="{drawing.width}" height="{drawing.height}" fill="#ffffff"/>',
    ]
    for part in drawing.parts:
        lines.append(_svg_part(part))
    return "\n".join((*lines, "</svg>", ""))


def _svg_part(part: Text | Stroke | Shape) -> str:
    if isinstance(part, Text):
        weight = ' font-weight="bold"' if part.bold else ""
        return f'<text x="{part.x:.1f}" y="{part.y:.1f}" text-anchor="{part.anchor}"{weight}>{escape(part.text)}</text>'
    if isinstance(part, Stroke):
        dashes = ' stroke-dasharray="4 4"' if part.dashed else ""
        ends = f'x1="{part.x1:.1f}" y1="{part.y1:.1f}" x2="{part.x2:.1f}" y2="{part.y2:.1f}"'
        return f'<line {ends} stroke="{INK}"{dashes}/>'
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in part.points)
    return f'<polygon points="{points}"/>'


def _write_png(drawing: Drawing, path: Path) -> None:
    from PIL import Image, ImageDraw, ImageFont

    size = (drawing.width * SHARPNESS, drawing.height * SHARPNESS)
    image = Image.new("RGB", size, "#ffffff")
    canvas = ImageDraw.Draw(image)
    font = ImageFont.load_default(FONT_SIZE * SHARPNESS)
    for part in drawing.parts:
        _paint(canvas, part, font)
    with output_bytes(path) as file:
        image.save(file, format="PNG")


def _paint(canvas: "ImageDraw", part: Text | Stroke | Shape, font: "FreeTypeFont | ImageFont") -> None:
    if isinstance(part, Text):
        anchor = {"start": "ls", "middle": "ms", "end": "rs"}[part.anchor]
        place = (part.x * SHARPNESS, part.y * SHARPNESS)
        canvas.text(
            place, part.text.translate(PLAIN_SIGNS), fill=INK, font=font, anchor=anchor, stroke_width=int(part.bold) / 2
        )
    elif isinstance(part, Stroke):
        _line(canvas, part)
    else:
        canvas.polygon([(x * SHARPNESS, y * SHARPNESS) for x, y in part.points], fill=INK)


def _line(canvas: "ImageDraw", stroke: Stroke) -> None:
    """A line; a dashed one (always upright here) in short pieces."""
    if not stroke.dashed:
        ends = [(stroke.x1 * SHARPNESS, stroke.y1 * SHARPNESS), (stroke.x2 * SHARPNESS, stroke.y2 * SHARPNESS)]
        canvas.line(ends, fill=INK, width=SHARPNESS)
        return
    y = stroke.y1
    while y < stroke.y2:
        ends = [(stroke.x1 * SHARPNESS, y * SHARPNESS), (stroke.x1 * SHARPNESS, min(y + 4, stroke.y2) * SHARPNESS)]
        canvas.line(ends, fill=INK, width=SHARPNESS)
        y += 8
