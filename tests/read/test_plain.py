"""Plain text: spans are offsets into the file; blocks, joined paragraphs and tables are found in it."""

import pytest

from extract.annotate.sections import find_sections
from extract.errors import Empty
from extract.model import Document, Source, Style
from extract.read import read_document

LONG = (
    "Radiotherapy was given to every patient with a tumour of the liver and an unresected thrombus in this series. " * 4
)


def read(text: str, encoding: str = "utf-8") -> Document:
    data = text.encode(encoding)
    return read_document(Source(path="made.txt", sha256="0" * 64, format="text", size=len(data)), data)


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(b.kind, " / ".join(p.of(document.text) for p in b.pieces)) for b in document.blocks]


def of_kind(document: Document, kind: str) -> list[str]:
    return [words for found, words in kinds(document) if found == kind]


def paper(body: str) -> str:
    return f"Radiotherapy of liver tumours in a made-up cohort\n\nA. Lee\n\nIntroduction\n\n{body}\n"


def test_the_text_is_the_files_own_character_by_character() -> None:
    text = "Title of the paper here\r\n\r\nDose $p=0.03$ and soft\u00adhyphen\ttab \r\n"
    assert read(text).text == text


def test_white_space_alone_is_empty() -> None:
    with pytest.raises(Empty):
        read(" \n\t\n")


def test_title_front_matter_and_headings_are_told_from_prose() -> None:
    document = read(
        "Original Article\n\nBeam therapy of liver tumours: a trial\n\nAnn Lee¹, Bo Wu²\n\n"
        "¹Department of Oncology, Ulm\n\n"
        f"Abstract\n\nBackground\n\n{LONG}\n\nConclusions\n\n{LONG}\n\nKeywords: liver; beams\n\n"
        f"1. Introduction\n\n{LONG}\n\n2.1. Dose and Fractions\n\n{LONG}\n\nPatient selection\n\n{LONG}\n\n"
        f"STATISTICAL METHODS USED\n\n{LONG}\n\n**Follow-up:**\n\n{LONG}\n\n## Results\n\n{LONG}\n"
    )
    headings = [(b.span.of(document.text), b.level) for b in document.blocks if b.kind == "heading"]
    assert headings == [
        ("Abstract", 1),
        ("Background", 2),
        ("Conclusions", 2),
        ("1. Introduction", 1),
        ("2.1. Dose and Fractions", 2),
        ("Patient selection", 2),
        ("STATISTICAL METHODS USED", 2),
        ("**Follow-up:**", 2),
        ("## Results", 2),
    ]
    assert of_kind(document, "title") == ["Beam therapy of liver tumours: a trial"]
    assert document.metadata.title == "Beam therapy of liver tumours: a trial"
    assert len(of_kind(document, "front")) == 4


@pytest.mark.parametrize("line", ["2.5 Gy per fraction was given daily", "12 patients died", "Patients were well."])
def test_short_lines_of_prose_are_no_headings(line: str) -> None:
    assert line not in of_kind(read(paper(f"{LONG}\n\n{line}\n\n{LONG}")), "heading")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "The arc reduced the treatment time to 5-",
            "10 minutes and improved the comfort of most patients in the room.",
        ),
        (
            "Survival was better in patients treated with",
            "SBRT than in those who were given sorafenib for the same time.",
        ),
        (
            "This has not been shown for larger tumours",
            "[79]. Despite this, trials are under way in several countries.",
        ),
    ],
)
def test_a_paragraph_broken_by_a_page_is_one_block_of_two_pieces(before: str, after: str) -> None:
    document = read(paper(f"{LONG}{before}\n\n{after}"))
    assert f"{LONG}{before} / {after}" in of_kind(document, "paragraph")


def test_a_paragraph_goes_on_behind_a_table_with_its_notes() -> None:
    notes = "RFA, radiofrequency ablation; LC, local control.\n\n^aPrimary."
    table = f"Table 1. Toxicity by arm\n\nEvent\tA\tB\nFatigue\t3\t4\n\n{notes}"
    document = read(
        paper(f"{LONG}This strategy de-\n\n{table}\n\nmonstrated better control in the arm that had beams.")
    )
    assert any("de- / monstrated better" in words for words in of_kind(document, "paragraph"))
    assert of_kind(document, "note") == ["RFA, radiofrequency ablation; LC, local control.", "^aPrimary."]


def test_two_finished_paragraphs_stay_two() -> None:
    document = read(paper(f"{LONG}It ended.^{{2,3}}\n\n{LONG}It went on (Table 2).\n\n{LONG}"))
    assert len(of_kind(document, "paragraph")) == 3


def test_wrapped_lines_are_one_paragraph_and_a_short_last_line_ends_it() -> None:
    line = "Radiotherapy was given to all of the patients with a tumour"
    document = read(
        paper(f"{line}\n{line}\nof the liver.\nAnother paragraph begins here and is long enough to\ngo on.")
    )
    assert len(of_kind(document, "paragraph")) == 2


def test_tab_separated_lines_are_a_grid_with_caption_and_notes() -> None:
    document = read(
        paper(
            f"{LONG}\n\nTable 2\nResponse by arm\n\n\tBeams\tDrug\nSex\t\t\nMale\t3 (30%)\t4\n"
            f"Abbreviations: CR, complete response.\t\t\n\n{LONG}"
        )
    )
    (grid,) = document.grids
    assert (grid.label, [piece.of(document.text) for piece in grid.caption]) == ("Table 2", ["Response by arm"])
    assert [(c.row, c.col, c.span.of(document.text)) for c in grid.cells] == [
        (0, 0, ""),
        (0, 1, "Beams"),
        (0, 2, "Drug"),
        (1, 0, "Sex"),
        (1, 1, ""),
        (1, 2, ""),
        (2, 0, "Male"),
        (2, 1, "3 (30%)"),
        (2, 2, "4"),
    ]
    assert [note[0].of(document.text) for note in grid.notes] == ["Abbreviations: CR, complete response."]
    assert not grid.roles_given


def test_a_row_without_its_empty_cells_stays_in_the_table() -> None:
    document = read(paper(f"{LONG}\n\nTable 1. Items\n\nItem\tA\tB\nSex\nMale\t1\t2\nNo tabs at the end.\n\n{LONG}"))
    (grid,) = document.grids
    assert [cell.span.of(document.text) for cell in grid.cells] == ["Item", "A", "B", "Sex", "Male", "1", "2"]


def test_a_first_line_that_names_a_hospital_is_the_title_and_names_are_not() -> None:
    document = read(f"Resource use by hospital records in a cohort\n\nAnn Lee¹, Bo Wu², Cy Xi¹\n\nMethods\n\n{LONG}")
    assert of_kind(document, "title") == ["Resource use by hospital records in a cohort"]
    assert of_kind(document, "front") == ["Ann Lee¹, Bo Wu², Cy Xi¹"]


def test_a_table_that_goes_on_behind_a_page_break_is_one_grid() -> None:
    document = read(
        paper(f"{LONG}\n\nTable 1. Items\n\nItem\tn\nA\t1\n\nTable 1 (continued)\n\nItem\tn\nB\t2\n\n{LONG}")
    )
    (grid,) = document.grids
    assert [cell.span.of(document.text) for cell in grid.cells] == ["Item", "n", "A", "1", "B", "2"]


def test_two_tables_with_the_same_head_stay_two() -> None:
    document = read(paper(f"{LONG}\n\nTable 1. Early\n\nItem\tn\nA\t1\n\nTable 2. Late\n\nItem\tn\nB\t2\n\n{LONG}"))
    assert [grid.label for grid in document.grids] == ["Table 1", "Table 2"]


def test_a_caption_below_belongs_to_the_table_above_it() -> None:
    document = read(paper(f"{LONG}\n\nItem\tn\nA\t1\n\nTable 3. Items below\n\n{LONG}"))
    assert [grid.label for grid in document.grids] == ["Table 3"]


@pytest.mark.parametrize("line", ["Table 2 shows the events in both arms.", "Figures 1 and 2 show that it fell."])
def test_a_sentence_that_begins_with_a_label_is_no_caption(line: str) -> None:
    assert of_kind(read(paper(f"{LONG}\n\n{line}")), "caption") == []


def test_a_wrapped_line_that_begins_with_a_label_goes_on_with_its_sentence() -> None:
    document = read(
        paper("The characteristics of all the patients in both arms are shown in\nTable 1. The follow-up was long.")
    )
    assert of_kind(document, "caption") == []


def test_piped_tables_are_grids_without_their_rules() -> None:
    document = read(paper(f"{LONG}\n\nTable 1. Items\n\n| Item | n |\n|---|:-:|\n| A | 1 |\n\n{LONG}"))
    assert [cell.span.of(document.text) for cell in document.grids[0].cells] == ["Item", "n", "A", "1"]


def test_a_tab_behind_the_number_of_an_entry_makes_no_table() -> None:
    entries = "".join(f"{n}.\tLee A, Wu B. A trial of beams in the liver, part {n}. J Med 2019.\n" for n in range(1, 5))
    assert read(paper(f"{LONG}\n\nReferences\n\n{entries}")).grids == ()


def test_running_heads_are_furniture_and_repeated_notes_are_not() -> None:
    page = f"{LONG}It ended in the\n\nLee et al. Journal of Beams 2020; page 7\n\n"
    tables = "".join(f"Table {n}. Items\n\nItem\tn\nA\t1\n\n^aPrimary endpoint.\n\n" for n in range(1, 4))
    document = read(paper(page * 3 + f"middle of it.\n\n{tables}"))
    assert len(of_kind(document, "furniture")) == 3
    assert of_kind(document, "note") == ["^aPrimary endpoint."] * 3


def test_items_of_lists_stand_alone() -> None:
    document = read(paper(f"{LONG}\n\n• Age over 18 years\n• Child-Pugh A\n\n{LONG}"))
    assert of_kind(document, "list_item") == ["• Age over 18 years", "• Child-Pugh A"]


def test_entries_stay_one_block_each_and_back_matter_is_told() -> None:
    document = read(
        paper(f"{LONG}\n\nFunding\n\nNone.\n\nReferences\n\n[1] Lee A. Beams. 2019.\n[2] Wu B. Drugs. 2020.")
    )
    assert of_kind(document, "paragraph")[-2:] == ["[1] Lee A. Beams. 2019.", "[2] Wu B. Drugs. 2020."]
    assert of_kind(document, "back") == ["None."]


@pytest.mark.parametrize(
    ("text", "raised"),
    [
        ("fell.^{2,3} It", ["2,3"]),
        ("fell $^{2,3}$ It", ["2,3"]),
        ("fell.²,³ It", ["²,³"]),
        ("fell.²⁰–²² It", ["²⁰–²²"]),
        ("fell<sup>4</sup>", ["4"]),
        ("LPFS ^a and ^3,4", ["a", "3,4"]),
        ("V_{20} and CO₂", []),
        ("x^ y and 2^", []),
    ],
)
def test_raised_characters_are_runs_whatever_the_mark_up_residue(text: str, raised: list[str]) -> None:
    document = read(text)
    assert [run.span.of(text) for run in document.runs.with_style(Style.SUPERSCRIPT)] == raised


def test_form_feeds_part_pages() -> None:
    document = read(f"{LONG}\f{LONG}")
    assert [page.number for page in document.pages] == [1, 2]
    assert document.pages[1].span.start == len(LONG) + 1


def test_year_and_doi_are_read_off_the_front_matter() -> None:
    metadata = read(
        "Beams for livers in a made-up cohort\n\nPublished online: March 13, 2026\n\ndoi: 10.5555/made.up(1)\n\n"
        f"Introduction\n\n{LONG}As of 2019. doi: 10.5555/cited"
    ).metadata
    assert (metadata.year, metadata.doi) == (2026, "10.5555/made.up(1)")


@pytest.mark.parametrize(
    "text", ["a\tb\n" * 20_000, "ABC DEF\n\n" * 10_000, "^{" * 100_000, "." * 200_000, "a " * 200_000]
)
def test_hostile_files_cost_time_in_proportion_to_their_length(text: str) -> None:
    assert read(text).text == text


def test_a_text_longer_than_a_book_is_kept_whole_and_laid_out_at_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.read.plain.MOST_LAID_OUT", 1_000)
    text = f"A trial\n\n{LONG}\n\n{LONG}\n\n{LONG}\n"
    document = read(text)
    assert document.text == text
    assert [block.kind for block in document.blocks][1:] == ["paragraph", "paragraph"]


def test_a_pasted_passage_is_prose_and_no_title() -> None:
    pasted = "Response was seen in 12/54 (32.2%) of men. Survival was better (HR 0.71).\n"
    assert [block.kind for block in read(pasted).blocks] == ["paragraph"]
    wrapped = (
        "Radiotherapy helps in liver cancer. We enrolled 54 patients at\none centre. Response was seen in\n12/54.\n"
    )
    assert {block.kind for block in read(wrapped).blocks} == {"paragraph"}


def test_a_line_apart_ahead_of_a_pasted_passage_is_its_title() -> None:
    blocks = read("A trial of radiotherapy in men\n\nResponse was seen in 12/54 (32.2%) of men.\n").blocks
    assert [block.kind for block in blocks] == ["title", "paragraph"]


def test_headings_with_parted_letters_are_the_usual_ones() -> None:
    parts = ("On rest", "ABS TR AC T", "Rest is short here.", "1 | INTRODUC TION", "Rest is good.", "2 | ME THODS")
    document = read("\n\n".join((*parts, "We asked.\n")))
    sections = [(section.role, section.heading) for section in find_sections(document) if section.heading]
    assert sections == [("abstract", "ABSTRACT"), ("introduction", "INTRODUCTION"), ("methods", "METHODS")]
