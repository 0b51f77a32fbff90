"""Text of PDFs: order, styles, joins, furniture."""

from reportlab.pdfgen.canvas import Canvas
from tests.read.pdf.drawn import HEIGHT, lines, pdf, read, texts_of, write

from extract.model import Style


def two_columns(canvas: Canvas) -> None:
    """A title over two columns, written row by row across them."""
    write(canvas, 60, 80, ["Radiotherapy of liver tumours in a small made-up trial"], 18, "Helvetica-Bold")
    left, right = lines(1, 20, 5), lines(2, 20, 5)
    for number in range(20):
        write(canvas, 60, 140 + 12 * number, [left[number]])
        write(canvas, 320, 140 + 12 * number, [right[number]])


def test_columns_are_read_one_after_the_other() -> None:
    document = read(pdf(two_columns))
    flat = " ".join(document.text.split())
    assert " ".join(lines(1, 20, 5)) in flat
    assert " ".join(lines(2, 20, 5)) in flat
    assert flat.index(lines(1, 20, 5)[-1]) < flat.index(lines(2, 20, 5)[0])
    assert document.metadata.title == "Radiotherapy of liver tumours in a small made-up trial"


def test_every_word_has_its_box_on_its_page() -> None:
    document = read(pdf(two_columns))
    start = document.text.index("Radiotherapy")
    run = next(run for run in document.runs.within(document.blocks[0].span) if run.span.start == start)
    assert run.box is not None
    assert (run.box.page, round(run.box.x0)) == (1, 60)
    assert 60 < run.box.top < 80 < run.box.bottom < 90
    assert [page.number for page in document.pages] == [1]


def test_superscripts_and_subscripts_are_styles() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 100, lines(3, 8))
        text = canvas.beginText(60, HEIGHT - 220)
        text.setFont("Times-Roman", 10)
        text.textOut("as shown before")
        text.setRise(4)
        text.setFont("Times-Roman", 6)
        text.textOut("3,4")
        text.setRise(0)
        text.setFont("Times-Roman", 10)
        text.textOut(" with pO")
        text.setRise(-2)
        text.setFont("Times-Roman", 6)
        text.textOut("2")
        canvas.drawText(text)

    document = read(pdf(draw))
    raised = [run.span.of(document.text) for run in document.runs.with_style(Style.SUPERSCRIPT)]
    lowered = [run.span.of(document.text) for run in document.runs.with_style(Style.SUBSCRIPT)]
    assert (raised, lowered) == (["3,4"], ["2"])
    assert "before3,4 with pO2" in document.text


def test_a_word_broken_at_a_line_end_is_joined_and_keeps_two_boxes() -> None:
    def draw(canvas: Canvas) -> None:
        write(
            canvas,
            60,
            100,
            ["We looked at the survival of patients after radio-", "therapy of liver tumours in this trial."],
        )

    document = read(pdf(draw))
    start = document.text.index("radiotherapy")
    piece = type(document.pages[0].span)(start, start + len("radiotherapy"))
    assert len(document.runs.boxes((piece,))) == 2


def test_a_hyphen_before_a_digit_or_in_a_known_compound_stays() -> None:
    def draw(canvas: Canvas) -> None:
        write(
            canvas,
            60,
            100,
            ["The follow-up was long and the interleukin-", "6 level fell after the end of the follow-"],
        )
        write(canvas, 60, 124, ["up of all patients in the trial."])

    text = read(pdf(draw)).text
    assert "interleukin-6" in text
    assert text.count("follow-up") == 2


def test_running_heads_and_page_numbers_are_furniture() -> None:
    def draw(canvas: Canvas) -> None:
        for page in range(1, 4):
            write(canvas, 60, 40, [f"Journal of Small Trials 2020, volume {page}"], 8)
            write(canvas, 60, 100, lines(page, 30))
            write(canvas, 290, HEIGHT - 30, [str(page)], 8)
            canvas.showPage()

    document = read(pdf(draw))
    assert texts_of(document, "furniture") == [
        text for page in (1, 2, 3) for text in (f"Journal of Small Trials 2020, volume {page}", str(page))
    ]
    assert not any("Journal of Small" in text for text in texts_of(document, "paragraph"))


def test_a_sentence_over_a_page_break_is_one_paragraph() -> None:
    def draw(canvas: Canvas) -> None:
        first, second = lines(1, 30), lines(2, 10)
        write(canvas, 60, 100, [*first[:-1], first[-1].rstrip(".")])
        write(canvas, 290, HEIGHT - 30, ["1"], 8)
        canvas.showPage()
        write(canvas, 60, 100, [second[0].lower(), *second[1:]])
        write(canvas, 290, HEIGHT - 30, ["2"], 8)

    document = read(pdf(draw))

    (paragraph,) = (block for block in document.blocks if block.kind == "paragraph")
    assert document.runs.boxes(paragraph.pieces)[0].page == 1
    assert document.pages[1].span.start > document.pages[0].span.start


def test_headings_stand_apart_from_their_paragraphs() -> None:
    def draw(canvas: Canvas) -> None:
        top = write(canvas, 60, 100, ["Methods"], 12, "Helvetica-Bold")
        top = write(canvas, 60, top + 4, lines(1, 9))
        top = write(canvas, 60, top + 8, ["Statistical analysis"], 10, "Helvetica-Bold")
        write(canvas, 60, top, lines(2, 9))

    document = read(pdf(draw))
    assert texts_of(document, "heading") == ["Methods", "Statistical analysis"]
    assert [block.level for block in document.blocks if block.kind == "heading"] == [1, 2]


def test_a_bold_word_in_a_paragraph_is_no_heading() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 100, lines(1, 9))
        write(canvas, 60, 100 + 9 * 12, ["Results"], 10, "Helvetica-Bold")
        write(canvas, 102, 100 + 9 * 12, ["of the trial are given below in full."], 10)
        write(canvas, 60, 100 + 10 * 12, lines(2, 9))

    assert texts_of(read(pdf(draw)), "heading") == []


def test_entries_of_the_reference_list_are_parted_by_number_and_by_indent() -> None:
    entries = [
        ["Ito A, Sato B. Radiotherapy of small tumours", "in a made-up series. J Small Trials 2019;3:1-9."],
        ["Kim C, Lee D. Local control of liver tumours", "after treatment. J Small Trials 2020;4:11-19."],
        ["Moe E, Roe F. Quality of life in patients", "with many tumours. J Small Trials 2021;5:21-29."],
    ]

    def numbered(canvas: Canvas) -> None:
        top = write(canvas, 60, 100, lines(1, 10))
        top = write(canvas, 60, top + 10, ["References"], 12, "Helvetica-Bold")
        for number, entry in enumerate(entries, 1):
            write(canvas, 60, top, [f"{number}."])
            top = write(canvas, 80, top, entry)

    def hanging(canvas: Canvas) -> None:
        top = write(canvas, 60, 100, lines(1, 10))
        top = write(canvas, 60, top + 10, ["References"], 12, "Helvetica-Bold")
        for first, second in entries:
            top = write(canvas, 60, top, [first])
            top = write(canvas, 75, top, [second])

    by_number = texts_of(read(pdf(numbered)), "reference")
    assert by_number == [f"{number}. {' '.join(entry)}" for number, entry in enumerate(entries, 1)]
    assert texts_of(read(pdf(hanging)), "reference") == [" ".join(entry) for entry in entries]


def test_links_that_lead_out_of_the_file_stand_on_their_words() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 100, [*lines(1, 6), "The record is kept by the registry of wards."])
        start = 60 + canvas.stringWidth("The record is kept by the ", "Times-Roman", 10)
        top = HEIGHT - 100 - 12 * 6
        for x, address in ((start, "https://doi.org/10.5555/ward.1"), (60, "https://ward.example/record")):
            canvas.linkURL(address, (x, top - 2, x + 20, top + 8))

    document = read(pdf(draw))
    found = [(link.kind, link.targets, link.span.of(document.text)) for link in document.links]
    assert [(kind, targets) for kind, targets, _ in found] == [
        ("url", ("https://ward.example/record",)),
        ("doi", ("10.5555/ward.1",)),
    ]
    assert all("".join(words.split()) for _, _, words in found)


def test_a_heading_that_runs_into_its_paragraph_stands_apart() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 100, lines(1, 9))
        write(canvas, 60, 230, ["Outcome assessment."], 10, "Times-Bold")
        write(canvas, 60 + canvas.stringWidth("Outcome assessment. ", "Times-Bold", 10), 230, ["The tumours were seen"])
        write(canvas, 60, 242, lines(2, 9))

    document = read(pdf(draw))
    assert texts_of(document, "heading") == ["Outcome assessment."]
    assert any(text.startswith("The tumours were seen") for text in texts_of(document, "paragraph"))


def test_line_numbers_of_a_manuscript_are_furniture() -> None:
    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(lines(1, 20)):
            write(canvas, 40, 100 + 24 * number, [str(number + 1)], 8)
            write(canvas, 80, 100 + 24 * number, [line], 11)

    document = read(pdf(draw))
    assert len(texts_of(document, "furniture")) == 20
    assert " ".join(lines(1, 20)) in " ".join(document.text.split())


def test_numbers_in_the_margin_that_do_not_count_stay() -> None:
    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(lines(1, 9)):
            write(canvas, 40, 100 + 24 * number, [str(number * number + 3)], 8)
            write(canvas, 80, 100 + 24 * number, [line], 11)

    assert texts_of(read(pdf(draw)), "furniture") == []


def test_three_columns_are_read_one_after_the_other() -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(25):
            for x, seed in ((40, 1), (220, 2), (400, 3)):
                write(canvas, x, 100 + 12 * number, [lines(seed, 25, 4)[number]], 9)

    flat = " ".join(read(pdf(draw)).text.split())
    assert all(" ".join(lines(seed, 25, 4)) in flat for seed in (1, 2, 3))


def test_a_rotated_page_reads_as_any_other() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.rotate(90)
        canvas.translate(0, -HEIGHT)
        two_columns(canvas)

    document = read(pdf(draw))
    assert " ".join(lines(1, 20, 5)) in " ".join(document.text.split())
    assert (document.pages[0].width, document.pages[0].height) == (595.28, 841.89)
    box = document.runs[0].box
    assert box is not None and (round(box.x0), round(box.bottom)) == (60, 84)
