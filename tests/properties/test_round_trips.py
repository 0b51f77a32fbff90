"""What is written for reference managers is read back as it was, by our own importers."""

import io
from collections.abc import Callable
from typing import IO, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.formats.bibtex import read_bibtex
from extract.formats.files import read_json
from extract.formats.tagged import read_ris
from extract.model import Work
from extract.report.bibliography import write_bibtex, write_csl, write_ris
from extract.report.records import ReferenceRecord
from tests.properties import QUICK
from tests.report.rows import record

SIGNS = "-:,()'&%$#_{}~^\\/+=[]@"
WORD = st.text(alphabet=st.sampled_from("abcdeéüñøXYZ0123456789" + SIGNS), min_size=1, max_size=9)
NAME = st.text(alphabet=st.sampled_from("abcdeéüñøi"), min_size=2, max_size=9).map(str.capitalize)
INITIALS = st.text(alphabet=st.sampled_from("ABCDJKM"), min_size=1, max_size=2)
PEOPLE = st.lists(st.tuples(NAME, INITIALS), min_size=1, max_size=4)
TITLE = st.lists(WORD, min_size=2, max_size=8).map(lambda words: "Sleep in " + " ".join(words) + " wards")
DOI = st.from_regex(r"10\.[1-9][0-9]{3}/[a-z0-9]{1,8}[._()-]?[a-z0-9]{1,6}", fullmatch=True)


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    """A row of the layer references."""
    people = [{"family": family, "given": given, "is_group": False} for family, given in draw(PEOPLE)]
    first = draw(st.integers(1, 900))
    return {
        **dict.fromkeys(("publisher", "place", "url", "pmcid", "text")),
        "id": "r1",
        "type": "journal-article",
        "authors": people,
        "et_al": draw(st.booleans()),
        "title": draw(TITLE),
        "container": "Journal of Rest & Sleep",
        "year": draw(st.integers(1900, 2026)),
        "volume": str(draw(st.integers(1, 300))),
        "issue": "3",
        "pages": f"{first}-{first + 9}",
        "doi": draw(DOI),
        "pmid": str(draw(st.integers(10_000, 39_999_999))),
    }


WAYS: dict[str, tuple[Callable[[list[ReferenceRecord], IO[str]], None], Callable[[IO[str]], Any]]] = {
    "bibtex": (write_bibtex, read_bibtex),
    "ris": (write_ris, read_ris),
    "csl": (write_csl, read_json),
}


@pytest.mark.parametrize("form", WAYS)
@QUICK
@given(row=rows())
def test_an_entry_that_is_written_is_read_back(form: str, row: dict[str, Any]) -> None:
    write, read = WAYS[form]
    file = io.StringIO()
    write([record(ReferenceRecord, row)], file)
    (work,) = read(io.StringIO(file.getvalue()))
    assert isinstance(work, Work), work
    assert (work.title, work.year, work.doi, work.pmid) == (row["title"], row["year"], row["doi"], row["pmid"])
    assert (work.container, work.volume, work.issue, work.pages) == tuple(
        row[name] for name in ("container", "volume", "issue", "pages")
    )
    assert [(one.family, one.given) for one in work.authors] == [
        (one["family"], one["given"]) for one in row["authors"]
    ]
