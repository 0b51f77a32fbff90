from pathlib import Path

import pytest

from extract.model import Arm, CheckAnswers, Evidence, Finding, Passed, Skipped
from extract.report.records import RECORDS
from extract.store import Database, StoredLibrary, layer_rows, load_paper, open_database
from extract.store import rows as relation
from extract.store.codec import dump_paper
from extract.store.findings import CheckCard, explode_audit, save_audit, save_checks
from extract.store.layers import LAYERS
from extract.store.passages import Places
from extract.store.reviews import save_review
from extract.store.upkeep import compact, examine
from tests.store.made import TEXT, at, audited, made_paper, save


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return open_database(tmp_path / "t.db")


def test_a_paper_comes_back_from_its_bytes_as_it_went() -> None:
    paper = made_paper()
    assert load_paper(paper.text, dump_paper(paper)) == paper


def test_a_stored_paper_comes_back_whole(database: Database) -> None:
    paper = made_paper()
    save(database, paper)
    assert StoredLibrary(database).paper(paper.id) == paper


def test_every_layer_has_rows_of_its_record(database: Database) -> None:
    audited(database)
    assert set(LAYERS) == set(RECORDS)
    empty = set()
    for layer in LAYERS:
        rows = list(layer_rows(database, layer))
        for row in rows:
            assert list(row) == list(dict.fromkeys(row))
            RECORDS[layer].model_validate(row)
            assert set(row) >= {name.rstrip("_") for name in RECORDS[layer].model_fields}
        if not rows:
            empty.add(layer)
    assert empty <= {"inputs", "works", "reviews"}


def test_a_passage_in_two_pieces_is_quoted_with_one_space(database: Database) -> None:
    save(database, made_paper())
    row = next(layer_rows(database, "sentences"))
    assert row["text"] == "Survival was 12.0 months (p<0.001) in Japan as others found [1]."
    assert len(row["pieces"]) == 2 and row["page"] == 1 and row["boxes"]


def test_numbers_are_numbers_and_keep_their_printed_form(database: Database) -> None:
    save(database, made_paper())
    row = next(layer_rows(database, "results"))
    assert (row["value"], row["value_text"], row["ci_low"], row["ci_high"]) == (12.0, "12.0", 9, 14.5)
    assert (row["p_relation"], row["p_value"], row["citations"]) == ("<", 0.001, ["1"])
    assert row["derived"] == {"formula": "a - b", "from": ["abababababab.r0"]}


def test_no_quotation_is_false_and_a_false_one_is_seen(database: Database) -> None:
    audited(database)
    assert examine(database).is_sound
    database.execute("UPDATE sentences SET text = 'Survival was 13.0 months'")
    assert examine(database).misquotes == 1


def test_saving_again_leaves_the_same_rows(database: Database) -> None:
    save(database, made_paper())
    before = {layer: list(layer_rows(database, layer)) for layer in LAYERS if layer != "runs"}
    save(database, made_paper())
    assert before == {layer: list(layer_rows(database, layer)) for layer in LAYERS if layer != "runs"}


def test_findings_fall_with_the_paper_that_they_quote_and_reviews_stay(database: Database) -> None:
    finding = audited(database)
    save_review(database, finding, reviewer="Ann", decision="rejected", reason="no")
    assert next(layer_rows(database, "findings"))["reviews"][0]["reviewer"] == "Ann"  # type: ignore[index]
    save(database, made_paper())
    for layer in ("findings", "verdicts", "corroboration", "coverage"):
        assert not list(layer_rows(database, layer))
    assert len(list(layer_rows(database, "reviews"))) == 1
    assert audited(database) == finding


def test_findings_of_another_paper_fall_too_when_they_quote_a_changed_one(database: Database) -> None:
    quoted, citing = made_paper(), made_paper("cd" * 32)
    run = save(database, quoted)
    save(database, citing)
    proof = Evidence(role="claim", document_id=citing.id, pieces=(at("12.0"),), text="12.0")
    source = Evidence(role="cited_passage", document_id=quoted.id, pieces=(at("12.0"),), text="12.0")
    answer = Finding(check="claim_x", severity="warning", message="m", evidence=(proof, source))
    places = {paper.id: Places(paper) for paper in (quoted, citing)}
    rows = explode_audit(citing, [CheckAnswers(check="claim_x", answers=(answer,))], places)
    with database.atomic():
        save_checks(database, [CheckCard(name="claim_x", title="t", description="d", version=1)])
        save_audit(database, run, rows, ["claim_x"])
    save(database, quoted)
    assert not list(layer_rows(database, "findings")) and not list(layer_rows(database, "coverage"))


def rows_in(database: Database, table: str) -> int:
    return len(list(database.rows(f"SELECT 1 FROM {table}")))


def test_a_passage_that_several_answers_rest_on_is_stored_once(database: Database) -> None:
    audited(database)
    assert [rows_in(database, name) for name in ("quotations", "rests_on", "evidence")] == [2, 4, 4]
    evidence = next(layer_rows(database, "findings"))["evidence"]
    assert isinstance(evidence, list) and [row["role"] for row in evidence] == ["result", "work"]


def test_another_audit_by_some_checks_leaves_no_passage_that_nothing_rests_on(database: Database) -> None:
    audited(database)
    paper = made_paper()
    proof = Evidence(role="result", document_id=paper.id, pieces=(at("20"),), text="20")
    for proofs, left in (((proof,), 3), ((), 2)):
        answer = Finding(check="stat_y", severity="note", message="m", evidence=proofs)
        rows = explode_audit(paper, [CheckAnswers(check="stat_y", answers=(answer,))], {paper.id: Places(paper)})
        with database.atomic():
            save_checks(database, [CheckCard(name="stat_y", title="t", description="d", version=1)])
            save_audit(database, 1, rows, ["stat_y"])
        assert rows_in(database, "quotations") == left


def test_coverage_counts_verdicts_and_what_could_not_be_judged_and_why(database: Database) -> None:
    """A check that gives verdicts examined as many items as it has verdicts for, whatever else it answers."""
    audited(database)
    row = next(layer_rows(database, "coverage"))
    assert (row["examined"], row["skipped"], row["reasons"]) == (1, 2, {"no n": 2})


def test_coverage_counts_findings_and_sound_items_of_a_check_without_verdicts(database: Database) -> None:
    paper = made_paper()
    run = save(database, paper)
    proof = Evidence(role="result", document_id=paper.id, pieces=(at("12.0"),), text="12.0")
    finding = Finding(check="stat_y", severity="error", message="m", evidence=(proof,))
    answers = (finding, Passed(at("20")), Skipped(at("20"), "no n"))
    rows = explode_audit(paper, [CheckAnswers(check="stat_y", answers=answers)], {paper.id: Places(paper)})
    with database.atomic():
        save_checks(database, [CheckCard(name="stat_y", title="t", description="d", version=1)])
        save_audit(database, run, rows, ["stat_y"])
    row = next(layer_rows(database, "coverage"))
    assert (row["examined"], row["skipped"], row["reasons"]) == (2, 1, {"no n": 1})


def test_sentences_are_found_by_their_words(database: Database) -> None:
    save(database, made_paper())
    save(database, made_paper())
    found = database.rows("SELECT rowid FROM sentences_fts WHERE sentences_fts MATCH 'survive'")
    assert len(list(found)) == 1


def test_compacting_keeps_rows_and_search(database: Database) -> None:
    save(database, made_paper())
    compact(database)
    assert examine(database).is_sound
    assert len(list(database.rows("SELECT rowid FROM sentences_fts WHERE sentences_fts MATCH 'japan'"))) == 1


def test_places_know_their_section_and_page() -> None:
    places = Places(made_paper())
    section, text, start, end, *_ = places.columns((at("20"),), "r")
    assert (section, text) == ("results", "20") and TEXT[start:end] == "20"  # type: ignore[misc]


def test_a_column_that_an_annotation_has_not_is_a_fault_of_the_relation() -> None:
    assert relation.layer("arms", Arm, "name n_role").columns[:4] == ("id", "document_id", "name", "n_role")
    with pytest.raises(LookupError, match="Arm has nothing for the column colour"):
        relation.layer("arms", Arm, "name colour")
