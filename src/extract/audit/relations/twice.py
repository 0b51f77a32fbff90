"""What the abstract says and what the body says: each number of the abstract stands in the body too.

A number that does not is held against the numbers of the body that may be the same one: printed like it, of the same
unit, amid the same words and numbers, one slip away, and absent from the abstract. How much each of these speaks for
one number told in two places was learned from articles in whose abstracts slips were planted, against what their
abstracts print unharmed (`benchmarks/train_twice.py`).
"""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from extract.audit.arithmetic.rounding import cut, decimals, rounded
from extract.audit.arithmetic.slips import meant_by, slip_between
from extract.audit.passages import Passage, cells_of, own_sentences, per_paper, sentences_in, sentences_outside
from extract.audit.relations.engine import Case, Fit, Hypothesis, Relation, broken, sound, unjudged
from extract.audit.relations.wordings import speaks_of_own_study
from extract.model import Paper, Pieces
from extract.text import lazy_re as re
from extract.text.numbers import are_near
from extract.text.words import word_set

NEAR = 8
"""Words and numbers on either side that are compared."""

ERROR, WARNING = 0.993, 0.96
"""Chances that two numbers are one told twice, from which a finding is an error, and a warning."""

LONGEST = 4500
"""Characters of an abstract, over 600 words: what is longer is the paper itself, read without a heading."""

ALIKE_ORDER = 0.55
"""Share of words around two pairs of numbers that stand in the same order, from which the pairs should too."""

_NUMBER = (
    r"(?<![\w.·])(?P<number>\d{1,3}(?:[,\u2009\u202f\u00a0]\d{3})+(?!\d)(?:[.·]\d+)?|\d+(?:[.·]\d+)?|[.·]\d+)(?![\d])"
)
_NUMBERS = re.compile(_NUMBER)
_TOKEN = re.compile(rf"{_NUMBER}|[A-Za-zα-ω]+|%|±|[<>=]")
_A_DIGIT = re.compile(r"\d")
_LEVEL = re.compile(r"\s?%[\s-]?(?:C\.?I\b|CrI\b|[Cc]onfidence|[Cc]redible|limits)")
_SIGN = re.compile(r"(?:^|[\s(\[=:,;<>])[-−–]\s?$")
_NAME = re.compile(r"\b[A-Za-z]+[-_]?\d{2,}\w*")
_PAIR_IN_BRACKETS = re.compile(
    r"(?<=\d)\s?%?\s?[(\[]\s?[-−–]?[\d.·]+\s?%?\s?(?:,|;|to|[-−–])\s?[-−–]?[\d.·]+\s?%?\s?[)\]]"
)
_RATIO_OR_POWER = re.compile(r"\d:$|10\s?\^?\{?[-−–]\s?$")
_DROPPED = str.maketrans({",": None, "\u2009": None, "\u202f": None, "\u00a0": None, "·": "."})
_SMALL = word_set("of_tellings")
_UNITS = frozenset(unit.lower() for unit in word_set("units_run_on")) | {"g", "µg", "μg", "mcg"}
WEIGHTS = Path(__file__).with_name("twice.json")
FEATURES = (
    "one digit wrong",
    "two digits exchanged",
    "digit lost or too many",
    "point moved",
    "digits",
    "same decimals",
    "words before",
    "words behind",
    "next word",
    "last word",
    "numbers around",
    "words shared",
    "numbers shared",
    "nearest numbers shared",
    "nearest numbers differ",
    "in a table",
    "rival in the abstract",
    "number in the body",
    "its words before and behind",
    "its next word",
    "its numbers around",
    "its words shared",
)
EQUALS = 40
"""Places with the same number that are compared; one of few digits stands in many."""


class Token(NamedTuple):
    """A word (its first letters) or a number of a passage; offsets are of the passage."""

    word: str
    start: int
    end: int
    value: Decimal | None = None


class Line:
    """A passage as tokens, which are made when they are first asked for: of most passages only the numbers are."""

    def __init__(self, passage: Passage, tokens: tuple[Token, ...] | None = None) -> None:
        self.passage = passage
        self._given = tokens

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Numbers, and words cut to their first letters."""
        return tuple(_tokens(self.passage.text)) if self._given is None else self._given

    @cached_property
    def numbers(self) -> frozenset[Decimal]:
        text = self.passage.text
        if self._given is not None:
            return frozenset(token.value for token in self._given if token.value is not None)
        found = (_value_of(match, text) for match in _NUMBERS.finditer(text))
        return frozenset(value for value in found if value is not None)

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of its stubs and heads, where it is a cell."""
        return _names_of(self.passage)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset({token.word for token in self.tokens if token.value is None} - _SMALL | self.names)


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        if match["number"] is None:
            yield Token(match[0].lower()[:6], match.start(), match.end())
        elif (value := _value_of(match, text)) is not None:
            yield Token("#", match.start(), match.end(), value)


def _value_of(match: re.Match[str], text: str) -> Decimal | None:
    """A printed number with its sign; None for the level of an interval."""
    if _LEVEL.match(text, match.end()):
        return None
    try:
        value = Decimal(match["number"].translate(_DROPPED))
    except InvalidOperation:
        return None
    return -value if _SIGN.search(text[max(0, match.start() - 3) : match.start()]) else value


def _names_of(passage: Passage) -> frozenset[str]:
    """The words that name a cell: its stubs and heads."""
    if passage.cell is None:
        return frozenset()
    names = " ".join((*passage.cell.row_path, *passage.cell.col_path))
    return frozenset(word.lower()[:6] for word in re.findall(r"[A-Za-z]+", names)) - _SMALL


@dataclass(frozen=True)
class Lines:
    """The lines of the abstract and of the body of one paper, and the numbers that each prints."""

    abstract: tuple[Line, ...]
    body: tuple[Line, ...]
    in_abstract: frozenset[Decimal]
    in_body: frozenset[Decimal]
    citing: tuple[Line, ...]
    lines_with: dict[Decimal, tuple[int, ...]]

    @cached_property
    def together(self) -> tuple[frozenset[Decimal], ...]:
        """The numbers, without their signs, of each sentence of the body and of each row of its tables."""
        sentences: list[frozenset[Decimal]] = []
        rows: dict[tuple[str, int], set[Decimal]] = defaultdict(set)
        for line in self.body:
            table, cell = line.passage.table, line.passage.cell
            if table is None or cell is None:
                sentences.append(frozenset(map(abs, line.numbers)))
            else:
                rows[table.id, cell.row].update(map(abs, line.numbers))
        return (*sentences, *map(frozenset, rows.values()))


@per_paper()
def lines_of(paper: Paper) -> Lines:
    """What abstract and body tell; the rows of tables are lines of the body."""
    reported = list(own_sentences(paper, "abstract"))
    if sum(len(passage.text) for passage in reported) > LONGEST:
        reported = []
    abstract = tuple(Line(passage) for passage in reported)
    cited = {marker.sentence for marker in paper.markers} | _after_cited(paper)
    outside = sentences_outside(paper, "abstract", "references") if abstract else iter(())
    numbered = [Line(passage) for passage in outside if _A_DIGIT.search(passage.text)]
    citing = tuple(line for line in numbered if line.passage.sentence and line.passage.sentence.id in cited)
    body = [line for line in numbered if line not in citing]
    cells = [Line(passage) for passage in cells_of(paper) if _A_DIGIT.search(passage.text)] if abstract else []
    lines = (*body, *cells)
    places: dict[Decimal, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        for value in line.numbers:
            places[value].append(at)
    return Lines(
        abstract=abstract,
        body=lines,
        in_abstract=frozenset(value for line in abstract for value in line.numbers),
        in_body=frozenset(places),
        citing=citing,
        lines_with={value: tuple(at) for value, at in places.items()},
    )


def _after_cited(paper: Paper) -> set[str]:
    """The sentences of introduction and discussion that go on about a cited work: behind its sentence, not of "we"."""
    cited = {marker.sentence for marker in paper.markers}
    passages = list(sentences_in(paper, "introduction", "discussion"))
    return {
        later.sentence.id
        for earlier, later in pairwise(passages)
        if earlier.sentence is not None and later.sentence is not None and earlier.sentence.id in cited
        if not speaks_of_own_study(later.text)
    }


def stands_in(value: Decimal, others: frozenset[Decimal]) -> bool:
    """Whether a text prints the number, rounded further or less, with or without its sign, or as its complement."""
    if value in others or -value in others or 100 - value in others:
        return True
    size = abs(value)
    return any(_is_rounded(size, abs(other)) for other in others)


def _is_rounded(first: Decimal, second: Decimal) -> bool:
    if not are_near(first, second, Decimal(1)):
        return False
    few, many = (first, second) if decimals(first) < decimals(second) else (second, first)
    if decimals(few) == decimals(many):
        return False
    return rounded(few).holds(many) or cut(few).holds(many)


# --- a number of the abstract against the one that the body has in its place


@dataclass(frozen=True, slots=True)
class Rival:
    """A number of the body that may be the abstract's, and the chance that it is."""

    line: Line
    at: int
    chance: float

    @property
    def token(self) -> Token:
        return self.line.tokens[self.at]


def rivals(lines: Lines, line: Line, at: int) -> Iterator[tuple[Line, int]]:
    """The numbers of the body that one slip makes the abstract's, amid some of the same words."""
    value = line.tokens[at].value or Decimal(0)
    seen = {value}
    for name, meant in meant_by(value):
        if name == "a lost sign" or meant in seen:
            continue
        seen.add(meant)
        for other, position in _places_of(lines, line, meant):
            printed = other.tokens[position].value or meant
            rounds = _is_rounded(value, printed) or slip_between(value, printed) is None
            if not rounds and not (meant in line.numbers and value in other.numbers):
                yield other, position


def _places_of(lines: Lines, line: Line, value: Decimal) -> Iterator[tuple[Line, int]]:
    for place in lines.lines_with.get(value, ()):
        other = lines.body[place]
        if len(other.words & line.words) + len(other.numbers & line.numbers) >= LIKE:
            yield from ((other, at) for at, token in enumerate(other.tokens) if token.value == value)


WHOLE = 100

NEXT = 5
"""Words within which the next number belongs to the same expression."""

TELLING = 3
"""Digits of a number that is no chance where the body prints it before or behind the same word."""

LIKE = 2
"""Words and numbers that two passages must share to be of one result."""


def features(lines: Lines, line: Line, at: int, other: Line, position: int, own: Sequence[float]) -> tuple[float, ...]:
    """The values of FEATURES for a number of the abstract and one of the body.

    `own`: what `own_support` says of the places where the body prints the abstract's number itself.
    """
    token, two = line.tokens[at], other.tokens[position]
    value, rival = token.value or Decimal(0), two.value or Decimal(0)
    slip = slip_between(value, rival)
    around = _around_of(line, at, other, position)
    digits = len(value.as_tuple().digits)
    shared = (line.numbers - {value}) & (other.numbers - {rival})
    return (
        float(slip == "one digit wrong"),
        float(slip == "two digits exchanged"),
        float(slip in ("a digit lost", "a digit too many")),
        float(slip == "the point moved"),
        min(digits, 5) / 5,
        float(decimals(value) == decimals(rival)),
        *around,
        min(4, len(shared)) / 4,
        *_nearest(line, at, other, position),
        float(other.passage.table is not None),
        float(rival in lines.in_abstract),
        *own,
    )


def own_support(lines: Lines, line: Line, at: int) -> tuple[float, ...]:
    """How well the places where the body prints the very number fit the abstract's words: the best of each."""
    value = line.tokens[at].value or Decimal(0)
    best = (0.0,) * 4
    for number, (other, position) in enumerate(_places_of(lines, line, value)):
        if number >= EQUALS:
            break
        before, behind, following, last, around, words = _around_of(line, at, other, position)
        best = max(best, (before + behind, max(following, last), around, words), key=sum)
    return (float(value in lines.in_body), *best)


def _around_of(line: Line, at: int, other: Line, position: int) -> tuple[float, ...]:
    """Words before, behind, next and last word, numbers around, and words of the whole that both share."""
    names = other.names
    around = len(_numbers(line, at) & _numbers(other, position))
    return (
        _share(_words(line, at - NEAR, at), _words(other, position - NEAR, position) | names),
        _share(_words(line, at + 1, at + 1 + NEAR), _words(other, position + 1, position + 1 + NEAR) | names),
        float(_word(line, at + 1) == _word(other, position + 1) != ""),
        float(_word(line, at - 1) == _word(other, position - 1) != ""),
        min(3, around) / 3,
        _share(line.words, other.words),
    )


def _nearest(line: Line, at: int, other: Line, position: int) -> tuple[float, float]:
    """How many of the next numbers on either side are the same in both, and how many differ, of two."""
    same = differ = 0
    for step in (-1, 1):
        own, others = _next_number(line, at, step), _next_number(other, position, step)
        same += own is not None and own == others
        differ += own is not None and others is not None and own != others
    return same / 2, differ / 2


def _next_number(line: Line, at: int, step: int) -> Decimal | None:
    for away in range(1, NEXT + 1):
        if not 0 <= at + step * away < len(line.tokens):
            return None
        value = line.tokens[at + step * away].value
        if value is not None:
            return abs(value)
    return None


def _words(line: Line, start: int, end: int) -> frozenset[str]:
    chosen = line.tokens[max(0, start) : max(0, end)]
    return frozenset(token.word for token in chosen if token.value is None and token.word not in _SMALL)


def _numbers(line: Line, at: int) -> frozenset[Decimal]:
    chosen = (*line.tokens[max(0, at - NEAR) : at], *line.tokens[at + 1 : at + 1 + NEAR])
    return frozenset(token.value for token in chosen if token.value is not None)


def _word(line: Line, at: int) -> str:
    return line.tokens[at].word if 0 <= at < len(line.tokens) else ""


def _share(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / max(3, min(len(first), len(second)))


def best_rival(lines: Lines, line: Line, at: int) -> Rival | None:
    """The likeliest number of the body to be meant; None where none is near, or the number stands in its own place."""
    best: Rival | None = None
    own: tuple[float, ...] | None = None
    for other, position in rivals(lines, line, at):
        own = own or own_support(lines, line, at)
        if own[2] and len((line.tokens[at].value or Decimal(0)).as_tuple().digits) >= TELLING:
            return None
        chance = chance_of(features(lines, line, at, other, position, own))
        if best is None or chance > best.chance:
            best = Rival(other, position, chance)
    return best


def chance_of(values: Sequence[float]) -> float:
    """The chance that both numbers are one."""
    weights, bias = _weights()
    total = bias + sum(weight * value for weight, value in zip(weights, values, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def _weights() -> tuple[tuple[float, ...], float]:
    content = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    if tuple(content["weights"]) != FEATURES:
        raise ValueError(f"{WEIGHTS.name} was trained for other features: run benchmarks/train_twice.py")
    return tuple(map(float, content["weights"].values())), float(content["bias"])


def stated_numbers(lines: Lines) -> Iterator[tuple[Line, int]]:
    """The numbers of the abstract that the body should print: no years, no lone digits, none of its labels."""
    for line in lines.abstract:
        for at, token in enumerate(line.tokens):
            if token.value is not None and not _is_label(line, at):
                yield line, at


def _is_label(line: Line, at: int) -> bool:
    token = line.tokens[at]
    value = token.value or Decimal(0)
    printed = line.passage.text[token.start : token.end]
    if (len(printed) == 1 and decimals(value) == 0) or "p" in (_word(line, at - 1), _word(line, at - 2)):
        return True
    if _RATIO_OR_POWER.search(line.passage.text[max(0, token.start - 5) : token.start]):
        return True
    return bool(re.fullmatch(r"(?:19|20)\d\d", printed)) or line.passage.text[token.end : token.end + 1] in ("-", "/")


# --- what else the two numbers may be


@dataclass(frozen=True, slots=True)
class Twice:
    """A number of the abstract, and the number of the body that is likeliest meant."""

    lines: Lines
    line: Line
    at: int
    rival: Rival

    @property
    def value(self) -> Decimal:
        return self.line.tokens[self.at].value or Decimal(0)

    @property
    def other(self) -> Decimal:
        return self.rival.token.value or Decimal(0)


def _fit_other_row(twice: Twice) -> Fit | None:
    """The sentence names nothing of the row that the number stands in."""
    cell = twice.rival.line.passage.cell
    if cell is None:
        return None
    named = frozenset(word.lower()[:6] for word in re.findall(r"[A-Za-z]{2,}", " ".join(cell.row_path))) - _SMALL
    return Fit() if named and not named & twice.line.words else None


def _fit_sum(twice: Twice) -> Fit | None:
    """One of the two is the other with a further number of the sentence: 90 and 30, 120 in all."""
    rest = {abs(value) for value in twice.line.numbers if value and value != twice.value}
    return Fit() if abs(abs(twice.value) - abs(twice.other)) in rest - {abs(twice.other)} else None


def _fit_limit(twice: Twice) -> Fit | None:
    """One of the two is the limit of an interval."""
    return Fit() if _is_limit(twice.line, twice.at) is not _is_limit(twice.rival.line, twice.rival.at) else None


def _fit_other_estimate(twice: Twice) -> Fit | None:
    """Both are limits of intervals, around estimates of which neither stands in the other's sentence."""
    line, rival = twice.line, twice.rival.line
    own, other = _estimate_of(line, twice.at), _estimate_of(rival, twice.rival.at)
    if own is None or other is None or own in map(abs, rival.numbers) or other in map(abs, line.numbers):
        return None
    return Fit()


def _estimate_of(line: Line, at: int) -> Decimal | None:
    """The number before the word of LIMITS, or before the bracket, that stands before a limit."""
    bracket = _bracket_of(line, at)
    if bracket is not None:
        values = [token.value for token in line.tokens[:at] if token.end <= bracket and token.value is not None]
        return abs(values[-1]) if values else None
    if not _is_limit(line, at):
        return None
    place = max(i for i in range(at) if line.tokens[i].word in LIMITS)
    return _next_number(line, place, -1)


def _bracket_of(line: Line, at: int) -> int | None:
    """Where the bracket opens in which the number stands with one other alone, behind a third."""
    start = line.tokens[at].start
    pairs = _PAIR_IN_BRACKETS.finditer(line.passage.text)
    return next((pair.start() for pair in pairs if pair.start() <= start < pair.end()), None)


def _is_limit(line: Line, at: int) -> bool:
    """Whether a word of LIMITS stands before the number, at most another number and a "to" between them.

    Or whether it is one of two numbers alone in brackets behind a third: "-1.4 (-2.0, -0.8)".
    """
    if _bracket_of(line, at) is not None:
        return True
    numbers = 0
    for token in reversed(line.tokens[max(0, at - NEXT) : at]):
        if token.word in LIMITS:
            return True
        numbers += token.value is not None
        if numbers > 1 or token.word not in ("#", "to", "and", "from", "of", "%"):
            return False
    return False


def _fit_other_expression(twice: Twice) -> Fit | None:
    """Each has limits or a spread beside it, and they share none of these: two estimates, two ranges."""
    own, other = _beside(twice.line, twice.at), _beside(twice.rival.line, twice.rival.at)
    return Fit() if own and other and not own & other else None


def _beside(line: Line, at: int) -> frozenset[Decimal]:
    """The numbers of the expression that a number stands in, without their signs: limits, spreads, the estimate."""
    found: set[Decimal] = set()
    for step in (-1, 1):
        place = at + step
        while 0 <= place < len(line.tokens) and _binds(line, place, step):
            value = line.tokens[place].value
            found.update(() if value is None else (abs(value),))
            place += step
    return frozenset(found)


def _binds(line: Line, place: int, step: int) -> bool:
    """Whether a token still belongs to the expression beside it: no bracket closes between the two."""
    token, beside = line.tokens[place], line.tokens[place - step]
    first, second = sorted((token, beside), key=lambda edge: edge.start)
    closed = re.search(r"[)\]]", line.passage.text[first.end : second.start])
    return closed is None and (token.value is not None or token.word in BINDS)


def _fit_spread(twice: Twice) -> Fit | None:
    """One is a spread ("± 0.9"), the other is told as a value ("to 2.9")."""
    before = (_word(twice.line, twice.at - 1), _word(twice.rival.line, twice.rival.at - 1))
    return Fit() if sum(word == "±" for word in before) == 1 and "#" not in before and "" not in before else None


def _fit_other_name(twice: Twice) -> Fit | None:
    """Each stands behind a name with a number in it, and the names differ: two variants, two codes."""
    own, other = _names_before(twice.line, twice.at), _names_before(twice.rival.line, twice.rival.at)
    return Fit() if own and other and not own & other else None


def _names_before(line: Line, at: int) -> frozenset[str]:
    start = line.tokens[at].start
    return frozenset(_NAME.findall(line.passage.text, max(0, start - NAME_BEFORE), start))


def _fit_other_numbers(twice: Twice) -> Fit | None:
    """The numbers next to the two differ on both sides: another dose, time or group."""
    _, differ = _nearest(twice.line, twice.at, twice.rival.line, twice.rival.at)
    return Fit() if differ == 1 else None


def _fit_complement(twice: Twice) -> Fit | None:
    """The two make 100: the share that is normal, and the share that is not."""
    return Fit() if abs(twice.value) + abs(twice.other) == WHOLE else None


def _fit_beside_the_same(twice: Twice) -> Fit | None:
    """A sentence or row of the body prints the number beside the number that stands next to it in the abstract."""
    near = {_next_number(twice.line, twice.at, step) for step in (-1, 1)} - {None}
    telling = {v for v in near if v not in (None, abs(twice.value)) and len(v.as_tuple().digits) > 1}
    reported = [numbers for numbers in twice.lines.together if abs(twice.value) in numbers]
    return Fit() if any(telling & numbers for numbers in reported) else None


def _fit_citing(twice: Twice) -> Fit | None:
    """A sentence with a citation prints the very number amid many of the abstract's words."""
    own = (line for line in twice.lines.citing if twice.value in line.numbers)
    return Fit() if any(len(line.words & twice.line.words) >= MANY_WORDS for line in own) else None


def _fit_other_statistic(twice: Twice) -> Fit | None:
    """Each stands behind "=" and another sign: "β = .02", "r = .06"."""
    own, other = _sign_before(twice.line, twice.at), _sign_before(twice.rival.line, twice.rival.at)
    return Fit() if own and other and own != other else None


def _sign_before(line: Line, at: int) -> str:
    sign = _word(line, at - 2) if _word(line, at - 1) == "=" else ""
    return sign if len(sign) <= LONGEST_SIGN else ""


def _fit_lonely(twice: Twice) -> Fit | None:
    """The abstract's number is compared with another, which the body does not print in the rival's sentence or row."""
    partner = _partner_of(twice.line, twice.at)
    if partner is None:
        return None
    beside = [numbers for numbers in twice.lines.together if abs(twice.other) in numbers]
    return Fit() if beside and not any(stands_in(partner, numbers) for numbers in beside) else None


def _partner_of(line: Line, at: int) -> Decimal | None:
    """The number that "vs" joins to this one: "5.5% vs 2.3%"."""
    for step in (-1, 1):
        words = [_word(line, at + step * away) for away in range(1, NEXT)]
        if "#" in words and {"vs", "versus"} & set(words[: words.index("#")]):
            return _next_number(line, at, step)
    return None


def _fit_thresholds(twice: Twice) -> Fit | None:
    """Both are bounds: one of who was included, the other of what was found in them."""
    both = (_word(twice.line, twice.at - 1), _word(twice.rival.line, twice.rival.at - 1))
    return (
        Fit("both are bounds, which may be of different things") if all(word in ("<", ">") for word in both) else None
    )


def _fit_few_words(twice: Twice) -> Fit | None:
    before, behind, *_ = _around_of(twice.line, twice.at, twice.rival.line, twice.rival.at)
    return Fit("few words around them are the same") if before + behind < LEAST_AROUND else None


def _fit_last_digit(twice: Twice) -> Fit | None:
    value, other = twice.value, twice.other
    alike = decimals(value) == decimals(other)
    unit = Decimal(1).scaleb(-decimals(value))
    return Fit("they differ by one in the last digit") if alike and abs(value - other) == unit else None


LIMITS = frozenset(("ci", "interv", "range", "iqr"))
"""Words, cut as tokens are, behind which limits stand."""
BINDS = LIMITS | frozenset(("±", "%", "to", "and", "vs", "versus", "confid", "sd", "se"))
"""Words that stand between the numbers of one expression."""
NAME_BEFORE = 24
"""Characters before a number in which the name that it is told of is looked for."""
LONGEST_SIGN = 3
"""Letters of a sign of a statistic, such as OR, SMD or β."""
MANY_WORDS = 6
"""Words of the abstract's sentence in a sentence that cites, from which it tells the abstract's own result."""
LEAST_AROUND = 0.5
"""Shares of the words before and behind that both print, summed, below which a finding is a note."""

OTHERWISE: tuple[Hypothesis[Twice], ...] = (
    Hypothesis(
        name="a row of the table that the sentence does not name", prior=0.3, fits=_fit_other_row, leaves="none"
    ),
    Hypothesis(name="the sum of two numbers of the sentence", prior=0.29, fits=_fit_sum, leaves="none"),
    Hypothesis(name="an estimate and a limit of an interval", prior=0.28, fits=_fit_limit, leaves="none"),
    Hypothesis(name="limits around other estimates", prior=0.275, fits=_fit_other_estimate, leaves="none"),
    Hypothesis(name="other limits or spreads beside them", prior=0.274, fits=_fit_other_expression, leaves="none"),
    Hypothesis(name="a spread and a value", prior=0.273, fits=_fit_spread, leaves="none"),
    Hypothesis(name="told of other names", prior=0.272, fits=_fit_other_name, leaves="none"),
    Hypothesis(name="other statistics", prior=0.271, fits=_fit_other_statistic, leaves="none"),
    Hypothesis(name="told in a sentence that cites", prior=0.2705, fits=_fit_citing, leaves="none"),
    Hypothesis(name="compared with a number that is not there", prior=0.2701, fits=_fit_lonely, leaves="none"),
    Hypothesis(name="the numbers next to them differ", prior=0.27, fits=_fit_other_numbers, leaves="none"),
    Hypothesis(name="what the other leaves of 100", prior=0.26, fits=_fit_complement, leaves="none"),
    Hypothesis(name="told beside the same number elsewhere", prior=0.25, fits=_fit_beside_the_same, leaves="none"),
    Hypothesis(name="two bounds", prior=0.2, fits=_fit_thresholds, leaves="note"),
    Hypothesis(name="few words in common", prior=0.1, fits=_fit_few_words, leaves="note"),
    Hypothesis(name="a last digit", prior=0.09, fits=_fit_last_digit, leaves="note"),
)


def _cases(paper: Paper) -> Iterator[Case[Twice]]:
    reported = lines_of(paper)
    for line, at in stated_numbers(reported):
        yield _case(reported, line, at)


def _case(lines: Lines, line: Line, at: int) -> Case[Twice]:
    token = line.tokens[at]
    pieces = line.passage.pieces_of(token.start, token.end)
    value = token.value or Decimal(0)
    rival = best_rival(lines, line, at)
    if rival is None or rival.chance < WARNING:
        if stands_in(value, lines.in_body):
            return sound(pieces)
        return unjudged(pieces, "the body prints no number that must be the same")
    other = rival.token
    shown = rival.line.passage.text[other.start : other.end]
    printed = line.passage.text[token.start : token.end]
    return broken(
        _around(line, at),
        f"the abstract prints {printed}, where the body has {shown} "
        f"{_where(rival.line)}amid the same words ({slip_between(value, other.value or value)})",
        "error" if rival.chance >= ERROR else "warning",
        reported=printed,
        expected=shown,
        context=(_around(rival.line, rival.at),),
        numbers=Twice(lines, line, at, rival),
    )


def _where(line: Line) -> str:
    table, cell = line.passage.table, line.passage.cell
    if table is None or cell is None:
        return ""
    row, column = " > ".join(cell.row_path), " ".join(cell.col_path[-1:])
    return f"({table.label or 'table'}, row {row!r}, column {column!r}) "


def _around(line: Line, at: int) -> Pieces:
    """Where a number stands with a few words on either side."""
    first, last = line.tokens[max(0, at - 3)], line.tokens[min(len(line.tokens) - 1, at + 2)]
    return line.passage.pieces_of(first.start, last.end)


ABSTRACT_NUMBERS = Relation(
    "text_abstract_numbers",
    """A number of the abstract stands in the body or its tables.

Rounded further or not, with or without its sign, or as what it leaves of 100. A finding is made only where the body
prints another number that is one slip away (a digit, two digits exchanged, one lost or too many, the point moved),
that the abstract does not print itself, and that stands amid the same words and numbers. How much words, neighbours
and the kind of slip speak for one number told twice was learned from planted slips; an error from a chance of 0.993,
a warning from 0.96. A note where the last digit alone differs by one, or few words around are the same. Left alone:
numbers of one digit and years, rows of tables that the sentence does not name, a number that is the sum of two of the
sentence, a limit of an interval beside an estimate, a spread beside a value, numbers with other limits or spreads, of
other names or whose neighbours differ on both sides.""",
    _cases,
    OTHERWISE,
    version=4,
)


# --- two numbers side by side stand in the same order


@dataclass(frozen=True, slots=True)
class Pair:
    """Two numbers of a line with nothing but their units, spreads and a word of comparison between them."""

    line: Line
    first: int
    second: int

    @property
    def values(self) -> tuple[Decimal, Decimal]:
        tokens = self.line.tokens
        return tokens[self.first].value or Decimal(0), tokens[self.second].value or Decimal(0)


_COMPARES = re.compile(
    r"^[^.;:]{0,40}?(?:\bvs\b\.?|\bversus\b|\band\b|\bcompared\s(?:with|to)\b|\bthan\b|/)[^.;:]{0,12}$"
)


def pairs_of(line: Line) -> Iterator[Pair]:
    """The compared numbers of a line: "54.0% vs 14.0%", "2.3 ± 0.2 and 1.5 ± 0.1"."""
    numbers = [at for at, token in enumerate(line.tokens) if token.value is not None]
    text = line.passage.text
    for place, first in enumerate(numbers):
        for second in numbers[place + 1 : place + 3]:
            between = text[line.tokens[first].end : line.tokens[second].start]
            if line.tokens[first].value == line.tokens[second].value or _is_of_other_unit(line, first, second):
                continue
            if text[: line.tokens[first].start].endswith("/"):
                break
            if _COMPARES.match(between):
                yield Pair(line, first, second)
                break


def _is_of_other_unit(line: Line, first: int, second: int) -> bool:
    """Whether the first number is a percent and the second is none: "(43%) and 10 μM of ..." names a group.

    Or both have units, and others: "20 mg/day if ≥ 50 kg".
    """
    unit, other = _word(line, first + 1), _word(line, second + 1)
    return (unit == "%" and other != "%") or (unit != other and {unit, other} <= _UNITS)


def _pair_cases(paper: Paper) -> Iterator[Case[None]]:
    reported = lines_of(paper)
    by_values: dict[frozenset[Decimal], list[Pair]] = defaultdict(list)
    stated = [pair for line in reported.abstract for pair in pairs_of(line)]
    wanted = {frozenset(pair.values) for pair in stated}
    for line in reported.body if stated else ():
        if line.passage.cell is None and any(values <= line.numbers for values in wanted):
            for pair in pairs_of(line):
                by_values[frozenset(pair.values)].append(pair)
    for pair in stated:
        others = by_values.get(frozenset(pair.values), [])
        if others and all(len(value.as_tuple().digits) > 1 for value in pair.values):
            yield _pair_case(pair, others)


def _pair_case(pair: Pair, others: list[Pair]) -> Case[None]:
    tokens = pair.line.tokens
    pieces = pair.line.passage.pieces_of(tokens[pair.first].start, tokens[pair.second].end)
    if any(other.values == pair.values for other in others):
        return sound(pieces)
    other = max(others, key=lambda other: order_shared(pair, other))
    if order_shared(pair, other) < ALIKE_ORDER:
        return unjudged(pieces, "the groups may be named in another order")
    first, second = (pair.line.passage.text[tokens[at].start : tokens[at].end] for at in (pair.first, pair.second))
    return broken(
        pieces,
        f"the abstract prints {first} and {second} in this order, the body in the other amid the same words: "
        "the groups may be exchanged",
        "warning",
        reported=f"{first}, {second}",
        expected=f"{second}, {first}",
        context=(
            other.line.passage.pieces_of(other.line.tokens[other.first].start, other.line.tokens[other.second].end),
        ),
    )


def order_shared(pair: Pair, other: Pair) -> float:
    """The share of the shorter text's words around the pair that both print in the same order."""
    own, others = _order(pair), _order(other)
    blocks = SequenceMatcher(None, own, others, autojunk=False).get_matching_blocks()
    shared = sum(block.size for block in blocks)
    common = (Counter(own) & Counter(others)).total()
    return 0.0 if common < ORDERED or shared < common * IN_ORDER else shared / max(1, min(len(own), len(others)))


ORDERED, IN_ORDER = 4, 0.8
"""Words that both must share, and the share of them that must stand in the same order."""


def _order(pair: Pair) -> list[str]:
    tokens = (*pair.line.tokens[max(0, pair.first - 16) : pair.first], *pair.line.tokens[pair.second + 1 :][:10])
    return [token.word for token in tokens if token.value is None and len(token.word) > 1 and token.word not in _SMALL]


SWAPPED = Relation(
    "text_group_order",
    """Two numbers that the abstract compares stand in the body in the same order.

"54.0% vs 14.0%" in the abstract and "14.0% vs 54.0%" in the body, amid the same words in the same order: in one place
the groups are exchanged. Left alone where any sentence of the body has the abstract's order, and where the words
around differ or stand in another order, since the groups may then be named the other way round.""",
    _pair_cases,
    version=3,
)
