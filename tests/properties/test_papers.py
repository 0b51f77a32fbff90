"""Whole papers: places, quotations, links, and what the database gives back."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.errors import InputError
from extract.model import Paper, Source, Style
from extract.read import read_document
from extract.read.composer import Composer
from extract.store import layer_rows, open_database
from extract.store.codec import dump_paper, load_paper
from extract.store.layers import LAYERS
from extract.store.merging import merge
from extract.store.upkeep import examine
from tests.properties import QUICK, SLOW, STORED
from tests.properties.made import ANY_TEXT, PAPERS, read, texts
from tests.store.made import save

TOKENS = (
    "<p> </p> <sec> </sec> <table> <tr> <td> </td> <sup> </sup> <title> <xref rid='r1'> &amp; &#0; &#xD800; &x; <!-- "
    "--> <![CDATA[ ]]> <?x?> <ref-list> <ref id='r1'> <li> <a href='#r1'> text 1,2 \x00 é"
)
MARKUP = st.lists(st.sampled_from(TOKENS.split(" ")), max_size=60).map("".join)
OPENINGS = {"text": "", "jats": "<article>", "html": "<html>", "pdf": "%PDF-1.4\n"}
BYTES = st.binary(max_size=300) | ANY_TEXT.map(lambda text: text.encode("utf-8", "replace")) | MARKUP.map(str.encode)


@pytest.mark.parametrize("form", OPENINGS)
@QUICK
@given(data=BYTES)
@example(data=b"")
def test_a_reader_gives_a_document_or_a_clean_error(form: str, data: bytes) -> None:
    data = OPENINGS[form].encode() + data
    source = Source(path="made", sha256="0" * 64, format=form, size=len(data))  # type: ignore[arg-type]
    try:
        document = read_document(source, data)
    except InputError:
        return
    document.text.encode()
    for block in document.blocks:
        spans = [*block.pieces]
        assert spans == sorted(spans)
        assert all(0 <= span.start <= span.end <= len(document.text) for span in spans)


@SLOW
@given(PAPERS)
def test_annotations_lie_in_the_text_in_order_and_point_at_what_is_there(paper: Paper) -> None:
    sentences, references = {each.id for each in paper.sentences}, {each.id for each in paper.references}
    for layer in (paper.sections, paper.sentences, paper.references, paper.markers, paper.citations, paper.results):
        for annotation in layer:
            assert annotation.pieces and list(annotation.pieces) == sorted(annotation.pieces)
            assert all(0 <= piece.start < piece.end <= len(paper.text) for piece in annotation.pieces)
            assert paper.quote(annotation).strip()
        assert len({annotation.id for annotation in layer}) == len(layer)
    for citation in paper.citations:
        assert (citation.status == "linked") == (citation.reference is not None)
        assert {citation.reference, *citation.candidates} - {None} <= references
    assert {marker.sentence for marker in paper.markers} - {None} <= sentences
    assert {marker for claim in paper.claims for marker in claim.markers} <= {marker.id for marker in paper.markers}


@SLOW
@given(PAPERS)
def test_a_paper_comes_back_from_its_bytes(paper: Paper) -> None:
    assert load_paper(paper.text, dump_paper(paper)) == paper


@STORED
@given(texts())
def test_stored_rows_quote_the_text_and_are_the_same_again(text: str) -> None:
    with TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "a.db")
        told = []
        for _ in range(2):
            save(database, read(text.encode()))
            assert examine(database).is_sound
            told.append([list(layer_rows(database, layer)) for layer in LAYERS if layer not in ("runs", "documents")])
        assert told[0] == told[1]
        database.close()


@STORED
@given(texts(), texts())
def test_merging_twice_is_merging_once(one: str, other: str) -> None:
    with TemporaryDirectory() as folder:
        first, second = (open_database(Path(folder) / name) for name in ("a.db", "b.db"))
        for database, text in ((first, one), (second, other), (second, one)):
            save(database, read(text.encode()))
        told = []
        for _ in range(2):
            merge(first, second, run=1)
            told.append([list(layer_rows(first, layer)) for layer in LAYERS])
        assert told[0] == told[1] and examine(first).is_sound
        first.close()
        second.close()


STEPS = st.sampled_from(["open", "close", "write", "line", "join", "row", "cell"])
WRITTEN = st.lists(st.tuples(STEPS, st.text(max_size=12)), max_size=40)


def take(composer: Composer, step: str, text: str) -> None:
    """One step as a reader takes it; a paragraph is always open."""
    if step == "open":
        composer.open("table" if text else "paragraph")
    elif step == "close" and composer.is_open:
        composer.close()
        if not composer.is_open:
            composer.open("paragraph")
    elif step == "write":
        composer.write(text, Style.SUPERSCRIPT if len(text) == 1 else Style.PLAIN)
    elif step == "line":
        composer.end_line()
    elif step == "join":
        composer.join_line()
    elif step == "row":
        composer.next_row()
    elif step == "cell":
        composer.next_cell()


@QUICK
@given(WRITTEN)
def test_what_the_composer_makes_is_ordered_and_within_its_text(steps: list[tuple[str, str]]) -> None:
    composer = Composer()
    composer.open("paragraph")
    for step, text in steps:
        take(composer, step, text)
    while composer.is_open:
        composer.close()
    text, runs = composer.text(), composer.runs
    text.encode()
    assert "\x00" not in text
    assert list(runs.start) == sorted(runs.start)
    for run in runs:
        assert 0 <= run.span.start < run.span.end <= len(text)
    for block in composer.blocks():
        assert list(block.pieces) == sorted(block.pieces)
        for piece in block.pieces:
            assert piece.of(text) == piece.of(text).strip(" ")
