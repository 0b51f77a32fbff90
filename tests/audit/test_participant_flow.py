"""Numbers of participants: lists that are their whole, the size of the study, rows that exclude each other."""

import pytest

from extract.audit.checks import load_checks
from extract.model import Check, Finding, Paper, Skipped
from tests.audit.made import made_paper, no_library

stat_category_sum, stat_participant_flow, stat_parts_of_whole = load_checks(
    (
        "stat_category_sum",
        "stat_participant_flow",
        "stat_parts_of_whole",
    )
)


def severities(check: Check, paper: Paper) -> list[str]:
    return [answer.severity for answer in check.check(paper, no_library()) if isinstance(answer, Finding)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We randomised 118 patients to surgery (n = 60) or radiotherapy (n = 59).", ["warning"]),
        ("We randomised 118 patients to surgery (n = 60) or radiotherapy (n = 58).", []),
        ("We randomised 118 patients to surgery (n = 60) or radiotherapy (n = 57).", ["warning"]),
        ("In all, 101 women were randomised, 50 women to balloon and 53 women to drug.", ["warning"]),
        ("Of 81 patients, 41 were assigned to fish oil and 40 to placebo.", []),
        ("There were 24 patients enrolled in the trial, 14 in the oil group, and 18 in the other group.", ["warning"]),
        ("There were 24 patients enrolled in the trial, 14 in the oil group, and 10 in the other group.", []),
        ("Of 331 screened, 235 were randomized: 119 were allocated to simvastatin and 116 to placebo.", []),
        ("Of the 120 patients, 60 received gemcitabine, 40 cisplatin and 25 placebo.", ["warning"]),
        (
            "Of 118 patients, 76 were not eligible: 62 did not meet the criteria, and 7 declined to take part.",
            ["warning"],
        ),
        ("Of 118 patients, 76 were not eligible: 69 did not meet the criteria, and 7 declined to take part.", []),
        ("Six were excluded because they had no scan (n = 4) or renal obstruction (n = 3).", ["warning"]),
        ("Seven patients left the study (3 moved, 2 refused, 2 died).", []),
        ("Sixty were randomised to 5 mg (n = 20), 10 mg (n = 21) or placebo (n = 19, with only 8 women).", []),
        ("Sixty were randomised to 5 mg (n = 20), 10 mg (n = 21) or placebo (n = 21, with only 8 women).", ["warning"]),
        ("We assigned 1 picture to (2) a group of pictures or (3) to none.", []),
        ("One patient was assigned to placebo (n = 1) and drug (n = 3).", []),
        ("Ten were excluded because of age (n = 5), they refused (n = 3) or they were in another study (n = 2).", []),
        ("Seven patients withdrew (3 moved, 2 refused, 1 died).", ["warning"]),
        ("Of the 180 patients, 125 (69.4%) continued the study, while 65 were lost to follow-up.", ["warning"]),
        ("Of the 190 patients, 125 (65.8%) continued the study, while 65 were lost to follow-up.", []),
        ("Of the 2,838 participants, 374 were excluded, leaving 2,404 participants for analysis.", ["warning"]),
        ("Of the 2,838 participants, 374 were excluded, leaving 2,464 participants for analysis.", []),
    ],
)
def test_participants_add_up(sentence: str, expected: list[str]) -> None:
    assert severities(stat_participant_flow, made_paper(sentence)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Twelve were excluded, mainly because of refusal (n = 5) or distance (n = 4).",
        "Of 118 patients, 76 were not eligible: some had more than one reason (62 age, 20 refusal).",
        "We assigned 24 patients with 25 hips to drilling (n = 14) or to shock waves (n = 11).",
        "Of 239 patients, 216 were assigned to idarubicin (109 analysed) or mitoxantrone (103 analysed).",
        "In phase 2, 40 patients received 12 Gy in 3 fractions and 36 Gy in 6 fractions in 8 weeks.",
        "Seven patients were withdrawn due to pain (2 with placebo and 1 with drug), bleeding (3) and a fall (1).",
        "We expected that 60 of 120 patients in each group (1:1) would be randomised to A (n = 30) or B (n = 32).",
        "Of 1,000 patients screened, 41 were assigned to surgery and 40 to drugs.",
        "Eleven (6%) of 182 did not start (four ineligible and seven eligible: four refused, three had abuse).",
    ],
)
def test_lists_of_other_things_are_left(sentence: str) -> None:
    assert severities(stat_participant_flow, made_paper(sentence)) == []


REVIEW = "We found 716 records. After 314 duplicates were removed, 402 records were screened."


DIAGRAM = """Assessed for eligibility (n = 180)
Excluded (n = 60)
- Not meeting inclusion criteria (n = 40)
- Declined to participate (n = 15)
- Other reasons (n = 5)
Randomised (n = 120)
Allocated to radiotherapy (n = 61)
Received allocated intervention (n = 58)
Did not receive allocated intervention (n = 3)
Allocated to surgery (n = 59)
Received allocated intervention (n = 59)
Did not receive allocated intervention (n = 0)"""
SEARCHED = """Records screened (n = 402)
Records excluded (n = 327)
Full-text articles assessed for eligibility (n = 75)"""


@pytest.mark.parametrize(
    ("was", "now", "count"),
    [
        ("", "", 0),
        ("eligibility (n = 180)", "eligibility (n = 190)", 1),
        ("Declined to participate (n = 15)", "Declined to participate (n = 12)", 1),
        ("Allocated to surgery (n = 59)", "Allocated to surgery (n = 57)", 2),
        ("Other reasons (n = 5)", "Brain metastases (n = 5)", 0),
        ("Other reasons (n = 5)", "Brain metastases (n = 9)", 1),
        ("Randomised (n = 120)", "We randomised patients of two hospitals (n = 130)", 0),
    ],
)
def test_the_boxes_of_a_flow_diagram_sum(was: str, now: str, count: int) -> None:
    paper = made_paper(*DIAGRAM.replace(was, now).split("\n"))
    assert len(severities(stat_participant_flow, paper)) == count


@pytest.mark.parametrize(("screened", "count"), [("402", 0), ("412", 1)])
def test_the_boxes_of_a_review_sum(screened: str, count: int) -> None:
    paper = made_paper(*SEARCHED.replace("402", screened).split("\n"))
    assert len(severities(stat_participant_flow, paper)) == count


def test_lists_that_cannot_be_added_up_are_told_with_the_reason() -> None:
    sentence = "Of 50 patients, 12 to 14 were excluded (6 refused, including two twice, 5 were too old)."
    answers = list(stat_participant_flow.check(made_paper(sentence), no_library()))
    assert answers and all(isinstance(answer, Skipped) and answer.reason for answer in answers)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("There were 84 patients: 45 men and 40 women.", ["error"]),
        ("There were 85 patients: 45 men and 40 women.", []),
        ("Group 1 had 14 participants (number of females = 11; number of males = 4).", ["error"]),
        ("We studied 84 patients (45 men and 38 women).", ["warning"]),
        ("We studied 84 patients (45 men and 38 women, sex unknown in one).", []),
        ("A total of 159 were assessed, and 105 women and 30 men took part.", []),
        ("Group 1 included 25 females (62.5%) and 15 males (38.5%).", ["error"]),
        ("Group 1 included 25 females (62.5%) and 15 males (37.5%).", []),
        ("Response was seen in 20 women (50%) and 15 men (38.5%).", []),
        ("CR was seen in 10%, PR in 40%, SD in 32% and PD in 25%.", ["error"]),
        ("CR was seen in 10%, PR in 40%, SD in 26% and PD in 25%.", []),
        ("CR was seen in 10% and 12%, PR in 40% and 50%, SD in 32% and 30%.", []),
    ],
)
def test_parts_are_their_whole(sentence: str, expected: list[str]) -> None:
    assert severities(stat_parts_of_whole, made_paper(sentence)) == expected


def column(*rows: tuple[str, str], head: str = "Patients (n = 84)") -> Paper:
    return made_paper("A trial.", rows=[["Characteristic", head], *([name, cell] for name, cell in rows)])


SEX = (("Male", "60 (71.4%)"), ("Female", "24 (28.6%)"))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((*SEX, ("Child-Pugh class", ""), ("A", "75 (89.3%)"), ("B", "11 (13.1%)")), ["error"]),
        ((*SEX, ("Child-Pugh class", ""), ("A", "73 (86.9%)"), ("B", "11 (13.1%)")), []),
        ((*SEX, ("Child-Pugh class", ""), ("A", "70 (83.3%)"), ("B", "11 (13.1%)")), []),
        ((*SEX, ("Site", ""), ("Lung", "75 (89.3%)"), ("Bone", "11 (13.1%)")), []),
        ((*SEX, ("Age", ""), ("<65", "50 (59.5%)"), ("≥65", "36 (42.9%)")), ["error"]),
        ((*SEX, ("Age", ""), (">50", "50 (59.5%)"), (">65", "36 (42.9%)")), []),
        ((*SEX, ("Smoking", ""), ("Yes", "80 (95.2%)"), ("No", "70 (83.3%)")), ["error"]),
        ((*SEX, ("Events", ""), ("Grade 1", "80 (95.2%)"), ("Grade 2", "70 (83.3%)")), []),
    ],
)
def test_exclusive_rows_hold_no_more_than_their_column(rows: tuple[tuple[str, str], ...], expected: list[str]) -> None:
    assert severities(stat_category_sum, column(*rows)) == expected


def test_a_column_without_its_n_is_told_as_not_tested() -> None:
    paper = column(*SEX, head="Patients")
    answers = list(stat_category_sum.check(paper, no_library()))
    assert [answer.reason for answer in answers if isinstance(answer, Skipped)] == ["the column prints no n"]


@pytest.mark.parametrize(("women", "expected"), [("28 (30%)", ["warning"]), ("38 (40%)", []), ("26 (28%)", [])])
def test_one_wrong_digit_in_rows_that_share_out_another_column(women: str, expected: list[str]) -> None:
    rows = [["", "Oil (n = 94)", "Water (n = 91)"], ["Race", "", ""], ["White", "68 (72%)", "67 (74%)"]]
    paper = made_paper(rows=[*rows, ["Other", women, "24 (26%)"]])
    assert severities(stat_category_sum, paper) == expected
