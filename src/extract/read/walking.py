"""A walk through a tree of mark-up in document order, without recursion, so that depth costs nothing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from extract.model import Style

Enter = Callable[[etree._Element], bool]
"""Called at an element's start; True where it has dealt with the element and all within it."""

Leave = Callable[[etree._Element], None]
Write = Callable[[str, Style], None]

SKIPPED: Iterator[etree._Element] = iter(())
"""The children of an element that is not walked through."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What to do with elements, by tag. Tags that are not named are walked through."""

    enter: Mapping[str, Enter]
    leave: Mapping[str, Leave]
    left_out: frozenset[str]
    styles: Mapping[str, Style]


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
