"""Values made of papers, kept for the checks and claims that ask for the same paper again."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from extract.model import Paper

Made = TypeVar("Made")


def _document(paper: Paper) -> object:
    return paper.document


class Kept(Generic[Made]):
    """A few dozen values by the id of their paper; one whose `part` (its document) is another is made anew."""

    def __init__(
        self, make: Callable[[Paper], Made], *, most: int = 48, part: Callable[[Paper], object] = _document
    ) -> None:
        self._make = make
        self._part = part
        self._most = most
        self._held: OrderedDict[str, tuple[object, Made]] = OrderedDict()

    def of(self, paper: Paper) -> Made:
        """The value of a paper, made on the first call."""
        held, part = self._held.get(paper.id), self._part(paper)
        if held is None or held[0] is not part:
            held = self._held[paper.id] = (part, self._make(paper))
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        self._held.move_to_end(paper.id)
        return held[1]
