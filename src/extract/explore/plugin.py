"""What we add to Datasette: pages of papers, places of rows, reviews; and what we refuse."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

from datasette.utils import escape_sqlite, tilde_decode, urlsafe_components
from datasette.utils.asgi import Request, Response
from markupsafe import Markup
from pluggy import HookimplMarker

from extract.errors import ExtractError, UsageError
from extract.explore.gate import FIRST_PAGE, WRITTEN, App, Scope
from extract.explore.served import Served, address_of
from extract.store.bounded import bound_queries

hookimpl = HookimplMarker("datasette")
"""Datasette's own marker, which it exports without types."""

TO_PAPER = frozenset(("start_char", "subject_id", "marker_id", "finding_id"))
IN_A_PAPER = re.compile(r"[\w.-]{1,80}")


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    return [
        (r"^/$", home),
        (r"^/extract/findings/(?P<finding_id>\w{1,80})$", finding_page),
        (r"^/-/report/?$", corpus_page),
        (r"^/-/report/index\.html$", corpus_page),
        (r"^/-/report/papers/(?P<document_id>[^/]+)\.html$", paper_page),
        (r"^/-/place/(?P<row_id>[^/]+)$", place),
        (r"^/-/page/(?P<document_id>[^/]+)/(?P<page>\d{1,6})\.png$", picture),
        (r"^/-/annotated/(?P<document_id>[\w.-]{1,80})\.pdf$", annotated),
        (r"^/-/review$", review),
        (r"^/-/upload$", upload),
        (r"^/-/upload/(?P<job>[\w-]{1,40})$", upload_told),
    ]


async def home() -> Response:
    return Response.redirect(FIRST_PAGE)


async def finding_page(datasette: Any, request: Request) -> Response:
    return await _answered(_html, _served(datasette).finding_page, request.url_vars["finding_id"])


async def annotated(datasette: Any, request: Request) -> Response:
    return await _answered(_pdf, _served(datasette).annotated, request.url_vars["document_id"])


async def upload(datasette: Any, request: Request) -> Response:
    if request.method != "POST":
        return Response.json({"error": "papers are sent here"}, status=405)
    name = request.args.get("name") or ""
    return await _answered(Response.json, _served(datasette).uploads.take, name, await request.post_body())


async def upload_told(datasette: Any, request: Request) -> Response:
    return await _answered(Response.json, _served(datasette).uploads.state, request.url_vars["job"])


async def corpus_page(datasette: Any) -> Response:
    return await _answered(_html, _served(datasette).corpus_page)


async def paper_page(datasette: Any, request: Request) -> Response:
    name, here = tilde_decode(request.url_vars["document_id"]), request.args.get("here") or ""
    return await _answered(_html, _served(datasette).paper_page, name, here)


async def place(datasette: Any, request: Request) -> Response:
    return await _answered(Response.redirect, _served(datasette).place_address, request.url_vars["row_id"])


async def picture(datasette: Any, request: Request) -> Response:
    page, boxes = int(request.url_vars["page"]), request.args.get("boxes") or ""
    return await _answered(_png, _served(datasette).picture, request.url_vars["document_id"], page, boxes)


async def review(datasette: Any, request: Request) -> Response:
    if request.method != "POST":
        return Response.json({"connected": True})
    return await _answered(Response.json, _served(datasette).take_review, await request.post_body())


@hookimpl
def prepare_connection(conn: Any) -> None:
    bound_queries(conn)


@hookimpl
def skip_csrf(scope: Scope) -> bool | None:
    """What is written is let in by the gate: with the cookie, and from a page of this server."""
    return True if scope["path"] in WRITTEN else None


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None) -> Markup | None:
    """From any row one click to its place in the paper."""
    if value is None or not hasattr(row, "keys"):
        return None
    held = {name: _plain(row[name]) for name in row.keys()}  # noqa: SIM118 (rows are no mappings)
    value = _plain(value)
    if table in ("documents", "paper_overview") and column == "title":
        return Markup('<a href="/-/report/papers/{}.html">{}</a>').format(held["id"], value)
    if column == "message" and "severity" in held:
        return Markup('{} <a href="/-/place/{}">in the paper</a>').format(value, held["id"])
    if column == "id" and "severity" in held:
        return Markup('<a href="/extract/findings/{}">{}</a>').format(value, value)
    if column in TO_PAPER:
        return Markup('<a href="{}">{} in the paper</a>').format(address_of(held) or f"/-/place/{value}", value)
    if column == "id" and "document_id" not in held and IN_A_PAPER.fullmatch(str(value)):
        return Markup('<a href="/-/place/{}">{}</a>').format(value, value)
    return None


def _plain(value: Any) -> Any:
    """A value without the label that Datasette gives it where it is the key of another table."""
    return value["value"] if isinstance(value, dict) else value


@hookimpl
def extra_template_vars(
    database: str | None, table: str | None, view_name: str, request: Request, datasette: Any
) -> Callable[[], Awaitable[dict[str, Any]]] | None:
    """For the page of a row: its passages."""
    if view_name != "row" or database is None or table is None:
        return None

    async def passages() -> dict[str, Any]:
        held = datasette.get_database(database)
        keys = await held.primary_keys(table) or ["rowid"]
        where = " AND ".join(f"{escape_sqlite(key)} = ?" for key in keys)
        values = urlsafe_components(request.url_vars["pks"])
        found = (await held.execute(f"SELECT * FROM {escape_sqlite(table)} WHERE {where}", values)).first()
        row = {} if found is None else dict(found)
        return {"passages": await asyncio.to_thread(_served(datasette).passages, row)}

    return passages


@hookimpl
def menu_links() -> list[dict[str, str]]:
    return [{"href": "/-/report/", "label": "Report"}]


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    def behind_the_gate(app: App) -> App:
        async def guarded(scope: Scope, receive: Any, send: Any) -> None:
            await datasette.gate.ask(app, scope, receive, send)

        return guarded

    return behind_the_gate


def _served(datasette: Any) -> Served:
    served: Served = datasette.served
    return served


async def _answered(shape: Callable[[Any], Response], ask: Callable[..., Any], *words: object) -> Response:
    """What was asked, worked out in a thread; our errors as their one line."""
    try:
        return shape(await asyncio.to_thread(ask, *words))
    except UsageError as error:
        return Response.json({"error": str(error)}, status=404 if "no " in str(error)[:3] else 400)
    except ExtractError as error:
        return Response.json({"error": str(error)}, status=500)


def _html(text: str) -> Response:
    return Response.html(text)


def _pdf(data: bytes) -> Response:
    return Response(data, content_type="application/pdf", headers={"content-disposition": "attachment"})


def _png(data: bytes) -> Response:
    return Response(data, content_type="image/png")
