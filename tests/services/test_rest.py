"""Services that fail rest, addresses are the user's to set, and `doctor --online` tells who answers."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from click.testing import Result

from extract.errors import UsageError
from extract.services import crossref, europepmc
from extract.services.http import Client
from extract.services.limits import Breaker, Clock, retry_after, wait_after
from extract.services.probe import QUESTIONS, probe_all
from extract.settings import load_settings
from tests.services.replay import MadeClock, Replay

SOUND = {"message": {"DOI": "10.1000/9", "title": ["A trial of rest"]}}


def test_a_service_that_fails_three_times_in_a_row_rests_and_is_tried_again(
    client: Client, replay: Replay, clock: MadeClock
) -> None:
    for number in range(9):
        replay.play(f"/crossref/works/10.1000/{number}", "", status=503, times=5)
    outcomes = [crossref.by_doi(client, f"10.1000/{number}").kind for number in range(5)]
    assert outcomes == ["server"] * 3 + ["blocked"] * 2
    asked = len(replay.asked)
    clock.time += 299
    assert crossref.by_doi(client, "10.1000/9").kind == "blocked"
    clock.time += 2
    replay.answers["/crossref/works/10.1000/9"].clear()
    replay.play("/crossref/works/10.1000/9", SOUND)
    assert crossref.by_doi(client, "10.1000/9").outcome == "hit"
    assert len(replay.asked) == asked + 1


def test_an_answer_between_failures_counts_from_the_start(client: Client, replay: Replay) -> None:
    replay.play("/crossref/works/10.1000/9", SOUND)
    for number in range(2):
        replay.play(f"/crossref/works/10.1000/{number}", "", status=503, times=5)
        crossref.by_doi(client, f"10.1000/{number}")
    assert crossref.by_doi(client, "10.1000/9").outcome == "hit"
    replay.play("/crossref/works/10.1000/7", "", status=503, times=5)
    assert crossref.by_doi(client, "10.1000/7").kind == "server"


def test_no_run_sleeps_for_an_hour(client: Client, replay: Replay, clock: MadeClock) -> None:
    for number in range(40):
        replay.play(f"/crossref/works/10.1000/{number}", "", status=429, times=5, headers={"Retry-After": "3600"})
        crossref.by_doi(client, f"10.1000/{number}")
    assert sum(clock.slept) < 60
    assert len(replay.asked) == 1


@pytest.mark.parametrize(("asked", "waited"), [("60", 60.0), ("61", None), ("0", 0.0)])
def test_a_wait_of_more_than_a_minute_is_not_waited(asked: str, waited: float | None, clock: MadeClock) -> None:
    assert wait_after(0, {"retry-after": asked}, clock) == waited


def test_a_service_that_asks_for_more_than_a_minute_rests_at_once(clock: MadeClock) -> None:
    for asked, rests in ((60.0, False), (61.0, True)):
        breaker = Breaker(Clock(now=lambda: clock.time, sleep=clock.sleep))
        breaker.failed("crossref", asked)
        assert bool(breaker.why_not("crossref")) is rests
    clock.time += 61.0
    assert breaker.why_not("crossref") is None


def test_one_run_waits_ten_minutes_for_a_service(clock: MadeClock) -> None:
    breaker = Breaker(Clock(now=lambda: clock.time, sleep=clock.sleep))
    assert breaker.may_wait("crossref", 590.0) and breaker.may_wait("crossref", 10.0)
    assert not breaker.may_wait("crossref", 0.1) and breaker.may_wait("pubmed", 600.0)


def test_retry_after_is_a_number_or_a_date() -> None:
    until = datetime.now(UTC) + timedelta(seconds=90)
    assert 80 < (retry_after({"retry-after": format_datetime(until, usegmt=True)}) or 0) <= 90
    assert retry_after({"retry-after": format_datetime(until - timedelta(hours=1), usegmt=True)}) == 0
    assert retry_after({"retry-after": "soon"}) is None


@pytest.mark.parametrize("said", ["not open access one", "not found", "does not exist"])
def test_a_final_answer_is_not_asked_again(client: Client, replay: Replay, said: str) -> None:
    why = f"<errCode>0</errCode><errMsg>Article with id PMC1 is {said}</errMsg>"
    body = f'<ns4:errorBean xmlns:ns4="x">{why}</ns4:errorBean>'
    replay.play("/europepmc/PMC1/fullTextXML", body, kind="application/xml")
    told = europepmc.full_text(client, "PMC1")
    assert getattr(told, "outcome", None) == "miss"
    assert len(replay.asked) == 1


def test_addresses_are_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXTRACT_SERVICES", "crossref=http://a.example/x, doi=https://b.example")
    assert load_settings({}).services == {"crossref": "http://a.example/x", "doi": "https://b.example"}
    for wrong in ("crosref=http://a.example", "doi=ftp://b.example"):
        monkeypatch.setenv("EXTRACT_SERVICES", wrong)
        with pytest.raises(UsageError):
            load_settings({})


@pytest.mark.parametrize(
    ("name", "word", "value"),
    [("jobs", " +4 ", 4), ("max_bytes", "500_000", 500_000), ("time_limit", "12", 12.0), ("offline", "No", False)],
)
def test_words_of_the_environment_are_read_as_what_they_mean(
    name: str, word: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"EXTRACT_{name.upper()}", word)
    assert getattr(load_settings({}), name) == value


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"jobs": 257}, "jobs: Expected a whole number <= 256"),
        ({"jobs": "many"}, "jobs: Expected a whole number, got text"),
        ({"time_limit": float("nan")}, "time_limit: Expected a number"),
        ({"db": "a\0b"}, "db: a path holds no NUL"),
        ({"services": 3}, "services: Expected a table"),
        ({"services": {"crossref": "ftp://a"}}, "services: the address of crossref"),
        ({"colour": 1}, "no setting `colour`"),
    ],
)
def test_a_wrong_setting_is_named_with_its_fault(given: dict[str, object], reason: str) -> None:
    with pytest.raises(UsageError, match=f"^{re.escape(reason)}"):
        load_settings(given)


def test_the_doctor_tells_who_answers(
    client: Client, replay: Replay, command: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    for service, (path, _) in QUESTIONS.items():
        replay.play(f"/{service}{path}", {"ok": True}, status=503 if service == "openalex" else 200)
    told = {one.service: one.fault for one in probe_all(client)}
    assert [name for name, fault in told.items() if fault] == ["openalex"]
    addresses = ",".join(f"{name}={getattr(client.addresses, name)}" for name in QUESTIONS)
    monkeypatch.setenv("EXTRACT_SERVICES", addresses)
    shown = command("doctor", "--online").output
    assert "crossref: answers in" in shown
    assert "openalex: openalex: status 503" in shown
    assert "services:" not in command("doctor", "--offline").output
