"""`extract schema`: the database and the exports, described for machines."""

import json
from pathlib import Path
from typing import Any

import click

from extract.cli.options import without
from extract.cli.output import say, writing

EPILOG = """\b
Examples:
  extract schema > schema.sql
  extract schema results"""


@click.command(epilog=EPILOG)
@click.option(
    "--write", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER", help="Write all files there."
)
@click.option("--manual", is_flag=True, help="Print the manual of the command line as Markdown.")
@click.option("--tables", is_flag=True, help="Print what tables, views and columns hold, as Markdown.")
@click.argument("layer", required=False)
@without("--db", "--offline", "--verbose")
def command(
    layer: str | None, write: Path | None, manual: bool, tables: bool, quiet: bool, verbose: bool, **given: Any
) -> None:
    """Print the schema of the database (SQL), or of the export LAYER (JSON Schema)."""
    from extract.report.schemas import database_sql, database_tables, json_schema, schema_files

    if manual:
        click.echo(manual_text(), nl=False)
    elif tables:
        click.echo(database_tables(), nl=False)
    elif write is not None:
        for name, text in schema_files().items():
            with writing(write / name) as file:
                file.write(text)
            say(str(write / name), quiet=quiet)
    elif layer is not None:
        click.echo(json.dumps(json_schema(layer), indent=2))
    else:
        click.echo(database_sql(), nl=False)


def manual_text() -> str:
    """The whole manual."""
    from extract.cli import extract
    from extract.cli.manual import manual

    return manual(extract)
