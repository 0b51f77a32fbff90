"""A result as the quantity that it was made from: what each slot holds, how sure that is, and why."""

from collections.abc import Iterator

from extract.model import Quantity, QuantityKind, Result, Slot, SlotName

KINDS: dict[str, QuantityKind] = {
    "share": "share",
    "count_share": "share",
    "mean_sd": "mean_sd",
    "two_means": "mean_sd",
    "value_and_other": "mean_sd",
    "estimate": "number",
    "interval": "range",
    "range": "range",
    "p": "p",
    "test": "test",
    "dose": "dose",
    "fractions": "fractions",
    "zero": "zero",
    "not_reached": "not_reached",
    "not_significant": "not_significant",
    "size": "size",
}
"""The kind of a quantity by the last part of the rule that read it."""


READ = 0.9
"""Probability of what is read straight from the form of a number and its labels (bindings, papers left out)."""


def quantity_of(result: Result, slots: tuple[Slot, ...], scale: str) -> Quantity:
    """The quantity that a result was made from, with the slots that were filled by evidence; `scale` of its unit."""
    form = result.rule.partition("_")[2].removeprefix("head_")
    return Quantity(
        id=result.id.replace("result", "quantity"),
        pieces=result.pieces,
        rule=result.rule,
        kind=KINDS.get(form, "number"),
        digits=result.value_text,
        value=result.value,
        unit=result.unit,
        scale=scale,
        interval=result.interval,
        p=result.p,
        sd=result.sd,
        se=result.se,
        count=result.count,
        total=result.denominator,
        df=result.df,
        slots=tuple(_slots(result, slots)),
        row_path=result.row_path,
        column_path=result.column_path,
        sentence=result.sentence,
        cell=result.cell,
        table=result.table,
        result=result.id,
    )


def _slots(result: Result, slots: tuple[Slot, ...]) -> Iterator[Slot]:
    """The slots with evidence, and the others as they were read."""
    yield from slots
    given = {slot.name for slot in slots}
    time = f"{result.timepoint} {result.timepoint_unit}" if result.timepoint is not None else result.timepoint_text
    plain: tuple[tuple[SlotName, str | None], ...] = (
        ("outcome", result.outcome),
        ("arm", result.arm),
        ("comparator", result.comparator),
        ("timepoint", time),
        ("statistic", result.statistic),
        ("unit", result.unit),
        ("role", result.role),
        ("source", result.source),
        ("contrast", result.contrast),
    )
    for name, value in plain:
        if name not in given and value is not None:
            yield Slot(name=name, value=value, probability=READ)
