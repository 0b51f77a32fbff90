"""A rate of survival or control that the discussion tells of the own study is one that the results print.

"In our study the 2-year local control was 89.4%" where the results print 83.4% for the same measure and time. Only
sentences that speak of the own study ("our", "this study", "we") and cite nothing count, and percents rounded further
agree. An error where the percent stands nowhere in abstract, results, captions or tables.
"""

from collections.abc import Iterator

from extract.audit.expressions.wording import speaks_of_own_study
from extract.audit.parts import own_sentences, sentences_outside
from extract.audit.passages import cells_of
from extract.audit.support.lines import numbers_in
from extract.audit.support.rates_told import Told, exact_rates, judge_rate
from extract.model import Answer, Library, Paper

NAME = "text_restated_rates"
VERSION = 1


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    own = (p for p in own_sentences(paper, "discussion", "conclusion") if speaks_of_own_study(p.text))
    stated = exact_rates(own)
    if not stated:
        return
    outside = sentences_outside(paper, "discussion", "conclusion", "introduction", "references")
    printed = numbers_in((*outside, *cells_of(paper)))
    told = Told(NAME, "discussion", exact_rates(own_sentences(paper, "results")), printed)
    for placed in stated:
        yield judge_rate(paper, told, placed)
