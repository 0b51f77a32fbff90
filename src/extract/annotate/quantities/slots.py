"""A result as the quantity that it was made from: what each slot holds, how sure that is, and why."""

from extract.model import Quantity, QuantityKind, Result, Slot

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


def quantity_of(result: Result) -> Quantity:
    """The quantity that a result was made from."""
    form = result.rule.partition("_")[2].removeprefix("head_")
    return Quantity(
        id=result.id.replace("result", "quantity"),
        pieces=result.pieces,
        rule=result.rule,
        kind=KINDS.get(form, "number"),
        digits=result.value_text,
        value=result.value,
        unit=result.unit,
        interval=result.interval,
        p=result.p,
        sd=result.sd,
        se=result.se,
        count=result.count,
        total=result.denominator,
        df=result.df,
        slots=tuple(_slots(result)),
        row_path=result.row_path,
        column_path=result.column_path,
        sentence=result.sentence,
        cell=result.cell,
        table=result.table,
        result=result.id,
    )


def _slots(result: Result) -> list[Slot]:
    sure = result.probability or 0.0
    time = f"{result.timepoint} {result.timepoint_unit}" if result.timepoint is not None else result.timepoint_text
    return [
        Slot(name="outcome", value=result.outcome, probability=sure),
        Slot(name="arm", value=result.arm, probability=sure),
        Slot(name="comparator", value=result.comparator, probability=sure),
        Slot(name="timepoint", value=time, probability=sure),
        Slot(name="statistic", value=result.statistic, probability=sure),
        Slot(name="unit", value=result.unit, probability=sure),
        Slot(name="role", value=result.role, probability=sure),
        Slot(name="source", value=result.source, probability=sure),
    ]
