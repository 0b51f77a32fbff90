"""A sentence of the abstract and the sentence of the body that it sums up print the same numbers.

The two are recognised by their numbers: at least two are shared in the same order (doses, whole times and p values
are labels and prove nothing), and where one number stands between or beside them in each, of the same unit and after a
like word, the two must agree. A finding is made only where the abstract's number stands nowhere in the body or its
tables, rounded further or not, and the body's nowhere in the abstract: one of the two is then a slip. An error for
measured numbers; a warning for plain counts, which may be of different groups.
"""

from collections.abc import Iterator

from extract.audit.parts import own_sentences, sentences_outside
from extract.audit.support.lines import line_of
from extract.audit.support.restated import Parts, judge_restated
from extract.model import Answer, Library, Paper

NAME = "text_abstract_numbers"
VERSION = 1


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    stated = [line for p in own_sentences(paper, "abstract") if (line := line_of(paper, p)).tells_enough]
    if not stated:
        return
    outside = [line_of(paper, passage) for passage in sentences_outside(paper, "abstract", "references")]
    own = {passage.sentence.id for passage in own_sentences(paper, "results", "discussion") if passage.sentence}
    told = [line for line in outside if line.passage.sentence and line.passage.sentence.id in own and line.tells_enough]
    yield from judge_restated(paper, Parts(NAME, "abstract", "body", stated, told, outside))
