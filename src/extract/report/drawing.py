"""A drawing as SVG or PNG."""

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import UsageError
from extract.outputs import output_bytes, output_file
from extract.report.forest import Drawing, Shape, Stroke, Text

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

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
