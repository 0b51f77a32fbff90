"""Tables of studies, words of one kin and long rows: what is still one, and what no longer is."""

from dataclasses import replace

import pytest

from extract.model import Person, Reference, ReferenceFields, Span
from extract.resolve.questions.units import make_known
from extract.resolve.questions.words import make_wording
from extract.resolve.studies import find_studies
from tests.audit.made import made_paper

AUTHORS = ("Adler", "Brandt", "Cortez", "Dunne")


def entry(at: int, author: str) -> Reference:
    fields = ReferenceFields(authors=(Person(author),), year=2001 + at)
    return Reference(id=f"ref{at}", pieces=(Span(0, 1),), rule="made", label=None, key=None, fields=fields)


def statuses(head: str, *names: str) -> list[str]:
    """What becomes of the rows of a table with these names, beside a list of four entries from 2001 to 2004."""
    rows = [[head, "Dose"], *([name, "high"] for name in names)]
    entries = tuple(entry(at, author) for at, author in enumerate(AUTHORS))
    return [study.status for study in find_studies(replace(made_paper(rows=rows), references=entries))]


@pytest.mark.parametrize(
    ("head", "named", "others", "count"),
    [
        pytest.param("Name", 2, 0, 0, id="two rows name studies"),
        pytest.param("Name", 3, 0, 3, id="three rows name studies"),
        pytest.param("Study", 1, 0, 0, id="one row under a head that says so"),
        pytest.param("Study", 2, 0, 2, id="two rows under a head that says so"),
        pytest.param("Name", 4, 4, 4, id="half of the rows name studies"),
        pytest.param("Name", 4, 5, 0, id="fewer than half of the rows name studies"),
    ],
)
def test_rows_that_make_a_table_one_of_studies(head: str, named: int, others: int, count: int) -> None:
    names = [f"{author} {2001 + at}" for at, author in enumerate(AUTHORS[:named])]
    found = statuses(head, *names, *(f"{at} weeks" for at in range(others)))
    assert found == ["linked"] * count


@pytest.mark.parametrize(
    ("year", "status"),
    [
        pytest.param(2002, "linked", id="one year from its entry"),
        pytest.param(2003, "missing", id="two years from its entry"),
    ],
)
def test_how_far_the_year_of_a_row_may_be_from_its_entrys(year: int, status: str) -> None:
    assert statuses("Study", f"Adler {year}", "Brandt 2002", "Cortez 2003")[0] == status


@pytest.mark.parametrize(
    ("asked", "printed", "share"),
    [
        pytest.param("depressive", "depressive", 1.0, id="the word itself"),
        pytest.param("sleepy", "sleepless", 0.7, id="five letters in common"),
        pytest.param("pain", "painful", 0.0, id="four letters in common"),
    ],
)
def test_kin_counts_less_than_the_word(asked: str, printed: str, share: float) -> None:
    wording = make_wording([f"{asked} patients", f"{printed} ward", "quiet rest"], [])
    assert wording.asked(asked).cover(wording.bag(printed)) == pytest.approx(share)


def test_kin_of_a_word_that_the_paper_never_prints_weighs_less() -> None:
    wording = make_wording(["depressive patients", "quiet rest"], [])
    kin, word = (wording.asked(name).weights.values() for name in ("depression", "depressive"))
    assert sum(kin) == pytest.approx(0.7 * sum(word))


@pytest.mark.parametrize(("words", "kept"), [(80, 82), (88, 90), (89, 90), (120, 90)])
def test_a_row_is_told_with_its_first_ninety_words(words: int, kept: int) -> None:
    paper = made_paper(rows=[["Item", "Text"], ["Rest", " ".join(["ward"] * words)]])
    (row,) = (unit for unit in make_known(paper).units if unit.kind == "row")
    assert len(row.text.split()) == kept
