"""Keys and addresses of people are sent to the services that want them, and stand nowhere else."""

import logging
from pathlib import Path

import pytest
from werkzeug import Response

from extract.services import crossref, openalex, pubmed
from extract.services.http import Client
from extract.store import open_database
from extract.store.answers import AnswerCache
from tests.services.replay import Replay

SECRETS = ("SECRET-NCBI", "SECRET-OPENALEX", "reader@example.org", "reader%40example.org")


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NCBI_API_KEY", "SECRET-NCBI")
    monkeypatch.setenv("OPENALEX_API_KEY", "SECRET-OPENALEX")


def logged(caplog: pytest.LogCaptureFixture) -> str:
    """What our side wrote, at the most talkative level; the server of the test says what it was asked."""
    return " ".join(record.getMessage() for record in caplog.records if record.name != "werkzeug")


@pytest.mark.parametrize("status", [200, 302, 401, 404, 429, 503])
def test_no_secret_is_logged_told_or_stored(
    client: Client, replay: Replay, keys: None, caplog: pytest.LogCaptureFixture, tmp_path: Path, status: int
) -> None:
    caplog.set_level(logging.DEBUG)
    with open_database(tmp_path / "t.db") as database:
        client.cache = AnswerCache(database)
        elsewhere = {"Location": replay.server.url_for("/elsewhere")} if status == 302 else None
        for path in ("/openalex/works/doi:10.1000/a", "/eutils/efetch.fcgi", "/crossref/works/10.1000/a", "/elsewhere"):
            replay.answers[path] += [Response("{}", status=status, headers=elsewhere)] * 8
        told = [
            *(openalex.by_doi(client, "10.1000/a"), crossref.by_doi(client, "10.1000/a")),
            *pubmed.by_pmids(client, ["11"]).values(),
        ]
    asked = " ".join(f"{request.url} {request.headers}" for request in replay.asked)
    assert "SECRET-NCBI" in asked and "SECRET-OPENALEX" in asked and "reader" in asked
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for secret in SECRETS:
        assert secret not in logged(caplog)
        assert not any(secret in repr(lookup) for lookup in told)
        assert secret.encode() not in stored


def test_a_service_that_cannot_be_reached_is_told_without_secrets(
    client: Client, keys: None, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(
        client, "addresses", type(client.addresses)(eutils="http://127.0.0.1:9", openalex="http://127.0.0.1:9")
    )
    told = [*pubmed.by_pmids(client, ["11"]).values(), openalex.by_doi(client, "10.1000/a")]
    assert {lookup.outcome for lookup in told} == {"error"}
    assert not any(secret in logged(caplog) + repr(told) for secret in SECRETS)
