"""Pages of PDFs drawn in one bounded process: the engine knows no threads and hears no alarm, and pages may not end."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from extract.errors import ExtractError
from extract.model import Box
from extract.pipeline.workers import Limits, Worker

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


def draw(page: Page) -> bytes:
    """The page as PNG, in this process."""
    if page.layout:
        from extract.read.pdf.debug import layout_png

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

    def __init__(self, limits: Limits = LIMITS, task: Callable[[Page], bytes] = draw) -> None:
        self._limits, self._task = limits, task
        self._turn = threading.Lock()
        self._worker: Worker[Page, bytes] | None = None

    def png(self, page: Page) -> bytes:
        """The page as PNG. Raises `BadPdf`, `TooSlow`, `TooHungry` or `Crashed`."""
        with self._turn:
            worker = self._worker
            if worker is None or not worker.is_fit:
                if worker is not None:
                    worker.end()
                worker = self._worker = Worker(self._task, self._limits)
            try:
                png, error = worker.ask(page, threading.Event())
            except BaseException:
                # The caller was interrupted: the answer on its way belongs to nobody.
                worker.end()
                self._worker = None
                raise
        if png is None:
            raise error or ExtractError("nothing was drawn")
        return png


DRAWER = Drawer()
"""The process of all who draw."""


def page_png(data: bytes, number: int, boxes: tuple[Box, ...], **how: Any) -> bytes:
    """A page of a PDF with boxes marked, as PNG; `how` are the other fields of `Page`."""
    return DRAWER.png(Page(data=data, number=number, boxes=boxes, **how))
