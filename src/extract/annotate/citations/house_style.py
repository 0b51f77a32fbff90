"""Which form of marker a paper uses, decided once from all that could be markers."""

from collections.abc import Iterable, Sequence

from extract.annotate.citations.candidate import Candidate, Form

NUMERIC: tuple[Form, ...] = ("bracket", "superscript", "parenthesis", "run_on")
"""By how surely each form alone is a marker."""

TRUST: dict[Form, float] = {"bracket": 1.0, "superscript": 0.9, "parenthesis": 0.8, "run_on": 0.6}
LEAST = {"bracket": 0.0, "superscript": 0.12, "parenthesis": 0.3, "run_on": 0.35}
SLACK = 3
ORDERED = 0.5


def choose_form(candidates: Sequence[Candidate], *, size: int | None) -> Form | None:
    """The form whose candidates cover the reference list best and number it in order of first mention.

    `size` is the number of entries, None where the paper has no list.
    """
    best: Form | None = None
    best_score = 0.0
    for form in NUMERIC:
        chosen = [candidate for candidate in candidates if candidate.form == form and not candidate.weak]
        covered = coverage(chosen, size)
        score = TRUST[form] * (covered + order(chosen, size))
        if chosen and covered >= LEAST[form] and score > best_score:
            best, best_score = form, score
    if best == "run_on" and size is None:
        return None
    return best


def coverage(candidates: Iterable[Candidate], size: int | None) -> float:
    """The share of the list that the candidates name."""
    named = {number for candidate in candidates for number in candidate.numbers}
    limit = size or max(named, default=1) or 1
    return sum(1 for number in named if number <= limit) / limit


def order(candidates: Iterable[Candidate], size: int | None) -> float:
    """The share of the list that is numbered in order of first mention: 1, 2, 3, ..."""
    reached = 0
    highest = 1
    for candidate in candidates:
        numbers = set(candidate.numbers)
        highest = max(highest, *numbers, 1)
        while reached + 1 in numbers:
            reached += 1
    return reached / (size or highest)


def keep_in_order(candidates: Sequence[Candidate], *, size: int | None) -> list[Candidate]:
    """Where the list is numbered in order of first mention, a number far ahead of the text is no marker."""
    if size is None or order(candidates, size) < ORDERED:
        return [item for item in candidates if not item.weak and (size is None or min(item.numbers) <= size)]
    kept: list[Candidate] = []
    introduced: set[str] = set()
    reached = 0
    for candidate in candidates:
        inside = [number for number in candidate.numbers if number <= size]
        if not inside or (candidate.place == "text" and _leaps(candidate.numbers, reached)):
            continue
        if candidate.weak and reached + 1 not in inside and candidate.word not in introduced:
            continue
        introduced.update([candidate.word] if candidate.word else [])
        kept.append(candidate)
        if candidate.place == "text":
            reached = max(reached, *inside)
    return kept


def _leaps(numbers: tuple[int, ...], reached: int) -> bool:
    new = [number for number in numbers if number > reached]
    return bool(new) and min(new) > reached + SLACK
