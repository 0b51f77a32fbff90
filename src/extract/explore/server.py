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
from extract.explore.served import Served
from extract.report.datasette import datasette_metadata
from extract.store import open_read_only

HOST = "127.0.0.1"
NAME = "extract"
WAITING = 64
"""Requests that wait until the server runs: the address is told before."""


def make_datasette(db: Path, *, token: str, reviewer: str) -> Datasette:
    """A Datasette that serves the database under the name `extract`. Raises `DatabaseError` where there is none."""
    with open_read_only(db) as database:
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
            "facet_time_limit_ms": 1000,
            "num_sql_threads": 2,
        },
    )
    made.add_database(Database(made, path=str(db.resolve()), is_mutable=_is_writable(db)), name=NAME)
    made.served = Served(db=db, token=token, reviewer=reviewer)
    return made


def _is_writable(db: Path) -> bool:
    """Whether the database may change while it is served; one in a folder that cannot be written is read as it lies."""
    return os.access(db, os.W_OK) and os.access(db.parent, os.W_OK)


def serve(db: Path, *, port: int, reviewer: str, ready: Callable[[str], None]) -> None:
    """Serves until interrupted; `ready` is told the address, with the token behind its `#`."""
    token = secrets.token_urlsafe(18)
    made = make_datasette(db, token=token, reviewer=reviewer)
    asyncio.run(made.invoke_startup())
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError as error:
            raise UsageError(f"port {port} cannot be used ({error.strerror}): choose another with --port") from error
        listener.listen(WAITING)
        ready(f"http://{HOST}:{listener.getsockname()[1]}/-/report/#token={token}")
        server = uvicorn.Server(uvicorn.Config(made.app(), log_level="warning", lifespan="on"))
        server.run(sockets=[listener])
