"""Made-up references in the house styles of medicine."""

import pytest

from extract.annotate.references import parse_reference

NAMES = ["Smith", "Lee"]


@pytest.mark.parametrize(
    "printed",
    [
        "Smith AB, Lee C. Dose and effect: does it work? J Clin Oncol. 2010 Mar 15;28(8):1340-7.",
        "12. Smith AB, Lee C. Dose and effect: does it work? J Clin Oncol 2010;28(8):1340-7. doi:10.1200/j.1",
        "[12] A.B. Smith, C. Lee, Dose and effect: does it work?, J. Clin. Oncol. 28 (8) (2010) 1340-7.",
        "Smith AB, Lee C: Dose and effect: does it work? J Clin Oncol 2010, 28(8):1340-7.",
        "Smith AB, Lee C (2010) Dose and effect: does it work? *J Clin Oncol* 28(8):1340-7. <https://doi.org/10.1200/j.1>",
        "Smith, A. B., & Lee, C. (2010). Dose and effect: does it work? J Clin Oncol, 28(8), 1340-7.",
        "Smith, A. B. & Lee, C. Dose and effect: does it work? J. Clin. Oncol. 28(8), 1340-7 (2010).",
        'Smith, Ann B., and Carl Lee. "Dose and effect: does it work?" *J Clin Oncol* vol. 28,8 (2010): 1340-7.',
        "A. B. Smith, C. Lee, “Dose and effect: does it work?,” J Clin Oncol, vol. 28, no. 8, pp. 1340-7, Mar. 2010.",
        "Smith AB and Lee C: Dose and effect: does it work? J Clin Oncol 28(8): 1340-7, 2010.",
        "Smith AB, Lee C. Dose and effect: does it work? J Clin Oncol (2010) 28(8):1340-7. doi: 10.1200/j.1",
        "Smith AB, Lee C. Dose and effect: does it work? [J]. J Clin Oncol, 2010,28(8):1340-7.",
        "Smith AB, Lee C. Dose and effect: does it work? J Clin Oncol. 2010 03 15;28(8):1340-7. Epub 2010/02/01.",
        "Smith, A.B., and Lee, C. (2010). Dose and effect: does it work? J. Clin. Oncol. 28(8), 1340-7.",
    ],
)
def test_one_work_reads_alike_in_every_house(printed: str) -> None:
    fields = parse_reference(printed)
    assert [person.family for person in fields.authors] == NAMES
    assert fields.title is not None
    assert fields.title.rstrip("?,") == "Dose and effect: does it work"
    assert fields.container is not None
    assert fields.container.replace(".", "") == "J Clin Oncol"
    assert (fields.year, fields.volume, fields.issue, fields.pages) == (2010, "28", "8", "1340-7")


@pytest.mark.parametrize(
    ("printed", "volume", "issue", "pages"),
    [
        ("Smith A. Dose. Lancet 2014;44:(Suppl 58), Abstract 923.", "44", "Suppl 58", "923"),
        ("Smith A. Dose. AIDS. 2010;24 Suppl 4:S4–14.", "24", "Suppl 4", "S4–14"),
        ("Smith A (2011). Dose. J Sports Sci 29 Suppl 1, S17–S27.", "29", "Suppl 1", "S17–S27"),
        ("Smith A. Dose. PLoS One. 2014;9: e111265 doi: 10.1371/x.1", "9", None, "e111265"),
        ("Smith A. Dose. Cochrane Database Syst Rev. 2007; (3):CD001019.", None, "3", "CD001019"),
        ("Smith A. Dose. J Bone Joint Surg Am, 2001, 83-A: 679–687.", "83-A", None, "679–687"),
        ("Smith, Ann. “Dose.” *Genes* vol. 15,5 577. 30 Apr. 2024, doi:10.3390/x1", "15", "5", "577"),
        ("Smith A. Dose. Oncology. 2008; 22: 1617–1623; discussion 1623–1624, 1629.", "22", None, "1617–1623"),
        ("Smith A et al. Gut. 2006 44: 3647– 3658 [PMID: 17021093]", "44", None, "3647–3658"),
        ("Smith A. Dose. Lancet. 2007;370(9590):890–907.", "370", "9590", "890–907"),
        ("Smith A. Dose. J Appl Physiol 1985, 2003, 95: 2229–2234.", "95", None, "2229–2234"),
        ("Smith A. Dose. Technol Cancer Res 2018; 17: 1533033818783450.", "17", None, "1533033818783450"),
    ],
)
def test_place_in_the_volume(printed: str, volume: str | None, issue: str | None, pages: str) -> None:
    fields = parse_reference(printed)
    assert (fields.volume, fields.issue, fields.pages) == (volume, issue, pages)


@pytest.mark.parametrize(
    ("printed", "title", "container"),
    [
        ("Smith A. Liver cancer. A review. J Hepatol 2010;1:2.", "Liver cancer. A review", "J Hepatol"),
        (
            "Moss, AB; Fern, B – Rest and noise in wards – J Hepatol 4 (2019) 1-9",
            "Rest and noise in wards",
            "J Hepatol",
        ),
        ("Smith A. Rest – noise – and lamps. J Hepatol 2010;1:2.", "Rest – noise – and lamps", "J Hepatol"),
        (
            "Smith A. Growth in men, Beijing, 2003. Emerg Infect Dis. 2004;10:25–31",
            "Growth in men, Beijing, 2003",
            None,
        ),
        ("Smith A. Trials. Nat. Rev. Clin. Oncol. 14, 247–258 (2017).", "Trials", "Nat. Rev. Clin. Oncol."),
        ("Smith A. “Fat loss” in men: the nail? J Appl Physiol 2006;100:7–8.", "“Fat loss” in men: the nail?", None),
        ("Smith A. Low [corrected] ratio of births. Lancet 2006;1:2.", "Low [corrected] ratio of births", "Lancet"),
        ("Smith A. Care: a cohort study. BMJ Open 2013;3:pii: e1943", "Care: a cohort study", "BMJ Open"),
    ],
)
def test_titles_and_journals_are_parted(printed: str, title: str, container: str | None) -> None:
    fields = parse_reference(printed)
    assert fields.title == title
    assert container is None or fields.container == container


def test_a_book_has_publisher_and_place() -> None:
    fields = parse_reference("Murray PR, Pfaller MA. Medical microbiology. 4th ed. St. Louis: Mosby; 2002.")
    assert (fields.title, fields.publisher, fields.place) == ("Medical microbiology", "Mosby", "St. Louis")
    assert (fields.type, fields.year, fields.container) == ("book", 2002, None)


def test_a_chapter_has_its_book_and_editors() -> None:
    fields = parse_reference(
        "Meltzer PS, Trent JM. Changes in tumors. In: Vogel B, Kinzler KW, editors. The genetic basis of cancer. "
        "New York: McGraw-Hill; 2002. p. 93-113."
    )
    assert (fields.type, fields.title, fields.container) == (
        "chapter",
        "Changes in tumors",
        "The genetic basis of cancer",
    )
    assert ([person.family for person in fields.editors], fields.pages) == (["Vogel", "Kinzler"], "93-113")


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        (
            "National Cancer Institute. Criteria for Events v4.0. Bethesda, MD: National Cancer Institute; 2009.",
            "report",
        ),
        ("Ding H. Frailty scale. 2008 http://www.example.org/Frailtyscale.pdf (accessed 20 Jun 2017).", "web"),
        ("Borkow MM. Sleep [dissertation]. Mount Pleasant (MI): Central Michigan University; 2002.", "thesis"),
        ("Smith A, Lee B. A look at things. medRxiv. 2020. doi:10.1101/2020.03.24.20042937", "preprint"),
        (
            "ClinicalTrials.gov. Study of a drug. NCT03434379. https://clinicaltrials.gov/ct2/show/NCT03434379",
            "trial-registration",
        ),
        ("Smith A. Dose. Presented at ATS International Conference; San Diego.", "conference"),
        ("Smith A. Dose. Lancet Oncol. In press.", "journal-article"),
    ],
)
def test_types_are_told_apart(printed: str, kind: str) -> None:
    assert parse_reference(printed).type == kind


def test_a_corporate_author_is_a_group_and_a_title_is_none() -> None:
    fields = parse_reference(
        "European Association for the Study of the Liver. EASL guidelines. J Hepatol 2018;69(1):182–236."
    )
    assert [(person.family, person.is_group) for person in fields.authors] == [
        ("European Association for the Study of the Liver", True)
    ]
    assert parse_reference("I-gel User Guide. 7th ed. Wokingham, UK: Intersurgical Ltd; 2009.").authors == ()


def test_a_malformed_doi_is_no_doi() -> None:
    fields = parse_reference(
        "Han Y, Ma R, et al. Mice [J]. *Shandong Med*, 2024,64(31):45-50.DOI:CNKI: SUN:SDYY. 0.2024-31-009."
    )
    assert fields.doi is None
    assert (fields.other_id, fields.doi_printed) == ("CNKI:SUN:SDYY.0.2024-31-009", "CNKI: SUN:SDYY. 0.2024-31-009")
    assert (fields.container, fields.pages) == ("Shandong Med", "45-50")


def test_a_letter_behind_the_year_is_kept() -> None:
    fields = parse_reference("Finn RS, Ikeda M (2020a) A study. J Clin Oncol 38(26):2960–2970")
    assert (fields.year, fields.year_suffix) == (2020, "a")


@pytest.mark.parametrize("printed", ["", ".", "[1]", "((((", "2010", "“", "*", "et al.", "https://", "1. \n 2."])
def test_scraps_are_read_without_complaint(printed: str) -> None:
    parse_reference(printed)


@pytest.mark.parametrize(
    "scrap", ["Smith AB, ", "2010;12(3):", "A. ", "[a](", "van der Aa ", "Jan 2010 ", "New York: "]
)
def test_long_scraps_take_no_time(scrap: str) -> None:
    parse_reference(scrap * 1000)


def test_a_slip_in_initials_is_part_of_them_and_a_scrap_of_authors_no_title() -> None:
    fields = parse_reference("Moss A, Fern B, Weld N.a. Sleep in dry rooms. J Rest. 2022;36(4):499-525.")
    assert [person.family for person in fields.authors] == ["Moss", "Fern", "Weld"]
    assert fields.title == "Sleep in dry rooms"
    fields = parse_reference("Moss A, Fern B.r., Weld N.a. Sleep in dry rooms. J Rest. 2022;36(4):499-525.")
    assert [person.family for person in fields.authors] == ["Moss", "Fern", "Weld"]
    assert parse_reference("Zhang J-P, et al. P. J Rest 2011;3:1-5.").title is None
    assert parse_reference("Zhang J-P, et al. PTSD. J Rest 2011;3:1-5.").title == "PTSD"


@pytest.mark.parametrize(
    ("entry", "families"),
    [
        ("Fern b, Moss A. Sleep in dry rooms. J Rest. 2022;36:4-5.", ["Fern", "Moss"]),
        ("Moss A, Fern b, Weld N. Sleep in dry rooms. J Rest. 2022;36:4-5.", ["Moss", "Fern", "Weld"]),
        ("Vitamin d, sunlight and sleep in dry rooms. J Rest. 2022;36:4-5.", []),
        ("Ortega y, Moss A. Sleep in dry rooms. J Rest. 2022;36:4-5.", []),
    ],
)
def test_a_single_initial_in_lower_case_before_another_author(entry: str, families: list[str]) -> None:
    fields = parse_reference(entry)
    assert [person.family for person in fields.authors] == families


@pytest.mark.parametrize(
    ("entry", "authors", "title"),
    [
        ("Hepatitis B, Hepatitis C. Geneva: World Press; 2019.", [], "Hepatitis B, Hepatitis C"),
        ("Group A, Group B. Streptococci in the newborn. 1999.", [], None),
        ("Hepner B, Vitale D. Letters of vitamins. Ward J. 2001;3:4-5.", ["Hepner", "Vitale"], "Letters of vitamins"),
        (
            "Model AB, Stage C. Two names of this kind. Ward J. 2001;3:4-5.",
            ["Model", "Stage"],
            "Two names of this kind",
        ),
    ],
)
def test_things_with_their_letter_are_no_authors(entry: str, authors: list[str], title: str | None) -> None:
    fields = parse_reference(entry)
    assert [person.family for person in fields.authors] == authors
    assert title is None or fields.title == title


PRINTER = "Lamplight Books of the far north and of all the wards in dim light"


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("WHO. Rest on many wards", "WHO"),
        ("WHO. Rest on many dim wards", "Rest on many dim wards"),
        ("Roe A, Fenn B (2019). Res", "(2019)"),
        ("Roe A, Fenn B (2019). Rest", "Rest"),
        (f"Roe A. Rest on wards of the north. {PRINTER[:59]}", "Rest on wards of the north"),
        (f"Roe A. Rest on wards of the north. {PRINTER[:60]}", f"Rest on wards of the north. {PRINTER[:60]}"),
    ],
    ids=["4 words", "5 words are a title", "3 letters", "4 are a title", "59 letters name a publisher", "60 do not"],
)
def test_what_stands_last_is_a_title_or_a_publisher_by_its_length(printed: str, title: str) -> None:
    assert parse_reference(printed).title == title
