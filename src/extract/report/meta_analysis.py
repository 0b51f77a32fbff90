"""Comparisons as the columns that R's metafor and Cochrane's RevMan read."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from extract.outputs import output_file
from extract.report.cells import TableWriter
from extract.report.comparisons import Comparison, Labels, LeftOut, sorted_out

Row = dict[str, Any]
DIGITS = 6
METAFOR = tuple(
    """slab kind outcome measure timepoint timepoint_unit arm comparator population ai bi ci di n1i n2i m1i sd1i m2i
    sd2i yi sei vi document_id result_ids factor adjusted warning printed table start""".split()
)
LEFT_OUT = ("reason", *(name for name in METAFOR if name not in ("bi", "di", "vi", "warning")))
STUDY_RESULTS = (
    *("Study", "Outcome", "Outcome type", "Subgroup", "Time point", "Intervention", "Comparator"),
    *("Intervention events", "Intervention total", "Comparator events", "Comparator total"),
    *("Intervention mean", "Intervention SD", "Comparator mean", "Comparator SD"),
    *("log[Effect]", "SE", "Effect", "CI start", "CI end", "Footnotes"),
)
OUTCOME_TYPES = {"ratio": "Contrast level", "binary": "Dichotomous", "continuous": "Continuous"}


def write_metafor(rows: Iterable[Row], names: Mapping[str, str], file: IO[str], labels: Labels) -> list[LeftOut]:
    """For metafor: `escalc` reads ai ... sd2i; `rma(yi, sei = sei)` reads the effects of one `measure` as they are.

    What cannot be pooled is returned with the reason.
    """
    writer = TableWriter(file)
    writer.writerow(METAFOR)
    left: list[LeftOut] = []
    for one in sorted_out(rows, labels):
        if isinstance(one, LeftOut):
            left.append(one)
        else:
            writer.writerow(_values(one, names, METAFOR))
    return left


def write_left_out(left: Iterable[LeftOut], names: Mapping[str, str], file: IO[str]) -> None:
    """The comparisons that are not exported, each with the reason."""
    writer = TableWriter(file)
    writer.writerow(LEFT_OUT)
    for each in left:
        writer.writerow([each.reason, *_values(each.comparison, names, LEFT_OUT[1:])])


def _values(one: Comparison, names: Mapping[str, str], columns: Iterable[str]) -> list[object]:
    line = {
        "slab": names.get(one.document_id, one.document_id),
        "bi": None if one.ai is None or one.n1i is None else one.n1i - one.ai,
        "di": None if one.ci is None or one.n2i is None else one.n2i - one.ci,
        "yi": _rounded(one.yi),
        "sei": _rounded(one.sei),
        "vi": _rounded(None if one.sei is None else one.sei**2),
        "result_ids": " ".join(one.results),
    }
    return [line[name] if name in line else getattr(one, name) for name in columns]


def write_revman(rows: Iterable[Row], names: Mapping[str, str], file: IO[str], labels: Labels) -> list[LeftOut]:
    """RevMan's study results: one line for each comparison, dichotomous, continuous or at contrast level."""
    writer = TableWriter(file)
    writer.writerow(STUDY_RESULTS)
    left: list[LeftOut] = []
    for one in sorted_out(rows, labels):
        if isinstance(one, LeftOut):
            left.append(one)
        else:
            writer.writerow(_study_result(one, names))
    return left


def write_revman_folder(
    rows: Iterable[Row], documents: Iterable[Row], arms: Iterable[Row], folder: Path, labels: Labels
) -> None:
    """The files that RevMan takes (studies, arms, results, risk of bias to be filled in), and what is left out.

    The arms are those of the paper and every other one that a result speaks of.
    """
    studies = list(documents)
    names = study_names(studies)
    kept = list(rows)
    with output_file(folder / "study-results.csv") as file:
        left = write_revman(kept, names, file, labels)
    with output_file(folder / "left-out.csv") as file:
        write_left_out(left, names, file)
    _write(
        folder / "study-information.csv", ("Study", "Title", "Journal", "Year", "DOI", "PMID"), _studies(studies, names)
    )
    found = (one for one in sorted_out(kept, labels) if isinstance(one, Comparison))
    _write(folder / "study-arms.csv", ("Study", "Arm", "Participants", "Counted as"), _arms(arms, found, names))
    domains = ((name, "", "", "") for name in names.values())
    _write(folder / "risk-of-bias.csv", ("Study", "Domain", "Judgement", "Support for judgement"), domains)


def _arms(
    arms: Iterable[Row], comparisons: Iterable[Comparison], names: Mapping[str, str]
) -> Iterator[tuple[object, ...]]:
    """Every group that a result speaks of, with its size; then the other groups of the paper."""
    reported: set[tuple[str, str]] = set()
    for comparison in comparisons:
        for arm, n in ((comparison.arm, comparison.n1i), (comparison.comparator, comparison.n2i)):
            if arm and (comparison.document_id, arm) not in reported:
                reported.add((comparison.document_id, arm))
                yield names.get(comparison.document_id, ""), arm, n, "result" if n else ""
    for row in arms:
        if (row["document_id"], row["name"]) not in reported and row["n"]:
            yield names.get(row["document_id"], ""), row["name"], row["n"], row["n_role"]


def study_names(documents: Iterable[Row]) -> dict[str, str]:
    """How a study is called: "Wu 2026"; letters tell apart those of the same name."""
    names: dict[str, str] = {}
    for row in documents:
        authors = row.get("authors") or []
        family = authors[0]["family"] if authors else None
        name = f"{family} {row['year'] or ''}".strip() if family else Path(str(row["path"])).stem
        taken = sum(known.split("~")[0] == name for known in names.values())
        names[str(row["id"])] = name if not taken else f"{name}~{taken + 1}"
    return {key: name.replace("~", " #") for key, name in names.items()}


def _study_result(one: Comparison, names: Mapping[str, str]) -> list[object]:
    point = f"{one.timepoint:g} {one.timepoint_unit}" if one.timepoint is not None else ""
    return [
        *(names.get(one.document_id, one.document_id), one.outcome, OUTCOME_TYPES[one.kind], one.population, point),
        *(one.arm, one.comparator, one.ai, one.n1i, one.ci, one.n2i, one.m1i, one.sd1i, one.m2i, one.sd2i),
        *(_rounded(one.yi), _rounded(one.sei), one.value, one.low, one.high, " ".join(one.results)),
    ]


def _studies(documents: Iterable[Row], names: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    for row in documents:
        yield names[str(row["id"])], row["title"], row["journal"], row["year"], row["doi"], row["pmid"]


def _write(path: Path, head: tuple[str, ...], lines: Iterable[Iterable[object]]) -> None:
    with output_file(path) as file:
        writer = TableWriter(file)
        writer.writerow(head)
        writer.writerows(lines)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
