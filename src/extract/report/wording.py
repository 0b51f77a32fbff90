"""The words and the order in which pages and documents tell of findings."""

from collections.abc import Mapping, Sequence

from extract.store.answers import LookedUp

GRAVITY = ("error", "warning", "note")
DECIDED = {"accepted": "problem confirmed", "rejected": "dismissed", "commented": "comment"}
"""What a decision is called on pages."""
DISMISSALS = (
    "the passages do not contradict each other",
    "a passage was read wrongly",
    "the cited work is the right one",
    "explained elsewhere in the paper",
    "rounding, or another method of analysis",
    "true, but of no consequence",
)
"""Reasons for which findings are dismissed, to choose from; any other can be written."""
ROLES = {
    "claim": "The text says",
    "result": "Printed",
    "reference": "The entry says",
    "cited_passage": "The source says",
    "work": "The record says",
    "context": "Beside it",
}
"""What a passage of a finding is, before its quotation."""
ROLES_IN_BRIEF = {
    "claim": "says",
    "result": "prints",
    "reference": "cites",
    "cited_passage": "source",
    "work": "record",
    "context": "beside",
}
"""The same on a terminal, where one word has to do."""


def counted(counts: Mapping[str, int], words: Sequence[str] = GRAVITY, *, none: bool = True) -> str:
    """How many of each; those that there are none of too, unless `none` is false.

    >>> counted({"error": 2, "note": 1}), counted({"note": 1}, none=False)
    ('2 errors, 0 warnings, 1 note', '1 note')
    """
    numbers = ((word, counts.get(word, 0)) for word in words)
    return ", ".join(f"{number} {word}{'s' * (number != 1)}" for word, number in numbers if number or none)


def existence_line(looked_up: LookedUp) -> str:
    """Which references nobody asked about, and how to ask; empty where all were looked up.

    >>> print(existence_line(LookedUp(references=32, found=1, answered=0)))
    Existence not looked up: 31 of 32 references. No record is held, no service was asked: `extract resolve --online`
    asks, `extract library add FILE` brings records of your own.
    """
    if not looked_up.open:
        return ""
    return (
        f"Existence not looked up: {looked_up.open} of {looked_up.references} references. No record is held, no "
        "service was asked: `extract resolve --online`\nasks, `extract library add FILE` brings records of your own."
    )
