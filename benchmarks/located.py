"""Pairs of numbers whose place and order readers marked, though not the numbers themselves: more papers to learn from.

Evidence Inference asks the same kind of question as the trials whose numbers are known; readers marked the passage that
answers it and said which way the outcome went. Where that passage prints two numbers of one form and one of them is
the larger, the pair is known: the larger one belongs to the intervention where the outcome increased. Such pairs teach
how a passage tells its groups apart. They do not teach whether tables or sentences are to be believed (readers mark
sentences rather than cells), nor when to say nothing, so they are learned from among pairs of their own kind of place,
without "none of them".

Of some of these questions a reader looked for the numbers in the whole paper (`judged/answers.tsv`; several rows where
several pairs answer, shares where no count is printed): those are learned from among all pairs, without "none" too,
since questions without an answer were not kept.
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.learning import Group
from benchmarks.shared import BENCH
from benchmarks.train_evidence import is_marked
from extract.model import Paper
from extract.resolve.questions.asking import Kind, Question, pairs_of, prepare
from extract.resolve.questions.figures import Figure, Pair
from extract.store.database import open_read_only
from extract.store.library import StoredLibrary

READ = Path(__file__).parent / "judged" / "answers.tsv"
NUMBER = re.compile(r"\d+(?:[.·]\d+)?")
KINDS: tuple[Kind, ...] = ("binary", "continuous")
WAYS = {"increased": 1, "decreased": -1}


@dataclass(frozen=True)
class Located:
    """The pairs of one question and which of them are right; of a marked one those in the kind of place marked."""

    paper: str
    kind: Kind
    rows: Sequence[dict[str, float]]
    hits: Sequence[bool]
    is_read: bool = False

    def group(self, weight: float) -> Group:
        return Group(self.rows, self.hits, None, weight)


Answers = Mapping[tuple[str, Kind], Sequence[tuple[float, float]]]


def read_located(database: Path, left_out: frozenset[str]) -> list[Located]:
    """All questions with a marked pair; papers of `left_out` are not read."""
    asked: dict[str, list[dict[str, object]]] = {}
    for line in (BENCH / "evidence" / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        question = json.loads(line)
        if question["pmcid"] not in left_out:
            asked.setdefault(question["pmcid"], []).append(question)
    found: list[Located] = []
    answers = read_answers()
    with open_read_only(database) as opened:
        library = StoredLibrary(opened)
        for key in library.document_ids():
            paper = library.paper(key)
            name = Path(paper.document.source.path).stem if paper else ""
            if paper is not None and name in asked:
                found += _of_paper(name, paper, asked[name], answers)
    return found


def read_answers() -> Answers:
    """The pairs of numbers that a reader found, by question and kind of outcome."""
    found: dict[tuple[str, Kind], list[tuple[float, float]]] = {}
    with READ.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            kind = next(each for each in KINDS if each == row["kind"])
            found.setdefault((row["question"], kind), []).append((float(row["intervention"]), float(row["comparator"])))
    return found


def _of_paper(name: str, paper: Paper, asked: Sequence[dict[str, object]], answers: Answers) -> Iterator[Located]:
    ready = prepare(paper)
    for row in asked:
        gold = row["gold"]
        assert isinstance(gold, dict)
        for kind in KINDS:
            question = Question(
                id=str(row["id"]),
                outcome=str(row["outcome"]),
                intervention=str(row["intervention"]),
                comparator=str(row["comparator"]),
                kind=kind,
            )
            known = answers.get((question.id, kind))
            is_read = any((question.id, other) in answers for other in KINDS)
            if known is None and (is_read or gold["direction"] not in WAYS):
                continue
            found = pairs_of(question, ready, ready.sides(question.intervention, question.comparator))
            if known is not None:
                hits = [any(_gives(pair, one, two) for one, two in known) for pair, _ in found]
                yield Located(name, kind, [row for _, row in found], hits, is_read=True)
                continue
            marked = [
                pair
                for pair, _ in found
                if _is_of_kind(pair, kind)
                and _goes(pair) == WAYS[gold["direction"]]
                and _is_marked(paper.text, pair, gold["passages"])
            ]
            if marked:
                keys, places = {_printed(pair) for pair in marked}, {pair.where for pair in marked}
                kept = [(row, _printed(pair) in keys) for pair, row in found if pair.where in places]
                yield Located(name, kind, [row for row, _ in kept], [hit for _, hit in kept])


def _gives(pair: Pair, one: float, two: float) -> bool:
    """Whether a pair prints both numbers, as counts, as shares or as means."""
    return all(
        number in {float(value) for value in (each.events, each.share, each.quantity.value) if value is not None}
        for each, number in ((pair.first, one), (pair.second, two))
    )


def _is_of_kind(pair: Pair, kind: Kind) -> bool:
    """Whether a pair can only be read as counts and shares, or as means."""
    both = (pair.first, pair.second)
    if kind == "binary":
        return all(each.share is not None or (each.events is not None and each.size) for each in both)
    return all(each.spread is not None or (each.share is None and each.events is None) for each in both)


def _goes(pair: Pair) -> int:
    """Which number is the larger one: 1 for that of the intervention."""
    shares = pair.first.share, pair.second.share
    one, two = shares if None not in shares else (pair.first.quantity.value, pair.second.quantity.value)
    return 0 if one is None or two is None or one == two else 1 if one > two else -1


def _printed(pair: Pair) -> tuple[object, ...]:
    return tuple(each.events if each.events is not None else each.quantity.value for each in (pair.first, pair.second))


def _is_marked(text: str, pair: Pair, passages: Sequence[str]) -> bool:
    """Whether one marked passage prints both numbers; a pair of a sentence must stand in that sentence."""
    numbers = _numbers_of(text, pair.first) | _numbers_of(text, pair.second)
    return any(
        numbers <= _numbers(passage) and (pair.where == "table" or is_marked(pair.about, [passage]))
        for passage in passages
    )


def _numbers_of(text: str, figure: Figure) -> set[str]:
    pieces = figure.quantity.pieces
    return _numbers(text[pieces[0].start : pieces[-1].end])


def _numbers(text: str) -> set[str]:
    return {each.replace("·", ".") for each in NUMBER.findall(text.replace(",", ""))}
