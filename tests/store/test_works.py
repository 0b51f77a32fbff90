"""The library: upserts lose nothing, imports resume, notices and registrations are found again."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from extract.model import Notice, Person, Registration, StoredAnswer, Work
from extract.pipeline.library import add_to_library
from extract.settings import Settings
from extract.store import StoredLibrary, open_database
from extract.store.answers import AnswerCache
from extract.store.imports import progress_of
from extract.store.notices import NoticeRow, notices_of, save_notices, save_registrations
from extract.store.works import Saved, WorkCatalogue, all_works, save_works
from extract.text.keys import stored_title_keys

WORK = Work(
    id="",
    title="A sound trial of radiotherapy in older adults",
    authors=(Person("Lee", "A"), Person("Ek", "B")),
    year=2019,
    container="J Sound",
    volume="7",
    pages="101",
    doi="10.1000/a",
    abstract="Known.",
)


def test_a_second_record_brings_the_first_up_to_date_and_loses_nothing(tmp_path: Path) -> None:
    with open_database(tmp_path / "a.db") as database:
        save_works(database.connection, [WORK])
        later = replace(WORK, pmid="11", abstract=None, title="A sound trial of surgery in older adults", authors=())
        assert save_works(database.connection, [later, later]) == Saved(merged=1, unchanged=1)
        (held,) = all_works(database.connection)
        assert (held.id, held.pmid, held.abstract, len(held.authors)) == ("doi:10.1000/a", "11", "Known.", 2)
        catalogue = WorkCatalogue(database.connection)
        new = stored_title_keys(held.title or "")
        gone = sorted(set(stored_title_keys(WORK.title or "")) - set(new))
        assert [work.id for work in catalogue.by_keys(new)] == [held.id]
        assert catalogue.by_keys(gone) == []
        assert [work.id for work in catalogue.by_words("surgery adults")] == [held.id]
        assert catalogue.by_words("radiotherapy trial") == []


def test_an_ingested_paper_fills_gaps_and_overwrites_nothing(tmp_path: Path) -> None:
    with open_database(tmp_path / "a.db") as database:
        save_works(database.connection, [WORK])
        read = replace(WORK, title="A s0und tr1al", issue="2", document_id="abc")
        save_works(database.connection, [read])
        (held,) = all_works(database.connection)
        assert (held.title, held.issue, held.document_id) == (WORK.title, "2", "abc")


def test_records_without_identifiers_are_told_apart_by_what_they_say(tmp_path: Path) -> None:
    bare = replace(WORK, doi=None)
    with open_database(tmp_path / "a.db") as database:
        saved = save_works(database.connection, [bare, bare, replace(bare, pages="201")])
        assert (saved.added, saved.unchanged) == (2, 1)


def test_an_interrupted_import_resumes_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "many.json"
    path.write_text("\n".join(json.dumps({"title": f"Record {n}", "DOI": f"10.1000/{n}"}) for n in range(25)))
    monkeypatch.setattr("extract.pipeline.library.BATCH", 10)
    settings = Settings(db=tmp_path / "a.db")

    def stop(records: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_to_library(settings, [path], watch=stop)
    (told,) = add_to_library(settings, [path])
    assert (told.resumed_at, told.progress.records, told.progress.status) == (10, 25, "complete")
    (again,) = add_to_library(settings, [path])
    assert again.saved == Saved()
    with open_database(settings.db) as database:
        assert len(list(all_works(database.connection))) == 25


def test_faults_of_an_import_are_told_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "some.json"
    path.write_text('[{"title": "One", "DOI": "10.1000/1"}, {"type": "book"}, {"title": "Two"')
    (told,) = add_to_library(Settings(db=tmp_path / "a.db"), [path, tmp_path / "missing"])[:1]
    assert (told.progress.status, told.saved.added) == ("partial", 1)
    with open_database(tmp_path / "a.db") as database:
        assert len(list(database.rows("SELECT * FROM import_faults"))) == told.progress.faults >= 2
        assert progress_of(database, "unknown").records == 0


def test_notices_are_kept_once_and_found_by_either_identifier(tmp_path: Path) -> None:
    notice = Notice(kind="retraction", source="retraction watch", date="2020-01-02", notice_id="10.1000/n")
    with open_database(tmp_path / "a.db") as database:
        save_works(database.connection, [WORK])
        save_notices(database, [NoticeRow(notice=notice, doi="10.1000/a", pmid="11")] * 2)
        assert notices_of(database, Work(id="x", doi="10.1000/a")) == (notice,)
        assert notices_of(database, Work(id="x", pmid="11")) == (notice,)
        assert notices_of(database, Work(id="x")) == ()
        work = StoredLibrary(database).work("doi:10.1000/a")
        assert work is not None
        assert work.notices == (notice,)


def test_registrations_are_found_by_former_numbers(tmp_path: Path) -> None:
    one = Registration(
        id="NCT00000002", aliases=("NCT00000001",), countries=("Japan",), enrolment=120, results=("A: 2 ü.",)
    )
    with open_database(tmp_path / "a.db") as database:
        save_registrations(database, [one, one])
        library = StoredLibrary(database)
        assert library.registration("NCT00000001") == library.registration("NCT00000002") == one
        assert library.registration("NCT00000003") is None


def test_answers_come_back_as_they_were(tmp_path: Path) -> None:
    said = StoredAnswer(
        status=404, headers=(("etag", "x"),), body=b"\xff\x00no", fetched_at="2026-01-01T00:00:00+00:00"
    )
    with open_database(tmp_path / "a.db") as database:
        cache = AnswerCache(database)
        cache.keep("crossref", "GET /works/1", said)
        assert cache.answer("crossref", "GET /works/1") == said
        assert cache.answer("crossref", "GET /works/2") is None


def test_records_of_one_doi_with_nothing_else_in_common_stay_two_works(tmp_path: Path) -> None:
    first = Work(
        id="doi:10.1000/two",
        doi="10.1000/two",
        title="Sorafenib in liver cancer",
        year=2020,
        authors=(Person("Verdi"),),
    )
    other = replace(first, title="Diabetes in children of Norway", year=2011, authors=(Person("Hansen"),))
    worded = replace(first, title="Sorafenib for cancer of the liver", year=2021)
    with open_database(tmp_path / "works.db") as database:
        for work in (first, other, worded):
            save_works(database.connection, [work])
        found = WorkCatalogue(database.connection).by_identifier(doi="10.1000/two")
    assert [(work.id, work.year) for work in found] == [("doi:10.1000/two", 2021), ("doi:10.1000/two#2", 2011)]
