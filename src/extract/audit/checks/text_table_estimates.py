"""An estimate that the text gives from the multivariate analysis is that of the table's row.

"On multivariate analysis GTV (HR 4.22, 95% CI 1.61-11.06) predicted OS" beside the row "GTV 2.24 (1.61-11.06)". The
sentence speaks of a multivariate or adjusted analysis; the factor is known by all its words, abbreviations spelled out,
and the outcome by its name. A finding is made only where no row of any table prints the three numbers, and the
multivariate tables print one estimate for this factor and outcome: an error where an interval or the estimate is the
same (a slip of one number), else a warning (another model may be meant). Factors with several levels are left alone.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from extract.audit.columns.factors import MULTIVARIATE
from extract.audit.parts import own_sentences
from extract.audit.passages import evidence, place
from extract.audit.support.named_estimates import Named, named_estimates, numbers_of_rows, table_estimates
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped

NAME = "text_table_estimates"
VERSION = 1

_INDEPENDENT = re.compile(r"\bindependent", re.IGNORECASE)
_OTHER_MODEL = re.compile(r"\b(?:uni-?varia\w+|crude|unadjusted|sub-?groups?|sensitivity|interaction)\b", re.IGNORECASE)


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    longer = {short: long for short, long, _ in paper.abbreviations}
    printed = list(table_estimates(paper, longer))
    if not printed:
        return
    rows = list(numbers_of_rows(paper))
    for passage in own_sentences(paper, "results", "discussion", "conclusion"):
        if not (MULTIVARIATE.search(passage.text) or _INDEPENDENT.search(passage.text)):
            continue
        if not _OTHER_MODEL.search(passage.text):
            for own in named_estimates(passage, longer):
                yield _judge(paper, own, printed, rows)


def _judge(paper: Paper, own: Named, printed: list[Named], rows: list[frozenset[Decimal]]) -> Answer:
    if any(own.triple <= numbers for numbers in rows):
        return Passed(place(own.pieces))
    same = {
        other.triple: other
        for other in printed
        if own.factor and other.factor == own.factor and (own.outcomes & other.outcomes or not other.outcomes)
    }
    if len(same) != 1:
        return Skipped(place(own.pieces), "the multivariate tables print no one estimate for this factor")
    other = next(iter(same.values()))
    slip = len(own.triple & other.triple) > 1
    return Finding(
        check=NAME,
        severity="error" if slip else "warning",
        message=f"the text gives {own.shown} for a factor for which the multivariate table prints {other.shown}",
        reported=own.shown,
        expected=other.shown,
        evidence=(evidence(paper, "result", own.pieces), evidence(paper, "context", other.pieces)),
    )
