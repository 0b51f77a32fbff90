"""Trains the weights by which numbers are bound (`annotate/quantities/weights.json`) on open sets with answers.

    python benchmarks/train_quantities.py

Read are the bindings of `../shared/bench/bindings` (without the papers that `is_left_out` keeps untouched), the trials
of `trials` and `evidence` (without any paper of the bindings), and the annotated seeds. A logistic model is fitted for
each question; its calibration on papers left out, ten folds by paper, goes to `curves/quantities_calibration.csv`.
Each stage runs in a process of its own with the weights of those before it; what a sentence takes over from the one
before is judged by the weights that lay there at the start. Needs scikit-learn, here only.
"""

import csv
import hashlib
import json
import math
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from benchmarks.shared import BENCH, SHARED
from extract.annotate.figures import read_figures
from extract.annotate.quantities.atoms import Atom, make_reader
from extract.annotate.quantities.axes import can_name_group, label_features
from extract.annotate.quantities.draft import Draft, Thread
from extract.annotate.quantities.evidence import Features, Model
from extract.annotate.quantities.find import bind_numbers
from extract.annotate.quantities.groups import GroupCandidate, Groups
from extract.annotate.quantities.in_text import Judged, read_text
from extract.annotate.quantities.known import Known, key_of, know, words_of
from extract.annotate.quantities.labels import read_label
from extract.annotate.quantities.lexicon import make_lexicon, make_treatments
from extract.annotate.quantities.phrases import Candidate
from extract.annotate.quantities.roles import ROLES, Place
from extract.annotate.steps import without_numbers
from extract.model import Paper, Table, TableCell, quote
from extract.read import load_source, read_document
from extract.text.numbers import parse_number
from extract.vocabulary import load_vocabulary

sys.path.insert(0, str(BENCH))
judge = import_module("score_bindings")
"""The scorer: what it takes for right is right here too."""

WEIGHTS = Path(__file__).parent.parent / "src" / "extract" / "annotate" / "quantities" / "weights.json"
WORDS = WEIGHTS.parent / "outcome_words.json"
CALIBRATION = Path(__file__).parent / "curves" / "quantities_calibration.csv"
INVERSE_RIDGE = 1.0
FOLDS = 10
BINS = 10
LEFT_OUT, OF = 1, 3
LEAST_LIKENESS = 0.79
NEAR = 12
MOST_BYTES = 50_000_000


@dataclass(frozen=True)
class Example:
    """One candidate: its paper, its features, whether it is right, and how much it counts."""

    paper: str
    features: Features
    right: bool
    weight: float = 1.0


def is_left_out(name: str) -> bool:
    """Whether a paper of the bindings is kept for the last measurement: a third, by the hash of its id."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % OF == LEFT_OUT


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@cache
def paper_of(path: Path) -> Paper:
    """A paper with all that its numbers are bound to."""
    source, data = load_source(path, max_bytes=MOST_BYTES, name=path.name)
    document = read_document(source, data, ocr=False)
    return without_numbers(document, load_vocabulary(), read_figures(document))


@cache
def known_of(path: Path) -> Known:
    paper, vocabulary = paper_of(path), load_vocabulary()
    return know(paper, make_lexicon(vocabulary), make_treatments(vocabulary))


@cache
def bindings() -> dict[str, list[dict[str, Any]]]:
    """The rows of gold by paper, without the papers left out."""
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in lines(BENCH / "bindings" / "gold.jsonl"):
        if not is_left_out(str(row["pmcid"])):
            grouped[str(row["pmcid"])].append(row)
    return grouped


def article(folder: str, name: str) -> Path | None:
    return next(iter(sorted((BENCH / folder / "articles").glob(f"{name}.*"))), None)


def cell_of(paper: Paper, row: dict[str, Any]) -> tuple[Table, TableCell] | None:
    """The cell that a row of gold means, as the scorer finds it."""
    tables = [table for table in paper.tables if judge.label(table.label) == judge.label(row["table_label"])]
    side = judge.words(" ".join([*judge.some(row.get("row_groups") or []), str(row.get("row_label") or "")]))
    head = judge.words(row.get("column_head"))
    found = [
        (
            judge.f1(side, judge.words(" ".join(cell.row_path))) + judge.f1(head, judge.words(" ".join(cell.col_path))),
            number,
            table,
            cell,
        )
        for table in tables
        for number, cell in enumerate(table.cells)
        if cell.role == "body" and judge.squash(cell.span.of(paper.text)) == judge.squash(row["cell_text"])
    ]
    best = max(found, key=lambda each: (each[0], -each[1]), default=None)
    return (best[2], best[3]) if best else None


def arm_labels() -> Iterator[Example]:
    """Labels of tables: is it the name of a group?"""
    for name, rows in bindings().items():
        path = article("bindings", name)
        if path is None:
            continue
        paper, known = paper_of(path), known_of(path)
        for row in rows:
            found = cell_of(paper, row) if row["kind"] == "cell" else None
            if found is None:
                continue
            table, cell = found
            features = label_features(table, known)
            accepted = [arm for arm in judge.accepted(row, "arm") if arm]
            for side, path_of in (("row", cell.row_path), ("column", cell.col_path)):
                for printed in path_of:
                    is_arm = bool(accepted) and judge.arm_right(accepted, read_label(printed).name)
                    if accepted and can_name_group(read_label(printed)):
                        yield Example(name, features[side, printed], is_arm, 3.0)
    for folder in ("trials", "evidence"):
        yield from _silver_arms(folder)


def _silver_arms(folder: str) -> Iterator[Example]:
    """Tables that name both groups of a question on one side: those labels are groups, those of the other are not."""
    asked: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in lines(BENCH / folder / "questions.jsonl"):
        asked[str(row["pmcid"])].append(row)
    known_ids = {str(row["pmcid"]) for row in lines(BENCH / "bindings" / "gold.jsonl")}
    for name, rows in asked.items():
        path = article(folder, name)
        if path is None or name in known_ids:
            continue
        paper, known = paper_of(path), known_of(path)
        sides = [{key_of(str(row[part])) for row in rows} for part in ("intervention", "comparator")]
        outcomes = {key_of(str(row["outcome"])) for row in rows}
        for table in paper.tables:
            features = label_features(table, known)
            for side in ("row", "column"):
                labels = [printed for at, printed in features if at == side]
                named = [{label for label in labels if _alike(label, keys)} for keys in sides]
                if not (named[0] and named[1]):
                    continue
                groups = named[0] | named[1]
                for at, printed in features:
                    key = key_of(read_label(printed).name)
                    if not can_name_group(read_label(printed)):
                        continue
                    if at == side and printed in groups:
                        yield Example(name, features[at, printed], True)
                    elif (at != side or key in outcomes) and not _alike(printed, sides[0] | sides[1]):
                        yield Example(name, features[at, printed], False, 0.3)


def _alike(label: str, keys: set[frozenset[str]]) -> bool:
    own = key_of(read_label(label).name)
    return any(own and key and 2 * len(own & key) / (len(own) + len(key)) >= LEAST_LIKENESS for key in keys)


FROM_THE_LIST = ("likeness_to_a_known_group", "same_words_as_a_known_group", "two_or_more_known_groups_on_this_side",
                 "share_of_known_groups_on_this_side", "holds_the_name_of_a_known_group")  # fmt: skip


def arm_labels_without_list() -> Iterator[Example]:
    """Each label also as in a paper whose groups are not listed, so that the other features get their weights."""
    for example in arm_labels():
        yield example
        blind = {name: 0.0 if name in FROM_THE_LIST else value for name, value in example.features.items()}
        yield Example(example.paper, blind, example.right, example.weight / 2)


@dataclass(frozen=True)
class Choice:
    """The candidates for the outcome of one number: their features and which are right; how much it counts."""

    paper: str
    features: list[dict[str, float]]
    right: list[bool]
    weight: float
    none: bool = False


@cache
def sentences_of(path: Path) -> list[Judged]:
    """Each sentence of a paper that prints numbers, with all candidates of each."""
    judged: list[Judged] = []
    bind_numbers(paper_of(path), load_vocabulary(), watch=judged.append)
    return judged


def start_in(sentence: str, row: dict[str, Any]) -> int:
    """Where the number of a gold row begins in its sentence: as the row says, else where it is first printed."""
    return int(row["start"]) if row.get("start") is not None else max(sentence.find(str(row["value_text"])), 0)


def is_outcome_of(row: dict[str, Any], phrase: str) -> bool:
    """Whether the scorer takes a phrase as the outcome of a gold row."""
    return bool(judge.outcome_right(row, [phrase]))


def is_named(names: list[str], phrase: str) -> bool:
    """Whether the scorer takes a phrase as one of several names."""
    return any(judge.named(name, phrase) for name in names)


def choices() -> Iterator[Choice]:
    """Numbers of sentences with the candidates for their outcome, judged by readers and by questions of other sets."""
    for name, rows in bindings().items():
        path = article("bindings", name)
        for row in rows if path is not None else ():
            if row["kind"] == "text" and path is not None:
                text = str(row["sentence"])
                start = start_in(text, row)
                right = partial(is_outcome_of, row)
                yield from _choice(path, name, text, start, right, "bindings")
    for row in lines(OUTCOMES):
        path = BENCH / "articles" / str(row["file"])
        right = partial(is_named, row["outcomes"])
        yield from _choice(path, path.stem, str(row["key"]), int(row["at"]), right, "read")
    known_ids = {str(row["pmcid"]) for row in lines(BENCH / "bindings" / "gold.jsonl")}
    for row in lines(BENCH / "evidence" / "questions.jsonl"):
        name = str(row["pmcid"])
        path = None if name in known_ids else article("evidence", name)
        passages = [letters(str(passage)) for passage in row["gold"]["passages"]]
        right = partial(is_named, [str(row["outcome"])])
        for seen in sentences_of(path) if path is not None else ():
            flat = letters(seen.text)
            if not 12 < len(flat) < 500 or not any(flat in passage for passage in passages):
                continue
            asked = [own for draft, own in zip(seen.drafts, seen.outcomes, strict=True) if draft.atom.form in ASKED]
            for own in asked[:3]:
                names, features = named_with_features(own)
                answers = [right(each) for each in names]
                if any(answers):
                    yield Choice(name, features, answers, SILVER)


ASKED = ("p", "share", "mean_sd", "number")
SILVER = 0.04
"""What a number counts whose passage alone is known: of papers left out 3 in 100 more are right than with 0.2."""
OUTCOMES = Path(__file__).parent / "examples" / "outcomes.jsonl"
"""Numbers of other open articles, read by hand: the sentence by its hash, the place of the number, its outcomes, its
groups, and in some rows its role."""


def _choice(path: Path, name: str, text: str, start: int, right: Callable[[str], bool], kind: str) -> Iterator[Choice]:
    for outcomes, _ in _numbers_at(path, text, start, kind):
        names, features = named_with_features(outcomes)
        yield Choice(name, features, [right(each) for each in names], 1.0)


def _numbers_at(
    path: Path, text: str, start: int, kind: str
) -> Iterator[tuple[Sequence[Candidate], Sequence[GroupCandidate]]]:
    """The candidates of the number that begins at a place of a sentence, given by its text or by the hash of it."""
    flat, before = letters(text), len(letters(text[:start]))
    for seen in sentences_of(path):
        own = letters(seen.text)
        if (kind == "read" and key_of_sentence(own) != text) or (kind != "read" and (len(own) < 12 or own not in flat)):
            continue
        shift = flat.find(own) if kind != "read" else 0
        for draft, outcomes, groups in zip(seen.drafts, seen.outcomes, seen.groups, strict=True):
            same = seen.text[draft.start :][:1] == text[start:][:1]
            near = len(letters(seen.text[: draft.start])) + shift == before and same
            if near if kind != "read" else abs(draft.start - start) <= 2:
                yield outcomes, groups
                return


def named_with_features(candidates: Sequence[Candidate]) -> tuple[list[str], list[dict[str, float]]]:
    """The names of candidates, and all features of each."""
    return [each[1].text for each in candidates], [{**each[1].features, **each[2]} for each in candidates]


def letters(text: str) -> str:
    """The letters of a text, in lower case: what stays alike where markers are blanked out."""
    return re.sub(r"[^a-z]", "", text.lower())


def key_of_sentence(flat: str) -> str:
    return hashlib.sha256(flat.encode()).hexdigest()[:12]


def fit_choices(found: list[Choice]) -> tuple[dict[str, Any], list[list[object]]]:
    """Weights by which the right candidate of each number, or none, is the likeliest; and the calibration of folds."""
    papers = sorted({choice.paper for choice in found})
    judged: list[tuple[float, bool]] = []
    some_none = any(choice.none for choice in found)
    for fold in range(FOLDS):
        out = set(papers[fold::FOLDS])
        machine = _weights_of([choice for choice in found if choice.paper not in out])
        for choice in found:
            if choice.paper in out and choice.weight == 1.0 and choice.features:
                odds = [machine.log_odds(each) for each in choice.features]
                best = int(np.argmax(odds))
                none = some_none and odds[best] < 0
                chance = machine.chosen(0.0 if none else odds[best], odds)
                judged.append((chance, choice.none if none else choice.right[best]))
    correct = sum(right for _, right in judged) / len(judged)
    print(f"{len(found)} numbers of {len(papers)} papers; of {len(judged)} left out {correct:.3f} correct")
    curve: list[list[object]] = []
    for low in range(BINS):
        within = [each for each in judged if low / BINS <= each[0] < (low + 1) / BINS]
        if within:
            mean, share = (round(sum(each[at] for each in within) / len(within), 3) for at in (0, 1))
            curve.append([low / BINS, (low + 1) / BINS, len(within), mean, share])
    model = _weights_of(found)
    weights = {name: round(value, 4) for name, value in sorted(model.weights.items())}
    return {"bias": round(model.bias, 4), "weights": weights}, curve


RIDGE = 1.5
FEWEST = 4
"""Candidates that must show a feature before it gets a weight."""


def _weights_of(found: list[Choice]) -> Model:
    """A conditional logistic model with the share of the right candidates, or of none, as likelihood."""
    counted = Counter(name for choice in found for each in choice.features for name in each)
    names = {name: at for at, name in enumerate(sorted(name for name, n in counted.items() if n >= FEWEST))}
    rows = [(number, each) for number, choice in enumerate(found) for each in choice.features]
    places = [
        (at, names[name], value) for at, (_, each) in enumerate(rows) for name, value in each.items() if name in names
    ]
    at, column, value = (np.array(each) for each in zip(*places, strict=True))
    table = csr_matrix((value, (at, column)), shape=(len(rows), len(names)))
    number = np.array([each for each, _ in rows])
    right = np.array([float(each) for choice in found for each in choice.right])
    weight = np.array([choice.weight for choice in found])
    none = np.array([float(choice.none or not any(choice.right)) for choice in found])

    def loss(point: np.ndarray) -> tuple[float, np.ndarray]:
        mass = np.exp(np.clip(table @ point[1:] + point[0], -30, 30))
        whole = 1 + np.bincount(number, mass, len(found))
        good = none + np.bincount(number, mass * right, len(found))
        slope = weight[number] * (mass / whole[number] - mass * right / good[number])
        cost = float((weight * (np.log(whole) - np.log(good))).sum() + RIDGE / 2 * (point[1:] @ point[1:]))
        return cost, np.concatenate([[slope.sum()], table.T @ slope + RIDGE * point[1:]])

    best = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    return Model(float(best[0]), {name: float(best[at + 1]) for name, at in names.items()})


def score_words() -> dict[str, str]:
    """Words by their score: how many papers name a row of a table or an asked outcome with it, against its texts."""
    skip = {str(row["pmcid"]) for row in lines(BENCH / "bindings" / "gold.jsonl")}
    named, told = Counter[str](), Counter[str]()
    for folder in ("evidence", "trials"):
        asked: dict[str, set[str]] = defaultdict(set)
        for row in lines(BENCH / folder / "questions.jsonl"):
            if row["pmcid"] not in skip:
                asked[str(row["pmcid"])].update(words_of(str(row["outcome"])))
        for words in asked.values():
            named.update(dict.fromkeys(words, OF_QUESTIONS))
    for path in chain.from_iterable(
        sorted((BENCH / folder).glob("articles/*")) for folder in (".", "evidence", "trials")
    ):
        if path.stem.split(".")[0] not in skip:
            paper = paper_of(path)
            rows = [
                result.outcome
                for result in bind_numbers(paper, load_vocabulary())[1]
                if result.table and result.outcome and result.statistic != "p"
            ]
            named.update({word for row in rows for word in words_of(row)})
            told.update({word for sentence in paper.sentences for word in words_of(quote(paper.text, sentence.pieces))})
    grouped: dict[str, list[str]] = defaultdict(list)
    for word in sorted(told):
        score = min(MOST_SCORE, max(LEAST_SCORE, math.log((named[word] + 0.5) / (told[word] + 5)) + MIDDLE))
        score = round(score / STEP) * STEP
        if told[word] >= RARE and abs(score) >= SLIGHT_SCORE and not word[0].isdigit():
            grouped[str(score)].append(word)
    return {score: " ".join(words) for score, words in sorted(grouped.items(), key=lambda each: float(each[0]))}


OF_QUESTIONS = 3
"""How many tables a question's outcome counts for."""

RARE, SLIGHT_SCORE, MIDDLE, LEAST_SCORE, MOST_SCORE, STEP = 20, 0.5, 0.8, -3.0, 2.0, 0.5
"""Words of fewer papers get no score; scores are rounded, those near 0 left out."""


def mentions() -> Iterator[Choice]:
    """Numbers of sentences with the groups that they may belong to, judged by readers and by questions of trials."""
    for name, rows in bindings().items():
        path = article("bindings", name)
        for row in rows if path is not None else ():
            if row["kind"] == "text" and path is not None:
                text = str(row["sentence"])
                start = start_in(text, row)
                yield from _group_choice(path, name, text, start, judge.accepted(row, "arm"), "bindings")
    for row in lines(OUTCOMES):
        path = BENCH / "articles" / str(row["file"])
        if row["arms"]:
            yield from _group_choice(path, path.stem, str(row["key"]), int(row["at"]), row["arms"], "read")
    yield from _mentions_of_the_seeds()
    yield from _silver_mentions()


def _group_choice(
    path: Path, name: str, text: str, start: int, accepted: list[str | None], kind: str
) -> Iterator[Choice]:
    arms = [arm for arm in accepted if arm]
    for _, groups in _numbers_at(path, text, start, kind):
        right = [bool(arms) and judge.arm_right(arms, each) for each, _ in groups]
        yield Choice(name, [each for _, each in groups], right, 1.0, none=None in accepted or not any(right))


PAIRS = (("intervention_mean", "comparator_mean"), ("intervention_events", "comparator_events"))


def _silver_mentions() -> Iterator[Choice]:
    """Sentences of trials that print both numbers of a question: each belongs to the group that the question names."""
    known_ids = {str(row["pmcid"]) for row in lines(BENCH / "bindings" / "gold.jsonl")}
    for row in lines(BENCH / "trials" / "questions.jsonl"):
        name = str(row["pmcid"])
        path = None if name in known_ids else article("trials", name)
        gold = row["gold"]
        pair = next((pair for pair in PAIRS if all(gold.get(each) is not None for each in pair)), None)
        if path is None or pair is None or gold[pair[0]] == gold[pair[1]]:
            continue
        keys = [{key_of(str(row[side]))} for side in ("intervention", "comparator")]
        for seen in sentences_of(path):
            holds = [[at for at, draft in enumerate(seen.drafts) if _is(draft.atom, gold[side])] for side in pair]
            for side in (0, 1) if len(seen.text) < 600 and holds[0] and holds[1] else ():
                own = seen.groups[holds[side][0]]
                right = [_alike(each[0], keys[side]) for each in own]
                if any(right):
                    yield Choice(name, [each[1] for each in own], right, 0.3)


def _is(atom: Atom, value: object) -> bool:
    printed = parse_number(str(value))
    return atom.form != "p" and printed is not None and printed in (atom.value, atom.count)


WithRole = tuple[str, Features, str, float]
"""Paper, features, role and weight of a number."""


@cache
def numbers_with_roles() -> tuple[WithRole, ...]:
    """Numbers of sentences with the role that a reader, or the section of the paper, gives them."""
    found: list[WithRole] = []
    for name, rows in bindings().items():
        path = article("bindings", name)
        texts = {judge.squash(row["sentence"]): row for row in rows if row["kind"] == "text"}
        for seen in sentences_of(path) if path is not None else ():
            flat = judge.squash(seen.text)
            row = next((texts[key] for key in texts if flat in key or key in flat), None)
            if row is None:
                found += _roles_by_section(name, seen, 0.01)
                continue
            at = len(judge.squash(str(row["sentence"])[: int(row["start"] or 0)]))
            for draft in seen.drafts:
                if abs(at - len(judge.squash(seen.text[: draft.start]))) <= 2:
                    found.append((name, draft.role_evidence, str(row["role"]), 3.0))
    found += [*_roles_of_readers(), *_roles_of_the_seeds(), *_roles_of_the_examples()]
    ids = {str(row["pmcid"]) for row in lines(BENCH / "bindings" / "gold.jsonl")}
    for path in sorted((BENCH / "trials" / "articles").glob("*xml"))[:MOST_SILVER]:
        if path.stem not in ids:
            for seen in sentences_of(path):
                found += _roles_by_section(path.stem, seen, 0.005)
    return tuple(found)


BY_SECTION = {"methods": "design", "introduction": "background", "results": "result", "abstract": "result"}
MOST_SILVER = 12
NUMBER_LENGTH = 8


def _roles_by_section(name: str, seen: Judged, weight: float) -> Iterator[WithRole]:
    """What the section of a sentence alone says of its numbers."""
    for draft in seen.drafts:
        role = next((role for section, role in BY_SECTION.items() if f"in_{section}" in draft.role_evidence), None)
        if role is not None:
            yield name, draft.role_evidence, role, weight


def _numbers_of_the_seeds() -> Iterator[tuple[str, dict[str, Any], Draft, Sequence[GroupCandidate]]]:
    """The numbers in running text of the annotated seeds: paper, annotation, and the number as it is judged."""
    for row in lines(SHARED / "gold" / "endpoints.jsonl"):
        path = next(iter((SHARED / "seeds").glob(f"{row['doc']}_*.txt")), None)
        quoted = str(row.get("quote") or "")
        if path is None or row.get("table") or len(quoted) < 20:
            continue
        text = path.read_text(encoding="utf-8")
        at = text.rfind(quoted, 0, int(row["end"]) + len(quoted))
        for seen in sentences_of(path):
            inside = text.find(seen.text[:40], max(0, at - 40), int(row["start"]) + 1)
            judged = zip(seen.drafts, seen.groups, strict=True)
            near = [each for each in judged if 0 <= int(row["start"]) - inside - each[0].start < NUMBER_LENGTH]
            if inside >= 0 and near:
                yield path.stem, row, *near[0]
                break


def _roles_of_readers() -> Iterator[WithRole]:
    """The numbers of other open articles to which a reader gave a role."""
    for row in lines(OUTCOMES):
        path = BENCH / "articles" / str(row["file"])
        for seen in sentences_of(path) if "role" in row else ():
            if key_of_sentence(letters(seen.text)) == row["key"]:
                near = [draft for draft in seen.drafts if abs(draft.start - int(row["at"])) <= 2]
                yield from ((path.stem, draft.role_evidence, str(row["role"]), 1.5) for draft in near[:1])


def _roles_of_the_seeds() -> list[WithRole]:
    """The numbers in running text of the annotated seeds."""
    return [(name, draft.role_evidence, str(row["role"]), 0.7) for name, row, draft, _ in _numbers_of_the_seeds()]


def _mentions_of_the_seeds() -> Iterator[Choice]:
    """The groups that the annotators of the seeds gave to numbers in running text."""
    for name, row, _, groups in _numbers_of_the_seeds():
        right = [bool(row["arm"]) and judge.arm_right([row["arm"]], each) for each, _ in groups]
        yield Choice(name, [each for _, each in groups], right, OF_SEEDS, none=not row["arm"] or not any(right))


OF_SEEDS = 0.5
"""What a number of the seeds counts: many of them stand in two papers."""


EXAMPLES = Path(__file__).parent / "examples" / "roles.tsv"


def _roles_of_the_examples() -> list[WithRole]:
    """Sentences of our own, one for each form in which a role is printed and its look-alikes."""
    vocabulary = load_vocabulary()
    groups, reader = Groups((), make_treatments(vocabulary)), make_reader(make_lexicon(vocabulary))
    found: list[WithRole] = []
    for number, line in enumerate(EXAMPLES.read_text(encoding="utf-8").splitlines()[1:]):
        name, section, marked = line.split("\t")
        at, text = marked.index("«"), marked.replace("«", "").replace("»", "")
        cites = name == "background" or "reported a" in text
        drafts = read_text(text, reader, groups, Place(section, "", cites, True), Thread())
        near = [each for each in drafts if abs(each.start - at) <= 2]
        if near:
            found.append((f"example {number}", near[0].role_evidence, name, 9.0))
    return found


def role(name: str) -> Callable[[], Iterator[Example]]:
    """Is this the role of the number?"""

    def examples() -> Iterator[Example]:
        for paper, features, right, weight in numbers_with_roles():
            yield Example(paper, features, right == name, weight)

    return examples


QUESTIONS = {f"role_is_{name}": role(name) for name in ROLES} | {
    "label_is_arm": arm_labels_without_list,
}
CHOICES: dict[str, Callable[[], Iterator[Choice]]] = {"phrase_is_outcome": choices, "mention_is_arm": mentions}


def fit(examples: list[Example]) -> tuple[dict[str, Any], list[list[object]]]:
    """Weights of all examples, and the calibration of each fold by the others."""
    names = sorted({name for example in examples for name in example.features})
    values = np.array([[example.features.get(name, 0.0) for name in names] for example in examples])
    right = np.array([example.right for example in examples])
    weight = np.array([example.weight for example in examples])
    papers = np.array([example.paper for example in examples])
    machine = LogisticRegression(C=INVERSE_RIDGE, max_iter=2000)
    folds = GroupKFold(min(FOLDS, len(set(papers))))
    chance = cross_val_predict(
        machine, values, right, groups=papers, cv=folds, method="predict_proba", params={"sample_weight": weight}
    )[:, 1]
    curve: list[list[object]] = []
    for low in range(BINS):
        within = (chance >= low / BINS) & (chance < (low + 1) / BINS + (low == BINS - 1))
        if within.any():
            share = float(np.average(right[within], weights=weight[within]))
            curve.append(
                [
                    low / BINS,
                    (low + 1) / BINS,
                    int(within.sum()),
                    round(float(chance[within].mean()), 3),
                    round(share, 3),
                ]
            )
    correct = float(np.average((chance >= 0.5) == right, weights=weight))
    print(f"{len(examples)} examples of {len(set(papers))} papers; of those left out {correct:.3f} correct")
    machine.fit(values, right, sample_weight=weight)
    weights = {name: round(float(value), 4) for name, value in zip(names, machine.coef_[0], strict=True)}
    return {"bias": round(float(machine.intercept_[0]), 4), "weights": weights}, curve


def write_words() -> None:
    """Scores of words, to the file that the features read."""
    words = {"of": {"sets": ["articles", "evidence", "trials"]}, "scores": score_words()}
    WORDS.write_text(json.dumps(words, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def write_models(questions: Sequence[str]) -> None:
    """Weights and calibration of some questions, in place of those before."""
    document = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    with CALIBRATION.open(newline="", encoding="utf-8") as file:
        head, *curves = csv.reader(file)
    for question in questions:
        print(question, end=": ", flush=True)
        one = question in CHOICES
        model, curve = fit_choices(list(CHOICES[question]())) if one else fit(list(QUESTIONS[question]()))
        document["models"][question] = model
        curves = [row for row in curves if row[0] != question] + [[question, *map(str, row)] for row in curve]
    read = sorted({Path(str(row["file"])).stem for row in lines(OUTCOMES)})
    document["trained_on"] = {"bindings": sorted(set(bindings())), "articles": read}
    document["models"] = dict(sorted(document["models"].items()))
    WEIGHTS.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    order = [*QUESTIONS, *CHOICES]
    with CALIBRATION.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(head)
        table.writerows(sorted(curves, key=lambda row: order.index(row[0])))


STAGES = (("words",), ("label_is_arm",), (*(f"role_is_{name}" for name in ROLES), *CHOICES))
"""Questions that are trained together; each stage reads what the ones before it wrote."""


def main() -> None:
    if len(sys.argv) == 1:
        for stage in STAGES:
            subprocess.run([sys.executable, __file__, *stage], check=True)
    elif sys.argv[1:] == ["words"]:
        write_words()
    else:
        write_models(sys.argv[1:])


if __name__ == "__main__":
    main()
