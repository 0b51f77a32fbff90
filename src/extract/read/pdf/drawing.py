"""Rules, grounds and pictures of a page."""

from collections.abc import Iterable

from extract.read.pdf import native
from extract.read.pdf.characters import PageMap
from extract.read.pdf.settings import DRAWING
from extract.read.pdf.shapes import Area, Drawing
from extract.text.numbers import are_near

PATH, IMAGE, FORM = 2, 3, 5

MAX_OBJECTS = 6000
"""Beyond these a page is a drawing; the rest of its strokes is left out."""

MAX_SEGMENTS = 400
MAX_DEPTH = 6

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_drawing(page: int, page_map: PageMap, turns: Iterable[int]) -> dict[int, Drawing]:
    """What is drawn on a page, in the frames of the turns asked for."""
    reader = _Reader(page_map)
    for index in range(min(native.count_objects(page), MAX_OBJECTS)):
        reader.add(native.get_object(page, index) or 0, IDENTITY, 0)
    return {turn: reader.turned(turn) for turn in turns}


class _Reader:
    def __init__(self, page_map: PageMap) -> None:
        self._plane = page_map
        self._values, self._at = native.floats()
        self._clips = native.Clips()
        self._shapes: list[tuple[int, float, float, float, float]] = []
        self._left = MAX_OBJECTS

    def add(self, handle: int, matrix: Matrix, depth: int) -> None:
        self._left -= 1
        if not handle or self._left < 0 or (depth and self._clips.hides(handle)):
            return
        kind = native.get_object_type(handle)
        if kind == PATH:
            self._add_path(handle, matrix)
        elif kind == IMAGE:
            self._add_bounds(handle, matrix, IMAGE)
        elif kind == FORM and depth < MAX_DEPTH:
            native.get_object_matrix(handle, self._at[0])
            inner = _times(tuple(self._values), matrix)
            for index in range(min(native.count_form_objects(handle), MAX_OBJECTS)):
                self.add(native.get_form_object(handle, index) or 0, inner, depth + 1)

    def _add_bounds(self, handle: int, matrix: Matrix, kind: int) -> None:
        if native.get_bounds(handle, *self._at[:4]):
            left, bottom, right, top = self._values[:4]
            self._add_shape(kind, _apply(matrix, left, bottom), _apply(matrix, right, top))

    def _add_shape(self, kind: int, corner: tuple[float, float], other: tuple[float, float]) -> None:
        (x0, y0), (x1, y1) = corner, other
        self._shapes.append((kind, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))

    def _add_path(self, handle: int, matrix: Matrix) -> None:
        segments = native.count_segments(handle)
        if segments <= 0:
            return
        if segments > 6 and segments <= MAX_SEGMENTS and self._add_rules(handle, matrix, segments):
            return
        self._add_bounds(handle, matrix, PATH)

    def _add_rules(self, handle: int, matrix: Matrix, segments: int) -> bool:
        """Many rules drawn as one path: each of its straight level or upright lines; False where it has others."""
        get_segment, get_point, get_type = native.get_segment, native.get_segment_point, native.get_segment_type
        own: Matrix = IDENTITY
        if native.get_object_matrix(handle, self._at[0]):
            own = _times(tuple(self._values), matrix)
        lines: list[tuple[tuple[float, float], tuple[float, float]]] = []
        last: tuple[float, float] | None = None
        for index in range(segments):
            segment = get_segment(handle, index)
            kind = get_type(segment)
            if kind not in (0, 2):
                return False
            get_point(segment, self._at[0], self._at[1])
            point = _apply(own, self._values[0], self._values[1])
            if kind == 0 and last is not None:
                if not are_near(point[0], last[0], 1) and not are_near(point[1], last[1], 1):
                    return False
                lines.append((point, last))
            last = point
        for line in lines:
            self._add_shape(PATH, *line)
        return True

    def turned(self, turn: int) -> Drawing:
        xx, xy, x, yx, yy, y = self._plane.maps[turn]
        frame = self._plane.frames[turn]
        drawing = Drawing()
        for kind, left, bottom, right, top in self._shapes:
            xs = (xx * left + xy * bottom + x, xx * right + xy * top + x)
            ys = (yx * left + yy * bottom + y, yx * right + yy * top + y)
            area = Area(min(xs), min(ys), max(xs), max(ys))
            if area.x1 < 0 or area.bottom < 0 or area.x0 > frame.across or area.top > frame.down:
                continue
            wide, high = area.width, area.height
            if kind == IMAGE:
                drawing.pictures.append(area)
            elif wide >= DRAWING.min_rule and (
                high <= DRAWING.thin or (high <= DRAWING.thick and wide > DRAWING.long * high)
            ):
                drawing.level.append(area)
            elif high >= DRAWING.min_rule and (
                wide <= DRAWING.thin or (wide <= DRAWING.thick and high > DRAWING.long * wide)
            ):
                drawing.upright.append(area)
            elif wide >= DRAWING.min_rule and high >= DRAWING.min_rule:
                drawing.grounds.append(area)
        return drawing


def _times(inner: tuple[float, ...], outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
