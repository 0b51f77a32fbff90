"""Each citation check: passages that differ, and a look-alike that does not; and what the whole paper makes of it."""

from dataclasses import replace

import pytest

from extract.audit.cases.judge import Judgement, audit_citations
from extract.model import Finding, Paper, Passed, Skipped, Span, Verdict
from tests.audit.made_reviews import EmptyLibrary, answers, findings, review, verdicts

SBRT_TRIAL = (
    "Lee A, Park B. Stereotactic body radiotherapy for hepatocellular carcinoma: a phase II trial. "
    "Radiother Oncol. 2021;12:1-9."
)


def judged(paper: Paper, label: str = "1") -> Judgement:
    """The last citation of an entry as it was judged."""
    found = audit_citations(paper, EmptyLibrary()).judgements
    return [each for each in found if each.case.entry.label == label][-1]


def differing(paper: Paper) -> set[str]:
    """The kinds of fact in which the citation of the first entry differs from it."""
    return {name for name, told in judged(paper).compared.items() if told.outcome == "differs"}


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
    "experiments in animals": (
        "In an experimental study in mice, radiation slowed tumor growth by 50% [1].",
        "Smith A. Radiation and tumor growth in mice. Radiat Res. 2021;12:1-9.",
    ),
    "a staging system named after a city": (
        "A Korean study of 98 patients with Barcelona Clinic Liver Cancer stage B reported a survival of 58% [1].",
        "Smith A. Radiotherapy in Barcelona Clinic Liver Cancer stage B. Cancer. 2021;12:1-9.",
    ),
    "an animal that is the paper's own subject": (
        "The response was 45% and the survival of participants 21 months in earlier trials [1].",
        "Smith A. Radiation and hepatocellular carcinoma in mice. Radiat Res. 2021;12:1-9.",
    ),
    "clinical studies beside laboratory ones": (
        "In vitro and clinical studies have suggested that SBRT is safe [1].",
        SBRT_TRIAL,
    ),
    "examples of a class": (
        "A trial of 40 patients showed a response in various cancers, including breast cancer and melanoma [1].",
        "Smith A. Radiotherapy for lung cancer. Cancer. 2021;12:1-9.",
    ),
    "numbers of the paper's own planning": (
        "Based on earlier trials, a minimum of 80 patients was calculated for each group [1].",
        "Smith A. In vitro activity of milk against bacteria. J Trop Pediatr. 2021;12:1-9.",
    ),
    "a book on another disease": (
        "A trial of 40 patients with hepatocellular carcinoma showed a response of 45% [1].",
        "Smith A. Manual of breast cancer care. London: Churchill; 2011.",
    ),
    "a place that is no name": (
        "A trial of 40 women in Uganda [1] reported a response rate of 45%.",
        "Smith A. Radiotherapy in Uganda. Cancer. 2021;12:1-9.",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_two_sides_that_cannot_both_be_true_differ(case: str) -> None:
    check, sentence, entry = WRONG[case]
    assert check in differing(review(sentence, entries=[entry]))


@pytest.mark.parametrize("case", SOUND)
def test_a_look_alike_does_not_differ(case: str) -> None:
    sentence, entry = SOUND[case]
    title = "Radiotherapy in mice: a review" if "own subject" in case else "Radiotherapy for liver cancer: a review"
    assert differing(review(sentence, entries=[entry], title=title)) == set()


def test_a_conflict_that_another_entry_of_the_marker_does_not_share_is_none() -> None:
    wrong, sentence, entry = WRONG["another registration"]
    sentence = sentence.replace("[1]", "[1, 2]")
    other = entry.replace("NCT01234567", "NCT03186385")
    assert wrong not in differing(review(sentence, entries=[entry, other]))
    assert wrong in differing(review(sentence, entries=[entry, entry]))


def test_one_conflict_in_a_sound_paper_is_a_note_at_most() -> None:
    _, sentence, entry = WRONG["another drug of the class"]
    paper = review(sentence, entries=[entry])
    assert not findings(paper)


FABRICATED = [case for case in WRONG if case not in ("another drug of the class", "imaging for treatment")]


def _fabricated() -> Paper:
    """A review in which nearly every citation conflicts."""
    sentences = [WRONG[case][1].replace("[1]", f"[{n}]") for n, case in enumerate(FABRICATED, 1)]
    return review(*sentences, entries=[WRONG[case][2] for case in FABRICATED])


def test_the_same_conflicts_in_a_paper_full_of_them_are_errors() -> None:
    for label, case in enumerate(FABRICATED, 1):
        alone = judged(review(WRONG[case][1], entries=[WRONG[case][2]])).posterior
        assert alone < judged(_fabricated(), str(label)).posterior, case
    told = [findings(_fabricated(), str(label)) for label in range(1, len(FABRICATED) + 1)]
    severities = [severity for found in told for _, severity in found]
    assert len(severities) >= 6 and "error" in severities


def test_one_finding_names_all_reasons_with_both_sides() -> None:
    paper = _fabricated()
    found = [answer for answer in answers(paper) if isinstance(answer, Finding) and "review" in answer.message]
    assert len(found) == 1
    assert "probability" in found[0].message
    assert [each.role for each in found[0].evidence] == ["claim", "reference"]
    assert all(len(each.text) <= 400 for each in found[0].evidence)


def test_every_citation_has_a_verdict_the_sound_ones_too() -> None:
    paper = review(
        "A phase II trial (n=40) of radiotherapy for HCC reported a response rate of 45% [1].",
        "Survival was low in another study [2].",
        entries=[SBRT_TRIAL, "Smith A. 2018."],
    )
    assert verdicts(paper) == ["same_topic", "unverifiable"]
    told = [answer for answer in answers(paper) if isinstance(answer, Verdict)]
    assert all(answer.reasons for answer in told)
    assert [answer.precision is None for answer in told] == [False, True]


def test_a_check_counts_only_what_it_compared() -> None:
    paper = review(
        "A phase II trial (n=40) of radiotherapy published in JCO reported a response of 45% [1].",
        "Radiotherapy is effective [2].",
        entries=[SBRT_TRIAL.replace("Radiother Oncol", "J Clin Oncol"), SBRT_TRIAL],
    )
    said = answers(paper, only="citation_journal")
    assert [type(answer) for answer in said] == [Passed, Skipped]
    assert isinstance(said[1], Skipped) and "no study" in said[1].reason


def test_an_author_who_is_named_speaks_for_the_entry() -> None:
    paper = review(
        "Smith et al. [1] reported in 2019 a 2-year survival of 58% in 87 patients after chemoembolization.",
        entries=["Smith A. Radiotherapy for hepatocellular carcinoma. Cancer. 2013;12:1-9."],
    )
    assert judged(paper).compared["citation_author"].outcome == "agrees" and findings(paper) == []


LISTED = [
    "Adams A. Propofol for sedation in children. Anesth Analg. 2001;1:1-2.",
    "Baker B. Ketamine as analgesia for dressing changes of burns. Burns. 2002;1:1-2.",
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


def anaesthesia(*citing: str, entries: list[str] = LISTED) -> Paper:
    return review(" ".join(citing), entries=entries, title=ANAESTHESIA)


NAMED_WRONG = "Clark et al. [6] found that dexmedetomidine lessened emergence agitation."


def test_a_name_that_heads_another_entry_is_told_with_its_owner() -> None:
    told = judged(anaesthesia(*CITING, NAMED_WRONG), "6").compared["citation_author"]
    assert told.outcome == "differs" and told.grade == "listed"
    assert "names Clark, the entry is by Foster; [3] has that author" in told.reason
    near = judged(anaesthesia(*CITING, NAMED_WRONG.replace("[6]", "[4]")), "4").compared["citation_author"]
    assert near.grade == "near"


def test_one_name_and_entry_are_told_once() -> None:
    paper = anaesthesia(*CITING, *(NAMED_WRONG.replace("found", word) for word in ("found", "noted", "wrote")))
    told = [each for each in answers(paper) if isinstance(each, Finding) and each.check == "citation_author"]
    assert len(told) == 1 and len([each for each in told[0].evidence if each.role == "claim"]) == 3


@pytest.mark.parametrize(
    "sentence",
    [
        "Clark et al. [3] found that dexmedetomidine lessened agitation after midazolam [4], and after morphine [6].",
        "Clark et al. [3], [6] found that dexmedetomidine lessened emergence agitation.",
        "Clarck et al. [3] found that dexmedetomidine lessened emergence agitation.",
        "Agitation was common in Uganda [6].",
        "The Up and Go test was used in all [6].",
    ],
)
def test_a_name_that_is_spent_or_misspelt_or_none_is_left(sentence: str) -> None:
    found = audit_citations(anaesthesia(*CITING, sentence), EmptyLibrary()).judgements
    assert all(each.compared["citation_author"].outcome != "differs" for each in found)


def test_half_of_a_compound_name_is_no_rival() -> None:
    entries = [*LISTED[:2], LISTED[2].replace("Clark C", "Khani Moghaddam C"), *LISTED[3:]]
    told = judged(anaesthesia(*CITING, NAMED_WRONG.replace("Clark", "Baghi-Moghaddam"), entries=entries), "6")
    assert "[3]" not in told.compared["citation_author"].reason


def test_a_senior_author_of_a_list_cut_short_is_left() -> None:
    entries = [*LISTED[:2], LISTED[2].replace("Clark C.", "Xi M, Yang Z, Hu L, et al."), *LISTED[3:]]
    paper = anaesthesia(*CITING, "Baker et al. [3] found that agitation was less.", entries=entries)
    assert not findings(paper, "3")


def test_a_number_in_the_place_of_one_that_is_cited_nowhere_is_told_by_the_order() -> None:
    told = judged(anaesthesia(*CITING[:3], CITING[3].replace("[4]", "[2]"), *CITING[4:]), "2")
    assert told.compared["citation_order"].outcome == "differs" and told.compared["citation_order"].expected == "4"
    assert told.verdict != "mismatch"


def test_a_repeated_number_in_an_unbroken_order_is_left() -> None:
    told = judged(anaesthesia(*CITING[:4], "Ketamine also helped after burns [2].", *CITING[4:]), "2")
    assert told.compared["citation_order"].outcome == "not_looked"


FOREIGN = "Hill H. Rural credit markets and irrigation in highland villages of Bolivia. World Dev. 2005;1:1-2."


def test_an_entry_that_has_nothing_to_do_with_the_paper_is_told_and_never_an_error() -> None:
    told = judged(anaesthesia(*CITING, entries=[*LISTED[:4], FOREIGN, *LISTED[5:]]), "5")
    assert told.compared["citation_entry"].outcome == "differs"
    assert told.posterior > judged(anaesthesia(*CITING), "5").posterior and told.severity != "error"


def test_words_alone_are_never_an_error_in_a_paper_full_of_them() -> None:
    paper = anaesthesia(*CITING, entries=[FOREIGN.replace("H.", f"{letter}.", 1) for letter in "ABCDEFGH"])
    assert {severity for label in "12345678" for _, severity in findings(paper, label)} <= {"warning"}


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
    assert "citation_self_contradiction" not in [check for check, _ in findings(paper)]


def test_a_message_names_animals_and_countries_as_people_write_them() -> None:
    sentence, entry = WRONG["mice for patients"][1:]
    told = judged(review(sentence, entries=[entry])).compared["citation_organism"]
    assert "a study in mice," in told.reason


def test_a_bare_number_in_a_cell_says_nothing_of_its_entry() -> None:
    subjects = ("liver", "kidney", "heart", "lung", "spine", "skin", "bone", "brain")
    said = [
        f"Stereotactic radiotherapy of tumours of the {organ} was safe [{n}]." for n, organ in enumerate(subjects, 1)
    ]
    entries = [
        f"Smith A. Safety of stereotactic radiotherapy for {organ} tumours. Cancer. 2019;1:1." for organ in subjects
    ]
    entries[0] = "Smith A. Teaching long division to children of farmers in rural schools. Maths. 2019;1:1."
    paper = review(*said, entries=entries)
    own = paper.claims[0]
    number = replace(own, pieces=(Span(own.span.end - 4, own.span.end - 2),), facts=(), sentence=None, cell="r1c1")
    again = replace(paper.claims[1], markers=own.markers, id="again")
    bare = replace(paper, claims=(again, number, *paper.claims[1:]))
    assert judged(paper).compared["citation_fit"].outcome != "not_looked"
    assert judged(bare).compared["citation_fit"].outcome == "not_looked"
    assert judged(bare).verdict == "unverifiable"
