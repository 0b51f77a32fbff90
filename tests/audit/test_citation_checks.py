"""Each citation check: a citation that it flags, and a look-alike that it leaves."""

import pytest

from extract.model import Finding, Verdict
from tests.audit.made_reviews import answers, findings, review, verdicts

SBRT_TRIAL = (
    "Lee A, Park B. Stereotactic body radiotherapy for hepatocellular carcinoma: a phase II trial. "
    "Radiother Oncol. 2021;12:1-9."
)


def one(sentence: str, entry: str, title: str = "Radiotherapy for hepatocellular carcinoma: a review") -> list[str]:
    return [check for check, _ in findings(review(sentence, entries=[entry], title=title))]


WRONG = {
    "another cancer": (
        "citation_disease",
        "A 2019 Korean study of 85 patients with hepatocellular carcinoma reported a 2-year survival of 61% [1].",
        "Smith A. Outcome of lobectomy in prostate cancer: a cohort study. Urology. 2019;12:1-9.",
    ),
    "mice for patients": (
        "citation_organism",
        "A phase II trial of 40 patients showed a response rate of 45% and a median survival of 21.6 months [1].",
        "Smith A. Radiation and tumor growth in mice. Radiat Res. 2021;12:1-9.",
    ),
    "a review for a trial": (
        "citation_design",
        "In 2021, a Japanese trial (n=92) reported that SBRT achieved a 3-year survival of 32% [1].",
        "Smith A. Stereotactic body radiotherapy for hepatocellular carcinoma: a systematic review and meta-analysis. "
        "Cancers. 2021;12:1-9.",
    ),
    "a planning study for outcomes": (
        "citation_design",
        "In 2021, a Korean study of 120 patients with HCC reported a 2-year survival of 55% after VMAT [1].",
        "Smith A. VMAT against 3D conformal radiotherapy in hepatocellular carcinoma: a dosimetric comparison. "
        "Med Phys. 2021;12:1-9.",
    ),
    "another drug of the class": (
        "citation_intervention",
        "A phase II trial (n=40) of SBRT with pembrolizumab reported a response rate of 45% [1].",
        "Smith A. Stereotactic body radiotherapy with camrelizumab for hepatocellular carcinoma. "
        "Hepatol Int. 2021;12:1-9.",
    ),
    "another arm of the same comparison": (
        "citation_intervention",
        "Radioembolization is an option. A randomised trial from 2016 showed that stereotactic body radiotherapy "
        "prolonged survival compared with chemoembolization [1].",
        "Smith A. Radioembolization prolongs survival compared with chemoembolization in patients with hepatocellular "
        "carcinoma. Cancer. 2016;12:1-9.",
    ),
    "imaging for treatment": (
        "citation_intervention",
        "Radiotherapy is an effective salvage therapy after incomplete chemoembolization [1].",
        "Smith A. Ultrasonography of hepatocellular carcinoma. J Ultrasound. 2021;12:1-9.",
    ),
    "older than the study": (
        "citation_year",
        "A 2022 multicenter Korean study (n=327) reported that SBRT achieved 92% local control at one year [1].",
        "Smith A. Stereotactic body radiotherapy for hepatocellular carcinoma. Cancer. 2014;12:1-9.",
    ),
    "another journal": (
        "citation_journal",
        "A phase II trial (n=40) of SBRT published in JCO in 2021 reported a response rate of 45% [1].",
        "Smith A. Stereotactic body radiotherapy for hepatocellular carcinoma: a single-arm trial. "
        "Hepatol Int. 2021;12:1-9.",
    ),
    "another country": (
        "citation_country",
        "A French study of 87 patients reported a 2-year survival of 58% after SBRT [1].",
        "Smith A. Stereotactic body radiotherapy for hepatocellular carcinoma in Japan. Cancer. 2021;12:1-9.",
    ),
    "another registration": (
        "citation_registration",
        "The phase II trial NCT03186385 enrolled 85 patients with HCC [1].",
        "Smith A. Proton therapy for hepatocellular carcinoma (NCT01234567). Cancer. 2021;12:1-9.",
    ),
    "fewer patients": (
        "citation_size",
        "A study of 327 patients with HCC reported a 2-year survival of 58% after SBRT [1].",
        "Smith A. Stereotactic body radiotherapy for hepatocellular carcinoma: results in 42 patients. "
        "Cancer. 2021;12:1-9.",
    ),
}

SOUND = {
    "a broader disease": (
        "A phase I trial of 21 patients with hepatocellular carcinoma reported no severe toxicity [1].",
        "Smith A. Ablative radiotherapy for liver tumors: a phase I trial. Radiother Oncol. 2021;12:1-9.",
    ),
    "a mechanism from another disease": (
        "Radiotherapy can induce hypoxia within residual tumor tissue [1].",
        "Smith A. Hypoxia after stereotactic body radiotherapy in lung cancer. Radiother Oncol. 2021;12:1-9.",
    ),
    "a text that says it is a review": (
        "A recent review of 12 studies reported a 3-year survival of 32% after SBRT [1].",
        "Smith A. Stereotactic body radiotherapy for hepatocellular carcinoma: a systematic review. "
        "Cancers. 2021;12:1-9.",
    ),
    "a class met by its member": (
        "A phase II trial (n=40) of SBRT with a PD-1 inhibitor reported a response rate of 45% [1].",
        "Smith A. Stereotactic body radiotherapy with sintilimab for hepatocellular carcinoma. Hepatol "
        "Int. 2021;12:1-9.",
    ),
    "a modality met by its kind": (
        "A phase II trial (n=40) of radiotherapy for HCC reported a response rate of 45% [1].",
        SBRT_TRIAL,
    ),
    "the arm of a comparison met by its class": (
        "A randomised trial from 2016 showed that stereotactic body radiotherapy prolonged survival compared with "
        "chemoembolization [1].",
        "Smith A. Radiotherapy compared with chemoembolization in hepatocellular carcinoma. Cancer. 2016;12:1-9.",
    ),
    "one of three arms": (
        "A randomised trial from 2016 showed that stereotactic body radiotherapy prolonged survival compared with "
        "chemoembolization [1].",
        "Smith A. Stereotactic body radiotherapy, radioembolization or chemoembolization for hepatocellular carcinoma. "
        "Cancer. 2016;12:1-9.",
    ),
    "data older than the publication": (
        "According to the Global Cancer Statistics 2022, liver cancer is the sixth most common cancer worldwide [1].",
        "Bray F. Global cancer statistics 2022: GLOBOCAN estimates for 36 cancers. CA Cancer J Clin. 2024;74:229-263.",
    ),
    "the journal abbreviated": (
        "A phase II trial (n=40) of SBRT published in JCO in 2021 reported a response rate of 45% [1].",
        "Smith A. Stereotactic body radiotherapy for hepatocellular carcinoma. J Clin Oncol. 2021;12:1-9.",
    ),
    "one arm of a larger trial": (
        "A trial reported a 2-year survival of 58% in 40 patients after SBRT [1].",
        "Smith A. Stereotactic body radiotherapy for hepatocellular carcinoma: results in 80 patients. "
        "Cancer. 2021;12:1-9.",
    ),
    "experiments in animals": (
        "In an experimental study in mice, radiation slowed tumor growth by 50% [1].",
        "Smith A. Radiation and tumor growth in mice. Radiat Res. 2021;12:1-9.",
    ),
    "a staging system named after a city": (
        "A Korean study of 98 patients with Barcelona Clinic Liver Cancer stage B reported a survival of 58% [1].",
        "Smith A. Radiotherapy in Barcelona Clinic Liver Cancer stage B. Cancer. 2021;12:1-9.",
    ),
    "an entry whose author is named": (
        "Smith et al. [1] reported in 2019 a 2-year survival of 58% in 87 patients after chemoembolization.",
        "Smith A. Radiotherapy for hepatocellular carcinoma. Cancer. 2013;12:1-9.",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_citation_is_flagged(case: str) -> None:
    check, sentence, entry = WRONG[case]
    paper = review(sentence, entries=[entry])
    texts = " ".join(answer.message for answer in answers(paper) if isinstance(answer, Finding))
    said = [answer for answer in answers(paper) if isinstance(answer, Finding) and answer.severity != "note"]
    assert any(answer.check == check for answer in said), texts


@pytest.mark.parametrize("case", SOUND)
def test_a_look_alike_is_left(case: str) -> None:
    sentence, entry = SOUND[case]
    assert findings(review(sentence, entries=[entry])) == []


def test_one_finding_names_all_reasons_with_both_sides() -> None:
    _, sentence, entry = WRONG["a review for a trial"]
    paper = review(sentence, entries=[entry.replace("2021", "2016")])
    found = [answer for answer in answers(paper) if isinstance(answer, Finding)]
    assert len(found) == 1
    assert found[0].severity == "error" and found[0].verdict == "mismatch"
    assert "review" in found[0].message and "2016" in found[0].message
    assert [each.role for each in found[0].evidence] == ["claim", "reference"]
    assert all(len(each.text) <= 400 for each in found[0].evidence)


def test_every_citation_has_a_verdict_the_sound_ones_too() -> None:
    paper = review(
        "A phase II trial (n=40) of radiotherapy for HCC reported a response rate of 45% [1].",
        "Survival was low in another study [2].",
        entries=[SBRT_TRIAL, "Smith A. 2018."],
    )
    assert verdicts(paper) == ["supported", "unverifiable"]
    reasons = [answer.reasons for answer in answers(paper) if isinstance(answer, Verdict)]
    assert all(reasons)


LISTED = [
    "Adams A. Propofol for sedation in children. Anesth Analg. 2001;1:1-2.",
    "Baker B. Ketamine for burns. Burns. 2002;1:1-2.",
    "Clark C. Dexmedetomidine and emergence agitation. Paediatr Anaesth. 2003;1:1-2.",
    "Davis D. Midazolam before induction. Anaesthesia. 2004;1:1-2.",
    "Evans E. Sevoflurane in adenoidectomy. Br J Anaesth. 2005;1:1-2.",
    "Foster F. Morphine after tonsillectomy. Anesthesiology. 2006;1:1-2.",
    "Green G. Ondansetron against vomiting. Can J Anaesth. 2007;1:1-2.",
    "Hughes H. Fentanyl and recovery times. Anesth Analg. 2008;1:1-2.",
]
CITING = [
    "Propofol is used for sedation in children [1].",
    "Ketamine is used for burns [2].",
    "Dexmedetomidine lessened emergence agitation [3].",
    "Midazolam was given before induction [4].",
    "Sevoflurane is common in adenoidectomy [5].",
    "Morphine was needed after tonsillectomy [6].",
    "Ondansetron prevents vomiting [7].",
    "Fentanyl prolonged the recovery times [8].",
]
ANAESTHESIA = "Anaesthesia in children: a review"


def test_a_name_that_heads_another_entry_is_flagged() -> None:
    citing = [*CITING, "Clark et al. [6] found that dexmedetomidine lessened emergence agitation."]
    found = [
        each
        for each in answers(review(" ".join(citing), entries=LISTED, title=ANAESTHESIA))
        if isinstance(each, Finding)
    ]
    assert any("names Clark, the entry is by Foster; [3] has that author" in each.message for each in found)


def test_a_senior_author_of_a_list_cut_short_is_left() -> None:
    entries = [*LISTED[:2], LISTED[2].replace("Clark C.", "Xi M, Yang Z, Hu L, et al."), *LISTED[3:]]
    citing = [*CITING, "Baker et al. [3] found that dexmedetomidine lessened emergence agitation."]
    assert not findings(review(" ".join(citing), entries=entries, title=ANAESTHESIA), "3")


def test_a_number_in_the_place_of_one_that_is_cited_nowhere_is_flagged() -> None:
    citing = [*CITING[:3], CITING[3].replace("[4]", "[2]"), *CITING[4:]]
    found = findings(review(" ".join(citing), entries=LISTED, title=ANAESTHESIA), "2")
    assert found == [("citation_order", "warning")]


def test_a_repeated_number_in_an_unbroken_order_is_left() -> None:
    citing = [*CITING[:4], "Ketamine also helped after burns [2].", *CITING[4:]]
    assert findings(review(" ".join(citing), entries=LISTED, title=ANAESTHESIA), "2") == []


def test_an_entry_that_has_nothing_to_do_with_the_paper_is_flagged() -> None:
    foreign = "Hill H. Rural credit markets and irrigation in highland villages of Bolivia. World Dev. 2005;1:1-2."
    entries = [*LISTED[:4], foreign, *LISTED[5:]]
    found = findings(review(" ".join(CITING), entries=entries, title=ANAESTHESIA), "5")
    assert [check for check, _ in found] == ["citation_entry"]


def test_an_entry_without_a_title_is_not_judged() -> None:
    entries = [*LISTED[:4], "Hill H. 2005.", *LISTED[5:]]
    paper = review(" ".join(CITING), entries=entries, title=ANAESTHESIA)
    assert findings(paper, "5") == []


def test_one_entry_described_as_two_phases_is_flagged() -> None:
    paper = review(
        "A phase II trial of 40 patients reported that SBRT was safe [1].",
        "Survival rose in a phase III trial of SBRT [1].",
        entries=[SBRT_TRIAL],
    )
    assert ("citation_self_contradiction", "warning") in findings(paper)


def test_a_phase_named_in_part_is_left() -> None:
    paper = review(
        "A phase II/III trial of 40 patients reported that SBRT was safe [1].",
        "Survival rose in a phase III trial of SBRT [1].",
        entries=[SBRT_TRIAL.replace("phase II ", "phase II/III ")],
    )
    assert findings(paper) == []
