"""Crossref: records, misses, faults; a notice is not the retracted paper. Bodies without a file are synthetic."""

import json

import pytest

from extract.services import crossref, doi
from extract.services.http import Client
from tests.conftest import shared
from tests.services.replay import MadeClock, Replay

DOI = "10.1000/sound.1"
RECORD = {"DOI": DOI, "title": ["A sound trial"], "author": [{"family": "Lee", "given": "Ann"}]}


def answer(message: object, kind: str = "work") -> dict[str, object]:
    return {"status": "ok", "message-type": kind, "message": message}


def update(kind: str, doi: str, source: str = "publisher", year: int = 2020) -> dict[str, object]:
    return {"DOI": doi, "type": kind, "source": source, "updated": {"date-parts": [[year, 2, 3]]}}


def test_an_unknown_doi_is_a_miss_and_leads_to_the_agency(client: Client, replay: Replay) -> None:
    replay.play(f"/crossref/works/{DOI}", "Resource not found.", status=404, kind="text/plain")
    replay.play(f"/doi/doiRA/{DOI}", [{"DOI": DOI, "RA": "JaLC"}])
    assert crossref.by_doi(client, DOI).outcome == "miss"
    assert doi.agency_of(client, DOI).detail == "JaLC"


def test_two_refusals_without_headers_are_tried_again(client: Client, replay: Replay, clock: MadeClock) -> None:
    replay.play(f"/crossref/works/{DOI}", "", status=429, times=2)
    replay.play(f"/crossref/works/{DOI}", answer(RECORD))
    assert crossref.by_doi(client, DOI).outcome == "hit"
    assert [wait for wait in clock.slept if wait >= 1] == [1.0, 2.0]


def test_retry_after_is_honoured_and_a_long_one_is_an_error(client: Client, replay: Replay, clock: MadeClock) -> None:
    replay.play(f"/crossref/works/{DOI}", "", status=503, headers={"Retry-After": "7"})
    replay.play(f"/crossref/works/{DOI}", answer(RECORD))
    assert crossref.by_doi(client, DOI).outcome == "hit"
    assert 7.0 in clock.slept
    replay.play("/crossref/works/10.1000/later", "", status=429, headers={"Retry-After": "86400"})
    assert crossref.by_doi(client, "10.1000/later").kind == "rate_limited"


def test_a_blocked_service_is_not_asked_again(client: Client, replay: Replay) -> None:
    replay.play(f"/crossref/works/{DOI}", "", status=403)
    assert crossref.by_doi(client, DOI).kind == "blocked"
    assert crossref.by_doi(client, "10.1000/other").kind == "blocked"
    assert len(replay.asked) == 1


def test_a_doi_with_a_comma_is_unchecked_and_never_not_retracted(client: Client, replay: Replay) -> None:
    told = crossref.notices_about(client, "10.1000/a,b")
    assert (told.outcome, replay.asked) == ("error", [])


def test_a_bad_request_is_an_error(client: Client, replay: Replay) -> None:
    replay.play("/crossref/works", {"status": "failed", "message-type": "validation-failure"}, status=400)
    assert crossref.notices_about(client, DOI).outcome == "error"


def test_a_notice_is_told_from_the_paper_that_it_retracts(client: Client, replay: Replay) -> None:
    notice = RECORD | {"DOI": "10.1000/notice", "update-to": [update("retraction", DOI)]}
    replay.play("/crossref/works/10.1000/notice", answer(notice))
    told = crossref.by_doi(client, "10.1000/notice")
    assert told.works[0].notices == ()
    assert "notice" in told.works[0].types
    assert [(one.doi, one.notice.kind) for one in told.notices] == [(DOI, "retraction")]


def test_one_retraction_told_by_two_sources_counts_once_and_a_version_of_itself_is_ignored(
    client: Client, replay: Replay
) -> None:
    updates = [
        update("retraction", "10.1000/notice", "retraction-watch"),
        update("retraction", "10.1000/notice"),
        update("new_version", DOI),
    ]
    replay.play(f"/crossref/works/{DOI}", answer(RECORD | {"updated-by": updates}))
    notices = crossref.by_doi(client, DOI).works[0].notices
    assert [(one.kind, one.notice_id, one.date) for one in notices] == [("retraction", "10.1000/notice", "2020-02-03")]
    assert "retraction-watch" in notices[0].source


def test_empty_and_odd_fields_break_nothing(client: Client, replay: Replay) -> None:
    odd = {
        "DOI": DOI,
        "title": [],
        "author": [{"name": "A Group"}, "nonsense"],
        "issued": {"date-parts": [[None]]},
        "abstract": "<jats:p>Risk &lt; 5 %</jats:p>",
        "updated-by": None,
    }
    replay.play(f"/crossref/works/{DOI}", answer(odd))
    work = crossref.by_doi(client, DOI).works[0]
    assert (work.title, work.year, work.abstract) == (None, None, "Risk < 5 %")
    assert work.authors[0].is_group


def test_a_cursor_that_expired_is_an_error(client: Client, replay: Replay) -> None:
    replay.play("/crossref/works", {"status": "failed", "message-type": "resource-failure"}, status=404, times=5)
    assert crossref.by_text(client, "A sound trial").outcome == "error"


def test_candidates_for_a_text_are_ambiguous_until_matched(client: Client, replay: Replay) -> None:
    replay.play("/crossref/works", answer({"items": [RECORD, RECORD | {"DOI": "10.1000/2"}]}, "work-list"))
    assert crossref.by_text(client, "Lee A. A sound trial.").outcome == "ambiguous"
    assert replay.asked[0].args["mailto"] == "reader@example.org"


@pytest.mark.parametrize("name", ["work_200_with_updated_by", "work_404_text_plain"])
def test_recorded_answers_are_read(client: Client, replay: Replay, name: str) -> None:
    recorded = json.loads(shared(f"design/fixtures/crossref/{name}.json").read_text())["exchanges"][0]
    number = recorded["url"].split("/works/")[1]
    kind = recorded["headers"]["content-type"]
    replay.play(f"/crossref/works/{number}", recorded["body"], status=recorded["status"], kind=kind)
    told = crossref.by_doi(client, number)
    assert told.outcome == ("hit" if recorded["status"] == 200 else "miss")
    if told.works:
        assert [notice.kind for notice in told.works[0].notices] == ["correction"]
        assert told.works[0].pages == "e33693"


def test_a_doi_that_does_not_exist_is_positive_evidence(client: Client, replay: Replay) -> None:
    replay.play("/doi/doiRA/10.1000/none.9", [{"DOI": "10.1000/none.9", "status": "DOI does not exist"}])
    told = doi.agency_of(client, "10.1000/none.9")
    assert (told.outcome, told.detail) == ("miss", "10.1000/none.9: DOI does not exist")


def test_a_doi_damaged_by_the_next_word_is_mended_first(client: Client, replay: Replay) -> None:
    replay.play("/doi/doiRA/10.1000/sound.1.Epub", [{"DOI": "10.1000/sound.1.Epub", "status": "DOI does not exist"}])
    rows = [{"DOI": "10.1000/other", "RA": "JaLC"}, {"DOI": DOI, "RA": "Crossref"}]
    replay.play(f"/doi/doiRA/{DOI}", rows)
    assert doi.agency_of(client, "10.1000/sound.1.Epub").detail == "Crossref"
