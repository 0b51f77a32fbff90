"""Heterogeneity of pooled studies: I², Q, its degrees of freedom, its p, the number of studies and the words agree."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from extract.audit.arithmetic.distributions import chi_squared_tail
from extract.audit.passages import Passage, sentences_outside
from extract.audit.relations.engine import Case, Relation, broken, sound, unjudged
from extract.model import REVIEWS, Paper, Pieces, Severity, Table
from extract.text import lazy_re as re
from extract.text.numbers import parse_number_words

SLACK = 0.0005
"""Added to the interval of a p of three digits and more, as programs round I² and Q apart."""
ALMOST_ALL = 0.99999


def rounded_from(printed: str) -> tuple[float, float]:
    """The values that were rounded to a printed one."""
    plain = printed.replace("·", ".")
    half = 0.5 * 10.0 ** -(len(plain.partition(".")[2]))
    return max(0.0, float(plain) - half), float(plain) + half


def p_allowed(relation: str, printed: str) -> tuple[float, float]:
    """The values of a p printed with its sign (=, <, >, ≤, ≥)."""
    low, high = rounded_from(printed)
    if relation in "<≤":
        return 0.0, high
    if relation in ">≥":
        return low, 1.0
    return low - SLACK, high + SLACK


def p_of_i2(df: int, low: float, high: float) -> tuple[float, float]:
    """The p that I² between two shares allows; an I² that may be 0 allows every Q up to df."""
    least = chi_squared_tail(df / (1 - min(high, ALMOST_ALL)), df)
    most = 1.0 if low <= 0 else chi_squared_tail(df / (1 - low), df)
    return least, most


def p_of_q(df: int, low: float, high: float) -> tuple[float, float]:
    """The p of a Q between two values."""
    return chi_squared_tail(high, df), chi_squared_tail(low, df) if low > 0 else 1.0


def i2_of_q(df: int, low: float, high: float) -> tuple[float, float]:
    """I² in percent of a Q between two values."""
    least, most = (100 * max(0.0, 1 - df / q) if q > 0 else 0.0 for q in (low, high))
    return least, most


def meet(first: tuple[float, float], second: tuple[float, float]) -> bool:
    """Whether two intervals have a value in common."""
    return first[0] <= second[1] and second[0] <= first[1] and not any(map(math.isnan, (*first, *second)))


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
NOTHING = 1.0
"""I² in percent up to which a Q far above its degrees of freedom contradicts it."""
LEAST_ROWS = 3
"""Rows that print both from which df and the number of studies are held against each other."""
MOST_WRONG = 0.5
"""Share of the rows that may disagree before the reading of the table is at fault."""
FACTOR = 2.0
"""Times by which a table's p must lie outside what I² allows: I² may be that of a likelihood."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed, with its sign and its place."""

    text: str
    relation: str
    pieces: Pieces

    @property
    def around(self) -> tuple[float, float]:
        """What rounds to it."""
        return rounded_from(self.text)


What = Literal["i2", "q", "df", "k", "p"]
Spread = Mapping[What, Number]
"""What a sentence, or a row of a table, prints of the spread between studies."""


def _cases(paper: Paper) -> Iterator[Case[None]]:
    for passage in sentences_outside(paper, "references"):
        if "I" in passage.text:
            yield from _of_sentence(passage)
    for table in paper.tables if paper.kind in (*REVIEWS, None) else ():
        columns = _columns(table)
        if sum(what != "k" for what in columns) > 1:
            yield from _of_table(paper, table, columns)


# --- which of the numbers exclude each other


def conflict(spread: Spread, *, studies: int | None, factor: float = 1.0) -> tuple[str, str, str] | None:
    """What of a spread does not agree, what is printed and what is expected; None where all agree.

    `studies` None: any number of them. `factor`: times by which p may lie outside what I² allows.
    """
    sizes = (studies - 1,) if studies else tuple(range(1, MOST_STUDIES))
    q, i2, p = spread.get("q"), spread.get("i2"), spread.get("p")
    if q is not None:
        return _of_q(q, i2, p, sizes[0]) if studies and q.relation == "=" else None
    if i2 is None or p is None:
        return None
    low, high = i2.around
    ranges = [p_of_i2(df, low / 100, high / 100) for df in sizes]
    lowest, highest = min(low for low, _ in ranges), max(high for _, high in ranges)
    if meet((lowest / factor, highest * factor), p_allowed(p.relation, p.text)):
        return None
    reported = f"{studies} studies" if studies else "any number of studies"
    between = f"{lowest:.2g}" if highest - lowest < SLACK else f"{lowest:.2g} to {highest:.2g}"
    printed = f"p {p.relation} {p.text}"
    return f"I² = {i2.text} % of {reported} gives p = {between} for Q, not {printed}", printed, f"p = {between}"


def _of_q(q: Number, i2: Number | None, p: Number | None, df: int) -> tuple[str, str, str] | None:
    given = f"Q = {q.text} with {df} degrees of freedom has"
    if p is not None and not meet(p_of_q(df, *q.around), p_allowed(p.relation, p.text)):
        lowest = f"p = {p_of_q(df, *q.around)[0]:.2g}"
        return f"{given} {lowest}, not {p.text}", f"p {p.relation} {p.text}", lowest
    low, high = i2_of_q(df, *q.around)
    if i2 is None or not (
        (high == 0 and i2.around[0] >= SUBSTANTIAL) or (low >= SUBSTANTIAL and i2.around[1] <= NOTHING)
    ):
        return None
    return f"{given} I² = {high:.0f} %, not {i2.text} %", f"{i2.text} %", f"{high:.0f} %"


# --- in sentences


def _of_sentence(passage: Passage) -> Iterator[Case[None]]:
    found = list(_I2.finditer(passage.text))
    for match in found:
        p = _p_beside(passage.text, match, only=len(found) == 1)
        if len(found) == 1 and (worded := _wording(passage, match, p)) is not None:
            yield worded
        if p is None:
            yield unjudged(passage.pieces_of(*match.span()), "no p beside it")
        else:
            yield _beside(passage, match, p, _k(passage.text) if len(found) == 1 else None)


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


def _beside(passage: Passage, i2: re.Match[str], p: re.Match[str], k: int | None) -> Case[None]:
    pieces = passage.pieces_of(min(i2.start(), p.start()), max(i2.end(), p.end()))
    spread: Spread = {"i2": Number(i2["i2"], "=", pieces), "p": Number(p["p"], p["relation"], pieces)}
    if spread["i2"].around[1] > 100 + SLACK:
        return unjudged(pieces, "no percent")
    found = conflict(spread, studies=k)
    return sound(pieces) if found is None else _conflicting(pieces, found, "warning" if k else "error")


def _conflicting(pieces: Pieces, found: tuple[str, str, str], severity: Severity, more: str = "") -> Case[None]:
    message, reported, expected = found
    return broken(pieces, message + more, severity, reported=reported, expected=expected)


def _wording(passage: Passage, i2: re.Match[str], p: re.Match[str] | None) -> Case[None] | None:
    """What the sentence says of its only I² in words, where the number is far from it."""
    text = passage.text
    low, high = rounded_from(i2["i2"])
    found = [match for pattern in (_NONE, _MUCH) for match in pattern.finditer(text)]
    if len(found) != 1 or _NEITHER.search(text) or high > 100 + SLACK:
        return None
    words = found[0]
    if max(words.start(), i2.start()) - min(words.end(), i2.end()) > FAR:
        return None
    smallest, largest = p_allowed(p["relation"], p["p"]) if p else (0.0, 1.0)
    if words.re.pattern == _NONE.pattern:
        sound = smallest >= SIGNIFICANT or low < SUBSTANTIAL or (bool(words["large"]) and low < CONSIDERABLE)
        loud = low >= CONSIDERABLE
    else:
        sound = high > UNIMPORTANT or largest <= 2 * SIGNIFICANT
        loud = high <= LITTLE
    if sound:
        return None
    pieces = passage.pieces_of(min(words.start(), i2.start()), max(words.end(), i2.end()))
    return broken(
        pieces,
        f"\u201c{' '.join(words[0].split())}\u201d is said of I² = {i2['i2']} %",
        "warning" if loud else "note",
        reported=" ".join(words[0].split()),
        expected=f"words for I² = {i2['i2']} %",
    )


# --- in rows of tables


HEADS: tuple[tuple[What, re.Pattern[str]], ...] = (
    ("i2", re.compile(r"^I\s?\^?\s?(?:2|²)(?:\s?\(?%\)?)?(?=\W|$)|^I-squared", re.IGNORECASE)),
    (
        "p",
        re.compile(
            r"^p[- ]?(?:values?\s?)?(?:(?:for|of)\s)?(?:het\w*|h|Q|Q-test)\b|^p\s?\(?het\w*|^Q-?test\s?p\b", re.I
        ),
    ),
    ("q", re.compile(r"^(?:Cochran(?:['’]?s)?\s)?Q(?:[- ]?(?:value|statistic|total|t))?$|^Q\s?\(df\)$", re.IGNORECASE)),
    ("df", re.compile(r"^d\.?\s?f\.?(?:\s?\(Q\))?$", re.IGNORECASE)),
    (
        "k",
        re.compile(
            r"^(?:no\.?|n|number|#|№)\s?(?:of\s)?(?:included\s)?(?:stud(?:y|ies)|trials|cohorts|datasets|comparisons)\b"
            r"|^k$|^(?:studies|trials)(?:\s?\(?[nNk]\)?)?$",
            re.I,
        ),
    ),
)
_OF_HETEROGENEITY = re.compile(r"heterogene|Q[- ]test|^Q\b", re.IGNORECASE)
_PLAIN_P = re.compile(r"^p(?:[- ]?values?)?$", re.IGNORECASE)
_NUMBER = re.compile(
    r"^\W{0,2}(?P<relation>[<>=≤≥]?)\s?(?P<number>\d*[.·]?\d+)\s?%?(?:\s?\((?P<df>\d{1,3})\))?[*†‡a-d]?\W?$"
)


def _columns(table: Table) -> dict[What, int]:
    """The columns by what their heads say that they print; none of which there are two."""
    found: dict[What, list[int]] = defaultdict(list)
    for col, path in sorted({cell.col: cell.col_path for cell in table.cells if cell.role == "body"}.items()):
        leaf = " ".join(path[-1].split()) if path else ""
        what = next((name for name, pattern in HEADS if pattern.search(leaf)), None)
        if what is None and _PLAIN_P.match(leaf) and any(_OF_HETEROGENEITY.search(part) for part in path[:-1]):
            what = "p"
        if what is not None:
            found[what].append(col)
    return {what: cols[0] for what, cols in found.items() if len(cols) == 1}


def _of_table(paper: Paper, table: Table, columns: Mapping[What, int]) -> Iterator[Case[None]]:
    rows = _rows(paper, table, columns)
    fits_k = _fits_k(rows)
    judged = [(row, _of_row(row, fits_k=fits_k)) for row in rows]
    wrong = sum(found is not None for _, found in judged)
    many = wrong > 1 and wrong > MOST_WRONG * len(judged)
    for row, found in judged:
        pieces = tuple(sorted({piece for number in row.values() for piece in number.pieces}))
        if found is not None:
            more = "; most rows of this table disagree, so it may be misread" if many else ""
            yield _conflicting(pieces, found, "note" if many else "warning", more)
        elif len(row) > 1:
            yield sound(pieces[:1])
        else:
            yield unjudged(pieces[:1], "one number of heterogeneity alone")


def _rows(paper: Paper, table: Table, columns: Mapping[What, int]) -> list[Spread]:
    """The numbers of each row, by what they are; "12.3 (8)" under Q is Q and its degrees of freedom."""
    of_col = {col: what for what, col in columns.items()}
    rows: dict[int, dict[What, Number]] = defaultdict(dict)
    for cell in table.cells:
        what = of_col.get(cell.col)
        match = _NUMBER.match(cell.span.of(paper.text)) if what is not None and cell.role in ("body", "stub") else None
        if what is None or match is None or (match["df"] and what != "q"):
            continue
        rows[cell.row][what] = Number(match["number"], match["relation"] or "=", (cell.span,))
        if match["df"]:
            rows[cell.row].setdefault("df", Number(match["df"], "=", (cell.span,)))
    return [rows[row] for row in sorted(rows)]


def _of_row(row: Spread, *, fits_k: bool) -> tuple[str, str, str] | None:
    """The first relation between the numbers of a row that does not hold."""
    df, k = row.get("df"), row.get("k")
    if fits_k and df is not None and k is not None and not _is_one_less(df, k):
        stated = f"{df.text} degrees of freedom"
        return f"{stated} of {k.text} studies", stated, f"{float(k.text) - 1:g}"
    studies = float(df.text) + 1 if df is not None else float(k.text) if k is not None else 0
    whole = int(studies) if studies > 1 and studies == int(studies) else None
    return conflict(row, studies=whole, factor=FACTOR)


def _fits_k(rows: Sequence[Spread]) -> bool:
    """Whether df is one less than the number of studies in most of the rows that print both."""
    both = [row for row in rows if {"df", "k"} <= row.keys()]
    return len(both) >= LEAST_ROWS and sum(_is_one_less(row["df"], row["k"]) for row in both) > len(both) * MOST_WRONG


def _is_one_less(df: Number, k: Number) -> bool:
    return float(df.text) == float(k.text) - 1


HETEROGENEITY = Relation(
    "review_heterogeneity",
    """I², Q, its degrees of freedom, its p, the number of studies and the words for them agree.

Q = df / (1 - I²) (Higgins and Thompson 2002), p is its chi-squared tail with df = k - 1. Where k is not printed, any
of 2 to 100 studies will do: I² above 0 needs p below about 1/2, and I² of 0 a p of at least 0.3. All numbers are
taken as the intervals that their digits allow. In sentences a p counts only where it stands beside the I² and no effect
stands with it; in tables only where its head says that it is that of heterogeneity. Q of at most df has no I² of
50 % and more, nor the other way round (programs that fit the variance between studies by likelihood print another I²
than Q gives, so smaller differences say nothing); where df is one less than the number of studies in most rows, it is
in all. A table in which most rows disagree was misread, or prints another Q: a note. Words: "no heterogeneity" beside
an I² of 75 % and more is told (from 50 % as a note), and "substantial heterogeneity" beside one of at most 25 % (40 %:
a note); bounds of the Cochrane Handbook, 10.10.2. Definitions of methods, a p above 0.05 behind "no significant", and
what was so before a study was left out are left alone.""",
    _cases,
    version=3,
)
