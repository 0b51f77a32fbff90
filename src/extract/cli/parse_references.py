"""`extract parse-references`: one printed reference a line in, its fields a line out."""

import dataclasses
import json
import sys
from typing import Any

import click

from extract.cli.options import common, format_option
from extract.cli.output import writing


@click.command()
@click.argument("file", type=click.File(encoding="utf-8", errors="replace"), default="-")
@format_option("jsonl")
@common
def command(file: Any, form: str, output: Any, quiet: bool, verbose: bool, **given: Any) -> None:
    """Parse the printed references of FILE (one a line; `-` is standard input)."""
    from extract.annotate.references import parse_reference

    with writing(output) as out:
        for line in file:
            fields = dataclasses.asdict(parse_reference(line.strip()))
            out.write(json.dumps({"text": line.strip(), **fields}, ensure_ascii=False) + "\n")
    sys.stdout.flush()
