"""The PDFium calls that run once a character or object, bound without ctypes' type checks (three times as fast)."""

import ctypes
from collections.abc import Callable
from ctypes import PYFUNCTYPE, c_double, c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p
from typing import Any

import pypdfium2.raw as pdfium

Handle = int
MAX_CLIPS = 8
MAX_SEGMENTS = 64
"""Paths of a clip, and corners of a path, that are looked at: frames have one of five."""


def address(handle: Any) -> Handle:
    """The plain address behind a typed PDFium pointer; 0 for null."""
    return ctypes.cast(handle, c_void_p).value or 0


def _bind(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    pointer = ctypes.cast(getattr(pdfium, name), c_void_p).value or 0
    function: Callable[..., Any] = PYFUNCTYPE(result, *arguments)(pointer)
    return function


count_chars = _bind("FPDFText_CountChars", c_int, c_void_p)
get_text = _bind("FPDFText_GetText", c_int, c_void_p, c_int, c_int, c_void_p)
get_unicode = _bind("FPDFText_GetUnicode", c_uint, c_void_p, c_int)
get_text_object = _bind("FPDFText_GetTextObject", c_void_p, c_void_p, c_int)
get_loose_box = _bind("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, c_void_p)
get_origin = _bind("FPDFText_GetCharOrigin", c_int, c_void_p, c_int, c_void_p, c_void_p)
get_char_matrix = _bind("FPDFText_GetMatrix", c_int, c_void_p, c_int, c_void_p)
get_font_size = _bind("FPDFText_GetFontSize", c_double, c_void_p, c_int)
get_font = _bind("FPDFTextObj_GetFont", c_void_p, c_void_p)
get_font_name = _bind("FPDFFont_GetBaseFontName", c_size_t, c_void_p, c_void_p, c_size_t)
get_font_flags = _bind("FPDFFont_GetFlags", c_int, c_void_p)
get_render_mode = _bind("FPDFTextObj_GetTextRenderMode", c_int, c_void_p)
is_hyphen = _bind("FPDFText_IsHyphen", c_int, c_void_p, c_int)
count_objects = _bind("FPDFPage_CountObjects", c_int, c_void_p)
get_object = _bind("FPDFPage_GetObject", c_void_p, c_void_p, c_int)
get_object_type = _bind("FPDFPageObj_GetType", c_int, c_void_p)
get_bounds = _bind("FPDFPageObj_GetBounds", c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
get_object_matrix = _bind("FPDFPageObj_GetMatrix", c_int, c_void_p, c_void_p)
count_form_objects = _bind("FPDFFormObj_CountObjects", c_int, c_void_p)
get_form_object = _bind("FPDFFormObj_GetObject", c_void_p, c_void_p, c_ulong)
count_segments = _bind("FPDFPath_CountSegments", c_int, c_void_p)
get_segment = _bind("FPDFPath_GetPathSegment", c_void_p, c_void_p, c_int)
get_segment_point = _bind("FPDFPathSegment_GetPoint", c_int, c_void_p, c_void_p, c_void_p)
get_segment_type = _bind("FPDFPathSegment_GetType", c_int, c_void_p)
get_clip = _bind("FPDFPageObj_GetClipPath", c_void_p, c_void_p)
count_clip_paths = _bind("FPDFClipPath_CountPaths", c_int, c_void_p)
count_clip_segments = _bind("FPDFClipPath_CountPathSegments", c_int, c_void_p, c_int)
get_clip_segment = _bind("FPDFClipPath_GetPathSegment", c_void_p, c_void_p, c_int, c_int)
get_char_box = _bind("FPDFText_GetCharBox", c_int, c_void_p, c_int, c_void_p, c_void_p, c_void_p, c_void_p)

Slots = ctypes.Array[Any]


def floats() -> tuple[Slots, tuple[int, ...]]:
    """Six C floats to be filled by a call (a rectangle, a matrix), and their addresses."""
    values = (c_float * 6)()
    start = ctypes.addressof(values)
    return values, tuple(start + 4 * index for index in range(6))


def doubles() -> tuple[Slots, tuple[int, ...]]:
    """Four C doubles to be filled by a call (a point, a rectangle), and their addresses."""
    values = (c_double * 4)()
    start = ctypes.addressof(values)
    return values, tuple(start + 8 * index for index in range(4))


class Clips:
    """Whether an object lies wholly outside what may be seen of it: a page under the figure that is cut from it."""

    def __init__(self) -> None:
        self._values, self._at = floats()

    def hides(self, handle: Handle) -> bool:
        """Object and clip are in one space, that of the form which holds them.

        A line that the clip's edge has just cut off, less than its own height away, is text that print has lost: kept.
        """
        clip = get_clip(handle) or 0
        count = count_clip_paths(clip) if clip else 0
        if count <= 0 or not get_bounds(handle, *self._at[:4]):
            return False
        left, bottom, right, top = (self._values[index] for index in range(4))
        return any(self._is_outside(clip, path, (left, bottom, right, top)) for path in range(min(count, MAX_CLIPS)))

    def _is_outside(self, clip: Handle, path: int, box: tuple[float, float, float, float]) -> bool:
        xs, ys = [], []
        for index in range(min(count_clip_segments(clip, path), MAX_SEGMENTS)):
            if get_segment_point(get_clip_segment(clip, path, index) or 0, self._at[4], self._at[5]):
                xs.append(self._values[4])
                ys.append(self._values[5])
        if len(xs) < 2:
            return False
        left, bottom, right, top = box
        slack = min(right - left, top - bottom)
        sides = max(xs) < left - slack, min(xs) > right + slack, max(ys) < bottom - slack, min(ys) > top + slack
        return bool(any(sides))
