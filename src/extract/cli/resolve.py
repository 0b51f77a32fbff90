"""`extract resolve`: which works the references of stored papers mean."""

from typing import Any

import click

from extract.cli.options import common


@click.command()
@common
def command(quiet: bool, verbose: bool, **given: Any) -> None:
    """Look up every reference in the library of works, and in live services unless --offline."""
