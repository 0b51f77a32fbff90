"""Trains the weights of `audit/support`: which figure of a source is the one that a claim means.

    extract ingest ../shared/bench/articles --db articles.db
    python benchmarks/train_support.py articles.db

An article's abstract makes claims about its own body. For each figure of the abstract the figure of the body that
agrees in the passage most like it is the one meant; all others of the same kind are not. A logistic model is fitted by
Newton's method with a small ridge; written are the weights with the hash of the articles, printed the share of right
answers on articles left out.
"""

import hashlib
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from extract.audit.support.likeness import FEATURES, WEIGHTS, agree, comparable, features
from extract.audit.support.source import Figure, SourceText
from extract.model import Paper
from extract.store.database import open_read_only
from extract.store.library import StoredLibrary

RIDGE = 1.0
STEPS = 25
FEWEST_SENTENCES = 40
LEAST_LIKE = 0.25
OTHERS_KEPT = 25
FORGOTTEN = 0.35
SEED = 7

Row = tuple[str, tuple[float, ...], bool]


def main() -> None:
    library = StoredLibrary(open_read_only(Path(sys.argv[1])))
    papers = [paper for name in library.document_ids() if (paper := library.paper(name)) is not None]
    rows = [row for paper in papers for row in rows_of(paper)]
    left_out = {paper.id for paper in papers[::4]}
    measure(fit([row for row in rows if row[0] not in left_out]), [row for row in rows if row[0] in left_out])
    weights = fit(rows)
    model = {
        "articles": len(papers),
        "sha256": hashlib.sha256("".join(sorted(p.document.source.sha256 for p in papers)).encode()).hexdigest(),
        "bias": round(float(weights[-1]), 4),
        "weights": {name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=False)},
    }
    WEIGHTS.write_text(json.dumps(model, indent=2) + "\n", encoding="utf-8")


def rows_of(paper: Paper) -> Iterator[Row]:
    """One row for each figure of the body that could be the one meant by a figure of the abstract."""
    abstract = {section.id for section in paper.sections if section.role == "abstract"}
    body = tuple(sentence for sentence in paper.sentences if sentence.section not in abstract)
    if len(body) < FEWEST_SENTENCES:
        return
    source = SourceText(replace(paper, sentences=body))
    drawn = random.Random(SEED)
    for sentence in paper.sentences:
        if sentence.section not in abstract:
            continue
        claim = paper.quote(sentence)
        words = forgotten(source.words_of(claim), drawn)
        asked = [reworded(f, words) for f in source.figures_of(claim) if f.quantity.scale not in ("year", "p", "limit")]
        for figure in asked:
            if figure.quantity.in_words or figure.quantity.value < 4:
                continue
            others = [other for other in asked if other is not figure]
            right: list[tuple[float, ...]] = []
            wrong: list[tuple[float, ...]] = []
            for whole, place in source.places_like(words):
                for found in place.figures:
                    if comparable(figure.quantity, found.quantity):
                        values = features(figure, others, words, found, place, whole, source.rarity)
                        agrees = agree(figure.quantity.value, found.quantity.value)
                        (right if agrees else wrong).append(values)
            best = max(right, key=lambda values: values[0] + values[1], default=None)
            if best is not None and best[0] >= LEAST_LIKE:
                yield paper.id, best, True
            for values in sorted(wrong, key=lambda v: -v[0] - v[1])[:5] + drawn.sample(
                wrong, min(OTHERS_KEPT, len(wrong))
            ):
                yield paper.id, values, False


def forgotten(words: frozenset[str], drawn: random.Random) -> frozenset[str]:
    """The words without a third of them: others word a result more freely than its own abstract."""
    return frozenset(word for word in sorted(words) if drawn.random() > FORGOTTEN)


def reworded(figure: Figure, words: frozenset[str]) -> Figure:
    return replace(figure, clause=figure.clause & words, around=figure.around & words)


def fit(rows: list[Row]) -> np.ndarray:
    """Newton's method; the last weight is the bias."""
    values = np.array([(*row[1], 1.0) for row in rows])
    right = np.array([row[2] for row in rows], dtype=float)
    weights = np.zeros(values.shape[1])
    ridge = RIDGE * np.eye(values.shape[1])
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (right - chances) - ridge @ weights
        bend = (values * (chances * (1 - chances))[:, None]).T @ values + ridge
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def measure(weights: np.ndarray, rows: list[Row]) -> None:
    values = np.array([(*row[1], 1.0) for row in rows])
    right = np.array([row[2] for row in rows])
    chances = 1 / (1 + np.exp(-values @ weights))
    for low in (0.05, 0.1, 0.2, 0.3, 0.5, 0.7):
        kept = chances >= low
        share = right[kept].mean() if kept.any() else float("nan")
        found = (right & kept).sum() / right.sum()
        print(f"chance >= {low}: {kept.sum()} figures, {share:.2f} are meant, {found:.2f} of those meant")


if __name__ == "__main__":
    main()
