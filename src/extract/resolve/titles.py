"""A record's title against the string: where it stands, how much of it, and whether it is a twin's."""

from rapidfuzz import fuzz

from extract.model import Work
from extract.resolve.parts import Part
from extract.resolve.printed import Printed
from extract.text import lazy_re as re
from extract.text.similarity import bare_title, find_title, numbers_differ, squeeze, words
from extract.text.words import word_set

SUBTITLE = re.compile(r"[:.?] ")
SHORT_TITLE = 30
"""Squeezed letters below which a title's agreement says less."""
SAME, NEARLY_SAME, SIMILAR, ANOTHER = 0.95, 0.88, 0.78, 0.65
"""Shares of a title's letters found in order in the string: from which on it agrees, agrees apart from small
differences (typing, a word left out), or is similar; below the last it is the title of another paper. Chosen on 343
strings of known works as other articles print them and 131 strings of works that the library does not hold."""
WITHOUT_SUBTITLE = 0.93
"""What a title counts as that is printed without its subtitle."""
WHOLE = 0.97
"""A title found so well in the string stands there whole, and is not sought in the parsed field."""
NUMBERS_TELL = 0.8
"""From this likeness on a number that differs makes another paper of it (part 1 and part 2)."""
NONE_PRINTED = 0.6
"""Below this, a string without a parsed title is one that prints none."""
LEAST_SHARE = 0.7
"""A record's title that is less of the printed one than this may be another, shorter title that it contains."""

TELLING_WORDS = word_set("telling_titles")


def locate(title: str, printed: Printed) -> tuple[float, int, int]:
    """Where a title stands in the squeezed string, and how much of it; a poor likeness has no place.

    A title without its subtitle is nearly as good, where it is long, or where it is the whole title printed.
    """
    squeezed = squeeze(title)
    if not squeezed:
        return 0.0, 0, 0
    score, start, end = find_title(squeezed, printed.squeezed)
    main = squeeze(SUBTITLE.split(title, maxsplit=1)[0])
    whole = squeeze(printed.fields.title or "") == main
    if (
        score < SAME
        and len(main) < len(squeezed)
        and (whole or (len(main) >= SHORT_TITLE and main in printed.squeezed))
    ):
        start = max(0, printed.squeezed.find(main))
        return WITHOUT_SUBTITLE, start, start + len(main)
    return (score, start, end) if score >= NEARLY_SAME else (score, 0, 0)


def compare_titles(printed: Printed, work: Work, score: float, stretch: str) -> Part | None:
    """The title's part. `stretch` is what stands at its place."""
    held = bare_title(work.title or "")
    title, stated = squeeze(held), printed.fields.title
    if not title:
        return None
    spelled = squeeze(stated) if stated else ""
    if spelled and score < WHOLE:
        score = max(score, fuzz.ratio(spelled, title) / 100)
    enough = min(1.0, min(len(title), len(stretch) or len(title)) / SHORT_TITLE)
    if NUMBERS_TELL <= score < 1 and numbers_differ(stated or stretch, held):
        return Part("title", False, -4.0, f"a number in the title differs: “{work.title}” in the record")
    if SIMILAR <= score < 1 and _is_turned(stated, held):
        reason = f"title agrees but for a word that tells papers apart: “{work.title}” in the record"
        return Part("title", None, 7.0 * enough - 4.0, reason)
    if score >= NEARLY_SAME and spelled and len(title) < LEAST_SHARE * len(spelled):
        return Part("title", None, 5.0 * enough, f"title agrees in part: “{work.title}” in the record")
    if score >= SAME:
        return Part("title", True, 9.0 * enough, "title agrees")
    if score >= NEARLY_SAME:
        return Part("title", True, 7.0 * enough, "title agrees apart from small differences")
    if score >= SIMILAR:
        return Part("title", None, 3.0 * enough, f"title is similar: “{work.title}” in the record")
    if stated is None and score < NONE_PRINTED:
        return Part("title", None, 0.0, "no title printed")
    return Part("title", False, -2.0 if score >= ANOTHER else -5.0, f"title differs: “{work.title}” in the record")


def _is_turned(stated: str | None, held: str) -> bool:
    """A word that makes another paper of it stands in one title only: pro and con, part I and part II."""
    return bool(stated) and not TELLING_WORDS.isdisjoint(set(words(stated or "")) ^ set(words(held)))
