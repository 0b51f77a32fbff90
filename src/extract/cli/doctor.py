"""`extract doctor`: whether this installation and this database are sound."""

import sqlite3
import sys
from importlib import metadata, util

import click

from extract import __version__
from extract.cli.options import Call, common
from extract.extras import EXTRAS
from extract.settings import Settings, user_file

NEEDED = (
    "click",
    "jinja2",
    "lxml",
    "msgspec",
    "pdfminer",
    "pdfplumber",
    "pydantic",
    "pypdfium2",
    "rapidfuzz",
    "rich",
    "spacy",
    "sqlite_utils",
)
DISTRIBUTIONS = {"pdfminer": "pdfminer.six"}
"""Library -> the distribution that brings it, where they have two names."""

EPILOG = """\b
Examples:
  extract doctor
  extract doctor --db outputs/liver.db
  extract doctor --online           which services answer, and how fast"""


@click.command(epilog=EPILOG)
@common
def command(call: Call) -> int:
    """Say what is installed and whether the database is sound; exit 3 where something is wrong."""
    from extract.store import open_read_only
    from extract.store.upkeep import examine

    click.echo(f"extract {__version__}, Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}")
    missing = [name for name in NEEDED if util.find_spec(name) is None]
    for name in NEEDED:
        click.echo(f"  {name}: {'missing' if name in missing else metadata.version(DISTRIBUTIONS.get(name, name))}")
    for extra, name in EXTRAS.items():
        reported = metadata.version(name) if util.find_spec(name) else f"not installed (extra [{extra}])"
        click.echo(f"  {name}: {reported}")
    settings = call.settings
    reported = ", ".join(f"{name} = {value}" for name, value in settings.as_dict().items() if value is not None)
    click.echo(f"settings: {reported}")
    own = user_file()
    click.echo(f"  user's file: {own}{'' if own is not None and own.is_file() else ' (not there)'}")
    sound = not missing
    if settings.db.is_file():
        with open_read_only(settings.db) as database:
            health = examine(database)
        sound = sound and health.is_sound
        click.echo(f"{settings.db}: {'sound' if health.is_sound else 'NOT SOUND'}, {health.papers} papers")
        click.echo(
            f"  integrity: {health.integrity}; broken keys: {health.broken_keys}; misquotes: {health.misquotes};"
            f" unfinished runs: {health.unfinished_runs}"
        )
    else:
        click.echo(f"{settings.db}: not there yet")
    if not settings.offline:
        _tell_services(settings)
    return 0 if sound else 3


def _tell_services(settings: Settings) -> None:
    """One line a service; that one does not answer is no fault of the installation."""
    from extract.errors import ServiceError
    from extract.pipeline.online import probe_services

    click.echo("services:")
    try:
        for service in probe_services(settings):
            state = service.fault or f"answers in {service.seconds:.1f} s"
            click.echo(f"  {service.service}: {state} ({service.address})")
    except ServiceError as error:
        click.echo(f"  {error}")
