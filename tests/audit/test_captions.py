"""Figures and tables against the sentences that point at them."""

import pytest

from extract.audit.captions import find_pointers, floats_of
from extract.audit.checks import load_checks
from extract.model import Check, Finding
from tests.audit.made import no_library, read_paper, sections

text_figure_reference, text_table_reference = load_checks(
    (
        "text_figure_reference",
        "text_table_reference",
    )
)

CAPTIONS = """Fig. 1. Flow of patients through the trial.

Fig. 2. Kaplan-Meier curves of both groups. (A) Progression-free survival. (B) Overall survival. (C) Local control.

Fig. 3. Outcomes of treatment: body weight (a), serum albumin (b)
"""


def messages(check: Check, sentence: str, captions: str = CAPTIONS) -> list[str]:
    paper = read_paper(sections(results=f"{sentence}\n\n{captions}"))
    return [answer.message for answer in check.check(paper, no_library()) if isinstance(answer, Finding)]


def test_panels_are_told_apart_before_or_behind_their_letters() -> None:
    paper = read_paper(sections(results=f"Some results are shown here.\n\n{CAPTIONS}"))
    told = {found.number: found.panels for found in floats_of(paper)}
    assert told[1] == {}
    assert told[2] == {"A": "Progression-free survival", "B": "Overall survival", "C": "Local control"}
    assert told[3] == {"A": "Outcomes of treatment: body weight", "B": "serum albumin"}


def test_the_last_panel_of_a_list_has_an_and_before_it() -> None:
    paper = read_paper(sections(results="Fig. 1. Wings. A, dorsal; B, ventral; and C, right side."))
    assert floats_of(paper)[0].panels == {"A": "dorsal", "B": "ventral", "C": "right side"}


CELLS = "Fig. 1. Cells of the gut. (A) Cells without a label. (B) Dividing stromal cells. (C) Mean signal of all."


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Dividing stromal cells were bright (Fig. 1A).", 1),
        ("Non-dividing stromal cells were bright (Fig. 1A).", 0),
        ("Dividing stromal cells were brightest, p = 0.01 (Fig. 1C).", 0),
    ],
)
def test_a_negated_word_and_a_panel_of_means_are_no_other_topic(sentence: str, count: int) -> None:
    assert len(messages(text_figure_reference, sentence, CELLS)) == count


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("(Figs. 1 and 3)", ["1", "3"]),
        ("(Fig. 2A, B)", ["2AB"]),
        ("Figures 2–4 show", ["2", "3", "4"]),
        ("Figure 2 (a) shows", ["2A"]),
        ("Figure 2 A total of", ["2"]),
        ("Fig. 2 a small change", ["2"]),
        ("Table 1.5 million", []),
        ("as in Figure 2 of the appendix", []),
        ("Supplementary Figures 1 and 2", []),
        ("Figure 3 by Smith et al.", []),
        ("(Fig. S1)", []),
        ("([26]: fig. 3F; [27], fig. 4)", []),
        ("as others found [26] (Fig. 3)", ["3"]),
        ("unlike others [26], Fig. 3 shows", ["3"]),
    ],
)
def test_pointers(text: str, targets: list[str]) -> None:
    found = [f"{target.number}{''.join(target.panels)}" for p in find_pointers(text) for target in p.targets]
    assert found == targets


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("The overall survival was longer in the group of SBRT (Fig. 2A).", 1),
        ("The overall survival was longer in the group of SBRT (Fig. 2B).", 0),
        ("The OS was longer (Fig. 2B), and so was the PFS of the same group (Fig. 2A).", 0),
        ("Fig. 2A shows the progression-free survival of all patients.", 0),
        ("Fig. 2C shows the progression-free survival of all patients.", 1),
        ("Overall and progression-free survival did not differ at all (Fig. 2A).", 0),
        ("The overall survival was longer in the group of SBRT (Fig. 2).", 0),
        ("The serum albumin of all patients fell during the treatment (Fig. 3a).", 1),
        ("The serum albumin of all patients fell during the treatment (Fig. 3b).", 0),
        ("The overall survival was longer in the group of SBRT (Supplementary Fig. 2A).", 0),
        ("No prognostic factors for LC were identified in this cohort (Fig. 2C).", 0),
    ],
)
def test_a_panel_on_another_topic(sentence: str, count: int) -> None:
    assert len(messages(text_figure_reference, sentence)) == count


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The local control was better with SBRT in this group (Fig. 2D).", ["panel D"]),
        ("The local control was better with SBRT in this group (Fig. 4).", ["Figure 4"]),
        ("The local control was better with SBRT in this group (Fig. 4 of Smith et al.).", []),
        ("The local control was better with SBRT in this group (Fig. 1B).", []),
        ("The local control was better with SBRT in this group (Fig. 3).", []),
    ],
)
def test_a_figure_or_panel_that_does_not_exist(sentence: str, expected: list[str]) -> None:
    found = messages(text_figure_reference, sentence)
    assert len(found) == len(expected)
    assert all(words in message for words, message in zip(expected, found, strict=True))


def test_captions_with_a_gap_or_a_cut_accuse_nobody() -> None:
    gap = CAPTIONS.replace("Fig. 1.", "Fig. 5.")
    assert messages(text_figure_reference, "The local control was better with SBRT (Fig. 4).", gap) == []
    cut = "Fig. 1. Curves. (A) Overall survival, (B) local control,\n"
    assert messages(text_figure_reference, "The weight was stable in both of the groups (Fig. 1D).", cut) == []


TABLE = "Table 1\nBaseline of all patients\n\nVariable\tSBRT\tTACE\nMale\t1\t2\nFemale\t4\t5\n"


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("The adverse events of all patients are listed in Table 2.", 1),
        ("The adverse events of all patients are listed in Supplementary Table 2.", 0),
        ("The baseline of all patients is described in Table 1.", 0),
    ],
)
def test_a_table_that_does_not_exist(sentence: str, count: int) -> None:
    assert len(messages(text_table_reference, sentence, TABLE)) == count


PANELS = "Fig. 1 Progression-free survival by subgroups. (A) Lymph nodes. (B) Stage. (C) Tumor response.\n"
COMPARED = (
    "It was shown (Fig. 1A–C) that the median PFS was longer with single lymph nodes [16 vs. 9 months; P = 0.015],"
    " low stage [28 vs. 7 months; P = 0.002], {last} [12 vs. 8 months; P = 0.047]."
)


def test_words_of_a_topic_are_told_as_the_caption_prints_them() -> None:
    from extract.audit.relations.table_pointers import printed_words

    caption = "Patterns of failure and Acute adverse events"
    assert printed_words({"failur", "pattern", "acut", "acute"}, caption) == ["Acute", "failure", "Patterns"]
    assert printed_words({"month"}, caption) == ["month"]
