"""Signs in fonts that call them by other characters, told by use and by ink; and signs that are set as a rule."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.read.pdf.repair import PI
from extract.read.pdf.settings import SETTINGS
from extract.read.pdf.shapes import Area, Fragment, Sheet

SIGNS = SETTINGS.signs

PI_FONT = re.compile(r"^AdvP[0-9A-F]{4,6}$|symbol", re.I)
GREEK = dict(zip("abgdeklmpqrstwxDSW", "αβγδεκλμπθρστωξΔΣΩ", strict=True))
"""The places of Greek letters in the usual symbol encoding."""


DOTS = frozenset(".·•․‧|")


TOLD = frozenset(".,123456")
"""Characters that their ink can deny."""


@dataclass(frozen=True, slots=True)
class Ink:
    """A character's ink in ems: its width, its lower and upper edge from the base line."""

    width: float
    bottom: float
    top: float

    @property
    def is_bar(self) -> bool:
        """Whether it is a minus."""
        low, high = SIGNS.bar_middle
        is_thin = 0 < self.top - self.bottom < SIGNS.bar_height and self.width > SIGNS.bar_width
        return is_thin and low < (self.top + self.bottom) / 2 < high

    def denies(self, character: str) -> bool:
        """Whether a figure, a point or a comma cannot look so."""
        height = self.top - self.bottom
        if character in ".,":
            return height > SIGNS.high_stop
        return 0 < height < SIGNS.low_figure or (character == "1" and self.width > SIGNS.wide_one)


@dataclass(slots=True)
class Samples:
    """For each font, how many of its lone characters were looked at, and how many were not what they are called."""

    seen: dict[int, int] = field(default_factory=dict)
    denied: dict[int, int] = field(default_factory=dict)

    def wants(self, font: int, text: str) -> bool:
        return text in TOLD and self.seen.get(font, 0) < SIGNS.most_samples

    def add(self, font: int, text: str, ink: Ink) -> None:
        self.seen[font] = self.seen.get(font, 0) + 1
        self.denied[font] = self.denied.get(font, 0) + ink.denies(text)

    def of_signs(self) -> set[int]:
        """The fonts whose figures and points are signs."""
        return {
            font
            for font, no in self.denied.items()
            if no >= SIGNS.min_samples and no >= SIGNS.denied_share * self.seen[font]
        }


def mend_signs(sheets: Iterable[Sheet], names: dict[str, int], samples: Samples) -> None:
    """A symbol font used for nothing but single letters sets Greek; one whose figures are none, by their ink, signs."""
    kept = list(sheets)
    greek = _only_greek(kept, {number for name, number in names.items() if PI_FONT.search(name)})
    signs = _without_letters(kept, samples.of_signs() - greek)
    if not greek and not signs:
        return
    for sheet in kept:
        sheet.fragments = [
            fragment._replace(text=GREEK[fragment.text])
            if fragment.font in greek
            else fragment._replace(text="".join(PI.get(character, character) for character in fragment.text))
            if fragment.font in signs
            else fragment
            for fragment in sheet.fragments
        ]


def part_dotted_rules(sheet: Sheet) -> None:
    """Rules between columns that are set as a column of equal signs become rules of the drawing.

    Left as text, a sign stands in every line of both columns and bridges the white between them.
    """
    columns: dict[tuple[str, int], list[Fragment]] = {}
    for fragment in sheet.fragments:
        if len(fragment.text) == 1 and (fragment.text in DOTS or "\ue000" <= fragment.text <= "\uf8ff"):
            columns.setdefault((fragment.text, round(fragment.x0)), []).append(fragment)
    dots: set[int] = set()
    for held in columns.values():
        if len(held) >= SIGNS.min_dots and _is_steady(held) and not _are_bullets(held, sheet.fragments):
            dots.update(fragment.order for fragment in held)
            x0, x1 = min(each.x0 for each in held), max(each.x1 for each in held)
            middle = (x0 + x1) / 2
            sheet.drawing.upright.append(
                Area(middle, min(each.top for each in held), middle, max(each.bottom for each in held))
            )
    if dots:
        sheet.fragments = [fragment for fragment in sheet.fragments if fragment.order not in dots]


def _is_steady(column: list[Fragment]) -> bool:
    """Whether signs follow each other down a column in one step."""
    bases = sorted(fragment.base for fragment in column)
    steps = [below - above for above, below in pairwise(bases)]
    usual = sorted(steps)[len(steps) // 2]
    return usual > 0 and sum(abs(step - usual) < SIGNS.step_spread * usual for step in steps) > SIGNS.min_steady * len(
        steps
    )


def _are_bullets(column: Sequence[Fragment], fragments: Sequence[Fragment]) -> bool:
    """Whether text begins right of most signs, or ends left of them, on their base line: bullets or marks, no rule."""
    left, right = min(fragment.x0 for fragment in column), max(fragment.x1 for fragment in column)
    beside = [
        each.base
        for each in fragments
        if right < each.x0 < right + SIGNS.bullet_gap * each.size or left - 0.5 * each.size < each.x1 <= left + 1
    ]
    on_line = sum(any(abs(base - fragment.base) < 0.1 * fragment.size for base in beside) for fragment in column)
    return on_line > SIGNS.bullet_share * len(column)


def _without_letters(sheets: Sequence[Sheet], fonts: set[int]) -> set[int]:
    """Those fonts that set no letter anywhere: a font for text does."""
    for sheet in sheets if fonts else ():
        for fragment in sheet.fragments:
            if fragment.font in fonts and any(map(str.isalpha, fragment.text)):
                fonts.discard(fragment.font)
    return fonts


def _only_greek(sheets: Sequence[Sheet], fonts: set[int]) -> set[int]:
    """Those fonts that set nothing but single letters with a Greek place: a font for text sets words."""
    for sheet in sheets if fonts else ():
        for fragment in sheet.fragments:
            if fragment.font in fonts and fragment.text not in GREEK:
                fonts.discard(fragment.font)
    return fonts
