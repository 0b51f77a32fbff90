"""Findings as one HTML page that works from the disk: no script, nothing loaded, every string escaped."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import IO, Any

from extract.report.pages.environment import POLICY, environment
from extract.report.reviewed import decision_of
from extract.report.titles import headline
from extract.report.wording import DECIDED, ROLES, counted

Row = dict[str, Any]


def write_page(findings: Iterable[Row], counts: Mapping[str, int], names: dict[str, str], file: IO[str]) -> None:
    """Findings as they come, paper by paper, each with its passages side by side."""
    papers = (
        {
            "name": names.get(document_id, document_id),
            "findings": ((row, headline(row["message"], row["reference_labels"]), decision_of(row)) for row in rows),
        }
        for document_id, rows in groupby(findings, key=lambda row: row["document_id"])
    )
    page = environment().get_template("findings.html.j2")
    values = {"papers": papers, "names": names, "roles": ROLES, "decided": DECIDED, "policy": POLICY}
    file.writelines(page.generate(counted=counted(counts), **values))
