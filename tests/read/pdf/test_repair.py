"""Characters that fonts hide."""

import pytest

from extract.read.pdf.signs import glyph_text, mend, with_accent


@pytest.mark.parametrize(
    ("text", "font", "shown"),
    [
        ("ﬁnal", "Times-Roman", "final"),
        ("𝑃", "MinionMath-Regular", "P"),
        ("\uf0b1", "SymbolMT", "±"),
        ("\uf0b3", "Symbol", "≥"),
        ("´", "TeX-matha10", "−"),
        ("´", "Times-Roman", "´"),
        ("¼", "AdvP4C4E74", "="),
        ("¼", "Times-Roman", "¼"),
        ("#", "MathematicalPi-One", "≤"),
        ("0·75", "Times-Roman", "0·75"),
    ],
)
def test_code_points_become_what_the_page_shows(text: str, font: str, shown: str) -> None:
    assert mend(text, font) == shown


def test_glyphs_are_read_by_name_and_unknown_ones_are_not_invented() -> None:
    assert glyph_text("minus", "Whatever") == "−"
    assert glyph_text("C0", "AdvP4C4E74") == "−"
    assert glyph_text("C0", "AdvOT6e5d2ec0") is None
    assert glyph_text("g4711x", "Whatever") is None


def test_an_accent_set_apart_goes_onto_its_letter() -> None:
    assert with_accent("Cordon", 0.75, "´") == "Cordón"
    assert with_accent("Mino", 0.6, "˜") == "Miño"
    assert with_accent("123", 0.5, "´") is None
