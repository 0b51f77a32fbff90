"""A number of a paper as printed, and what it means: each part of its meaning with a probability and its evidence."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.model.annotation import Annotation, Interval, PValue

QuantityKind = Literal[
    "number",  # a bare number, its unit printed or not
    "share",  # a percent, with its count and total where printed
    "mean_sd",  # a mean with its spread
    "range",  # from one number to another
    "p",
    "test",  # a test statistic with its degrees of freedom
    "dose",
    "fractions",  # of a course of radiotherapy
    "zero",  # none, in words
    "not_reached",
    "not_significant",  # a statement without a number
    "size",  # of a group: "(n = 40)"
    "time",  # a time point: "at 12 weeks"
    "label",  # a number that only names something: "group 2", "factor 8"
]

SlotName = Literal[
    "outcome", "arm", "comparator", "timepoint", "statistic", "unit", "role", "source", "adjusted", "contrast"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One part of a quantity's meaning.

    `probability` (0 to 1) that the value is right; `evidence` says in words why it was chosen, or why it is empty
    (`value` None).
    """

    name: SlotName
    value: str | None
    probability: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Annotation):
    """A number at its place, typed and bound as far as the paper says what it is.

    `digits` as printed, `value` as read (None for a range or a statement); `bound` the sign before it ("<", "about");
    `scale` what the unit counts (share, people, time, mass ...); `result` the id of the result that it became.
    """

    kind: QuantityKind
    digits: str
    value: Decimal | None
    unit: str | None = None
    scale: str = ""
    bound: str = "="
    interval: Interval | None = None
    p: PValue | None = None
    sd: Decimal | None = None
    se: Decimal | None = None
    count: int | None = None
    total: int | None = None
    df: tuple[Decimal, ...] = ()
    slots: tuple[Slot, ...] = ()
    row_path: tuple[str, ...] = ()
    column_path: tuple[str, ...] = ()
    sentence: str | None = None
    cell: str | None = None
    table: str | None = None
    result: str | None = None

    def slot(self, name: SlotName) -> Slot | None:
        """The slot of that name; None where the quantity has none such (a p-value has no unit)."""
        return next((slot for slot in self.slots if slot.name == name), None)
