"""How probable it is that a citation is wrong: measured likelihood ratios, and a rate learned from the paper itself.

Each way in which text and entry agree or differ has a likelihood ratio: how much more often it is found at citations
made wrong than at published ones (`evidence.json`, measured by `benchmarks/train_citations.py`). What the words
share has one too, by the chance that `fit` gives, for three ways to be
wrong: a slip to another entry of the list, an entry of another paper, and a look-alike on the same subject, of which
words say nothing.

The rate of wrong works in a paper is unknown. Its prior is a mixture: nearly all papers are as published ones (a Beta
distribution with a mean of one wrong work in 500), one in a thousand may be wrong throughout. All entries of the paper
then say which rates are likely (empirical Bayes), so that a lone conflict among sound citations stays improbable and
the fifth is not. One cause counts once, however often it occurs.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

EVIDENCE = Path(__file__).parent / "evidence.json"

PUBLISHED_RATE = 1 / 500
"""Wrong works among those that published papers cite, as read by hand on trials outside all test sets."""
PUBLISHED_SPREAD = 150.0
"""Pseudo-citations of the Beta prior of published papers: how firmly a paper is held to the published rate."""
SUSPICIOUS_PAPERS = 1 / 1000
"""Papers that may be wrong throughout: their rate has a flat prior."""
FOREIGN_SHARES = ((0.05, 0.9), (0.5, 0.1))
"""Of wrong works, the share of entries that are of another paper, with the prior of each share."""
LOOK_ALIKES = 0.5
"""Of wrong works that are no foreign entries, the share on the same subject; the others are slips within the list."""
LARGEST_WORDS = 30.0
"""What the words alone may add to a paper's rate: other fields of research print other words."""
STEPS = 48
LOWEST, HIGHEST = 1e-5, 0.95

MISMATCH, SUSPECT, WORTH_A_NOTE = 0.9, 0.5, 0.05
TELLING = 20.0
"""A kind of evidence whose ratio is below this gives a note at most."""


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

    def ratio(self, share: float, *, bounded: bool = False) -> float:
        """The likelihood ratio, where such a share of wrong works are foreign entries."""
        facts = self.repeated if bounded else self.facts
        slip = min(self.slip, LARGEST_WORDS) if bounded else self.slip
        foreign = min(self.foreign, LARGEST_WORDS) if bounded else self.foreign
        slips = (1 - LOOK_ALIKES) * self.subject * slip
        return facts * ((1 - share) * (LOOK_ALIKES + slips) + share * self.subject * foreign)


def posteriors(weights: Sequence[Weight]) -> list[float]:
    """For each citation the probability that it is wrong, given all citations of the paper."""
    entries: dict[str, list[Weight]] = {}
    for weight in weights:
        entries.setdefault(weight.entry, []).append(weight)
    rates = _rates()
    scale: list[tuple[float, float, float]] = []
    for share, prior in FOREIGN_SHARES:
        means = [sum(w.ratio(share, bounded=True) for w in group) / len(group) for group in entries.values()]
        for rate, mass in rates:
            logs = sum(math.log1p(rate * (mean - 1)) for mean in means)
            scale.append((rate, share, math.log(mass * prior) + logs))
    top = max((log for _, _, log in scale), default=0.0)
    masses = [(rate, share, math.exp(log - top)) for rate, share, log in scale]
    total = sum(mass for _, _, mass in masses)
    found = []
    for weight in weights:
        by_share = {share: weight.ratio(share) for share, _ in FOREIGN_SHARES}
        found.append(sum(m * r * by_share[s] / (1 + r * (by_share[s] - 1)) for r, s, m in masses) / total)
    return found


@cache
def _rates() -> tuple[tuple[float, float], ...]:
    """Rates in equal steps of their logarithm, each with its prior mass."""
    a, b = PUBLISHED_RATE * PUBLISHED_SPREAD, (1 - PUBLISHED_RATE) * PUBLISHED_SPREAD
    step = math.log(HIGHEST / LOWEST) / (STEPS - 1)
    rates = [LOWEST * math.exp(step * at) for at in range(STEPS)]
    beta = [math.exp(a * math.log(r) + (b - 1) * math.log1p(-r)) for r in rates]
    flat = list(rates)
    published = [(1 - SUSPICIOUS_PAPERS) * mass / sum(beta) for mass in beta]
    suspicious = [SUSPICIOUS_PAPERS * mass / sum(flat) for mass in flat]
    return tuple((r, p + s) for r, p, s in zip(rates, published, suspicious, strict=True))
