"""Pictures made of words, lines and shapes; SVG and PNG are written from the same parts."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import UsageError
from extract.outputs import output_bytes, output_file
from extract.report.pages.environment import environment

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

INK = "#1c2733"
SHARPNESS = 2
FONT_SIZE = 13
PLAIN_SIGNS = str.maketrans({"τ": "tau", "²": "2", "·": "-", "…": "...", "–": "-", "−": "-", "≥": ">=", "≤": "<="})
"""Signs that the font of pictures has not, by those it has."""


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


Part = Text | Stroke | Shape


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as its parts, in pixels from the top left."""

    width: int
    height: int
    parts: tuple[Part, ...]


def write_drawing(drawing: Drawing, path: Path) -> None:
    """Writes SVG or PNG, as the file's name ends; raises `UsageError` for any other."""
    if path.suffix.lower() == ".svg":
        with output_file(path) as file:
            file.write(svg_of(drawing))
    elif path.suffix.lower() == ".png":
        _write_png(drawing, path)
    else:
        raise UsageError(f"{path}: a plot is written as .svg or .png")


def svg_of(drawing: Drawing) -> str:
    """The drawing as one SVG document."""
    kinds = [(type(part).__name__, part) for part in drawing.parts]
    return (
        environment().get_template("drawing.svg.j2").render(drawing=drawing, parts=kinds, ink=INK, size=FONT_SIZE)
        + "\n"
    )


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


def _paint(canvas: "ImageDraw", part: Part, font: "FreeTypeFont | ImageFont") -> None:
    if isinstance(part, Text):
        anchor = {"start": "ls", "middle": "ms", "end": "rs"}[part.anchor]
        place = (part.x * SHARPNESS, part.y * SHARPNESS)
        words = part.text.translate(PLAIN_SIGNS)
        canvas.text(place, words, fill=INK, font=font, anchor=anchor, stroke_width=int(part.bold) / 2)
    elif isinstance(part, Stroke):
        _paint_line(canvas, part)
    else:
        canvas.polygon([(x * SHARPNESS, y * SHARPNESS) for x, y in part.points], fill=INK)


def _paint_line(canvas: "ImageDraw", stroke: Stroke) -> None:
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
