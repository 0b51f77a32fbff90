"""I², its p, the number of studies and the words for them agree.

Q = df / (1 - I²) (Higgins and Thompson 2002), p is its chi-squared tail with df = k - 1. Where k is not printed, any
of 2 to 100 studies will do: I² above 0 needs p below about 1/2, and I² of 0 a p of at least 0.3. All numbers are
taken as the intervals that their digits allow. A p counts only where it stands beside the I² and no effect stands
with it. Words: "no heterogeneity" beside an I² of 75 % and more is told (from 50 % as a note), and "substantial
heterogeneity" beside one of at most 25 % (40 %: a note); bounds of the Cochrane Handbook, 10.10.2. Definitions of
methods, a p above 0.05 behind "no significant", and what was so before a study was left out are left alone.
"""

import re
from collections.abc import Iterator

from extract.audit.arithmetic.heterogeneity import SLACK, meet, p_allowed, p_of_i2, rounded_from
from extract.audit.parts import sentences_outside
from extract.audit.passages import Passage, evidence, place
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped
from extract.text.numbers import parse_number_words

NAME = "review_heterogeneity"
VERSION = 2

MOST_STUDIES = 100
"""Studies of the largest meta-analysis that is tried where their number is not printed."""
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

CONSIDERABLE, SUBSTANTIAL = 75.0, 50.0
"""I² from which "no heterogeneity" is told, and noted (Cochrane Handbook 10.10.2: considerable, substantial)."""
LITTLE, UNIMPORTANT = 25.0, 40.0
"""I² up to which "substantial heterogeneity" is told, and noted (the same: might not be important)."""
SIGNIFICANT = 0.05
FAR = 90
"""Signs between the words and the I² that they are said of."""

_BETWEEN = r"(?:(?:any|statistical(?:ly)?|between|inter|among|study|studies|the)[\s-]){0,3}"
_LARGE = r"(?:high|substantial|considerable|significant|large|marked|severe|great|strong|obvious|important)"
_NONE = re.compile(
    rf"\b(?:no|without|absence\sof|lack\sof|negligible)\s(?:(?:evidence|signs?|indication)\s(?:of|for)\s)?{_BETWEEN}"
    rf"(?P<large>{_LARGE}\s)?{_BETWEEN}heterogeneity\b(?!\s(?:was|were)\s(?:reduced|explained))",
    re.IGNORECASE,
)
_MUCH = re.compile(
    rf"(?<!no\s)(?<!not\s)(?<!without\s)(?<!\bof\s)(?<!for\s)(?<!non-)(?<!any\s)(?<!nor\s)(?<!low\s)(?<!mild\s)(?<!little\s)(?<!less\s)(?<!moderate\s)\b(?:{_LARGE}\s{_BETWEEN}"
    rf"heterogeneity\b|heterogeneity\s(?:[a-z]+\s){{0,3}}?(?:was|is)\s(?:(?:very|statistically|also|still)\s)?"
    rf"{_LARGE}\b)",
    re.IGNORECASE,
)
_NEITHER = re.compile(
    r"\b(?:consider(?:ed|ing)?|defin\w+|regard\w+|threshold|interpret\w+|represent\w*|values?\sof|if|would|no\slonger|"
    r"disappear\w*|resolv\w+|eliminat\w+|reduc\w+|decreas\w+|exclu\w+|remov\w+|omit\w*|not|nor|although|but|however|"
    r"despite)\b",
    re.IGNORECASE,
)
"""What makes the words a definition, or says them of another I²."""


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    for passage in sentences_outside(paper, "references"):
        if "I" not in passage.text:
            continue
        found = list(_I2.finditer(passage.text))
        for match in found:
            p = _p_beside(passage.text, match, only=len(found) == 1)
            if len(found) == 1 and (worded := _wording(paper, passage, match, p)) is not None:
                yield worded
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
    low, high = rounded_from(i2["i2"])
    if high > 100 + SLACK:
        return Skipped(place(pieces), "no percent")
    printed = p_allowed(p["relation"], p["p"])
    sizes = (k - 1,) if k else tuple(range(1, MOST_STUDIES))
    ranges = [p_of_i2(df, low / 100, high / 100) for df in sizes]
    if any(meet(each, printed) for each in ranges):
        return Passed(place(pieces))
    lowest, highest = min(one for one, _ in ranges), max(other for _, other in ranges)
    reported = f"{k} studies" if k else "any number of studies"
    between = f"{lowest:.2g}" if highest - lowest < SLACK else f"{lowest:.2g} to {highest:.2g}"
    return Finding(
        check=NAME,
        severity="error" if k is None else "warning",
        message=f"I² = {i2['i2']} % of {reported} gives p = {between} for Q, not p {p['relation']} {p['p']}",
        reported=f"p {p['relation']} {p['p']}",
        expected=f"p = {between}",
        evidence=(evidence(paper, "result", pieces),),
    )


def _wording(paper: Paper, passage: Passage, i2: re.Match[str], p: re.Match[str] | None) -> Finding | None:
    """What the sentence says of its only I² in words, where the number is far from it."""
    text = passage.text
    low, high = rounded_from(i2["i2"])
    found = [each for pattern in (_NONE, _MUCH) for each in pattern.finditer(text)]
    if len(found) != 1 or _NEITHER.search(text) or high > 100 + SLACK:
        return None
    words = found[0]
    if max(words.start(), i2.start()) - min(words.end(), i2.end()) > FAR:
        return None
    smallest, largest = p_allowed(p["relation"], p["p"]) if p else (0.0, 1.0)
    if words.re is _NONE:
        sound = smallest >= SIGNIFICANT or low < SUBSTANTIAL or (bool(words["large"]) and low < CONSIDERABLE)
        loud = low >= CONSIDERABLE
    else:
        sound = high > UNIMPORTANT or largest <= 2 * SIGNIFICANT
        loud = high <= LITTLE
    if sound:
        return None
    pieces = passage.pieces_of(min(words.start(), i2.start()), max(words.end(), i2.end()))
    return Finding(
        check=NAME,
        severity="warning" if loud else "note",
        message=f"\u201c{' '.join(words[0].split())}\u201d is said of I² = {i2['i2']} %",
        reported=" ".join(words[0].split()),
        expected=f"words for I² = {i2['i2']} %",
        evidence=(evidence(paper, "result", pieces),),
    )
