"""A factor that the paper says has nothing to do with survival is no factor of its multivariate results.

"We did not find a relationship between BED, nodal response and prognosis" beside "tumor response (HR 3.60, p = 0.033)
was an independent predictor of PFS". Held against the results' lists of independent factors and the rows of
multivariate tables with p up to 0.05, for the same endpoint, or for any where prognosis at large is denied. An error
where the words of the two names are the same, a warning where only their last noun is (not size, number, stage and
other words that many factors end in). Sentences on one analysis, or on a part of the patients, are left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.audit.columns.factors import Longer, factor_words, table_factors
from extract.audit.expressions.denials import Denied, find_denials
from extract.audit.expressions.factors import find_factors
from extract.audit.parts import own_sentences
from extract.audit.passages import Passage, evidence, place
from extract.audit.support.words import stems
from extract.model import Answer, Finding, Library, Paper, Passed, Pieces, Skipped

NAME = "text_denied_factor"
VERSION = 1

ALPHA = Decimal("0.05")
_HEAD_END = re.compile(r"\s(?:of|to|in|for|at|on|with|after|before|from)\s.*$|\s?[(,].*$", re.IGNORECASE | re.DOTALL)
_COMMON = frozenset(
    stem
    for word in "size number stage grade level score status group treatment therapy time type dose age location"
    " volume count index ratio rate value function invasion metastasis tumor lesion disease factor class"
    " classification".split()
    for stem in stems(word)
)


@dataclass(frozen=True, slots=True)
class Asserted:
    """A factor that the results call independent: its name, its endpoint, and where that stands."""

    name: str
    endpoint: str | None
    pieces: Pieces


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    denied = [
        (passage, denial)
        for passage in own_sentences(paper, "abstract", "results", "discussion", "conclusion")
        for denial in find_denials(passage.text)
    ]
    if not denied:
        return
    longer = {short: long for short, long, _ in paper.abbreviations}
    asserted = list(_asserted(paper, longer))
    for passage, denial in denied:
        yield _judge(paper, passage, denial, asserted, longer)


def _asserted(paper: Paper, longer: Longer) -> Iterator[Asserted]:
    for passage in own_sentences(paper, "results"):
        for factor in find_factors(passage.text):
            yield Asserted(factor.name, factor.endpoint, passage.pieces_of(factor.start, factor.end))
    for row in table_factors(paper, longer):
        p = row.result.p
        if p is not None and p.value is not None and p.relation in ("=", "<") and p.value <= ALPHA:
            yield Asserted(row.name, row.endpoint, (row.span,))


def _judge(paper: Paper, passage: Passage, denial: Denied, asserted: list[Asserted], longer: Longer) -> Answer:
    pieces = passage.pieces_of(denial.start, denial.end)
    same = [a for a in asserted if denial.endpoint is None or a.endpoint == denial.endpoint]
    if not same:
        return Skipped(place(pieces), "the results name no independent factor for this endpoint")
    words, head = factor_words(denial.name, longer), _head(denial.name)
    equal = [a for a in same if factor_words(a.name, longer) == words]
    alike = equal or [a for a in same if head is not None and _head(a.name) == head]
    if not alike:
        return Passed(place(pieces))
    other = alike[0]
    return Finding(
        check=NAME,
        severity="error" if equal else "warning",
        message=(
            f"{denial.name} is said to have no part in {denial.endpoint or 'prognosis'}; "
            f"the results call {other.name} an independent factor{f' for {other.endpoint}' if other.endpoint else ''}"
        ),
        reported=f"{denial.name}: no relationship",
        expected=f"{other.name}: independent",
        evidence=(evidence(paper, "result", pieces), evidence(paper, "context", other.pieces)),
    )


def _head(name: str) -> str | None:
    """The stem of the noun that a name ends in, unless many factors end in it."""
    found = stems(_HEAD_END.sub("", name))
    return found[-1] if found and found[-1] not in _COMMON else None
