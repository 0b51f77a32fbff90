"""`extract compact`: a smaller and faster database with the same rows."""

import click

from extract.cli.options import Call, common

EPILOG = """\b
Examples:
  extract compact
  extract compact --db outputs/liver.db"""


@click.command(epilog=EPILOG)
@common
def command(call: Call) -> None:
    """Give unused space back, renew the search index and the planner's statistics."""
    from extract.store import open_database, open_read_only
    from extract.store.upkeep import compact

    path = call.settings.db
    open_read_only(path, upgrade=True).close()
    before = path.stat().st_size
    with open_database(path) as database:
        compact(database)
    call.say(f"{path}: {before / 1e6:.1f} MB → {path.stat().st_size / 1e6:.1f} MB")
