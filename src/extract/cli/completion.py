"""What a shell may complete behind `extract`: layers, checks, papers and findings of the database that is meant."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import click

MOST = 200
"""Names that a shell is given at most; the letters typed so far choose among them."""


def layer_names(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Layers and lists of `extract export`."""
    from extract.report.export import LISTS
    from extract.report.records import RECORDS

    return [name for name in (*RECORDS, *LISTS, "datapackage", "sheets") if name.startswith(incomplete)]


def check_names(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Checks, behind those that stand before a comma."""
    from extract.audit.checks import NAMES

    before, _, begun = incomplete.rpartition(",")
    head = f"{before}," if before else ""
    return [head + name for name in NAMES if name.startswith(begun)]


def paper_names(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Stored papers by path, and by id once its letters are typed."""
    sql = "SELECT path FROM documents WHERE substr(path, 1, length(?1)) = ?1 ORDER BY path"
    by_id = "SELECT id FROM documents WHERE length(?1) > 0 AND substr(id, 1, length(?1)) = ?1 ORDER BY id"
    return [*_asked(context, sql, incomplete), *_asked(context, by_id, incomplete)]


def finding_names(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Findings by id, the gravest first."""
    sql = """SELECT id FROM findings WHERE substr(id, 1, length(?1)) = ?1
 ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, id"""
    return list(_asked(context, sql, incomplete))


def _asked(context: click.Context, sql: str, incomplete: str) -> Iterator[str]:
    """The first column of a query on the database of the call; nothing where that cannot be read."""
    from extract.errors import ExtractError
    from extract.settings import load_settings
    from extract.store import open_read_only

    try:
        path: Path = load_settings({"db": context.params.get("db")}).db
        with open_read_only(path) as database:
            yield from (str(row[0]) for row in islice(database.rows(sql, (incomplete,)), MOST))
    except ExtractError:
        return
