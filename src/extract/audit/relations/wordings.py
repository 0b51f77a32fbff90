"""What a sentence calls significant is so by its own numbers; what it calls an independent factor, by the table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from extract.audit.estimates import Estimate, find_estimates
from extract.audit.passages import Passage, own_sentences, sentences_of
from extract.audit.printed import P_VALUE, printed_p
from extract.audit.relations.engine import Case, Relation, broken, sound, unjudged
from extract.audit.relations.survival import MEASURES
from extract.audit.support.words import stems
from extract.model import Paper, Pieces, Result, SectionRole, Span, Table, TableCell, quote
from extract.text import lazy_re as re
from extract.text.numbers import ALPHA, is_significant


@dataclass(frozen=True, slots=True)
class Wording:
    """`significant` as the words say; start of the phrase, and the end of the stretch that it governs."""

    significant: bool
    start: int
    end: int
    governs_to: int


_NEGATED = (
    r"(?:no(?:t|n)?[\s-](?:statistical(?:ly)?\s)?significan(?:t|ce|tly)"
    r"|no\s(?:evidence\sof\s(?:a\s)?)?(?:statistically\s)?significant\w*"
    r"|(?:did|does|do|was|were|is|are|has|have|had)\s?n[o']t\s(?:(?!(?:as|because|since|so|when|until|unless|that)\s)[a-z]+\s){0,6}?(?:statistical(?:ly)?\s)?"
    r"significan(?:t|ce|tly)"
    r"|without\s(?:a\s)?(?:statistically\s)?significant|failed\sto\sreach\s(?:statistical\s)?significance"
    r"|n\.s\.(?=\W)|lacked\s(?:statistical\s)?significance)"
)
_PLAIN = r"(?:(?:statistically\s)?significant(?:ly)?|reached\s(?:statistical\s)?significance)"
PHRASE = re.compile(rf"\b(?:(?P<negated>{_NEGATED})|(?P<plain>{_PLAIN}))\b", re.IGNORECASE)
TURN = re.compile(
    r"(?:\b(?:but|however|while|whereas|except(?:ions?|ing)?|apart\sfrom|other\sthan|besides|although|though|yet|only|unlike|despite|versus"
    r"|in\scontrast|and\s(?:a\s)?(?:non-?)?significan\w+"
    r"|(?<=significant),\s(?:the|both|all)\s(?:main\s)?(?:effects?|interactions?|differences?|associations?)"
    r"|n(?:o|either|or|ot)\s(?:[a-z-]+\s){0,3}?(?:differ\w*|effects?|changes?|associations?|increases?|decreases?|improvements?))\b|;|\.\s)",
    re.IGNORECASE,
)
_NO_CLAIM = re.compile(
    r"\b(?:close\sto|remain\w*|considered|defined|regarded|deemed|threshold|level|set\sat|criteri\w+|clinical(?:ly)?\ssignificant|correction|"
    r"Bonferroni|adjust\w+\sfor\smultiple|border-?line|marginal\w*|trend\w*|tend\w*|near-?\w*|approach\w*|if|whether|test\w*\sfor|"
    r"variables?\swith|factors?\swith|one-sided|interaction|superscripts?|NS,\sno|shar\w+\s(?:the\s|a\s)?(?:same|common)|(?:same|different)\sletters?)\b",
    re.IGNORECASE,
)
_DENIED_BEFORE = re.compile(
    r"\b(?:neither|nor|no|not|never|without|none|hardly|fail(?:s|ed|ing|ure)?|unable|lack(?:s|ed|ing)?)\b[^.;,()]{0,40}$",
    re.IGNORECASE,
)
_DENIED_SUBJECT = re.compile(
    r"(?:^|[.;,(]\s?)(?:no|none|neither)\b(?:(?!\b(?:and|but|while|whereas|although|though)\b)[^.;,()]){0,140}$",
    re.IGNORECASE,
)
"""What the clause speaks of is none: "No other values of the profile were altered significantly"."""
SUBJECT_REACH = 150
REACH = 160
_DENIED_AFTER = re.compile(
    r"\b(?:(?:was|were|is|are|be|been|could|did|has|have|had)\s(?:not|never)|not\s(?:observed|found|seen|detected|reached)"
    r"|lacking|absent)\b",
    re.IGNORECASE,
)


OWN_STUDY = re.compile(
    r"\b(?:our|we|(?:this|the\s(?:present|current))\s(?:\w+\s)?(?:study|trial|cohort|analysis|series|report))\b",
    re.IGNORECASE,
)


def speaks_of_own_study(text: str) -> bool:
    """Whether a sentence says that it tells of the paper's own work.

    >>> speaks_of_own_study("In the present study, OS was 50%"), speaks_of_own_study("Kim et al. found an OS of 50%")
    (True, False)
    """
    return bool(OWN_STUDY.search(text))


def find_wordings(text: str) -> Iterator[Wording]:
    """Every phrase that calls something significant or not, apart from definitions and conditions.

    >>> [w.significant for w in find_wordings("It did not significantly improve OS")]
    [False]
    >>> list(find_wordings("p < 0.05 was considered statistically significant"))
    []
    """
    text = text.replace("’", "'")
    low = text.lower()
    if ("significan" not in low and "n.s." not in low) or _NO_CLAIM.search(text):
        return
    for match in PHRASE.finditer(text):
        governs_to = _end_of_stretch(text, match)
        if match["plain"] and (
            _DENIED_BEFORE.search(text, max(0, match.start() - 60), match.start())
            or _DENIED_SUBJECT.search(text, max(0, match.start() - SUBJECT_REACH), match.start())
            or _DENIED_AFTER.search(text, match.end(), match.end() + REACH)
        ):
            continue
        yield Wording(significant=match["negated"] is None, start=match.start(), end=match.end(), governs_to=governs_to)


def _end_of_stretch(text: str, phrase: re.Match[str]) -> int:
    """Up to the next turn; a phrase in brackets speaks of what stands in them."""
    turns = (TURN.search(text, phrase.end()), PHRASE.search(text, phrase.end()))
    end = min((turn.start() for turn in turns if turn), default=len(text))
    if text.rfind("(", 0, phrase.start()) > text.rfind(")", 0, phrase.start()):
        closing = text.find(")", phrase.end())
        opening = text.find("(", phrase.end())
        if closing >= 0 and not 0 <= opening < closing:
            return min(end, closing)
    return end


@dataclass(frozen=True, slots=True)
class Factor:
    """One item of a list as printed, with its place in the sentence and the endpoint that it is said to predict."""

    name: str
    start: int
    end: int
    endpoint: str


_KIND = (
    r"(?:prognostic|risk|predictive|predicting|associated|significant|adverse|favou?rable|poor|protective|influencing)"
)
LIST = re.compile(
    rf"(?:^|\b(?:that|showed|revealed|identified|analysis,|whereas|while|and)\s|[,;]\s(?=while|whereas))"
    rf"(?P<list>(?:(?!\bthat\b|\bwhile\b|\bwhereas\b|;|\.\s).){{2,600}}?)\s"
    rf"(?:was|were|are|remained|emerged\sas|as)\s(?:the\s|also\s|an?\s|only\s|all\s){{0,2}}independent(?:ly)?\s"
    rf"(?:{_KIND}\s){{0,2}}(?:factors?|predictors?|variables?|indicators?)\s(?:for|of|in|affecting)\s"
    rf"(?P<endpoint>[^.;,()]{{2,60}})",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[(\[][^()\[\]]{0,120}[)\]]")
_ITEM = re.compile(r"(?:[^,&]|,(?=\d{3}))+?(?=,|&|\sand\s|$)")
_LEAD = re.compile(
    r"^\s*(?:(?:furthermore|moreover|additionally|finally|similarly|also)\s*$|and\s|both\s|the\s|only\s|an?\s|that\s)*",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:no|not|neither|none|nor|without|univaria\w+|before|after|whether|if)\b", re.IGNORECASE)


def find_factors(text: str) -> Iterator[Factor]:
    """All items of such lists, brackets left out; lists that are denied or bound to a time are no lists.

    >>> [f.name for f in find_factors("We showed that GTV (HR = 4.2) and PT were independent predictors of OS.")]
    ['GTV', 'PT']
    >>> list(find_factors("No factors were independent predictors of OS."))
    []
    """
    if "independent" not in text:
        return
    for match in LIST.finditer(text):
        endpoints = [name for name, pattern in MEASURES if pattern.search(match["endpoint"])]
        listed = _BRACKET.sub(lambda bracket: " " * len(bracket[0]), match["list"])
        if len(endpoints) != 1 or _DENIED.search(listed) or re.search(r"[()\[\]]", listed):
            continue
        for item in _ITEM.finditer(listed):
            lead = _LEAD.match(item[0])
            start = item.start() + (lead.end() if lead else 0)
            name = listed[start : item.end()].strip()
            if 1 < len(name) <= 60 and stems(name):
                at = match.start("list") + start
                yield Factor(name=name, start=at, end=at + len(name), endpoint=endpoints[0])


MULTIVARIATE = re.compile(r"\b(?:multi-?varia\w+|Cox|adjusted)\b", re.IGNORECASE)
UNIVARIATE = re.compile(r"\buni-?varia\w+\b", re.IGNORECASE)
_UNIT = re.compile(r"[(,].*$")
Longer = dict[str, str]


@dataclass(frozen=True, slots=True)
class TableFactor:
    """A factor of a multivariate table: `name` is its stub without the unit, `endpoint` None where none is named."""

    name: str
    words: frozenset[str]
    endpoint: str | None
    result: Result
    cell: TableCell
    table: Table

    @property
    def span(self) -> Span:
        return self.cell.span


def table_factors(paper: Paper, longer: Longer) -> Iterator[TableFactor]:
    """The results of tables that are called multivariate by their captions or heads."""
    tables = {table.id: table for table in paper.tables}
    cells = {cell.id: cell for table in paper.tables for cell in table.cells}
    for result in paper.results:
        table = tables.get(result.table or "")
        cell = cells.get(result.cell or "")
        if table is None or cell is None or not cell.row_path:
            continue
        caption = quote(paper.text, table.caption) if table.caption else ""
        heads = " ".join(cell.col_path)
        if UNIVARIATE.search(heads) or not MULTIVARIATE.search(f"{heads} {caption}"):
            continue
        if UNIVARIATE.search(caption) and not MULTIVARIATE.search(heads):
            continue
        name = _UNIT.sub("", cell.row_path[0]).strip()
        yield TableFactor(name, factor_words(name, longer), _endpoint(heads) or _endpoint(caption), result, cell, table)


def factor_words(name: str, longer: Longer) -> frozenset[str]:
    """The stems of a factor's name, with the paper's abbreviations spelled out."""
    spelled = " ".join(longer.get(word, word) for word in re.findall(r"[\w-]+", name))
    return frozenset(stems(longer.get(name, spelled)))


def _endpoint(text: str) -> str | None:
    named = [name for name, pattern in MEASURES if pattern.search(text)]
    return named[0] if len(named) == 1 else None


MARGIN = 0.005
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
            for case in _worded(passage, wording):
                left = stricter and not wording.significant and case.holds is False
                yield unjudged(case.pieces, "the paper asks for more than 0.05") if left else case


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
    if estimate.p is not None and is_significant(estimate.p.value) is not excludes:
        return None
    return excludes


def _of_p(match: re.Match[str]) -> bool | None:
    p = printed_p(match)
    near = p is not None and p.relation == "=" and abs(float(p.value) - ALPHA) <= MARGIN
    return None if p is None or near else p.below(ALPHA)


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
    if printed is None or is_significant(printed) or any(row.result.p and row.result.p.relation == "<" for row in same):
        return sound(_pieces(passage, factor))
    row = next((row for row in same if row.result.measure == "p_value"), same[0])
    label = row.table.label or "the table"
    return broken(
        _pieces(passage, factor),
        f"{factor.name} is called an independent factor for {factor.endpoint}; {label} gives p = {printed}",
        reported=f"{factor.name}: independent",
        expected=f"p = {printed}",
        context=((row.span,),),
    )


def _incomplete(
    sentences: Sequence[Passage], listed: list[Listed], rows: list[TableFactor], longer: Longer
) -> Iterator[Case[None]]:
    """Lists that leave out a row of the table which they speak of."""
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
        f"the list of independent factors for {endpoint} leaves out {', '.join(reported)} of {label}",
        "warning",
        reported=", ".join(factor.name for _, factor in factors),
        expected=", ".join(reported),
        context=tuple((row.span,) for row in rows.values()),
    )


def _is_significant(row: TableFactor) -> bool:
    """Whether all that the table prints for this factor and endpoint is below the threshold."""
    p = row.result.p
    return p is not None and p.value is not None and is_significant(p.value, p.relation)


def _around(sentences: Sequence[Passage], passage: Passage) -> str:
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
