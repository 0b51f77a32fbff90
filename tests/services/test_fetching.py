"""Papers named by identifier, and reference lists put to services, with the replay server in place of the network."""

from pathlib import Path

from extract.annotate.references import parse_reference
from extract.pipeline.online import fetch_open
from extract.services.http import Client
from extract.services.questions import Entry, ask_all
from tests.services.replay import Replay

FOUND = {"hitCount": 1, "resultList": {"result": [{"pmid": "11", "doi": "10.1000/a", "pmcid": "PMC5", "title": "T"}]}}
NOTHING = {"hitCount": 0, "resultList": {"result": []}}
ARTICLE = "<article><body><p>Text</p></body></article>"


def test_a_doi_leads_to_the_open_full_text(client: Client, replay: Replay, tmp_path: Path) -> None:
    replay.play("/europepmc/search", FOUND)
    replay.play("/europepmc/PMC5/fullTextXML", ARTICLE, kind="application/xml")
    (file,) = fetch_open(client, ["10.1000/A"], tmp_path)
    assert (file.path.read_text(), file.why, file.name) == (ARTICLE, None, "10.1000/A")


def test_a_paper_that_is_not_open_says_so(client: Client, replay: Replay, tmp_path: Path) -> None:
    replay.play("/europepmc/search", NOTHING)
    replay.play("/idconv/", {"records": [{"requested-id": "12", "status": "error"}]})
    (file,) = fetch_open(client, ["PMID: 12"], tmp_path)
    assert file.why is not None
    assert "not in PMC" in file.why
    client.offline = True
    (file,) = fetch_open(client, ["PMC77"], tmp_path)
    assert "offline" in (file.why or "")


def entry(printed: str) -> Entry:
    return Entry(fields=parse_reference(printed), printed=printed)


def test_a_doi_unknown_to_crossref_is_put_to_its_agency(client: Client, replay: Replay) -> None:
    replay.play("/crossref/works/10.1000/none.9", "Resource not found.", status=404, kind="text/plain")
    replay.play("/doi/doiRA/10.1000/none.9", [{"DOI": "10.1000/none.9", "status": "DOI does not exist"}])
    replay.play("/eutils/ecitmatch.cgi", "j sound|2019|7|1|lee a|k0|NOT_FOUND\n", kind="text/plain")
    replay.play("/crossref/works", {"message": {"items": []}})
    replay.play("/europepmc/search", NOTHING)
    asked = ask_all(client, {"ref1": entry("Lee A. A trial of sound. J Sound 2019;7:1. doi:10.1000/none.9")})
    outcomes = {one.source: one.outcome for one in asked.lookups["ref1"]}
    assert outcomes == {"crossref": "miss", "doi.org": "miss", "pubmed": "miss", "europepmc": "miss"}
    assert asked.unasked == {}
    searched = [request.args["query.bibliographic"] for request in replay.asked if request.path == "/crossref/works"]
    assert searched and not any("10.1000" in text for text in searched)


def test_a_failure_is_named_and_is_no_answer(client: Client, replay: Replay) -> None:
    replay.play("/eutils/ecitmatch.cgi", "", status=500, times=5)
    replay.play("/crossref/works", "", status=500, times=5)
    replay.play("/europepmc/search", NOTHING)
    asked = ask_all(client, {"ref1": entry("Lee A. A trial of sound in older adults. J Sound 2019;7:1-9.")})
    outcomes = {one.source: one.outcome for one in asked.lookups["ref1"]}
    assert outcomes == {"pubmed": "error", "crossref": "error", "europepmc": "miss"}
    assert set(asked.unasked) == {"pubmed", "crossref"}
