"""Comparisons as the columns that R's metafor and Cochrane's RevMan read."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from extract.outputs import output_file
from extract.report.cells import TableWriter
from extract.report.comparisons import Comparison, find_comparisons

Row = dict[str, Any]
DIGITS = 6
METAFOR = (
    *("slab", "kind", "outcome", "measure", "timepoint", "timepoint_unit", "arm", "comparator", "population"),
    *(
        "ai",
        "bi",
        "ci",
        "di",
        "n1i",
        "n2i",
        "m1i",
        "sd1i",
        "m2i",
        "sd2i",
        "yi",
        "sei",
        "vi",
        "document_id",
        "result_ids",
    ),
)
STUDY_RESULTS = (
    *("Study", "Outcome", "Outcome type", "Subgroup", "Time point", "Intervention", "Comparator"),
    *("Intervention events", "Intervention total", "Comparator events", "Comparator total"),
    *("Intervention mean", "Intervention SD", "Comparator mean", "Comparator SD"),
    *("log[Effect]", "SE", "Effect", "CI start", "CI end", "Footnotes"),
)
OUTCOME_TYPES = {"ratio": "Contrast level", "binary": "Dichotomous", "continuous": "Continuous"}


def write_metafor(rows: Iterable[Row], names: Mapping[str, str], file: IO[str], labels: Mapping[str, str]) -> None:
    """For metafor: `escalc` reads ai ... sd2i; `rma(yi, sei = sei)` reads the effects of one `measure` as they are."""
    writer = TableWriter(file)
    writer.writerow(METAFOR)
    for one in find_comparisons(rows, labels):
        line = {
            "slab": names.get(one.document_id, one.document_id),
            "bi": None if one.ai is None or one.n1i is None else one.n1i - one.ai,
            "di": None if one.ci is None or one.n2i is None else one.n2i - one.ci,
            "yi": _rounded(one.yi),
            "sei": _rounded(one.sei),
            "vi": _rounded(None if one.sei is None else one.sei**2),
            "result_ids": " ".join(one.results),
        }
        writer.writerow([line[name] if name in line else getattr(one, name) for name in METAFOR])


def write_revman(rows: Iterable[Row], names: Mapping[str, str], file: IO[str], labels: Mapping[str, str]) -> None:
    """RevMan's study results: one line for each comparison, dichotomous, continuous or at contrast level."""
    writer = TableWriter(file)
    writer.writerow(STUDY_RESULTS)
    for one in find_comparisons(rows, labels):
        writer.writerow(_study_result(one, names))


def write_revman_folder(
    rows: Iterable[Row], documents: Iterable[Row], arms: Iterable[Row], folder: Path, labels: Mapping[str, str]
) -> None:
    """The four files that RevMan takes: study information, arms, results, and risk of bias to be filled in."""
    studies = list(documents)
    names = study_names(studies)
    with output_file(folder / "study-results.csv") as file:
        write_revman(rows, names, file, labels)
    _write(
        folder / "study-information.csv", ("Study", "Title", "Journal", "Year", "DOI", "PMID"), _studies(studies, names)
    )
    lines = ((names.get(arm["document_id"], ""), arm["name"], arm["n"], arm["n_role"]) for arm in arms)
    _write(folder / "study-arms.csv", ("Study", "Arm", "Participants", "Counted as"), lines)
    domains = ((name, "", "", "") for name in names.values())
    _write(folder / "risk-of-bias.csv", ("Study", "Domain", "Judgement", "Support for judgement"), domains)


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
