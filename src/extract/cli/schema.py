"""`extract schema`: the database and the exports, described for machines."""

import json
from pathlib import Path
from typing import Any

import click

from extract.cli.options import common
from extract.cli.output import say


@click.command()
@click.option(
    "--write", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER", help="Write all files there."
)
@click.argument("layer", required=False)
@common
def command(layer: str | None, write: Path | None, quiet: bool, verbose: bool, **given: Any) -> None:
    """Print the schema of the database (SQL), or of the export LAYER (JSON Schema)."""
    from extract.report.schemas import database_sql, json_schema, schema_files

    if write is not None:
        write.mkdir(parents=True, exist_ok=True)
        for name, text in schema_files().items():
            (write / name).write_text(text, encoding="utf-8")
            say(str(write / name), quiet=quiet)
    elif layer is not None:
        click.echo(json.dumps(json_schema(layer), indent=2))
    else:
        click.echo(database_sql(), nl=False)
