"""The numbers of two groups in one sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Paper, Result, Section, quote
from extract.resolve.outcome_arms import Wanted
from extract.resolve.outcome_tables import Kind

MIN_COVER = 0.6
WORD = re.compile(r"[^\W_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class TextPair:
    """The intervention's and the comparator's number in a sentence."""

    one: Result
    two: Result
    score: float
    sentence: str


def text_pairs(
    paper: Paper, results: Sequence[Result], wanted: Wanted, words: frozenset[str], kind: Kind
) -> list[TextPair]:
    """All pairs that answer, the best first: results before the abstract before the discussion."""
    by_sentence: dict[str, list[Result]] = {}
    for result in results:
        if result.sentence and result.source == "own" and result.role in ("result", "baseline") and _fits(result, kind):
            by_sentence.setdefault(result.sentence, []).append(result)
    sections = {section.id: section for section in paper.sections}
    pairs: list[TextPair] = []
    for sentence in paper.sentences:
        found = by_sentence.get(sentence.id, [])
        if len(found) < 2:
            continue
        text = quote(paper.text, sentence.pieces)
        cover = wanted.lexis.covered(words, (wanted.lexis.words(text), 1.0))
        if cover < MIN_COVER:
            continue
        pair = _pair(text, sentence.pieces[0].start, found, wanted)
        if pair is not None:
            worth = cover + _section_worth(sections.get(sentence.section or "")) - 0.02 * max(0, len(found) - 2)
            pairs.append(TextPair(pair[0], pair[1], worth, sentence.id))
    return sorted(pairs, key=lambda pair: -pair.score)


def _fits(result: Result, kind: Kind) -> bool:
    if result.statistic in ("p", "ratio", "range", "median") or result.measure in (
        "sample_size",
        "dose",
        "fractions",
        "p_value",
    ):
        return False
    if result.value is None:
        return False
    if kind == "binary":
        return result.statistic in ("percent", "rate", "count") and (
            result.unit in ("%", "patients", "cases", "events", "deaths", "participants", "women", "men", "children")
            or result.count is not None
        )
    return result.count is None and result.unit not in ("patients", "participants", "cases")


def _section_worth(section: Section | None) -> float:
    return {"results": 0.2, "abstract": 0.1, "discussion": 0.0}.get(section.role if section else "", -0.1)


def _pair(text: str, offset: int, found: Sequence[Result], wanted: Wanted) -> tuple[Result, Result] | None:
    """The first number of each group: by its named arm, else by the group named nearest to it."""
    sides = [(result, _side(text, offset, result, found, wanted)) for result in found]
    one = next((result for result, side in sides if side > 0.2), None)
    two = next((result for result, side in sides if side < -0.2 and (one is None or result.unit == one.unit)), None)
    return (one, two) if one is not None and two is not None else None


def _side(text: str, offset: int, result: Result, found: Sequence[Result], wanted: Wanted) -> float:
    if result.arm and abs(side := wanted.side(result.arm)) > 0.2:
        return side
    start, end = result.pieces[0].start - offset, result.pieces[-1].end - offset
    ends = [other.pieces[-1].end - offset for other in found if other.pieces[-1].end - offset <= start]
    starts = [other.pieces[0].start - offset for other in found if other.pieces[0].start - offset >= end]
    before = text[max([0, *ends]) : start]
    behind = text[end : min([len(text), *starts])]
    following = re.match(
        r"[\s\])]{0,3}(?:[a-z/%]{1,10} )?(?:in|for|with|among|of|on|after|from) ([^,;.()]{2,70})", behind
    )
    if following and abs(side := _strongest(following[1], wanted)) > 0.2:
        return side
    return _nearest(before, wanted)


def _strongest(phrase: str, wanted: Wanted) -> float:
    return wanted.side(" ".join(phrase.split()[:8]))


def _nearest(before: str, wanted: Wanted) -> float:
    """The side of the last group word before a number."""
    for match in reversed(list(WORD.finditer(before))):
        side = wanted.side(match[0])
        if abs(side) > 0.2:
            return side
    return 0.0
