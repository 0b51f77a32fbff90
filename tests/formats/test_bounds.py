"""Records made to cost much, or to hide what comes behind: each costs itself only, nothing is lost silently."""

import gzip
import json
from pathlib import Path

import pytest

from extract.formats import Remark, Unread, open_records
from extract.formats import files as record_files
from extract.formats.xml_stream import CHUNK
from extract.model import Work
from extract.pipeline.library import add_to_library
from extract.settings import load_settings
from extract.store import open_database


def read(tmp_path: Path, data: str | bytes) -> tuple[list[Work], list[str]]:
    """The works of a file, and what was told."""
    path = tmp_path / "records"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    found = list(open_records(path).records())
    works = [record for record in found if isinstance(record, Work)]
    return works, [record.message for record in found if isinstance(record, Unread | Remark)]


def test_strings_made_of_strings_end_at_a_million_characters(tmp_path: Path) -> None:
    strings = ['@string{a0 = "xxxxxxxxxx"}']
    strings += [f"@string{{a{n} = {' # '.join([f'a{n - 1}'] * 10)}}}" for n in range(1, 9)]
    works, told = read(tmp_path, "\n".join([*strings, "@article{k, title = a8}", "@article{l, title = a1}"]))
    assert works[-1].title == "x" * 100
    assert told and all("more than a million characters" in message for message in told)


def test_a_value_of_many_parts_is_joined_once(tmp_path: Path) -> None:
    (work,), told = read(tmp_path, "@article{k, title = " + ' \n# "b c"#'.join(["{a}"] * 20_000) + ", year = 2001}")
    assert (work.title or "").startswith("ab ca") and work.year == 2001 and not told


def csl(number: int) -> str:
    return json.dumps({"title": f"Trial {number}", "DOI": f"10.1000/{number}"})


@pytest.mark.parametrize(
    "broken",
    [
        '{"title": "B", "volume": ' + "9" * 5_000 + "}",
        '{"title": "B\nC"}',
        '{"title": "B", "issued": {"date-parts": [[2001,]]}, "note": "} \\" {"}',
        '{"title": "B" "volume": 3}',
        '{"title": nul}',
    ],
)
@pytest.mark.parametrize("between", [",", "\n", ",\n  "])
def test_a_broken_object_costs_itself_only(tmp_path: Path, broken: str, between: str) -> None:
    works, told = read(tmp_path, "[" + between.join([csl(1), broken, csl(3), csl(4)]) + "]")
    assert [work.title for work in works] == ["Trial 1", "Trial 3", "Trial 4"]
    assert len(told) == 1


def test_a_broken_object_longer_than_what_is_read_at_once_costs_itself_only(tmp_path: Path) -> None:
    broken = '{"title": "B", "abstract": "' + "words \n" * 300_000 + '"}'
    works, told = read(tmp_path, "[" + ", ".join([csl(1), broken, csl(3)]) + "]")
    assert [work.title for work in works] == ["Trial 1", "Trial 3"]
    assert len(told) == 1


def test_an_object_that_breaks_off_in_its_line_costs_itself_only(tmp_path: Path) -> None:
    works, told = read(tmp_path, "\n".join([csl(1), '{"title": "B', csl(3), '{"title": {"a": [', csl(5)]))
    assert [work.title for work in works] == ["Trial 1", "Trial 3", "Trial 5"]
    assert len(told) == 2


@pytest.mark.parametrize("end", ['{"title": "abc', '{"a": ' + "[" * 50, "{a: 1}, {b: "])
def test_a_rest_that_cannot_be_read_is_told(tmp_path: Path, end: str) -> None:
    works, told = read(tmp_path, f"[{csl(1)}, {end}")
    assert len(works) == 1
    assert told and "the rest of the file is left" in told[-1]


@pytest.mark.parametrize(("text", "broken"), [("[" * 70_000, 1), (f"[{csl(1)},", 1), (f"[{csl(1)}]", 0), ("[]", 0)])
def test_a_list_that_is_never_closed_is_told(tmp_path: Path, text: str, broken: int) -> None:
    assert len(read(tmp_path, text)[1]) == broken


@pytest.mark.parametrize("cut", range(10))
def test_an_entity_cut_by_the_end_of_a_stretch_is_seen(tmp_path: Path, cut: int) -> None:
    head = "<?xml version='1.0'?><!-- <PubmedArticleSet> --><!DOCTYPE PubmedArticleSet [<!--"
    pad = "x" * (CHUNK - len(head) - len("-->") - cut)
    works, told = read(tmp_path, f"{head}{pad}--><!ENTITY a 'lol'>]><PubmedArticleSet></PubmedArticleSet>")
    assert not works and told == ["the file defines entities of its own: refused"]


def test_a_packed_file_that_repeats_itself_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_files, "UNPACKED_FREELY", 1 << 16)
    one = "TY  - JOUR\nTI  - A\nER  - \n"
    assert "the rest is left" in read(tmp_path, gzip.compress(one.encode() * 50_000))[1][-1]
    varied = "".join(f"TY  - JOUR\nTI  - A {n * 7919 % 10007}\nER  - \n" for n in range(5_000))
    works, told = read(tmp_path, gzip.compress(varied.encode()))
    assert len(works) == 5_000 and not told


def test_of_a_million_faults_a_thousand_are_kept_and_all_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.ris"
    path.write_text("TY  - JOUR\nER  - \n" * 22_000)
    settings = load_settings({"db": tmp_path / "a.db"}, folder=tmp_path)
    (added,) = add_to_library(settings, [path])
    assert added.progress.faults == 22_000
    with open_database(settings.db) as database:
        (row,) = database.rows("SELECT count(*) AS number FROM import_faults")
    assert row["number"] == 1_000


def test_tags_that_are_not_of_ris_are_told_and_cost_no_record(tmp_path: Path) -> None:
    path = tmp_path / "a.ris"
    path.write_text("TY  - JOUR\nTI  - A trial\nXQ  - odd\nZ9  - 3\nER  - \nTY  - JOUR\nTI  - B\nXQ  - x\nER  - \n")
    (added,) = add_to_library(load_settings({"db": tmp_path / "a.db"}, folder=tmp_path), [path])
    assert (added.progress.status, added.progress.faults) == ("complete", 0)
    assert [fault for fault in added.faults if "XQ (2), Z9 (1)" in fault]
    known = "TY  - JOUR\nTI  - A\nAU  - Roe, A\nKW  - x\nSN  - 1\nPB  - P\nN1  - n\nER  - \n"
    assert not read(tmp_path, known)[1]
