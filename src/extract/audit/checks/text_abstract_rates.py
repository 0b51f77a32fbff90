"""A rate of survival or control in the abstract is the one that the body prints for the same measure and time.

An error where the body prints rates for that measure and time, none of them is the abstract's, and the abstract's
percent stands nowhere else in the body. A percent rounded further in the abstract agrees.
"""

from collections.abc import Iterator

from extract.audit.parts import own_sentences, sentences_outside
from extract.audit.passages import cells_of
from extract.audit.support.lines import numbers_in
from extract.audit.support.rates_told import Told, exact_rates, judge_rate
from extract.model import Answer, Library, Paper

NAME = "text_abstract_rates"
VERSION = 1


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    stated = exact_rates(own_sentences(paper, "abstract"))
    if not stated:
        return
    printed = numbers_in((*sentences_outside(paper, "abstract", "references"), *cells_of(paper)))
    told = Told(NAME, "abstract", exact_rates(own_sentences(paper, "results")), printed)
    for placed in stated:
        yield judge_rate(paper, told, placed)
