"""One paper in the frames of many sites: front matter, abstract, text, headings, list, links and tables are right."""

import pytest
from tests.read.pages.measure import wrong
from tests.read.pages.paper import Paper, article, letter, review, rich
from tests.read.pages.sites import SITES

from extract.model import Document, Source
from extract.read import read_document

PLAIN = article(1, works=10, structured=False)
PARTS = article(4, works=9)
NUMBERED = article(5, works=14, numbered=True)
RICH = rich()
REVIEW = review(works=24)
LETTER = letter()
UNTITLED = ("rsc",)
"""Sites whose lists print no titles."""

NUMBER_THEMSELVES = ("latexml", "copernicus")
HAVE_AN_ABSTRACT = ("atypon_new", "scielo", "ojs_galley")
"""Sites whose frame prints a second summary, whatever the paper."""


def read(name: str, paper: Paper) -> tuple[Document, list[str]]:
    data = SITES[name].render(paper).encode()
    source = Source(path=f"{name}.html", sha256="0" * 64, format="html", size=len(data))
    document = read_document(source, data)
    return document, list(wrong(paper, document, has_tables=SITES[name].has_tables, has_titles=name not in UNTITLED))


@pytest.mark.parametrize("name", SITES)
def test_a_study_is_read_off_every_site(name: str) -> None:
    for paper in (PARTS, RICH):
        assert read(name, paper)[1] == []


@pytest.mark.parametrize("name", [name for place, name in enumerate(SITES) if place % 3 == 0])
def test_reviews_and_plain_abstracts_are_read(name: str) -> None:
    for paper in (PLAIN, REVIEW):
        assert read(name, paper)[1] == []


@pytest.mark.parametrize("name", [name for place, name in enumerate(SITES) if place % 3 == 1])
def test_letters_and_numbered_headings_are_read(name: str) -> None:
    if name not in NUMBER_THEMSELVES:
        assert read(name, NUMBERED)[1] == []
    if name not in HAVE_AN_ABSTRACT:
        assert read(name, LETTER)[1] == []


@pytest.mark.parametrize("name", SITES)
def test_what_stands_around_a_paper_is_not_in_it(name: str) -> None:
    document, _ = read(name, PARTS)
    for words in (
        "We use cookies",
        "Terms of use",
        "About the journal",
        "Sedgemoor T, Vinecourt P: Wards and their hours",
    ):
        assert words not in document.text
    spoken = " ".join(
        b.span.of(document.text) for b in document.blocks if b.kind in ("paragraph", "list_item", "reference")
    )
    for button in ("new tab", "Google Scholar", "Full size", "Download slide", "View in Article", "Go to reference"):
        assert button not in spoken
    assert spoken.count(PARTS.works[2].title) == (0 if name in UNTITLED else 1)
