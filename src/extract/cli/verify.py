"""`extract verify`: claims and their sources in, a verdict with passages out."""

import json
from dataclasses import asdict
from typing import Any

import click

from extract.cli.ingest import ingest_paths
from extract.cli.lines import read_objects
from extract.cli.options import common, format_option, settings_of, working
from extract.cli.output import writing

EPILOG = """\b
Examples:
  extract verify claims.jsonl > verdicts.jsonl"""


@click.command(epilog=EPILOG)
@click.argument("file", type=click.File(encoding="utf-8", errors="replace"), default="-")
@format_option("jsonl")
@working
@common
@click.pass_context
def command(
    context: click.Context, /, file: Any, form: str, output: Any, quiet: bool, verbose: bool, **given: Any
) -> None:
    """Hold each claim of FILE against its source: lines `{id, claim, source}` in, `{id, verdict, evidence}` out.

    `source` is a path, DOI, PMID or document id. Verdicts: supported, contradicted, not_found, unverifiable.
    """
    from extract.pipeline.verifying import Asked, judge_all, source_paths

    settings = settings_of(given)
    rows = read_objects(file, getattr(file, "name", "-"), needed=("id", "claim", "source"))
    asked = [Asked(id=row["id"], claim=str(row["claim"]), source=str(row["source"])) for row in rows]
    told = ingest_paths(settings, source_paths(asked), quiet=True, verbose=verbose)
    failed = {one.path: one.message or one.code or "" for one in told if one.outcome == "failed"}
    with writing(output) as out:
        for one, judgement in judge_all(settings, asked, failed):
            answer = {
                "id": one.id,
                "verdict": judgement.outcome,
                "reason": judgement.reason,
                "stated": judgement.stated,
                "printed": judgement.printed,
                "chance": round(judgement.chance, 3),
                "figures": [asdict(figure) for figure in judgement.figures],
                "evidence": [
                    {
                        "text": passage.text,
                        "document_id": passage.document_id,
                        "start": passage.pieces[0].start,
                        "end": passage.pieces[-1].end,
                    }
                    for passage in judgement.evidence
                ],
            }
            out.write(json.dumps(answer, ensure_ascii=False) + "\n")
    context.exit(3 if failed else 0)
