"""Drafts → text, spans, runs and boxes, through the composer."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from extract.model import Style
from extract.read.composer import Composer
from extract.read.pdf.lines import SCRIPT, STYLES, Line, script_of

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LAST_WORD = re.compile(r"([^\W\d_]{1,40}(?:-[^\W\d_]{1,40}){0,4})[-\u2010]$")
FIRST_WORD = re.compile(r"^[^\W\d_]+")
KEEPING = frozenset({"non", "self", "well", "high", "low", "post", "pre", "long", "short", "double", "single", "multi"})


def words_of(lines: Iterable[Line]) -> Counter[str]:
    """How often each word stands inside the lines, hyphened ones too: what line ends are judged by."""
    words: Counter[str] = Counter()
    for line in lines:
        parts = [fragment.text for fragment in line.fragments if not fragment.broken]
        for part in parts:
            if part.isascii() and part.isalpha():
                words[part.lower()] += 1
            else:
                words.update(word.lower() for word in WORD.findall(part))
    return words


def write_draft_lines(composer: Composer, lines: Sequence[Line], words: Counter[str]) -> None:
    """The lines of one block into the open block; words broken at line ends are joined."""
    for index, line in enumerate(lines):
        write_line(composer, line)
        following = lines[index + 1] if index + 1 < len(lines) else None
        end_line(composer, line, following, words)


def write_line(composer: Composer, line: Line) -> None:
    """One line, a run for each word or style stretch of a word."""
    box = line.frame.box
    small = SCRIPT * line.size
    text, style, x0, x1, size, base = "", Style.PLAIN, 0.0, 0.0, 0.0, 0.0
    for index, fragment in enumerate(line.fragments):
        script = script_of(line, fragment) if fragment.size < small else Style.PLAIN
        own = STYLES[fragment.style | script if script else fragment.style]
        if text and not fragment.gap and own == style:
            text += fragment.text
            x0, x1 = min(x0, fragment.x0), max(x1, fragment.x1)
            continue
        if text:
            composer.write(text, style, box(x0, base - 0.76 * size, x1, base + 0.24 * size), size)
        text = " " + fragment.text if fragment.gap and index else fragment.text
        style, x0, x1, size, base = own, fragment.x0, fragment.x1, fragment.size, fragment.base
    if text:
        composer.write(text, style, box(x0, base - 0.76 * size, x1, base + 0.24 * size), size)


def end_line(composer: Composer, line: Line, following: Line | None, words: Counter[str]) -> None:
    """Join a broken word, keep a hyphen that belongs to it, or part two words."""
    last = line.fragments[-1].text
    if following is None or not (line.is_broken or last.endswith(("-", "\u2010"))):
        composer.end_line()
        if last.endswith("/") and following is not None:
            composer.join_line_keeping_hyphen()
        return
    head = LAST_WORD.search(_tail(line))
    tail = FIRST_WORD.match(following.fragments[0].text)
    if head is None or tail is None or not tail[0][0].islower():
        composer.join_line_keeping_hyphen()
    elif _is_one_word(head[1].lower(), tail[0].lower(), words):
        composer.join_line()
    else:
        composer.join_line_keeping_hyphen()


def _tail(line: Line) -> str:
    """The last word of a line, out of its glued fragments."""
    text = ""
    for fragment in reversed(line.fragments):
        text = fragment.text + text
        if fragment.gap:
            break
    return text


def _is_one_word(head: str, tail: str, words: Counter[str]) -> bool:
    """Whether the hyphen is there for the line's sake: the paper's own words tell."""
    whole, parted = words[head + tail], words[f"{head}-{tail}"]
    if whole or parted:
        return whole >= parted
    if "-" in head:
        last = head.rsplit("-", 1)[1]
        return not (words[last] and words[tail]) if len(last) > 3 else True
    if head in KEEPING and words[tail]:
        return False
    return not (len(head) > 3 and len(tail) > 3 and words[head] > 1 and words[tail] > 1)
