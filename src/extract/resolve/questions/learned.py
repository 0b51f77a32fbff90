"""Learned weights as plain data: a logistic model and boosted trees, read from small JSON files."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

FOLDER = Path(__file__).parent / "weights"

Tree: TypeAlias = "float | tuple[int, float, Tree, Tree]"
"""A leaf's value; or a feature, a threshold, and what stands for values up to it and for those above."""


@dataclass(frozen=True)
class Model:
    """The mean chance of a logistic model and of boosted trees over named features.

    The values of the trees add up to a logit.
    """

    names: tuple[str, ...]
    centre: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    trees: tuple[Tree, ...]
    base: float

    def chance(self, values: Mapping[str, float]) -> float:
        """The probability (0 to 1) for one row of features; features without a value are 0."""
        logit = self.score(values)
        if not self.trees:
            return sigmoid(logit)
        row = [values.get(name, 0.0) for name in self.names]
        return (sigmoid(logit) + sigmoid(self.base + sum(_leaf(tree, row) for tree in self.trees))) / 2

    def score(self, values: Mapping[str, float]) -> float:
        """The logit of the logistic model alone."""
        row = [values.get(name, 0.0) for name in self.names]
        return self.bias + sum(w * (x - c) for w, x, c in zip(self.weights, row, self.centre, strict=True))

    def choose(self, rows: Sequence[Mapping[str, float]], none: Mapping[str, float]) -> list[float]:
        """The probability of each of some candidates to be the right one; what is missing to 1 is that of `none`."""
        scores = [self.score(row) for row in (*rows, none)]
        most = max(scores)
        odds = [math.exp(score - most) for score in scores]
        return [odd / sum(odds) for odd in odds[:-1]]


def sigmoid(x: float) -> float:
    """The logistic function.

    >>> sigmoid(0), sigmoid(-1000) < 1e-12
    (0.5, True)
    """
    return 1 / (1 + math.exp(-max(-35.0, min(35.0, x))))


def _leaf(tree: Tree, row: Sequence[float]) -> float:
    while isinstance(tree, tuple):
        feature, threshold, below, above = tree
        tree = below if row[feature] <= threshold else above
    return tree


def _tree(nodes: Sequence[Sequence[float]], at: int = 0) -> Tree:
    """A tree from its list of nodes: (feature, threshold, node up to it, node above it), or (value,) for a leaf."""
    node = nodes[at]
    if len(node) == 1:
        return node[0]
    feature, threshold, below, above = node
    return int(feature), threshold, _tree(nodes, int(below)), _tree(nodes, int(above))


def make_model(content: Mapping[str, Any]) -> Model:
    """A model from its JSON."""
    features = content["features"]
    return Model(
        tuple(features),
        tuple(feature[0] for feature in features.values()),
        tuple(feature[1] for feature in features.values()),
        content["bias"],
        tuple(map(_tree, content.get("trees", ()))),
        content.get("base", 0.0),
    )


@cache
def load(name: str) -> Any:
    """The content of a file of weights."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@cache
def load_model(name: str, part: str) -> Model:
    """One model of a file of weights."""
    return make_model(load(name)[part])
