"""Signs that a font calls by other characters, signs without a character, and signs that are set as a rule."""

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.read.pdf.drawn import HEIGHT, lines, pdf, read, write

from extract.read.pdf.shapes import Drawing, Fragment, Frame, Sheet
from extract.read.pdf.signs import Ink, Samples, mend_signs

MINUS, EQUALS, LESS = Ink(0.63, 0.27, 0.35), Ink(0.6, 0.15, 0.42), Ink(0.55, 0.02, 0.5)
FIVE, OLD_FIVE, RAISED_FIVE, COMMA, HIGH_POINT = (
    Ink(0.4, 0.0, 0.68),
    Ink(0.4, -0.2, 0.45),
    Ink(0.4, 0.3, 0.98),
    Ink(0.15, -0.14, 0.1),
    Ink(0.12, 0.3, 0.42),
)


@pytest.mark.parametrize(
    ("ink", "is_bar"), [(MINUS, True), (EQUALS, False), (COMMA, False), (Ink(0.5, -0.1, -0.05), False)]
)
def test_a_low_wide_bar_is_a_minus(ink: Ink, is_bar: bool) -> None:
    assert ink.is_bar is is_bar


@pytest.mark.parametrize(
    ("character", "ink", "denied"),
    [
        ("5", EQUALS, True),
        ("2", MINUS, True),
        (",", LESS, True),
        ("1", Ink(0.55, 0.0, 0.5), True),
        ("5", FIVE, False),
        ("5", OLD_FIVE, False),
        ("5", RAISED_FIVE, False),
        (",", COMMA, False),
        (".", HIGH_POINT, False),
    ],
)
def test_ink_denies_what_a_font_calls_it(character: str, ink: Ink, denied: bool) -> None:
    assert ink.denies(character) is denied


def sheet(*words: tuple[str, int]) -> Sheet:
    fragments = [
        Fragment(text, 10.0 * n, 0.0, 10.0 * n + 5, 10.0, 8.0, 10.0, 0, font, True, False, n)
        for n, (text, font) in enumerate(words)
    ]
    return Sheet(Frame(1, 600, 800), fragments, Drawing())


@pytest.mark.parametrize(
    ("inks", "more", "told"),
    [
        ([LESS, LESS], (), "P < 0.001"),
        ([LESS], (), "P , 0.001"),
        ([COMMA, LESS], (), "P , 0.001"),
        ([LESS, LESS], (("words", 7),), "P , 0.001"),
    ],
    ids=["a font of signs", "one sign is no font", "points among them", "a font of words"],
)
def test_a_font_of_signs_is_told_by_its_ink_and_use(
    inks: list[Ink], more: tuple[tuple[str, int], ...], told: str
) -> None:
    samples = Samples()
    for ink in inks:
        samples.add(7, ",", ink)
    made = sheet(("P", 1), (",", 7), ("0.001", 1), *more)
    mend_signs([made], {"Any": 7, "Text": 1}, samples)
    assert " ".join(fragment.text for fragment in made.fragments[:3]) == told


@pytest.mark.parametrize(("step", "is_rule"), [(10.0, True), (0.0, False)])
def test_a_column_of_points_between_columns_is_a_rule(step: float, is_rule: bool) -> None:
    """Steps of their own part columns; points on the base lines of the text behind them are bullets."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 50, 80, lines(1, 40, 5), 9)
        write(canvas, 308, 80, lines(9, 40, 5), 9)
        canvas.setFont("Times-Roman", 9)
        for number in range(40):
            canvas.drawString(298, HEIGHT - 80 - number * (step or 10.8), "." if step else "\u2022")

    text = " ".join(read(pdf(draw)).text.split())
    assert (" ".join(lines(1, 40, 5)) in text and " ".join(lines(9, 40, 5)) in text) is is_rule
    assert ("\u2022" in text) is not is_rule
