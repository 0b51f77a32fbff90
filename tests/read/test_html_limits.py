"""How long parts of a page may be before they are taken for something else: the limit itself, and one less."""

from collections.abc import Callable
from types import ModuleType

import pytest
from tests.read.looking import words_of
from tests.read.test_html import LONG, page, read

from extract.model import Document
from extract.read import html
from extract.read.html import floats, headings, lists, walk

LINE = "Wards and lamps of the north in the dim season"
TABLE = "<table><tr><th>Ward</th><th>n</th></tr><tr><td>{}</td><td>3</td></tr></table>"
CAPTION = "Table 1. Wards of the north"
UNNAMED = (
    f"<html><body><main><h1>Beams and livers</h1><p>{LONG}</p><h2>Introduction</h2><p>{LONG}</p></main></body></html>"
)
ENTRIES = "".join(f"<li id='r{n}'>Roe A, Fenn B. Rest number {n}. Ward J. 201{n};4:11-19.</li>" for n in range(1, 5))


def is_front(document: Document) -> bool:
    return LINE in words_of(document, "front")


@pytest.mark.parametrize(
    ("module", "name", "limit", "text", "holds"),
    [
        pytest.param(
            *(headings, "PROSE", len(LINE) + 1, f"<html><body><main><h1>Beams</h1><p>{LINE}</p><h2>Methods</h2>"),
            is_front,
            id="a line ahead of all sections is no prose",
        ),
        pytest.param(
            *(
                walk,
                "LONG_COPY",
                len(LONG.strip()) + 1,
                page(f"<h2>Methods</h2><p>{LINE} {LONG}</p><p>{LONG}</p><p>{LONG}</p>"),
            ),
            lambda document: words_of(document, "paragraph").count(LONG.strip()) == 3,
            id="short paragraphs may come again",
        ),
        pytest.param(
            *(
                walk,
                "SHORT_HEADING",
                len("Figure 1. Flow"),
                page("<h2>Results</h2><h3>Figure 1. Flow</h3><p>It fell.</p>"),
            ),
            lambda document: "Figure 1. Flow" in words_of(document, "heading"),
            id="a short heading with the label of a figure is a heading",
        ),
        pytest.param(
            *(floats, "LONGEST_CELL", len(LINE), page(f"<h2>Results</h2><p>{LONG}</p>{TABLE.format(LINE)}")),
            lambda document: len(document.grids) == 1,
            id="a table whose cells are longer arranges the page",
        ),
        pytest.param(
            *(floats, "LONGEST_CAPTION", len(CAPTION), page(f"<p>{LONG}</p><p>{CAPTION}</p>{TABLE.format('East')}")),
            lambda document: words_of(document, "caption") == [CAPTION],
            id="a longer paragraph is no caption",
        ),
        pytest.param(
            *(headings, "LONGEST_ABSTRACT", len(LONG.strip()), UNNAMED),
            lambda document: any(block.role == "abstract" for block in document.blocks),
            id="an abstract that nothing names is no longer",
        ),
        pytest.param(
            *(headings, "LEAST_ABSTRACT", len(LONG.strip()) + 1, UNNAMED),
            lambda document: not any(block.role == "abstract" for block in document.blocks),
            id="an abstract that nothing names is as long",
        ),
    ],
)
def test_up_to_its_limit_a_part_is_what_it_is(
    monkeypatch: pytest.MonkeyPatch,
    module: ModuleType,
    name: str,
    limit: int,
    text: str,
    holds: Callable[[Document], bool],
) -> None:
    monkeypatch.setattr(module, name, limit)
    assert holds(read(text))
    monkeypatch.setattr(module, name, limit - 1)
    assert not holds(read(text))


def test_a_page_with_little_prose_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    text = page(f"<h2>Methods</h2><p>{LINE}.</p>")
    document = read(text)
    prose = sum(len(words) for words in words_of(document, "paragraph") if words != LONG.strip())

    def is_little() -> bool:
        return any(fault.code == "little_text" for fault in read(text).faults)

    monkeypatch.setattr(html, "LONGEST_GATE", len(document.text))
    monkeypatch.setattr(html, "LEAST_PROSE", prose)
    assert not is_little()
    monkeypatch.setattr(html, "LEAST_PROSE", prose + 1)
    assert is_little()
    monkeypatch.setattr(html, "LONGEST_GATE", len(document.text) + 1)
    assert not is_little()


@pytest.mark.parametrize(("name", "least"), [("FEWEST", 4), ("TYPICAL", None)])
def test_a_list_has_so_many_entries_of_usual_length(
    monkeypatch: pytest.MonkeyPatch, name: str, least: int | None
) -> None:
    text = page(f"<h2>Methods</h2><p>{LONG}</p><h2>References</h2><ol>{ENTRIES}</ol>")
    length = len("Roe A, Fenn B. Rest number 1. Ward J. 2011;4:11-19.")
    monkeypatch.setattr(lists, name, least or length)
    assert len(read(text).entries) == 4
    monkeypatch.setattr(lists, name, least + 1 if least else length - 1)
    assert not read(text).entries
