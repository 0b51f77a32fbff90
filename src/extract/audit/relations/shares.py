"""Percents printed beside their counts in sentences and cells: of a denominator, of a group, of any whole number."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from extract.audit.arithmetic.rounding import fit_percent, percent_of, unit, within_units
from extract.audit.passages import Passage, cells_of, own_sentences, sentences_of
from extract.audit.printed import NUMBER, WHOLE
from extract.audit.relations.engine import Case, Fit, Hypothesis, Relation, broken, sound, unjudged
from extract.model import Paper, Pieces, Table
from extract.text import lazy_re as re
from extract.text.numbers import NUMBER_WORD, are_near, parse_number, with_points


@dataclass(frozen=True, slots=True, kw_only=True)
class Fraction:
    """A count of a denominator with its percent; start and end in the searched text.

    `is_close` is False where words stand between that might have a percent of their own.
    """

    start: int
    end: int
    count: Decimal
    denominator: Decimal
    percent: Decimal
    percent_text: str
    is_close: bool = True


_SPACED = rf"(?:\d{{1,3}}(?:[ \u2009\u202f\u00a0]\d{{3}}){{1,3}}(?!\d)|{WHOLE})"
_OF = r"(?:\s?/\s?|\s(?:out\s)?of\s(?:the\s|a\stotal\sof\s)?)"
_NOT_A_LEVEL = r"(?!\s?(?:C\.?I\b|CrI|[Cc]onfidence|[Cc]redible|[-–]?CI\b))"
_NOUN = r"(?:\s(?!vs|versus|and|or|to|in|of)[a-z][a-z-]{2,20}){0,3}"
_ENDS_CLAUSE = (
    r"(?:vs|versus|and|or|but|who|whom|which|that|had|have|has|were|was|is|are|did|died|required|showed|achieved)"
)
_PHRASE = rf"(?:\s(?!{_ENDS_CLAUSE}\b)[A-Za-z][A-Za-z-]{{0,20}}){{1,6}}"

COUNT_FIRST = re.compile(
    rf"""(?<![\d./,])(?P<count>{_SPACED}){_OF}(?P<denominator>{_SPACED})(?:[a-d]{{1,2}}(?=\s?[(]))?{_NOUN}\s{{0,2}}
    (?:[(\[]\s?|[,;:=]\s)(?:i\.e\.,?\s|or\s)?(?P<percent>{NUMBER})\s?%{_NOT_A_LEVEL}""",
    re.VERBOSE,
)
PERCENT_FIRST = re.compile(
    rf"""(?<![\d.·,–—-])(?<!\dto\s)(?<!\d\sto\s)(?<!%\sto\s)(?P<percent>{NUMBER})\s?%\s{{0,2}}(?:[(\[,;:]\s?)
    (?:n?\s?=\s?)?(?P<count>{_SPACED}){_OF}(?P<denominator>{_SPACED})(?![\d.·]|\s?%)""",
    re.VERBOSE,
)
SPLIT = re.compile(
    rf"""(?<![\d./,])(?P<count>{_SPACED})\s?{_NOUN}[(\[]\s?(?P<percent>{NUMBER})\s?%\s?[)\]]\s(?:out\s)?of\s
    (?:the\s|all\s|a\stotal\sof\s)?(?P<denominator>{_SPACED})(?![\d.,]\d|\s?%|\s(?:years|months|weeks|days)\b)""",
    re.VERBOSE,
)
"""31 (16%) of 194 patients"""
PHRASED = re.compile(
    rf"""(?<![\d./,])(?P<count>{_SPACED})(?:\s?/\s?|\s(?:out\s)?of\s(?:the\s|a\stotal\sof\s)?)(?P<denominator>{_SPACED}){_PHRASE}\s
    [(\[]\s?(?P<percent>{NUMBER})\s?%(?=\s?[)\],;]){_NOT_A_LEVEL}""",
    re.VERBOSE,
)
"""59 out of 250 FVT episodes (22%)"""
WORDED = re.compile(
    rf"""(?<![\w-])(?<!hundred\s)(?<!hundred\sand\s)(?<!thousand\s)(?<!-and\s)(?P<count>{NUMBER_WORD})(?:\s[a-z]{{3,15}})?\s(?:out\s)?of\s(?:the\s)?(?P<denominator>{WHOLE}){_NOUN}
    \s[(\[]\s?(?P<percent>{NUMBER})\s?%(?=\s?[)\],;])""",
    re.VERBOSE | re.IGNORECASE,
)
"""Twelve of 54 patients (22%)"""
WHOLE_FIRST = re.compile(
    rf"""(?<![\w-])(?:[Oo]f|[Aa]mong|[Oo]ut\sof)\s(?:the\s|these\s|all\s|a\stotal\sof\s){{0,2}}(?P<denominator>{_SPACED})
    (?:\s[A-Za-z][A-Za-z-]{{1,20}}){{1,5}},\s(?:only\s|a\stotal\sof\s)?(?P<count>{_SPACED})(?:\s[a-z]{{3,15}})?
    \s[(\[]\s?(?P<percent>{NUMBER})\s?%(?=\s?[)\]])(?!\s?[)\]]\s(?:in|of|from|for|vs|versus|compared)\b)""",
    re.VERBOSE,
)
"""Of the 84 patients enrolled, 31 (36.9%) responded; not "31 (62%) in the first group", which is of that group"""
BARE_IN_CELL = re.compile(
    rf"^\s*(?P<count>{WHOLE})(?:\s?/\s?|\sof\s)(?P<denominator>{WHOLE})\s{{0,2}}"
    rf"[(\[]\s?(?P<percent>{NUMBER})\s?%?\s?[)\]]"
)
BARE_PERCENT_IN_CELL = re.compile(
    rf"^\s*(?P<percent>{NUMBER})\s?[(\[]\s?(?P<count>{WHOLE})\s?/\s?(?P<denominator>{WHOLE})\s?[)\]]"
)
_CLASS_BEFORE = re.compile(
    r"(?:[Gg]rades?|[Ss]tages?|[Tt]ypes?|[Cc]lass(?:es)?|[Pp]hases?|[Ss]cores?|ECOG|PS|BCLC|NYHA|ASA|CTC(?:AE)?|[Dd]ays?|"
    r"[Ww]eeks?|[Mm]onths?|[Vv]isits?|[Dd]egrees?|[Ll]evels?|HLA|HPV|CDK)[\s-]{0,2}$"
)
_CLASS_LIST = re.compile(
    r"(?:[Gg]rades?|[Ss]tages?|[Tt]ypes?|[Cc]lass(?:es)?|[Ss]cores?|[Ll]evels?|ECOG|PS)\s\w{1,4}\s(?:or|and|to)\s$"
)
_WORD_BETWEEN = re.compile(r"\d\s[A-Za-z]")
_PHRASE_HINT = re.compile(
    r"(?:[Oo]f|[Aa]mong)\s(?:the\s|these\s|all\s|a\stotal\sof\s){0,2}\d[\d,]{0,7}\s[A-Za-z]|/\s?\d{1,6}\s[A-Za-z]"
)
_CLOSING = re.compile(r"\s?[)\];,]")
_WHOLE_BEFORE, _MOST = 100, 1000
_NO_GROUP = 12
_NO_SHARE_OF = 5


def find_fractions(text: str, *, in_cell: bool = False) -> Iterator[Fraction]:
    """All fractions with percents in a text; in cells the percent sign may be missing.

    >>> [str(f.percent) for f in find_fractions("cured in 12/54 (22.2%) and 9 of 50 patients (18%)")]
    ['22.2', '18']
    >>> [str(f.denominator) for f in find_fractions("31 (16%) of 194 patients; 159 101 (25·4%) of 627 383")]
    ['194', '627383']
    >>> [str(f.count) for f in find_fractions("Twelve of 54 patients (22%); 59 out of 250 FVT episodes (22%)")]
    ['59', '12']
    >>> [str(f.count) for f in find_fractions("78.8 (14,215/18,040)", in_cell=True)]
    ['14215']
    >>> [str(f.percent) for f in find_fractions("Of the 84 patients enrolled, 31 (36.9%) responded")]
    ['36.9']
    >>> list(find_fractions("Of 84 patients, 31 (62%) in the first group"))
    []
    >>> list(find_fractions("grade 3/4 (12%) events; OR 1/2 (95% CI 0.3-0.8); 112 grade 1 or 2 out of 158, 70.9%"))
    []
    """
    if "%" not in text and not in_cell:
        return
    text = with_points(text)
    patterns: tuple[re.Pattern[str], ...] = (COUNT_FIRST, PERCENT_FIRST, SPLIT)
    if in_cell and (BARE_IN_CELL.match(text) or BARE_PERCENT_IN_CELL.match(text)):
        patterns = (BARE_IN_CELL, BARE_PERCENT_IN_CELL, PERCENT_FIRST)
    elif "%" in text and _PHRASE_HINT.search(text):
        patterns = (*patterns, PHRASED, WORDED, WHOLE_FIRST)
    taken: list[tuple[int, int]] = []
    for pattern in patterns:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            fraction = _fraction(text, match)
            if fraction is not None:
                taken.append(match.span())
                yield fraction


def _fraction(text: str, match: re.Match[str]) -> Fraction | None:
    count, denominator, percent = (parse_number(match[name].lower()) for name in ("count", "denominator", "percent"))
    if count is None or denominator is None or percent is None:
        return None
    if count > denominator or denominator < 2 or percent > _MOST:
        return None
    if percent > _WHOLE_BEFORE and not _CLOSING.match(text, match.end()):
        return None
    if denominator <= _NO_SHARE_OF and match.re.pattern != PERCENT_FIRST.pattern and _WORD_BETWEEN.search(match[0]):
        return None
    before = text[max(0, match.start("count") - 24) : match.start("count")]
    if _CLASS_LIST.search(before) or (denominator < _NO_GROUP and _CLASS_BEFORE.search(before)):
        return None
    return Fraction(
        start=match.start(),
        end=_closed(text, match.end()),
        count=count,
        denominator=denominator,
        percent=percent,
        percent_text=match["percent"],
        is_close=match.re.pattern not in (PHRASED.pattern, WHOLE_FIRST.pattern),
    )


def _closed(text: str, end: int) -> int:
    """The expression with its closing bracket."""
    return end + 1 if text[end : end + 1] in (")", "]") else end


# --- a count with its percent, of a group that is told elsewhere


@dataclass(frozen=True, slots=True)
class Counted:
    """A count with the percent in brackets behind it; start and end in the searched text.

    The number that it is of is told elsewhere, if at all.
    """

    count: Decimal
    percent: Decimal
    start: int
    end: int

    def fits(self, n: int | Decimal) -> bool:
        return n >= self.count and fit_percent(self.percent, self.count, Decimal(n)).fit != "off"


_NO_NOUN = r"(?!vs|versus|and|or|to|in|of|with|at|by|were|was|had|have|arms?\b|groups?\b|study)"
_COUNTED = rf"(?:\s{_NO_NOUN}[A-Za-z][A-Za-z-]{{2,20}}){{0,3}}"
COUNTED_PERCENT = re.compile(
    rf"(?<![\w.·,/=–—<>≤≥-])(?<!of\s)(?<!\d\s)(?<!of\sthe\s)(?<!of\sthese\s)(?<!of\sthose\s)(?<!of\sour\s)"
    rf"(?P<count>{WHOLE}){_COUNTED}\s?[(\[]\s?(?P<percent>{NUMBER})\s?%\s?(?=[)\],;])"
)
N_PERCENT = re.compile(rf"\(\s?[nN]\s?=\s?(?P<count>{WHOLE})\s?[,;:]\s?(?P<percent>{NUMBER})\s?%\s?(?=[)\],;])")
_LABEL_BEFORE = re.compile(
    r"(?:[Gg]rades?|[Ss]tages?|[Tt]ypes?|[Pp]hases?|[Cc]lass|[Dd]ays?|[Ww]eeks?|[Mm]onths?|[Ll]evels?|[Aa]ge[ds]?|[Ff]igures?"
    r"|[Tt]ables?|[Gg]roups?|[Aa]rms?|[Cc]ohorts?|[Cc]ategory|[Qq]uartiles?|[Ss]teps?|[Ss]ites?|[Pp]arts?|[Ss]tudy|[Tt]rials?"
    r"|[Cc]lusters?|[<>≤≥±~])\s?$"
)
_LABELS_BEFORE = re.compile(
    r"(?:[Gg]rades?|[Ss]tages?|[Tt]ypes?|[Cc]lass(?:es)?|[Ll]evels?|[Ss]cores?)\s\w{1,3}\s(?:or|and|to)\s$"
)
"""The second of two classes: "stage 3 or 4 disease"."""
_MEASURED = re.compile(r"\b(?:years?|months?|weeks?|days?|hours?|minutes?|mg|kg|mmHg|mm|cm|points?|Gy|times|fold)\b")
_NO_SHARE_OF_PEOPLE = re.compile(
    r"\b(?:weighted|adjusted|per\syear|person-?years?|Kaplan|cumulative|actuarial|estimated|imput\w+"
    r"|(?:percent(?:age)?s?|%)\s(?:of\s)?(?:correct\w*|accura\w+|change|reduction|increase|decrease|improvement|score|agreement))\b",
    re.IGNORECASE,
)


def find_counted_percents(text: str) -> Iterator[Counted]:
    """Counts with a percent of at most 100 behind them; none in a text that speaks of rates or of means of percents.

    >>> [(str(c.count), str(c.percent)) for c in find_counted_percents("In 56 patients (51.32%) and 9 men (8.3%).")]
    [('56', '51.32'), ('9', '8.3')]
    >>> list(find_counted_percents("seven in ten (69.2%) of them, more than three quarters (78%)"))
    []
    >>> list(find_counted_percents("grade 3 (12%) events, 9 of 56 (16%), and cumulative 12 (20%)"))
    []
    """
    if "%" not in text or _NO_SHARE_OF_PEOPLE.search(text):
        return
    for pattern in (COUNTED_PERCENT, N_PERCENT):
        for match in pattern.finditer(text):
            count, percent = parse_number(match["count"]), parse_number(match["percent"])
            before = text[max(0, match.start() - 14) : match.start()]
            labelled = _LABEL_BEFORE.search(before) or _LABELS_BEFORE.search(before) or _MEASURED.search(match[0])
            if count is None or percent is None or labelled or not count or not 0 <= percent <= _WHOLE_BEFORE:
                continue
            yield Counted(count, percent, match.start(), _closed(text, match.end()))


# --- of the denominator beside it

_NO_SHARE = re.compile(
    r"person[\s-]?(?:years?|yrs?|months?|days?)|patient[\s-]?years?|\bpyrs?\b|\brates?\sper\b|\bper\s1?00+\b"
    r"|^\W?[A-Za-z][a-z-]+s\s?/\s?[A-Za-z][a-z-]+s\b",
    re.IGNORECASE,
)
"""Names under which a stroke parts no count from its whole: "Referrals/person-years", "Smokers/ex-smokers"."""
_ACUITY = re.compile(r"vision|acuity|Snellen|logMAR", re.IGNORECASE)
_OWN_BASE = re.compile(r"^\s?(?:\w+\s){0,1}of\s(?!the\s(?:total|whole|patients|participants|subjects)\b)[A-Za-z(\d]")
_NEXT_SHARE = re.compile(rf"[^.;()]{{1,60}}?(?<![\d.])(?P<count>\d{{1,6}})\s?\((?P<percent>{NUMBER})\s?%\)")
_ALONE = re.compile(rf"(?<![\d.,]){WHOLE}(?![\d.,%]|\s?%)")
_HEDGED = re.compile(r"\b(?:almost|about|nearly|approximately|roughly|around|over|some)\s(?:an?\s)?$", re.IGNORECASE)
_BROKEN_DOWN = re.compile(r"^\s?(?:in|for|with|among)\s[^.;()]{2,50}?\b(?:and|,)\s\d{1,6}\s?/\s?\d")
_LIMIT = re.compile(
    r"(?:\bat least|\bat most|\bminimum of|\bmaximum of|\b(?:more|fewer|less) than|[≥≤<>])\s?$", re.IGNORECASE
)
ROUND, NEAREST = 5, 3
"""Limits are told in steps of 5 %; 15 of 22 is 68 %, and so 70 %."""
ACUITY = 20
"""Feet: 20/200 is no share."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A fraction with its percent, at its place."""

    fraction: Fraction
    passage: Passage
    paper: Paper

    @property
    def pieces(self) -> Pieces:
        return self.passage.pieces_of(self.fraction.start, self.fraction.end)

    def fits(self, count: Decimal, denominator: Decimal) -> str:
        """How the percent fits these ("exact", "convention", "off")."""
        return fit_percent(self.fraction.percent, count, denominator).fit


def _fractions(paper: Paper) -> Iterator[Case[Printed]]:
    for passage in sentences_of(paper):
        for fraction in find_fractions(passage.text):
            yield _fraction_case(Printed(fraction, passage, paper))
    for table, passages in groupby(cells_of(paper), key=lambda passage: passage.table):
        yield from _in_cells(paper, table, list(passages))


def _in_cells(paper: Paper, table: Table | None, passages: list[Passage]) -> Iterator[Case[Printed]]:
    """Cells may print percents without their sign; other numbers stand so too ("52/772 (1.72)": a rate)."""
    caption = " ".join(piece.of(paper.text) for piece in table.caption) if table else ""
    found = [
        Printed(fraction, passage, paper)
        for passage in passages
        for fraction in find_fractions(passage.text, in_cell=True)
    ]
    fitting = sum(printed.fits(printed.fraction.count, printed.fraction.denominator) != "off" for printed in found)
    for printed in found:
        cell = printed.passage.cell
        paths = (*cell.row_path, *cell.col_path) if cell else ()
        named = fitting > 0 and ("%" in caption or any("%" in name or "ercent" in name for name in paths))
        if _NO_SHARE.search(" ".join(paths)):
            yield unjudged(printed.pieces, "a rate of time, or two counts with a stroke between")
        elif "%" in printed.passage.text or named or fitting * 2 > len(found):
            yield _fraction_case(printed)
        else:
            yield unjudged(printed.pieces, "nothing says that the number beside the fraction is a percent")


def _fraction_case(printed: Printed) -> Case[Printed]:
    fraction = printed.fraction
    fit = fit_percent(fraction.percent, fraction.count, fraction.denominator)
    if fit.fit == "exact":
        return sound(printed.pieces)
    return broken(
        printed.pieces,
        f"{fraction.count}/{fraction.denominator} = {fit.expected}%, printed as {fraction.percent}%",
        "error" if fraction.is_close else "warning",
        reported=f"{fraction.percent}%",
        expected=f"{fit.expected}%",
        numbers=printed,
    )


def _fit_convention(printed: Printed) -> Fit | None:
    fraction = printed.fraction
    fit = fit_percent(fraction.percent, fraction.count, fraction.denominator)
    return Fit(f"it is {fit.convention}") if fit.fit == "convention" else None


def _fit_last_digit(printed: Printed) -> Fit | None:
    fraction = printed.fraction
    expected = fit_percent(fraction.percent, fraction.count, fraction.denominator).expected
    near = abs(expected - fraction.percent) <= unit(fraction.percent) < 1
    return Fit("one unit of the last digit away") if near else None


def _fit_another_base(printed: Printed) -> Fit | None:
    """What else the percent is of, in the words around: "59% of treated patients", "(68%, 10/14 in A and 5/8 in B)"."""
    fraction, text = printed.fraction, printed.passage.text
    behind, expression = text[fraction.end :][:90], text[fraction.start : fraction.end]
    is_last, is_closed = expression.rstrip(")] ").endswith("%"), expression.endswith((")", "]"))
    if "/" in expression and printed.fits(fraction.count, fraction.count + fraction.denominator) != "off":
        return Fit("the percent of the first of two parts, not of a denominator")
    if fraction.count == ACUITY and _ACUITY.search(text, max(0, fraction.start - 40), fraction.end + 40):
        return Fit("a visual acuity")
    if _is_round_limit(printed):
        return Fit("a limit that was set, in round percent")
    if fraction.count == 1 and _HEDGED.search(text, 0, fraction.start):
        return Fit("a share in round words")
    if not fraction.is_close and is_closed and _is_of_other_groups(printed):
        return Fit("the next share has another base too: each is of its own group")
    if is_last and not is_closed and _OWN_BASE.match(behind):
        return Fit("the percent names a base of its own")
    if not is_last and _is_of_the_sum(printed):
        return Fit("the percent is of this fraction and others of its denominator together")
    if not is_last and _BROKEN_DOWN.match(behind):
        return Fit("the fractions are the percent's parts, by group")
    if not fraction.is_close and _has_base_elsewhere(printed):
        return Fit("another sentence prints the base of the percent")
    return None


def _is_round_limit(printed: Printed) -> bool:
    """Whether "at least" and the like stand before the fraction, whose percent is the nearest step of ROUND."""
    fraction = printed.fraction
    near = are_near(percent_of(fraction.count, fraction.denominator), fraction.percent, Decimal(NEAREST))
    return near and fraction.percent % ROUND == 0 and bool(_LIMIT.search(printed.passage.text, 0, fraction.start))


def _is_of_other_groups(printed: Printed) -> bool:
    """Whether the next share of the sentence is not of this whole either ("of 282, 15 (15.8%) ... and 19 (20.4%)")."""
    following = _NEXT_SHARE.match(printed.passage.text, printed.fraction.end)
    if following is None:
        return False
    count, percent = parse_number(following["count"]), parse_number(following["percent"])
    if count is None or percent is None:
        return False
    return fit_percent(percent, count, printed.fraction.denominator).fit == "off"


def _is_of_the_sum(printed: Printed) -> bool:
    """Whether the counts of this denominator that follow, bare, make up what the percent leaves."""
    fraction = printed.fraction
    whole = f"(?:{fraction.denominator}|{fraction.denominator:,})"
    others = re.findall(rf"(?<![\d.,])({WHOLE})\s?/\s?{whole}(?![\d.,]\d)", printed.passage.text[fraction.end :])
    total = fraction.count + sum((parse_number(other) or Decimal(0) for other in others), Decimal(0))
    return bool(others) and total <= fraction.denominator and printed.fits(total, fraction.denominator) == "exact"


def _has_base_elsewhere(printed: Printed) -> bool:
    """Whether another sentence prints this count with this percent, and with a number of which it is the percent."""
    fraction = printed.fraction
    share = re.compile(rf"(?<![\d.,]){fraction.count}\s?\(\s?{re.escape(fraction.percent_text)}\s?%")
    for other in sentences_of(printed.paper):
        if other is not printed.passage and share.search(other.text):
            bases = (parse_number(number) for number in _ALONE.findall(other.text))
            if any(n and n > fraction.count and printed.fits(fraction.count, n) == "exact" for n in bases):
                return True
    return False


PERCENT_OF_FRACTION = Relation(
    "stat_percent_of_fraction",
    """A percent printed beside its fraction is that fraction.

percent = 100 x count / denominator. Sound when it rounds to the printed digits; a note when truncation, rounding up or
an earlier rounding explains it; an error otherwise. "12/54 (22.2%)", "22.2% (12 of 54)", in text and in cells; in text
also "of the 54 patients, 12 (22.2%)", where what is off is a warning, since a few may be missing; in cells also
"12/54 (22.2)" where most such cells of the table are percents. Half a unit of the last printed digit is allowed on
either side. A denominator of 0 is left alone.""",
    _fractions,
    (
        Hypothesis(name="truncated, rounded up or rounded before", prior=0.9, fits=_fit_convention, leaves="note"),
        Hypothesis(name="another base", prior=0.8, fits=_fit_another_base, leaves="none"),
        Hypothesis(name="the last digit", prior=0.3, fits=_fit_last_digit, leaves="note"),
    ),
    version=4,
)


# --- of any whole number


LEAST = 3
"""Counts below may be labels."""


def _of_any_number(paper: Paper) -> Iterator[Case[None]]:
    for passage in sentences_of(paper):
        for counted in find_counted_percents(passage.text):
            if counted.percent > 0:
                yield _possible_case(counted, passage.pieces_of(counted.start, counted.end))


def _possible_case(counted: Counted, pieces: Pieces) -> Case[None]:
    near = _nearest(counted.count, counted.percent)
    if any(counted.fits(n) or within_units(counted.percent, 2).holds(percent_of(counted.count, n)) for n in near):
        return sound(pieces)
    if counted.count < LEAST:
        return unjudged(pieces, "a small number may be a label")
    ways = " and ".join(f"{counted.count}/{n} = {percent_of(counted.count, n):.2f}%" for n in near)
    return broken(
        pieces,
        f"{counted.count} is {counted.percent}% of no whole number: {ways} are the nearest",
        reported=f"{counted.percent}%",
        expected=ways,
    )


def _nearest(count: Decimal, percent: Decimal) -> tuple[Decimal, ...]:
    """The whole denominators on both sides of count / percent, not below the count."""
    exact = Decimal(100) * count / percent
    below = max(count, exact.to_integral_value(rounding="ROUND_FLOOR"))
    above = max(count, exact.to_integral_value(rounding="ROUND_CEILING"))
    return (below,) if below == above else (below, above)


POSSIBLE_PERCENT = Relation(
    "stat_possible_percent",
    """A percent printed beside a count is one that some whole denominator gives.

"56 patients (51.32%)": count / percent leaves an interval of denominators; where it holds no whole number, and none by
truncation either, count and percent cannot belong together whatever the group was. The idea is that of GRIM (Brown and
Heathers, Social Psychological and Personality Science 2017;8:363-369) with the denominator unknown. Nothing is said
where a denominator stands beside it (stat_percent_of_fraction judges that) or where the percent is a rate, or the mean
of a percentage that each of the counted has ("percentage of correct answers, n = 53 (76.42%)").""",
    _of_any_number,
    version=2,
)


# --- of the group that the percents around it are of

SUPPORT = 2
"""Other counts of the sentence and the one before it that must be percents of the group."""
SMALLEST = 10
"""People of the smallest group."""
_WHOLE = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d.])|(?<![\d.,])\d{1,6}(?![\d.]\d|\d)")
_NOT_OF_PEOPLE = re.compile(r"\b(?:lesions?|episodes|events?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OfGroup:
    """A count with its percent, and the paper that may print another number which it is of."""

    counted: Counted
    paper: Paper


def _of_groups(paper: Paper) -> Iterator[Case[OfGroup]]:
    sizes = group_sizes(paper)
    before: tuple[Counted, ...] = ()
    for passage in own_sentences(paper, "abstract", "methods", "results") if sizes else ():
        counted = () if _NOT_OF_PEOPLE.search(passage.text) else tuple(find_counted_percents(passage.text))
        base = _base((*before, *counted), sizes)
        for share in counted:
            yield _group_case(OfGroup(share, paper), passage.pieces_of(share.start, share.end), base)
        before = counted


def _group_case(of_group: OfGroup, pieces: Pieces, base: int | None) -> Case[OfGroup]:
    counted = of_group.counted
    if base is None or counted.count < LEAST:
        return unjudged(pieces, "no group that the percents around it are of")
    if counted.fits(base):
        return sound(pieces)
    expected = fit_percent(counted.percent, counted.count, Decimal(base)).expected
    return broken(
        pieces,
        f"{counted.count} of {base}, of whom the percents around it are, is {expected}%, "
        f"printed as {counted.percent}%; no other number that the paper prints gives it",
        numbers=of_group,
        reported=f"{counted.percent}%",
        expected=f"{expected}%",
    )


def group_sizes(paper: Paper) -> frozenset[int]:
    """The numbers of patients that the paper prints for its own groups."""
    sizes = {arm.n for arm in paper.arms if arm.n}
    sizes |= {int(r.value) for r in paper.results if r.measure == "sample_size" and r.source == "own" and r.value}
    return frozenset(size for size in sizes if size and size >= SMALLEST)


def _base(counted: tuple[Counted, ...], sizes: frozenset[int]) -> int | None:
    """The one group size that enough of the counts fit, and more of them than any other."""
    telling = [share for share in counted if 0 < share.percent < 100]
    support = sorted(((sum(share.fits(n) for share in telling), n) for n in sizes), reverse=True)
    if not support or support[0][0] < SUPPORT or (len(support) > 1 and support[1][0] == support[0][0]):
        return None
    return support[0][1] if support[0][0] * 2 > len(telling) else None


def _fit_another_group(of_group: OfGroup) -> Fit | None:
    printed = {int(number.replace(",", "")) for number in _WHOLE.findall(of_group.paper.text)}
    return Fit("may be of another group") if any(of_group.counted.fits(n) for n in printed) else None


PERCENT_OF_GROUP = Relation(
    "stat_percent_of_group",
    """A percent in the text is of the group that the percents around it are of.

"9 (14.5%) patients drank, and 10 (17.7%) had a family history": 14.5 % and the percents of the sentence before are of
62, the size of the cohort; 10/62 is 16.1 %. The base is a group size that the paper prints and that at least two
other counts of the sentence and the one before it fit. A percent that does not fit is an error where no whole number
that the paper prints anywhere gives it either; otherwise it may be of another group and is left alone. Rounding as in
stat_percent_of_fraction.""",
    _of_groups,
    (Hypothesis(name="another group", prior=0.9, fits=_fit_another_group, leaves="none"),),
    version=2,
)
