"""What the abstract says and what the body says: each number of the abstract stands in the body too.

A number that does not is held against the numbers of the body that may be the same one: printed like it, of the same
unit, amid the same words and numbers, one slip away, and absent from the abstract. How much each of these speaks for
one number told in two places was learned from articles in whose abstracts slips were planted, against what their
abstracts print unharmed (`benchmarks/train_twice.py`).
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from functools import cache, cached_property
from itertools import islice, pairwise
from pathlib import Path
from typing import NamedTuple

from extract.audit.arithmetic.distributions import Logistic
from extract.audit.arithmetic.rounding import cut, decimals, rounded, unit
from extract.audit.arithmetic.slips import meant_by, slip_between
from extract.audit.passages import Passage, cells_of, own_sentences, per_paper, sentences_in, sentences_outside
from extract.audit.relations.engine import Case, Fit, Hypothesis, Relation, broken, innocent, sound, unjudged
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
        names = self.passage.cell.names if self.passage.cell else ""
        return frozenset(word.lower()[:6] for word in re.findall(r"[A-Za-z]+", names)) - _SMALL

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
class Spot:
    """A number at its place among the tokens of a line."""

    line: Line
    at: int

    @property
    def token(self) -> Token:
        return self.line.tokens[self.at]

    @property
    def value(self) -> Decimal:
        return self.token.value or Decimal(0)

    @property
    def printed(self) -> str:
        return self.line.passage.text[self.token.start : self.token.end]

    @property
    def around(self) -> Pieces:
        """Where it stands, with a few words on either side."""
        tokens = self.line.tokens
        first, last = tokens[max(0, self.at - 3)], tokens[min(len(tokens) - 1, self.at + 2)]
        return self.line.passage.pieces_of(first.start, last.end)

    def word(self, step: int) -> str:
        """The token so many places behind it, or before it; empty beyond the line."""
        at = self.at + step
        return self.line.tokens[at].word if 0 <= at < len(self.line.tokens) else ""

    def number(self, step: int) -> Decimal | None:
        """The next number behind it (1) or before it (-1), if it is near, without its sign."""
        for away in range(1, NEXT + 1):
            if not 0 <= self.at + step * away < len(self.line.tokens):
                return None
            value = self.line.tokens[self.at + step * away].value
            if value is not None:
                return abs(value)
        return None

    @property
    def before(self) -> tuple[Token, ...]:
        return self.line.tokens[max(0, self.at - NEAR) : self.at]

    @property
    def behind(self) -> tuple[Token, ...]:
        return self.line.tokens[self.at + 1 : self.at + 1 + NEAR]

    @property
    def numbers(self) -> frozenset[Decimal]:
        """The numbers on both sides."""
        return frozenset(token.value for token in (*self.before, *self.behind) if token.value is not None)

    @property
    def bracket(self) -> int | None:
        """Where the bracket opens in which it stands with one other number alone, behind a third."""
        pairs = _PAIR_IN_BRACKETS.finditer(self.line.passage.text)
        return next((pair.start() for pair in pairs if pair.start() <= self.token.start < pair.end()), None)

    @property
    def is_limit(self) -> bool:
        """Whether a word of LIMITS stands before it, at most another number and a "to" between them.

        Or whether it is one of two numbers alone in brackets behind a third: "-1.4 (-2.0, -0.8)".
        """
        if self.bracket is not None:
            return True
        numbers = 0
        for token in reversed(self.line.tokens[max(0, self.at - NEXT) : self.at]):
            if token.word in LIMITS:
                return True
            numbers += token.value is not None
            if numbers > 1 or token.word not in ("#", "to", "and", "from", "of", "%"):
                return False
        return False

    @property
    def estimate(self) -> Decimal | None:
        """Of a limit the number before its bracket, or before the word of LIMITS that stands before it."""
        tokens, bracket = self.line.tokens, self.bracket
        if bracket is not None:
            values = [token.value for token in tokens[: self.at] if token.end <= bracket and token.value is not None]
            return abs(values[-1]) if values else None
        if not self.is_limit:
            return None
        return Spot(self.line, max(at for at in range(self.at) if tokens[at].word in LIMITS)).number(-1)

    @property
    def expression(self) -> frozenset[Decimal]:
        """The other numbers of its expression, without their signs: limits, spreads, the estimate."""
        found: set[Decimal] = set()
        for step in (-1, 1):
            at = self.at + step
            while 0 <= at < len(self.line.tokens) and _binds(self.line, at, step):
                value = self.line.tokens[at].value
                found.update(() if value is None else (abs(value),))
                at += step
        return frozenset(found)

    @property
    def named(self) -> frozenset[str]:
        """The names with a number in them that stand right before it."""
        return frozenset(
            _NAME.findall(self.line.passage.text, max(0, self.token.start - NAME_BEFORE), self.token.start)
        )

    @property
    def sign(self) -> frozenset[str]:
        """The sign of a statistic before it: "β = .02"."""
        sign = self.word(-2) if self.word(-1) == "=" else ""
        return frozenset((sign,) if 0 < len(sign) <= LONGEST_SIGN else ())

    @property
    def partner(self) -> Decimal | None:
        """The number that "vs" joins to it: "5.5% vs 2.3%"."""
        for step in (-1, 1):
            words = [self.word(step * away) for away in range(1, NEXT)]
            if "#" in words and {"vs", "versus"} & set(words[: words.index("#")]):
                return self.number(step)
        return None


def _binds(line: Line, place: int, step: int) -> bool:
    """Whether a token still belongs to the expression beside it: no bracket closes between the two."""
    token, beside = line.tokens[place], line.tokens[place - step]
    first, second = sorted((token, beside), key=lambda edge: edge.start)
    closed = re.search(r"[)\]]", line.passage.text[first.end : second.start])
    return closed is None and (token.value is not None or token.word in BINDS)


def rivals(lines: Lines, spot: Spot) -> Iterator[Spot]:
    """The numbers of the body that one slip makes the abstract's, amid some of the same words."""
    value, line = spot.value, spot.line
    seen = {value}
    for name, meant in meant_by(value):
        if name == "a lost sign" or meant in seen:
            continue
        seen.add(meant)
        for other in _places_of(lines, line, meant):
            printed = other.token.value or meant
            rounds = _is_rounded(value, printed) or slip_between(value, printed) is None
            if not rounds and not (meant in line.numbers and value in other.line.numbers):
                yield other


def _places_of(lines: Lines, line: Line, value: Decimal) -> Iterator[Spot]:
    for place in lines.lines_with.get(value, ()):
        other = lines.body[place]
        if len(other.words & line.words) + len(other.numbers & line.numbers) >= LIKE:
            yield from (Spot(other, at) for at, token in enumerate(other.tokens) if token.value == value)


WHOLE = 100

NEXT = 5
"""Words within which the next number belongs to the same expression."""

TELLING = 3
"""Digits of a number that is no chance where the body prints it before or behind the same word."""

LIKE = 2
"""Words and numbers that two passages must share to be of one result."""


def features(lines: Lines, spot: Spot, other: Spot, own: Mapping[str, float]) -> dict[str, float]:
    """What speaks for a number of the abstract and one of the body being the same.

    `own`: what `own_support` says of the places where the body prints the abstract's number itself.
    """
    value, rival = spot.value, other.value
    slip = slip_between(value, rival)
    shared = (spot.line.numbers - {value}) & (other.line.numbers - {rival})
    same, differ = _nearest(spot, other)
    return {
        "one digit wrong": float(slip == "one digit wrong"),
        "two digits exchanged": float(slip == "two digits exchanged"),
        "digit lost or too many": float(slip in ("a digit lost", "a digit too many")),
        "point moved": float(slip == "the point moved"),
        "digits": min(len(value.as_tuple().digits), 5) / 5,
        "same decimals": float(decimals(value) == decimals(rival)),
        **_shared_around(spot, other),
        "numbers shared": min(4, len(shared)) / 4,
        "nearest numbers shared": same,
        "nearest numbers differ": differ,
        "in a table": float(other.line.passage.table is not None),
        "rival in the abstract": float(rival in lines.in_abstract),
        **own,
    }


def own_support(lines: Lines, spot: Spot) -> dict[str, float]:
    """How well the places where the body prints the very number fit the abstract's words: the best of each."""
    best = (0.0,) * 4
    for other in islice(_places_of(lines, spot.line, spot.value), EQUALS):
        before, behind, following, last, around, words = _shared_around(spot, other).values()
        best = max(best, (before + behind, max(following, last), around, words), key=sum)
    names = "its words before and behind", "its next word", "its numbers around", "its words shared"
    return {"number in the body": float(spot.value in lines.in_body), **dict(zip(names, best, strict=True))}


def _shared_around(spot: Spot, other: Spot) -> dict[str, float]:
    """What both share right around the number, and of the words of the whole."""
    names = other.line.names
    return {
        "words before": _share(_words(spot.before), _words(other.before) | names),
        "words behind": _share(_words(spot.behind), _words(other.behind) | names),
        "next word": float(spot.word(1) == other.word(1) != ""),
        "last word": float(spot.word(-1) == other.word(-1) != ""),
        "numbers around": min(3, len(spot.numbers & other.numbers)) / 3,
        "words shared": _share(spot.line.words, other.line.words),
    }


def _nearest(spot: Spot, other: Spot) -> tuple[float, float]:
    """How many of the next numbers on either side are the same in both, and how many differ, of two."""
    pairs = [(spot.number(step), other.number(step)) for step in (-1, 1)]
    same = sum(own is not None and own == others for own, others in pairs)
    return same / 2, sum(own is not None and others is not None and own != others for own, others in pairs) / 2


def _words(tokens: tuple[Token, ...]) -> frozenset[str]:
    return frozenset(token.word for token in tokens if token.value is None and token.word not in _SMALL)


def _share(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / max(3, min(len(first), len(second)))


def best_rival(lines: Lines, spot: Spot) -> tuple[Spot, float] | None:
    """The likeliest number of the body to be meant, and the chance that it is; None where none is near, or the number
    stands in its own place."""
    best: tuple[Spot, float] | None = None
    own: dict[str, float] | None = None
    for other in rivals(lines, spot):
        own = own or own_support(lines, spot)
        if own["its next word"] and len(spot.value.as_tuple().digits) >= TELLING:
            return None
        chance = _model().chance(features(lines, spot, other, own))
        if best is None or chance > best[1]:
            best = other, chance
    return best


@cache
def _model() -> Logistic:
    content = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Logistic(content["weights"], content["bias"])


def stated_numbers(lines: Lines) -> Iterator[Spot]:
    """The numbers of the abstract that the body should print: no years, no lone digits, none of its labels."""
    spots = (
        Spot(line, at) for line in lines.abstract for at, token in enumerate(line.tokens) if token.value is not None
    )
    return (spot for spot in spots if not _is_label(spot))


def _is_label(spot: Spot) -> bool:
    text, printed = spot.line.passage.text, spot.printed
    if (len(printed) == 1 and decimals(spot.value) == 0) or "p" in (spot.word(-1), spot.word(-2)):
        return True
    if _RATIO_OR_POWER.search(text[max(0, spot.token.start - 5) : spot.token.start]):
        return True
    return bool(re.fullmatch(r"(?:19|20)\d\d", printed)) or text[spot.token.end : spot.token.end + 1] in ("-", "/")


# --- what else the two numbers may be


@dataclass(frozen=True, slots=True)
class Twice:
    """A number of the abstract, and the number of the body that is likeliest meant."""

    lines: Lines
    own: Spot
    rival: Spot

    @property
    def value(self) -> Decimal:
        return self.own.value

    @property
    def other(self) -> Decimal:
        return self.rival.value

    def differ(self, part: Callable[[Spot], Collection[object]]) -> bool:
        """Whether both have something of a kind beside them, and nothing in common of it."""
        own, other = part(self.own), part(self.rival)
        return bool(own and other) and not set(own) & set(other)


def _is_of_other_row(twice: Twice) -> bool:
    """The sentence names nothing of the row that the number stands in."""
    cell = twice.rival.line.passage.cell
    path = " ".join(cell.row_path) if cell else ""
    named = frozenset(word.lower()[:6] for word in re.findall(r"[A-Za-z]{2,}", path)) - _SMALL
    return bool(named) and not named & twice.own.line.words


def _is_sum(twice: Twice) -> bool:
    """One of the two is the other with a further number of the sentence: 90 and 30, 120 in all."""
    rest = {abs(value) for value in twice.own.line.numbers if value and value != twice.value}
    return abs(abs(twice.value) - abs(twice.other)) in rest - {abs(twice.other)}


def _are_of_other_estimates(twice: Twice) -> bool:
    """Both are limits of intervals, around estimates of which neither stands in the other's sentence."""
    own, other = twice.own.estimate, twice.rival.estimate
    if own is None or other is None:
        return False
    return own not in map(abs, twice.rival.line.numbers) and other not in map(abs, twice.own.line.numbers)


def _is_spread(twice: Twice) -> bool:
    """One is a spread ("± 0.9"), the other is told as a value ("to 2.9")."""
    before = (twice.own.word(-1), twice.rival.word(-1))
    return sum(word == "±" for word in before) == 1 and "#" not in before and "" not in before


def _is_beside_the_same(twice: Twice) -> bool:
    """A sentence or row of the body prints the number beside the number that stands next to it in the abstract."""
    near = {twice.own.number(step) for step in (-1, 1)} - {None}
    telling = {v for v in near if v not in (None, abs(twice.value)) and len(v.as_tuple().digits) > 1}
    return any(telling & numbers for numbers in twice.lines.together if abs(twice.value) in numbers)


def _is_told_by_citing(twice: Twice) -> bool:
    """A sentence with a citation prints the very number amid many of the abstract's words."""
    own = (line for line in twice.lines.citing if twice.value in line.numbers)
    return any(len(line.words & twice.own.line.words) >= MANY_WORDS for line in own)


def _is_lonely(twice: Twice) -> bool:
    """The abstract's number is compared with another, which the body does not print in the rival's sentence or row."""
    partner = twice.own.partner
    beside = [numbers for numbers in twice.lines.together if abs(twice.other) in numbers]
    return partner is not None and bool(beside) and not any(stands_in(partner, numbers) for numbers in beside)


def _fit_thresholds(twice: Twice) -> Fit | None:
    """Both are bounds: one of who was included, the other of what was found in them."""
    both = all(word in ("<", ">") for word in (twice.own.word(-1), twice.rival.word(-1)))
    return Fit("both are bounds, which may be of different things") if both else None


def _fit_few_words(twice: Twice) -> Fit | None:
    shared = _shared_around(twice.own, twice.rival)
    few = shared["words before"] + shared["words behind"] < LEAST_AROUND
    return Fit("few words around them are the same") if few else None


def _fit_last_digit(twice: Twice) -> Fit | None:
    value, other = twice.value, twice.other
    alike = decimals(value) == decimals(other)
    return Fit("they differ by one in the last digit") if alike and abs(value - other) == unit(value) else None


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
    innocent("a row of the table that the sentence does not name", 0.3, _is_of_other_row),
    innocent("the sum of two numbers of the sentence", 0.29, _is_sum),
    innocent(
        "an estimate and a limit of an interval", 0.28, lambda twice: twice.own.is_limit is not twice.rival.is_limit
    ),
    innocent("limits around other estimates", 0.275, _are_of_other_estimates),
    innocent("other limits or spreads beside them", 0.274, lambda twice: twice.differ(lambda spot: spot.expression)),
    innocent("a spread and a value", 0.273, _is_spread),
    innocent("told of other names", 0.272, lambda twice: twice.differ(lambda spot: spot.named)),
    innocent("other statistics", 0.271, lambda twice: twice.differ(lambda spot: spot.sign)),
    innocent("told in a sentence that cites", 0.2705, _is_told_by_citing),
    innocent("compared with a number that is not there", 0.2701, _is_lonely),
    innocent("the numbers next to them differ", 0.27, lambda twice: _nearest(twice.own, twice.rival)[1] == 1),
    innocent("what the other leaves of 100", 0.26, lambda twice: abs(twice.value) + abs(twice.other) == WHOLE),
    innocent("told beside the same number elsewhere", 0.25, _is_beside_the_same),
    Hypothesis(name="two bounds", prior=0.2, fits=_fit_thresholds, leaves="note"),
    Hypothesis(name="few words in common", prior=0.1, fits=_fit_few_words, leaves="note"),
    Hypothesis(name="a last digit", prior=0.09, fits=_fit_last_digit, leaves="note"),
)


def _cases(paper: Paper) -> Iterator[Case[Twice]]:
    lines = lines_of(paper)
    for spot in stated_numbers(lines):
        yield _case(lines, spot)


def _case(lines: Lines, spot: Spot) -> Case[Twice]:
    found = best_rival(lines, spot)
    if found is None or found[1] < WARNING:
        pieces = spot.line.passage.pieces_of(spot.token.start, spot.token.end)
        if stands_in(spot.value, lines.in_body):
            return sound(pieces)
        return unjudged(pieces, "the body prints no number that must be the same")
    rival, chance = found
    return broken(
        spot.around,
        f"the abstract prints {spot.printed}, where the body has {rival.printed} "
        f"{_where(rival.line)}amid the same words ({slip_between(spot.value, rival.token.value or spot.value)})",
        "error" if chance >= ERROR else "warning",
        numbers=Twice(lines, spot, rival),
        reported=spot.printed,
        expected=rival.printed,
        context=(rival.around,),
    )


def _where(line: Line) -> str:
    table, cell = line.passage.table, line.passage.cell
    if table is None or cell is None:
        return ""
    row, column = " > ".join(cell.row_path), " ".join(cell.col_path[-1:])
    return f"({table.label or 'table'}, row {row!r}, column {column!r}) "


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

    first: Spot
    second: Spot

    @property
    def values(self) -> tuple[Decimal, Decimal]:
        return self.first.value, self.second.value

    @property
    def pieces(self) -> Pieces:
        return self.first.line.passage.pieces_of(self.first.token.start, self.second.token.end)

    @property
    def words(self) -> list[str]:
        """The words around both, in order."""
        at, tokens = self.second.at, self.first.line.tokens
        near = (*tokens[max(0, self.first.at - 16) : self.first.at], *tokens[at + 1 : at + 11])
        return [
            token.word for token in near if token.value is None and len(token.word) > 1 and token.word not in _SMALL
        ]


_COMPARES = re.compile(
    r"^[^.;:]{0,40}?(?:\bvs\b\.?|\bversus\b|\band\b|\bcompared\s(?:with|to)\b|\bthan\b|/)[^.;:]{0,12}$"
)


def pairs_of(line: Line) -> Iterator[Pair]:
    """The compared numbers of a line: "54.0% vs 14.0%", "2.3 ± 0.2 and 1.5 ± 0.1"."""
    spots = [Spot(line, at) for at, token in enumerate(line.tokens) if token.value is not None]
    text = line.passage.text
    for place, first in enumerate(spots):
        for second in spots[place + 1 : place + 3]:
            if first.value == second.value or _is_of_other_unit(first.word(1), second.word(1)):
                continue
            if text[: first.token.start].endswith("/"):
                break
            if _COMPARES.match(text[first.token.end : second.token.start]):
                yield Pair(first, second)
                break


def _is_of_other_unit(unit: str, other: str) -> bool:
    """Whether the first number is a percent and the second is none: "(43%) and 10 μM of ..." names a group.

    Or both have units, and others: "20 mg/day if ≥ 50 kg".
    """
    return (unit == "%" and other != "%") or (unit != other and {unit, other} <= _UNITS)


def _pair_cases(paper: Paper) -> Iterator[Case[None]]:
    lines = lines_of(paper)
    by_values: dict[frozenset[Decimal], list[Pair]] = defaultdict(list)
    stated = [pair for line in lines.abstract for pair in pairs_of(line)]
    wanted = {frozenset(pair.values) for pair in stated}
    for line in lines.body if stated else ():
        if line.passage.cell is None and any(values <= line.numbers for values in wanted):
            for pair in pairs_of(line):
                by_values[frozenset(pair.values)].append(pair)
    for pair in stated:
        others = by_values.get(frozenset(pair.values), [])
        if others and all(len(value.as_tuple().digits) > 1 for value in pair.values):
            yield _pair_case(pair, others)


def _pair_case(pair: Pair, others: list[Pair]) -> Case[None]:
    if any(other.values == pair.values for other in others):
        return sound(pair.pieces)
    other = max(others, key=lambda other: order_shared(pair, other))
    if order_shared(pair, other) < ALIKE_ORDER:
        return unjudged(pair.pieces, "the groups may be named in another order")
    first, second = pair.first.printed, pair.second.printed
    return broken(
        pair.pieces,
        f"the abstract prints {first} and {second} in this order, the body in the other amid the same words: "
        "the groups may be exchanged",
        "warning",
        reported=f"{first}, {second}",
        expected=f"{second}, {first}",
        context=(other.pieces,),
    )


def order_shared(pair: Pair, other: Pair) -> float:
    """The share of the shorter text's words around the pair that both print in the same order."""
    own, others = pair.words, other.words
    blocks = SequenceMatcher(None, own, others, autojunk=False).get_matching_blocks()
    shared = sum(block.size for block in blocks)
    common = (Counter(own) & Counter(others)).total()
    return 0.0 if common < ORDERED or shared < common * IN_ORDER else shared / max(1, min(len(own), len(others)))


ORDERED, IN_ORDER = 4, 0.8
"""Words that both must share, and the share of them that must stand in the same order."""


SWAPPED = Relation(
    "text_group_order",
    """Two numbers that the abstract compares stand in the body in the same order.

"54.0% vs 14.0%" in the abstract and "14.0% vs 54.0%" in the body, amid the same words in the same order: in one place
the groups are exchanged. Left alone where any sentence of the body has the abstract's order, and where the words
around differ or stand in another order, since the groups may then be named the other way round.""",
    _pair_cases,
    version=3,
)
