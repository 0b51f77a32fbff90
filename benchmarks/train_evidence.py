"""Learns which passages answer "how did the outcome differ" and which way it went, from passages that readers marked.

    extract ingest ../shared/bench/evidence/articles --db evidence.db
    python -m benchmarks.train_evidence evidence.db

A third of the papers is set aside (by the hash of their names). The others are cross-validated by paper; the figure on
the third set aside is of weights that never saw it. Then the same is learned from all of them, and written.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks.learning import (
    FOLDS,
    cross_validated,
    fit_model,
    fold_of,
    hash_of,
    is_set_aside,
    write,
)
from benchmarks.shared import BENCH
from extract.resolve.questions import direction as ways
from extract.resolve.questions.learned import FOLDER, make_model, sigmoid
from extract.resolve.questions.passages import Passage, Wanted, features, make_wanted
from extract.resolve.questions.units import Unit, make_known
from extract.resolve.questions.words import telling, tokens
from extract.store.database import open_read_only
from extract.store.library import StoredLibrary

MARKED = 0.5
"""The share of a marked passage's telling words that a unit must hold, in order."""

PENALTY = 4.0
LEAST_WEIGHT = 0.01
CLASSES = ("increased", "decreased", "no difference")


@dataclass
class Case:
    """A question with the units that could answer it."""

    paper: str
    wanted: Wanted
    direction: str
    units: list[Unit]
    rows: list[dict[str, float]]
    hits: list[bool]
    passages: list[Passage]


def main() -> None:
    cases = read_cases(Path(sys.argv[1]))
    tuning = [case for case in cases if not is_set_aside(case.paper)]
    aside = [case for case in cases if is_set_aside(case.paper)]
    rank, weights, told = learn(tuning)
    figures = {"cross_validated": report("cross-validated", tuning, told)}
    model = make_model(rank)
    for case in aside:
        set_passages(case, [model.chance(row) for row in case.rows])
    figures["set_aside"] = report("set aside", aside, [predict(case, weights) for case in aside])
    rank, weights, told = learn(cases)
    figures["cross_validated_all"] = report("all, cross-validated", cases, told)
    papers = [case.paper for case in cases]
    trained = {"papers": len(set(papers)), "sha256": hash_of(papers), **figures}
    write(FOLDER / "passages.json", {"trained": trained, "rank": rank})
    write(FOLDER / "direction.json", {"trained": trained, **weights})


def learn(cases: Sequence[Case]) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    """Weights of passages and directions, and the directions told by weights that never saw the paper."""
    groups = [(case.paper, case.rows, case.hits) for case in cases]
    for case, chances in zip(cases, cross_validated(groups), strict=True):
        set_passages(case, chances)
    told = {}
    for fold in range(FOLDS):
        weights = fit_direction([case for case in cases if fold_of(case.paper) != fold])
        told |= {id(case): predict(case, weights) for case in cases if fold_of(case.paper) == fold}
    rank = fit_model(
        [row for case in cases for row in case.rows],
        [hit for case in cases for hit in case.hits],
    )
    return rank, fit_direction(cases), [told[id(case)] for case in cases]


def read_cases(database: Path) -> list[Case]:
    """All questions with their marked units."""
    asked: dict[str, list[dict[str, Any]]] = {}
    for line in (BENCH / "evidence" / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        question = json.loads(line)
        asked.setdefault(question["pmcid"], []).append(question)
    cases = []
    with open_read_only(database) as opened:
        library = StoredLibrary(opened)
        for key in library.document_ids():
            paper = library.paper(key)
            name = Path(paper.document.source.path).stem if paper else ""
            if paper is None or name not in asked:
                continue
            known = make_known(paper)
            for question in asked[name]:
                wanted = make_wanted(
                    known,
                    question["outcome"],
                    question["intervention"],
                    question["comparator"],
                )
                found = list(features(known, wanted))
                hits = [is_marked(unit.text, question["gold"]["passages"]) for unit, _ in found]
                units, rows = [unit for unit, _ in found], [row for _, row in found]
                cases.append(
                    Case(
                        name,
                        wanted,
                        question["gold"]["direction"],
                        units,
                        rows,
                        hits,
                        [],
                    )
                )
    return cases


def is_marked(text: str, passages: Sequence[str]) -> bool:
    """Whether a unit holds half of the telling words of a marked passage in their order."""
    said = tokens(text)
    for passage in passages:
        asked = [word for word in tokens(passage) if word in telling(passage)] or list(tokens(passage))
        if len(set(asked) & set(said)) >= MARKED * len(set(asked)) and in_order(asked, said) >= MARKED * len(asked):
            return True
    return False


def in_order(part: Sequence[str], whole: Sequence[str]) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(whole) + 1)
    for word in part:
        before = 0
        for at, other in enumerate(whole, 1):
            before, row[at] = (
                row[at],
                before + 1 if word == other else max(row[at], row[at - 1]),
            )
    return row[-1]


def set_passages(case: Case, chances: Sequence[float]) -> None:
    ranked = sorted(
        zip(chances, range(len(chances)), strict=True),
        key=lambda each: (-each[0], each[1]),
    )
    case.passages = [Passage(case.units[at], chance) for chance, at in ranked]


def fit_direction(cases: Sequence[Case]) -> dict[str, Any]:
    """Two logistic models over grams of signs; each passage is learned from with its mirror image."""
    rows: dict[str, list[tuple[dict[str, float], bool]]] = {"differs": [], "rises": []}
    for case in cases:
        read = ways.evidence(case.passages, case.wanted)
        differs = case.direction != "no difference"
        for turned in (False, True):
            seen = [(ways.mirrored(found) if turned else found, share) for found, share in read]
            values = dict(ways.gram_values(seen))
            rows["differs"].append((values, differs))
            if differs:
                rows["rises"].append((values, (case.direction == "increased") != turned))
    weights = {}
    for part, each in rows.items():
        vectors = DictVectorizer()
        values = vectors.fit_transform([row for row, _ in each])
        model = LogisticRegression(C=1 / PENALTY, max_iter=1000).fit(values, [hit for _, hit in each])
        kept = {
            str(name): round(float(weight), 3)
            for name, weight in zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
            if abs(weight) >= LEAST_WEIGHT
        }
        weights[part] = {"bias": round(float(model.intercept_[0]), 4), "weights": kept}
    return weights


def predict(case: Case, weights: dict[str, Any]) -> str:
    """The direction by weights that are not yet written."""
    values = ways.gram_values(ways.evidence(case.passages, case.wanted))
    differs, rises = (
        sigmoid(weights[part]["bias"] + sum(weights[part]["weights"].get(n, 0.0) * v for n, v in values.items()))
        for part in ("differs", "rises")
    )
    return "no difference" if differs <= 0.5 else "increased" if rises > 0.5 else "decreased"


def report(title: str, cases: Sequence[Case], told: Sequence[str]) -> dict[str, float]:
    """Shares right, and the mean F1 of the three directions; printed, and kept beside the weights."""
    first, three = 0, 0
    for case in cases:
        hits = {unit.pieces: hit for unit, hit in zip(case.units, case.hits, strict=True)}
        first += any(hits[each.unit.pieces] for each in case.passages[:1])
        three += any(hits[each.unit.pieces] for each in case.passages[:3])
    scores = []
    for way in CLASSES:
        both = sum(case.direction == said == way for case, said in zip(cases, told, strict=True))
        whole = sum(case.direction == way for case in cases) + sum(said == way for said in told)
        scores.append(2 * both / whole if whole else 0.0)
    right = sum(case.direction == said for case, said in zip(cases, told, strict=True))
    n = len(cases)
    figures = {
        "questions": n,
        "direction_right": round(right / n, 3),
        "direction_macro_f1": round(sum(scores) / 3, 3),
        "marked_passage_first": round(first / n, 3),
        "marked_passage_among_three": round(three / n, 3),
    }
    print(title, figures)
    return figures


if __name__ == "__main__":
    main()
