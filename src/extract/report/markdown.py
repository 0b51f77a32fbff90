"""Findings as Markdown: for a mail, an issue, a comment below a manuscript."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import IO

from extract.report.wording import role_name, severity_counts
from extract.store import Row
from extract.text import lazy_re as re

SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~$#&@]|(?<=\bhttp):|(?<=\bhttps):|(?<=\bftp):|(?<=\bwww)\.)", re.IGNORECASE)
"""Mark-up, entities, names and addresses of themselves, as hosts of Markdown read them."""


def write_markdown(findings: Iterable[Row], counts: Mapping[str, int], names: dict[str, str], file: IO[str]) -> None:
    """Findings as they come, one section a paper; what is wrong before the passages that show it."""
    file.write(f"# Audit: {severity_counts(counts)}\n")
    for document_id, rows in groupby(findings, key=lambda finding: finding["document_id"]):
        file.write(f"\n## {escaped(names.get(document_id, document_id))}\n")
        for finding in rows:
            _write(finding, names, file)
    if not any(counts.values()):
        file.write("\nNothing found.\n")


def _write(finding: Row, names: dict[str, str], file: IO[str]) -> None:
    file.write(f"\n### {finding['severity'].capitalize()}: {escaped(finding['message'])}\n\n")
    for passage in finding["evidence"]:
        other = passage["document_id"] not in (None, finding["document_id"])
        place = [escaped(names.get(passage["document_id"], "record"))] if other else []
        place += [f"page {passage['page']}"] if passage["page"] else []
        where = f" ({', '.join(place)})" if place else ""
        file.write(f"- {role_name(passage['role'])}{where}: “{escaped(passage['text'])}”\n")
    for review in finding["reviews"]:
        reason = f": {escaped(review['reason'])}" if review["reason"] else ""
        file.write(f"- **{review['decision']}** by {escaped(review['reviewer'])}{reason}\n")
    file.write(f"\n`{finding['check']}` · `{finding['id']}`\n")


def escaped(text: str) -> str:
    """A paper's words as text of one line: no mark-up, no link, no HTML.

    >>> print(escaped("<script> [1](x)"))
    \\<script\\> \\[1\\](x)
    """
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))
