"""The question of a meta-analysis, "outcome, intervention, comparator", answered with numbers from the best place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from extract.model import Paper, Pieces, Result
from extract.resolve.derivation import Derived, events_from_share, sd_from_interval, sd_from_se
from extract.resolve.outcome_arms import Wanted, make_wanted
from extract.resolve.outcome_sizes import group_sizes
from extract.resolve.outcome_tables import COUNT_HEAD, SPREAD_HEAD, Figure, Kind, Pair, beside, table_pairs
from extract.resolve.outcome_text import TextPair, text_pairs
from extract.resolve.outcome_words import Lexis, make_lexis
from extract.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked; the fields of one line of questions."""

    id: str
    outcome: str
    intervention: str
    comparator: str
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The numbers of one group; None where the paper neither prints them nor allows to work them out."""

    events: Decimal | None = None
    mean: Decimal | None = None
    sd: Decimal | None = None
    size: int | None = None
    place: Pieces = ()
    derived: dict[str, Derived] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeAnswer:
    """Both groups' numbers, the rule that found them and how sure the match of words is."""

    question: Question
    intervention: Group
    comparator: Group
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Known:
    """A paper made ready to be asked many questions."""

    paper: Paper
    lexis: Lexis
    results: tuple[Result, ...]


def make_known(paper: Paper, vocabulary: Vocabulary) -> Known:
    """The paper with the telling power of its words."""
    return Known(paper, make_lexis(paper, vocabulary), paper.results)


def answer(question: Question, known: Known) -> OutcomeAnswer:
    """Tables first, then sentences; sizes of the groups even where the outcome is not printed."""
    wanted = make_wanted(question.intervention, question.comparator, known.lexis)
    sizes = group_sizes(known.paper, known.results, wanted)
    words = _outcome_words(question, wanted)
    pairs = table_pairs(known.paper, known.results, wanted, question.outcome, words, question.kind)
    told = text_pairs(known.paper, known.results, wanted, question.outcome, words, question.kind, sizes)
    if pairs and (not told or pairs[0].score >= told[0].score - 0.35):
        return _from_table(question, pairs[0], known, sizes)
    if told:
        return _from_text(question, told[0], sizes)
    return OutcomeAnswer(
        question=question,
        intervention=Group(size=sizes[0]),
        comparator=Group(size=sizes[1]),
        rule="sizes_only" if any(sizes) else "nothing_printed",
        score=0.0,
    )


def _outcome_words(question: Question, wanted: Wanted) -> frozenset[str]:
    """The words that name the outcome and not its time or its groups."""
    plain = re.sub(
        r"\b\d{1,3}[- ]?(?:year|month|week|day|hour)s?\b|\b(?:week|month|day)s? \d{1,3}\b", " ", question.outcome
    )
    words = wanted.lexis.words(plain)
    telling = words - (wanted.intervention_words | wanted.comparator_words)
    return telling or words


def _from_table(question: Question, pair: Pair, known: Known, sizes: tuple[int | None, int | None]) -> OutcomeAnswer:
    figures = {
        (cell.row, cell.col): result for cell in pair.table.cells for result in known.results if result.cell == cell.id
    }
    cells = {(cell.row, cell.col): cell for cell in pair.table.cells}
    groups = []
    for figure, size in ((pair.one, sizes[0]), (pair.two, sizes[1])):
        spread = beside(figure, figures, SPREAD_HEAD, cells)
        counted = beside(figure, figures, COUNT_HEAD, cells)
        n = figure.result.n or _size_in_stub(figure) or _whole(counted) or size
        groups.append(_group(question.kind, figure.result, n, spread))
    return OutcomeAnswer(
        question=question, intervention=groups[0], comparator=groups[1], rule="outcome_in_table", score=pair.score
    )


def _size_in_stub(figure: Figure) -> int | None:
    for label in reversed(figure.cell.row_path):
        if match := re.search(r"\b[nN]\s?=\s?(\d{1,6})", label):
            return int(match[1])
    return None


def _whole(result: Result | None) -> int | None:
    value = result.value if result else None
    return int(value) if value is not None and value == value.to_integral_value() else None


def _from_text(question: Question, pair: TextPair, sizes: tuple[int | None, int | None]) -> OutcomeAnswer:
    return OutcomeAnswer(
        question=question,
        intervention=_group(question.kind, pair.one, pair.one.denominator or sizes[0], None),
        comparator=_group(question.kind, pair.two, pair.two.denominator or sizes[1], None),
        rule="outcome_in_text",
        score=pair.score,
    )


def _group(kind: Kind, result: Result, n: int | None, spread: Result | None) -> Group:
    if kind == "binary":
        return _binary(result, result.denominator or n)
    derived: dict[str, Derived] = {}
    sd = result.sd if result.sd is not None else spread.value if spread else None
    if sd is None and n and result.se is not None:
        derived["sd"] = sd_from_se(result.se, n)
    elif sd is None and n and (ends := _interval_95(result)):
        derived["sd"] = sd_from_interval(*ends, n)
    sd = derived["sd"].value if "sd" in derived else sd
    return Group(mean=result.value, sd=sd, size=n, place=result.pieces, derived=derived)


def _interval_95(result: Result) -> tuple[Decimal, Decimal] | None:
    held = result.interval
    if held is None or held.kind != "ci" or held.level != 95 or held.low is None or held.high is None:
        return None
    return held.low, held.high


def _binary(result: Result, n: int | None) -> Group:
    if result.count is not None:
        return Group(events=Decimal(result.count), size=n, place=result.pieces)
    whole = result.value is not None and result.value == result.value.to_integral_value()
    if result.statistic in ("count", "value") and result.unit != "%" and whole:
        return Group(events=result.value, size=n, place=result.pieces)
    if n and result.value is not None and 0 <= result.value <= 100:
        derived = events_from_share(result.value, n)
        return Group(events=derived.value, size=n, place=result.pieces, derived={"events": derived})
    return Group(size=n, place=result.pieces)


def answers(questions: Sequence[Question], known: Known) -> list[OutcomeAnswer]:
    """Many questions of one paper."""
    return [answer(question, known) for question in questions]
