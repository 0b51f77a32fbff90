"""What is exported comes back equal through our own importers: BibTeX, RIS and CSL-JSON."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.formats.bibtex import read_bibtex
from extract.formats.files import read_json
from extract.formats.record import Record
from extract.formats.tagged import read_ris
from extract.model import Work
from extract.report.bibliography import write_bibtex, write_csl, write_ris
from extract.report.records import ReferenceRecord
from tests.properties import QUICK
from tests.report.rows import record

Row = dict[str, Any]
FORMATS: dict[str, tuple[Callable[..., None], Callable[[IO[str]], Any]]] = {
    "bibtex": (write_bibtex, read_bibtex),
    "ris": (write_ris, read_ris),
    "csl-json": (write_csl, read_json),
}
TYPES = ["journal-article", "book", "chapter", "conference", "thesis", "report", "web", "preprint", "other"]
LETTERS = st.sampled_from(list("abcdexyzéüłñøABCÅ"))
WORD = st.text(LETTERS, min_size=2, max_size=8)
SIGNS = st.sampled_from([*"#$%&_{}\\~^-–'`\"@=,;:+()[]/ αβ≥", "--", "''", "``", "\\&", "and", " and ", "{x", "R&D"])
TEXT = st.lists(st.one_of(WORD, SIGNS), min_size=1, max_size=12).map(lambda parts: " ".join("".join(parts).split()))
SAID = TEXT.map(lambda text: f"Trial of {text} rest".replace("  ", " "))
PERSON = st.builds(
    lambda family, given: {"family": family.capitalize(), "given": given, "is_group": False},
    WORD.filter(lambda word: len(word) > 4),
    st.one_of(st.just("A"), st.just("A. B."), WORD.map(str.capitalize)),
)
GROUP = st.builds(lambda word: {"family": f"The {word} Group", "given": "", "is_group": True}, WORD)
ROW = st.fixed_dictionaries(
    {
        "id": st.just("x.ref1"),
        "type": st.sampled_from(TYPES),
        "authors": st.lists(st.one_of(PERSON, GROUP), max_size=4),
        "et_al": st.booleans(),
        "title": SAID,
        "container": st.one_of(st.none(), SAID, st.just("PhD thesis, A University")),
        "year": st.one_of(st.none(), st.integers(1900, 2026)),
        "volume": st.one_of(st.none(), st.integers(1, 999).map(str)),
        "issue": st.one_of(st.none(), st.integers(1, 99).map(str), st.just("Suppl 1")),
        "pages": st.sampled_from([None, "1-9", "S12-S20", "e1234", "101"]),
        "doi": st.sampled_from([None, "10.1000/a_b", "10.1000/s1(19)2", "10.1000/a--b", "10.1000/x<1::y>3.0;2-z"]),
        "pmid": st.one_of(st.none(), st.integers(1000, 99_999_999).map(str)),
        "pmcid": st.one_of(st.none(), st.integers(1000, 9_999_999).map(lambda number: f"PMC{number}")),
        "publisher": st.one_of(st.none(), SAID, st.just("Sound Press, Inc\\")),
        "place": st.none(),
        "url": st.sampled_from([None, "https://a.example/~b/{c}?d=e_f"]),
        "text": st.just("as printed"),
    }
)


def back(name: str, rows: list[Row]) -> list[Record]:
    write, read = FORMATS[name]
    file = io.StringIO()
    write([record(ReferenceRecord, row) for row in rows], file)
    file.seek(0)
    return list(read(file))


@pytest.mark.parametrize("name", FORMATS)
@QUICK
@given(row=ROW)
def test_a_reference_comes_back_equal(name: str, row: Row) -> None:
    (work,) = back(name, [row])
    assert isinstance(work, Work)
    told = [{"family": one.family, "given": one.given, "is_group": one.is_group} for one in work.authors]
    assert told == row["authors"]
    is_school_taken = name == "bibtex" and row["type"] in ("thesis", "report") and row["publisher"]
    fields = ["title", "year", "volume", "issue", "pages", "doi", "pmid", "pmcid"]
    fields += [] if is_school_taken else ["container"]
    assert {field: getattr(work, field) for field in fields} == {field: row[field] for field in fields}


@pytest.mark.parametrize("name", FORMATS)
@QUICK
@given(row=ROW, other=ROW)
def test_a_record_does_not_swallow_its_follower(name: str, row: Row, other: Row) -> None:
    rows = [row | {"doi": "10.1000/1", "pmid": None}, other | {"doi": "10.1000/2", "pmid": None}]
    assert [getattr(work, "doi", None) for work in back(name, rows)] == ["10.1000/1", "10.1000/2"]


@pytest.mark.parametrize(
    ("kind", "opening", "tag"),
    [
        ("thesis", "@phdthesis{", "TY  - THES"),
        ("report", "@techreport{", "TY  - RPRT"),
        ("web", "@misc{", "TY  - ELEC"),
        ("preprint", "@misc{", "TY  - UNPB"),
        ("trial-registration", "@misc{", "TY  - GEN"),
    ],
)
def test_kinds_of_works_keep_their_types(kind: str, opening: str, tag: str) -> None:
    row = dict.fromkeys("id title container year volume issue pages doi pmid pmcid publisher place url text".split())
    row |= {"type": kind, "authors": [], "et_al": False, "title": "One", "container": "PhD thesis"}
    shown = []
    for write in (write_bibtex, write_ris):
        file = io.StringIO()
        write([record(ReferenceRecord, row)], file)
        shown.append(file.getvalue())
    assert shown[0].startswith(opening)
    assert "booktitle" not in shown[0]
    assert tag in shown[1]


def test_a_work_that_several_papers_cite_is_written_once() -> None:
    row = dict.fromkeys("container year volume issue pages pmcid publisher place url text".split())
    row |= {"type": "book", "authors": [], "et_al": False, "title": "One"}
    rows = [row | {"id": str(n), "doi": "10.1000/A" if n else "10.1000/a", "pmid": None} for n in range(3)]
    assert all(len(back(name, rows)) == 1 for name in FORMATS)


def test_a_record_without_title_keeps_what_is_printed(tmp_path: Path) -> None:
    row = dict.fromkeys("title volume issue doi pmid pmcid publisher place url".split())
    row |= {"id": "1", "type": "journal-article", "authors": [], "et_al": False, "container": "J Rest", "year": 2001}
    row |= {"pages": "1-9", "text": "J Rest 2001:1-9."}
    for name in FORMATS:
        (work,) = back(name, [row])
        assert isinstance(work, Work)
        assert (work.container, work.pages) == ("J Rest", "1-9")
