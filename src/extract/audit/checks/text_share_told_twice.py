"""What is told in general of a share has one order of size.

"HCC accounts for 80% of primary liver cancers" in the introduction and "for 90–95% of primary liver cancers" in the
discussion; "about 70% of patients are diagnosed at an advanced stage" and "40% of patients are diagnosed at an
advanced stage". Part and whole are compared by their words, abbreviations spelled out: all words of the shorter name
stand in the longer. Ranges that touch agree, and "about" gives five points on either side. A warning; a note where
each cites works of its own, which may differ. Results of the paper, and shares of years, countries or sexes, are left
alone.
"""

import re
from collections.abc import Iterator
from itertools import combinations

from extract.audit.expressions.proportions_of import GeneralShare, find_general_shares
from extract.audit.parts import spans_of
from extract.audit.passages import Passage, evidence, place, sentences_of
from extract.audit.support.words import stems
from extract.model import Answer, Finding, Library, Paper, Passed, Span

NAME = "text_share_told_twice"
VERSION = 1

_OWN = re.compile(r"\b(?:our|we|this\s(?:study|cohort|trial)|group|arm|respectively|versus|vs)\b", re.IGNORECASE)
_APART = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:men|women|males?|females?|China|Japan|Korea|Europe\w*|Asia\w*|Africa\w*|Western|USA?|United|developed|developing"
    r"|countr\w+|regions?|children|adults)\b"
)
ALIKE = 0.6
Placed = tuple[Passage, GeneralShare]


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    longer = {short: long for short, long, _ in paper.abbreviations}
    spans = spans_of(paper, "references", "results", "methods", "back")
    placed = [
        (passage, share)
        for passage in sentences_of(paper)
        if "%" in passage.text and not any(span.contains(passage.pieces[0]) for span in spans)
        if not _OWN.search(passage.text)
        for share in find_general_shares(passage.text)
    ]
    flagged: set[int] = set()
    for one, other in combinations(placed, 2):
        if one[0] is not other[0] and _same(one, other, longer) and not one[1].room.meets(other[1].room):
            flagged |= {id(one), id(other)}
            yield _finding(paper, one, other)
    yield from (Passed(_place(p)) for p in placed if id(p) not in flagged)


def _same(one: Placed, other: Placed, longer: dict[str, str]) -> bool:
    """Whether two shares are of one part and one whole, told of the same time and place."""
    marks = [frozenset(_APART.findall(passage.text)) for passage, _ in (one, other)]
    pairs = ((one[1].part, other[1].part), (one[1].whole, other[1].whole))
    return marks[0] == marks[1] and all(_alike(_words(a, longer), _words(b, longer)) for a, b in pairs)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = one & other
    return bool(shared) and (one <= other or other <= one) and len(shared) >= ALIKE * len(one | other)


def _words(text: str, longer: dict[str, str]) -> frozenset[str]:
    return frozenset(stems(" ".join(longer.get(word.strip("()"), word) for word in text.split())))


def _place(placed: Placed) -> Span:
    return place(placed[0].pieces_of(placed[1].start, placed[1].end))


def _finding(paper: Paper, one: Placed, other: Placed) -> Finding:
    cited = {marker.sentence: marker.keys for marker in paper.markers}
    keys = [cited.get(passage.sentence.id) if passage.sentence else None for passage, _ in (one, other)]
    apart = all(keys) and keys[0] != keys[1]
    printed = [passage.text[share.start : share.end].strip() for passage, share in (one, other)]
    return Finding(
        check=NAME,
        severity="note" if apart else "warning",
        message=f"one share is told with two values: {printed[0]!r} and {printed[1]!r}",
        reported=printed[0],
        expected=printed[1],
        evidence=tuple(evidence(paper, "result", p.pieces_of(s.start, s.end)) for p, s in (one, other)),
    )
