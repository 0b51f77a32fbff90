"""What a sentence calls significant, or not significant, is so by the interval or p that it prints.

Judged within the stretch that the words govern (up to "but", "whereas", a semicolon or the next such phrase). "Not
significant" beside a 95 % interval that excludes no effect, or p clearly below 0.05, and the reverse. Sentences about
thresholds, corrections, trends or conditions are left alone, as are one-sided intervals, limits at no effect itself and
values within 0.005 of 0.05, which no rounding of printed digits bridges.
"""

import re
from collections.abc import Iterator

from extract.audit.expressions.estimates import Estimate, find_estimates
from extract.audit.expressions.pvalues import printed_p
from extract.audit.expressions.shapes import P_VALUE
from extract.audit.expressions.wording import Wording, find_wordings
from extract.audit.passages import Passage, evidence, place, sentences_of
from extract.audit.relations import independent_factors
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped

NAME = "stat_wording_against_numbers"
VERSION = 1

ALPHA, MARGIN = 0.05, 0.005
_P = re.compile(P_VALUE, re.VERBOSE)
_OTHER_P = re.compile(r"\b(?:interaction|trend|heterogeneity|non-?inferiority|both|all|homogeneity)\b", re.IGNORECASE)


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    yield from independent_factors.answers(paper)
    yield from _own(paper)


def _own(paper: Paper) -> Iterator[Answer]:
    for passage in sentences_of(paper):
        for wording in find_wordings(passage.text):
            yield from _judge(paper, passage, wording)


def _judge(paper: Paper, passage: Passage, wording: Wording) -> Iterator[Answer]:
    estimates = [e for e in find_estimates(passage.text) if wording.end <= e.start < wording.governs_to]
    if estimates:
        for estimate in estimates:
            yield _against(paper, passage, wording, (estimate.start, estimate.end), _of_interval(estimate), "interval")
        return
    stretch = passage.text[wording.end : wording.governs_to]
    found = list(_P.finditer(stretch))
    if len(found) != 1 or _OTHER_P.search(stretch) or _is_first_of_list(passage.text, wording):
        return
    match = found[0]
    start = wording.end + match.start()
    yield _against(paper, passage, wording, (start, start + len(match[0])), _of_p(match), "p value")


def _is_first_of_list(text: str, wording: Wording) -> bool:
    """Whether brackets that the words open go on behind them with further p values ("low: p = 0.9; high: p = 0.01")."""
    stretch = text[wording.end : wording.governs_to]
    if stretch.count("(") <= stretch.count(")"):
        return False
    closing = text.find(")", wording.governs_to)
    return closing >= 0 and _P.search(text, wording.governs_to, closing + 1) is not None


def _against(
    paper: Paper, passage: Passage, wording: Wording, at: tuple[int, int], significant: bool | None, what: str
) -> Answer:
    pieces = passage.pieces_of(*at)
    if significant is None:
        return Skipped(place(pieces), "the numbers leave it open")
    if significant is wording.significant:
        return Passed(place(pieces))
    called = passage.text[wording.start : wording.end]
    printed = passage.text[at[0] : at[1]]
    return Finding(
        check=NAME,
        severity="error" if what == "interval" else "warning",
        message=(
            f"the sentence says {called!r}, but its {what} ({printed}) is "
            f"{'significant' if significant else 'not significant'} at 0.05"
        ),
        reported=called,
        expected="significant" if significant else "not significant",
        evidence=(
            evidence(paper, "result", pieces),
            evidence(paper, "context", passage.pieces_of(wording.start, wording.end)),
        ),
    )


def _of_interval(estimate: Estimate) -> bool | None:
    if estimate.family == "other" or float(estimate.level) != 95 or not estimate.low <= estimate.value <= estimate.high:
        return None
    if estimate.one_sided or not estimate.called:
        return None
    if estimate.p is not None and estimate.p.relation != "=":
        return None
    null = 1 if estimate.family == "ratio" else 0
    if null in (estimate.low, estimate.high):
        return None
    excludes = estimate.low > null or estimate.high < null
    if estimate.p is not None and (float(estimate.p.value) < ALPHA) is not excludes:
        return None
    return excludes


def _of_p(match: re.Match[str]) -> bool | None:
    p = printed_p(match)
    if p is None:
        return None
    value = float(p.value)
    if p.relation == "<":
        return True if value <= ALPHA else None
    if p.relation == ">":
        return False if value >= ALPHA else None
    return None if abs(value - ALPHA) <= MARGIN else value < ALPHA
