"""Findings as a person reads them in a terminal, and as files."""

import textwrap
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import IO

from extract import __version__
from extract.report.reviewed import decision_of, is_rejected
from extract.report.titles import headline
from extract.report.wording import DECIDED, role_word, severity_counts
from extract.store import Database, Row
from extract.store.layers import document_paths, layer_rows, severities
from extract.text.display import shortened

WIDTH = 110
LONGEST_PASSAGE = 320
TITLES = {"error": "ERRORS", "warning": "WARNINGS", "note": "NOTES"}


class Findings:
    """The findings of papers, paper by paper, the gravest of each first; read anew each time they are gone through.

    Where `checks` names some, only theirs: the database may hold what others said before.
    """

    def __init__(self, database: Database, documents: Sequence[str], checks: Collection[str] | None = None) -> None:
        self._database = database
        self._documents = tuple(dict.fromkeys(documents))
        self._checks = checks

    def __iter__(self) -> Iterator[Row]:
        if self._documents:
            for row in layer_rows(self._database, "findings", self._documents):
                if self._checks is None or row["check"] in self._checks:
                    yield row

    def counts(self) -> Counter[str]:
        """How many there are of each severity."""
        counted: Counter[str] = Counter()
        if self._documents:
            for (check, severity), n in severities(self._database, "check_name", self._documents).items():
                if self._checks is None or check in self._checks:
                    counted[severity] += n
        return counted


def write_findings(
    database: Database, documents: Sequence[str], form: str, file: IO[str], checks: Collection[str] | None = None
) -> Counter[str]:
    """Writes the findings of papers (all, or those of some checks); how many of each severity nobody rejected."""
    found, names = Findings(database, documents, checks), document_paths(database)
    if form == "text":
        for line in _lines(found, names):
            file.write(line + "\n")
    elif form == "html":
        _write_page(found, names, file)
    elif form == "sarif":
        from extract.report.sarif import write_sarif

        rules = (row for row in layer_rows(database, "checks") if checks is None or row["name"] in checks)
        write_sarif(found, rules, names, __version__, file, lambda name: _plain_text(database, name))
    elif form == "md":
        from extract.report.markdown import write_markdown

        write_markdown(found, found.counts(), names, file)
    else:
        from extract.report.cells import write_records

        write_records(found, form, file)
    return Counter(str(row["severity"]) for row in found if not is_rejected(row))


def _write_page(findings: Findings, names: dict[str, str], file: IO[str]) -> None:
    """One HTML page that works from the disk, paper by paper: no script, nothing loaded, every string escaped."""
    from extract.report.pages.environment import POLICY, environment

    papers = (
        {
            "name": names.get(document_id, document_id),
            "findings": ((row, headline(row["message"], row["reference_labels"]), decision_of(row)) for row in rows),
        }
        for document_id, rows in groupby(findings, key=lambda row: row["document_id"])
    )
    page = environment().get_template("findings.html.j2")
    values = {"papers": papers, "names": names, "decided": DECIDED, "policy": POLICY}
    file.writelines(page.generate(counted=severity_counts(findings.counts()), **values))


def _plain_text(database: Database, document_id: str) -> str:
    """The text of a plain file: only there is a line of the text one of the file. Empty for other documents."""
    if next(layer_rows(database, "documents", (document_id,)))["format"] != "text":
        return ""
    return str(next(layer_rows(database, "texts", (document_id,)))["text"])


def _lines(findings: Findings, names: dict[str, str]) -> Iterator[str]:
    counts = findings.counts()
    for severity, title in TITLES.items():
        if counts[severity]:
            yield f"{title} ({counts[severity]})"
            yield ""
            for finding in findings:
                if finding["severity"] == severity:
                    yield from _finding(finding, names)


def _finding(finding: Row, names: dict[str, str]) -> Iterator[str]:
    labels = ", ".join(f"[{label}]" for label in finding["reference_labels"] if label)
    place = _place(finding["evidence"][0]) if finding["evidence"] else ""
    yield f"  {names.get(finding['document_id'], finding['document_id'])}{place}  {labels}".rstrip()
    yield from _wrapped("    ", finding["message"])
    for passage in finding["evidence"][:4]:
        role = role_word(passage["role"])
        other = passage["document_id"] if passage["document_id"] not in (None, finding["document_id"]) else None
        where = f" ({names.get(other, other)}{_place(passage)})" if other else ""
        yield from _wrapped(f"    {role:>7}{where}: ", f"“{shortened(passage['text'], LONGEST_PASSAGE)}”")
    for review in finding["reviews"]:
        reason = f": {review['reason']}" if review["reason"] else ""
        origin = f" (in {review['origin']}, not counted)" if review["origin"] else ""
        yield from _wrapped("    ", f"{review['decision']} by {review['reviewer']}{origin}{reason}")
    yield f"    {finding['check']} · extract show {finding['id']}"
    yield ""


def _place(passage: Row) -> str:
    if passage.get("page"):
        return f", page {passage['page']}"
    return f", character {passage['start']}" if passage.get("start") is not None else ""


def _wrapped(head: str, text: str) -> Iterator[str]:
    yield from textwrap.wrap(text, WIDTH, initial_indent=head, subsequent_indent=" " * len(head)) or [head]
