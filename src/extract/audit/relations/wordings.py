"""What a sentence calls significant is so by its own numbers; what it calls an independent factor, by the table."""

from collections.abc import Iterator
from itertools import groupby

from extract.audit.columns.factors import (
    MULTIVARIATE,
    Factor,
    Longer,
    TableFactor,
    factor_words,
    find_factors,
    table_factors,
)
from extract.audit.expressions.estimates import Estimate, find_estimates
from extract.audit.expressions.shapes import P_VALUE, printed_p
from extract.audit.expressions.wording import Wording, find_wordings
from extract.audit.parts import own_sentences
from extract.audit.passages import Passage, sentences_of
from extract.audit.relations.engine import Case, Relation, broken, sound, unjudged
from extract.audit.support.words import stems
from extract.model import Paper, Pieces, SectionRole
from extract.text import lazy_re as re

ALPHA, MARGIN = 0.05, 0.005
_P = re.compile(P_VALUE, re.VERBOSE)
_AT_LEVEL = re.compile(r"\bat\s(?:(?:the|a)\s)?(?:level\s(?:of\s)?)?$|\bi\.?e\.?,?\s?$", re.IGNORECASE)
"""A threshold comes: "not significant at P < 0.05", "no significant differences (i.e., p < .05)"."""
_OTHER_P = re.compile(
    r"\b(?:interaction|trend|heterogeneity|non-?inferiority|both|all|homogeneity|concordance|agreement|kappa|"
    r"Kendall[’']?s|intra-?class)\b",
    re.IGNORECASE,
)
"""A p that is low where nothing differs, or that answers another question than the words."""


_OTHER_MODEL = re.compile(
    r"\b(?:basic|crude|unadjusted|univaria\w+|simple|initial|minimally[- ]adjusted|age[- ]adjusted|sensitivity)\b",
    re.IGNORECASE,
)


_STRICTER = re.compile(
    r"\b(?:significance\slevel|level\sof\s(?:statistical\s)?significance|significan(?:ce|t)\s(?:was\s)?(?:set|defined|accepted))"
    r"[^.;()]{0,40}?[^.\d]0?\.0(?!5)\d+\b",
    re.IGNORECASE,
)
"""A paper that asks for more than 0.05: "not significant" beside P = 0.03 is then no contradiction."""


def _cases(paper: Paper) -> Iterator[Case[None]]:
    yield from _factors(paper)
    stricter = _STRICTER.search(paper.text) is not None
    for passage in sentences_of(paper):
        for wording in find_wordings(passage.text):
            cases = _worded(passage, wording)
            yield from cases if wording.significant or not stricter else map(_left_at_stricter, cases)


def _left_at_stricter(case: Case[None]) -> Case[None]:
    return unjudged(case.pieces, "the paper asks for more than 0.05") if case.holds is False else case


def _worded(passage: Passage, wording: Wording) -> Iterator[Case[None]]:
    estimates = [e for e in find_estimates(passage.text) if wording.end <= e.start < wording.governs_to]
    if estimates:
        before, borne_out = wording.end, False
        for estimate in estimates:
            at, significant = (estimate.start, estimate.end), _of_interval(estimate)
            if borne_out and _OTHER_MODEL.search(passage.text, before, estimate.start):
                yield unjudged(passage.pieces_of(*at), "of another model, behind one that bears the words out")
            else:
                yield _against(passage, wording, at, significant, "interval")
            before, borne_out = estimate.end, borne_out or significant is wording.significant
        return
    stretch = passage.text[wording.end : wording.governs_to]
    found = list(_P.finditer(stretch))
    if len(found) != 1 or _OTHER_P.search(stretch) or _is_first_of_list(passage.text, wording):
        return
    match = found[0]
    if _AT_LEVEL.search(stretch, 0, match.start()):
        return
    start = wording.end + match.start()
    yield _against(passage, wording, (start, start + len(match[0])), _of_p(match), "p value")


def _is_first_of_list(text: str, wording: Wording) -> bool:
    """Whether brackets that the words open go on behind them with further p values ("low: p = 0.9; high: p = 0.01")."""
    stretch = text[wording.end : wording.governs_to]
    if stretch.count("(") <= stretch.count(")"):
        return False
    closing = text.find(")", wording.governs_to)
    return closing >= 0 and _P.search(text, wording.governs_to, closing + 1) is not None


def _against(
    passage: Passage, wording: Wording, at: tuple[int, int], significant: bool | None, what: str
) -> Case[None]:
    pieces = passage.pieces_of(*at)
    if significant is None:
        return unjudged(pieces, "the numbers leave it open")
    if significant is wording.significant:
        return sound(pieces)
    called = passage.text[wording.start : wording.end]
    printed = passage.text[at[0] : at[1]]
    return broken(
        pieces,
        None,
        f"the sentence says {called!r}, but its {what} ({printed}) is "
        f"{'significant' if significant else 'not significant'} at 0.05",
        "error" if what == "interval" else "warning",
        reported=called,
        expected="significant" if significant else "not significant",
        context=(passage.pieces_of(wording.start, wording.end),),
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


# --- a factor that is called independent is so by the multivariate table


SHARED, NEAR = 2, 2
PARTIAL = re.compile(
    r"\b(?:including|such\sas|e\.g\.|among\sothers|also|other|furthermore|moreover|additionally|in\saddition|for\sexample)\b",
    re.IGNORECASE,
)
ELSEWHERE: tuple[SectionRole, ...] = ("abstract", "discussion", "conclusion")
Listed = tuple[Passage, Factor]


def _factors(paper: Paper) -> Iterator[Case[None]]:
    longer = {short: long for short, long, _ in paper.abbreviations}
    rows = list(table_factors(paper, longer))
    results = [(p, f) for p in own_sentences(paper, "results") for f in find_factors(p.text)]
    others = [(p, f) for p in own_sentences(paper, *ELSEWHERE) for f in find_factors(p.text)]
    for passage, factor in results + others:
        yield _against_table(passage, factor, rows, longer)
    yield from _incomplete(sentences_of(paper), results + others, rows, longer)


def _against_table(passage: Passage, factor: Factor, rows: list[TableFactor], longer: Longer) -> Case[None]:
    words = factor_words(factor.name, longer)
    same = [row for row in rows if row.endpoint == factor.endpoint and row.words == words and row.result.p is not None]
    values = {row.result.p.value for row in same if row.result.p and row.result.p.relation == "="}
    printed = next(iter(values)) if len(values) == 1 else None
    if printed is None or printed <= ALPHA or any(row.result.p and row.result.p.relation == "<" for row in same):
        return sound(_pieces(passage, factor))
    row = next((row for row in same if row.result.measure == "p_value"), same[0])
    label = row.table.label or "the table"
    return broken(
        _pieces(passage, factor),
        None,
        f"{factor.name} is called an independent factor for {factor.endpoint}; {label} gives p = {printed}",
        reported=f"{factor.name}: independent",
        expected=f"p = {printed}",
        context=((row.span,),),
    )


def _incomplete(
    around: Iterator[Passage], listed: list[Listed], rows: list[TableFactor], longer: Longer
) -> Iterator[Case[None]]:
    """Lists that leave out a row of the table which they speak of."""
    sentences = list(around)
    for (_, endpoint), items in groupby(listed, key=lambda item: (item[0].pieces, item[1].endpoint)):
        factors = list(items)
        passage = factors[0][0]
        names = [factor_words(factor.name, longer) for _, factor in factors]
        own = [row for row in rows if row.endpoint == endpoint and row.result.p is not None]
        least = 1 if MULTIVARIATE.search(passage.text) else SHARED
        if sum(any(_is_meant(row, name, longer) for row in own) for name in names) < least:
            continue
        if PARTIAL.search(passage.text):
            continue
        near = frozenset(stems(_spelled(_around(sentences, passage), longer)))
        stated = frozenset().union(*names)
        left = [r for r in own if _is_significant(r) and not (r.words <= near or _levels(r, own, longer) & stated)]
        pieces = passage.pieces_of(factors[0][1].start, factors[-1][1].end)
        yield _left_out(pieces, factors, left) if left else sound(pieces)


def _is_meant(row: TableFactor, name: frozenset[str], longer: Longer) -> bool:
    """Whether a factor's name is the row's, or that of one of its levels ("non-regional" under "Location")."""
    level = frozenset(word for label in row.cell.row_path[1:] for word in factor_words(label, longer))
    plain = frozenset(word for word in name if "-" not in word)
    return row.words == name or (bool(level & plain) and plain <= row.words | level)


def _levels(row: TableFactor, rows: list[TableFactor], longer: Longer) -> frozenset[str]:
    """The words of a row and of all its levels."""
    labels = (label for other in rows if other.name == row.name for label in other.cell.row_path[1:])
    return row.words | frozenset(word for label in labels for word in factor_words(label, longer))


def _left_out(pieces: Pieces, factors: list[Listed], left: list[TableFactor]) -> Case[None]:
    rows = {row.name: row for row in sorted(left, key=lambda row: row.result.measure == "p_value")}
    endpoint, label = factors[0][1].endpoint, left[0].table.label or "the table"
    reported = [f"{row.name} (p {row.result.p.relation} {row.result.p.value})" for row in rows.values() if row.result.p]
    return broken(
        pieces,
        None,
        f"the list of independent factors for {endpoint} leaves out {', '.join(reported)} of {label}",
        "warning",
        reported=", ".join(factor.name for _, factor in factors),
        expected=", ".join(reported),
        context=tuple((row.span,) for row in rows.values()),
    )


def _is_significant(row: TableFactor) -> bool:
    """Whether all that the table prints for this factor and endpoint is below the threshold."""
    p = row.result.p
    return p is not None and p.value is not None and p.relation in ("=", "<", "<=") and p.value < ALPHA


def _around(sentences: list[Passage], passage: Passage) -> str:
    """The sentence with two on either side."""
    at = next((i for i, other in enumerate(sentences) if other.pieces == passage.pieces), 0)
    return " ".join(other.text for other in sentences[max(0, at - NEAR) : at + NEAR + 1])


def _spelled(text: str, longer: Longer) -> str:
    return " ".join([text, *(longer[word] for word in re.findall(r"[\w-]+", text) if word in longer)])


def _pieces(passage: Passage, factor: Factor) -> Pieces:
    return passage.pieces_of(factor.start, factor.end)


WORDING = Relation(
    "stat_wording_against_numbers",
    """What a sentence calls significant, or not significant, is so by the interval or p that it prints.

Judged within the stretch that the words govern (up to "but", "whereas", a semicolon or the next such phrase). "Not
significant" beside a 95 % interval that excludes no effect, or p clearly below 0.05, and the reverse. Sentences about
thresholds, corrections, trends or conditions are left alone, as are one-sided intervals, limits at no effect itself and
values within 0.005 of 0.05, which no rounding of printed digits bridges.""",
    _cases,
)
