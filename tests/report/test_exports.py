import csv
import io
import json
from pathlib import Path

import pytest

from extract.report.cells import write_records
from extract.report.export import LISTS, export_layer
from extract.report.findings import write_findings
from extract.report.packages import write_package, write_parquet
from extract.store import Database, open_database
from tests.store.made import TEXT, audited, made_paper, save


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = open_database(tmp_path / "t.db")
    audited(made)
    return made


def exported(database: Database, layer: str, form: str = "jsonl") -> str:
    file = io.StringIO()
    export_layer(database, layer, form, file)
    return file.getvalue()


def test_bibtex_has_one_entry_a_reference(database: Database) -> None:
    told = exported(database, "bibtex")
    assert told.startswith("@article{sato2020,") and "author = {Sato, J}" in told and "title = {Ten}" in told


def test_ris_records_end(database: Database) -> None:
    lines = exported(database, "ris").splitlines()
    assert lines[0] == "TY  - JOUR" and "AU  - Sato, J" in lines and "ER  - " in lines


def test_csl_is_an_array_of_items(database: Database) -> None:
    (item,) = json.loads(exported(database, "csl-json"))
    assert item["issued"] == {"date-parts": [[2020]]} and item["author"] == [{"family": "Sato", "given": "J"}]


def test_an_annotation_points_at_its_words(database: Database) -> None:
    made = [json.loads(line) for line in exported(database, "annotations").splitlines()]
    assert len({one["id"] for one in made}) == len(made) >= 4
    for one in made:
        place, quoted = one["target"]["selector"][:2]
        assert TEXT[place["start"] : place["end"]] == quoted["exact"]


def test_ratios_go_to_meta_analysis_and_other_results_do_not(database: Database) -> None:
    for name in ("metafor", "revman"):
        assert len(exported(database, name).splitlines()) == 1


def test_every_list_can_be_written(database: Database) -> None:
    for name in LISTS:
        assert exported(database, name)


def test_a_cell_that_a_spreadsheet_would_run_is_guarded() -> None:
    file = io.StringIO()
    rows = [{"id": 1, "text": "=cmd()"}, {"id": -2, "text": "+1"}, {"id": 3, "text": "a, b"}]
    write_records(iter(rows), "csv", file)
    read = list(csv.reader(io.StringIO(file.getvalue())))
    assert read == [["id", "text"], ["1", "'=cmd()"], ["-2", "'+1"], ["3", "a, b"]]


def test_json_is_one_array_also_when_empty(database: Database) -> None:
    assert json.loads(exported(database, "works", "json")) == []
    assert len(json.loads(exported(database, "cells", "json"))) == 4


def test_a_package_describes_each_of_its_tables(database: Database, tmp_path: Path) -> None:
    write_package(database, tmp_path / "package", version="1")
    described = json.loads((tmp_path / "package" / "datapackage.json").read_text())
    for resource in described["resources"]:
        head = (tmp_path / "package" / resource["path"]).read_text().partition("\n")[0].strip()
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert not head or sorted(head.split(",")) == sorted(names), resource["name"]


def test_parquet_keeps_numbers_and_rows(database: Database, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    write_parquet(database, "results", tmp_path / "results.parquet", ())
    (row,) = parquet.read_table(tmp_path / "results.parquet").to_pylist()
    assert (row["value"], row["ci_low"], row["citations"]) == (12.0, 9.0, ["1"])


def test_sarif_places_findings_in_the_text(database: Database) -> None:
    file = io.StringIO()
    write_findings(database, ("abababababab",), "sarif", file)
    (run,) = json.loads(file.getvalue())["runs"]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert TEXT[region["charOffset"] :][: region["charLength"]] == "12.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["stat_x"]


def test_text_names_severity_place_and_both_passages(database: Database) -> None:
    file = io.StringIO()
    assert write_findings(database, ("abababababab",), "text", file) == {"error": 1}
    told = file.getvalue()
    assert "ERRORS (1)" in told and "page 1" in told and "“12.0”" in told and "“the record”" in told and "[1]" in told


def test_every_string_of_a_paper_is_escaped_on_the_page(tmp_path: Path) -> None:
    database = open_database(tmp_path / "x.db")
    audited(database)
    database.execute("UPDATE documents SET path = '<script>alert(1)</script>.txt'")
    database.execute("UPDATE quotations SET text = '<img src=x>'")
    database.execute("UPDATE findings SET message = '<b>\"m\"</b>'")
    file = io.StringIO()
    write_findings(database, ("abababababab",), "html", file)
    page = file.getvalue()
    assert "<script" not in page and "<img" not in page and "<b>" not in page and "Content-Security-Policy" in page


def test_no_finding_is_told_on_the_page_too(tmp_path: Path) -> None:
    database = open_database(tmp_path / "x.db")
    save(database, made_paper())
    file = io.StringIO()
    write_findings(database, ("abababababab",), "html", file)
    assert "No finding" in file.getvalue()


def test_a_package_is_valid_under_the_frictionless_standard(database: Database, tmp_path: Path) -> None:
    frictionless = pytest.importorskip(
        "frictionless", reason="frictionless is not installed: the package is not validated"
    )
    write_package(database, tmp_path / "package", version="1")
    report = frictionless.Package(str(tmp_path / "package" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "note"])


def test_a_table_of_the_package_without_rows_has_its_head(database: Database, tmp_path: Path) -> None:
    write_package(database, tmp_path / "package", version="1")
    (head,) = csv.reader((tmp_path / "package" / "works.csv").read_text(encoding="utf-8").splitlines())
    assert head[0] == "id"


@pytest.mark.parametrize(("length", "is_one_line"), [(106, True), (107, False)])
def test_a_line_of_a_report_has_110_characters(database: Database, length: int, is_one_line: bool) -> None:
    message = f"{'x' * (length - 2)} y"
    database.execute("UPDATE findings SET message = ?", (message,))
    file = io.StringIO()
    write_findings(database, ("abababababab",), "text", file)
    assert (f"    {message}\n" in file.getvalue()) is is_one_line


@pytest.mark.parametrize(("length", "is_whole"), [(320, True), (321, False)])
def test_a_passage_of_a_report_has_320_characters(database: Database, length: int, is_whole: bool) -> None:
    words = f"{'it fell ' * 50}"[: length - 1] + "l"
    database.execute("UPDATE quotations SET text = ?", (words,))
    file = io.StringIO()
    write_findings(database, ("abababababab",), "text", file)
    assert (words in " ".join(file.getvalue().split())) is is_whole
