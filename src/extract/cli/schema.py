"""`extract schema`: the database and the exports, described for machines."""

import json
from pathlib import Path
from typing import Any

import click

from extract.cli.options import Call, without
from extract.cli.output import writing

HEAD = """# The command line

Made from the commands' own help by `extract schema --manual`; a test compares the two.
"""
WIDTH = 100


def manual_text() -> str:
    """Help of the whole command line: of all commands, those of groups within it too."""
    from extract.cli import extract

    return HEAD + "".join(_sections(extract, click.Context(extract, info_name="extract", **_LOOK)))


_LOOK: Any = {"terminal_width": WIDTH, "max_content_width": WIDTH, "help_option_names": ["-h", "--help"]}


def _sections(command: click.Command, context: click.Context) -> list[str]:
    sections = [f"\n## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"]
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None:
                sections += _sections(found, click.Context(found, info_name=name, parent=context, **_LOOK))
    return sections


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
def command(call: Call, layer: str | None, write: Path | None, manual: bool, tables: bool) -> None:
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
            call.say(str(write / name))
    elif layer is not None:
        click.echo(json.dumps(json_schema(layer), indent=2))
    else:
        click.echo(database_sql(), nl=False)
