"""A local server that plays answers of services: recorded ones, made ones (marked so), and faults.

A request that was not foreseen gets status 599, so that no test can fall through to the network.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from extract.model import StoredAnswer
from extract.services import ServiceAddresses
from extract.services.http import Client
from extract.services.limits import Clock

SERVICES = tuple(ServiceAddresses.__dataclass_fields__)


@dataclass
class MemoryCache:
    """`model.Cache` in memory."""

    held: dict[tuple[str, str], StoredAnswer] = field(default_factory=dict)

    def answer(self, service: str, key: str) -> StoredAnswer | None:
        return self.held.get((service, key))

    def keep(self, service: str, key: str, answer: StoredAnswer) -> None:
        self.held[service, key] = answer


@dataclass
class MadeClock:
    """Time that passes only where someone sleeps; it remembers for how long."""

    time: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


@dataclass
class Replay:
    """What each path answers: the n-th answer to the n-th request, the last one for ever."""

    server: HTTPServer
    answers: dict[str, list[Response | Callable[[Request], Response]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    asked: list[Request] = field(default_factory=list)

    def play(
        self,
        path: str,
        body: object,
        *,
        status: int = 200,
        kind: str = "application/json",
        headers: dict[str, str] | None = None,
        times: int = 1,
    ) -> None:
        """An answer to "/service/path", with the text of objects made here."""
        text = body if isinstance(body, str | bytes) else json.dumps(body)
        for _ in range(times):
            self.answers[path].append(Response(text, status=status, content_type=kind, headers=headers))

    def serve(self, request: Request) -> Response:
        self.asked.append(request)
        path = unquote(request.path).lower()
        waiting = next((listed for key, listed in self.answers.items() if key.lower() == path), [])
        if not waiting:
            return Response(f"REPLAY MISS key={path}?{request.query_string.decode()}", status=599)
        answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        return answer(request) if callable(answer) and not isinstance(answer, Response) else answer


@pytest.fixture
def replay(httpserver: HTTPServer) -> Iterator[Replay]:
    made = Replay(httpserver)
    httpserver.expect_request(re.compile(".*")).respond_with_handler(made.serve)
    yield made


@pytest.fixture
def clock() -> MadeClock:
    return MadeClock()


@pytest.fixture
def client(httpserver: HTTPServer, replay: Replay, clock: MadeClock) -> Iterator[Client]:
    where = ServiceAddresses(**{name: httpserver.url_for(f"/{name}") for name in SERVICES})
    made = Client(
        cache=MemoryCache(),
        addresses=where,
        mailto="reader@example.org",
        clock=Clock(now=lambda: clock.time, sleep=clock.sleep, jitter=lambda: 0.0),
        read_seconds=0.4,
    )
    yield made
    made.close()
