"""I², its p and the number of studies agree.

Q = df / (1 - I²) (Higgins and Thompson 2002), p is its chi-squared tail with df = k - 1. Where k is not printed, any
of 2 to 100 studies will do: I² above 0 needs p below about 1/2, and I² of 0 a p of at least 0.3. All numbers are
taken as the intervals that their digits allow. A p counts only where it stands beside the I² and no effect stands
with it.
"""

import re
from collections.abc import Iterator

from extract.audit.arithmetic.distributions import chi_squared_tail
from extract.audit.parts import sentences_outside
from extract.audit.passages import Passage, evidence, place
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped
from extract.text.numbers import parse_number_words

NAME = "review_heterogeneity"
VERSION = 1

MOST_STUDIES = 100
"""Studies of the largest meta-analysis that is tried where their number is not printed."""
SLACK = 0.0005
"""Added to the interval of a p of three digits and more, as programs round I² and Q apart."""
NEAR = 45
"""Signs between an I² and the p that belongs to it."""

_I2 = re.compile(r"I\s?\^?\s?(?:2|²)(?:\s?\(?%\)?)?\s{0,3}(?:=|:|was|of|is)\s{0,3}(?P<i2>\d{1,3}(?:[.·]\d+)?)\s?%?")
_P = re.compile(
    r"\b[Pp]\s?(?:[- ]?(?:value|het(?:erogeneity)?|h|Q))?(?:\s?for\s(?:heterogeneity|"
    r"Q))?\s{0,3}(?P<relation>[=<>≤≥])\s{0,3}"
    r"(?P<p>[01]?[.·]\d+|0|1)"
)
_EFFECT = re.compile(r"\b(?:RR|OR|HR|SMD|W?MD|RD|CI|Z)\b")
_K = re.compile(
    r"\b(?P<k>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen)\s"
    r"(?:[a-z-]+\s){0,2}(?:studies|trials|RCTs|cohorts|comparisons)\b",
    re.IGNORECASE,
)


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for passage in sentences_outside(paper, "references"):
        if "I" not in passage.text:
            continue
        found = list(_I2.finditer(passage.text))
        for match in found:
            p = _p_beside(passage.text, match, only=len(found) == 1)
            if p is None:
                yield Skipped(place(passage.pieces_of(*match.span())), "no p beside it")
            else:
                yield _judge(paper, passage, match, p, _k(passage.text) if len(found) == 1 else None)


def _p_beside(text: str, i2: re.Match[str], *, only: bool) -> re.Match[str] | None:
    """The p that follows an I² at once, else the one before it; none with an effect between them."""
    after = _P.search(text, i2.end(), i2.end() + NEAR)
    if after and not re.search(r"[.)]\s|\bI\s?[2²]", text[i2.end() : after.start()]):
        return after
    start = max(0, i2.start() - NEAR)
    before = list(_P.finditer(text, start, i2.start()))
    if not before:
        return None
    opened = max(
        text.rfind("(", 0, before[-1].start()), text.rfind(";", 0, before[-1].start()), before[-1].start() - NEAR, 0
    )
    clear = not _EFFECT.search(text[opened : i2.start()]) and not re.search(
        r"[.)]\s", text[before[-1].end() : i2.start()]
    )
    return before[-1] if clear and only else None


def _k(text: str) -> int | None:
    """The number of studies, where the sentence prints one."""
    found = {match["k"].lower() for match in _K.finditer(text)}
    if len(found) != 1:
        return None
    word = found.pop()
    number = int(word) if word.isdigit() else parse_number_words(word)
    return int(number) if number is not None and number > 1 else None


def _judge(paper: Paper, passage: Passage, i2: re.Match[str], p: re.Match[str], k: int | None) -> Answer:
    pieces = passage.pieces_of(min(i2.start(), p.start()), max(i2.end(), p.end()))
    low, high = _interval(i2["i2"])
    if high > 100 + SLACK:
        return Skipped(place(pieces), "no percent")
    printed = _p_interval(p["relation"], p["p"])
    sizes = (k - 1,) if k else tuple(range(1, MOST_STUDIES))
    ranges = [_p_range(df, low / 100, high / 100) for df in sizes]
    if any(one <= printed[1] and printed[0] <= other for one, other in ranges):
        return Passed(place(pieces))
    lowest, highest = min(one for one, _ in ranges), max(other for _, other in ranges)
    told = f"{k} studies" if k else "any number of studies"
    between = f"{lowest:.2g}" if highest - lowest < SLACK else f"{lowest:.2g} to {highest:.2g}"
    return Finding(
        check=NAME,
        severity="error" if k is None else "warning",
        message=f"I² = {i2['i2']} % of {told} gives p = {between} for Q, not p {p['relation']} {p['p']}",
        reported=f"p {p['relation']} {p['p']}",
        expected=f"p = {between}",
        evidence=(evidence(paper, "result", pieces),),
    )


def _interval(printed: str) -> tuple[float, float]:
    """The values that were rounded to a printed one."""
    plain = printed.replace("·", ".")
    half = 0.5 * 10.0 ** -(len(plain.partition(".")[2]))
    return max(0.0, float(plain) - half), float(plain) + half


def _p_interval(relation: str, printed: str) -> tuple[float, float]:
    low, high = _interval(printed)
    if relation in "<≤":
        return 0.0, high
    if relation in ">≥":
        return low, 1.0
    return low - SLACK, high + SLACK


def _p_range(df: int, low: float, high: float) -> tuple[float, float]:
    """The p that I² between two values allows; an I² that may be 0 allows every Q up to df."""
    least = chi_squared_tail(df / (1 - min(high, 0.99999)), df)
    most = 1.0 if low <= 0 else chi_squared_tail(df / (1 - low), df)
    return least, most
