"""Labels of captions and notes below tables, and their look-alikes in running text."""

import pytest

from extract.read.captions import begins_note, figure_label, table_label


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("Table 2. Toxicity", "Table 2"),
        ("TABLE IV", "TABLE IV"),
        ("Table-1: Nodes by hour", "Table-1"),
        ("**Table S3** | Doses", "Table S3"),
        ("SUPPLEMENTARY TABLE 1. Codes", "SUPPLEMENTARY TABLE 1"),
        ("Table 2 shows the doses", None),
        ("Tables 2 and 3", None),
        ("Table of contents", None),
        ("Table-top models 1", None),
    ],
)
def test_labels_of_tables(words: str, label: str | None) -> None:
    found = table_label(words)
    assert (found and found.group(1)) == label


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("Fig.4 Subgroups", "Fig.4"),
        ("Figure-1: Cells", "Figure-1"),
        ("Supplementary Figure S2. Flow", "Supplementary Figure S2"),
        ("Plate 3. Sections of the liver", "Plate 3"),
        ("Figure 4 depicts subgroups", None),
        ("Figures 1 and 2", None),
        ("Plates 3 to 5 were read", None),
        ("Figure 2 and Table 3", None),
    ],
)
def test_labels_of_figures(words: str, label: str | None) -> None:
    found = figure_label(words)
    assert (found and found.group(1)) == label


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("* P < 0.05", True),
        ("† Two were lost.", True),
        ("SD, standard deviation.", True),
        ("Values are means.", True),
        ("a Fisher's test.", True),
        ("Patients slept.", False),
        ("A trial of sleep.", False),
        ("Values rose.", False),
        ("12 patients slept.", False),
    ],
)
def test_notes_begin_with_marks_or_short_forms(words: str, note: bool) -> None:
    assert begins_note(words) is note
