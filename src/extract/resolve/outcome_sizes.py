"""How many were in the two groups, from heads, named arms and sentences."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extract.model import Paper, Result, TableCell, quote
from extract.resolve.outcome_arms import Wanted
from extract.text.numbers import whole_number

BOTH = re.compile(
    r"\b(?P<n>\d{1,5})\s(?:\w+\s){0,3}?(?:in each|per|in both|"
    r"in either)\s(?:of the\s)?(?:\w+\s){0,2}?(?:group|arm)s?\b|\beach\s(?:group|"
    r"arm)\s[^.;]{0,40}?(?P<m>\d{1,5})\s(?:patients|participants|subjects|women|men|children)",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"(?P<label>[^.;()]{2,80}?)\s?\(\s?(?P<n>\d{1,5})\s(?:cases|patients|participants|subjects|women|men|children|eyes|"
    r"infants|persons|individuals)\s?\)"
)
SIZED = re.compile(r"(?P<label>[^.;()]{2,80}?)\s?[(\[]\s?[nN]\s?=\s?(?P<n>\d{1,5})\s?[)\],;]")
PAST = re.compile(r"\b(?:pre|before|baseline|prior)\b", re.IGNORECASE)
AFTER = re.compile(r"\b(?:post|after|following)\b", re.IGNORECASE)
WHOLE = re.compile(r"\b(?:overall|all|total)\b", re.IGNORECASE)
TOTAL = re.compile(
    r"\b(?:withdr\w+|due to|because|lost|discontinu\w+|died|dropped|refus\w+|missing|reasons?|"
    r"total|overall|all|trial|participants in|whole|excluded|exclusion)\b",
    re.IGNORECASE,
)

IN_STUB = re.compile(r"[,(\[]?\s?\b[nN]\s?=\s?(?P<n>\d{1,6})\b")
COUNTED = re.compile(r"(?:no\.? of |number of )?(?:participants|patients|subjects|n|N)\W{0,3}", re.IGNORECASE)


def group_sizes(paper: Paper, results: Sequence[Result], wanted: Wanted) -> tuple[int | None, int | None]:
    """The most often printed size of each group; of two as frequent the larger."""
    if PAST.search(wanted.comparator) and AFTER.search(wanted.intervention):
        alone = _single(paper, results)
        return alone, alone
    one: Counter[int] = Counter()
    two: Counter[int] = Counter()
    for label, n, worth in _printed(paper, results):
        side = wanted.side(label)
        if side >= 0.3:
            one[n] += worth
        elif side <= -0.3:
            two[n] += worth
    if not one and not two:
        both = _in_both(paper)
        return both, both
    return _filled(_commonest(one), _commonest(two), paper, results)


def _filled(one: int | None, two: int | None, paper: Paper, results: Sequence[Result]) -> tuple[int | None, int | None]:
    """A group without a printed size is as large as the other where all together are twice as many."""
    known = one or two
    if known is None or (one and two):
        return one, two
    whole = {
        int(each.value) for each in results if each.measure == "sample_size" and each.value and each.source == "own"
    }
    if 2 * known in whole or _in_both(paper) == known:
        return known, known
    return one, two


def _commonest(counts: Counter[int]) -> int | None:
    return max(counts, key=lambda n: (counts[n], n)) if counts else None


def _single(paper: Paper, results: Sequence[Result]) -> int | None:
    """The size of a single group, measured before and after."""
    counts = Counter(
        int(result.value)
        for result in results
        if result.measure == "sample_size" and result.value is not None and result.source == "own"
    )
    return _commonest(counts)


def _printed(paper: Paper, results: Sequence[Result]) -> Iterator[tuple[str, int, int]]:
    for result in results:
        if result.measure == "sample_size" and result.arm and result.value is not None and result.source == "own":
            whole = result.population is None or WHOLE.search(result.population)
            yield result.arm, int(result.value), 2 if whole else 1
    for arm in paper.arms:
        if arm.n is not None:
            for name in arm.names:
                yield name, arm.n, 2
    for sentence in paper.sentences:
        text = quote(paper.text, sentence.pieces)
        for pattern in (*((SIZED,) if "=" in text else ()), *((NUMBERED,) if "(" in text else ())):
            for sized in pattern.finditer(text):
                label = " ".join(sized["label"].split()[-7:])
                if not TOTAL.search(label):
                    yield label, int(sized["n"]), 2 if pattern is SIZED else 1
                    yield " ".join(label.split()[-2:]), int(sized["n"]), 1
    for table in paper.tables:
        for cell in table.cells:
            printed = cell.span.of(paper.text)
            if cell.role in ("stub", "section") and (match := IN_STUB.search(printed)):
                yield printed[: match.start()], int(match["n"]), 3
            elif _is_count(cell, printed):
                yield cell.col_path[-1], int(printed), 3


def _is_count(cell: TableCell, printed: str) -> bool:
    """A cell of a row that counts the participants of each column."""
    stub = cell.row_path[-1] if cell.row_path else ""
    if cell.role != "body" or not cell.col_path or not COUNTED.fullmatch(stub):
        return False
    return whole_number(printed.strip()) is not None


def _in_both(paper: Paper) -> int | None:
    for sentence in paper.sentences:
        match = BOTH.search(quote(paper.text, sentence.pieces))
        if match:
            return int(match["n"] or match["m"])
    return None
