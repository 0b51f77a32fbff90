"""What lies on a page: pieces of text, rules, pictures; in a frame in which the text runs left to right."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from extract.model import Box, Style

T = TypeVar("T")
ASCENT, DESCENT = 0.76, 0.24
"""In ems: how far letters stand above and below the base line."""


class Frame(NamedTuple):
    """A page as it is shown (`width`, `height`), turned by `turn` degrees so that its text stands upright."""

    page: int
    width: float
    height: float
    turn: int = 0

    def box(self, x0: float, top: float, x1: float, bottom: float) -> Box:
        """A rectangle of this frame as a box on the page."""
        if self.turn == 90:
            x0, top, x1, bottom = top, self.height - x1, bottom, self.height - x0
        elif self.turn == 270:
            x0, top, x1, bottom = self.width - bottom, x0, self.width - top, x1
        elif self.turn == 180:
            x0, top, x1, bottom = self.width - x1, self.height - bottom, self.width - x0, self.height - top
        return Box(self.page, round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))

    @property
    def across(self) -> float:
        """The width in the direction of reading."""
        return self.height if self.turn in (90, 270) else self.width

    @property
    def down(self) -> float:
        """The height in the direction in which lines follow each other."""
        return self.width if self.turn in (90, 270) else self.height


class Fragment(NamedTuple):
    """Characters of one font that stand together without white space: a word or a part of one.

    `gap`: white space stands before it; `broken`: it ends with a hyphen at a line's end; `order` in the file.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    style: int
    font: int
    gap: bool
    broken: bool
    order: int

    @classmethod
    def on_line(
        cls,
        text: str,
        x0: float,
        x1: float,
        base: float,
        size: float,
        font: int,
        order: int,
        style: int = int(Style.PLAIN),
        gap: bool = True,
        broken: bool = False,
    ) -> "Fragment":
        """A word on its base line, as high as its font's size says."""
        top, bottom = base - ASCENT * size, base + DESCENT * size
        return cls(text, x0, top, x1, bottom, base, size, style, font, gap, broken, order)


class Area(NamedTuple):
    """A rectangle: a picture, a filled ground, the extent of a drawing."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        return self.x0 - slack <= x <= self.x1 + slack and self.top - slack <= y <= self.bottom + slack


@dataclass(slots=True)
class Drawing:
    """What is drawn in a frame: level rules and upright rules (thin areas), filled grounds, pictures."""

    level: list[Area] = field(default_factory=list)
    upright: list[Area] = field(default_factory=list)
    grounds: list[Area] = field(default_factory=list)
    pictures: list[Area] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """One frame of a page with all that lies in it."""

    frame: Frame
    fragments: list[Fragment]
    drawing: Drawing


def grouped(items: Iterable[T], goes_on: Callable[[list[T], T], bool]) -> list[list[T]]:
    """Items in their order, parted wherever one does not go on with the group before it.

    >>> grouped([1, 2, 5, 6, 9], lambda group, item: item - group[-1] < 3)
    [[1, 2], [5, 6], [9]]
    """
    groups: list[list[T]] = []
    for item in items:
        if groups and goes_on(groups[-1], item):
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups
