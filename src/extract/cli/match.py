"""`extract match`: one printed reference a line in, the work that it means a line out."""

import json
from typing import Any

import click

from extract.cli.lines import bounded_lines
from extract.cli.options import Call, common, file_argument, format_option
from extract.cli.output import writing

EPILOG = """\b
Examples:
  extract match references.txt > works.jsonl
  echo "Llovet JM, et al. Sorafenib in advanced hepatocellular carcinoma. N Engl J Med 2008" | extract match"""


@click.command(epilog=EPILOG)
@file_argument
@format_option("jsonl")
@common
def command(call: Call, file: Any, form: str, output: Any) -> None:
    """Match the printed references of FILE (one a line; `-` is standard input) against the library.

    Each answer has `status` (matched, ambiguous, conflict or none), `score` (the probability that the best work is the
    one meant), `reasons`, `work`, and `works` (the candidates, or for a conflict the works whose fields are mixed).
    """
    from extract.pipeline.library import match_strings

    with writing(output) as out:
        for _, match in match_strings(call.settings, bounded_lines(file, getattr(file, "name", "-"))):
            works = [_row(work) for work in match.works]
            answer = {
                "status": match.status,
                "score": round(match.score, 4),
                "reasons": list(match.reasons),
                "work": works[0] if match.status == "matched" else None,
                "works": works,
            }
            out.write(json.dumps(answer, ensure_ascii=False) + "\n")


def _row(work: Any) -> dict[str, object]:
    return {
        "id": work.id,
        "doi": work.doi,
        "pmid": work.pmid,
        "pmcid": work.pmcid,
        "title": work.title,
        "authors": [{"family": person.family, "given": person.given} for person in work.authors],
        "year": work.year,
        "container": work.container,
        "volume": work.volume,
        "issue": work.issue,
        "pages": work.pages,
    }
