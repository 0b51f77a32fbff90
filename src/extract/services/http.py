"""Asking a service: paced, bounded in time and size, tried again where that helps, and kept in the cache.

What went wrong is a value (`Failed`), never an exception and never a "no". A body that is an error in disguise
(maintenance page, stub, rate message under status 200) is found by the caller's `refuse`.
"""

import logging
import os
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.cookiejar import DefaultCookiePolicy
from threading import Thread
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urlencode

from extract import __version__
from extract.extras import require
from extract.model import Cache, StoredAnswer
from extract.services import ServiceAddresses
from extract.services.limits import TRIES, Breaker, Clock, Pace, retry_after, wait_after
from extract.text import lazy_re as re

if TYPE_CHECKING:
    import httpx2

Kind = Literal[
    "offline", "timeout", "connection", "rate_limited", "blocked", "server", "bad_request", "bad_body", "too_large"
]
Refuse = Callable[[bytes], str | None]
"""Why a body that came with a good status is none, or None where it is sound."""

CONNECT_SECONDS, READ_SECONDS, WHOLE_SECONDS = 10.0, 20.0, 60.0
MAX_BODY = 32 << 20
TRIES_WITHOUT_ANSWER = 2
PERSONAL = frozenset(["api_key", "email", "mailto", "tool"])
"""Parameters that are sent and neither stored nor shown."""
KEPT_HEADERS = ("content-type", "date", "x-api-pool", "etag")
CLOCKS_APART = timedelta(minutes=10)
"""How far an answer may seem to come from the future: two clocks are never one."""

STRAYS = re.compile(r"(?:^|/)\.{1,2}(?:/|$)|[\x00-\x1f\x7f\\]")
"""Parts of an address that lead elsewhere: matches '/../' and line ends, not '10.1000/a..b'."""

TALKATIVE = ("httpx2", "httpcore2")
"""They log whole addresses, keys included, where a program listens to all that is logged."""

TOOL = "extract-literature"


@dataclass(frozen=True, slots=True)
class Failed:
    """A question that has no answer: why."""

    kind: Kind
    message: str


@dataclass(frozen=True, slots=True)
class Request:
    """One question to one service."""

    service: str
    path: str
    params: dict[str, str]
    accept: str
    refuse: Refuse
    body: str | None
    missing_is_an_answer: bool


@dataclass(slots=True)
class Client:
    """Asks services, one request at a time. `mailto` says who asks; keys come from the environment."""

    cache: Cache
    addresses: ServiceAddresses = field(default_factory=ServiceAddresses)
    offline: bool = False
    refresh: bool = False
    max_age: timedelta = timedelta(days=30)
    mailto: str | None = field(default_factory=lambda: os.environ.get("EXTRACT_MAILTO"))
    clock: Clock = field(default_factory=Clock)
    max_body: int = MAX_BODY
    whole_seconds: float = WHOLE_SECONDS
    read_seconds: float = READ_SECONDS
    blocked: dict[str, str] = field(default_factory=dict)
    _pace: Pace = field(init=False)
    _breaker: Breaker = field(init=False)
    _http: "httpx2.Client | None" = None

    def __post_init__(self) -> None:
        self._pace = Pace(self.clock)
        self._breaker = Breaker(self.clock)

    def get(
        self,
        service: str,
        path: str,
        params: Mapping[str, str] | None = None,
        *,
        accept: str = "application/json",
        refuse: Refuse = lambda body: None,
        body: str | None = None,
        missing_is_an_answer: bool = True,
    ) -> StoredAnswer | Failed:
        """The answer to a request (GET, or POST of a form `body`), from the cache where it is fresh enough.

        Status 404 is an answer where a thing is asked for by its name, and an error of the service elsewhere.
        """
        if STRAYS.search(unquote(path)) or "?" in path or "#" in path:
            return Failed("bad_request", f"{service} was not asked: an identifier that leads elsewhere in its address")
        key = request_key(path, params or {}, body)
        held = self.cache.answer(service, key)
        if held is not None and (self.offline or not (self.refresh or self._is_old(held))):
            return held
        if self.offline:
            return Failed("offline", f"{service} was not asked: offline (--online asks it)")
        if why := self.blocked.get(service) or self._breaker.why_not(service):
            return Failed("blocked", why)
        request = Request(service, path, dict(params or {}), accept, refuse, body, missing_is_an_answer)
        reported = self._try(request)
        if isinstance(reported, StoredAnswer):
            self._breaker.answered(service)
            self.cache.keep(service, key, reported)
        return reported

    def ask_once(self, service: str, path: str, params: Mapping[str, str] | None = None) -> StoredAnswer | Failed:
        """One request, whatever the cache holds, not tried again and not kept."""
        request = Request(service, path, dict(params or {}), "application/json", lambda body: None, None, False)
        reported, _ = self._once(request)
        return reported if isinstance(reported, Failed) else self._judge(request, reported) or reported

    def _is_old(self, held: StoredAnswer) -> bool:
        try:
            age = datetime.now(UTC) - datetime.fromisoformat(held.fetched_at)
        except (ValueError, TypeError):
            return True
        return not timedelta(0) <= age + CLOCKS_APART or age > self.max_age

    def _try(self, request: Request) -> StoredAnswer | Failed:
        """Up to five times while trying again can help, within one deadline."""
        service = request.service
        failed = Failed("timeout", f"{service}: no time left")
        deadline = self.clock.now() + 2 * self.whole_seconds
        headers: Mapping[str, str] = {}
        for attempt in range(TRIES):
            self._pace.wait(service)
            reported, headers = self._once(request)
            if isinstance(reported, StoredAnswer):
                self._pace.learn(service, headers)
                failed_or_none = self._judge(request, reported)
                if failed_or_none is None:
                    return reported
                reported = failed_or_none
            failed = reported
            tries = TRIES_WITHOUT_ANSWER if reported.kind in ("connection", "timeout") else TRIES
            if reported.kind in ("blocked", "bad_request", "too_large") or attempt >= tries - 1:
                break
            wait = wait_after(attempt, headers, self.clock)
            if wait is None or self.clock.now() + wait > deadline or not self._breaker.may_wait(service, wait):
                break
            self.clock.sleep(wait)
        if failed.kind == "connection":
            self.blocked[service] = f"{service} cannot be reached: not asked again in this run"
        elif failed.kind not in ("bad_request", "blocked", "too_large"):
            self._breaker.failed(service, retry_after(headers))
        return failed

    def _judge(self, request: Request, answer: StoredAnswer) -> Failed | None:
        """Why an answer is none, or None."""
        status, service = answer.status, request.service
        if status in (404, 410):
            return None if request.missing_is_an_answer else Failed("server", f"{service}: status {status}")
        if status in (401, 403):
            self.blocked[service] = f"{service} refuses us (status {status}): see its terms, or set its key"
            return Failed("blocked", self.blocked[service])
        if status == 429:
            return Failed("rate_limited", f"{service}: too many requests")
        if status >= 500:
            return Failed("server", f"{service}: status {status}")
        if status >= 400:
            return Failed("bad_request", f"{service}: status {status}")
        reason = "an empty answer" if not answer.body.strip() else request.refuse(answer.body)
        return Failed("bad_body", f"{service}: {reason}") if reason else None

    def _once(self, request: Request) -> tuple[StoredAnswer | Failed, Mapping[str, str]]:
        """One asking, within `whole_seconds` as a whole: names, headers and body, however slowly they drip."""
        reported: Future[tuple[StoredAnswer | Failed, Mapping[str, str]]] = Future()
        Thread(target=self._ask_into, args=(reported, request), daemon=True).start()
        try:
            return reported.result(self.whole_seconds)
        except TimeoutError:
            self.close()
            return Failed("timeout", f"{request.service}: an answer that took more than {self.whole_seconds:g} s"), {}

    def _ask_into(self, answer: Future[tuple[StoredAnswer | Failed, Mapping[str, str]]], request: Request) -> None:
        try:
            answer.set_result(self._ask(request))
        except BaseException as error:
            answer.set_exception(error)

    def _ask(self, request: Request) -> tuple[StoredAnswer | Failed, Mapping[str, str]]:
        require("online", "asking live services")
        import httpx2

        service, body = request.service, request.body
        url = getattr(self.addresses, service).rstrip("/") + request.path
        headers = {"Accept": request.accept, "User-Agent": self._agent()}
        sent = request.params | self._personal(service)
        data = body.encode() if body is not None else None
        if data is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            with self._opened().stream(
                "GET" if body is None else "POST", url, params=sent or None, headers=headers, content=data
            ) as response:
                content = self._read(response)
                if isinstance(content, Failed):
                    return content, response.headers
                kept = tuple((name, response.headers[name]) for name in KEPT_HEADERS if name in response.headers)
                now = datetime.now(UTC).isoformat(timespec="seconds")
                answer = StoredAnswer(status=response.status_code, headers=kept, body=content, fetched_at=now)
                return answer, response.headers
        except httpx2.TimeoutException:
            return Failed("timeout", f"{service}: no answer in time"), {}
        except httpx2.TooManyRedirects:
            return Failed("bad_body", f"{service}: redirects without end"), {}
        except httpx2.DecodingError:
            return Failed("bad_body", f"{service}: a body that cannot be unpacked"), {}
        except httpx2.HTTPError as error:
            return Failed("connection", f"{service}: {type(error).__name__}"), {}

    def _read(self, response: "httpx2.Response") -> bytes | Failed:
        """The body, bounded in size."""
        parts, size = [], 0
        for part in response.iter_bytes():
            size += len(part)
            parts.append(part)
            if size > self.max_body:
                return Failed("too_large", f"an answer of more than {self.max_body} bytes")
        return b"".join(parts)

    def _agent(self) -> str:
        return f"extract/{__version__}" + (f" (mailto:{self.mailto})" if self.mailto else "")

    def _personal(self, service: str) -> dict[str, str]:
        """Who asks, and with which key: added to the request, left out of everything that is kept."""
        sent: dict[str, str | None] = {}
        if service in ("crossref", "datacite"):
            sent = {"mailto": self.mailto}
        elif service in ("eutils", "idconv"):
            sent = {"tool": TOOL, "email": self.mailto}
            if service == "eutils":
                sent["api_key"] = os.environ.get("NCBI_API_KEY")
        elif service == "openalex":
            sent = {"api_key": os.environ.get("OPENALEX_API_KEY")}
        return {name: value for name, value in sent.items() if value}

    def _opened(self) -> "httpx2.Client":
        if self._http is None:
            import httpx2

            for name in TALKATIVE:
                logging.getLogger(name).setLevel(logging.WARNING)
            timeout = httpx2.Timeout(self.read_seconds, connect=CONNECT_SECONDS)
            hooks = {"response": [_refuse_strange_redirect]}
            self._http = httpx2.Client(timeout=timeout, follow_redirects=True, max_redirects=5, event_hooks=hooks)
            self._http.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        return self._http

    def close(self) -> None:
        if self._http is not None:
            self._http.close()
            self._http = None


def request_key(path: str, params: Mapping[str, str], body: str | None = None) -> str:
    """What identifies a request: path and sorted parameters, without who asked.

    >>> request_key("/works", {"rows": "5", "mailto": "me@example.org", "filter": "x"})
    'GET /works?filter=x&rows=5'
    """
    query = urlencode(sorted((name, value) for name, value in params.items() if name not in PERSONAL))
    method = "GET" if body is None else "POST"
    return f"{method} {path}" + (f"?{query}" if query else "") + (f"#{body}" if body is not None else "")


def _refuse_strange_redirect(response: "httpx2.Response") -> None:
    """Raises where a service sends the question elsewhere: to another's host, or from https to http."""
    following = response.next_request
    if following is None:
        return
    import httpx2

    was, to = response.request.url, following.url
    if not same_service(was.host, to.host) or (was.scheme == "https" and to.scheme != "https"):
        raise httpx2.TooManyRedirects("sent elsewhere", request=response.request)


def same_service(host: str, other: str) -> bool:
    """Whether two hosts are of one service: equal, or under one name of at least two labels that is no address.

    >>> same_service("www.ncbi.nlm.nih.gov", "pmc.ncbi.nlm.nih.gov"), same_service("api.crossref.org", "10.0.0.1")
    (True, False)
    """
    if host == other:
        return True
    parents = [name.partition(".")[2] for name in (host, other)]
    return parents[0] == parents[1] and "." in parents[0] and not other.rpartition(".")[2].isdigit()
