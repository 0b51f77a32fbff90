import csv
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

from click.testing import CliRunner

from extract.audit.checks import all_names
from extract.cli import extract
from extract.model import CheckAnswers, Evidence, Finding, Skipped, Span, Study
from extract.report.prisma import prisma_mentions
from extract.report.worksheet import DOMAINS, ITEMS, study_columns, write_worksheet
from extract.store import Database, open_database
from extract.store.findings import CheckCard, explode_audit, save_audit, save_checks
from extract.store.passages import Places
from tests.audit.test_reviews import made_review
from tests.store.made import audited, made_paper, save


def test_findings_stand_beside_their_question_and_the_judgement_is_empty(tmp_path: Path) -> None:
    database = open_database(tmp_path / "t.db")
    document = _with_finding(database)
    table, page, *_ = write_worksheet(database, [document], tmp_path / "sheet")
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == len(ITEMS)
    told = [row for row in rows if row["errors"] != "0"]
    assert [row["domain"] for row in told] == ["Results"]
    assert told[0]["why_not"] == "no n: 1" and not any(row["judgement"] for row in rows)
    html = page.read_text(encoding="utf-8")
    assert "&lt;b&gt;" in html and "<b>bold" not in html and f'href="papers/{document}.html#' in html


def test_report_without_a_word_writes_pages_and_worksheet_a_sheet(tmp_path: Path) -> None:
    db = tmp_path / "t.db"
    _with_finding(open_database(db))
    for arguments, written in ((["--no-images"], "index.html"), (["worksheet"], "worksheet.html")):
        done = CliRunner().invoke(extract, ["report", *arguments, "--db", str(db), "-o", str(tmp_path / "out")])
        assert done.exit_code == 0, done.output
        assert (tmp_path / "out" / written).exists()


def _with_finding(database: Database) -> str:
    audited(database)
    paper = made_paper()
    span = Span(0, 4)
    proof = Evidence(role="result", document_id=paper.id, pieces=(span,), text=span.of(paper.text))
    finding = Finding(check="stat_whole_numbers", severity="error", message="<b>bold</b>", evidence=(proof,))
    skipped = Skipped(replace(span, end=5), "no n")
    rows = explode_audit(
        paper, [CheckAnswers(check="stat_whole_numbers", answers=(finding, skipped))], {paper.id: Places(paper)}
    )
    with database.atomic():
        save_checks(database, [CheckCard(name="stat_whole_numbers", title="t", description="d", version=1)])
        save_audit(database, 1, rows, ["stat_whole_numbers"])
    return paper.id


def test_included_studies_have_a_sheet_that_says_what_was_not_looked_at(tmp_path: Path) -> None:
    database = open_database(tmp_path / "t.db")
    made = made_paper()
    cell = Span(0, 5)
    study = Study(id="study1", pieces=(cell,), rule="made", table="table1", row=1, col=0, label="Nobody 1999")
    save(database, replace(made, studies=(study,)))
    *_, sheet = write_worksheet(database, [made.id], tmp_path / "sheet")
    (row,) = csv.DictReader(sheet.read_text(encoding="utf-8").splitlines())
    assert sheet.name == "included.csv" and (row["study"], row["entry"]) == ("Nobody 1999", "missing")
    assert row["entry_exists"] == "not looked up" and row["own_text"].startswith("not held") and row["judgement"] == ""
    assert {row[name] for name in DOMAINS} == {"not looked at"}
    html = (tmp_path / "sheet" / "worksheet.html").read_text(encoding="utf-8")
    assert "Included studies (1)" in html and "Nobody 1999" in html


def test_of_an_included_study_that_is_held_each_domain_says_what_was_found(tmp_path: Path) -> None:
    database = open_database(tmp_path / "t.db")
    trial = _with_finding(database)
    results = study_columns(database, trial, "verified", [])
    assert results["results"].endswith("1 not: 1 error")
    assert results["notices"] == "no notice known" and results["conduct"] == "not looked at"
    retracted = {"check": "reference_retracted", "message": "Retracted 2020"}
    assert study_columns(database, None, None, [retracted])["notices"] == "Retracted 2020"


def test_of_a_review_each_item_of_prisma_is_mentioned_or_not_found() -> None:
    text = "Finally, four trials were included. Two authors independently screened all titles. A flow diagram shows it."
    abstract = "We searched PubMed and Embase until May 2020."
    paper = made_review([["Albers et al. [1]", "120"]] * 3, ["Study", "Patients"], text, abstract=abstract)
    mentions = {mention.item: mention for mention in prisma_mentions(paper)}
    assert {item for item, mention in mentions.items() if mention.found == "mentioned"} == {"1", "2", "6", "8", "16"}
    assert (mentions["8"].part, mentions["8"].quotation.split()[0]) == ("results", "Two")
    assert mentions["24"].found == "not found" and mentions["24"].start is None
    assert list(prisma_mentions(replace(paper, kind="trial"))) == []


def test_every_pattern_of_the_sheet_meets_a_check_and_every_check_is_asked_for() -> None:
    names = all_names()
    unmet = [pattern for item in ITEMS for pattern in item.checks if not any(fnmatchcase(n, pattern) for n in names)]
    assert unmet == []
    assert [name for name in names if not any(item.asks(name) for item in ITEMS)] == []
