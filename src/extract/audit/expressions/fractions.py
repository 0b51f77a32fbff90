"""Counts with percents, with and without their denominators: "12/54 (22.2%)", "22.2% (12 of 54)", "12 men (22.2%)"."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.audit.expressions.shapes import NUMBER, WHOLE
from extract.text import lazy_re as re
from extract.text.numbers import NUMBER_WORD, parse_number, with_points


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
_WHOLE, _MOST = 100, 1000
_NO_GROUP = 12
_NO_SHARE = 5


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
    if percent > _WHOLE and not _CLOSING.match(text, match.end()):
        return None
    if denominator <= _NO_SHARE and match.re.pattern != PERCENT_FIRST.pattern and _WORD_BETWEEN.search(match[0]):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedPercent:
    """A count with the percent in brackets behind it; start and end in the searched text."""

    start: int
    end: int
    count: Decimal
    percent: Decimal


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


def find_counted_percents(text: str) -> Iterator[CountedPercent]:
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
            if count is None or percent is None or labelled or not count or not 0 <= percent <= _WHOLE:
                continue
            yield CountedPercent(start=match.start(), end=_closed(text, match.end()), count=count, percent=percent)
