"""`extract parse-references`: one printed reference a line in, its fields a line out."""

import dataclasses
import json
import sys
from typing import Any

import click

from extract.cli.lines import bounded_lines
from extract.cli.options import Call, file_argument, format_option, without
from extract.cli.output import writing
from extract.model import Person

EPILOG = """\b
Examples:
  extract parse-references references.txt > fields.jsonl
  pdftotext -layout list.pdf - | extract parse-references"""


@click.command(epilog=EPILOG)
@file_argument
@format_option("jsonl")
@without("--db", "--offline", "--quiet", "--verbose")
def command(call: Call, file: Any, form: str, output: Any) -> None:
    """Parse the printed references of FILE (one a line; `-` is standard input)."""
    from extract.annotate.references import parse_reference

    with writing(output) as out:
        for line in bounded_lines(file, getattr(file, "name", "-")):
            fields = parse_reference(line.strip())
            row = {
                "text": line.strip(),
                **dataclasses.asdict(fields),
                "authors": [_author(author) for author in fields.authors],
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _author(person: Person) -> dict[str, str | None]:
    """A person by family and given names; a group under `literal`, as CSL-JSON has it, without a family name."""
    if person.is_group:
        return {"family": None, "given": None, "literal": person.family}
    return {"family": person.family, "given": person.given}
