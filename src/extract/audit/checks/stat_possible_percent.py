"""A percent printed beside a count is one that some whole denominator gives.

"56 patients (51.32%)": count / percent leaves an interval of denominators; where it holds no whole number, and none by
truncation either, count and percent cannot belong together whatever the group was. The idea is that of GRIM (Brown and
Heathers, Social Psychological and Personality Science 2017;8:363-369) with the denominator unknown. Nothing is said
where a denominator stands beside it (stat_percent_of_fraction judges that) or where the percent is a rate, or the mean
of a percentage that each of the counted has ("percentage of correct answers, n = 53 (76.42%)").
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from extract.audit.arithmetic.proportions import fit_percent, percent_of
from extract.audit.arithmetic.rounding import within_units
from extract.audit.expressions.shapes import NUMBER, WHOLE, decimal
from extract.audit.passages import Passage, evidence, place, sentences_of
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped

NAME = "stat_possible_percent"
VERSION = 1
LEAST = 3

_NO_NOUN = r"(?!vs|versus|and|or|to|in|of|with|at|by|were|was|had|have|arms?\b|groups?\b|study)"
_NOUN = rf"(?:\s{_NO_NOUN}[A-Za-z][A-Za-z-]{{2,20}}){{0,3}}"
COUNT_PERCENT = re.compile(
    rf"(?<![\d.·,/=–—-])(?<!of\s)(?<!\d\s)(?<!of\sthe\s)(?<!of\sthese\s)(?<!of\sthose\s)(?<!of\sour\s)(?P<count>{WHOLE}){_NOUN}\s?[(\[]\s?(?P<percent>{NUMBER})\s?%\s?(?=[)\],;])"
)
N_PERCENT = re.compile(rf"\(\s?[nN]\s?=\s?(?P<count>{WHOLE})\s?[,;:]\s?(?P<percent>{NUMBER})\s?%\s?(?=[)\],;])")
_CLASS_BEFORE = re.compile(
    r"(?:[Gg]rades?|[Ss]tages?|[Tt]ypes?|[Pp]hases?|[Dd]ays?|[Ww]eeks?|[Mm]onths?|[Ll]evels?|[Aa]ge[ds]?|[Ff]igures?|[Tt]ables?"
    r"|[Gg]roups?|[Aa]rms?|[Cc]ohorts?|[Cc]ategory|[Qq]uartiles?|[Ss]teps?|[Ss]ites?|[Pp]arts?|[Ss]tudy|[Tt]rials?|[Cc]lusters?"
    r"|[<>≤≥±~])\s?$"
)
_CLASSES_BEFORE = re.compile(
    r"(?:[Gg]rades?|[Ss]tages?|[Tt]ypes?|[Cc]lass(?:es)?|[Ll]evels?|[Ss]cores?)\s\w{1,3}\s(?:or|and|to)\s$"
)
"""The second of two classes: "stage 3 or 4 disease"."""
_RATE = re.compile(
    r"\b(?:weighted|adjusted|per\syear|person-years?|Kaplan|cumulative|actuarial|estimated|imput\w+"
    r"|(?:percent(?:age)?s?|%)\s(?:of\s)?(?:correct\w*|accura\w+|change|reduction|increase|decrease|improvement|score|agreement))\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"\b(?:years?|months?|weeks?|days?|hours?|minutes?|mg|kg|mmHg|mm|cm|points?|Gy|times|fold)\b")


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for passage in sentences_of(paper):
        if "%" not in passage.text or _RATE.search(passage.text):
            continue
        for pattern in (COUNT_PERCENT, N_PERCENT):
            for match in pattern.finditer(passage.text):
                answer = _judge(paper, passage, match)
                if answer is not None:
                    yield answer


def _judge(paper: Paper, passage: Passage, match: re.Match[str]) -> Answer | None:
    count, percent = decimal(match["count"]), decimal(match["percent"])
    before = passage.text[max(0, match.start() - 14) : match.start()]
    if count is None or percent is None or not 0 < percent <= 100 or count == 0:
        return None
    if _CLASS_BEFORE.search(before) or _CLASSES_BEFORE.search(before) or _MEASURED.search(match[0]):
        return None
    pieces = passage.pieces_of(match.start(), min(match.end() + 1, len(passage.text)))
    near = _nearest(count, percent)
    if any(_allows(percent, count, n) for n in near):
        return Passed(place(pieces))
    if count < LEAST:
        return Skipped(place(pieces), "a small number may be a label")
    ways = " and ".join(f"{count}/{n} = {percent_of(count, n):.2f}%" for n in near)
    return Finding(
        check=NAME,
        severity="error",
        message=f"{count} is {percent}% of no whole number: {ways} are the nearest",
        reported=f"{percent}%",
        expected=ways,
        evidence=(evidence(paper, "result", pieces),),
    )


def _allows(percent: Decimal, count: Decimal, n: Decimal) -> bool:
    return within_units(percent, 2).holds(percent_of(count, n)) or fit_percent(percent, count, n).fit != "off"


def _nearest(count: Decimal, percent: Decimal) -> tuple[Decimal, ...]:
    """The whole denominators on both sides of count / percent, not below the count."""
    exact = Decimal(100) * count / percent
    below = max(count, exact.to_integral_value(rounding="ROUND_FLOOR"))
    above = max(count, exact.to_integral_value(rounding="ROUND_CEILING"))
    return (below,) if below == above else (below, above)
