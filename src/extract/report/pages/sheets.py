"""The tables of a paper's page: results, included studies, pooled estimates, recomputed tests; each row leads to its
passage."""

from collections.abc import Callable
from dataclasses import dataclass

from extract.report.standing import Standing
from extract.store import Row

STUDIES_NOTE = (
    "Each row of the tables of included studies: its entry, whether that work was found, notices on it, and whether "
    "the row agrees with its entry and, where its text is held, with the study itself."
)
MOST_ROWS = 300
"""Rows of one table on a page; the exports have all."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows; `href` leads to the passage, `kind` is a class ("error" for a conflict)."""

    text: str
    href: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table that can be sorted; `left_out` of its rows are not shown, `export` is the layer that has them."""

    name: str
    title: str
    note: str
    head: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    left_out: int
    export: str


def sheets_of(rows: Callable[[str], list[Row]], standing: Standing) -> list[Sheet]:
    """The tables that have a row. `rows` gives the layer of a name."""
    own = (row for row in rows("results") if row["role"] == "result" and row["source"] == "own")
    results = [row for row in own if row["measure"] != "p_value"]
    made = (
        _sheet(
            "results", "Results", "Numbers that the paper reports as its own, as printed.", RESULT, results, standing
        ),
        _sheet("studies", "Included studies", STUDIES_NOTE, STUDY, rows("studies"), standing),
        _sheet(
            "pooled",
            "Pooled estimates",
            "As printed, and as the rows of the table give.",
            POOLED,
            rows("pooled"),
            standing,
        ),
        _sheet(
            "recomputed",
            "Recomputed tests",
            "Every test that could be recomputed, those that agree too.",
            RECOMPUTED,
            rows("recomputed"),
            standing,
        ),
    )
    return [sheet for sheet in made if sheet.rows]


def anchor_of(row: Row) -> str:
    """The id of the place of a row in the text of the page."""
    return f"at-{row['id']}"


Columns = tuple[tuple[str, Callable[[Row], object]], ...]


def _sheet(name: str, title: str, note: str, columns: Columns, rows: list[Row], standing: Standing) -> Sheet:
    made = [_cells(columns, row, standing) for row in rows[:MOST_ROWS]]
    head = (*(head for head, _ in columns), "Where")
    used = [at for at in range(len(head)) if any(cells[at].text for cells in made)]
    return Sheet(
        name=name,
        title=title,
        note=note,
        head=tuple(head[at] for at in used),
        rows=[tuple(cells[at] for at in used) for cells in made],
        left_out=max(0, len(rows) - MOST_ROWS),
        export=name,
    )


def _cells(columns: Columns, row: Row, standing: Standing) -> tuple[Cell, ...]:
    where = Cell(str(standing.place(row["start"])) or "in the text", href=f"#{anchor_of(row)}")
    return (*(_cell(value(row)) for _, value in columns), where)


def _cell(value: object) -> Cell:
    if isinstance(value, Cell):
        return value
    return Cell("" if value is None else str(value))


def _measure(row: Row) -> str:
    """A measure in words; one that the vocabulary does not know has none."""
    return "" if row["measure"] == "other" else str(row["measure"]).replace("_", " ")


def _interval(row: Row) -> str:
    if row["ci_low"] is None or row["ci_high"] is None:
        return ""
    return f"{row['ci_low']} to {row['ci_high']}"


def _p(row: Row) -> str:
    if row["p_relation"] == "ns":
        return "not significant"
    if row["p_value"] is None:
        return ""
    return str(row["p_value"]) if row["p_relation"] == "=" else f"{row['p_relation']} {row['p_value']}"


def _value(row: Row) -> str:
    """As printed, with its unit; a bracket that the printed value leaves open is closed."""
    text, unit = row["value_text"], row["unit"] or ""
    printed = text if unit and text.rstrip(")").endswith(unit) else f"{text} {unit}".strip()
    return printed + ")" * (printed.count("(") - printed.count(")"))


def _time(row: Row) -> str:
    if row["timepoint"] is None:
        return row["timepoint_text"] or ""
    return f"{row['timepoint']} {row['timepoint_unit'] or ''}".strip()


def _agrees(row: Row) -> Cell:
    return Cell("agrees") if row["agrees"] else Cell("does not agree", kind="warning")


def _test(row: Row) -> str:
    df = ", ".join(map(str, row["df"] or ()))
    return f"{row['statistic']}{f'({df})' if df else ''} = {row['value']}"


def _decision(row: Row) -> Cell:
    if row["agrees"]:
        return Cell("agrees")
    return Cell("does not agree", kind="warning") if row["same_side"] else Cell("other side of 0.05", kind="error")


RESULT: Columns = (
    ("Outcome", lambda row: row["outcome"] or _measure(row)),
    ("Measure", lambda row: "" if row["outcome"] in (None, row["measure"]) else _measure(row)),
    ("Arm", lambda row: row["arm"] or row["population"]),
    ("Against", lambda row: row["comparator"]),
    ("Value", _value),
    ("Interval", _interval),
    ("p", _p),
    ("n", lambda row: row["n"] if row["denominator"] is None else row["denominator"]),
    ("Time", _time),
)
STUDY: Columns = (
    ("Study", lambda row: row["row_label"]),
    (
        "Entry",
        lambda row: (
            Cell(f"[{row['reference_label']}]", href=f"#ref-{row['reference_id']}") if row["reference_id"] else ""
        ),
    ),
    ("Found", lambda row: Cell(row["status"], kind="" if row["status"] == "linked" else "warning")),
    ("Exists", lambda row: row.get("exists")),
    ("Notices", lambda row: Cell(row["notices"], kind="error") if row.get("notices") else ""),
    ("Row", lambda row: Cell(row["told"][1], kind=row["told"][0]) if row.get("told") else ""),
)
POOLED: Columns = (
    ("Outcome", lambda row: row["outcome"]),
    ("Measure", lambda row: row["measure"]),
    ("Studies", lambda row: row["k"]),
    ("Printed", lambda row: f"{row['estimate']} ({_interval(row)})"),
    (
        "Recomputed",
        lambda row: f"{row['recomputed_estimate']:.3g} ({row['recomputed_low']:.3g} to {row['recomputed_high']:.3g})",
    ),
    ("Model", lambda row: row["model"]),
    ("I² printed", lambda row: row["i2"]),
    ("I² recomputed", lambda row: f"{row['recomputed_i2']:.0f}"),
    ("Verdict", _agrees),
)
RECOMPUTED: Columns = (
    ("Test", _test),
    ("Printed p", _p),
    ("Recomputed p", lambda row: f"{row['recomputed_p']:.3g}"),
    ("From", lambda row: f"{row['recomputed_p_low']:.3g}"),
    ("To", lambda row: f"{row['recomputed_p_high']:.3g}"),
    ("Verdict", _decision),
    ("Check", lambda row: row["check"]),
)
