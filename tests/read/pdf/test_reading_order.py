"""Columns that end and begin anew in mid-page, numbers set apart from their entries, lists that go on."""

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.read.pdf.drawn import lines, pdf, read, texts_of, write

NAMES = ["Abel", "Bell", "Cole", "Dorn", "Eden", "Fox", "Gray", "Hill", "Ives", "Jute", "Kerr", "Lamb"]


def entry(number: int) -> list[str]:
    """The lines of an entry: two, or three for every third."""
    more = ["with a title that needs one more line of print"] if number % 3 == 0 else []
    return [
        f"{NAMES[number % 12]} A. Noses of the north and how",
        *more,
        f"they are rinsed. J Test 200{number % 10};{number}:1-9.",
    ]


def hanging(canvas: Canvas, x: float, top: float, numbers: range) -> float:
    """Entries whose numbers stand apart, left of the text."""
    for number in numbers:
        write(canvas, x, top, [f"{number}."], 8)
        top = write(canvas, x + 22, top, entry(number), 8)
    return top


def test_numbers_that_hang_beside_the_right_column_are_those_of_its_entries() -> None:
    def draw(canvas: Canvas) -> None:
        top = write(canvas, 50, 80, lines(1, 12, 5), 9)
        write(canvas, 50, top + 8, ["References"], 11, "Times-Bold")
        hanging(canvas, 50, top + 24, range(1, 9))
        hanging(canvas, 293, 80, range(9, 25))

    found = texts_of(read(pdf(draw)), "reference")
    assert [text.split(".")[0] for text in found] == [str(number) for number in range(1, 25)]
    assert all(f"J Test 200{number % 10};{number}:1-9." in text for number, text in enumerate(found, 1))


def test_a_list_with_hanging_numbers_has_no_line_numbers() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 50, 60, ["References"], 11, "Times-Bold")
        hanging(canvas, 50, 80, range(1, 25))

    document = read(pdf(draw))
    assert texts_of(document, "furniture") == []
    assert len(texts_of(document, "reference")) == 24


@pytest.mark.parametrize("size", [8, 9])
def test_a_list_under_balanced_columns_follows_both(size: int) -> None:
    """As in journals that end the text in two even columns and begin the list below them."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 50, 80, lines(1, 14, 5)[:-1], 9)
        write(canvas, 305, 80, [*lines(20, 12, 5), "and so it ends."], 9)
        write(canvas, 50, 270, ["References"], 10, "Times-Bold")
        for x, numbers in ((50, range(1, 9)), (305, range(9, 18))):
            top = 290.0 if x == 50 else 270.0
            for number in numbers:
                first, *rest = entry(number)
                top = write(canvas, x, top, [f"{number}. {first}"], size)
                top = write(canvas, x + 12, top, rest, size)

    document = read(pdf(draw))
    found = texts_of(document, "reference")
    assert [text.split(".")[0] for text in found] == [str(number) for number in range(1, 18)]
    assert document.text.index("and so it ends.") < document.text.index("References")


def test_white_at_one_height_in_both_columns_of_a_text_parts_nothing() -> None:
    def draw(canvas: Canvas) -> None:
        for x, seed in ((50, 1), (305, 40)):
            top = write(canvas, x, 80, lines(seed, 10, 5), 9)
            write(canvas, x, top + 14, [f"Column {seed} goes on", *lines(seed + 9, 10, 5)], 9)

    text = read(pdf(draw)).text
    assert text.index("Column 1 goes on") < text.index("Column 40 goes on")
    left = text[: text.index("Column 40 goes on")]
    assert left.count("\n\n") <= 3 and "Column 1 goes on" in left


def test_notes_beside_an_abstract_and_columns_below_are_read_apart() -> None:
    """Two pairs of columns on one page, with their gutters at different places."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 50, 80, [f"Note {number} of it" for number in range(14)], 8)
        write(canvas, 170, 80, ["An abstract of words", *lines(1, 13, 7)], 9)
        write(canvas, 50, 300, ["Left it begins", *lines(3, 24, 5)], 9)
        write(canvas, 305, 300, ["Right it begins", *lines(9, 24, 5)], 9)

    text = " ".join(read(pdf(draw)).text.split())
    for words in (lines(1, 13, 7), lines(3, 24, 5), lines(9, 24, 5)):
        assert " ".join(words) in text


def numbered(canvas: Canvas, top: float, numbers: range) -> float:
    for number in numbers:
        first, *rest = entry(number)
        top = write(canvas, 50, top, [f"{number}. {first}"], 8)
        top = write(canvas, 62, top, rest, 8) + 3
    return top


def test_a_list_goes_on_behind_a_box_with_a_heading_where_its_next_numbers_stand() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 50, 60, ["References"], 11, "Times-Bold")
        top = numbered(canvas, 80, range(1, 9))
        top = write(canvas, 50, top + 10, ["Conclusion"], 11, "Times-Bold")
        top = write(canvas, 50, top + 4, lines(5, 4), 10)
        numbered(canvas, top + 10, range(9, 15))

    document = read(pdf(draw))
    found = texts_of(document, "reference")
    assert [text.split(".")[0] for text in found] == [str(number) for number in range(1, 15)]
    assert not any(lines(5, 4)[1] in text for text in found) and lines(5, 4)[1] in document.text


def test_a_numbered_list_of_another_kind_behind_the_list_is_no_part_of_it() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 50, 60, ["References"], 11, "Times-Bold")
        top = numbered(canvas, 80, range(1, 9))
        top = write(canvas, 50, top + 10, ["Appendix"], 11, "Times-Bold")
        write(canvas, 50, top + 4, ["1. Were noses rinsed?", "2. Were ears rinsed?", "3. Was it liked?"], 10)

    assert len(texts_of(read(pdf(draw)), "reference")) == 8


def test_volumes_and_issues_at_a_line_start_are_no_numbers_of_entries() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 50, 60, ["References"], 11, "Times-Bold")
        top = 80.0
        for number in range(1, 21):
            names = f"{NAMES[number % 12]} A, {NAMES[(number + 5) % 12]} B"
            top = write(canvas, 50, top, [f"{number}. {names}. Noses of the north. J Test 2001;"], 8)
            top = write(canvas, 50, top, [f"{number + 2}: 680-4."], 8)

    found = texts_of(read(pdf(draw)), "reference")
    assert [text.split(".")[0] for text in found] == [str(number) for number in range(1, 21)]


def test_a_heading_of_the_list_within_a_block_parts_it() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 50, 80, lines(1, 12, 9), 9)
        top = write(canvas, 50, 300, ["References"], 9)
        for number in range(1, 9):
            first, *rest = entry(number)
            top = write(canvas, 50, top, [f"{number}. {first}", *rest], 9)

    found = texts_of(read(pdf(draw)), "reference")
    assert [text.split(".")[0] for text in found] == [str(number) for number in range(1, 9)]


@pytest.mark.parametrize(
    "heading", ["List of references", "L I T E R A T U R E  C I T E D", "Referências", "References cited"]
)
def test_lists_are_known_by_many_headings_and_by_letters_set_wide(heading: str) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 50, 80, lines(1, 12, 9), 9)
        write(canvas, 50, 300, [heading], 11, "Times-Bold")
        hanging(canvas, 50, 320, range(1, 9))

    assert len(texts_of(read(pdf(draw)), "reference")) == 8


def test_single_letters_of_a_figure_are_no_word() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 50, 80, lines(1, 12, 9), 9)
        write(canvas, 50, 300, ["A B C D"], 9)

    assert any("A B C D" in text for text in texts_of(read(pdf(draw)), "paragraph"))


def test_raised_numbers_begin_entries() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 50, 80, lines(1, 12, 9), 9)
        top = write(canvas, 50, 300, ["References"], 11, "Times-Bold")
        for number in range(1, 9):
            write(canvas, 50, top - 3, [str(number)], 5)
            first, *rest = entry(number)
            write(canvas, 50 + 3 * len(str(number)), top, [first], 8)
            top = write(canvas, 50, top + 9.6, rest, 8)

    assert len(texts_of(read(pdf(draw)), "reference")) == 8


def test_a_heading_below_two_columns_heads_the_three_under_it() -> None:
    """Words of narrow justified lines stand far apart: the white between them is no gutter."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 50, 80, [*lines(1, 13, 5), "and so it ends."], 9)
        write(canvas, 305, 80, [*lines(20, 12, 5), "and here too."], 9)
        write(canvas, 50, 270, ["References"], 10, "Times-Bold")
        for x, numbers in ((50, range(1, 9)), (220, range(9, 17)), (390, range(17, 25))):
            top = 290.0
            for number in numbers:
                first, *rest = entry(number)
                top = write(canvas, x, top, [f"{number}. {first}", *rest], 7.5)

    found = texts_of(read(pdf(draw)), "reference")
    assert [text.split(".")[0] for text in found] == [str(number) for number in range(1, 25)]


def test_white_between_the_words_of_justified_lines_is_no_gutter() -> None:
    def draw(canvas: Canvas) -> None:
        top = 80.0
        for number, line in enumerate(lines(1, 40, 10)):
            half = len(line) // 2 + line[len(line) // 2 :].index(" ")
            if number % 8 == 3:  # a line set so wide that a hole stands in its middle
                write(canvas, 50, top, [line[:half]], 9)
                write(canvas, 250, top, [line[half + 1 :]], 9)
            else:
                write(canvas, 50, top, [line + " and so on and so forth"], 9)
            top += 11

    document = read(pdf(draw))
    assert len(texts_of(document, "paragraph")) == 1
    for line in lines(1, 40, 10)[:-1]:
        assert line in " ".join(texts_of(document, "paragraph"))
