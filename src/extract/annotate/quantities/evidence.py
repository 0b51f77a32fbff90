"""Logistic models over named features: how likely a candidate is right, and which features say so.

The weights lie in `weights.json`, one block for each question, written by `benchmarks/train_quantities.py`:
`{question: {"bias": b, "weights": {feature: w}}}`; the probability is 1 / (1 + exp(-(b + sum of w * value))). Where one
of several candidates is chosen, or none, the log-odds are shared out by `chosen`. The words that tell outcomes from
other phrases lie in `outcome_words.json`, written by the same script.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from math import exp
from pathlib import Path
from typing import Any

from extract.model import Slot

MOST_REASONS = 4
"""How many features are told as reasons."""

SLIGHT = 0.25
"""A contribution (in log-odds) below this is no reason worth telling."""

Features = Mapping[str, float]


def present(features: Features) -> dict[str, float]:
    """The features that are not 0."""
    return {name: float(value) for name, value in features.items() if value}


@dataclass(frozen=True, slots=True)
class Choice:
    """The likeliest candidate (None: none of them) with the probability that it is right, and why."""

    value: str | None
    probability: float
    reasons: tuple[str, ...] = ()


def timepoint(time: tuple[Decimal, str] | None, words: str | None, probability: float, why: str) -> Slot:
    """The slot of a time point: its number with the unit, else its words."""
    value = f"{time[0]} {time[1]}" if time else words
    return Slot(name="timepoint", value=value, probability=probability, evidence=(why,))


@dataclass(frozen=True, slots=True)
class Model:
    """One question's weights."""

    bias: float
    weights: dict[str, float]

    def log_odds(self, features: Features) -> float:
        weight_of, total = self.weights.get, 0.0
        for name, value in features.items():
            if value:
                total += weight_of(name, 0.0) * value
        return self.bias + total

    def probability(self, features: Features) -> float:
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, self.log_odds(features)))))

    def chosen(self, odds: float, all_odds: Sequence[float]) -> float:
        """Probability that the candidate of these log-odds is the right one of all, or of none at all (log-odds 0)."""
        return exp(odds) / (1.0 + sum([exp(odd) for odd in all_odds]))

    def reasons(self, features: Features) -> tuple[str, ...]:
        """The features that speak most for the candidate, most telling first, in words."""
        shares = sorted(((self.weights.get(name, 0.0) * value, name) for name, value in features.items()), reverse=True)
        return tuple(name.replace("_", " ") for share, name in shares[:MOST_REASONS] if share >= SLIGHT)


@cache
def model(question: str) -> Model:
    """The weights of a question; KeyError for a question that was never trained."""
    block = _weights()[question]
    return Model(block["bias"], block["weights"])


def word_score(word: str) -> float:
    """How much more often a word (as `words_of` gives it) names a row of a table or an outcome asked for than it stands
    in running text: the logarithm of the ratio, shifted so that 0 is the middle; 0 for a rare word.
    """
    return _scores().get(word, 0.0)


@cache
def _scores() -> dict[str, float]:
    text = Path(__file__).with_name("outcome_words.json").read_text(encoding="utf-8")
    return {word: float(score) for score, words in json.loads(text)["scores"].items() for word in words.split()}


@cache
def _weights() -> dict[str, dict[str, Any]]:
    text = Path(__file__).with_name("weights.json").read_text(encoding="utf-8")
    models: dict[str, dict[str, Any]] = json.loads(text)["models"]
    return models
