"""The median time to an endpoint is the same in abstract, discussion and conclusion as in the results.

"The median OS was 20.4 months" in the abstract, "24.0 months" in the results. Compared are medians of all patients: a
sentence that names a group, an arm or a comparison around the number is left alone. An error where the number stands
nowhere in the results or tables, rounded further or not, while the results print one median of all patients for this
endpoint. In the discussion only what is said of the own study counts ("our", "this study", "we").
"""

from collections.abc import Iterator
from decimal import Decimal

from extract.audit.expressions.medians import Median, find_medians
from extract.audit.expressions.wording import speaks_of_own_study
from extract.audit.parts import own_sentences, sentences_outside
from extract.audit.passages import Passage, cells_of, evidence, place
from extract.audit.support.likeness import agree
from extract.audit.support.lines import numbers_in
from extract.model import Answer, Finding, Library, Paper, Passed, SectionRole, Skipped

NAME = "text_median_survival"
VERSION = 1

Placed = tuple[Passage, Median]


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    stated = list(_medians(paper, "abstract", own=False)) + list(_medians(paper, "discussion", "conclusion", own=True))
    if not stated:
        return
    told = list(_medians(paper, "results", own=False))
    outside = sentences_outside(paper, "abstract", "discussion", "conclusion", "introduction", "references")
    printed = numbers_in((*outside, *cells_of(paper)))
    for placed in stated:
        yield _judge(paper, placed, told, printed)


def _medians(paper: Paper, *roles: SectionRole, own: bool) -> Iterator[Placed]:
    for passage in own_sentences(paper, *roles):
        if not own or speaks_of_own_study(passage.text):
            for median in find_medians(passage.text):
                yield passage, median


def _judge(paper: Paper, placed: Placed, told: list[Placed], printed: frozenset[Decimal]) -> Answer:
    passage, median = placed
    pieces = passage.pieces_of(median.start, median.end)
    if any(agree(median.value, value) for value in printed):
        return Passed(place(pieces))
    same = [(p, m) for p, m in told if m.measure == median.measure and not m.group]
    if median.group or len({m.value for _, m in same}) != 1:
        return Skipped(place(pieces), "a group is named, or the results print no one median of all patients")
    other_passage, other = same[0]
    return Finding(
        check=NAME,
        severity="error",
        message=(
            f"the median {median.measure} is given as {median.value} months, which stands nowhere else; "
            f"the results print {other.value}"
        ),
        reported=str(median.value),
        expected=str(other.value),
        evidence=(
            evidence(paper, "result", pieces),
            evidence(paper, "context", other_passage.pieces_of(other.start, other.end)),
        ),
    )
