"""A number of a sentence on its way to a result, and what a paragraph has said before it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.annotate.quantities.atoms import Atom
from extract.annotate.quantities.evidence import Features
from extract.annotate.quantities.lexicon import Mention
from extract.model import PValue, ResultRole, Slot
from extract.text.times import Times


@dataclass
class Thread:
    """What a paragraph has established: its last time points, pair of arms, population and measure."""

    times: Times | None = None
    arms: tuple[str | None, str | None] = (None, None)
    population: str | None = None
    measure: Mention | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class FormGroup:
    """The group and the one compared with that the form of a sentence gives a number, and which form it is."""

    arm: str | None = None
    comparator: str | None = None
    form: str = ""


@dataclass(slots=True, kw_only=True)
class Draft:
    """A number on its way to a result; `by_form` is its group by the form of the sentence alone."""

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
    by_form: FormGroup = FormGroup()
    population: str | None = None
    p: PValue | None = None
    outcome: str | None = None
    time_text: str | None = None
    weak: bool = False
    named: str | None = None
    probability: float | None = None
    slots: tuple[Slot, ...] = ()

    @property
    def start(self) -> int:
        """Where the number begins in the text that it was read in."""
        return self.atom.start
