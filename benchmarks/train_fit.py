"""Trains the weights of `audit/fit` on articles taken as sound, against the same articles with planted faults.

    extract ingest ../shared/bench/articles --db articles.db
    python benchmarks/train_fit.py articles.db

In copies of each article some citations are pointed at another entry of the list, and some entries are replaced by
those of other articles. Two logistic models are fitted by Newton's method with a small ridge. Written: the rarity of
words, the weights with the hash of the articles, and the calibration on articles left out
(`curves/fit_calibration.csv`).
"""

import csv
import hashlib
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from extract.annotate.claims import find_claims
from extract.audit.fit import words
from extract.audit.fit.features import CITATION_FEATURES, ENTRY_FEATURES, citation_features, entry_features
from extract.audit.fit.layout import Layout
from extract.audit.fit.model import WEIGHTS
from extract.model import Paper
from extract.store.database import open_read_only
from extract.store.library import StoredLibrary
from extract.vocabulary import load_vocabulary

CURVES = Path(__file__).parent / "curves"
COPIES = 3
WRONG_CITATIONS, FOREIGN_ENTRIES = 0.05, 0.04
FEWEST_ENTRIES = 8
LEAST_COUNT = 3
RIDGE = 1.0
FOLDS = 5
BINS = 10
SEED = 7

Row = tuple[str, list[float], bool, int]


def main() -> None:
    database = Path(sys.argv[1])
    papers = read_papers(database)
    write_rarity(papers)
    rows = [row for at, paper in enumerate(papers) for row in rows_of(paper, papers, at)]
    model: dict[str, object] = {
        "articles": len(papers),
        "sha256": hashlib.sha256(
            "".join(sorted(paper.document.source.sha256 for paper in papers)).encode()
        ).hexdigest(),
        "planted": {"citations": WRONG_CITATIONS, "entries": FOREIGN_ENTRIES},
    }
    CURVES.mkdir(exist_ok=True)
    with (CURVES / "fit_calibration.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["model", "from", "to", "n", "mean_chance", "share_out_of_place"])
        for kind, names in (("citation", CITATION_FEATURES), ("entry", ENTRY_FEATURES)):
            chosen = [row for row in rows if row[0] == kind]
            values = np.array([row[1] for row in chosen])
            wrong = np.array([row[2] for row in chosen], dtype=float)
            groups = np.array([row[3] for row in chosen])
            table.writerows([kind, *line] for line in calibration(values, wrong, groups))
            weights = fit(values, wrong)
            model[kind] = {
                "weights": {name: round(float(weight), 5) for name, weight in zip(names, weights[1:], strict=True)},
                "bias": round(float(weights[0]), 5),
            }
    WEIGHTS.write_text(json.dumps(model, indent=1) + "\n", encoding="utf-8")


def read_papers(path: Path) -> list[Paper]:
    """All papers of a database, their claims found anew."""
    vocabulary = load_vocabulary()
    with open_read_only(path) as database:
        library = StoredLibrary(database)
        papers = [library.paper(each) for each in library.document_ids()]
    return [replace(paper, claims=find_claims(paper, vocabulary)) for paper in papers if paper is not None]


def write_rarity(papers: list[Paper]) -> None:
    """In how many titles and citing sentences a stem stands; rare ones are left out and count as one."""
    counts: Counter[str] = Counter()
    documents = 0
    for paper in papers:
        citing = {marker.sentence for marker in paper.markers}
        texts = [entry.fields.title for entry in paper.references if entry.fields.title]
        texts += [paper.quote(sentence) for sentence in paper.sentences if sentence.id in citing]
        documents += len(texts)
        for text in texts:
            counts.update(words.stems(text))
    kept = {word: count for word, count in sorted(counts.items()) if count >= LEAST_COUNT}
    content = json.dumps({"documents": documents, "counts": kept}, ensure_ascii=False, separators=(",", ":"))
    words.TABLE.write_text(content + "\n", encoding="utf-8")
    words._table.cache_clear()


def rows_of(paper: Paper, papers: list[Paper], at: int) -> Iterator[Row]:
    chance = random.Random(SEED * 100_003 + at)
    if len(paper.references) < FEWEST_ENTRIES or not paper.citations:
        return
    for _ in range(COPIES):
        copy, wrong, foreign = planted(paper, papers, chance)
        layout = Layout(copy, load_vocabulary())
        for citation in copy.citations:
            claim = layout.claims.get(citation.marker)
            entry = layout.references.get(citation.reference or "")
            if claim is not None and entry is not None and entry.id not in foreign:
                values = citation_features(layout, citation, claim, entry)
                yield "citation", values, citation.id in wrong, at
        for entry in copy.references:
            if layout.citing.get(entry.id):
                yield "entry", entry_features(layout, entry), entry.id in foreign, at


def planted(paper: Paper, papers: list[Paper], chance: random.Random) -> tuple[Paper, set[str], set[str]]:
    """A copy with wrong pointings and foreign entries, and the ids of both."""
    entries = {entry.id: entry for entry in paper.references}
    linked = [citation for citation in paper.citations if citation.reference in entries]
    wrong: dict[str, str] = {}
    for citation in chance.sample(linked, max(1, int(WRONG_CITATIONS * len(linked)))) if linked else []:
        other = chance.choice(list(entries))
        if other != citation.reference:
            wrong[citation.id] = other
    foreign = {}
    for key in chance.sample(list(entries), max(1, int(FOREIGN_ENTRIES * len(entries)))):
        source = chance.choice(papers)
        if source is not paper and source.references:
            foreign[key] = chance.choice(source.references).fields
    citations = tuple(
        replace(each, reference=wrong[each.id], key=entries[wrong[each.id]].label or each.key)
        if each.id in wrong
        else each
        for each in paper.citations
    )
    references = tuple(
        replace(each, fields=foreign[each.id]) if each.id in foreign else each for each in paper.references
    )
    return replace(paper, citations=citations, references=references), set(wrong), set(foreign)


def fit(values: np.ndarray, wrong: np.ndarray) -> np.ndarray:
    """Logistic weights, the bias first, on the features' own scales."""
    spread = values.std(axis=0)
    spread[spread == 0] = 1.0
    scaled = np.column_stack([np.ones(len(values)), (values - values.mean(axis=0)) / spread])
    weights = np.zeros(scaled.shape[1])
    ridge = np.full(len(weights), RIDGE)
    ridge[0] = 0.0
    for _ in range(50):
        chances = 1 / (1 + np.exp(-np.clip(scaled @ weights, -30, 30)))
        slope = scaled.T @ (wrong - chances) - ridge * weights
        bend = (scaled * (chances * (1 - chances))[:, None]).T @ scaled + np.diag(ridge + 1e-9)
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    own = weights[1:] / spread
    return np.concatenate([[weights[0] - own @ values.mean(axis=0)], own])


def calibration(values: np.ndarray, wrong: np.ndarray, groups: np.ndarray) -> Iterator[list[object]]:
    """For articles left out of the fit: the chance stated, and how many were out of place."""
    chances = np.zeros(len(wrong))
    for fold in range(FOLDS):
        out = groups % FOLDS == fold
        weights = fit(values[~out], wrong[~out])
        chances[out] = 1 / (1 + np.exp(-np.clip(weights[0] + values[out] @ weights[1:], -30, 30)))
    for step in range(BINS):
        low, high = step / BINS, (step + 1) / BINS
        inside = (chances >= low) & ((chances < high) | (step == BINS - 1))
        if inside.any():
            yield [
                low,
                high,
                int(inside.sum()),
                round(float(chances[inside].mean()), 4),
                round(float(wrong[inside].mean()), 4),
            ]


if __name__ == "__main__":
    main()
