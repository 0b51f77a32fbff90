"""Datasette on one database: bound to this machine, read-only, with a token for what writes."""

import asyncio
import os
import secrets
import socket
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import uvicorn
from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm

from extract.errors import UsageError
from extract.explore import plugin
from extract.explore.gate import ENTRANCE, Gate
from extract.explore.served import Served
from extract.explore.uploads import Uploads
from extract.report.datasette import datasette_metadata
from extract.settings import Settings
from extract.store import open_read_only

HOST = "127.0.0.1"
NAME = "extract"
TOKEN_BYTES = 24
WAITING = 64
"""Requests that wait until the server runs: the address is told before."""


def make_datasette(
    db: Path,
    *,
    token: str,
    reviewer: str,
    blind: bool = False,
    tell: Callable[[str], None] = lambda code: None,
    settings: Settings | None = None,
) -> Datasette:
    """A Datasette that serves the database under the name `extract`. Raises `DatabaseError` where there is none.

    `token` is the value of the cookie that lets a browser in; `tell` hears the code of each address that sets it;
    `settings` are those by which dropped papers are read.
    """
    with open_read_only(db, upgrade=True) as database:
        metadata = datasette_metadata(database, name=NAME)
    if pm.get_plugin(plugin.__name__) is None:
        pm.register(plugin, name=plugin.__name__)
    made = Datasette(
        files=[],
        metadata=metadata,
        template_dir=str(files("extract.explore").joinpath("templates")),
        settings={
            "default_page_size": 50,
            "sql_time_limit_ms": 5000,
            "facet_time_limit_ms": 200,
            "num_sql_threads": 2,
            "suggest_facets": False,
        },
    )
    made.add_database(Database(made, path=str(db.resolve()), is_mutable=_is_writable(db)), name=NAME)
    made.remove_database("_memory")
    uploads = Uploads(settings or Settings(db=db))
    made.served = Served(db=db, reviewer=reviewer, uploads=uploads, blind=blind)
    made.gate = Gate(token=token, tell=tell)
    return made


def _is_writable(db: Path) -> bool:
    """Whether the database may change while it is served; one in a folder that cannot be written is read as it lies."""
    return os.access(db, os.W_OK) and os.access(db.parent, os.W_OK)


def serve(settings: Settings, *, port: int, reviewer: str, ready: Callable[[str], None], blind: bool = False) -> None:
    """Serves until interrupted; `ready` is told the address that opens the next browser, each once."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError as error:
            raise UsageError(f"port {port} cannot be used ({error.strerror}): choose another with --port") from error
        home = f"http://{HOST}:{listener.getsockname()[1]}"
        listener.listen(WAITING)
        made = make_datasette(
            settings.db,
            settings=settings,
            token=secrets.token_urlsafe(TOKEN_BYTES),
            reviewer=reviewer,
            blind=blind,
            tell=lambda code: ready(f"{home}{ENTRANCE}{code}"),
        )
        asyncio.run(made.invoke_startup())
        server = uvicorn.Server(uvicorn.Config(made.app(), log_level="warning", lifespan="on", access_log=False))
        server.run(sockets=[listener])
