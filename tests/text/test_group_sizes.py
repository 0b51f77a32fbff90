"""Sizes of groups in phrases, and numbers that look like them."""

import pytest

from extract.text.group_sizes import read_group_sizes


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        (
            "There were 40 in the clonidine group and 41 in the placebo group.",
            [("clonidine group", 40), ("placebo group", 41)],
        ),
        ("Fentanyl group: 76; morphine group: 75", [("Fentanyl group", 76), ("morphine group", 75)]),
        ("The cooling group consisted of 13 patients.", [("The cooling group", 13)]),
        ("Forty patients were allocated to receive saline, and 38 to ketamine.", [("saline", 40)]),
        ("There were 40 and 38 patients in the yoga and control groups.", [("yoga", 40), ("control", 38)]),
        ("yoga and usual care groups (n = 40 and 38)", [("yoga", 40), ("usual care", 38)]),
        ("They were divided into two groups of 30 patients each.", [("", 30)]),
        ("There were 30 women in each group.", [("", 30)]),
        ("N = 1,525 for text messaging", [("text messaging", 1525)]),
        ("Patients in group A were treated for 12 weeks in 2012.", []),
        ("A score of 40 points was the limit.", []),
        ("Pain fell by 12% in group A.", []),
    ],
)
def test_sizes_with_the_words_that_name_their_group(text: str, sizes: list[tuple[str, int]]) -> None:
    assert [(each.label, each.n) for each in read_group_sizes(text)] == sizes
