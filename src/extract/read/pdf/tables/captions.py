"""Lines that begin a table's caption."""

import re
from collections.abc import Sequence

from extract.model import Style
from extract.read.pdf.cues import Manner
from extract.read.pdf.lines import Line

LABEL = re.compile(
    r"^((?:supplement(?:ary|al)\s+|appendix\s+|online\s+)?(?:table\.?|tab\.)\s*(?:[-–]\s*)?"
    r"(?:[A-Z]{0,2}[-.]?\d{1,3}(?:\.\d{1,2})?[A-Za-z]?|[IVXL]{1,6}))(?=[\s.:|,;)(–—-]|$)\s*([.:|–—-]?)",
    re.I,
)
CONTINUED = re.compile(r"\(?\bcont(?:inued|inuation|['’]?d|\.)", re.I)
SENTENCE_END = re.compile(r"[.:;!?][)\]\"'”’]{0,2}(?:\d{1,3}(?:[,–-]\d{1,3}){0,6})?$")
RUNS_ON = re.compile(r"^[a-z,;)]")


def table_label(line: Line, manner: Manner, above: Line | None) -> str | None:
    """The label ("Table 2") where the line begins a table's caption and is no sentence about one."""
    found = LABEL.match(line.text)
    if found is None:
        return None
    rest = line.text[found.end() :].strip()
    if RUNS_ON.match(rest) and not CONTINUED.match(rest):
        return None
    first = line.fragments[0]
    set_off = (
        bool(first.style & Style.BOLD)
        or first.font != manner.font
        or abs(first.size - manner.size) > 0.06 * manner.size
        or first.text.isupper()
    )
    if set_off or above is None or line.top - above.bottom > 0.6 * line.size:
        return found[1]
    return found[1] if (found[2] or not rest) and not _goes_on(above, line) else None


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a line is the next of a sentence: "... are shown in / Table 1. The median ..."."""
    alike = abs(above.size - line.size) < 0.06 * line.size and above.font == line.font
    return alike and not SENTENCE_END.search(above.text) and abs(above.x0 - line.x0) < 3 * line.size


def is_continued(caption: Sequence[Line]) -> bool:
    """Whether a caption says that the table began before."""
    return any(CONTINUED.search(line.text) for line in caption)
