"""What stands before the body: title, abstract, front matter; DOI and year of the paper itself."""

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.read.pdf.drawn import lines, pdf, read, texts_of, write

from extract.annotate.sections import find_sections
from extract.model import Document
from extract.read.pdf.lines import Line
from extract.read.pdf.matter import Information, is_front, read_metadata
from extract.read.pdf.paragraphs import Column, Draft
from extract.read.pdf.shapes import Fragment, Frame

TITLE = ["Rinsing of the nose on twelve wards of one hospital"]


def body(canvas: Canvas, top: float = 400, size: float = 10) -> float:
    canvas.setFont("Times-Bold", 11)
    top = write(canvas, 60, top, ["1. Introduction"], 11, "Times-Bold") + 4
    return write(canvas, 60, top, lines(4, 12), size)


def abstract_of(document: Document) -> str:
    found = [section for section in find_sections(document) if section.role == "abstract" and section.level == 1]
    return " ".join(section.span.of(document.text) for section in found)


def page(canvas: Canvas, notes: list[str], abstract: list[str], size: float = 9) -> None:
    top = write(canvas, 60, 80, TITLE, 16, "Times-Bold")
    top = write(canvas, 60, top + 10, ["A. Author, B. Writer and C. Third"], 10)
    top = write(canvas, 60, top + 8, notes, 8)
    write(canvas, 80, top + 10, abstract, size)
    body(canvas)


PLAIN = ["It has been well accepted in hospital that rinsing helps; we published", *lines(1, 6, 9)]


def test_an_abstract_without_heading_is_a_section_of_its_own() -> None:
    document = read(pdf(lambda canvas: page(canvas, ["Department of Noses, Hospital of Rinsing, Wet Town"], PLAIN)))
    found = abstract_of(document)
    assert found.startswith("It has been well accepted") and "Introduction" not in found
    assert "Wet Town" not in found


def test_notes_about_the_paper_are_no_abstract() -> None:
    notes = [
        "This is an open access article distributed under the Creative Commons licence, which permits",
        "any use of it by all who care to use it in whatever way they may wish to use it, provided that",
        "the original work is properly cited and that all changes that were made to it are told.",
    ]
    document = read(pdf(lambda canvas: page(canvas, notes, [])))
    assert abstract_of(document) == ""


def test_parts_that_run_into_their_paragraphs_make_an_abstract() -> None:
    parts = [
        "Background. Rinsing is cheap and safe and is liked by those who were asked about it before.",
        "Methods. We asked all who came to the ward in one year and were old enough to be asked.",
        "Results. Nearly all of them said that they liked it and that they would do it once again.",
        "Conclusions. It should be offered to those who come to such wards in other towns as well.",
    ]
    document = read(pdf(lambda canvas: page(canvas, [], parts)))
    found = abstract_of(document)
    assert found.startswith("Background") and found.rstrip().endswith("as well.")


def test_an_abstract_under_its_heading_ends_where_the_body_begins() -> None:
    def draw(canvas: Canvas) -> None:
        top = write(canvas, 60, 80, TITLE, 16, "Times-Bold")
        top = write(canvas, 60, top + 10, ["Abstract"], 11, "Times-Bold")
        top = write(canvas, 60, top + 4, lines(1, 6), 10)
        top = write(canvas, 60, top + 6, ["Keywords: nose, rinse, ward"], 10)
        top = write(canvas, 60, top + 12, ["A heading that nobody knows"], 11, "Times-Bold")
        write(canvas, 60, top + 4, lines(3, 12), 10)

    found = abstract_of(read(pdf(draw)))
    assert found.startswith("Abstract") and "Keywords" not in found and "nobody knows" not in found


def test_a_title_that_the_file_names_is_taken_where_it_is_printed() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle("A smaller title that the file names")
        write(canvas, 60, 60, ["Large words of an archive's banner"], 22, "Times-Bold")
        write(canvas, 60, 120, ["A smaller title that the", "file names"], 13)
        write(canvas, 60, 170, lines(1, 8), 10)

    assert read(pdf(draw)).metadata.title == "A smaller title that the file names"


def test_a_title_that_is_printed_nowhere_is_not_taken() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle("Microsoft Word - a draft of something else")
        write(canvas, 60, 80, TITLE, 16, "Times-Bold")
        write(canvas, 60, 170, lines(1, 8), 10)

    assert read(pdf(draw)).metadata.title == TITLE[0]


@pytest.mark.parametrize("banner", ["The Journal of Rinsing Noses", "NIH Public Access", "Original Article"])
def test_names_of_journals_and_banners_are_no_titles(banner: str) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 60, [banner], 24, "Times-Bold")
        write(canvas, 60, 90, ["The Journal of Rinsing Noses 2016; 4: 1-9"], 8)
        write(canvas, 60, 130, TITLE, 16, "Times-Bold")
        write(canvas, 60, 170, lines(1, 8), 10)

    assert read(pdf(draw)).metadata.title == TITLE[0]


NOTES = [("title", "A title"), ("front", "Journal of Rinsing 2016; 4: 1-9. doi:10.5555/own.1")]


@pytest.mark.parametrize(
    ("notes", "year", "doi"),
    [
        (NOTES, 2016, "10.5555/own.1"),
        ([*NOTES, ("front", "Accepted 3 May 2015")], 2016, "10.5555/own.1"),
        ([*NOTES, ("front", "© 2017 The authors")], 2017, "10.5555/own.1"),
        ([("reference", "1. Abel A. Noses. J Test 1999;1:1. doi:10.5555/ref.1")], None, None),
        ([("furniture", "Downloaded from a library by a reader on 25 February 2026")], None, None),
        ([("paragraph", "In 1994 noses were rinsed for the first time. " * 20)], None, None),
        ([("front", "Received 1 May 2014. Accepted 3 June 2014")], 2014, None),
    ],
)
def test_year_and_doi_are_those_that_the_paper_says_of_itself(
    notes: list[tuple[str, str]], year: int | None, doi: str | None
) -> None:
    told = read_metadata("A title", notes, Information())
    assert (told.year, told.doi) == (year, doi)


def test_the_file_names_its_doi_where_no_page_does() -> None:
    assert read_metadata("A title", [("front", "2016")], Information(doi="10.5555/file.2")).doi == "10.5555/file.2"
    assert read_metadata("A title", NOTES, Information(doi="10.5555/file.2")).doi == "10.5555/own.1"


def test_blocks_of_the_list_on_the_first_page_give_no_year() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 80, TITLE, 16, "Times-Bold")
        top = write(canvas, 60, 120, lines(1, 8), 10)
        top = write(canvas, 60, top + 10, ["References"], 11, "Times-Bold")
        entries = [f"[{n}] Abel A. Noses of the north. J Test 199{n};1:1-9. doi:10.5555/ref.{n}" for n in range(1, 4)]
        write(canvas, 60, top + 4, entries, 9)

    document = read(pdf(draw))
    assert len(texts_of(document, "reference")) == 3
    assert (document.metadata.year, document.metadata.doi) == (None, None)


def test_a_text_without_a_first_heading_lends_its_methods_to_no_abstract() -> None:
    def draw(canvas: Canvas) -> None:
        top = write(canvas, 60, 80, TITLE, 16, "Times-Bold")
        for seed in (1, 2, 3):
            top = write(canvas, 60, top + 12, lines(seed, 6, 12), 10)
        for seed, heading in ((4, "Methods"), (5, "Results")):
            top = write(canvas, 60, top + 14, [heading], 11, "Times-Bold")
            top = write(canvas, 60, top + 4, lines(seed, 6, 12), 10)

    assert abstract_of(read(pdf(draw))) == ""


def test_the_name_of_a_journal_over_two_lines_is_no_title() -> None:
    def draw(canvas: Canvas) -> None:
        top = write(canvas, 60, 60, ["Annals of Rinsing and"], 18, "Times-Bold")
        write(canvas, 60, top + 12, ["Wet Medicine"], 18, "Times-Bold")
        top = write(canvas, 60, 130, TITLE, 15, "Times-Bold")
        write(canvas, 60, top + 6, ["A. Author, B. Writer"], 10)
        write(canvas, 60, 240, ["Annals of Rinsing and Wet Medicine 2006, 6:3"], 8)
        body(canvas)

    assert texts_of(read(pdf(draw)), "title") == TITLE


def plain_body(canvas: Canvas, top: float, size: float = 10) -> None:
    for seed in range(7):
        top = write(canvas, 60, top + 8, lines(seed + 20, 6, 13), size)


def test_a_named_abstract_set_as_the_body_is_one_paragraph() -> None:
    def draw(canvas: Canvas) -> None:
        top = write(canvas, 60, 80, TITLE, 16, "Times-Bold")
        top = write(canvas, 60, top + 10, ["Abstract"], 10, "Times-Bold")
        plain_body(canvas, write(canvas, 60, top + 4, lines(1, 6, 13), 10))

    assert abstract_of(read(pdf(draw))).split() == ["Abstract", *" ".join(lines(1, 6, 13)).split()]


def test_an_introduction_of_few_lines_under_the_word_abstract_is_a_part_of_it() -> None:
    def draw(canvas: Canvas) -> None:
        top = write(canvas, 60, 80, TITLE, 16, "Times-Bold")
        top = write(canvas, 60, top + 10, ["Abstract"], 12, "Times-Bold")
        for seed, name in enumerate(("Introduction", "Methodology/Principal Findings", "Conclusions")):
            top = write(canvas, 60, top + 6, [name], 9, "Times-Bold")
            top = write(canvas, 60, top + 2, lines(seed, 3, 12), 9)
        body(canvas, top + 20)

    found = abstract_of(read(pdf(draw)))
    assert found.count("Introduction") == 1 and found.rstrip().endswith(lines(2, 3, 12)[-1])


def test_blocks_in_bold_before_a_body_without_heading_are_the_abstract() -> None:
    def draw(canvas: Canvas) -> None:
        top = write(canvas, 60, 80, TITLE, 16, "Times-Bold") + 10
        for seed in (1, 2):
            top = write(canvas, 60, top + 6, lines(seed, 4, 12), 10, "Times-Bold")
        plain_body(canvas, top + 10)

    assert " ".join(abstract_of(read(pdf(draw))).split()) == " ".join([*lines(1, 4, 12), *lines(2, 4, 12)])


@pytest.mark.parametrize(
    ("words", "front"),
    [
        ("The corresponding rates of those who were reviewed by two of us were lower in each of the groups", False),
        ("Corresponding author: A. Author, Wet Town", True),
        ("Reviewed by: B. Writer, Hospital of Rinsing", True),
    ],
)
def test_words_of_notes_within_prose_make_no_note(words: str, front: bool) -> None:
    line = Line(Frame(1, 600, 800), [Fragment(words, 60, 100, 500, 110, 108, 10, 0, 0, True, False, 0)])
    assert is_front(Draft("paragraph", [line], Column(60, 500, {}, False))) is front


def test_a_title_that_names_beside_it_part_line_by_line_is_whole() -> None:
    words = [
        "Rinsing of the nose on twelve",
        "wards of one hospital in a",
        "wet town by the sea with",
        "salt water from the tap",
    ]

    def draw(canvas: Canvas) -> None:
        for number, line_ in enumerate(words):
            write(canvas, 60, 80 + 19 * number, [line_], 16, "Times-Bold")
            write(canvas, 430, 83.5 + 19 * number, [f"Ann Author{number} and B. Writer"], 8)
        body(canvas, 220)

    assert " ".join(texts_of(read(pdf(draw)), "title")).split() == " ".join(words).split()
