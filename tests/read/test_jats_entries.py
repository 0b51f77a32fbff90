"""Fields of tagged entries of a JATS file: what kind of work is cited, and which tag says what."""

import pytest
from tests.read.test_jats import read

from extract.model import ReferenceFields

AUTHOR = "<person-group><name><surname>Moss</surname><given-names>A</given-names></name></person-group>"


def fields(inner: str, kind: str | None = "journal", author: str = AUTHOR) -> ReferenceFields | None:
    kind_named = f" publication-type='{kind}'" if kind else ""
    citation = f"<element-citation{kind_named}>{author}{inner}</element-citation>"
    (entry,) = read(back=f"<ref-list><ref id='B1'>{citation}</ref></ref-list>").entries
    return entry.fields


@pytest.mark.parametrize(
    ("kind", "inner", "expected"),
    [
        ("book", "<source>Noses</source>", ("book", "Noses", None)),
        ("book", "<source>Noses</source><series>Wards</series>", ("book", "Noses", "Wards")),
        ("book", "<chapter-title>Rinsing</chapter-title><source>Noses</source>", ("chapter", "Rinsing", "Noses")),
        ("report", "<source>Noses</source><series>Wards</series>", ("report", "Noses", None)),
        ("journal", "<source>J Noses</source>", ("journal-article", None, "J Noses")),
        (None, "<source>Noses</source><volume>3</volume>", ("journal-article", None, "Noses")),
        (None, "<article-title>Rinsing</article-title>", ("journal-article", "Rinsing", None)),
        (None, "<source>Noses</source><publisher-name>Ward Press</publisher-name>", ("book", "Noses", None)),
        (None, "<source>Noses</source><year>2019</year>", ("other", "Noses", None)),
    ],
)
def test_a_work_is_of_the_kind_that_its_tags_say(
    kind: str | None, inner: str, expected: tuple[str, str | None, str | None]
) -> None:
    found = fields(inner, kind)
    assert found is not None and (found.type, found.title, found.container) == expected


def test_an_entry_without_title_and_journal_has_no_fields() -> None:
    assert fields("<year>2019</year>") is None


@pytest.mark.parametrize(
    ("link", "doi", "url"),
    [
        ("<ext-link xlink:href='https://doi.org/10.5555/moss.1'>there</ext-link>", "10.5555/moss.1", None),
        ("<ext-link>https://doi.org/10.5555/moss.2</ext-link>", "10.5555/moss.2", None),
        ("<uri>https://noses.org/moss</uri>", None, "https://noses.org/moss"),
        ("<ext-link xlink:href='ftp://noses.org/moss'>there</ext-link>", None, None),
        (
            "<ext-link xlink:href='https://doi.org/10.5555/moss.3'>a</ext-link><uri>http://noses.org/b</uri>",
            "10.5555/moss.3",
            "http://noses.org/b",
        ),
        ("<pub-id assigning-authority='doi'>10.5555/moss.4</pub-id>", "10.5555/moss.4", None),
        ("<pub-id pub-id-type='DOI'>10.5555/moss.5</pub-id>", "10.5555/moss.5", None),
        ("<pub-id pub-id-type='pmid'>90000001</pub-id>", None, None),
    ],
)
def test_a_link_is_a_doi_or_an_address(link: str, doi: str | None, url: str | None) -> None:
    found = fields(f"<article-title>Rinsing</article-title>{link}")
    assert found is not None and (found.doi, found.url) == (doi, url)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("<fpage>11</fpage><lpage>19</lpage>", "11-19"),
        ("<fpage>11</fpage><lpage>11</lpage>", "11"),
        ("<fpage>11</fpage>", "11"),
        ("<page-range>11-19.</page-range>", "11-19"),
        ("<elocation-id>e11</elocation-id>", "e11"),
        ("", None),
    ],
)
def test_pages_are_first_and_last_or_a_number_of_their_own(pages: str, expected: str | None) -> None:
    found = fields(f"<article-title>Rinsing</article-title>{pages}")
    assert found is not None and found.pages == expected
