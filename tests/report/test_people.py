"""What editors and reviewers take away: flat tables, letters, agreement, records of the papers themselves."""

import csv
import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from extract.errors import UsageError
from extract.report.export import export_layer
from extract.report.findings import write_findings
from extract.report.letter import as_markdown, letter_to_authors, write_letter
from extract.report.pages.writing import served_corpus, served_paper
from extract.report.reviewed import agreements, kappa
from extract.report.spreadsheets import ROWS, SHEETS, Sheets, write_folder, write_workbook
from extract.report.worksheet import write_worksheet
from extract.store import Database, layer_rows, open_database
from extract.store.reviews import save_review
from tests.store.made import audited

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = open_database(tmp_path / "t.db")
    audited(made)
    return made


@pytest.fixture
def finding(database: Database) -> dict[str, object]:
    return next(layer_rows(database, "findings"))


def test_every_row_of_a_flat_table_says_paper_place_and_passage(database: Database) -> None:
    for name in ROWS:
        rows = list(Sheets(database).rows(name))
        assert rows, name
        for row in rows:
            assert {"paper", "file", "section", "table", "page", "passage", "id"} <= row.keys()
            assert row["paper"] == "A trial" and (row["passage"] or name == "findings")
            assert not any(isinstance(value, list | dict) for value in row.values())


def test_a_flat_finding_has_its_title_and_its_place(database: Database, finding: dict[str, object]) -> None:
    (row,) = [row for row in Sheets(database).rows("findings") if row["id"] == finding["id"]]
    assert row["title"] and row["severity"] == finding["severity"] and row["section"] == "Results"


def test_a_workbook_has_a_sheet_for_each_table_and_no_formula(database: Database, tmp_path: Path) -> None:
    database.execute("UPDATE findings SET message = '=HYPERLINK(1)'")
    write_workbook(database, tmp_path / "a.xlsx")
    write_workbook(database, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        named = [one.get("name") for one in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{SHEET}sheet")]
        pages = [book.read(f"xl/worksheets/sheet{n}.xml").decode() for n in range(1, len(named) + 1)]
    assert named == list(SHEETS)
    assert all("<f>" not in page and "<hyperlink" not in page for page in pages)
    assert any("=HYPERLINK(1)" in page for page in pages)


def test_a_folder_has_a_file_for_each_table_with_rows(database: Database, tmp_path: Path) -> None:
    database.execute("UPDATE findings SET message = '=1+1'")
    written = write_folder(database, tmp_path / "out")
    assert {path.stem for path in written} == set(SHEETS) - {"comparisons"}
    with (tmp_path / "out" / "findings.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows and all(row["title"] == "'=1+1" for row in rows)


def test_papers_are_records_with_their_abstract(database: Database) -> None:
    database.execute("UPDATE sections SET role = 'abstract'")
    file = io.StringIO()
    export_layer(database, "papers-ris", "jsonl", file)
    lines = file.getvalue().splitlines()
    assert lines[0] == "TY  - JOUR" and "TI  - A trial" in lines and "AU  - Sato, J" in lines and "ER  - " in lines
    assert any(line.startswith("AB  - Survival was 12.0 months") for line in lines)


def test_a_letter_asks_of_confirmed_findings_only(
    database: Database, finding: dict[str, object], tmp_path: Path
) -> None:
    paper, name = str(finding["document_id"]), str(finding["id"])
    with pytest.raises(UsageError, match="no confirmed finding"):
        letter_to_authors(database, paper)
    save_review(database, name, reviewer="A", decision="accepted", reason="See *both* passages")
    lines = letter_to_authors(database, paper)
    assert sum(line.kind == "heading" for line in lines) == 2
    assert "See \\*both\\* passages" in as_markdown(lines)
    write_letter(lines, tmp_path / "letter.docx")
    with zipfile.ZipFile(tmp_path / "letter.docx") as package:
        document = ElementTree.fromstring(package.read("word/document.xml"))
        assert "[Content_Types].xml" in package.namelist()
    told = "".join(document.itertext())
    assert "Dear authors," in told and "See *both* passages" in told
    save_review(database, name, reviewer="B", decision="rejected", reason="")
    with pytest.raises(UsageError, match="no confirmed finding"):
        letter_to_authors(database, paper)


def test_agreement_is_beyond_chance() -> None:
    said = {"A": "yyyynn", "B": "yyynnn"}
    reviews = [
        {"finding_id": f"f{n}", "reviewer": who, "decision": {"y": "accepted", "n": "rejected"}[word]}
        for who, words in said.items()
        for n, word in enumerate(words)
    ]
    reviews.append({"finding_id": "f9", "reviewer": "A", "decision": "accepted"})
    reviews.append({"finding_id": "f0", "reviewer": "C", "decision": "commented"})
    (one,) = agreements(reviews)
    assert (one.first, one.second, one.both, one.alike, one.conflicts) == ("A", "B", 6, 5, ("f3",))
    assert one.kappa == pytest.approx((5 / 6 - 0.5) / 0.5)
    assert kappa([("a", "a"), ("a", "a")]) is None and kappa([]) is None


def test_a_blind_reviewer_sees_only_their_own_words(database: Database, finding: dict[str, object]) -> None:
    paper, name = str(finding["document_id"]), str(finding["id"])
    save_review(database, name, reviewer="Ann", decision="rejected", reason="typed twice")
    assert "dismissed by Ann: typed twice" in served_paper(database, paper)
    assert "typed twice" not in served_paper(database, paper, reviewer="Bo")
    assert (
        '"rejected"' in served_corpus(database)
        and '"rejected"'
        not in served_corpus(database, reviewer="Bo").split('id="all-findings"')[1].split("</script>")[0]
    )


def test_a_page_of_findings_mutes_what_was_dismissed(database: Database, finding: dict[str, object]) -> None:
    def page() -> str:
        file = io.StringIO()
        write_findings(database, [str(finding["document_id"])], "html", file)
        return file.getvalue()

    assert " rejected" not in page().split("<main>")[1]
    save_review(database, str(finding["id"]), reviewer="Ann", decision="rejected", reason="typed twice")
    assert f'rejected" id="{finding["id"]}"' in page() and "dismissed by Ann typed twice" in page()


def test_a_sheet_of_many_papers_is_folded(database: Database, tmp_path: Path) -> None:
    document = next(layer_rows(database, "documents"))["id"]
    page = next(path for path in write_worksheet(database, [document], tmp_path) if path.suffix == ".html")
    assert "<details open>" in page.read_text(encoding="utf-8") and "<h2>A trial</h2>" in page.read_text("utf-8")
    write_worksheet(database, [document] * 5, tmp_path)
    assert "<details open>" in page.read_text(encoding="utf-8")
    write_worksheet(database, [document] * 6, tmp_path)
    assert "<details open>" not in page.read_text(encoding="utf-8")
