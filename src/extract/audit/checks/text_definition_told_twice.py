"""What a paper fixes for itself has one value: calipers, thresholds, versions, ages of inclusion.

"A caliper of 0.2" and "a caliper of 0.1"; "SMD < 0.1" and "SMD < 0.2 indicated balance"; "SPSS version 12" and "SPSS
16.0"; "P < 0.05 was considered significant" and "P < 0.01 was considered significant"; patients "aged 18–75 years" in
the abstract and "18–80" in the criteria. Two values in one sentence are told apart there and left alone, as are
corrected, one-sided and interim thresholds, thresholds for entering a model, versions that differ behind the point,
and what introduction and discussion tell, which may be of others. A warning; a note for versions of software, of which
a paper may use two.
"""

from collections.abc import Iterator
from itertools import combinations

from extract.audit.expressions.definitions import Fixed, compatible, find_definitions
from extract.audit.parts import spans_of
from extract.audit.passages import Passage, evidence, place, sentences_of
from extract.model import Answer, Finding, Library, Paper, Passed

NAME = "text_definition_told_twice"
VERSION = 1

CRITERIA = ("CTCAE", "NCI-CTC", "MedDRA", "EORTC QLQ-C30")
_HINTS = (
    "aliper",
    "tandardi",
    "SMD",
    "ASD",
    "ersion",
    " v",
    "SPSS",
    "onsidered",
    "deemed",
    "regarded",
    "defined",
    "age",
)
Placed = tuple[Passage, Fixed]


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    placed = [(passage, fixed) for passage in _own(paper) for fixed in find_definitions(passage.text)]
    for kind in dict.fromkeys(fixed.kind for _, fixed in placed):
        told = [(passage, fixed) for passage, fixed in placed if fixed.kind == kind]
        conflict = next((pair for pair in combinations(told, 2) if _differ(*pair)), None)
        if conflict is not None:
            yield _finding(paper, kind, *conflict)
        else:
            yield from (Passed(place(p.pieces_of(f.start, f.end))) for p, f in told)


def _own(paper: Paper) -> Iterator[Passage]:
    """Sentences of the abstract, methods, results, captions and notes with a word that one of the patterns needs."""
    spans = spans_of(paper, "references", "introduction", "discussion", "conclusion", "back")
    for passage in sentences_of(paper):
        if any(hint in passage.text for hint in _HINTS) and not any(s.contains(passage.pieces[0]) for s in spans):
            yield passage


def _differ(one: Placed, other: Placed) -> bool:
    return one[0] is not other[0] and not compatible(one[1], other[1])


def _finding(paper: Paper, kind: str, one: Placed, other: Placed) -> Finding:
    return Finding(
        check=NAME,
        severity="note" if kind.startswith("version") and not kind.endswith(CRITERIA) else "warning",
        message=f"the {kind} is told with two values: {one[1].printed!r} and {other[1].printed!r}",
        reported=one[1].printed,
        expected=other[1].printed,
        evidence=tuple(evidence(paper, "result", p.pieces_of(f.start, f.end)) for p, f in (one, other)),
    )
