"""PDFs drawn and marked in one bounded process: the engine knows no threads, hears no alarm, and pages may not end."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extract.errors import ExtractError
from extract.model import Box
from extract.pipeline.workers import Limits, Worker

if TYPE_CHECKING:
    from extract.read.pdf.highlights import Highlight

LIMITS = Limits(seconds=10.0, megabytes=2048)
"""For one page: drawn in a twentieth of a second as a rule, in three seconds with the largest pictures seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to be drawn: the bytes of its PDF, its number from 1, boxes to be marked, and how finely.

    `around`: only a band of the page, so many points beyond the boxes. `layout`: what the reader sees on it is drawn in
    place of boxes.
    """

    data: bytes
    number: int
    boxes: tuple[Box, ...] = ()
    dots_per_point: float = 2.0
    colours: int | None = None
    around: float | None = None
    layout: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A PDF of which a copy with highlights is wanted."""

    data: bytes
    highlights: "tuple[Highlight, ...]"


def draw(page: Page | Copy) -> bytes:
    """The page as PNG, or the copy as PDF, in this process."""
    if isinstance(page, Copy):
        from extract.read.pdf.highlights import highlighted

        return highlighted(page.data, page.highlights)
    if page.layout:
        from extract.read.pdf.picture import layout_png

        return layout_png(page.data, page.number, dots_per_point=page.dots_per_point)
    from extract.read.pdf.picture import page_png

    return page_png(
        page.data,
        page.number,
        page.boxes,
        dots_per_point=page.dots_per_point,
        colours=page.colours,
        around=page.around,
    )


class Drawer:
    """One process, started when first asked and again where it ended; whoever asks meanwhile waits for it."""

    def __init__(self, limits: Limits = LIMITS, task: Callable[[Page | Copy], bytes] = draw) -> None:
        self._limits, self._task = limits, task
        self._turn = threading.Lock()
        self._worker: Worker[Page | Copy, bytes] | None = None

    def made(self, page: Page | Copy) -> bytes:
        """The page as PNG, or the copy as PDF. Raises `BadPdf`, `TooSlow`, `TooHungry` or `Crashed`."""
        with self._turn:
            worker = self._worker
            if worker is None or not worker.is_fit:
                if worker is not None:
                    worker.end()
                worker = self._worker = Worker(self._task, self._limits)
            try:
                made, error = worker.ask(page, threading.Event())
            except BaseException:
                # The caller was interrupted: the answer on its way belongs to nobody.
                worker.end()
                self._worker = None
                raise
        if made is None:
            raise error or ExtractError("nothing was drawn")
        return made


DRAWER = Drawer()
"""The process of all who draw."""


def page_png(data: bytes, number: int, boxes: tuple[Box, ...], **how: Any) -> bytes:
    """A page of a PDF with boxes marked, as PNG; `how` are the other fields of `Page`."""
    return DRAWER.made(Page(data=data, number=number, boxes=boxes, **how))
