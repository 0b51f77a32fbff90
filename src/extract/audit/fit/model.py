"""Logistic weights, trained by `benchmarks/train_citations.py`: from features to the chance of being out of place."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract.audit.fit.features import CITATION_FEATURES, ENTRY_FEATURES

WEIGHTS = Path(__file__).parent / "weights.json"
LARGEST = 30.0


@dataclass(frozen=True, slots=True)
class Logistic:
    """One weight a feature, on the feature's own scale."""

    names: tuple[str, ...]
    weights: tuple[float, ...]
    bias: float

    def chance(self, values: Sequence[float]) -> float:
        total = self.bias + sum(weight * value for weight, value in zip(self.weights, values, strict=True))
        return 1 / (1 + math.exp(-max(-LARGEST, min(LARGEST, total))))


@dataclass(frozen=True, slots=True)
class Model:
    """The two judges: of one citation, and of an entry in its list."""

    citation: Logistic
    entry: Logistic


@cache
def load_model() -> Model:
    """The committed weights. Raises ValueError where they were trained for other features."""
    content = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Model(_logistic(content["citation"], CITATION_FEATURES), _logistic(content["entry"], ENTRY_FEATURES))


def _logistic(content: dict[str, dict[str, float] | float], names: tuple[str, ...]) -> Logistic:
    weights = content["weights"]
    if not isinstance(weights, dict) or tuple(weights) != names:
        raise ValueError(f"{WEIGHTS.name} was trained for other features: run benchmarks/train_citations.py")
    bias = content["bias"]
    return Logistic(names, tuple(weights.values()), float(bias) if not isinstance(bias, dict) else 0.0)
