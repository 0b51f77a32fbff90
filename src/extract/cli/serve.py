"""`extract serve`: the database in a browser."""

import webbrowser

import click

from extract.cli.options import Call, common, user_name
from extract.extras import require

EPILOG = """\b
Examples:
  extract serve
  extract serve --db outputs/liver.db --port 8080 --name "A. Reviewer" --open"""


@click.command(epilog=EPILOG)
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0: any free port.")
@click.option("--name", help="Who reviews [default: the user's name].")
@click.option("--blind", is_flag=True, help="The pages leave out what others said: for a second reviewer.")
@click.option("--open", "opening", is_flag=True, help="Open a browser.")
@common
def command(call: Call, port: int, name: str | None, blind: bool, opening: bool) -> None:
    """Serve the pages of all papers, and every table with Datasette, to browsers on this machine only.

    From any row one click leads to its place in the paper. The printed address lets one browser in, once, and the next
    address is printed then; in that browser every tab may read, review and drop papers, which are kept in the folder
    `uploads` beside the database. Nothing else is written. Needs the extra `explore`; Ctrl-C ends it.
    """
    require("explore", "`extract serve`")
    from extract.explore import serve
    from extract.store import open_database

    printed: list[str] = []

    def ready(address: str) -> None:
        click.echo(address if not printed else f"for another browser: {address}")
        if not printed:
            call.say("Serving to this machine only; Ctrl-C ends it")
        if opening and not printed:
            webbrowser.open(address)
        printed.append(address)

    settings = call.settings
    if not settings.db.exists():
        with open_database(settings.db):
            call.say(f"{settings.db} is new and empty: drop papers onto the page, or `extract run` them")
    serve(settings, port=port, reviewer=name or user_name(), ready=ready, blind=blind)
