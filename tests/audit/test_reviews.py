"""Systematic reviews: the studies in them, the numbers pooled from them, the records on their way."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from extract.annotate import annotate
from extract.audit.checks import (
    load_checks,
    review_pooled_estimate,
    review_study_entry,
    review_study_source,
    review_study_twice,
)
from extract.model import Answer, Finding, Paper, Passed, Reference, Skipped, Source
from extract.read import read_document
from extract.resolve.markers import link_markers
from extract.resolve.pooled import find_pooled
from extract.resolve.studies import find_studies
from extract.vocabulary import load_vocabulary
from tests.audit.made import made_paper
from tests.audit.made_reviews import EmptyLibrary

review_flow, review_heterogeneity = load_checks(("review_flow", "review_heterogeneity"))

ENTRIES = (
    ("Albers", 2011, "Warm baths for sore knees"),
    ("Bakker", 2013, "Cold baths for sore knees"),
    ("Castell", 2015, "Mud packs for sore knees"),
    ("Dorn", 2017, "Salt packs for sore knees"),
    ("Albers", 2018, "Warm baths for sore hips"),
)

review_risk_of_bias, review_study_count = load_checks(["review_risk_of_bias", "review_study_count"])


def made_review(
    rows: list[list[str]], heads: list[str], *paragraphs: str, abstract: str = "", title: str = "Baths: a meta-analysis"
) -> Paper:
    """A review in JATS with one table; "[2]" in a cell becomes a link to entry 2."""
    head = "".join(f"<th>{each}</th>" for each in heads)
    body = "".join("<tr>" + "".join(f"<td>{_linked(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    listed = "".join(
        f'<ref id="r{n}"><label>{n}</label><element-citation publication-type="journal"><person-group><name><surname>'
        f"{author}</surname><given-names>J</given-names></name></person-group><article-title>{name}</article-title>"
        f"<source>J Baths</source><year>{year}</year></element-citation></ref>"
        for n, (author, year, name) in enumerate(ENTRIES, 1)
    )
    text = "".join(f"<p>{each}</p>" for each in paragraphs)
    data = (
        f"<article><front><article-meta><title-group><article-title>{title}</article-title></title-group>"
        f"<abstract><p>{abstract}</p></abstract></article-meta></front><body><sec><title>Results</title>{text}"
        f'<table-wrap id="t1"><label>Table 1</label><caption><p>Included studies</p></caption><table><thead><tr>{head}'
        f"</tr></thead><tbody>{body}</tbody></table></table-wrap></sec></body><back><ref-list>{listed}</ref-list></back>"
        "</article>"
    ).encode()
    source = Source(path="made.xml", sha256="1" * 64, format="jats", size=len(data))
    paper = annotate(read_document(source, data), load_vocabulary())
    paper = replace(paper, citations=link_markers(paper.markers, paper.references))
    return replace(paper, studies=find_studies(paper), pooled=find_pooled(paper))


def _linked(cell: str) -> str:
    opened = cell.find("[")
    if opened < 0:
        return cell
    number = cell[opened + 1 : cell.find("]")]
    return cell.replace(f"[{number}]", f'[<xref ref-type="bibr" rid="r{number}">{number}</xref>]')


def findings(answers: Iterator[Answer]) -> list[Finding]:
    return [answer for answer in answers if isinstance(answer, Finding)]


ROWS = [
    ["Albers et al. [1]", "2011", "120", "14.2"],
    ["Bakker et al. [2]", "2013", "86", "12.9"],
    ["Castell et al. [3]", "2015", "245", "16.1"],
    ["Dorn et al. [4]", "2017", "64", "11.5"],
]
HEADS = ["Study", "Year", "Patients", "Pain"]


def test_a_row_is_linked_by_its_marker() -> None:
    paper = made_review(ROWS, HEADS)
    assert [(study.author, study.reference, study.by) for study in paper.studies] == [
        (author, reference.id, "marker")
        for author, reference in zip(("Albers", "Bakker", "Castell", "Dorn"), paper.references, strict=False)
    ]


def test_a_row_without_marker_is_linked_by_author_and_year() -> None:
    rows = [["Bakker 2013", "86"], ["Castell 2015", "245"], ["Albers 2018", "77"], ["Nobody 1999", "12"]]
    paper = made_review(rows, ["Study", "Patients"])
    numbers = {reference.id: reference.label for reference in paper.references}
    assert [(numbers.get(each.reference or ""), each.status) for each in paper.studies] == [
        ("2", "linked"),
        ("3", "linked"),
        ("5", "linked"),
        (None, "missing"),
    ]


def test_two_entries_of_one_author_without_a_year_are_ambiguous() -> None:
    rows = [["Albers", "120"], ["Bakker", "86"], ["Castell", "245"], ["Dorn", "64"]]
    assert next(each.status for each in made_review(rows, ["Study", "Patients"]).studies) == "ambiguous"


def test_a_table_of_outcomes_lists_no_studies() -> None:
    rows = [["Pain", "12", "14"], ["Function", "20", "22"], ["Stiffness", "3", "4"]]
    assert made_review(rows, ["Outcome", "Warm", "Cold"]).studies == ()


def test_a_row_that_cites_another_author_is_told_with_the_entry_that_fits() -> None:
    rows = [*ROWS[:3], ["Dorn et al. [2]", "2017", "64", "11.5"]]
    (found,) = findings(review_study_entry.check(made_review(rows, HEADS), EmptyLibrary()))
    assert found.severity == "error" and "entry 4" in found.message


@pytest.mark.parametrize("name", ["Bakkers", "BATH-2", "BATH-scores", "Bakker-Smit", "Cold water"])
def test_another_spelling_or_an_acronym_is_no_other_author(name: str) -> None:
    rows = [ROWS[0], [f"{name} [2]", "2013", "86", "12.9"], *ROWS[2:]]
    assert findings(review_study_entry.check(made_review(rows, HEADS), EmptyLibrary())) == []


TRIAL_NAMES = [["Japanese [1]", "120"], ["Empa [2]", "86"], ["Global [3]", "245"]]


@pytest.mark.parametrize(
    ("row", "count"),
    [
        (["Elder [4]", "64"], 0),
        (["NCT01650519a [4]", "64"], 0),
        (["Elder et al. [4]", "64"], 1),
        (["Elder and Foss [4]", "64"], 1),
        (["Elder 2017 [4]", "64"], 1),
        (["Bakker [4]", "64"], 1),
    ],
)
def test_rows_called_by_names_of_trials_name_no_authors(row: list[str], count: int) -> None:
    paper = made_review([*TRIAL_NAMES, row], ["Study", "Patients"])
    assert len(findings(review_study_entry.check(paper, EmptyLibrary()))) == count


def test_one_row_in_two_tables_is_told_once() -> None:
    paper = made_review([*ROWS[:3], ["Dorn et al. [2]", "2017", "64", "11.5"]], HEADS)
    twice = tuple(replace(each, id=f"{each.id}b", table="table2") for each in paper.studies)
    both = replace(paper, studies=(*paper.studies, *twice))
    assert len(findings(review_study_entry.check(both, EmptyLibrary()))) == 1


@pytest.mark.parametrize(
    ("more", "count"), [("", 1), ("; agreement with an interview of the mothers and of their partners at home 0.74", 0)]
)
def test_a_cell_of_prose_names_no_study(more: str, count: int) -> None:
    rows = [["Albers [1]", "120"], [f"Elder of 0.9{more} [2]", "86"], ["Castell [3]", "245"], ["Dorn [4]", "64"]]
    paper = made_review(rows, ["Study", "Patients"])
    paper = replace(
        paper, studies=tuple(replace(each, author="Elder") if each.row == 2 else each for each in paper.studies)
    )
    assert len(findings(review_study_entry.check(paper, EmptyLibrary()))) == count


def test_of_two_works_of_one_author_the_year_decides() -> None:
    rows = [["Albers et al. [5]", "2011", "120", "14.2"], *ROWS[1:]]
    (found,) = findings(review_study_entry.check(made_review(rows, HEADS), EmptyLibrary()))
    assert found.severity == "warning" and "2011" in found.message


def test_a_study_that_no_entry_names_is_told() -> None:
    rows = [["Bakker 2013", "86"], ["Castell 2015", "245"], ["Dorn 2017", "77"], ["Eberhardt 2016", "12"]]
    (found,) = findings(review_study_entry.check(made_review(rows, ["Study", "Patients"]), EmptyLibrary()))
    assert "Eberhardt" in found.message and found.severity == "warning"


def test_two_studies_with_the_same_figures_are_told() -> None:
    rows = [*ROWS[:3], ["Dorn et al. [4]", "2017", "245", "16.1"]]
    rows = [[*row, cell] for row, cell in zip(rows, ("1,204", "2,310", "3,418", "3,418"), strict=True)]
    (found,) = findings(review_study_twice.check(made_review(rows, [*HEADS, "Steps"]), EmptyLibrary()))
    assert "Castell" in found.message and "Dorn" in found.message


def test_studies_that_share_one_number_are_two() -> None:
    rows = [*ROWS[:3], ["Dorn et al. [4]", "2017", "245", "11.5"]]
    assert findings(review_study_twice.check(made_review(rows, HEADS), EmptyLibrary())) == []


TRIALS = [
    ["Albers et al. [1]", "12", "60", "24", "62"],
    ["Bakker et al. [2]", "8", "43", "15", "41"],
    ["Castell et al. [3]", "30", "122", "44", "123"],
    ["Dorn et al. [4]", "5", "32", "9", "32"],
]
COUNTS = ["Study", "Warm events", "Warm total", "Cold events", "Cold total"]


@pytest.mark.parametrize(
    ("printed", "agrees"), [("RR = 0.61, 95% CI: 0.46–0.80", True), ("RR = 0.61, 95% CI: 0.46–0.95", False)]
)
def test_a_pooled_estimate_is_held_against_its_rows(printed: str, agrees: bool) -> None:
    paper = made_review(TRIALS, COUNTS, f"The pooled risk was lower with warm baths ({printed}).")
    (pooled,) = paper.pooled
    assert pooled.agrees is agrees and pooled.k == 4
    found = findings(review_pooled_estimate.check(paper, EmptyLibrary()))
    assert [each.severity for each in found] == ([] if agrees else ["error"])


@pytest.mark.parametrize(("name", "times"), [("Albers et al. arm 2 [1]", 1), ("Eck et al. [5]", 0)])
def test_a_control_group_that_two_rows_of_a_study_count_is_told(name: str, times: int) -> None:
    rows = [*TRIALS, [name, "14", "61", "24", "62"]]
    paper = made_review(rows, COUNTS, "The pooled risk was lower with warm baths (RR = 0.60, 95% CI: 0.47–0.78).")
    assert paper.pooled and paper.pooled[0].k == 5 and paper.pooled[0].agrees
    found = findings(review_pooled_estimate.check(paper, EmptyLibrary()))
    assert [each.severity for each in found] == ["warning"] * times
    assert all("24 of 62" in each.message for each in found)


GENOTYPES = [
    ["Albers et al. [1]", "40", "48", "12", "60", "34", "6"],
    ["Bakker et al. [2]", "52", "60", "15", "80", "45", "7"],
    ["Castell et al. [3]", "33", "50", "14", "55", "40", "8"],
]
GENES = ["Study", "Cases AA", "Cases AG", "Cases GG", "Controls AA", "Controls AG", "Controls GG"]


@pytest.mark.parametrize(("allelic", "wrong"), [("1.87, 95% CI: 1.47–2.37", False), ("2.79, 95% CI: 2.20–3.54", True)])
def test_a_genetic_model_is_the_pool_of_its_own_counts(allelic: str, wrong: bool) -> None:
    """Told where another model of the table is as printed, and not of a part of the studies."""
    dominant = "Under the dominant model the pooled OR was higher (OR = 2.23, 95% CI: 1.63–3.05)."
    said = f"Under the allelic model the pooled risk was higher too (OR = {allelic})."
    paper = made_review(GENOTYPES, GENES, dominant, said)
    found = findings(review_pooled_estimate.check(paper, EmptyLibrary()))
    assert len(paper.pooled) == 2 and [each.severity for each in found] == ["warning"] * wrong
    part = made_review(GENOTYPES, GENES, dominant, said.replace("Under", "In the subgroup of Asians under"))
    assert findings(review_pooled_estimate.check(part, EmptyLibrary())) == []


def test_the_factors_of_one_study_are_no_pool() -> None:
    text = "The pooled risk was lower with warm baths (RR = 0.61, 95% CI: 0.46–0.95)."
    assert made_review(TRIALS, COUNTS, text, title="Factors of sore knees in a cohort").pooled == ()


def test_an_estimate_of_other_rows_is_left_alone() -> None:
    paper = made_review(TRIALS, COUNTS, "Others pooled more trials (RR = 0.75, 95% CI: 0.60–0.94).")
    assert paper.pooled == () and findings(review_pooled_estimate.check(paper, EmptyLibrary())) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("There was no heterogeneity (I2 = 0.0%, P = 0.614).", False),
        ("There was no heterogeneity (I2 = 88.3%, P = 0.614).", True),
        ("There was heterogeneity (I2 = 0%; P = 0.001).", True),
        ("Heterogeneity between the two studies was high (I2 = 77.0%; P = 0.001).", True),
        ("Pain fell (RR 0.7, 95% CI 0.5 to 0.9, P = 0.001; I2 = 0%).", False),
    ],
)
def test_heterogeneity_agrees_with_its_p(text: str, wrong: bool) -> None:
    assert bool(findings(review_heterogeneity.check(made_review(ROWS, HEADS, text), EmptyLibrary()))) is wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("We found 716 records. After 314 duplicates were removed, 402 records were screened.", False),
        ("We found 716 records. After 314 duplicates were removed, 420 records were screened.", True),
        (
            "There were 285 studies (PubMed = 147, Embase = 56, Scopus = 82) before duplicates were removed.",
            False,
        ),
        (
            "There were 285 studies (PubMed = 147, Embase = 56, Scopus = 72) before duplicates were removed.",
            True,
        ),
        ("We screened 402 records; 300 were excluded. We read 75 full texts.", False),
        # one wrong digit explains what is more than a quarter off; an untold step does not
        ("A total of 151 papers were screened, and 132 papers were excluded. Finally, 9 trials were included.", True),
        ("A total of 151 papers were screened, and 117 papers were excluded. Finally, 9 trials were included.", False),
        ("We identified 17 articles. PubMed yielded 4 articles and the Chinese databases yielded 13 articles.", False),
        ("We identified 17 articles. PubMed yielded 4 articles and the Chinese databases yielded 15 articles.", True),
        ("We identified 90 articles. PubMed yielded 4 articles and the Chinese databases yielded 15 articles.", False),
        ("Eleven trials (n = 3 open [1, 2]; n = 8 blind [3–5]) were found in the search and screened.", False),
        ("Eleven trials (n = 3 open [1, 2]; n = 6 blind [3–5]) were found in the search and screened.", True),
    ],
)
def test_records_add_up_on_their_way(text: str, wrong: bool) -> None:
    paper = made_review(ROWS, HEADS, f"{text} Searches were run twice and titles were screened.")
    assert bool(findings(review_flow.check(paper, EmptyLibrary()))) is wrong


@pytest.mark.parametrize(
    ("abstract", "body", "severity"),
    [
        ("A total of four trials were included.", "Finally, four trials were included.", None),
        ("A total of six trials were included.", "Finally, four trials were included.", "warning"),
        (
            "A total of six trials were included.",
            "Finally, four trials were included. All four trials were blind. The four trials met the criteria.",
            "error",
        ),
        ("We read 40 titles and 6 were determined eligible.", "We included four trials in this review.", "warning"),
        ("A total of six trials were found.", "In the end, four trials met the inclusion criteria.", "warning"),
        # what is read on the way, of other reviews, of a part, or reported twice is no other number
        ("A total of six trials were included.", "We screened seven trials. Hays et al. included seven trials.", None),
        ("A total of six trials were included.", "Four included trials [1–4] told of pain.", None),
        ("We included six studies.", "The meta-analysis of pain pooled data from four included studies.", None),
        ("A total of six trials were included.", "Six trials met the criteria. Four trials were included.", None),
        # the last step of the text against an abstract that the rest bears out
        (
            "A total of six trials were included.",
            "Finally, four trials were included. All six trials were blind. Of the six trials two were small. "
            "The six included trials were old.",
            "warning",
        ),
    ],
)
def test_the_abstract_counts_the_studies_that_the_text_counts(abstract: str, body: str, severity: str | None) -> None:
    rows = [*ROWS, ["Albers et al. [5]", "2018", "77", "13.3"]]
    answers = list(review_study_count.check(made_review(rows, HEADS, body, abstract=abstract), EmptyLibrary()))
    assert [each.severity for each in findings(iter(answers))] == ([] if severity is None else [severity])
    assert answers


@pytest.mark.parametrize(("patients", "wrong"), [("219", True), ("364", False)])
def test_abstract_and_text_count_the_same_patients_of_the_same_studies(patients: str, wrong: bool) -> None:
    abstract = f"A total of five trials with {patients} patients were included."
    paper = made_review(ROWS, HEADS, "Finally, five trials with 364 patients were included.", abstract=abstract)
    assert bool(findings(review_study_count.check(paper, EmptyLibrary()))) is wrong


@pytest.mark.parametrize(("cases", "wrong"), [("7345", False), ("7445", True), ("9118", False)])
def test_people_are_those_of_the_row_of_totals(cases: str, wrong: bool) -> None:
    rows = [*ROWS, ["Total", "", "184,058", "7,345"]]
    paper = made_review(
        rows, HEADS, abstract=f"In all, 184,058 people and {cases} cases of five included trials were read."
    )
    assert bool(findings(review_study_count.check(paper, EmptyLibrary()))) is wrong


def test_rows_that_all_stand_one_number_off_are_told() -> None:
    """Only where the rows of another table show that the list was read right."""
    wrong = [["Bakker [1]", "9"], ["Castell [2]", "8"], ["Dorn [3]", "7"]]
    alone = made_review(wrong, HEADS[:2])
    assert {each.severity for each in findings(review_study_entry.check(alone, EmptyLibrary()))} == {"note"}
    right = made_review(ROWS, HEADS)
    both = replace(
        alone, studies=(*alone.studies, *(replace(each, id=f"{each.id}b", table="table2") for each in right.studies))
    )
    told = findings(review_study_entry.check(both, EmptyLibrary()))
    assert len(told) == len(wrong) and all(each.severity == "warning" and "1 too low" in each.message for each in told)


def test_a_row_is_called_by_its_first_author() -> None:
    """The entry that begins with the name, and that no row cites, and not the one that has it among its authors."""
    paper = made_review([ROWS[0], ROWS[1], ["Dorn et al. [3]", "2017", "64", "11.5"]], HEADS)
    third = paper.references[2]
    authors = (*third.fields.authors, paper.references[3].fields.authors[0])
    paper = replace(
        paper,
        references=tuple(
            replace(each, fields=replace(each.fields, authors=authors)) if each is third else each
            for each in paper.references
        ),
    )
    (found,) = findings(review_study_entry.check(paper, EmptyLibrary()))
    assert found.severity == "warning" and "entry 4" in found.message


@pytest.mark.parametrize(("title", "wrong"), [("Salt packs in lame rats", True), ("Salt packs for sore feet", False)])
def test_a_study_of_animals_among_studies_of_people_is_told(title: str, wrong: bool) -> None:
    paper = made_review([*ROWS, ["Albers et al. [5]", "2018", "77", "13.3"]], HEADS)
    fourth = paper.references[3]
    changed = replace(fourth, fields=replace(fourth.fields, title=title))
    paper = replace(paper, references=tuple(changed if each is fourth else each for each in paper.references))
    assert bool(findings(review_study_entry.check(paper, EmptyLibrary()))) is wrong


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("There was no heterogeneity (I2 = 88%).", "warning"),
        ("There was no evidence of heterogeneity between studies (I2 = 60%).", "note"),
        ("There was no evidence of substantial heterogeneity (I2 = 60%).", None),
        ("There was no significant heterogeneity (I2 = 62%, P = 0.07).", None),
        ("There was no heterogeneity (I2 = 12%).", None),
        ("We found substantial heterogeneity (I2 = 4%).", "warning"),
        ("We found substantial heterogeneity (I2 = 82%).", None),
        ("We found low significant heterogeneity (I2 = 22%).", None),
        ("Significant heterogeneity was no longer present (I2 = 0%).", None),
        ("Considerable heterogeneity was considered present at an I2 of 20%.", None),
        ("Without the trial of Albers there was no heterogeneity (I2 = 0%); with it, I2 was 90%.", None),
    ],
)
def test_words_for_heterogeneity_agree_with_its_number(text: str, severity: str | None) -> None:
    found = findings(review_heterogeneity.check(made_review(ROWS, HEADS, text), EmptyLibrary()))
    assert [each.severity for each in found] == ([severity] if severity else [])


SPREADS = ["Outcome", "Studies", "Q", "df", "I2 (%)", "P for heterogeneity"]
SPREAD = [
    ["Pain", "6", "4.10", "5", "0", "0.535"],
    ["Function", "8", "21.50", "7", "67.4", "0.003"],
    ["Stiffness", "5", "3.20", "4", "0", "0.525"],
    ["Gait", "9", "40.00", "8", "80.0", "<0.001"],
    ["Sleep", "4", "2.00", "3", "0", "0.572"],
]


def of_tables(rows: list[list[str]], heads: list[str] = SPREADS) -> list[Finding]:
    return findings(review_heterogeneity.check(made_review(rows, heads), EmptyLibrary()))


def test_a_table_of_heterogeneity_that_agrees_is_sound() -> None:
    assert of_tables(SPREAD) == []


@pytest.mark.parametrize(
    ("row", "col", "now", "told"),
    [
        (1, 5, "0.300", "p ="),
        (3, 4, "0", "I² ="),
        (2, 3, "6", "degrees of freedom"),
    ],
)
def test_a_number_that_the_others_of_its_row_exclude_is_told(row: int, col: int, now: str, told: str) -> None:
    rows = [list(each) for each in SPREAD]
    rows[row][col] = now
    (found,) = of_tables(rows)
    assert told in found.message and found.severity == "warning"


def test_the_p_of_an_effect_is_not_that_of_heterogeneity() -> None:
    rows = [["Pain", "6", "0.60 (0.40, 0.90)", "0.010", "0"], ["Gait", "8", "0.90 (0.70, 1.20)", "0.400", "85.0"]]
    assert of_tables(rows, ["Outcome", "Studies", "RR (95% CI)", "P value", "I2 (%)"]) == []


def test_other_degrees_of_freedom_throughout_are_left_alone() -> None:
    rows = [[each[0], str(3 * int(each[1])), *each[2:]] for each in SPREAD]
    assert of_tables(rows) == []


class OneStudyHeld(EmptyLibrary):
    """The study of Bakker is held."""

    def held(self, paper: Paper, reference: Reference) -> Paper | None:
        if reference.label != "2":
            return None
        return made_paper(
            "We enrolled 86 patients with sore knees at one clinic.",
            "Of these, 41 bathed in cold water and 45 rested.",
            "The mean age of the patients was 61.4 years.",
            "The median follow-up was 24 months.",
        )


TOLD = ["Study", "Patients", "Mean age (years)", "Follow-up (months)", "Pain"]


def held_answers(patients: str, age: str, follow_up: str) -> list[Answer]:
    rows = [
        ["Albers et al. [1]", "120", "55.0", "12", "3"],
        ["Bakker et al. [2]", patients, age, follow_up, "99"],
        *([f"{name} et al. [{n}]", "64", "58.2", "6", "4"] for name, n in (("Castell", 3), ("Dorn", 4))),
    ]
    return list(review_study_source.check(made_review(rows, TOLD), OneStudyHeld()))


def test_a_row_agrees_with_the_study_that_it_tells_of() -> None:
    answers = held_answers("86", "61.4", "24")
    assert findings(iter(answers)) == [] and sum(isinstance(each, Passed) for each in answers) == 3
    assert sum(isinstance(each, Skipped) for each in answers) == 3


@pytest.mark.parametrize(
    ("row", "told"), [(("68", "61.4", "24"), "86"), (("86", "64.1", "24"), "61.4"), (("86", "61.4", "42"), "24")]
)
def test_a_row_that_the_study_contradicts_is_told_with_both_passages(row: tuple[str, str, str], told: str) -> None:
    (found,) = findings(iter(held_answers(*row)))
    assert found.expected == told and found.severity == "warning" and len(found.evidence) > 2


@pytest.mark.parametrize("patients", ["41", "45"])
def test_a_number_that_stands_in_the_study_is_no_contradiction(patients: str) -> None:
    assert findings(iter(held_answers(patients, "61.4", "24"))) == []


@pytest.mark.parametrize(
    ("cell", "wrong"), [("Cold baths; 86 adult subjects", False), ("Cold baths; 96 adult subjects", True)]
)
def test_sizes_in_cells_of_prose_are_compared_too(cell: str, wrong: bool) -> None:
    rows = [[each[0], cell if "[2]" in each[0] else "40 patients"] for each in ROWS]
    answers = review_study_source.check(made_review(rows, ["Study", "Methods"]), OneStudyHeld())
    assert bool(findings(answers)) is wrong


def test_the_studies_of_a_pooled_estimate_are_named_with_their_counts() -> None:
    paper = made_review(TRIALS, COUNTS, "The pooled risk was lower with warm baths (RR = 0.61, 95% CI: 0.46–0.80).")
    (pooled,) = paper.pooled
    assert pooled.scale == "log" and [each.label for each in pooled.effects] == [row[0] for row in TRIALS]
    first = pooled.effects[0]
    assert (first.ai, first.n1i, first.ci, first.n2i) == (12, 60, 24, 62)
    assert first.yi == pytest.approx(-0.6605, abs=1e-3) and first.vi == pytest.approx(0.0923, abs=1e-3)


JUDGED = [
    ["Albers et al. [1]", "Low", "High risk", "Low"],
    ["Bakker et al. [2]", "Low", "High risk", "Unclear"],
    ["Castell et al. [3]", "Unclear", "Low", "Low"],
]
BIASES = ["Study", "Allocation concealment (selection bias)", "Blinding (performance bias)", "Selective reporting"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Two studies had a high risk of performance bias.", False),
        ("Three studies had a high risk of performance bias.", True),
        ("Three studies had a high risk of bias. Three studies had a high risk of detection bias.", False),
    ],
)
def test_numbers_of_studies_at_risk_are_those_of_the_table(text: str, wrong: bool) -> None:
    paper = made_review(JUDGED, BIASES, text)
    assert [each.severity for each in findings(review_risk_of_bias.check(paper, EmptyLibrary()))] == ["note"] * wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("There was low-certainty evidence that baths lower pain.", False),
        ("There was moderate-certainty evidence that baths lower pain.", True),
        ("There was moderate-certainty evidence that baths lower pain and stiffness.", False),
        ("There was moderate-certainty evidence that baths help.", False),
    ],
)
def test_certainty_is_that_of_the_table(text: str, wrong: bool) -> None:
    rows = [["Pain", "4", "Low"], ["Stiffness", "3", "Very low"]]
    paper = made_review(rows, ["Outcome", "Trials", "Certainty (GRADE)"], text)
    assert [each.severity for each in findings(review_risk_of_bias.check(paper, EmptyLibrary()))] == ["note"] * wrong
