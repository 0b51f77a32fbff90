"""Comparisons as the columns that R's metafor and Cochrane's RevMan read, and the rows that reviews pool.

Rows of reviews are numbers of other papers, as the review prints them: they are written apart from the comparisons of
papers that report their own results, so that no patient is counted twice.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

from extract.outputs import output_file
from extract.pooling import Z95
from extract.report.cells import TableWriter
from extract.report.comparisons import Comparison, Labels
from extract.report.poolable import LeftOut, sorted_out
from extract.report.records import ArmRecord, DocumentRecord, PooledRecord, PooledRowRecord, ResultRecord

DIGITS = 6
METAFOR = tuple(
    """slab kind outcome measure timepoint timepoint_unit arm comparator population ai bi ci di n1i n2i m1i sd1i m2i
    sd2i yi sei vi document_id result_ids factor adjusted warning printed table start time""".split()
)
LEFT_OUT = ("reason", *(name for name in METAFOR if name not in ("bi", "di", "vi", "warning")))
STUDY_RESULTS = (
    *("Study", "Outcome", "Outcome type", "Subgroup", "Time point", "Intervention", "Comparator"),
    *("Intervention events", "Intervention total", "Comparator events", "Comparator total"),
    *("Intervention mean", "Intervention SD", "Comparator mean", "Comparator SD"),
    *("log[Effect]", "SE", "Effect", "CI start", "CI end", "Footnotes"),
)
STUDY_COLUMNS = tuple("slab outcome measure scale yi sei vi ai bi ci di n1i n2i pooled_id document_id".split())
"""Columns of a row that a review pools."""

OF_COUNTS = ("OR", "RR", "RD")
OUTCOME_TYPES = {"ratio": "Contrast level", "binary": "Dichotomous", "continuous": "Continuous"}


def write_metafor(
    rows: Iterable[ResultRecord], names: Mapping[str, str], file: IO[str], labels: Labels
) -> list[LeftOut]:
    """For metafor: `escalc` reads ai ... sd2i; `rma(yi, sei = sei)` reads the effects of one `measure` as they are.

    What cannot be pooled is returned with the reason.
    """
    return _write_comparisons(rows, labels, file, METAFOR, lambda comparison: _values(comparison, names, METAFOR))


def write_revman(
    rows: Iterable[ResultRecord], names: Mapping[str, str], file: IO[str], labels: Labels
) -> list[LeftOut]:
    """RevMan's study results: one line for each comparison, dichotomous, continuous or at contrast level."""
    return _write_comparisons(rows, labels, file, STUDY_RESULTS, lambda comparison: _study_result(comparison, names))


def _write_comparisons(
    rows: Iterable[ResultRecord],
    labels: Labels,
    file: IO[str],
    head: Iterable[str],
    line_of: Callable[[Comparison], Iterable[object]],
) -> list[LeftOut]:
    """A line for each comparison that can be pooled; the others, with the reason."""
    writer = TableWriter(file)
    writer.writerow(head)
    left: list[LeftOut] = []
    for comparison in sorted_out(rows, labels):
        if isinstance(comparison, LeftOut):
            left.append(comparison)
        else:
            writer.writerow(line_of(comparison))
    return left


def write_left_out(left: Iterable[LeftOut], names: Mapping[str, str], file: IO[str]) -> None:
    """The comparisons that are not exported, each with the reason."""
    writer = TableWriter(file)
    writer.writerow(LEFT_OUT)
    for left_out in left:
        writer.writerow([left_out.reason, *_values(left_out.comparison, names, LEFT_OUT[1:])])


def _values(comparison: Comparison, names: Mapping[str, str], columns: Iterable[str]) -> list[object]:
    line = {
        "slab": names.get(comparison.document_id, comparison.document_id),
        "bi": _without_event(comparison.ai, comparison.n1i),
        "di": _without_event(comparison.ci, comparison.n2i),
        "yi": _rounded(comparison.yi),
        "sei": _rounded(comparison.sei),
        "vi": _rounded(None if comparison.sei is None else comparison.sei**2),
        "result_ids": " ".join(comparison.results),
    }
    return [line[name] if name in line else getattr(comparison, name) for name in columns]


def write_revman_folder(
    rows: Iterable[ResultRecord],
    documents: Iterable[DocumentRecord],
    arms: Iterable[ArmRecord],
    folder: Path,
    labels: Labels,
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
    found = (comparison for comparison in sorted_out(kept, labels) if isinstance(comparison, Comparison))
    _write(folder / "study-arms.csv", ("Study", "Arm", "Participants", "Counted as"), _arms(arms, found, names))
    domains = ((name, "", "", "") for name in names.values())
    _write(folder / "risk-of-bias.csv", ("Study", "Domain", "Judgement", "Support for judgement"), domains)


def _arms(
    arms: Iterable[ArmRecord], comparisons: Iterable[Comparison], names: Mapping[str, str]
) -> Iterator[tuple[object, ...]]:
    """Every group that a result speaks of, with its size; then the other groups of the paper."""
    written: set[tuple[str, str]] = set()
    for comparison in comparisons:
        for arm, n in ((comparison.arm, comparison.n1i), (comparison.comparator, comparison.n2i)):
            if arm and (comparison.document_id, arm) not in written:
                written.add((comparison.document_id, arm))
                yield names.get(comparison.document_id, ""), arm, n, "result" if n else ""
    for row in arms:
        if (row.document_id, row.name) not in written and row.n:
            yield names.get(row.document_id, ""), row.name, row.n, row.n_role


def study_names(documents: Iterable[DocumentRecord]) -> dict[str, str]:
    """How a study is called: "Wu 2026"; letters tell apart those of the same name."""
    names: dict[str, str] = {}
    for row in documents:
        family = row.authors[0].family if row.authors else None
        name = f"{family} {row.year or ''}".strip() if family else Path(str(row.path)).stem
        taken = sum(known.split("~")[0] == name for known in names.values())
        names[str(row.id)] = name if not taken else f"{name}~{taken + 1}"
    return {key: name.replace("~", " #") for key, name in names.items()}


def _study_result(comparison: Comparison, names: Mapping[str, str]) -> list[object]:
    """In the order of `STUDY_RESULTS`."""
    numbers = "ai n1i ci n2i m1i sd1i m2i sd2i".split()
    return [
        *(names.get(comparison.document_id, comparison.document_id), comparison.outcome),
        *(OUTCOME_TYPES[comparison.kind], comparison.population, comparison.time),
        *(comparison.arm, comparison.comparator, *(getattr(comparison, name) for name in numbers)),
        *(_rounded(comparison.yi), _rounded(comparison.sei)),
        *(comparison.value, comparison.low, comparison.high, " ".join(comparison.results)),
    ]


def _studies(documents: Iterable[DocumentRecord], names: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    for row in documents:
        yield names[str(row.id)], row.title, row.journal, row.year, row.doi, row.pmid


def _write(path: Path, head: tuple[str, ...], lines: Iterable[Iterable[object]]) -> None:
    with output_file(path) as file:
        writer = TableWriter(file)
        writer.writerow(head)
        writer.writerows(lines)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)


def write_study_rows(pooled: Iterable[PooledRecord], file: IO[str]) -> None:
    """For metafor: `rma(yi, vi, slab = slab)` on the rows of one `pooled_id`; `escalc` where there are counts."""
    writer = TableWriter(file)
    writer.writerow(STUDY_COLUMNS)
    for estimate, study in _pooled_studies(pooled):
        line = {
            **{name: getattr(study, name) for name in ("yi", "vi", "ai", "ci", "n1i", "n2i")},
            "slab": study.label,
            "sei": _rounded(math.sqrt(study.vi)),
            "bi": _without_event(study.ai, study.n1i),
            "di": _without_event(study.ci, study.n2i),
            "outcome": estimate.outcome or estimate.text,
            "pooled_id": estimate.id,
            **{name: getattr(estimate, name) for name in ("measure", "scale", "document_id")},
        }
        writer.writerow([line[name] for name in STUDY_COLUMNS])


def write_revman_rows(pooled: Iterable[PooledRecord], file: IO[str]) -> None:
    """RevMan's study results, one line for each study of each pooled estimate."""
    writer = TableWriter(file)
    writer.writerow(STUDY_RESULTS)
    for estimate, study in _pooled_studies(pooled):
        is_counted = study.n1i is not None and estimate.measure in OF_COUNTS
        sei = math.sqrt(study.vi)
        limits = [study.yi + factor * sei for factor in (0, -Z95, Z95)]
        shown = [math.exp(limit) if estimate.scale == "log" else limit for limit in limits]
        line = {
            "Study": study.label,
            "Outcome": estimate.outcome or estimate.text,
            "Outcome type": "Dichotomous" if is_counted else "Contrast level",
            "Intervention events": study.ai,
            "Intervention total": study.n1i,
            "Comparator events": study.ci,
            "Comparator total": study.n2i,
            "log[Effect]": study.yi,
            "SE": _rounded(sei),
            **dict(zip(("Effect", "CI start", "CI end"), (round(limit, 4) for limit in shown), strict=True)),
            "Footnotes": estimate.id,
        }
        writer.writerow([line.get(name, "") for name in STUDY_RESULTS])


def _pooled_studies(pooled: Iterable[PooledRecord]) -> Iterator[tuple[PooledRecord, PooledRowRecord]]:
    return ((estimate, study) for estimate in pooled for study in estimate.effects)


def _without_event(events: float | None, total: float | None) -> float | None:
    return None if events is None or total is None else total - events
