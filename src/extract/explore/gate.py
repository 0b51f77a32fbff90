"""Who may ask the served pages: a browser of this machine that has opened the printed address, and no page of another.

The printed address opens one browser, once: it sets a cookie that no script reads and that no other site sends, and the
next address is printed. Whatever comes without the cookie, under another name of this machine, or from another origin
is refused before Datasette sees it; so is everything but reading, reviews and papers that are dropped onto the page.
"""

import base64
import hashlib
import re
import secrets
from collections.abc import Awaitable, Callable
from functools import cache
from http.cookies import CookieError, SimpleCookie
from importlib.resources import files
from typing import Any

from datasette.utils.asgi import Response

from extract.explore.uploads import LARGEST
from extract.report.pages.writing import script_hash

Scope = dict[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]

HOSTS = frozenset(("127.0.0.1", "localhost", "[::1]"))
HOST = re.compile(r"(?P<name>\[::1\]|[\w.-]{1,100})(?::\d{1,5})?", re.ASCII)
ENTRANCE = "/-/enter/"
FIRST_PAGE = "/-/report/"
REVIEW, UPLOAD = "/-/review", "/-/upload"
LARGEST_REVIEW = 100_000
"""Bytes of a review: reasons are cut at 5,000 characters."""

WRITTEN = {
    REVIEW: (b"application/json", LARGEST_REVIEW, "a review"),
    UPLOAD: (b"application/octet-stream", LARGEST, "a paper"),
}
"""What may be written: its kind, its most bytes and its name. A form of another site can send neither kind."""

OWN_ORIGIN = frozenset((b"same-origin", b"none"))
"""What `Sec-Fetch-Site` says where a person typed the address or our own page asked."""

REFUSED = "Open the address that `extract serve` printed last: each opens one browser, once."
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
SWITCH = "DATASETTE_ALLOW_FACET = {{ datasette_allow_facet }};"
"""The one script of Datasette's that a page fills in."""


class Gate:
    """The cookie of one server, and the code of the address that sets it."""

    def __init__(self, *, token: str, tell: Callable[[str], None] = lambda code: None) -> None:
        self._token = token
        self._tell = tell
        self._code = ""
        self.name = "extract-" + hashlib.sha256(token.encode()).hexdigest()[:8]
        self.renew()

    def renew(self) -> None:
        """Makes the code that the next browser enters by, and tells it."""
        self._code = secrets.token_urlsafe(18)
        self._tell(self._code)

    async def ask(self, app: App, scope: Scope, receive: Any, send: Any) -> None:
        """Puts a request to the application, or answers it here."""
        answer = self._answer(scope) if scope["type"] == "http" else None
        if scope["type"] != "http":
            await app(scope, receive, send)
        elif answer is None:
            await app(scope, receive, _with_headers(send))
        else:
            await answer.asgi_send(_with_headers(send))

    def _answer(self, scope: Scope) -> Response | None:
        """What the gate itself answers; None where the request may pass."""
        headers = dict(scope["headers"])
        host = HOST.fullmatch(headers.get(b"host", b"").decode("latin-1").lower())
        if host is None or host["name"] not in HOSTS:
            return Response.text("this server answers to 127.0.0.1 only", status=403)
        if headers.get(b"sec-fetch-site", b"none") not in OWN_ORIGIN:
            return Response.text("pages elsewhere may not ask this server", status=403)
        if scope["path"].startswith(ENTRANCE):
            return self._enter(scope, headers)
        if not self._knows(headers):
            return Response.text(REFUSED, status=403)
        return _not_to_be_written(scope, headers)

    def _enter(self, scope: Scope, headers: dict[bytes, bytes]) -> Response:
        given = scope["path"].removeprefix(ENTRANCE)
        if secrets.compare_digest(given.encode(), self._code.encode()):
            self.renew()
            cookie = f"{self.name}={self._token}; Path=/; HttpOnly; SameSite=Strict"
            return Response("", status=303, headers={"location": FIRST_PAGE, "set-cookie": cookie})
        if self._knows(headers):
            return Response.redirect(FIRST_PAGE, status=303)
        return Response.text(REFUSED, status=403)

    def _knows(self, headers: dict[bytes, bytes]) -> bool:
        try:
            cookies = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1"))
        except CookieError:
            return False
        given = cookies[self.name].value if self.name in cookies else ""
        return secrets.compare_digest(given.encode("utf-8", "replace"), self._token.encode())


def _not_to_be_written(scope: Scope, headers: dict[bytes, bytes]) -> Response | None:
    """A refusal of what is neither reading nor a review or a paper from our own page."""
    if scope["method"] in ("GET", "HEAD"):
        return None
    if scope["method"] != "POST" or scope["path"] not in WRITTEN:
        return Response.json({"error": "nothing but reviews and papers is written here"}, status=405)
    kind, largest, reported = WRITTEN[scope["path"]]
    own = (b"http://" + headers.get(b"host", b"")).lower()
    if headers.get(b"origin", b"").lower() != own or headers.get(b"content-type") != kind:
        return Response.json({"error": f"{reported} comes as {kind.decode()} from a page of this server"}, status=403)
    length = headers.get(b"content-length", b"")
    if not length.isdigit() or int(length) > largest:
        return Response.json({"error": f"{reported} has at most {largest} bytes"}, status=413)
    return None


def _with_headers(send: Any) -> Any:
    async def sending(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            own = [name for name, _ in _headers()]
            kept = [(name, value) for name, value in message["headers"] if bytes(name).lower() not in own]
            message = {**message, "headers": [*kept, *_headers()]}
        await send(message)

    return sending


@cache
def _headers() -> tuple[tuple[bytes, bytes], ...]:
    scripts = " ".join(f"'{digest}'" for digest in (script_hash(), *_scripts_of_datasette()))
    policy = (
        f"default-src 'self'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "object-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
    return (
        (b"content-security-policy", policy.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"same-origin"),
        (b"cache-control", b"no-store"),
    )


def _scripts_of_datasette() -> list[str]:
    """Hashes of the scripts within Datasette's own templates; nothing else within a page is run."""
    found: list[str] = []
    for template in sorted(files("datasette").joinpath("templates").iterdir(), key=lambda path: path.name):
        if template.name.endswith(".html"):
            found += SCRIPT.findall(template.read_text(encoding="utf-8"))
    fixed = [script for script in found if "{{" not in script and "{%" not in script]
    switches = [f"DATASETTE_ALLOW_FACET = {word};" for word in ("true", "false")] if SWITCH in found else []
    digests = (hashlib.sha256(switch.encode()).digest() for switch in [*fixed, *switches])
    return ["sha256-" + base64.b64encode(digest).decode() for digest in digests]
