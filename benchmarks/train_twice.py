"""Trains the weights of `audit/relations/twice`: which number of the body is the one that an abstract misprints.

    extract ingest ../shared/bench/articles --db articles.db
    python benchmarks/train_twice.py articles.db

Slips (a digit wrong, two exchanged, one lost) are planted in numbers of abstracts that the body tells in the same
words; the body's number is then the one meant. Numbers of unharmed abstracts beside the body's numbers that one slip
would make theirs are the other rows. Those that a first fit on other articles calls nearly certain are mostly real
misprints, and are left out of the second. Printed are the share found and the alarms on unharmed abstracts, each
article judged by a fit without it; written are the weights with the hash of the articles.
"""

import hashlib
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from extract.audit.relations.twice import (
    WEIGHTS,
    Line,
    Lines,
    Spot,
    features,
    lines_of,
    own_support,
    rivals,
    stated_numbers,
)
from extract.model import Paper
from extract.store.database import open_read_only
from extract.store.library import StoredLibrary

SEED = 7
DIGIT, EXCHANGED = 0.75, 0.93
"""Cumulative shares of the slips: a digit wrong, two exchanged, else one lost."""
LEAST_SUPPORT = 1.0
MOST_RIVALS = 4
NEARLY_CERTAIN = 0.9
FOLDS = 5
CONTEXT = slice(6, 14)
Row = dict[str, float]


@dataclass(frozen=True, slots=True)
class Case:
    """The rows of one number of an abstract; `planted` where it was made wrong."""

    paper: str
    rows: tuple[Row, ...]
    planted: bool


def main() -> None:
    library = StoredLibrary(open_read_only(Path(sys.argv[1])))
    papers = [paper for name in library.document_ids() if (paper := library.paper(name)) is not None]
    rng = random.Random(SEED)
    cases = [case for paper in papers for case in cases_of(paper, rng) if case.rows]
    names = next(tuple(row) for case in cases for row in case.rows)
    rows = np.array([list(row.values()) for case in cases for row in case.rows])
    labels = np.array([case.planted for case in cases for _ in case.rows])
    groups = [case.paper for case in cases for _ in case.rows]
    chances = np.zeros(len(labels))
    for train, test in GroupKFold(FOLDS).split(rows, labels, groups):
        chances[test] = fit(rows[train], labels[train]).predict_proba(rows[test])[:, 1]
    tell(cases, chances)
    kept = labels | (chances < NEARLY_CERTAIN)
    model = fit(rows[kept], labels[kept])
    written = {
        "articles": len(papers),
        "sha256": hashlib.sha256("".join(sorted(p.document.source.sha256 for p in papers)).encode()).hexdigest(),
        "bias": round(float(model.intercept_[0]), 4),
        "weights": {name: round(float(weight), 4) for name, weight in zip(names, model.coef_[0], strict=True)},
    }
    WEIGHTS.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


def _context(row: Row) -> float:
    """How much of what stands around both share."""
    return sum(list(row.values())[CONTEXT])


def fit(rows: np.ndarray, labels: np.ndarray) -> LogisticRegression:
    """A logistic model with a ridge of 1."""
    return LogisticRegression(C=1.0, max_iter=3000).fit(rows, labels)


def cases_of(paper: Paper, rng: random.Random) -> Iterator[Case]:
    """Each number of the abstract as it is, and once made wrong where the body tells the same."""
    lines = lines_of(paper)
    for spot in stated_numbers(lines):
        value = spot.value
        near = sorted((row for _, row in _rows(lines, spot)), key=lambda row: -_context(row))
        yield Case(paper.id, tuple(near[:MOST_RIVALS]), planted=False)
        if value not in lines.in_body or sum(list(own_support(lines, spot).values())[1:]) < LEAST_SUPPORT:
            continue
        slip = planted(value, rng)
        if slip is None:
            continue
        changed, harmed = _with(lines, spot, slip)
        right = [row for meant, row in _rows(changed, harmed) if meant == value]
        yield Case(paper.id, (max(right, key=_context),) if right else (), planted=True)


def _rows(lines: Lines, spot: Spot) -> Iterator[tuple[Decimal, Row]]:
    own = own_support(lines, spot)
    for other in rivals(lines, spot):
        yield other.value, features(lines, spot, other, own)


def _with(lines: Lines, spot: Spot, value: Decimal) -> tuple[Lines, Spot]:
    """The paper with another number at this place of its abstract."""
    line = spot.line
    tokens = tuple(t._replace(value=value) if i == spot.at else t for i, t in enumerate(line.tokens))
    harmed = Line(line.passage, tokens)
    abstract = tuple(harmed if other is line else other for other in lines.abstract)
    numbers = frozenset(value for other in abstract for value in other.numbers)
    return replace(lines, abstract=abstract, in_abstract=numbers), Spot(harmed, spot.at)


def planted(value: Decimal, rng: random.Random) -> Decimal | None:
    """The number with one slip; None where the slip makes nothing new."""
    text = str(abs(value))
    digits = [at for at, sign in enumerate(text) if sign.isdigit()]
    kind = rng.random()
    if kind < DIGIT:
        at = rng.choice(digits)
        text = text[:at] + rng.choice([d for d in "0123456789" if d != text[at]]) + text[at + 1 :]
    elif kind < EXCHANGED and len(digits) > 1:
        first = rng.randrange(len(digits) - 1)
        one, other = digits[first], digits[first + 1]
        signs = list(text)
        signs[one], signs[other] = signs[other], signs[one]
        text = "".join(signs)
    elif len(digits) > 2:
        at = rng.choice(digits)
        text = text[:at] + text[at + 1 :]
    try:
        made = Decimal(text).copy_sign(value)
    except InvalidOperation:
        return None
    return None if made == value else made


def tell(cases: list[Case], chances: np.ndarray) -> None:
    """The share of planted slips found, and the alarms on unharmed numbers, by threshold."""
    best, at = [], 0
    for case in cases:
        best.append(float(chances[at : at + len(case.rows)].max()))
        at += len(case.rows)
    for least in (0.5, 0.8, 0.9, 0.96, 0.993):
        found = [chance >= least for case, chance in zip(cases, best, strict=True) if case.planted]
        alarms = sum(chance >= least for case, chance in zip(cases, best, strict=True) if not case.planted)
        print(f"from {least}: found {sum(found)} of {len(found)}, alarms {alarms}")


if __name__ == "__main__":
    main()
