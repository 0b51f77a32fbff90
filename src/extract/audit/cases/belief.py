"""How probable it is that a citation is wrong: measured likelihood ratios, and a rate learned from the paper itself.

Each way in which text and entry agree or differ has a likelihood ratio: how much more often it is found at citations
made wrong than at published ones (`evidence.json`, measured by `benchmarks/train_citations.py`). What the words share
has one too, by the chance that `fit` gives. There are three ways to be wrong: a slip to another entry of the list, an
entry of another paper, and a look-alike on the same subject, of which words and agreeing subjects say nothing.

The rate of wrong works in a paper is unknown, its order of size too: the prior is even over the rate's logarithm. All
entries of the paper then say which rates are likely (empirical Bayes, summed over a grid); a short list is filled up
with citations as published papers have them. In a published paper that comes to one wrong work in some 200, so that a
lone conflict among sound citations stays improbable and the fifth is not. One cause counts once, however often it
occurs, and words alone raise the rate little.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

EVIDENCE = Path(__file__).parent / "evidence.json"

LOWEST, HIGHEST = 1e-6, 0.95
STEPS = 60
"""The grid of rates: from no wrong work in any paper to a paper made of them."""
USUAL_ENTRIES, USUAL_RATIO = 30, 0.4
"""A shorter list is filled up to so many entries, each with what published entries give at the median."""
FOREIGN_SHARE = 0.4
"""Of wrong works, the share of entries that are of another paper."""
LOOK_ALIKES = 0.3
"""Of the other wrong works, the share on the same subject; the rest are slips within the list."""
LARGEST_WORDS = 15.0
"""What the words of one entry may add to a paper's rate: other fields of research print other words."""

MISMATCH, SUSPECT, WORTH_A_NOTE = 0.9, 0.5, 0.05
TELLING = 20.0
"""A kind of evidence whose ratio is below this gives a note at most; words below it give none."""
HINT = 3.0
"""A fact whose ratio is below this is not told at all where it differs alone."""


@dataclass(frozen=True, slots=True)
class Ratios:
    """Measured likelihood ratios: of kinds and grades; of the chances of `fit` (points of log odds and log ratio)."""

    kinds: Mapping[str, Mapping[str, float]]
    words: Mapping[str, Sequence[tuple[float, float]]]

    def of(self, kind: str, grade: str) -> float:
        """The ratio of a grade; 1 where none was measured."""
        return self.kinds.get(kind, {}).get(grade, 1.0)

    def of_words(self, model: str, chance: float) -> float:
        """The ratio of a chance, by lines between the measured points."""
        points = self.words.get(model)
        if not points:
            return 1.0
        at = math.log(max(chance, 1e-9) / max(1 - chance, 1e-9))
        if at <= points[0][0]:
            return math.exp(points[0][1])
        for (x0, y0), (x1, y1) in pairwise(points):
            if at <= x1:
                return math.exp(y0 + (y1 - y0) * (at - x0) / (x1 - x0))
        return math.exp(points[-1][1])


@cache
def load_ratios() -> Ratios:
    content = json.loads(EVIDENCE.read_text(encoding="utf-8"))
    kinds = {kind: {g: row["ratio"] for g, row in grades.items()} for kind, grades in content["kinds"].items()}
    words = {model: [(x, y) for x, y in points] for model, points in content["words"].items()}
    return Ratios(kinds, words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What speaks for and against one citation.

    `facts` is the product of the ratios of all compared facts; `repeated` leaves out the conflicts whose cause another
    entry shows already. `subject` is that of subjects which agree: a look-alike has the same. `slip` and `foreign` are
    the ratios of the words: of another entry of the list, of another paper.
    """

    entry: str
    facts: float
    repeated: float
    subject: float
    slip: float
    foreign: float

    @property
    def ratio(self) -> float:
        """The likelihood ratio of all that was compared."""
        return self._ratio(self.facts, self.slip, self.foreign)

    @property
    def bounded(self) -> float:
        """What the citation says of its paper's rate: causes told once, words bounded."""
        return self._ratio(self.repeated, min(self.slip, LARGEST_WORDS), min(self.foreign, LARGEST_WORDS))

    def _ratio(self, facts: float, slip: float, foreign: float) -> float:
        within = LOOK_ALIKES + (1 - LOOK_ALIKES) * self.subject * slip
        return facts * ((1 - FOREIGN_SHARE) * within + FOREIGN_SHARE * self.subject * foreign)


def posteriors(weights: Sequence[Weight]) -> list[float]:
    """For each citation the probability that it is wrong, given all citations of the paper."""
    entries: dict[str, list[float]] = {}
    for weight in weights:
        entries.setdefault(weight.entry, []).append(weight.bounded)
    means = [sum(ratios) / len(ratios) for ratios in entries.values()]
    means += [USUAL_RATIO] * (USUAL_ENTRIES - len(means))
    logs = [(rate, sum(math.log1p(rate * (mean - 1)) for mean in means)) for rate in _rates()]
    top = max(log for _, log in logs)
    masses = [(rate, math.exp(log - top)) for rate, log in logs]
    total = sum(mass for _, mass in masses)
    ratios = [weight.ratio for weight in weights]
    return [sum([m * r * ratio / (1 + r * (ratio - 1)) for r, m in masses]) / total for ratio in ratios]


@cache
def _rates() -> tuple[float, ...]:
    """Rates in equal steps of their logarithm."""
    step = math.log(HIGHEST / LOWEST) / (STEPS - 1)
    return tuple(LOWEST * math.exp(step * at) for at in range(STEPS))
