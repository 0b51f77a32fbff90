"""Results in sentences: what must be found, and look-alikes that must be left."""

from decimal import Decimal

import pytest

from extract.annotate.quantities.atoms import make_reader
from extract.annotate.quantities.draft import Draft, Thread
from extract.annotate.quantities.groups import Groups
from extract.annotate.quantities.in_text import read_text
from extract.annotate.quantities.lexicon import make_lexicon, make_treatments
from extract.annotate.quantities.roles import Place
from extract.vocabulary import load_vocabulary

READER = make_reader(make_lexicon(load_vocabulary()))


def _read(text: str, section: str = "results", cites: bool = False, thread: Thread | None = None) -> list[Draft]:
    place = Place(section, "", cites, own_study=True)
    return read_text(text, READER, Groups((), make_treatments(load_vocabulary())), place, thread or Thread())


def _values(text: str, section: str = "results") -> list[tuple[str, str | None]]:
    return [(str(draft.atom.value), draft.atom.unit) for draft in _read(text, section)]


def test_lists_are_spread_over_time_points_and_arms() -> None:
    drafts = _read(
        "The 1-, 3-, and 5-year OS rates were 91.2%, 76.3%, and 61.8% for the A group versus 100.0%, 86.1%, and 77.5% "
        "for the B group (p = 0.069)."
    )
    rates = [draft for draft in drafts if draft.measure == "OS"]
    assert [(str(draft.atom.value), str(draft.timepoint), draft.arm) for draft in rates] == [
        ("91.2", "1", "A group"),
        ("76.3", "3", "A group"),
        ("61.8", "5", "A group"),
        ("100.0", "1", "B group"),
        ("86.1", "3", "B group"),
        ("77.5", "5", "B group"),
    ]
    assert {draft.timepoint_unit for draft in rates} == {"years"}
    assert {draft.p.value for draft in rates if draft.p} == {Decimal("0.069")}
    assert rates[0].comparator == "B group"


def test_a_list_without_time_points_takes_those_of_the_sentence_before() -> None:
    thread = Thread()
    _read("The one-, three-, and five-year OS rates were 90%, 80%, and 70%.", thread=thread)
    drafts = _read("Corresponding PFS rates were 60%, 50%, and 40%.", thread=thread)
    assert [(draft.measure, str(draft.timepoint)) for draft in drafts] == [("PFS", "1"), ("PFS", "3"), ("PFS", "5")]


def test_a_unit_printed_once_holds_for_both_of_a_pair() -> None:
    assert _values("Median OS was 18.9 versus 10.8 months.") == [("18.9", "months"), ("10.8", "months")]


def test_two_measures_are_spread_over_two_rates() -> None:
    drafts = _read("The 5-year OS and DFS rates were 72.2% and 51.6%, respectively.")
    assert [(draft.measure, str(draft.timepoint)) for draft in drafts] == [("OS", "5"), ("DFS", "5")]


@pytest.mark.parametrize(
    ("text", "measure", "value", "low", "high"),
    [
        ("PFS improved (HR = 0.620, 95% CI 0.378–1.018).", "HR", "0.620", "0.378", "1.018"),
        ("The hazard ratio [HR] 0.25; 95% confidence interval [CI] 0.09–0.67; p=0.006.", "HR", "0.25", "0.09", "0.67"),
        ("The median OS was 26.0 (95% CI 10.7–41.3) months.", "OS", "26.0", "10.7", "41.3"),
        ("The mean difference was −3.2 (95% CI −5.1 to −1.3).", "MD", "-3.2", "-5.1", "-1.3"),
        ("The odds ratio was 1.8 (90% CI, 1.1 to 2.9).", "OR", "1.8", "1.1", "2.9"),
    ],
)
def test_an_interval_goes_to_its_estimate(text: str, measure: str, value: str, low: str, high: str) -> None:
    draft = _read(text)[0]
    assert (draft.measure, str(draft.atom.value)) == (measure, value)
    assert draft.atom.interval is not None
    assert (str(draft.atom.interval.low), str(draft.atom.interval.high)) == (low, high)


@pytest.mark.parametrize(
    ("text", "count", "total", "share"),
    [
        ("Nausea occurred in 56 patients (51.32%).", 56, None, "51.32"),
        ("Nausea occurred in 12/40 (30%) patients.", 12, 40, "30"),
        ("A response was seen in 64.5% (40/62) of patients.", 40, 62, "64.5"),
        ("Nausea occurred in six patients (67%).", 6, None, "67"),
        ("Leukopenia was seen in one (2.8%, 1/36) patient.", 1, 36, "2.8"),
    ],
)
def test_counts_stand_with_their_share(text: str, count: int, total: int | None, share: str) -> None:
    (draft,) = _read(text)
    assert (draft.atom.count, draft.atom.total, str(draft.atom.value)) == (count, total, share)


@pytest.mark.parametrize(
    "printed",
    ["p=0.019", "*p*=0.019", "<i>p</i> =0.019", "$p = 0.019$", "P value of 0.019", "p-value = .019", "P=0·019"],
)
def test_a_p_value_is_read_in_every_dress(printed: str) -> None:
    (draft,) = [each for each in _read(f"LC was better with surgery ({printed}).") if each.measure == "p_value"]
    assert draft.atom.value == Decimal("0.019")


@pytest.mark.parametrize(
    "text",
    [
        "Details are given in Table 2 and Fig. 3A.",
        "The reasons did not differ between the groups (webappendix p 3; appendix pp 12–14).",
        "Images were taken by 3D and by 2-d ultrasound, then in 4 D.",
        "Software version 4.0.2 was used in March 2021.",
        "Grade 3 or higher events were graded by CTCAE v4.0.",
        "Child-Pugh B8 cirrhosis was an exclusion in 2019.",
        "The KEYNOTE-224 and IMbrave150 trials were reviewed.",
        "Registered as NCT03186385.",
    ],
)
def test_labels_dates_and_versions_are_no_results(text: str) -> None:
    assert _values(text) == []


@pytest.mark.parametrize(
    ("text", "section", "role"),
    [
        ("Docetaxel was given every 3 weeks.", "results", "design"),
        ("A sample size of 40 participants would be needed to detect a difference of 20%.", "results", "design"),
        ("Patients aged ⩾65 years reached the goal.", "results", "threshold"),
        ("Exercise at 70% of maximal heart rate was tolerated.", "results", "design"),
        ("The maximum score is 100 points.", "results", "design"),
        ("Variables with P < 0.05 were entered in the model.", "results", "threshold"),
        ("Significance was set at p < 0.05.", "abstract", "threshold"),
    ],
)
def test_plans_schedules_and_criteria_are_no_results(text: str, section: str, role: str) -> None:
    assert {draft.role for draft in _read(text, section)} == {role}


def test_a_measured_duration_is_a_result() -> None:
    (draft,) = _read("The mean duration of surgery was 95 minutes.")
    assert draft.role == "result"


def test_parts_of_a_count_of_events_are_events() -> None:
    drafts = _read("Nausea was seen in 56 patients (51%), with 42 cases in the A group and 14 in the B group.")
    assert [(str(draft.atom.value), draft.measure, draft.arm) for draft in drafts] == [
        ("51", "toxicity_rate", None),
        ("42", "toxicity_rate", "A group"),
        ("14", "toxicity_rate", "B group"),
    ]


def test_a_comparison_takes_its_arms_from_the_words_before() -> None:
    treatments = make_treatments(load_vocabulary())
    place = Place("discussion", "", True, own_study=True)
    text = "In a trial, SBRT showed better LC than RFA (92.7% vs. 75.8% at 2 years)."
    drafts = read_text(text, READER, Groups((), treatments), place, Thread())
    assert [(draft.arm, draft.comparator, str(draft.timepoint)) for draft in drafts] == [
        ("SBRT", "RFA", "2"),
        ("RFA", "SBRT", "2"),
    ]


def test_dose_and_fractions_are_design() -> None:
    drafts = _read("Patients received 48 Gy in 4 fractions.", "methods")
    assert [(draft.measure, str(draft.atom.value), draft.role) for draft in drafts] == [
        ("dose", "48", "design"),
        ("fractions", "4", "design"),
    ]
    assert [str(draft.atom.value) for draft in _read("SBRT (8 Gy × 3) was given.", "methods")] == ["8", "3"]


def test_thresholds_are_no_results() -> None:
    (draft,) = _read("Tumors ≤ 5 cm were eligible.", "methods")
    assert draft.role == "threshold"
    (alpha,) = _read("A P value of <0.05 was considered statistically significant.", "methods")
    assert alpha.role == "threshold"


def test_a_figure_of_common_knowledge_is_background() -> None:
    (draft,) = _read("HCC accounts for approximately 80% of all primary liver cancer cases.", "introduction", True)
    assert draft.role == "background"


def test_a_cited_trial_reports_a_result() -> None:
    drafts = _read("A randomized trial reported a 2-year LC of 84% versus 23%.", "discussion", True)
    assert {(draft.role, draft.source) for draft in drafts} == {("result", "cited")}


def test_statements_without_a_number_are_kept() -> None:
    (draft,) = _read("No acute grade ≥ 3 toxicities were observed.")
    assert (draft.measure, draft.atom.value) == ("toxicity_rate", Decimal(0))
    drafts = _read("The median PFS was not reached.")
    assert [each.atom.form for each in drafts] == ["not_reached"]
    drafts = _read("The improvement in OS did not reach statistical significance.")
    assert [(each.measure, each.atom.form) for each in drafts] == [("OS", "not_significant")]


def test_hostile_text_does_not_stall() -> None:
    for text in ("1 " * 2500, "(95% CI " * 400, "p" * 4000, "a-" * 3000 + "5%", "1,2,3-" * 1500):
        _read(text)


@pytest.mark.parametrize(
    "text",
    [
        "He enjoyed the sessions (parent of child 7 in QET group).",
        "In group C1107-T7.5, myalgia was common.",
        "The difference was large (d.f. = 1).",
    ],
)
def test_people_by_number_codes_and_degrees_of_freedom_are_no_results(text: str) -> None:
    assert not _read(text)


def test_a_number_of_patients_before_what_they_had_is_a_result() -> None:
    assert [str(draft.atom.value) for draft in _read("In this case 3 patients had a relapse.")] == ["3"]


def test_a_p_value_may_be_less_than_or_equal() -> None:
    (draft,) = _read("PFS was longer (P < or = 0.0001).")
    assert draft.p and (draft.p.relation, str(draft.p.value)) == ("<=", "0.0001")


def test_what_holds_at_baseline_is_baseline_and_a_change_from_it_a_result() -> None:
    (before,) = _read("In the A group, 44% were overweight at baseline.")
    (changed,) = _read("At baseline and after 6 weeks HbA1c decreased by 0.4%.")
    assert (before.role, changed.role) == ("baseline", "result")


def test_a_name_of_two_numbers_is_no_count_and_a_range_is_one() -> None:
    assert not _read("It was seen in Hp 2-1 women.")
    assert _read("A mean of 2-4 lesions was seen.")[0].atom.interval is not None


def test_those_of_whom_a_share_is_told_are_a_group() -> None:
    drafts = _read("Survival was 72% for 18 treated patients. It was lost in 4 patients.")
    assert [(str(draft.atom.value), draft.role) for draft in drafts[:2]] == [("72", "result"), ("18", "design")]


def test_a_dosage_is_design_and_a_concentration_a_result() -> None:
    (dosage,) = _read("Prednisone 0.5 mg/kg/day was given.")
    (level,) = _read("Mean glucose was 98.2 mg/dL.")
    assert (dosage.role, level.role) != ("result", "result") and dosage.role == "design"


def test_who_was_enrolled_is_told_in_parentheses() -> None:
    text = "The trial enrolled 85 patients (median tumor size 6.2 cm, 23% with thrombosis)."
    (share,) = [draft for draft in _read(text) if draft.atom.unit == "%"]
    (event,) = [draft for draft in _read("Thrombosis was rare (2 events, 3% with pain).") if draft.atom.unit == "%"]
    assert (share.role, event.role) == ("baseline", "result")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("In all, 364 were enrolled, 182 in each group.", "design"),
        ("The probability is 9% under the alternative hypothesis.", "design"),
        ("Of them 82% were women and 55% had a college degree.", "baseline"),
        ("Of them 82% were cured.", "result"),
    ],
)
def test_groups_hypotheses_and_degrees_are_no_results(text: str, role: str) -> None:
    assert {draft.role for draft in _read(text) if draft.atom.unit} == {role}


def test_a_level_with_decimals_and_a_manner_are_no_results() -> None:
    assert not _read("The lower bound of the 98.3 % CI was low, without adversely affecting survival.")
    assert _read("There were no adverse events.")


def test_a_count_in_parentheses_behind_a_group_is_no_number_of_a_group() -> None:
    (draft,) = _read("It was less frequent in the A group (27/484 [5%]).")
    assert (draft.atom.count, draft.atom.total) == (27, 484)
    assert not _read("It was seen in group 2.")


def test_a_concentration_behind_its_drug_is_design() -> None:
    (draft,) = _read("Patients with 30 drops of ropivacaine 0.5% slept well.")[-1:]
    assert draft.role == "design"


@pytest.mark.parametrize(
    ("text", "value", "limits"),
    [
        ("The mean difference in pain was -0.9 (-1.4--0.4).", "-0.9", ("-1.4", "-0.4")),
        ("The mean difference in pain was −0.9 (−1.4 to −0.4) points.", "-0.9", ("-1.4", "-0.4")),
        ("The hazard ratio was 0.70 [0.50–0.90].", "0.70", ("0.50", "0.90")),
        ("Median stay was 14.9 (8.6-19.0) days.", "14.9", ("8.6", "19.0")),
        ("Pain was 40% (31%-49%) on the ward.", "40", ("31", "49")),
    ],
)
def test_limits_without_a_word_belong_to_the_value_before_them(text: str, value: str, limits: tuple[str, str]) -> None:
    (draft,) = _read(text)
    interval = draft.atom.interval
    assert interval is not None and str(draft.atom.value) == value
    assert (str(interval.low), str(interval.high), interval.kind) == (*limits, "range")


@pytest.mark.parametrize(
    "text",
    [
        "Pain was 2.5 (3.1-4.9) on the ward.",
        "Pain was 2.5 in wards (1.1-4.9 beds each).",
        "Pain was 4.1 (4.9-3.1) on the ward.",
        "Pain was seen in B12 (10-14) wards.",
    ],
)
def test_other_numbers_in_parentheses_are_no_limits(text: str) -> None:
    assert all(draft.atom.interval is None or draft.atom.value is None for draft in _read(text))


def test_units_of_area_and_volume_are_whole_and_names_with_digits_are_none() -> None:
    assert [unit for _, unit in _values("BMI was 27.4 kg/m2 and the dose 75 mg/m2.")] == ["kg/m2", "mg/m2"]
    assert _values("The level of IL-6/CD4 was 12 ng/mL.") == [("12", "ng/mL")]


@pytest.mark.parametrize(
    ("printed", "relation", "value"),
    [
        ("P ‹ 0.001", "<", "0.001"),
        ("p ‹10⁻⁴", "<", "0.0001"),
        ("p < 10^{-5}", "<", "0.00001"),
        ("p = 10⁻³", "=", "0.001"),
    ],
)
def test_p_with_angle_quotes_and_powers_alone(printed: str, relation: str, value: str) -> None:
    ps = [draft.atom.p for draft in _read(f"Weight differed between wards ({printed}).") if draft.atom.p]
    assert [(p.relation, p.value) for p in ps] == [(relation, Decimal(value))]


def test_powers_and_quotes_elsewhere_are_no_p() -> None:
    for text in ("Titres were below 10⁻⁴ in all.", "They said ‹10 men› slept.", "The map ‹10⁻⁴ was read."):
        assert not [draft for draft in _read(text) if draft.atom.p]


def test_an_appendix_of_the_body_keeps_its_numbers() -> None:
    assert _values("The appendix was normal in 12 patients.") == [("12", "patients")]


def test_a_decimal_of_days_is_no_dimension() -> None:
    (mean,) = _read("The mean stay was 59.6 ± 16.1 d in the A group.")
    assert (str(mean.atom.value), str(mean.atom.sd)) == ("59.6", "16.1")


def test_people_after_matching_are_meant_until_all_patients_are() -> None:
    thread = Thread()
    (matched,) = _read("After matching, survival at 2 years was 64%.", thread=thread)
    (later,) = _read("At 3 years it was 51%.", thread=thread)
    (everybody,) = _read("Survival of all patients at 2 years was 70%.", thread=thread)
    assert (matched.population, later.population, everybody.population) == ("After matching", "After matching", None)
