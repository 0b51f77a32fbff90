"""Europe PMC, PMC's converter, OpenAlex, ClinicalTrials.gov, DataCite. All bodies are synthetic, in recorded shapes."""

import pytest

from extract.model import StoredAnswer
from extract.services import clinicaltrials, datacite, europepmc, idconv, openalex
from extract.services.http import Client
from tests.services.replay import Replay

EMPTY = {"version": "6.9", "hitCount": 0, "resultList": {"result": []}}
RESULT = {
    "id": "11",
    "pmid": "11",
    "doi": "10.1000/a",
    "title": "A <i>sound</i> trial.",
    "authorList": {"author": [{"lastName": "Lee", "initials": "A"}]},
    "journalInfo": {"volume": "7", "journal": {"title": "Journal of Sound Trials"}},
    "pubYear": "2001",
    "commentCorrectionList": {
        "commentCorrection": [
            {"id": "99", "type": "Expression of concern in", "reference": "J Sound. 2003"},
            {"id": "98", "type": "Comment in"},
        ]
    },
}
FOUND = {"version": "6.9", "hitCount": 1, "resultList": {"result": [RESULT]}}


def test_a_stub_is_tried_again_and_six_stubs_are_an_error(client: Client, replay: Replay) -> None:
    replay.play("/europepmc/search", {"version": "6.9"})
    replay.play("/europepmc/search", FOUND)
    told = europepmc.by_pmid(client, "11")
    assert [notice.kind for notice in told.works[0].notices] == ["concern"]
    replay.answers.clear()
    replay.play("/europepmc/search", {"version": "6.9"}, times=6)
    assert europepmc.by_pmid(client, "12").outcome == "error"


def test_a_true_empty_answer_is_a_miss_and_a_stray_404_is_not(client: Client, replay: Replay) -> None:
    replay.play("/europepmc/search", "", status=404)
    replay.play("/europepmc/search", EMPTY)
    assert europepmc.by_doi(client, "10.1000/a").outcome == "miss"
    assert len(replay.asked) == 2


def test_full_text_that_is_not_open_is_a_miss_and_an_error_bean_an_error(client: Client, replay: Replay) -> None:
    replay.play("/europepmc/PMC1/fullTextXML", "", status=404)
    replay.play("/europepmc/PMC2/fullTextXML", "<errorBean><errCode>0</errCode></errorBean>", times=5)
    replay.play("/europepmc/PMC3/fullTextXML", "<article><body/></article>", kind="application/xml")
    closed, faulty, opened = (europepmc.full_text(client, number) for number in ("PMC1", "PMC2", "PMC3"))
    assert not isinstance(closed, StoredAnswer)
    assert closed.outcome == "miss"
    assert not isinstance(faulty, StoredAnswer)
    assert faulty.outcome == "error"
    assert isinstance(opened, StoredAnswer)
    assert not isinstance(europepmc.full_text(client, "PMC1/../x"), StoredAnswer)


def test_not_in_pmc_speaks_of_pmc_alone(client: Client, replay: Replay) -> None:
    records = [
        {"requested-id": "11", "pmid": 11, "pmcid": "PMC5", "doi": "10.1000/A"},
        {"requested-id": "12", "status": "error", "errmsg": "Identifier not found in PMC"},
    ]
    replay.play("/idconv/", {"status": "ok", "records": records})
    found = idconv.convert(client, ["11", "12"])
    assert (found["11"].works[0].pmcid, found["11"].works[0].doi) == ("PMC5", "10.1000/a")
    assert (found["12"].outcome, found["12"].detail) == ("miss", "12: not in PMC")


def test_a_batch_refused_as_a_whole_is_split(client: Client, replay: Replay) -> None:
    replay.play("/idconv/", {"status": "error"}, status=400)
    replay.play("/idconv/", {"status": "ok", "records": [{"requested-id": "11", "pmid": 11, "pmcid": "PMC5"}]})
    replay.play("/idconv/", {"status": "error"}, status=400)
    found = idconv.convert(client, ["11", "10/short"])
    assert (found["11"].outcome, found["10/short"].outcome) == ("hit", "error")


def test_openalex_without_key_or_budget_is_unchecked(client: Client, replay: Replay) -> None:
    replay.play("/openalex/works/doi:10.1000/b", "", status=429, times=5)
    assert openalex.by_doi(client, "10.1000/b").kind == "rate_limited"
    replay.play("/openalex/works/doi:10.1000/a", {"error": "bad key"}, status=401)
    assert openalex.by_doi(client, "10.1000/a").kind == "blocked"


def test_openalex_follows_merged_works_and_refuses_others(client: Client, replay: Replay) -> None:
    place = replay.server.url_for("/openalex/works/W2")
    replay.play("/openalex/works/doi:10.1000/a", "", status=301, headers={"Location": place})
    record = {"doi": "https://doi.org/10.1000/a", "ids": {}, "title": "Wrong title", "is_retracted": True}
    replay.play("/openalex/works/W2", record)
    told = openalex.by_doi(client, "10.1000/a")
    assert told.works[0].notices[0].kind == "retraction"
    replay.play("/openalex/works/doi:10.1000/b", record)
    assert openalex.by_doi(client, "10.1000/b").outcome == "error"


def study(number: str, **more: object) -> dict[str, object]:
    return {"protocolSection": {"identificationModule": {"nctId": number}, **more}}


def test_registrations_with_missing_modules_and_text_errors(client: Client, replay: Replay) -> None:
    replay.play("/clinicaltrials/studies/NCT00000001", study("NCT00000001"))
    replay.play(
        "/clinicaltrials/studies/NCT99999999", "NCT number NCT99999999 not found", status=404, kind="text/plain"
    )
    told = clinicaltrials.by_number(client, "nct00000001")
    assert told.registration is not None
    assert (told.registration.enrolment, told.registration.countries) == (None, ())
    assert clinicaltrials.by_number(client, "NCT99999999").outcome == "miss"
    assert clinicaltrials.by_number(client, "../stats/size").outcome == "error"


def test_a_retired_number_leads_to_the_trial_that_took_it_over(client: Client, replay: Replay) -> None:
    place = replay.server.url_for("/clinicaltrials/studies/NCT00000002")
    replay.play("/clinicaltrials/studies/NCT00000001", "", status=301, headers={"Location": place})
    design = {"enrollmentInfo": {"count": "120"}, "phases": ["PHASE2", "PHASE3"]}
    replay.play("/clinicaltrials/studies/NCT00000002", study("NCT00000002", designModule=design))
    told = clinicaltrials.by_number(client, "NCT00000001").registration
    assert told is not None
    assert (told.id, told.aliases, told.enrolment, told.phase) == (
        "NCT00000002",
        ("NCT00000001",),
        120,
        "PHASE2/PHASE3",
    )


def test_datacite_records_and_misses(client: Client, replay: Replay) -> None:
    attributes = {"doi": "10.5281/zenodo.1", "titles": [{"title": "Data"}], "creators": [{"name": "Lee, Ann"}]}
    replay.play("/datacite/dois/10.5281/zenodo.1", {"data": {"attributes": attributes | {"publicationYear": 2020}}})
    replay.play("/datacite/dois/10.5281/zenodo.2", {"errors": [{"status": "404"}]}, status=404)
    work = datacite.by_doi(client, "10.5281/zenodo.1").works[0]
    assert (work.title, work.authors[0].family, work.year) == ("Data", "Lee", 2020)
    assert datacite.by_doi(client, "10.5281/zenodo.2").outcome == "miss"


def test_a_record_of_europe_pmc_that_names_no_work_is_none() -> None:
    assert europepmc.work_of({"journalTitle": "J Noses"}) is None
    work = europepmc.work_of({"journalTitle": "J Noses", "doi": "10.5555/n"})
    assert work is not None and work.doi == "10.5555/n"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            {"container": {"title": "J Noses", "volume": "3", "issue": "2", "firstPage": "11", "lastPage": "19"}},
            ("J Noses", "3", "11-19"),
        ),
        ({"container": {"title": "J Noses", "firstPage": "11", "lastPage": "11"}}, ("J Noses", None, "11")),
        ({"container": {"title": "J Noses", "firstPage": "11"}}, ("J Noses", None, "11")),
        (
            {
                "relatedItems": [
                    {"relationType": "Cites", "titles": [{"title": "Other"}]},
                    {
                        "relationType": "IsPublishedIn",
                        "titles": [{"title": "J Noses"}],
                        "volume": "4",
                        "firstPage": "5",
                    },
                ]
            },
            ("J Noses", "4", "5"),
        ),
        ({"relatedItems": [{"relationType": "Cites", "titles": [{"title": "Other"}]}]}, (None, None, None)),
    ],
)
def test_datacite_says_where_a_work_was_published(
    client: Client, replay: Replay, given: dict[str, object], expected: tuple[str | None, ...]
) -> None:
    attributes = {"doi": "10.5281/zenodo.1", "titles": [{"title": "Data"}], **given}
    replay.play("/datacite/dois/10.5281/zenodo.1", {"data": {"attributes": attributes}})
    work = datacite.by_doi(client, "10.5281/zenodo.1").works[0]
    assert (work.container, work.volume, work.pages) == expected


def test_datacite_names_years_and_editors_by_their_kind(client: Client, replay: Replay) -> None:
    attributes = {
        "doi": "10.5281/zenodo.1",
        "titles": [{"title": "Data"}],
        "dates": [{"date": "2018-02-01", "dateType": "Issued"}, {"date": "2012", "dateType": "Collected"}],
        "contributors": [
            {"name": "Moss, Bo", "contributorType": "Editor"},
            {"name": "Fern, Cy", "contributorType": "DataCollector"},
        ],
    }
    replay.play("/datacite/dois/10.5281/zenodo.1", {"data": {"attributes": attributes}})
    work = datacite.by_doi(client, "10.5281/zenodo.1").works[0]
    assert work.year == 2018 and 2012 not in work.all_years
    assert [person.family for person in work.authors] == ["Moss"]
