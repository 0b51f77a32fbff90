"""A stored paper's references put to services and matched again, with the replay server in place of the network."""

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from extract.pipeline.online import resolve_online
from extract.services.http import Client
from extract.store import StoredLibrary, open_database
from extract.store.runs import begin_run
from tests.services.replay import Replay

PAPER = """A review of sound

Introduction

Radiotherapy helped older adults [1], and surgery did not [2]. The trial was registered as NCT00000001.

References

1. Ek A, Lee B. Preoperative radiotherapy for retroperitoneal sarcoma in older adults. J Sound Oncol. 2014;32:1101-9. \
doi:10.1000/sarcoma
2. Ohm C, Volt D. Surgery of the spleen in younger adults with sickle disease. J Sound Surg. 2015;3:11-19.
"""
RECORD = {
    "DOI": "10.1000/sarcoma",
    "title": ["Preoperative radiotherapy for retroperitoneal sarcoma in older adults"],
    "author": [{"family": "Ek", "given": "A"}, {"family": "Lee", "given": "B"}],
    "issued": {"date-parts": [[2014]]},
    "container-title": ["Journal of Sound Oncology"],
    "volume": "32",
    "page": "1101-1109",
    "updated-by": [
        {"DOI": "10.1000/n", "type": "retraction", "source": "publisher", "updated": {"date-parts": [[2016, 1, 2]]}}
    ],
}
OTHER = {"DOI": "10.1000/x", "title": ["Splenic artery aneurysms in pregnancy"], "author": [{"family": "Watt"}]}
NOTHING = {"hitCount": 0, "resultList": {"result": []}}


def test_what_services_know_joins_the_library_and_every_answer_is_kept(
    client: Client, replay: Replay, command: Callable[..., Result], tmp_path: Path
) -> None:
    path = tmp_path / "review.txt"
    path.write_text(PAPER)
    assert command("ingest", path).exit_code == 0
    replay.play("/crossref/works/10.1000/sarcoma", {"message": RECORD})
    replay.play("/crossref/works", {"message": {"items": [OTHER, OTHER | {"DOI": "10.1000/y"}]}})
    replay.play("/europepmc/search", NOTHING)
    replay.play("/openalex/works/doi:10.1000/sarcoma", "", status=429, times=5)
    replay.play("/eutils/ecitmatch.cgi", "j sound surg|2015|3|11|ohm c|k0|NOT_FOUND\n", kind="text/plain")
    study = {"protocolSection": {"identificationModule": {"nctId": "NCT00000001"}}}
    replay.play("/clinicaltrials/studies/NCT00000001", study)
    with open_database(tmp_path / "test.db") as database:
        run = begin_run(database, command="resolve", version="0", recipe="{}", settings="{}")
        library = StoredLibrary(database)
        (document_id,) = library.document_ids()
        told = resolve_online(database, client, run, [document_id])
        assert told.statuses == ("matched", "none")
        assert set(told.unasked) == {"openalex"}
        paper = library.paper(document_id)
        assert paper is not None
        first, second = paper.references
        assert {one.source: one.outcome for one in library.answers(paper, first)} == {
            "library": "hit",
            "crossref": "hit",
            "europepmc": "miss",
            "openalex": "error",
        }
        assert {one.source: one.outcome for one in library.answers(paper, second)} == {
            "library": "miss",
            "pubmed": "miss",
            "crossref": "miss",
            "europepmc": "miss",
        }
        assert library.registration("NCT00000001") is not None
    assert command("audit", "--only", "reference_*", "--offline").exit_code == 0
    rows = command("export", "references", "--format", "jsonl").stdout
    assert '"verified"' in rows
    assert '"not_found"' in rows
    found = command("export", "findings", "--format", "jsonl").stdout
    assert "was retracted (2016-01-02)" in found
