"""How many words or characters make a stretch of plain text another kind of block: one less, and the limit."""

import pytest
from tests.read.test_plain import kinds, read

from extract.read.plain import items

TITLE = "A made trial of dim light on wards"
BODY = "Introduction\n\n" + "We looked at sleep on wards where the light was dim in all of the months of the year. " * 8
ROWS = "Ward\tNights\nEast\t12\nWest\t14\n"


def words(count: int) -> str:
    return "Sleep " + " ".join(["fell"] * (count - 2)) + " again."


def sentence(length: int, end: str = ".") -> str:
    start = ("Sleep fell on wards where the light was dim and the doors were shut " * 3)[
        : length - len(end) - 2
    ].rstrip()
    return start + "x" * (length - len(end) - len(start)) + end


@pytest.mark.parametrize(("count", "kind"), [(59, "front"), (60, "paragraph")])
def test_a_long_paragraph_ahead_of_the_first_heading_is_prose(count: int, kind: str) -> None:
    assert kinds(read(f"{TITLE}\n\n{words(count)}\n\n{BODY}"))[1] == (kind, words(count))


@pytest.mark.parametrize(("count", "kind"), [(3, "front"), (4, "paragraph")])
def test_a_line_of_a_passage_is_a_sentence_by_its_words(count: int, kind: str) -> None:
    assert kinds(read(words(count)))[0][0] == kind


@pytest.mark.parametrize(("more", "kind"), [(1, "paragraph"), (0, "title")])
def test_a_short_text_without_sections_is_a_passage(monkeypatch: pytest.MonkeyPatch, more: int, kind: str) -> None:
    text = words(6)
    monkeypatch.setattr(items, "EXCERPT", len(text) + more)
    assert kinds(read(text))[0][0] == kind


@pytest.mark.parametrize(("length", "rows"), [(119, 4), (120, 2)])
def test_a_line_without_tabs_among_rows_is_a_row_where_it_is_short(length: int, rows: int) -> None:
    document = read(
        f"{TITLE}\n\n{BODY}\n\nTable 1. Wards\nWard\tNights\nEast\t12\n{sentence(length, '')}\nWest\t14\n\n{BODY}"
    )
    assert [len({cell.row for cell in grid.cells}) for grid in document.grids] == [rows]


@pytest.mark.parametrize(("length", "notes"), [(60, 0), (61, 1)])
def test_a_long_sentence_at_the_foot_of_a_table_is_its_note(length: int, notes: int) -> None:
    document = read(f"{TITLE}\n\n{BODY}\n\nTable 1. Wards\n{ROWS}{sentence(length)}\t\n\n{BODY}")
    assert [(len(grid.notes), len({cell.row for cell in grid.cells})) for grid in document.grids] == [
        (notes, 4 - notes)
    ]


@pytest.mark.parametrize(("length", "captions"), [(39, 1), (40, 0)])
def test_a_line_that_breaks_off_goes_on_with_a_label(length: int, captions: int) -> None:
    line = sentence(length, "in")
    document = read(f"{TITLE}\n\n{BODY}\n\n{line}\nTable 1. The doors were shut then.\n\n{BODY}")
    assert sum(kind == "caption" for kind, _ in kinds(document)) == captions


@pytest.mark.parametrize(("length", "kind"), [(160, "heading"), (161, "paragraph")])
def test_a_heading_has_160_characters(length: int, kind: str) -> None:
    line = f"## {sentence(length - 3, '')}"
    assert (kind, line) in kinds(read(f"{TITLE}\n\n{BODY}\n\n{line}\n\n{BODY}"))


@pytest.mark.parametrize(("count", "kind"), [(14, "heading"), (15, "paragraph")])
def test_a_heading_by_its_place_has_fourteen_words(count: int, kind: str) -> None:
    line = " ".join(["Wards", *["of", "dim"] * 7][:count])
    assert (kind, line) in kinds(read(f"{TITLE}\n\n{BODY}\n\n{line}\n\n{BODY}"))


@pytest.mark.parametrize(("times", "is_running"), [(2, False), (3, True)])
def test_a_line_that_comes_three_times_runs_through_the_pages(times: int, is_running: bool) -> None:
    line = "Roe and Fenn on wards"
    parted = f"{BODY[14:]}It fell in all of the\n\n{line}\n\nwards again."
    found = kinds(read(f"{TITLE}\n\n{BODY}\n\n" + "\n\n".join([parted] * times)))
    assert (("furniture", line) in found) is is_running


@pytest.mark.parametrize(("length", "kind"), [(7999, "paragraph"), (8000, "title")])
def test_a_passage_has_fewer_than_8000_characters(length: int, kind: str) -> None:
    start = f"{words(6)}\n\n"
    assert kinds(read(start + sentence(length - len(start))))[0][0] == kind


@pytest.mark.parametrize(("count", "is_joined"), [(12, True), (13, False)])
def test_a_sentence_goes_on_behind_twelve_floats(count: int, is_joined: bool) -> None:
    floats = "\n\n".join(f"Figure {number}. Flow of the wards" for number in range(1, count + 1))
    text = f"{TITLE}\n\n{BODY}\n\nIt fell on the wards,\n\n{floats}\n\nand on all that were dim.\n\n{BODY[14:]}"
    assert (("paragraph", "It fell on the wards, / and on all that were dim.") in kinds(read(text))) is is_joined


@pytest.mark.parametrize(("place", "doi"), [(11_999, "10.1000/ab.1"), (12_000, None)])
def test_the_front_ends_behind_12_000_characters(place: int, doi: str | None) -> None:
    line = "Roe A, Ward of the North, Dim Street, Made Town"
    start = f"{TITLE}\n\n"
    while len(start) < place - 200:
        start += f"{line} {line} {line}\n\n"
    start += f"{line}{' ' * (place - len(start) - len(line) - 2)}\n\n"
    assert len(start) == place
    assert read(f"{start}doi: 10.1000/ab.1\n\n{BODY}").metadata.doi == doi
