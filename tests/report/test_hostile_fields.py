"""Outputs × hostile fields: whatever a paper, a reviewer or a file name says is text, in every format that we write."""

import csv
import json
import re
import sqlite3
import zipfile
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from lxml import etree

from extract.cli import extract
from extract.formats.files import open_records

HOSTILE = {
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg/onload=alert(1)>",
    "formula": "=cmd|' /C calc'!A0",
    "wide formula": "\uff1d1+1",
    "tex": "}, note={\\input{/etc/passwd}, x",
    "open brace": "a { b \\",
    "markdown": "[a](javascript:alert(1)) ![x](http://elsewhere.example/x) # head @someone &lt;b&gt; http://elsewhere.example",
    "lines": "TY  - JOUR\nER  - \n\n- AU  - Another",
    "json": '","severity":"note","x":"',
    "terminal": "\x1b]0;PWN\x07\x1b[2J\x9b2J\u202e53%",
    "address": "javascript:alert(1)%2f/../../etc/passwd",
}
PAPER = """Radiotherapy of the liver

Results

Response was seen in 12/54 (32.2%) of patients after three months.

Table 1. Response and deaths

| Outcome | Protons (n = 20) | Photons (n = 20) |
|---|---|---|
| Response | 10 (50%) | 5 (25%) |
| Death | 1 (5%) | 2 (10%) |

Discussion

Protons gave a response of 32% in 54 patients before [1].

References

[1] Miller A, Stone B. Proton beams for liver tumours. Lancet Oncol. 2015;16:100-9.
"""
TEXTS = {
    "documents": ("title", "journal", "doi", "path"),
    "bibliography": ("title", "container", "publisher", "url", "doi", "volume", "text", "label"),
    "findings": ("message", "reported", "expected"),
    "quotations": ("text",),
    "sections": ("heading",),
    "sentences": ("text",),
    "tables": ("label", "caption", "text"),
    "cells": ("text",),
    "claims": ("text",),
    "claim_facts": ("value", "text"),
    "results": ("text", "value_text", "outcome", "arm", "comparator", "population", "timepoint_text", "unit"),
    "arms": ("name", "text"),
    "corpora": ("name", "description"),
    "corpus_documents": ("corpus",),
}
"""Table -> columns that hold what a paper says, or what its file is called."""

PATHS = {"cells": ("row_path", "col_path"), "results": ("row_path", "column_path")}
"""Table -> columns that hold labels of a table, outermost first, as a JSON list."""

LAYERS = (
    *("documents", "references", "sentences", "findings", "results", "reviews", "sections", "coverage"),
    *("tables", "cells", "claims", "arms"),
)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "paper.txt").write_text(PAPER)
    done = CliRunner().invoke(
        extract, ["run", str(folder / "paper.txt"), "--db", str(folder / "x.db"), "--corpus", "mine", "-q"]
    )
    assert done.exit_code == 0, done.output
    return folder / "x.db"


@pytest.fixture(params=HOSTILE.values(), ids=HOSTILE)
def hostile(request: pytest.FixtureRequest, stored: Path, tmp_path: Path) -> tuple[Path, str]:
    """A database in which every text of a paper, a reviewer's name and words and the file's name are the same."""
    path, words = tmp_path / "h.db", str(request.param)
    with sqlite3.connect(stored) as whole:
        whole.execute("VACUUM INTO ?", (str(path),))
    connection = sqlite3.connect(path)
    for table, columns in TEXTS.items():
        for column in columns:
            connection.execute(f"UPDATE {table} SET {column} = ?", (words,))
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0, table
    for table, columns in PATHS.items():
        for column in columns:
            connection.execute(f"UPDATE {table} SET {column} = ?", (json.dumps([words]),))
    people = json.dumps([{"family": words, "given": words, "is_group": False}])
    connection.execute("UPDATE documents SET authors = ?", (people,))
    connection.execute("UPDATE bibliography SET authors = ?", (people,))
    connection.execute(
        "INSERT INTO reviews (finding_id, reviewer, decision, reason, reviewed_at)"
        " SELECT id, ?, 'commented', ?, '2026-01-01T00:00:00+00:00' FROM findings",
        (words, words),
    )
    assert connection.execute("SELECT count(*) FROM reviews").fetchone()[0] > 0
    connection.commit()
    connection.close()
    return path, words


def written(db: Path, *words: str) -> str:
    done = CliRunner().invoke(extract, [*words, "--db", str(db), "-q"])
    assert done.exit_code == 0, done.output + repr(done.exception)
    return str(done.stdout)


class Elements(HTMLParser):
    """Elements and attributes of a page that could run or load something."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("iframe", "object", "embed", "base"):
            self.found.append((tag, ""))
        for name, value in attrs:
            address = (value or "") if name in ("href", "src", "action") else ""
            known = re.fullmatch(r"https://(?:doi\.org|pubmed\.ncbi\.nlm\.nih\.gov)/[\w.%/~-]+", address)
            if name.startswith("on") or (urlsplit(address).scheme not in ("", "data") and not known):
                self.found.append((tag, f"{name}={value}"))


def test_pages_hold_no_element_of_a_paper(hostile: tuple[Path, str], tmp_path: Path) -> None:
    db, _ = hostile
    written(db, "report", "--no-images", "-o", str(tmp_path / "pages"))
    written(db, "report", "worksheet", "-o", str(tmp_path / "pages"))
    pages = list((tmp_path / "pages").rglob("*.html"))
    assert len(pages) == 3
    for page in pages:
        text = page.read_text(encoding="utf-8")
        looked = Elements()
        looked.feed(text)
        assert looked.found == []
        assert text.count("<script>") == (0 if page.name == "worksheet.html" else 1) and "<svg/onload" not in text
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', unescape(text))
        assert policy and "default-src 'none'" in policy[1] and "script-src 'unsafe" not in policy[1]


def test_cells_are_no_formulas(hostile: tuple[Path, str], tmp_path: Path) -> None:
    db, _ = hostile
    written(db, "export", "revman", "-o", str(tmp_path / "revman"))
    written(db, "report", "worksheet", "-o", str(tmp_path))
    written(db, "export", "metafor", "-o", str(tmp_path / "metafor.csv"))
    for layer in LAYERS:
        written(db, "export", layer, "--format", "csv", "-o", str(tmp_path / f"{layer}.csv"))
    tables = list(tmp_path.rglob("*.csv"))
    assert len(tables) >= len(LAYERS) + 5
    for table in tables:
        for row in csv.reader(table.read_text(encoding="utf-8").splitlines()):
            for cell in row:
                assert not re.match(r"[=+@\t\r\uff1d\uff0b\uff20]|-\D", cell), (table.name, cell)


def test_records_of_references_stay_one_each(hostile: tuple[Path, str], tmp_path: Path) -> None:
    """What we write is read back as one record: no field, no entry and no address is made of a paper's words."""
    db, _ = hostile
    for layer, name in (("bibtex", "r.bib"), ("ris", "r.ris"), ("csl-json", "r.json")):
        text = written(db, "export", layer)
        (tmp_path / name).write_text(text, encoding="utf-8")
        records = [one for one in open_records(tmp_path / name).records() if hasattr(one, "title")]
        assert len(records) == 1, (layer, text)
        assert not re.search(r"(?im)^(?:  (?:url|doi) = |UR  - |DO  - )[^\n]*javascript", text)
        assert not re.search(r'(?i)"(?:URL|DOI)": "javascript', text)
    bib = (tmp_path / "r.bib").read_text(encoding="utf-8")
    assert bib.count("{") == bib.count("}") and not re.search(r"\\(?:input|write|immediate)\b", bib)
    assert len(re.findall(r"(?m)^  note = ", bib)) == 0
    depth = 0
    for sign in bib:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0


def test_findings_are_text_in_every_form(hostile: tuple[Path, str]) -> None:
    from io import StringIO

    from extract.report.findings import write_findings
    from extract.store import StoredLibrary, open_read_only

    db, _ = hostile
    told: dict[str, str] = {}
    with open_read_only(db) as database:
        for form in ("text", "json", "csv", "html", "md", "sarif"):
            file = StringIO()
            write_findings(database, StoredLibrary(database).document_ids(), form, file)
            told[form] = file.getvalue()
    looked = Elements()
    looked.feed(told["html"])
    assert looked.found == [] and "<script>" not in told["html"]
    assert all(row["severity"] != "note" for row in json.loads(told["json"]))
    result = json.loads(told["sarif"])["runs"][0]["results"][0]
    for place in (*result["locations"], *result["relatedLocations"]):
        uri = place["physicalLocation"]["artifactLocation"]["uri"]
        assert urlsplit(uri).scheme == "" and not re.search(r"[\s<>\"{}\\^`|\x00-\x20]", uri)
    marks = re.sub(r"\\.", "", told["md"])
    assert not re.search(r"<\w|\]\(|https?:|@someone|&lt;|(?m:^#\s(?!Audit))", marks)


def test_lines_of_json_are_one_object_each(hostile: tuple[Path, str]) -> None:
    db, _ = hostile
    for layer in (*LAYERS, "annotations"):
        for line in written(db, "export", layer).splitlines():
            assert isinstance(json.loads(line), dict)


def test_messages_steer_no_terminal(hostile: tuple[Path, str]) -> None:
    db, _ = hostile
    for words in (
        ("audit", "--only", "stat_sum"),
        ("report", "--no-images", "-o", str(db.parent / "p")),
        ("show", "nothing"),
    ):
        done = CliRunner().invoke(extract, [*words, "--db", str(db)])
        assert not re.search("[\x1b\x07\x9b\u202e]", done.stderr)


def test_letters_to_authors_hold_words_only(hostile: tuple[Path, str], tmp_path: Path) -> None:
    db, _ = hostile
    with sqlite3.connect(db) as connection:
        (paper,) = connection.execute("SELECT id FROM documents").fetchone()
        connection.execute("UPDATE reviews SET decision = 'accepted'")
    for name in ("letter.md", "letter.docx"):
        written(db, "report", "letter", paper, "-o", str(tmp_path / name))
    text = (tmp_path / "letter.md").read_text(encoding="utf-8")
    assert not re.search(r"<\w|\]\(|https?:|@someone|&lt;|(?m:^#\s)", re.sub(r"\\.", "", text))
    with zipfile.ZipFile(tmp_path / "letter.docx") as package:
        assert {info.filename for info in package.infolist()} == {
            *("[Content_Types].xml", "_rels/.rels", "word/document.xml")
        }
        words = etree.fromstring(package.read("word/document.xml"))
    assert {etree.QName(element).localname for element in words.iter("*")} <= {
        *("document", "body", "sectPr", "p", "pPr", "keepNext", "spacing", "ind", "r", "rPr", "b", "i", "t")
    }


def test_sheets_of_a_workbook_hold_no_formula_and_no_link(hostile: tuple[Path, str], tmp_path: Path) -> None:
    db, _ = hostile
    written(db, "export", "sheets", "-o", str(tmp_path / "all.xlsx"))
    with zipfile.ZipFile(tmp_path / "all.xlsx") as package:
        parts = {name: package.read(name) for name in package.namelist() if name.endswith(".xml")}
    for name, part in parts.items():
        tags = {etree.QName(element).localname for element in etree.fromstring(part).iter("*")}
        assert not tags & {"f", "hyperlink", "externalReference", "ddeLink", "oleObject"}, name


def test_papers_as_records_stay_one_each(hostile: tuple[Path, str]) -> None:
    db, _ = hostile
    text = written(db, "export", "papers-ris")
    assert len(re.findall(r"(?m)^TY  - ", text)) == len(re.findall(r"(?m)^ER  - ", text)) == 1
