"""The studies that reviews include: those that are held themselves, and those pooled as rows for metafor and RevMan.

These are numbers as the review prints them, of other papers: they are exported apart from the comparisons of papers
that report their own results, so that no patient is counted twice.
"""

import math
from collections.abc import Iterable, Iterator
from typing import IO, Any

from extract.report.cells import TableWriter
from extract.report.meta_analysis import STUDY_RESULTS
from extract.store import Database, layer_rows

Row = dict[str, Any]
COLUMNS = (
    "slab",
    "outcome",
    "measure",
    "scale",
    "yi",
    "sei",
    "vi",
    "ai",
    "bi",
    "ci",
    "di",
    "n1i",
    "n2i",
    "pooled_id",
    "document_id",
)
OF_COUNTS = ("OR", "RR", "RD")
Z95 = 1.959964


def write_study_rows(pooled: Iterable[Row], file: IO[str]) -> None:
    """For metafor: `rma(yi, vi, slab = slab)` on the rows of one `pooled_id`; `escalc` where there are counts."""
    writer = TableWriter(file)
    writer.writerow(COLUMNS)
    for estimate, study in _studies(pooled):
        line = {
            **{name: study[name] for name in ("yi", "vi", "ai", "ci", "n1i", "n2i")},
            "slab": study["label"],
            "sei": round(math.sqrt(study["vi"]), 6),
            "bi": _others(study["ai"], study["n1i"]),
            "di": _others(study["ci"], study["n2i"]),
            "outcome": estimate["outcome"] or estimate["text"],
            "pooled_id": estimate["id"],
            **{name: estimate[name] for name in ("measure", "scale", "document_id")},
        }
        writer.writerow([line[name] for name in COLUMNS])


def write_revman_rows(pooled: Iterable[Row], file: IO[str]) -> None:
    """RevMan's study results, one line for each study of each pooled estimate."""
    writer = TableWriter(file)
    writer.writerow(STUDY_RESULTS)
    for estimate, study in _studies(pooled):
        is_counted = study["n1i"] is not None and estimate["measure"] in OF_COUNTS
        sei = math.sqrt(study["vi"])
        limits = [study["yi"] + factor * sei for factor in (0, -Z95, Z95)]
        shown = [math.exp(limit) if estimate["scale"] == "log" else limit for limit in limits]
        line = {
            "Study": study["label"],
            "Outcome": estimate["outcome"] or estimate["text"],
            "Outcome type": "Dichotomous" if is_counted else "Contrast level",
            "Intervention events": study["ai"],
            "Intervention total": study["n1i"],
            "Comparator events": study["ci"],
            "Comparator total": study["n2i"],
            "log[Effect]": study["yi"],
            "SE": round(sei, 6),
            **dict(zip(("Effect", "CI start", "CI end"), (round(each, 4) for each in shown), strict=True)),
            "Footnotes": estimate["id"],
        }
        writer.writerow([line.get(name, "") for name in STUDY_RESULTS])


def _studies(pooled: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    return ((estimate, study) for estimate in pooled for study in estimate["effects"])


def _others(events: float | None, total: float | None) -> float | None:
    return None if events is None or total is None else total - events


def own_texts(database: Database, references: Iterable[Row]) -> dict[str, str]:
    """Entry -> the document that is that work, by DOI or PMID."""
    held = {
        identifier: str(row["id"])
        for row in layer_rows(database, "documents")
        for identifier in (row["doi"] and row["doi"].lower(), row["pmid"])
        if identifier
    }
    found: dict[str, str] = {}
    for reference in references:
        own = held.get((reference.get("doi") or "").lower()) or held.get(reference.get("pmid") or "")
        if own is not None:
            found[reference["id"]] = own
    return found
