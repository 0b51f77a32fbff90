"""The numbers of two groups in one sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.model import Paper, Result, Section, quote
from extract.resolve.outcome_arms import Wanted
from extract.resolve.outcome_tables import CHANGE, Kind

MIN_COVER = 0.6
CLAUSE_END = re.compile(r"[;)\]]\s|,\s(?:and|while|whereas|but)\s")
OF_ALL = re.compile(r"\s?[\])]?\s?(?:of|out of)\s(?:the\s|all\s)?(\d{2,6})\b")
DURATION = re.compile(r"\b(?:duration|length|time|latency|stay)\b", re.IGNORECASE)
WORD = re.compile(r"[^\W_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class TextPair:
    """The intervention's and the comparator's number in a sentence."""

    one: Result
    two: Result
    score: float
    sentence: str


def text_pairs(
    paper: Paper,
    results: Sequence[Result],
    wanted: Wanted,
    asked: str,
    words: frozenset[str],
    kind: Kind,
    sizes: tuple[int | None, int | None],
) -> list[TextPair]:
    """All pairs that answer, the best first: results before the abstract before the discussion."""
    by_sentence: dict[str, list[Result]] = {}
    for result in results:
        if (
            result.sentence
            and result.source == "own"
            and result.role in ("result", "baseline")
            and _fits(result, kind)
            and _of_one_group(paper, result, sizes)
        ):
            by_sentence.setdefault(result.sentence, []).append(result)
    sections = {section.id: section for section in paper.sections}
    pairs: list[TextPair] = []
    for sentence, after in pairwise((*paper.sentences, None)):
        if sentence is None or not (found := by_sentence.get(sentence.id, [])):
            continue
        text = quote(paper.text, sentence.pieces)
        cover = wanted.lexis.covered(words, (wanted.lexis.words(text), 1.0))
        if cover < MIN_COVER:
            continue
        pair = _pair(text, sentence.pieces[0].start, found, wanted, words)
        told_in_two = pair is None and after is not None and after.section == sentence.section
        if told_in_two and after is not None and (others := by_sentence.get(after.id, [])):
            both = paper.text[sentence.pieces[0].start : after.pieces[-1].end]
            pair = _pair(both, sentence.pieces[0].start, [*found, *others], wanted, words)
        if pair is not None:
            worth = cover + _section_worth(sections.get(sentence.section or "")) - 0.02 * max(0, len(found) - 2)
            worth += (-0.1 if told_in_two else 0.0) + _worth(pair, text, asked, kind)
            pairs.append(TextPair(pair[0], pair[1], worth, sentence.id))
    return sorted(pairs, key=lambda pair: -pair.score)


def _worth(pair: tuple[Result, Result], text: str, asked: str, kind: Kind) -> float:
    """A printed spread or count is better than a bare number; a change is no value; a time is no share."""
    if kind == "binary":
        return 0.04 if all(result.count is not None for result in pair) else 0.0
    worth = 0.1 if all(result.sd is not None or result.se is not None for result in pair) else 0.0
    if CHANGE.search(text) and not CHANGE.search(asked):
        worth -= 0.3
    if DURATION.search(asked) and pair[0].unit in ("%", "mg", "μg", "mL"):
        worth -= 0.5
    return worth


def _of_one_group(paper: Paper, result: Result, sizes: tuple[int | None, int | None]) -> bool:
    """Not a figure of all who took part: its denominator is no larger than a group."""
    known = [size for size in sizes if size]
    total = result.denominator
    if total is None and (behind := OF_ALL.match(paper.text, result.pieces[-1].end)):
        total = int(behind[1])
    return total is None or len(known) < 2 or total <= 1.1 * max(known)


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


def _pair(
    text: str, offset: int, found: Sequence[Result], wanted: Wanted, words: frozenset[str]
) -> tuple[Result, Result] | None:
    """The first number of each group: by its named arm, else by the group named nearest to it."""
    sides = [(result, _side(text, offset, result, found, wanted)) for result in found]
    ones = [result for result, side in sides if side > 0.2]
    twos = [result for result, side in sides if side < -0.2]
    alike = [(one, two) for one in ones for two in twos if one.unit == two.unit and one is not two]
    if not alike:
        return None
    return max(alike, key=lambda pair: _likeness(pair, text, offset, wanted, words))


def _likeness(
    pair: tuple[Result, Result], text: str, offset: int, wanted: Wanted, words: frozenset[str]
) -> tuple[float, int]:
    """Two numbers of one kind, told of the outcome asked for; the first of several such."""
    one, two = pair
    first = min(one.pieces[0].start, two.pieces[0].start) - offset
    near = wanted.lexis.covered(words, (wanted.lexis.words(_clause(text, first)), 1.0))
    same = one.measure == two.measure and one.timepoint == two.timepoint
    counted = one.count is not None and two.count is not None
    return round(near + 0.3 * same + 0.3 * counted, 2), -first


def _clause(text: str, at: int) -> str:
    """The words from the last clause or number in parentheses before a place to a few words behind it."""
    start = max((match.end() for match in CLAUSE_END.finditer(text, 0, max(0, at - 3))), default=0)
    return text[min(start, max(0, at - 60)) : at + 60]


def _side(text: str, offset: int, result: Result, found: Sequence[Result], wanted: Wanted) -> float:
    if result.arm and abs(side := wanted.side(result.arm)) > 0.2:
        return side
    if not result.arm and result.comparator and abs(side := wanted.side(result.comparator)) > 0.2:
        return -side
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
