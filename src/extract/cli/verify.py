"""`extract verify`: claims and their sources in, a verdict with passages out."""

import json
from typing import Any

import click

from extract.cli.ingest import ingest_paths
from extract.cli.lines import read_objects
from extract.cli.options import Call, common, file_argument, format_option, working
from extract.cli.output import writing
from extract.errors import UsageError

EPILOG = """\b
Examples:
  extract verify claims.jsonl > verdicts.jsonl
  extract verify claims.jsonl --format html -o case.html"""


@click.command(epilog=EPILOG)
@file_argument
@format_option("jsonl", "html")
@working
@common
def command(call: Call, file: Any, form: str, output: Any) -> int:
    """Hold each claim of FILE against its source: lines `{id, claim, source}` in, `{id, verdict, evidence}` out.

    `source` is a path, DOI, PMID, document id or number of a registration (NCT...), or a list of them: the one that
    bears a figure out best counts. A work of which only a record with an abstract is held is asked by that, a
    registration by the results that its registry posts. Each figure has a verdict of its own (`figures`); the claim's:
    supported, partly, contradicted, not_found, unverifiable. `html` is a page for an editor: each claim with its
    figures, what the source prints for each, where, and why it agrees or not.
    """
    from extract.pipeline.verifying import Asked, judge_all, source_paths

    settings = call.settings
    rows = read_objects(file, getattr(file, "name", "-"), needed=("id", "claim", "source"))
    asked = [Asked(id=row["id"], claim=str(row["claim"]), sources=_sources(row)) for row in rows]
    inputs = ingest_paths(settings, source_paths(asked), quiet=True, verbose=call.verbose)
    failed = {read.path: read.message or read.code or "" for read in inputs if read.outcome == "failed"}
    answers = judge_all(settings, asked, failed)
    with writing(output) as out:
        if form == "html":
            from extract.report.pages.cases import cases_page

            out.write(cases_page(list(answers)))
        else:
            for answer in answers:
                out.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return 3 if failed else 0


def _sources(row: dict[str, Any]) -> tuple[str, ...]:
    given = row["source"] if isinstance(row["source"], list) else [row["source"]]
    if not given:
        raise UsageError(f"claim {row['id']!r} names no source")
    return tuple(dict.fromkeys(map(str, given)))
