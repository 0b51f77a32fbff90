"""Logistic models of the room: one weight a feature, on the feature's own scale, read from small JSON files."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LARGEST = 30.0
"""Log odds beyond which a chance is 0 or 1."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """The weights of features in their order, and the bias."""

    weights: tuple[float, ...]
    bias: float

    def chance(self, values: Sequence[float]) -> float:
        """The probability that the values give."""
        total = self.bias + sum(weight * value for weight, value in zip(self.weights, values, strict=True))
        return 1 / (1 + math.exp(-max(-LARGEST, min(LARGEST, total))))


def load_logistic(path: Path, features: tuple[str, ...], script: str, part: str | None = None) -> Logistic:
    """The model of a file, or a part of it. Raises ValueError where it was trained for other features."""
    content = json.loads(path.read_text(encoding="utf-8"))
    content = content[part] if part else content
    if tuple(content["weights"]) != features:
        raise ValueError(f"{path.name} was trained for other features: run benchmarks/{script}")
    return Logistic(tuple(map(float, content["weights"].values())), float(content["bias"]))
