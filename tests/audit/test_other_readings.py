"""Readings under which numbers that seem to contradict each other are of two things, each beside the slip."""

import pytest

from extract.audit.checks import load_checks
from extract.model import Check, Finding, Paper
from tests.audit.made import made_paper, no_library, read_paper, sections

(
    CATEGORIES,
    COLUMN,
    FRACTION,
    INTERVAL_P,
    SUM,
    NUMBERS,
    ORDER,
    DIRECTION,
    WORDING,
    TEST,
    INSIDE,
    POSSIBLE,
    MEDIAN,
    FLOW,
    SEXES,
    P,
    COMPARED,
    SYMMETRY,
    TABLE,
) = load_checks(
    (
        "stat_category_sum",
        "stat_column_percent",
        "stat_percent_of_fraction",
        "stat_interval_against_p",
        "stat_sum",
        "text_abstract_numbers",
        "text_group_order",
        "text_direction_wording",
        "stat_wording_against_numbers",
        "stat_test_statistic",
        "stat_estimate_in_interval",
        "stat_possible_percent",
        "stat_median_in_range",
        "stat_participant_flow",
        "stat_parts_of_whole",
        "stat_possible_p",
        "stat_group_comparison",
        "stat_interval_symmetry",
        "text_table_reference",
    )
)


def told(check: Check, paper: Paper) -> list[str]:
    found = (answer for answer in check.check(paper, no_library()) if isinstance(answer, Finding))
    return [finding.severity for finding in found]


def of_parts(check: Check, **parts: str) -> list[str]:
    return told(check, read_paper(sections(**parts)))


@pytest.mark.parametrize(
    ("heads", "count"),
    [
        (["Score", "Mean", "95% CI", "Mean", "95% CI", "P"], 0),
        (["Score", "Mean", "95% CI", "Change", "95% CI", "P"], 1),
    ],
)
def test_a_p_behind_two_means_compares_them(heads: list[str], count: int) -> None:
    rows = [heads, ["Sleep", "2.0", "-5.9 to 9.9", "-2.3", "-9.5 to 4.9", "0.02"]]
    assert len(told(INTERVAL_P, made_paper(rows=rows))) == count


@pytest.mark.parametrize(
    ("head", "total", "severities"),
    [
        ("Grade 3-5", "22 (22%)", []),
        ("Grade 3-4", "22 (22%)", ["note"]),
        ("All grades", "22 (22%)", ["note"]),
        ("Grade 3-5", "18 (18%)", ["warning"]),
        (">2", "22 (22%)", ["note"]),
    ],
)
def test_a_total_of_more_grades_than_are_printed(head: str, total: str, severities: list[str]) -> None:
    rows = [
        ["Event", "Grade 3", "Grade 4", head if "rade" in head else f"All, {head}"],
        ["Anaemia", "14 (14%)", "6 (6%)", "20 (20%)"],
        ["Fever", "9 (9%)", "2 (2%)", "11 (11%)"],
        ["Rash", "8 (8%)", "3 (3%)", "11 (11%)"],
        ["Nausea", "7 (7%)", "5 (5%)", "12 (12%)"],
        ["Pain", "6 (6%)", "4 (4%)", "10 (10%)"],
        ["Infection", "14 (14%)", "6 (6%)", total],
    ]
    found = told(SUM, made_paper(rows=rows))
    assert len(found) == len(severities)


ABSTRACT = "Bone density was normal in {} of the patients, lower in women and in older patients."


@pytest.mark.parametrize(
    ("told_first", "told_later", "count"),
    [
        ("72.5%", "Bone density was low in 27.5% of the patients, lower in women and in older patients.", 0),
        ("72.5%", "Bone density was normal in 75.2% of the patients, lower in women and in older patients.", 1),
    ],
)
def test_what_a_share_leaves_of_the_whole(told_first: str, told_later: str, count: int) -> None:
    assert len(of_parts(NUMBERS, abstract=ABSTRACT.format(told_first), results=told_later)) == count


CHANGED = "Adherence to the drug in the trained group improved from {} to {} during the six weeks of the programme."


@pytest.mark.parametrize(("elsewhere", "count"), [("", 1), ("The trained group went from 51.5% to 92.5%.", 0)])
def test_a_number_beside_the_same_number_elsewhere(elsewhere: str, count: int) -> None:
    abstract = CHANGED.format("51.5%", "92.5%")
    results = f"{CHANGED.format('54.5%', '92.5%')} {elsewhere}"
    assert len(of_parts(NUMBERS, abstract=abstract, results=results)) == count


@pytest.mark.parametrize(
    ("sign", "severities"), [("about", ["warning", "error"]), ("<", ["note"])], ids=["said", "bounds"]
)
def test_two_bounds_may_be_of_two_things(sign: str, severities: list[str]) -> None:
    sentence = (
        "The urine sodium excretion of all patients with ascites was {} {} mmol a day after rehydration in our study."
    )
    found = of_parts(NUMBERS, abstract=sentence.format(sign, 50.5), results=sentence.format(sign, 60.5))
    assert len(found) == 1 and found[0] in severities


@pytest.mark.parametrize(
    ("abstract", "results", "count"),
    [
        (
            "Adverse events were more frequent with the high dose of the drug (43%) and 10 mg of the drug a day (27%).",
            "Adverse events were more frequent in patients on 10 mg of the drug and 43% of those on the high dose.",
            0,
        ),
        (
            "Adverse events of any grade were seen in 43% and 10% of the patients on drug and placebo.",
            "Adverse events of any grade were seen in 10% and 43% of the patients on drug and placebo.",
            1,
        ),
    ],
)
def test_a_dose_behind_a_percent_is_no_pair(abstract: str, results: str, count: int) -> None:
    assert len(of_parts(ORDER, abstract=abstract, results=results)) == count


@pytest.mark.parametrize(("base", "severities"), [("439", []), ("300", ["warning"])])
def test_a_base_that_another_sentence_prints(base: str, severities: list[str]) -> None:
    first = "Among 3,008 contacts screened for tuberculosis, 15 (3.4%) had the disease."
    second = f"Samples came from {base} contacts, of whom 15 (3.4%) had the disease."
    assert told(FRACTION, made_paper(first, second)) == severities


@pytest.mark.parametrize(("nearest", "count"), [([], 1), ([["", "Drug (n = 80)", "Placebo (n = 70)"]], 0)])
def test_rows_are_summed_to_the_n_of_their_nearest_heads(nearest: list[list[str]], count: int) -> None:
    rows = [
        ["", "Drug (n = 160)", "Placebo (n = 86)"],
        *nearest,
        ["Therapy before, several possible", "", ""],
        ["Surgery", "60", "40"],
        ["Radiotherapy", "70", "33"],
        ["Chemotherapy", "30", "21"],
    ]
    assert len(told(CATEGORIES, made_paper(rows=rows, heads=1 + len(nearest)))) == count


def test_cells_of_a_base_just_above_the_columns_n_share_it() -> None:
    rows = [["Event, n (%)", "A (n = 6)", "B (n = 6)"], *[[name, "1 (16.7)", "2 (33.3)"] for name in "abcdefgh"]]
    assert told(COLUMN, made_paper(rows=[*rows, ["Fever", "5 (71.4)", "3 (50.0)"]])) == ["error"]
    several = [["Fever", "5 (71.4)", "3 (50.0)"], ["Cough", "2 (28.6)", "1 (16.7)"], ["Rash", "1 (14.3)", "0 (0)"]]
    assert told(COLUMN, made_paper(rows=[*rows, *several])) == []


@pytest.mark.parametrize(("head", "count"), [("Difference (P)", 0), ("Home (n)", 1)])
def test_a_difference_is_no_part_of_its_first_number(head: str, count: int) -> None:
    rows = [["Costs in dollars", "All", "Control", head]]
    rows += [[f"Service {n}", str(3000 + 7 * n), str(2000 + 4 * n), str(1000 + 3 * n)] for n in range(6)]
    assert len(told(SUM, made_paper(rows=[*rows, ["Service 9", "8446", "7502", "945"]]))) == count


@pytest.mark.parametrize(("cell", "severities"), [("41% (n = 74)", []), ("41% (74)", ["warning"])])
def test_a_number_behind_a_percent_may_be_its_base(cell: str, severities: list[str]) -> None:
    rows = [["", "Taught (n = 102)"], ["Worker", "22%"], ["Responder", cell]]
    assert told(COLUMN, made_paper(rows=rows)) == severities


@pytest.mark.parametrize(("dose", "count"), [("1:1,000,000", 0), ("1000.5 mg", 1)])
def test_a_dilution_is_no_number_told_twice(dose: str, count: int) -> None:
    text = "The onset of lidocaine with {} of epinephrine was within five minutes in hand surgery."
    other = dose.replace("1,000,000", "100,000").replace("1000.5", "1005.5")
    assert len(of_parts(NUMBERS, abstract=text.format(dose), results=text.format(other))) == count


@pytest.mark.parametrize(("of_what", "severities"), [("decrease of stiffness", []), ("stiffness", ["warning"])])
def test_the_greater_fall_has_the_smaller_number(of_what: str, severities: list[str]) -> None:
    sentence = f"The {of_what} was much greater in flexion (0.10) than in lateral bending (0.48)."
    assert told(DIRECTION, made_paper(sentence)) == severities


@pytest.mark.parametrize(
    ("words", "severities"), [("was significantly higher with heparin", []), ("occurred with heparin", ["warning"])]
)
def test_a_p_belongs_to_the_nearest_words(words: str, severities: list[str]) -> None:
    sentence = f"There was no significant difference in deaths, the first endpoint {words} (p = 0.022)."
    assert told(WORDING, made_paper(sentence)) == severities


@pytest.mark.parametrize(("said", "severities"), [("All tests were one-tailed.", ["warning"]), ("", ["error"])])
def test_a_p_that_one_tail_would_not_flip_weighs_less(said: str, severities: list[str]) -> None:
    assert told(TEST, made_paper("Fear fell, t(19) = 2.02, p = 0.035.", said)) == severities


@pytest.mark.parametrize(
    ("check", "sentence", "count"),
    [
        (FRACTION, "Most (75%, 95% CI 67.3–81.4%, 108/144) were women.", 0),
        (FRACTION, "Most (81.4%, 108/144) were women.", 1),
        (FRACTION, "Use was 34.4% (142/1006) alone, and 204/1006 used it with drugs.", 0),
        (FRACTION, "Use was 34.4% (142/1006) alone, and 104/1006 used it with drugs.", 1),
        (POSSIBLE, "Seven of these 12 (58.3%) subjects fell.", 0),
        (POSSIBLE, "In all 12 (58.3%) subjects fell.", 1),
        (POSSIBLE, "It was found in stage 3 or 4 disease (46.0%), not in stage 1.", 0),
        (INSIDE, "Of these 48,600 fell ill in 2006 (95% CI: 2400–2700).", 0),
        (INSIDE, "They walked farther, mean difference 2006 (95% CI: 2400–2700).", 1),
    ],
)
def test_numbers_beside_a_percent_or_an_interval(check: Check, sentence: str, count: int) -> None:
    assert len(told(check, made_paper(sentence))) == count


@pytest.mark.parametrize(("estimate", "count"), [("29.5", 0), ("28.6", 1)])
def test_limits_around_other_estimates_are_two_limits(estimate: str, count: int) -> None:
    text = "Life expectancy of the women starting treatment was {} years (95% CI: 26.2–{}) in the cohort."
    abstract, results = text.format(estimate, "33.0"), text.format("28.6", "30.3")
    assert len(of_parts(NUMBERS, abstract=abstract, results=results)) == count


@pytest.mark.parametrize(("sign", "count"), [("10−", 0), ("", 1)])
def test_a_power_of_ten_is_no_number_told_twice(sign: str, count: int) -> None:
    text = "The haplotype of the first locus was associated with the disease at a level of {}{} in the cohort."
    found = of_parts(NUMBERS, abstract=text.format(sign, "1571"), results=text.format(sign, "5171"))
    assert len(found) == count


@pytest.mark.parametrize(
    ("first", "later", "count"),
    [
        ("4.3 ± 0.9", "4.3 to 2.9", 0),
        ("3.25 (95% CI 2.32–4.54)", "3.22 (95% CI 2.79–3.73)", 0),
        ("3.25 (95% CI 2.32–4.54)", "3.55 (95% CI 2.32–4.54)", 1),
        ("53% (50–56)", "22% (20–26)", 0),
        ("rs1175 of 23.2%", "rs7985 of 2.2%", 0),
        ("a code of 23.2%", "a code of 2.2%", 1),
    ],
)
def test_numbers_of_other_expressions_are_two(first: str, later: str, count: int) -> None:
    text = "The vitamin level of the treated women changed by {} of the serum value during the whole winter."
    assert len(of_parts(NUMBERS, abstract=text.format(first), results=text.format(later))) == count


@pytest.mark.parametrize(("all_in", "count"), [("", 1), (", 20 in the first and 21 in the second trial", 0)])
def test_a_total_of_two_numbers_of_its_sentence(all_in: str, count: int) -> None:
    abstract = f"A total of 41 healthy volunteers were enrolled in the hospital by the trial nurses{all_in}."
    results = "A total of 21 healthy volunteers were enrolled in the hospital by the trial nurses."
    assert len(of_parts(NUMBERS, abstract=abstract, results=results)) == count


@pytest.mark.parametrize(("more", "count"), [(0, 1), (60, 0)])
def test_what_is_longer_than_an_abstract_is_none(more: int, count: int) -> None:
    text = "The onset of lidocaine with {} mg of the salt was within five minutes in hand surgery."
    filler = " ".join(["Other patients came to the clinic on foot and went home by the evening of that day."] * more)
    found = of_parts(NUMBERS, abstract=f"{text.format('1000.5')} {filler}", results=text.format("1005.5"))
    assert len(found) == count


@pytest.mark.parametrize(
    ("first", "later", "count"),
    [
        ("(110/496 [22%] vs 63/496 [13%])", "(110/496 [22%]) than with a suture (63/496 [13%])", 0),
        ("(22% vs 13%)", "(13% vs 22%)", 1),
    ],
)
def test_a_whole_is_compared_with_no_part(first: str, later: str, count: int) -> None:
    text = "Trichiasis recurred more often with the clamp than in the other group {} within a year of surgery."
    assert len(of_parts(ORDER, abstract=text.format(first), results=text.format(later))) == count


@pytest.mark.parametrize(
    ("check", "sentence", "count"),
    [
        (
            WORDING,
            "No other values within the whole blood profile of the men were altered significantly (P > 0.05).",
            0,
        ),
        (
            WORDING,
            "No man died, and values within the blood profile of the men were altered significantly (P > 0.05).",
            1,
        ),
        (WORDING, "Most associations were not significant at P < 0.05 here.", 0),
        (WORDING, "Most associations were not significant (P < 0.05) here.", 1),
        (MEDIAN, "A score was reached late (mean 3.5 years, range 24–78 months).", 0),
        (MEDIAN, "A score was reached late (mean 3.5 months, range 24–78 months).", 1),
        (FLOW, "The rats were divided into four (4) groups (n=6).", 0),
        (FLOW, "The rats were divided into four (n = 4 with the drug, n=6 without it).", 1),
        (SEXES, "There were 1.15 million new cases (686,000 male, 466,000 female).", 0),
        (SEXES, "There were 1,150,000 new cases (686,000 male, 466,000 female).", 1),
    ],
)
def test_words_that_say_what_a_number_is(check: Check, sentence: str, count: int) -> None:
    assert len(told(check, made_paper(sentence))) == count


@pytest.mark.parametrize(("elsewhere", "severities"), [("7 of 22", []), ("8 of 22", ["warning"])])
def test_a_count_whose_base_the_text_tells(elsewhere: str, severities: list[str]) -> None:
    rows = [["Outcome, n (%)", "A (n = 32)"], ["Found late", "10 (31%)"], ["Found early", "7 (32%)"]]
    rows += [["Died", "4 (13%)"], ["Went home", "9 (28%)"], ["Found at all", "13 (41%)"]]
    assert told(COLUMN, made_paper(f"It was found early in {elsewhere} children.", rows=rows)) == severities


@pytest.mark.parametrize(("label", "count"), [("Class, %", 0), ("Class, n", 1)])
def test_rows_of_percents_are_no_counts(label: str, count: int) -> None:
    rows = [
        ["", "A (n = 90)", "B (n = 64)"],
        [label, "", ""],
        ["II", "53", "47"],
        ["III", "30", "51"],
        ["IV", "7", "2"],
    ]
    assert len(told(CATEGORIES, made_paper(rows=rows))) == count


@pytest.mark.parametrize(("stub", "count"), [("Mean days with pain, % (SD)", 0), ("Days with pain, % (days)", 1)])
def test_a_mean_percent_with_its_spread_is_no_share(stub: str, count: int) -> None:
    rows = [["", "A (n = 20)", "B (n = 20)"], ["Women (%)", "14 (70%)", "13 (65%)"], [stub, "97% (11)", "65% (13)"]]
    assert len(told(COLUMN, made_paper(rows=[*rows, ["Claims", "15 (75%)", "18 (90%)"]]))) == count


@pytest.mark.parametrize(("p", "severities"), [("0.348", ["note"]), ("0.336", ["warning"])])
def test_nearly_half_of_a_p_beside_another_half(p: str, severities: list[str]) -> None:
    first = "Fear fell in the first of the two groups, t(38) = 1.56, p = 0.064."
    assert told(TEST, made_paper(first, f"It was alike in the second, t(38) = 0.38, p = {p}.")) == severities


@pytest.mark.parametrize(("limits", "severities"), [("0.08, 0.21", ["note"]), ("0.21, 0.38", ["warning"])])
def test_limits_as_parts_of_one_beside_a_percent(limits: str, severities: list[str]) -> None:
    assert told(INSIDE, made_paper(f"Of the group 14.7% (95% CI {limits}) had stopped smoking.")) == severities


@pytest.mark.parametrize(
    ("check", "sentence", "count"),
    [
        (P, "Signals did not differ, t(114) = -1.14, p = .26, p = -.21.", 0),
        (P, "Signals did not differ, t(114) = -1.14, p = -.21.", 1),
        (P, "Scores fell, t(58) = 12.47, p < 0.001, p = 1.79, in both.", 0),
        (P, "Scores fell, t(58) = 12.47, p = 1.79, in both.", 1),
        (SEXES, "There were eight hundred respondents per arm (100 men and 100 women per site).", 0),
        (SEXES, "There were eight hundred respondents (400 men and 300 women).", 1),
        (WORDING, "Tests showed no significant differences between the groups (i.e., p < .05) at intake.", 0),
        (WORDING, "Tests showed no significant differences between the groups (p < .05) at intake.", 1),
        (WORDING, "Pooling was not allowed as the groups differed significantly (p < 0.05).", 0),
        (WORDING, "The groups did not in the end differ significantly (p < 0.05).", 1),
        (WORDING, "The effect of time was significant, the effects for condition, F(5, 42) = 0.44, p = .81.", 0),
        (WORDING, "The effect of time was significant, F(5, 42) = 0.44, p = .81.", 1),
    ],
)
def test_what_stands_beside_a_number_says_what_it_is(check: Check, sentence: str, count: int) -> None:
    assert len(told(check, made_paper(sentence))) == count


@pytest.mark.parametrize(("later", "count"), [("17 patients", 0), ("12 patients", 1)])
def test_those_in_no_group_are_told_behind_the_groups(later: str, count: int) -> None:
    first = "In all 204 patients were randomly assigned to receive the guided therapy (n = 95) or usual care (n = 92)."
    behind = f"Of these, {later} did not undergo the intervention."
    assert len(told(FLOW, made_paper(first, behind))) == count


@pytest.mark.parametrize(("heads", "count"), [(("Drug", "Placebo"), 0), (("Drug", "Mean difference"), 1)])
def test_a_p_behind_the_changes_of_two_groups_compares_them(heads: tuple[str, str], count: int) -> None:
    rows = [
        ["Change", *heads, "P"],
        ["Lipids, mg (95% CI)", "-26.3 (-42.4 to -10.2)", "-20.3 (-36.3 to -4.3)"],
    ]
    assert len(told(INTERVAL_P, made_paper(rows=[rows[0], [*rows[1], "0.643"]]))) == count


@pytest.mark.parametrize(("p", "count"), [("0.02", 0), ("0.03", 1)])
def test_one_p_beside_two_rows_is_of_both(p: str, count: int) -> None:
    rows = [["n (%)", "Women (n = 369)", "Men (n = 1493)", "P"], ["Smoked", "185 (50.1)", "761 (51.0)", "0.77"]]
    rows += [["Drank", "115 (31.2)", "598 (40.1)", "< 0.01"], ["Heparin only", "135 (36.6)", "584 (39.1)", "0.02"]]
    rows += [["Bivalirudin only", "29 (7.9)", "65 (4.4)", p]]
    assert told(COMPARED, made_paper(rows=rows)).count("warning") == count


@pytest.mark.parametrize(("unit", "count"), [("kg", 0), ("mg", 1)])
def test_a_dose_and_a_weight_are_no_pair(unit: str, count: int) -> None:
    text = "Boys and girls of the trial took the drug once a day for eight weeks, {} in the two centres of the study."
    abstract, results = text.format(f"20 mg and 50 {unit}"), text.format(f"50 {unit} and 20 mg")
    assert len(of_parts(ORDER, abstract=abstract, results=results)) == count


@pytest.mark.parametrize(
    ("first", "later", "more", "count"),
    [
        ("β = .52", "r = .56", "", 0),
        ("β = .52", "β = .56", "", 1),
        ("52.5% vs 22.4%", "55.5%", "", 0),
        ("52.5% vs 22.4%", "55.5% vs 22.4%", "", 1),
    ],
)
def test_numbers_of_other_signs_and_pairs(first: str, later: str, more: str, count: int) -> None:
    text = "The vitamin level of the treated women changed by {} of the serum value during the whole winter."
    assert len(of_parts(NUMBERS, abstract=text.format(first), results=text.format(later) + more)) == count


@pytest.mark.parametrize(("middle", "count"), [("1.02", 0), ("1.62", 1)])
def test_folds_of_decreases_have_a_minus(middle: str, count: int) -> None:
    sentence = f"The mean difference of expression was {middle} (95% CI -1.60 to 1.65) in the treated animals."
    assert len(told(SYMMETRY, made_paper(sentence))) == count


@pytest.mark.parametrize(("base", "count"), [("21", 0), ("24", 1)])
def test_a_count_alone_above_opens_rows_of_its_own(base: str, count: int) -> None:
    rows = [["n (%)", "Cases (n = 50)"], *[[f"Row {n}", f"{n} ({2 * n}.0)"] for n in range(20, 26)]]
    rows += [["Controls", base], ["With stones", "13 (61.9)"]]
    assert (told(COLUMN, made_paper(rows=rows)) != []) == bool(count)
