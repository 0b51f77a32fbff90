"""Parts by paper, and models written as plain numbers: what training scripts share (scikit-learn, at training only)."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from extract.resolve.questions.learned import Model, make_model

PARTS = 3
"""One of so many parts of the papers is set aside."""

FOLDS = 5
DIGITS = 4
TREES, LEAVES, STEP = 120, 8, 0.06
STEPS = 60
"""Steps of the fit of a choice: more of them move no answer of the cross-validation."""

Row = Mapping[str, float]


def is_set_aside(paper: str) -> bool:
    """Whether a paper belongs to the part that no training or tuning sees."""
    return int(hashlib.sha256(paper.encode()).hexdigest(), 16) % PARTS == 0


def fold_of(paper: str) -> int:
    """The fold of a paper in cross-validation."""
    return int(hashlib.md5(paper.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def fit_model(
    rows: Sequence[Row],
    hits: Sequence[bool],
    *,
    ridge: float = 10.0,
    trees: int = TREES,
    monotone: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """A logistic model (L2 penalty `ridge` on features of unit spread) and boosted trees, as JSON.

    `monotone` names features that can only speak for (1) or against (-1) a hit in the trees.
    """
    names = sorted({name for row in rows for name in row})
    values = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    target = np.array(hits, dtype=int)
    centre, spread = values.mean(axis=0), values.std(axis=0)
    spread[spread == 0] = 1.0
    plain = LogisticRegression(C=1 / ridge, max_iter=1000).fit((values - centre) / spread, target)
    content: dict[str, Any] = {
        "features": {
            name: [_short(c), _short(w / s)]
            for name, c, s, w in zip(names, centre, spread, plain.coef_[0], strict=True)
        },
        "bias": _short(plain.intercept_[0]),
    }
    if trees:
        boosted = HistGradientBoostingClassifier(
            max_iter=trees,
            max_leaf_nodes=LEAVES,
            learning_rate=STEP,
            min_samples_leaf=30,
            l2_regularization=1,
            early_stopping=False,
            monotonic_cst=[(monotone or {}).get(name, 0) for name in names],
            random_state=0,
        ).fit(values, target)
        content["base"] = _short(boosted._baseline_prediction.ravel()[0])
        content["trees"] = [_nodes(each[0].nodes) for each in boosted._predictors]
    return content


@dataclass(frozen=True)
class Group:
    """A question's candidates: their features, which are right (with none right: `none`), and how much it counts.

    `none` is None where one of the candidates is known to be right.
    """

    rows: Sequence[Row]
    hits: Sequence[bool]
    none: Row | None
    weight: float = 1.0

    @property
    def choices(self) -> list[tuple[Row, bool]]:
        """All that can be chosen, with whether it is right."""
        listed = list(zip(self.rows, self.hits, strict=True))
        return listed if self.none is None else [*listed, (self.none, not any(self.hits))]


def fit_choice(
    groups: Sequence[Group], *, ridge: float, monotone: Mapping[str, int], prior: Mapping[str, float]
) -> dict[str, Any]:
    """A linear score for one candidate of each group, or none of them, as JSON: a conditional logit.

    The loss is minus the log of the probability that a right one is chosen (McFadden 1974, Conditional logit analysis
    of qualitative choice behavior). No weight contradicts `monotone`; the ridge pulls towards the weights of `prior`.
    """
    rows = [row for group in groups for row, _ in group.choices]
    right = np.array([hit for group in groups for _, hit in group.choices], dtype=float)
    sizes = np.array([len(group.choices) for group in groups])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    share = np.array([group.weight for group in groups])
    names = sorted({name for row in rows for name in row})
    at = {name: column for column, name in enumerate(names)}
    values = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        for name, value in row.items():
            values[number, at[name]] = value
    spread = values.std(axis=0)
    spread[spread == 0] = 1.0
    values /= spread
    centre = np.array([prior.get(name, 0.0) for name in names]) * spread
    bounds = [(0 if monotone.get(name, 0) > 0 else None, 0 if monotone.get(name, 0) < 0 else None) for name in names]

    def loss(weights: Any) -> tuple[float, Any]:
        scores = values @ weights
        scores = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        whole, met = np.add.reduceat(scores, starts), np.add.reduceat(scores * right, starts) + 1e-12
        pull = weights - centre
        cost = share @ (np.log(whole) - np.log(met))
        slope = np.repeat(share / whole, sizes) * scores - np.repeat(share / met, sizes) * scores * right
        return float(cost + ridge / 2 * pull @ pull), values.T @ slope + ridge * pull

    found = minimize(loss, centre, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": STEPS}).x
    weights = {name: _short(w / s) for name, w, s in zip(names, found, spread, strict=True)}
    return {"features": {name: [0.0, weight] for name, weight in weights.items() if weight}, "bias": 0.0}


def _nodes(nodes: Any) -> list[list[float]]:
    return [
        [_short(node["value"])]
        if node["is_leaf"]
        else [int(node["feature_idx"]), float(f"{node['num_threshold']:.6g}"), int(node["left"]), int(node["right"])]
        for node in nodes
    ]


def _short(value: float) -> float:
    return round(float(value), DIGITS + 1)


def cross_validated(
    groups: Sequence[tuple[str, Sequence[Row], Sequence[bool]]], fit: Callable[..., dict[str, Any]] = fit_model
) -> list[list[float]]:
    """For each group (paper, rows, hits) the chances of a model that never saw its paper."""
    models: dict[int, Model] = {}
    for fold in range(FOLDS):
        seen = [group for group in groups if fold_of(group[0]) != fold]
        rows = [row for _, each, _ in seen for row in each]
        models[fold] = make_model(fit(rows, [hit for *_, hits in seen for hit in hits]))
    return [[models[fold_of(paper)].chance(row) for row in rows] for paper, rows, _ in groups]


def write(path: Path, content: Mapping[str, Any]) -> None:
    """Small JSON, one model a line."""
    lines = ",\n".join(
        f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in content.items()
    )
    path.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


def hash_of(papers: Sequence[str]) -> str:
    """A hash over the names of the papers that a model was trained on."""
    return hashlib.sha256("\n".join(sorted(set(papers))).encode()).hexdigest()
