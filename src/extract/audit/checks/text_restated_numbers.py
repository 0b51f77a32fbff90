"""What discussion and conclusions tell of the paper's own results has the numbers of the results.

"In our study, the 1-, 2- and 3-year OS rates were 78.9%, 57.3% and 41.9%" where the results print 78.9%, 57.3% and
49.1%. The sentences are recognised by their numbers, as for the abstract: at least two are shared in the same order,
and the third stands in the place of another of the same unit after like words. A finding is made only where the
restated number stands nowhere else outside the discussion, in text, captions or tables, rounded further or not.
Sentences that cite, or that tell of another study, are left alone. An error for measured numbers, a warning for counts.
"""

import re
from collections.abc import Iterator

from extract.audit.parts import own_sentences, sentences_outside
from extract.audit.support.lines import line_of
from extract.audit.support.restated import Parts, judge_restated
from extract.model import Answer, Library, Paper

NAME = "text_restated_numbers"
VERSION = 1

_OTHERS = re.compile(
    r"\b(?:et\sal|previous|earlier|other|their|they|another|reported\sby|meta-analys\w+|literature|historical)\b",
    re.IGNORECASE,
)


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    stated = [
        line
        for passage in own_sentences(paper, "discussion", "conclusion")
        if not _OTHERS.search(passage.text) and (line := line_of(paper, passage)).tells_enough
    ]
    if not stated:
        return
    outside = [
        line_of(paper, passage) for passage in sentences_outside(paper, "discussion", "conclusion", "references")
    ]
    own = {passage.sentence.id for passage in own_sentences(paper, "results") if passage.sentence}
    told = [line for line in outside if line.passage.sentence and line.passage.sentence.id in own and line.tells_enough]
    yield from judge_restated(paper, Parts(NAME, "discussion", "results", stated, told, outside))
