"""What can go wrong with any service: time, size, nonsense; and what the cache keeps. All bodies are synthetic."""

import gzip
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from threading import Event, Thread

import pytest
from werkzeug import Request, Response

from extract.services import crossref, datacite, openalex
from extract.services.http import Client, Failed
from tests.services.replay import Replay

DOI = "10.1000/sound.1"
PATH = f"/crossref/works/{DOI}"
ENDLESS = b"\x1f\x8b\x08\x08" + bytes(6)
"""A packed body that begins with a name, which never ends."""
SOUND = {"status": "ok", "message-type": "work", "message": {"DOI": DOI, "title": ["A sound trial"]}}


def test_no_answer_in_time_is_a_timeout(client: Client, replay: Replay) -> None:
    def slow(request: Request) -> Response:
        time.sleep(0.8)
        return Response("{}")

    replay.answers[PATH].append(slow)
    assert crossref.by_doi(client, DOI).kind == "timeout"


def test_a_truncated_gzip_body_is_an_error(client: Client, replay: Replay) -> None:
    body = gzip.compress(b'{"message": ' + b"x" * 5000)[:40]
    replay.play(PATH, body, headers={"Content-Encoding": "gzip"}, times=5)
    assert crossref.by_doi(client, DOI).outcome == "error"


def test_an_empty_body_and_a_page_are_errors(client: Client, replay: Replay) -> None:
    replay.play(PATH, "", times=5)
    assert crossref.by_doi(client, DOI).kind == "bad_body"
    replay.play("/crossref/works/10.1000/page", "<html>Down for maintenance</html>", times=5)
    assert crossref.by_doi(client, "10.1000/page").kind == "bad_body"


def test_a_body_without_end_is_cut(client: Client, replay: Replay) -> None:
    client.max_body = 1 << 20
    replay.play(PATH, "x" * (5 << 20))
    assert crossref.by_doi(client, DOI).kind == "too_large"


def test_a_body_may_have_as_many_bytes_as_are_allowed(client: Client, replay: Replay) -> None:
    body = '{"message": {"DOI": "10.1000/9", "title": ["A trial of rest"]}}'
    for most, outcome in ((len(body), "hit"), (len(body) - 1, "error")):
        client.max_body = most
        replay.play(f"/crossref/works/10.1000/{most}", body)
        assert crossref.by_doi(client, f"10.1000/{most}").outcome == outcome


def test_a_slow_drip_ends_at_the_deadline(client: Client, replay: Replay) -> None:
    sent: list[int] = []

    def drip(request: Request) -> Response:
        def parts() -> Iterator[bytes]:
            for part in range(100):
                time.sleep(0.05)
                sent.append(part)
                yield b" "

        return Response(parts())

    client.whole_seconds = 0.3
    replay.answers[PATH].append(drip)
    assert crossref.by_doi(client, DOI).kind == "timeout"
    assert len(sent) < 100


@pytest.mark.parametrize(
    "sent", [b"HTTP/1.1 200 OK\r\nX-A: ", b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + ENDLESS]
)
def test_headers_or_a_packed_name_that_drip_end_at_the_deadline(client: Client, sent: bytes) -> None:
    """Bytes come again and again, so that no time between two of them is ever too long."""
    ended = Event()

    def drip(server: socket.socket) -> None:
        with server, suppress(OSError):
            while not ended.is_set():
                asker, _ = server.accept()
                Thread(target=feed, args=(asker,), daemon=True).start()

    def feed(asker: socket.socket) -> None:
        with asker, suppress(OSError):
            asker.sendall(sent)
            while not ended.wait(0.05):
                asker.sendall(b"a")

    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(10)
    Thread(target=drip, args=(server,), daemon=True).start()
    client.addresses = replace(client.addresses, crossref=f"http://127.0.0.1:{server.getsockname()[1]}")
    client.whole_seconds = 0.3
    assert crossref.by_doi(client, DOI).kind == "timeout" and not ended.is_set()
    ended.set()


@pytest.mark.parametrize("doi", ["10.1000/../../admin", "10.1000/a\n", "10.1000/./a", "10.1000/..", "10.1000/a\\..\\b"])
def test_an_identifier_that_leads_elsewhere_is_not_asked_for(client: Client, replay: Replay, doi: str) -> None:
    for lookup in (crossref.by_doi, openalex.by_doi, datacite.by_doi):
        assert lookup(client, doi).kind == "bad_request"
    assert isinstance(client.get("europepmc", "/PMC5?x=/fullTextXML"), Failed)
    assert not replay.asked


def test_an_identifier_with_dots_and_signs_is_asked_for(client: Client, replay: Replay) -> None:
    replay.play(
        "/crossref/works/10.1000/a..b?c#d", {"status": "ok", "message": {"DOI": "10.1000/a..b?c#d", "title": ["A"]}}
    )
    assert crossref.by_doi(client, "10.1000/a..b?c#d").outcome == "hit"


def test_a_server_that_is_not_there_is_asked_once_a_run(client: Client) -> None:
    client.addresses = replace(client.addresses, crossref="http://127.0.0.1:9")
    assert crossref.by_doi(client, DOI).kind == "connection"
    assert crossref.by_doi(client, "10.1000/2").kind == "blocked"


def test_answers_are_kept_and_replayed_offline(client: Client, replay: Replay) -> None:
    replay.play(PATH, SOUND)
    assert crossref.by_doi(client, DOI).outcome == "hit"
    client.offline = True
    assert crossref.by_doi(client, DOI).outcome == "hit"
    assert crossref.by_doi(client, "10.1000/2").outcome == "not_tried"
    assert len(replay.asked) == 1


def test_errors_are_never_kept(client: Client, replay: Replay) -> None:
    replay.play(PATH, "", status=500, times=5)
    replay.play(PATH, SOUND)
    assert crossref.by_doi(client, DOI).kind == "server"
    assert crossref.by_doi(client, DOI).outcome == "hit"


def test_old_answers_are_asked_for_again_and_refresh_asks_always(client: Client, replay: Replay) -> None:
    replay.play(PATH, SOUND)
    crossref.by_doi(client, DOI)
    crossref.by_doi(client, DOI)
    assert len(replay.asked) == 1
    client.refresh = True
    crossref.by_doi(client, DOI)
    assert len(replay.asked) == 2
    client.refresh, client.max_age = False, timedelta(seconds=-1)
    crossref.by_doi(client, DOI)
    assert len(replay.asked) == 3


def test_a_service_may_lower_its_own_rate(client: Client, replay: Replay) -> None:
    replay.play(PATH, SOUND, headers={"x-rate-limit-limit": "1", "x-rate-limit-interval": "2s"})
    crossref.by_doi(client, DOI)
    assert client._pace.rates["crossref"] == 0.5
