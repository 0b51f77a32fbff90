"""Limits of size: what just fits is read whole, and one more is left or told. The limits are made small here."""

from pathlib import Path
from types import ModuleType

import pytest

from extract.formats import bibtex, tagged, xml_stream
from tests.formats.test_bounds import read

CHILDREN = "".join(
    f"@inproceedings{{{key}, title={{Talk {key}}}, crossref={{{parent}}}}}\n" for key, parent in ("ca", "db")
)
PARENTS = "@proceedings{a, title={Wards}}\n@proceedings{b, title={Lamps}}\n"
RIS = "TY  - JOUR\nTI  - A trial\nAU  - Roe, A\nAU  - Fenn, B\nER  - \n"
ARTICLE = "<PubmedArticle><MedlineCitation><PMID>{0}</PMID><Article><ArticleTitle>Trial {0}</ArticleTitle></Article>"
ARTICLES = (
    f"<PubmedArticleSet>{''.join(ARTICLE.format(n) + '</MedlineCitation></PubmedArticle>' for n in (1, 2))}"
    "</PubmedArticleSet>"
)
ELEMENTS = 6
"""Elements from the root up to the end of the first article."""


@pytest.mark.parametrize(
    ("module", "name", "enough", "text", "whole", "told"),
    [
        (bibtex, "MAX_VALUE", 12, '@article{k, title = "Quiet" # " rooms."}', ["Quiet rooms"], "million characters"),
        (tagged, "MAX_LINES", 4, RIS, ["Roe, Fenn"], ""),
        (xml_stream, "MAX_RECORD", len(ARTICLES), ARTICLES, ["Trial 1", "Trial 2"], "64 million characters"),
        (xml_stream, "MAX_ELEMENTS", ELEMENTS, ARTICLES, ["Trial 1", "Trial 2"], "400,000 elements"),
    ],
)
def test_what_just_fits_is_read_and_one_more_is_not(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    module: ModuleType,
    name: str,
    enough: int,
    text: str,
    whole: list[str],
    told: str,
) -> None:
    def seen() -> tuple[list[str], list[str]]:
        works, messages = read(tmp_path, text)
        if name == "MAX_LINES":
            return [", ".join(person.family for person in work.authors) for work in works], messages
        return [work.title or "" for work in works], messages

    monkeypatch.setattr(module, name, enough)
    assert seen() == (whole, [])
    monkeypatch.setattr(module, name, enough - 1)
    titles, messages = seen()
    assert titles != whole and (not told or told in messages[0])


@pytest.mark.parametrize(("most", "containers"), [(1, ["Wards", None]), (2, ["Wards", "Lamps"])])
def test_so_many_parents_hand_their_fields_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, containers: list[str | None]
) -> None:
    monkeypatch.setattr(bibtex, "MOST_PARENTS", most)
    works, _ = read(tmp_path, PARENTS + CHILDREN)
    assert [work.container for work in works if "Talk" in (work.title or "")] == containers


@pytest.mark.parametrize(("most", "containers"), [(1, {"Wards", None}), (2, {"Wards", "Lamps"})])
def test_so_many_entries_wait_for_parents_behind_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, containers: set[str | None]
) -> None:
    monkeypatch.setattr(bibtex, "MOST_WAITING", most)
    works, _ = read(tmp_path, CHILDREN + PARENTS)
    assert {work.container for work in works if "Talk" in (work.title or "")} == containers


@pytest.mark.parametrize(("most", "abstract"), [(20, "Sleep was good. Very"), (21, "Sleep was good. Very good.")])
def test_an_abstract_grows_until_it_is_long_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, abstract: str
) -> None:
    monkeypatch.setattr(tagged, "MAX_ABSTRACT", most)
    ((work,), _) = read(tmp_path, "TY  - JOUR\nTI  - A trial\nAB  - Sleep was\n good.\n Very\n good.\nER  - \n")
    assert " ".join((work.abstract or "").split()) == abstract


@pytest.mark.parametrize(("printed", "doi"), [("10.5555/a(1)", "10.5555/a(1)"), ("10.5555/a1)", "10.5555/a1")])
def test_a_bracket_that_the_doi_opened_is_its_own(tmp_path: Path, printed: str, doi: str) -> None:
    ((work,), _) = read(tmp_path, f"TY  - JOUR\nTI  - A trial\nDO  - {printed}\nER  - \n")
    assert work.doi == doi


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [
        ("van Berg", "van Berg", ""),
        ("Jan Berg", "Berg", "Jan"),
        ("Jan van Berg", "van Berg", "Jan"),
        ("{van der Berg}, Jan", "van der Berg", "Jan"),
        ("{van der Berg, Jan}, Eva", "van der Berg, Jan", "Eva"),
    ],
)
def test_particles_and_braces_keep_a_family_name_together(tmp_path: Path, name: str, family: str, given: str) -> None:
    ((work,), _) = read(tmp_path, f"@article{{k, title={{A trial}}, author={{{name}}}}}")
    assert [(person.family, person.given) for person in work.authors] == [(family, given)]


@pytest.mark.parametrize(
    ("attributes", "doi"), [("", "10.5555/a"), (' ValidYN="Y"', "10.5555/a"), (' ValidYN="N"', None)]
)
def test_a_doi_that_pubmed_calls_wrong_is_none(tmp_path: Path, attributes: str, doi: str | None) -> None:
    located = f'<ELocationID EIdType="doi"{attributes}>10.5555/a</ELocationID>'
    article = ARTICLE.format(1).replace("</Article>", f"{located}</Article>")
    text = f"<PubmedArticleSet>{article}</MedlineCitation></PubmedArticle></PubmedArticleSet>"
    ((work,), _) = read(tmp_path, text)
    assert work.doi == doi
