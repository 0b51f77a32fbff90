"""`extract run`: the main job, from papers to a summary that a person wants to read."""

from collections import Counter
from heapq import nsmallest
from pathlib import Path
from typing import Any

import click

from extract.cli.audit import audit_papers, is_failing
from extract.cli.ingest import ingest_paths, is_partial
from extract.cli.options import SEVERITIES, Call, common, fail_on_option, ocr_option, working
from extract.cli.output import say, shown
from extract.cli.report import write_pages
from extract.cli.resolve import resolve_papers
from extract.settings import Settings
from extract.text.display import counted

EXPORTS = ("findings", "references", "citations", "results", "verdicts")
SHOWN = 5

EPILOG = """\b
Examples:
  extract run corpus/
  extract run review.pdf trials/ --db outputs/liver.db --fail-on error"""


@click.command(epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--corpus", help="Name of a corpus that the papers join.")
@fail_on_option("Exit with 1 then.")
@click.option("--no-images", is_flag=True, help="Leave the page images of PDFs out of the report.")
@ocr_option
@working
@common
def command(call: Call, paths: tuple[str, ...], fail_on: str, no_images: bool) -> int:
    """Ingest, resolve, audit and report in one go; database, findings and tables lie in one folder (--db)."""
    settings = call.settings
    inputs = ingest_paths(settings, list(paths), quiet=call.quiet, verbose=call.verbose)
    documents = tuple(dict.fromkeys(taken.document_id for taken in inputs if taken.document_id is not None))
    incomplete = is_partial(inputs)
    found: Counter[str] = Counter()
    if documents:
        incomplete = resolve_papers(settings, documents, quiet=call.quiet) or incomplete
        listed = settings.db.parent / "findings.txt"
        broken, found = audit_papers(settings, documents, (), (), "text", listed, call.quiet, telling=False)
        incomplete = incomplete or broken
        pages, missing = write_pages(settings, (), settings.db.parent / "report", images=not no_images)
        incomplete = incomplete or missing
        files = [pages[0], listed, *_export(settings)]
        if not call.quiet:
            click.echo(summary(settings, documents, files))
    elif not call.quiet:
        say("no paper could be read: see the lines above")
    return 3 if incomplete else 1 if is_failing(found, fail_on) else 0


def summary(settings: Settings, documents: tuple[str, ...], files: list[Path]) -> str:
    """What was read, what is wrong, and where to look next."""
    from extract.report.wording import existence_line
    from extract.store import layer_rows, open_read_only
    from extract.store.answers import looked_up
    from extract.store.layers import document_paths, severities

    with open_read_only(settings.db) as database:
        names = document_paths(database)
        counts = {layer: sum(1 for _ in layer_rows(database, layer, documents)) for layer in COUNTED}
        per_paper = severities(database, "document_id", documents)
        existence = existence_line(looked_up(database, documents))
        grave = nsmallest(SHOWN, layer_rows(database, "findings", documents), key=_gravity)
    totals = {word: sum(per_paper[name, word] for name in documents) for word in SEVERITIES}
    lines = [
        "",
        f"{counted(len(documents), 'paper')}: " + ", ".join(counted(n, layer[:-1]) for layer, n in counts.items()),
    ]
    counted_findings = [counted(totals[word], word) for word in reversed(SEVERITIES)]
    lines += ["Findings: " + ", ".join(counted_findings), *existence.splitlines(), ""]
    for document_id in sorted(documents, key=lambda name: [-per_paper[name, word] for word in reversed(SEVERITIES)]):
        numbers = [f"{counted(per_paper[document_id, word], word):>13}" for word in reversed(SEVERITIES)]
        lines.append("".join(numbers[:2]) + f"   {names[document_id]}")
    lines.append("")
    lines = _shortened(lines)
    for row in grave:
        labels = ", ".join(f"[{label}]" for label in _strings(row["reference_labels"]) if label)
        lines.append(f"  {row['severity']}: {names[str(row['document_id'])]} {labels}".rstrip())
        lines.append(f"    {row['message']}")
    if sum(totals.values()) > SHOWN:
        lines.append(f"  … and {sum(totals.values()) - SHOWN} more")
    if not grave:
        lines.append("  Nothing found; `extract export coverage` says what could be looked at.")
    lines += ["", "Written:", *(f"  {file}" for file in (settings.db, *files))]
    if grave:
        place = "" if settings.db == Settings().db else f" --db {settings.db}"
        lines += ["", f"Look closer: extract show {grave[0]['id']}{place}"]
    return "\n".join(shown(line) for line in lines)


def _gravity(row: dict[str, Any]) -> int:
    return -SEVERITIES.index(row["severity"])


LINES_OF_PAPERS = 27
"""Lines of the summary that papers take at most, the last of them empty; the files have all."""


def _shortened(lines: list[str]) -> list[str]:
    if len(lines) <= LINES_OF_PAPERS:
        return lines
    return [*lines[: LINES_OF_PAPERS - 1], f"  … and {len(lines) - LINES_OF_PAPERS} more papers", ""]


COUNTED = ("references", "citations", "tables", "results", "claims")


def _strings(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _export(settings: Settings) -> list[Path]:
    from extract.cli.output import writing
    from extract.report.export import export_layer
    from extract.report.spreadsheets import write_workbook
    from extract.store import open_read_only

    written = []
    with open_read_only(settings.db) as database:
        for layer in EXPORTS:
            path = settings.db.parent / f"{layer}.csv"
            with writing(path) as file:
                export_layer(database, layer, "csv", file)
            written.append(path)
        workbook = settings.db.parent / "audit.xlsx"
        write_workbook(database, workbook)
    return [*written, workbook]
