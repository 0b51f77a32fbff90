"""One text, made once: blocks, pieces, runs, cells."""

import pytest

from extract.model import Box, Style
from extract.read.composer import Composer


def test_white_space_is_one_space_and_none_stands_at_the_edges_of_a_block() -> None:
    composer = Composer()
    composer.open("paragraph")
    composer.write("  Risk \n fell")
    composer.write("\n  again. ")
    composer.close()
    assert composer.text() == "Risk fell again."


def test_blocks_are_parted_by_a_blank_line_and_empty_blocks_leave_no_trace() -> None:
    composer = Composer()
    for words in ("One.", "  ", "Two."):
        composer.open("paragraph")
        composer.write(words)
        composer.close()
    assert composer.text() == "One.\n\nTwo."
    assert [block.span.of(composer.text()) for block in composer.blocks()] == ["One.", "Two."]


def test_a_block_inside_another_splits_it_into_pieces() -> None:
    composer = Composer()
    outer = composer.open("paragraph")
    composer.write("Before")
    composer.open("furniture")
    composer.write("page 3")
    composer.close()
    composer.write("after.")
    composer.close()
    assert [piece.of(composer.text()) for piece in composer.pieces(outer)] == ["Before", "after."]
    assert [block.kind for block in composer.blocks()] == ["paragraph", "furniture"]


def test_a_word_broken_at_a_line_end_is_joined_and_keeps_two_boxes() -> None:
    composer = Composer()
    composer.open("paragraph")
    composer.write("radio-", box=Box(1, 10, 10, 40, 20), size=9)
    composer.join_line()
    composer.write("therapy", box=Box(1, 10, 22, 45, 32), size=9)
    composer.close()
    (block,) = composer.blocks()
    assert composer.text() == "radiotherapy"
    assert [box.top for box in composer.runs.boxes(block.pieces)] == [10, 22]


def test_a_hyphen_that_belongs_to_the_word_stays() -> None:
    composer = Composer()
    composer.open("paragraph")
    composer.write("dose-")
    composer.join_line_keeping_hyphen()
    composer.write("response")
    composer.end_line()
    composer.write("curve")
    composer.close()
    assert composer.text() == "dose-response curve"


def test_a_span_begins_behind_the_gap_that_was_waiting() -> None:
    composer = Composer()
    composer.open("paragraph")
    composer.write("fell ")
    here = composer.position
    composer.write("3", Style.SUPERSCRIPT)
    span = composer.span_from(here)
    composer.close()
    assert span.of(composer.text()) == "3"
    assert [run.span.of(composer.text()) for run in composer.runs.with_style(Style.SUPERSCRIPT)] == ["3"]


@pytest.mark.parametrize("parts", [("Dupre\u0301",), ("Dupre", "\u0301"), ("Dupr\u00e9\u00ad",), ("Du\x00pr\u00e9",)])
def test_text_is_composed_and_holds_no_invisible_characters(parts: tuple[str, ...]) -> None:
    composer = Composer()
    composer.open("paragraph")
    for part in parts:
        composer.write(part)
    composer.close()
    assert composer.text() == "Dupr\u00e9"
    assert composer.blocks()[0].span.of(composer.text()) == "Dupr\u00e9"


def test_cells_are_parted_by_tabs_and_rows_by_newlines_and_empty_cells_keep_their_place() -> None:
    composer = Composer()
    composer.open("paragraph")
    composer.write("Before")
    composer.close()
    number = composer.open("table")
    spans = []
    for row in (("", "n"), ("Age", "")):
        composer.next_row()
        for column, words in enumerate(row):
            if column:
                composer.next_cell()
            here = composer.position
            composer.write(words)
            spans.append(composer.cell_from(here))
    composer.close()
    text = composer.text()
    assert text == "Before\n\n\tn\nAge\t"
    assert composer.pieces(number)[0].of(text) == "\tn\nAge\t"
    assert [span.of(text) for span in spans] == ["", "n", "Age", ""]
    assert [span.start for span in spans] == sorted(span.start for span in spans)
