"""The numbers of participants add up on their way through a study.

The randomised are the sum of the arms; excluded, withdrawn or lost are the sum of the reasons (or groups) listed for
it; all are those who stayed and those who left; "of 2,838, 374 were excluded, leaving 2,464". Read in sentences and
captions in which the list follows its whole. Whole numbers: nothing is rounded. An error where the arms are more than
were randomised; a warning for the rest: somebody may have had two reasons, a reason or a group may be left out. Lists
that are called examples ("including", "mainly"), sums further off than a third, and numbers of other things are left
alone.

The records of a review are followed by `review_flow`. Boxes of a flow diagram that stand
in the text ("Excluded (n = 60)") sum as the CONSORT and PRISMA templates have them.
"""

import re
from collections.abc import Iterator

from extract.audit.flow.boxes import find_box_sums, find_boxes
from extract.audit.flow.counts import ALLOCATED, LEFT
from extract.audit.flow.judge import judge_boxes, judge_sum
from extract.audit.flow.lists import Sum, SumKind, find_sums
from extract.audit.parts import sentences_outside
from extract.audit.passages import place
from extract.model import Answer, Library, Paper, Skipped

NAME = "stat_participant_flow"
VERSION = 1
_GIVEN = re.compile(
    r"\b(?:received|underwent|treated)\b|\d\s(?:\w+\s)?in\sthe\s[\w+/ -]{1,40}?\s(?:group|arm)\b", re.IGNORECASE
)
SAID: dict[SumKind, str] = {
    "arms": "the groups are {parts} = {total}, of {whole}",
    "reasons": "the list gives {parts} = {total} of the {whole} that it opens with",
    "stay": "those who stayed and those who left are {parts} = {total}, of {whole}",
    "remaining": "those who left and those who remained are {parts} = {total}, of {whole}",
}


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    yield from _lists(paper)
    for found in find_box_sums(find_boxes(paper.text)):
        yield judge_boxes(paper, found, check=NAME)


def _lists(paper: Paper) -> Iterator[Answer]:
    for passage in sentences_outside(paper, "references"):
        if not any(pattern.search(passage.text) for pattern in (ALLOCATED, LEFT, _GIVEN)):
            continue
        for found in find_sums(passage.text):
            if not isinstance(found, Sum):
                yield Skipped(place(passage.pieces_of(found.start, found.end)), found.reason)
            elif found.kind in SAID:
                yield judge_sum(paper, passage, found, check=NAME, said=SAID[found.kind])
