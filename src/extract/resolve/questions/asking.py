"""A question of a meta-analysis and its answer: which way the outcome went, where that stands, and the numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from extract.resolve.questions.direction import Direction, read_direction
from extract.resolve.questions.passages import MOST, Passage, make_wanted, rank
from extract.resolve.questions.units import Known

Kind = Literal["binary", "continuous"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked; `kind` is None where only the direction is wanted."""

    id: str
    outcome: str
    intervention: str
    comparator: str
    kind: Kind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """How the outcome differs under the intervention, with probabilities, and the passages that say so, best first."""

    direction: Direction | None
    chances: Mapping[str, float]
    passages: tuple[Passage, ...]


def report_of(question: Question, known: Known) -> Reported:
    """The direction from the best passages; None where no passage names anything of the outcome."""
    wanted = make_wanted(known, question.outcome, question.intervention, question.comparator)
    ranked = rank(known, wanted)
    told = read_direction(ranked, wanted)
    return Reported(direction=told.direction, chances=told.chances, passages=tuple(ranked[:MOST]))
