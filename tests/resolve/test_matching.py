"""Printed references against a small library: found in every printing, twins left apart, mixtures told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.annotate.references import parse_reference
from extract.model import Match, Person, Work
from extract.resolve import match_reference
from extract.store.database import open_database
from extract.store.works import WorkCatalogue, save_works


def people(*families: str) -> tuple[Person, ...]:
    return tuple(Person(family, "AB") for family in families)


SARCOMA = Work(
    id="",
    title="Preoperative radiotherapy for retroperitoneal sarcoma: a randomised trial of the northern group",
    authors=people("Sørensen", "Lloyd-Jones", "van der Klink", "Ek"),
    year=2014,
    container="J Clin Sound Oncol",
    volume="32",
    pages="1101-1109",
    pmid="1",
    doi="10.1000/sarcoma",
)
NUTRITION = Work(
    id="",
    title="Whole grain intake and fasting glucose in older adults of three cohorts",
    authors=people("McKeown", "Meigs", "Liu", "Wilson"),
    year=2002,
    container="American Journal of Sound Nutrition",
    volume="76",
    pages="390-398",
    pmid="2",
)
STATISTICS = Work(
    id="",
    title="Cancer statistics of the northern countries 2020",
    authors=people("Bray", "Laversanne"),
    year=2021,
    container="CA Sound J",
    volume="71",
    pages="209-249",
    pmid="3",
)
PART_ONE = Work(
    id="",
    title="Risk factors of hepatic fibrosis after transplantation: part I: viral factors",
    authors=people("Ascher", "Munger"),
    year=2007,
    container="Ann Hepat",
    volume="61",
    pages="288-299",
    pmid="4",
)
OPINION = Work(
    id="",
    title="Con: hypoxic vasoconstriction is not a limit of exercise",
    authors=people("Howard"),
    year=2011,
    container="High Alt Med",
    volume="12",
    pages="313-317",
    pmid="5",
)
FIRST_REPORT = Work(
    id="",
    title="Sound therapy plus chemotherapy for advanced carcinoma of the liver",
    authors=people("Finn", "Qin", "Ikeda"),
    year=2020,
    container="N Sound J Med",
    volume="382",
    pages="1894-1905",
    pmid="6",
)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkCatalogue]:
    with open_database(tmp_path_factory.mktemp("library") / "works.db") as database:
        with database.atomic():
            save_works(database.connection, [SARCOMA, NUTRITION, STATISTICS, PART_ONE, OPINION, FIRST_REPORT])
        yield WorkCatalogue(database.connection)


def match(printed: str, catalogue: WorkCatalogue) -> Match:
    return match_reference(parse_reference(printed), catalogue, printed=printed)


@pytest.mark.parametrize(
    "printed",
    [
        "Sørensen AB, Lloyd-Jones AB, van der Klink AB, et al. Preoperative radiotherapy for retroperitoneal sarcoma: "
        "a randomised trial of the northern group. J Clin Sound Oncol. 2014;32:1101-9.",
        "SørensenAB, Lloyd-JonesAB, van der KlinkAB, et al (2014) Preoperative radiotherapy for retroperitoneal "
        "sarcoma: a randomised trial of the northern group. J Clin Sound Oncol 32: 1101–1109.",
        "SørensenABLloyd-JonesABPreoperative radiotherapy for retroperitoneal sarcoma: a randomised trial of the "
        "northern groupJ Clin Sound Oncol20143211011109",
        "Sorensen A.B. et al. Preoperative radiotheraphy for retroperitoneal sarcoma. J. Clin. Sound Oncol. 32, 1101 "
        "(2014).",
        "[12] Sørensen AB et al., J Clin Sound Oncol 2014;32:1101-1109.",
        "Sørensen AB. Preoperative radiotherapy for retroperitoneal sarcoma. In press. doi:10.1000/sarcoma",
    ],
    ids=["vancouver", "spaces lost", "all run together", "typo and no subtitle", "no title", "identifier"],
)
def test_a_work_is_found_in_every_printing(printed: str, catalogue: WorkCatalogue) -> None:
    found = match(printed, catalogue)
    assert (found.status, found.works[0].pmid) == ("matched", "1")
    assert found.score > 0.8
    assert any("agree" in reason for reason in found.reasons)


@pytest.mark.parametrize(
    "printed",
    [
        "Bray AB, Laversanne AB. Cancer statistics of the northern countries 2022. CA Sound J. 2024;74:229-263.",
        "Ascher AB, Munger AB. Risk factors of hepatic fibrosis after transplantation: part II: noninfectious factors. "
        "Ann Hepat. 2007;61:504-513.",
        "Naeije R. Pro: hypoxic vasoconstriction is a limit of exercise. High Alt Med. 2011;12:309-312.",
        "Finn AB, Qin AB, Ikeda AB. Updated results of sound therapy plus chemotherapy for advanced carcinoma of the "
        "liver. J Sound Hepatol. 2022;76:862-873.",
        "Perrault PG. Fibrosis of the spleen in adults. J Other. 1999;4:1-9.",
    ],
    ids=["another year", "another part", "the other side", "the final report", "unknown"],
)
def test_twins_and_strangers_are_not_matched(printed: str, catalogue: WorkCatalogue) -> None:
    assert match(printed, catalogue).status == "none"


def test_a_mixture_of_two_works_is_a_conflict_that_names_both(catalogue: WorkCatalogue) -> None:
    found = match(
        "McKeown AB, Meigs AB, Liu AB, et al. Preoperative radiotherapy for retroperitoneal sarcoma: a randomised "
        "trial of the northern group. Am J Sound Nutr. 1999;3(2):500-510.",
        catalogue,
    )
    assert (found.status, found.conflict) == ("conflict", "composite")
    assert {work.pmid for work in found.works} == {"1", "2"}


def test_an_identifier_of_another_paper_is_a_conflict(catalogue: WorkCatalogue) -> None:
    found = match(
        "Perrault PG, Other LM. Fibrosis of the spleen in adults with sickle disease. J Other. 1999;4:21-29. "
        "doi:10.1000/sarcoma",
        catalogue,
    )
    assert (found.status, found.conflict, found.works[-1].pmid) == ("conflict", "identifier", "1")


def test_a_place_held_by_another_paper_is_told_without_a_match(catalogue: WorkCatalogue) -> None:
    found = match(
        "Perrault PG, Other LM. Fibrosis of the spleen in adults with sickle disease. J Clin Sound Oncol. "
        "2014;32:1101-1109.",
        catalogue,
    )
    assert (found.status, found.conflict) == ("none", "place")


def test_nothing_printed_means_nothing(catalogue: WorkCatalogue) -> None:
    assert match("", catalogue).status == "none"
    assert match("... 12 ...", catalogue).status == "none"


def test_a_hostile_string_costs_no_time(catalogue: WorkCatalogue) -> None:
    assert match("A" * 200_000 + " (" * 5000 + "1 " * 5000, catalogue).status == "none"


def test_two_records_of_one_doi_with_two_numbers_stay_two_works(tmp_path: Path) -> None:
    database = open_database(tmp_path / "two.db")
    connection = database.connection
    one = Work(id="", title="One", doi="10.1000/x", pmid="11")
    saved = save_works(connection, [one, Work(id="", title="Two", doi="10.1000/x", pmid="12"), one])
    assert (saved.added, saved.unchanged) == (2, 1)
    assert {work.pmid for work in WorkCatalogue(connection).by_identifier(doi="10.1000/X")} == {"11", "12"}


@pytest.mark.parametrize(("title", "speaks"), [("Fibrosis in men", True), ("Fibrosis in me", False)])
def test_a_printed_title_of_fifteen_letters_can_be_another(catalogue: WorkCatalogue, title: str, speaks: bool) -> None:
    """An identifier or a place then belongs to another paper."""
    for behind, conflict in (
        ("J Other. 1999;4:1-9. doi:10.1000/sarcoma", "identifier"),
        ("J Clin Sound Oncol. 2014;32:1101-9.", "place"),
    ):
        assert (match(f"Perrault PG. {title}. {behind}", catalogue).conflict == conflict) is speaks


WORDS = "Dimming of lamps at wards of northern towns, again"


@pytest.mark.parametrize(
    ("length", "printed", "is_composite"),
    [
        (24, "Finn AB, Qin AB, Ikeda AB. {}. 1999.", False),
        (25, "Finn AB, Qin AB, Ikeda AB. {}. 1999.", True),
        (39, "Howard AB. {}. High Alt Med. 1999;3(2):500-510.", False),
        (40, "Howard AB. {}. High Alt Med. 1999;3(2):500-510.", True),
        (47, "Ascher AB, Munger AB. {}. 1999.", False),
    ],
)
def test_a_long_title_beside_other_authors_is_of_two_works(
    tmp_path: Path, length: int, printed: str, is_composite: bool
) -> None:
    """25 letters beside three authors; 40 beside one and the journal; two authors without a journal name no work."""
    owner = Work(
        id="",
        title=WORDS[:length],
        authors=people("Sorensen", "Klink"),
        year=2014,
        container="Lamp J",
        pmid="9",
    )
    with open_database(tmp_path / "works.db") as database:
        with database.atomic():
            save_works(database.connection, [owner, OPINION, FIRST_REPORT, PART_ONE])
        found = match(printed.format(owner.title), WorkCatalogue(database.connection))
    assert (found.conflict == "composite") is is_composite
