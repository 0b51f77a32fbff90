"""A walk through a tree of mark-up in document order, without recursion, so that depth costs nothing."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

from lxml import etree

from extract.model import BlockKind, Pieces, Style
from extract.read.blocks import BlockWriter, Laid
from extract.read.formula import formula_parts

Enter = Callable[[etree._Element], bool]
"""Called at an element's start; True where it has dealt with the element and all within it."""

Leave = Callable[[etree._Element], None]
Write = Callable[[str, Style], None]

STYLES = {
    **dict.fromkeys(("i", "em", "italic"), Style.ITALIC),
    **dict.fromkeys(("b", "strong", "bold"), Style.BOLD),
    "sup": Style.SUPERSCRIPT,
    "sub": Style.SUBSCRIPT,
}
"""How the words of elements are set."""

SKIPPED: Iterator[etree._Element] = iter(())
"""The children of an element that is not walked through."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What to do with elements, by tag. Tags that are not named are walked through."""

    enter: Mapping[str, Enter]
    leave: Mapping[str, Leave]
    left_out: frozenset[str]
    styles: Mapping[str, Style]

    def extended(self, enter: Mapping[str, Enter], leave: Mapping[str, Leave]) -> "Rules":
        """The same rules, with those for further elements before them."""
        return replace(self, enter={**self.enter, **enter}, leave={**self.leave, **leave})


def walk(root: etree._Element, rules: Rules, write: Write) -> None:
    """Enter and leave all elements of a tree and write their words with their styles."""
    stack = [(root, _start(root, Style.PLAIN, rules, write), Style.PLAIN)]
    while stack:
        element, children, style = stack[-1]
        child = next(children, None)
        if child is not None:
            inner = style | rules.styles[child.tag] if child.tag in rules.styles else style
            stack.append((child, _start(child, inner, rules, write), inner))
            continue
        stack.pop()
        if children is not SKIPPED and (leave := rules.leave.get(element.tag)):
            leave(element)
        if stack and element.tail:
            write(element.tail, stack[-1][2])


def _start(element: etree._Element, style: Style, rules: Rules, write: Write) -> Iterator[etree._Element]:
    """Enter an element and write the words ahead of its children; the children that remain to be walked."""
    if not isinstance(element.tag, str) or element.tag in rules.left_out:
        return SKIPPED
    enter = rules.enter.get(element.tag)
    if enter is not None and enter(element):
        return SKIPPED
    if element.text:
        write(element.text, style)
    return iter(element)


def ancestors_within(element: etree._Element, top: etree._Element) -> Iterator[etree._Element]:
    """The elements between an element and one above it."""
    return takewhile(lambda above: above is not top, element.iterancestors())


class TreeWriter(BlockWriter, ABC):
    """Writes the elements of a tree as blocks: what the readers of JATS and of pages share."""

    def __init__(self) -> None:
        super().__init__()
        self._in_item = 0  # within a list item or note: paragraphs are parts of it
        self._implicit = False  # a paragraph was opened for words that stand in none
        self._opened: list[bool] = []  # for each open title and paragraph whether it began a block
        self._marks: list[int] = []
        self._inline_rules = self.inline_rules()
        self._rules = self.block_rules(self._inline_rules)

    # What a reader tells of its elements

    @abstractmethod
    def inline_rules(self) -> Rules:
        """What to do with elements within a block."""

    @abstractmethod
    def block_rules(self, inline: Rules) -> Rules:
        """The same, extended by elements that are or hold blocks."""

    @abstractmethod
    def open(self, kind: BlockKind, *, level: int = 0, target: str | None = None) -> int:
        """Open a block in the present section."""

    @abstractmethod
    def open_implicit(self, text: str) -> None:
        """Open a block for words that stand in none."""

    # Writing

    def write(self, root: etree._Element) -> None:
        """Write an element and all within it as blocks."""
        walk(root, self._rules, self.write_text)
        self.end_implicit()

    def write_inline(self, root: etree._Element) -> None:
        """Write the words of an element into the open block, with styles and links but without blocks."""
        walk(root, self._inline_rules, self.write_text)

    def write_text(self, text: str, style: Style) -> None:
        """Words of the tree; those that stand in no block begin one."""
        if not self.composer.is_open:
            if not text.strip():
                return
            self.open_implicit(text)
            self._implicit = True
        self.composer.write(text, style)

    def end_implicit(self) -> None:
        """End a paragraph that was opened for words that stood in none."""
        if self._implicit:
            self._implicit = False
            self.composer.close()

    def write_block(
        self, kind: BlockKind, element: etree._Element, *, level: int = 0, target: str | None = None
    ) -> Pieces:
        """The words of an element as one block; where they stand."""
        number = self.open(kind, level=level, target=target)
        self.write_inline(element)
        self.composer.close()
        return self.composer.pieces(number)

    def write_table(self, table: etree._Element, *, target: str | None) -> Laid:
        """A table as a block."""
        self.open("table", target=target)
        return self.write_cells(table, self.write_cell)

    def write_cell(self, cell: etree._Element) -> None:
        """The words of a cell."""
        self.write_inline(cell)

    # What elements do

    def mark(self, element: etree._Element) -> bool:
        """A link begins here."""
        self._marks.append(self.composer.position)
        return False

    def enter_formula(self, element: etree._Element) -> bool:
        """A formula's words stand for it."""
        for text, style in formula_parts(element):
            self.write_text(text, style)
        return True

    def leave_block(self, element: etree._Element) -> None:
        """A title or paragraph ends, or only parts words where it stands within another block."""
        self.end_implicit()
        if self._opened.pop():
            self.composer.close()
        else:
            self.composer.end_line()

    def leave_item(self, element: etree._Element) -> None:
        """An item of a list or a note ends."""
        self._in_item -= 1
        self.composer.close()
