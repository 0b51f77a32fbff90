"""The list of references on a paper's page: verdicts in words, who was asked, the record beside the entry, links."""

from extract.model import Notice, Person, Work
from extract.report.pages.reference_rows import compared, links_of, notice_line

ENTRY = {
    "authors": [{"family": "Roe", "given": "A", "is_group": False}],
    "title": "A trial of rest in older adults",
    "container": "J Rest",
    "year": 2019,
    "volume": "7",
    "pages": "101-9",
    "doi": "10.1000/A",
    "pmid": None,
}
WORK = Work(
    id="doi:10.1000/a",
    title="RETRACTED: A trial of rest in older adults",
    authors=(Person("Roe", "Ann"),),
    year=2018,
    years=(2019,),
    container="Journal of Rest",
    volume="8",
    pages="101-109",
    doi="10.1000/a",
    pmid="31",
)


def test_fields_agree_as_matching_reads_them() -> None:
    agrees = {one.name: one.agrees for one in compared(ENTRY, WORK)}
    assert agrees == {
        "authors": True,
        "title": True,
        "journal or book": True,
        "year": True,
        "volume": False,
        "pages": True,
        "DOI": True,
        "PMID": None,
    }


def test_links_lead_to_what_is_printed_and_to_the_record() -> None:
    assert links_of(ENTRY, WORK) == [
        ("doi:10.1000/A", "https://doi.org/10.1000/A"),
        ("PMID 31", "https://pubmed.ncbi.nlm.nih.gov/31/"),
    ]
    assert links_of(ENTRY | {"doi": None}, None) == []


def test_a_notice_says_when_and_who() -> None:
    notice = Notice(
        kind="retraction", source="retraction watch", date="2020-01-02", notice_id="10.1000/n", reason="Error"
    )
    assert notice_line(notice) == "Retracted 2020-01-02, says retraction watch (10.1000/n): Error"
