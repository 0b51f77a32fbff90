"""Heads, stubs, groups and continued tables."""

from made_tables import document_of

from extract.annotate.tables import find_tables
from extract.model import Cell, Document, Grid, Table

BASELINE = """
Variables | Before matching | | | After | |
 | A (n = 9) | B (n = 4) | P-value | A (n = 6) | B (n = 3) | P-value
Sex, n (%) | | | 0.97 | | | 1.00
Male | 5 (55.6) | 2 (50.0) | | 3 (50.0) | 1 (33.3) |
Female | 4 (44.4) | 2 (50.0) | | 3 (50.0) | 2 (66.7) |
Age, years | 61 ± 5 | 60 ± 4 | 0.60 | 62 ± 4 | 61 ± 3 | 0.70
SD, standard deviation; CI, confidence interval. | | | | | |
"""


def _cell(table: Table, row: int, col: int) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    cell = next(cell for cell in table.cells if (cell.row, cell.col) == (row, col))
    return cell.role, cell.row_path, cell.col_path


def _roles(table: Table, col: int = 0) -> list[str]:
    return [cell.role for cell in table.cells if cell.col == col]


def test_two_head_rows_join_to_column_paths() -> None:
    (table,) = find_tables(document_of(BASELINE))
    assert _roles(table) == ["head", "head", "stub", "stub", "stub", "stub", "note"]
    assert _cell(table, 3, 2)[2] == ("Before matching", "B (n = 4)")
    assert _cell(table, 3, 4)[2] == ("After", "A (n = 6)")


def test_a_row_with_only_a_p_value_opens_a_group_that_the_next_p_value_closes() -> None:
    (table,) = find_tables(document_of(BASELINE))
    assert _cell(table, 4, 1)[1] == ("Sex, n (%)", "Female")
    assert _cell(table, 5, 1)[1] == ("Age, years",)


def test_a_row_of_words_under_a_single_head_is_no_second_head() -> None:
    (table,) = find_tables(document_of("Organ | Constraint\nLiver | Mean dose < 15 Gy\nHeart | Dmax < 30 Gy"))
    assert _roles(table) == ["head", "stub", "stub"]


def test_a_section_row_groups_the_rows_below() -> None:
    (table,) = find_tables(document_of("Failure | A | B\nLocal | | \nIn-field | 1 | 2\nOut-field | 3 | 4"))
    assert _roles(table) == ["head", "section", "stub", "stub"]
    assert _cell(table, 2, 1)[1] == ("Local", "In-field")


def test_a_table_with_the_same_head_and_no_label_continues_the_one_before() -> None:
    document = document_of("Item | A\nx | 1", "Item | A\ny | 2", labels=("Table 1", None))
    (table,) = find_tables(document)
    assert [(cell.row, cell.role) for cell in table.cells if cell.col == 0] == [
        (0, "head"),
        (1, "stub"),
        (2, "head"),
        (3, "stub"),
    ]
    assert len(table.pieces) == 2


def test_a_table_with_its_own_label_is_not_joined() -> None:
    assert len(find_tables(document_of("Item | A\nx | 1", "Item | A\ny | 2"))) == 2


def test_a_repeated_head_in_mid_table_stays_a_head() -> None:
    (table,) = find_tables(document_of("Item | A | B\nx | 1 | 2\nItem | A | B\ny | 3 | 4"))
    assert _roles(table) == ["head", "stub", "head", "stub"]


def test_ragged_and_empty_grids_are_kept() -> None:
    document = document_of("Item | A | B\nx | 1\ny | 2 | 3 | 4")
    (table,) = find_tables(document)
    assert len(table.cells) == 9
    empty = Document(source=document.source, text="", grids=(Grid(cells=(), faults=("table_is_image",)),))
    assert find_tables(empty)[0].faults == ("table_is_image",)


def test_a_span_beyond_the_grid_does_no_harm() -> None:
    document = document_of("Item | A\nx | 1")
    cells = document.grids[0].cells
    wild = (
        Cell(row=0, col=0, span=cells[0].span, col_span=90_000, row_span=5_000),
        *cells[2:],
    )
    (table,) = find_tables(Document(source=document.source, text=document.text, grids=(Grid(cells=wild),)))
    assert len(table.cells) == 3


def test_five_thousand_rows_are_laid_out() -> None:
    rows = "\n".join(f"row {number} | {number} | {number * 2}" for number in range(5000))
    (table,) = find_tables(document_of(f"Item | A | B\n{rows}"))
    assert len(table.cells) == 15_003


def test_columns_without_a_head_that_indent_are_stubs() -> None:
    (table,) = find_tables(
        document_of(" | | A | B\nAny event | | 517 | 539\n | Local | 74 | 105\n | Distant | 382 | 378")
    )
    assert _cell(table, 2, 2)[1] == ("Local",)
    assert _cell(table, 1, 2)[1] == ("Any event",)


def test_a_first_column_of_figures_without_a_head_is_no_stub() -> None:
    (table,) = find_tables(document_of("Event | | B\nLocal | 74 | 105\nDistant | 382 | 378"))
    assert _cell(table, 1, 1)[0] == "body"


def test_a_stub_printed_once_holds_for_the_rows_below() -> None:
    lines = (
        "Scale | Group | Week 1 | Week 2\nADAS | Drug | 22.0 | 20.6\n | Placebo | 24.6 | 24.0\nMMSE | Drug | 20 | 21"
    )
    (table,) = find_tables(document_of(f"{lines}\n | Placebo | 19 | 20"))
    assert _cell(table, 2, 2)[1] == ("ADAS", "Placebo")
    assert _cell(table, 3, 2)[1] == ("MMSE", "Drug")


def test_a_lone_name_in_an_indenting_column_opens_a_group() -> None:
    lines = " | | A | B\nBMI | | | \n | Normal | | \n | Low | 1.4 | 1.5\n | High | 2.4 | 2.5"
    (table,) = find_tables(document_of(lines))
    assert _cell(table, 3, 2)[1][-1] == "Low" and _cell(table, 2, 1)[0] == "section"


def test_a_group_of_time_points_ends_with_the_first_row_that_is_none() -> None:
    rows = "Outcome | A | B\nAcuity | | \n1 month | 0.9 | 1.0\n3 months | 0.8 | 1.1\nClosure | 6 | 5\nDepth | 7 | 8"
    (table,) = find_tables(document_of(rows))
    assert _cell(table, 3, 1)[1] == ("Acuity", "3 months")
    assert _cell(table, 4, 1)[1] == ("Closure",)
    (table,) = find_tables(document_of("Hormone | A | B\nEstradiol | | \n(pg/mL) | 10.2 | 11.5\nPTH | 42.4 | 38.0"))
    assert [_cell(table, row, 1)[1] for row in (2, 3)] == [("Estradiol", "(pg/mL)"), ("PTH",)]
    (table,) = find_tables(document_of("Item | A | B\nFailure | | \nLocal | 1 | 2\n1 month | 3 | 4\nDistant | 5 | 6"))
    assert _cell(table, 4, 1)[1] == ("Failure", "Distant")


def test_rows_with_bullets_are_the_group_of_the_row_above() -> None:
    rows = "Item | A | B\nDiscomfort | | \n· At start | 26 | 13\n· 4 hours later | 11 | 16\nWould return | 31 | 19"
    (table,) = find_tables(document_of(rows))
    assert _cell(table, 3, 1)[1] == ("Discomfort", "· 4 hours later")
    assert _cell(table, 4, 1)[1] == ("Would return",)


def test_names_before_sizes_open_groups_where_a_table_prints_several() -> None:
    rows = (
        "Scale | Drug | Placebo\nWell-being | n=64 | n=53\nBetter | 16 | 10\nWorse | 7 | 10\n"
        "Symptoms | n=66 | n=56\nBetter | 12 | 9\nWorse | 8 | 11"
    )
    (table,) = find_tables(document_of(rows))
    assert [_cell(table, row, 1)[1] for row in (2, 3, 5)] == [
        ("Well-being", "Better"),
        ("Well-being", "Worse"),
        ("Symptoms", "Better"),
    ]
    (table,) = find_tables(
        document_of("Variable | Drug | Placebo\nPatients | n=64 | n=53\nAge | 61 | 60\nMen | 30 | 25")
    )
    assert _cell(table, 2, 1)[1] == ("Age",)
