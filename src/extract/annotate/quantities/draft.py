"""A number of a sentence on its way to a result, and what a paragraph has said before it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.annotate.quantities.atoms import Atom
from extract.annotate.quantities.evidence import Features
from extract.annotate.quantities.lexicon import Mention
from extract.annotate.quantities.times import Times
from extract.model import PValue, ResultRole, Slot


@dataclass
class Thread:
    """What a paragraph has established: its last time points, pair of arms, population and measure."""

    times: Times | None = None
    arms: tuple[str | None, str | None] = (None, None)
    population: str | None = None
    measure: Mention | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """The group and the one compared with that the form of a sentence gives a number, and which form it is."""

    arm: str | None = None
    comparator: str | None = None
    form: str = ""


@dataclass(slots=True, kw_only=True)
class Draft:
    """A result before it has an id: places count from the start of the text that it was read in."""

    start: int
    end: int
    atom: Atom
    measure: str
    statistic: str
    role: ResultRole
    role_evidence: Features
    source: Literal["own", "cited"]
    rule: str
    timepoint: Decimal | None = None
    timepoint_unit: str | None = None
    arm: str | None = None
    comparator: str | None = None
    told: Told = Told()
    population: str | None = None
    p: PValue | None = None
    n: int | None = None
    outcome: str | None = None
    time_text: str | None = None
    weak: bool = False
    named: str | None = None
    probability: float | None = None
    slots: tuple[Slot, ...] = ()
