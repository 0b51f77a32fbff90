"""What a number of a sentence measures, whose it is and when: chosen among candidates, with look-alikes."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

from extract.annotate.quantities.atoms import make_reader
from extract.annotate.quantities.draft import Draft, Thread
from extract.annotate.quantities.evidence import Model, word_score
from extract.annotate.quantities.groups import Groups, find_groups
from extract.annotate.quantities.in_text import name_drafts, read_text
from extract.annotate.quantities.known import Known, usual_time, with_groups
from extract.annotate.quantities.lexicon import make_lexicon, make_treatments
from extract.annotate.quantities.phrases import Outcomes, topic_of
from extract.annotate.quantities.roles import Place
from extract.text.times import find_times
from extract.vocabulary import load_vocabulary

LEXICON, TREATMENTS = make_lexicon(load_vocabulary()), make_treatments(load_vocabulary())
READER = make_reader(LEXICON)
KNOWN = with_groups(Known(measures=LEXICON, treatments=TREATMENTS), ["yoga group", "yoga group", "walking", "walking"])


def _named(text: str, outcomes: Outcomes | None = None) -> list[Draft]:
    place = Place("results", "", False, own_study=True)
    return name_drafts(text, read_text(text, READER, Groups(()), place, Thread()), KNOWN, outcomes or Outcomes())


def test_a_list_of_outcomes_is_in_the_order_of_its_numbers() -> None:
    drafts = _named("Headache, fever, and fatigue were reported by 54%, 45%, and 39% of patients, respectively.")
    assert [draft.named for draft in drafts] == ["Headache", "fever", "fatigue"]


def test_the_outcome_of_the_sentence_before_goes_on_with_its_time() -> None:
    outcomes = Outcomes()
    (mean,) = _named("At 6 months the mean pain score was 3.2 points.", outcomes)
    (p,) = _named("The difference between the two groups was significant (p = 0.03).", outcomes)
    assert mean.named == p.named
    assert mean.named is not None and "pain" in mean.named
    assert (str(p.timepoint), p.timepoint_unit) == ("6", "months")


def test_a_sentence_with_a_name_of_its_own_does_not_go_on() -> None:
    outcomes = Outcomes()
    _named("At 6 months the mean pain score was 3.2 points.", outcomes)
    (rate,) = _named("The infection rate was 4%.", outcomes)
    assert rate.named == "infection rate"
    assert rate.timepoint is None


def test_a_dose_is_named_after_its_drug_and_an_age_by_its_words() -> None:
    (dose,) = _named("Anaesthesia was induced with propofol 2 mg/kg.")
    assert dose.named == "propofol dose"
    assert [draft.named for draft in _named("The patients were aged 53.4 ± 8.1 years.")] == ["age"]


@pytest.mark.parametrize(
    ("text", "arms"),
    [
        ("Relapse occurred in 12% of the yoga group and in 31% of the walking group.", ["yoga group", "walking group"]),
        ("Relapse did not differ between the yoga group and the walking group (p = 0.31).", [None]),
        ("In the 5 mg and 10 mg treatment groups, relapse occurred in 12% and 31%, respectively.", ["5 mg", "10 mg"]),
        ("In the two treatment groups, relapse occurred in 12% and 31%, respectively.", [None, None]),
        ("Relapse occurred in 5%, 2%, and 9% in groups 1, 2 and 3, respectively.", ["group 1", "group 2", "group 3"]),
        ("The yoga group had a lower score than the walking group (p = 0.03).", ["yoga group"]),
        ("Relapse was rarer than in the walking group (p = 0.03).", [None]),
    ],
)
def test_a_group_or_none_is_chosen_for_each_number(text: str, arms: list[str | None]) -> None:
    assert [draft.arm for draft in _named(text)][-len(arms) :] == arms


def test_groups_of_a_size_are_no_groups_by_number() -> None:
    assert [each.name for each in find_groups("Patients in groups A and B.", KNOWN)] == ["group A", "group B"]
    assert find_groups("They were seen in groups of 2 and 3, and groups 2 and 3.5% differed.", KNOWN) == []


@pytest.mark.parametrize(
    ("text", "statistics"),
    [
        ("The pain score was 3.2 in the yoga group and 4.1 in the walking group.", ["mean", "mean"]),
        ("The pain score was 3.2.", ["value"]),
        ("The correlation was 0.82 in the yoga group.", ["value"]),
    ],
)
def test_a_number_with_decimals_that_tells_of_a_group_is_its_mean(text: str, statistics: list[str]) -> None:
    assert [draft.statistic for draft in _named(text)] == statistics


def test_the_difference_is_no_outcome() -> None:
    (p,) = _named("The difference between the two groups was significant (p = 0.03).")
    assert p.named != "difference"


def test_nothing_goes_on_about_a_sample_size() -> None:
    outcomes = Outcomes()
    _named("We enrolled 40 patients.", outcomes)
    assert outcomes.last is None


def test_each_number_has_the_time_said_before_it() -> None:
    drafts = _named("At baseline, the response rate was 14% and 13%, whereas at week 16 it was 52% and 39%.")
    assert [draft.timepoint for draft in drafts] == [None, None, Decimal(16), Decimal(16)]
    (later,) = _named("Compared with baseline the response rate at week 16 was 52%.")
    assert later.timepoint == Decimal(16)


def test_the_time_behind_a_number_is_its_own() -> None:
    drafts = _named("The response rate was 87% at day 2 and 67% at day 10.")
    assert [str(draft.timepoint) for draft in drafts] == ["2", "10"]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Six months after surgery, the mean pain score was 3.2 points.", "6"),
        ("The mean pain score decreased over six months by 3.2 points.", "6"),
        ("Patients over six years of age had a mean pain score of 3.2 points.", None),
        ("In the first week, the mean pain score was 3.2 points.", "1"),
        ("The first of the weekly pain scores was 3.2 points.", None),
    ],
)
def test_a_time_opens_a_sentence_or_follows_over(text: str, time: str | None) -> None:
    times = {str(draft.timepoint) for draft in _named(text) if draft.timepoint is not None}
    assert times == ({time} if time else set())


def test_heads_of_tables_name_groups_but_totals_and_units_do_not() -> None:
    heads = ["sham", "sham", "Total", "Total", "mg", "mg", "once only"]
    assert list(with_groups(Known(), heads).printed.values()) == ["sham"]


def test_a_heading_is_a_topic_unless_it_names_a_part_of_the_paper() -> None:
    assert topic_of("3.2 Quality of life") == "Quality of life"
    assert topic_of("Statistical analysis") == topic_of("Results") == ""


def test_one_probability_is_shared_out_over_all_candidates_and_none() -> None:
    judge = Model(0.0, {"a": 1.0})
    odds = [judge.log_odds({"a": 1.0}), judge.log_odds({"a": -1.0})]
    shares = [judge.chosen(each, odds) for each in (*odds, 0.0)]
    assert sum(shares) == pytest.approx(1.0)
    assert shares[0] > shares[2] > shares[1]


def test_words_of_outcomes_score_higher_than_words_of_texts() -> None:
    assert word_score("cholesterol") > 0 > word_score("however")


def test_a_labelled_day_may_end_a_sentence_but_has_no_decimals() -> None:
    assert [each.values[0] for each in find_times("Pain was less at week 12.")] == [12]
    assert find_times("It fell on day 2.5 and in week 10% less.") == ()


@pytest.mark.parametrize(
    ("text", "time"),
    [("At baseline the mean pain score was 3.2 points.", "At baseline"),
     ("The change from baseline in mean pain score was 3.2 points.", None)],
)  # fmt: skip
def test_a_start_that_a_change_is_counted_from_is_no_time_point(text: str, time: str | None) -> None:
    assert [draft.time_text for draft in _named(text)] == [time]


@pytest.mark.parametrize(
    ("text", "statistic"),
    [
        ("Of these, 14 withdrew after the first visit.", "count"),
        ("The score reached 14 after the first visit.", "value"),
    ],
)
def test_a_bare_number_of_those_who_did_something_counts(text: str, statistic: str) -> None:
    assert [draft.statistic for draft in _named(text)][:1] == [statistic]


@pytest.mark.parametrize(
    ("counts", "usual"),
    [
        ({12: 10, 4: 5}, 12),
        ({12: 9, 4: 5}, None),
        ({0: 20, 12: 5}, 12),
        ({12: 4}, None),
    ],
)
def test_the_usual_time_is_named_often_and_twice_as_often_as_any_other(
    counts: dict[int, int], usual: int | None
) -> None:
    times = Counter({(Decimal(value), "weeks"): count for value, count in counts.items()})
    assert usual_time(times) == ((Decimal(usual), "weeks") if usual else None)


def test_a_result_without_a_time_has_the_usual_one_and_a_sample_size_has_none() -> None:
    known = replace(KNOWN, usual_time=(Decimal(12), "weeks"))
    for text, time in (
        ("The infection rate was 4%.", Decimal(12)),
        ("The infection rate at 2 weeks was 4%.", Decimal(2)),
        ("We enrolled 40 patients.", None),
    ):
        drafts = read_text(text, READER, Groups(()), Place("results", "", False, own_study=True), Thread())
        assert {draft.timepoint for draft in name_drafts(text, drafts, known, Outcomes())} == {time}


def test_what_a_plus_joins_is_one_group_and_a_group_that_nothing_else_names_is_one() -> None:
    text = "Relapse was rarer with yoga + sleep than in the long story condition and in both groups."
    assert [mention.name for mention in find_groups(text, KNOWN)] == ["yoga + sleep", "long story condition"]
