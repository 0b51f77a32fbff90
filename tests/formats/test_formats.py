"""Files of records: each format gives the same work, and damage costs only what it damages."""

import gzip
import json
import tracemalloc
from pathlib import Path

import pytest

from extract.errors import LibraryError
from extract.formats import NoticeOf, Unread, open_records
from extract.model import Person, Registration, Work

TITLE = "Hépatic résponse to 5 Gy: a randomised trial"
CSL = {
    "type": "article-journal",
    "title": TITLE + ".",
    "author": [{"family": "Müller", "given": "Ann B"}, {"literal": "Sound Group"}],
    "issued": {"date-parts": [[2019, 5]]},
    "container-title": "Journal of Sound Trials",
    "volume": "7",
    "page": "101-9",
    "DOI": "https://doi.org/10.1000/S1(19)2.",
    "PMID": 31000001,
}
BIBTEX = r"""@string{jst = "Journal of Sound Trials"}
@comment{nothing}
@article{mueller2019,
  author = {M{\"u}ller, Ann B and {Sound Group}},
  title = {{H}{\'e}patic r\'esponse to 5 {Gy}: a randomised trial},
  journal = jst, year = 2019, volume = {7}, pages = "101--9", doi = {10.1000/S1(19)2}, pmid = {31000001}
}
"""
RIS = f"""TY  - JOUR
AU  - Müller, Ann B
T1  - {TITLE}
JF  - Journal of Sound Trials
PY  - 2019/05//
VL  - 7
SP  - 101
EP  - 9
DO  - 10.1000/S1(19)2
ER  - """
NBIB = """PMID- 31000001
TI  - Hépatic résponse to 5 Gy: a
      randomised trial.
FAU - Müller, Ann B
JT  - Journal of Sound Trials
DP  - 2019 May
VI  - 7
PG  - 101-9
AID - 10.1000/S1(19)2 [doi]
PT  - Randomized Controlled Trial
SI  - ClinicalTrials.gov/NCT00000001
"""
PUBMED = f"""<?xml version="1.0" encoding="UTF-8"?><PubmedArticleSet><PubmedArticle><MedlineCitation>
<PMID Version="1">31000001</PMID><Article><Journal><JournalIssue><Volume>7</Volume><PubDate><Year>2019</Year></PubDate>
</JournalIssue><Title>Journal of Sound Trials</Title></Journal><ArticleTitle>{TITLE}.</ArticleTitle>
<Pagination><MedlinePgn>101-9</MedlinePgn></Pagination><AuthorList><Author><LastName>Müller</LastName>
<Initials>AB</Initials></Author><Author><CollectiveName>Sound Group</CollectiveName></Author></AuthorList>
</Article></MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="doi">10.1000/S1(19)2</ArticleId>
</ArticleIdList></PubmedData></PubmedArticle></PubmedArticleSet>"""
ENDNOTE = f"""<xml><records><record><ref-type name="Journal Article">17</ref-type><contributors><authors>
<author><style>Müller, Ann B</style></author></authors></contributors><titles><title><style>{TITLE}</style></title>
<secondary-title>Journal of Sound Trials</secondary-title></titles><pages>101-9</pages><volume>7</volume>
<dates><year>2019</year></dates><electronic-resource-num>10.1000/S1(19)2</electronic-resource-num></record>
</records></xml>"""
CROSSREF = {
    "status": "ok",
    "message-type": "work",
    "message": {
        "DOI": "10.1000/S1(19)2",
        "title": [TITLE],
        "author": [{"family": "Müller", "given": "Ann B"}],
        "issued": {"date-parts": [[2019]]},
        "container-title": ["Journal of Sound Trials"],
        "volume": "7",
        "page": "101-9",
    },
}
WATCH = (
    "Record ID,Title,Journal,Author,RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,"
    "OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,\n"
    "1,A paper,J Sound,Ann Lee;Bo Ek,9/27/2023 0:00,10.1000/n,0,8/22/2019 0:00,10.1000/p,31,Retraction,+Paper Mill;,\n"
    "2,A paper,J Sound,Ann Lee,10/1/2023 0:00,unavailable,0,8/22/2019 0:00,10.1000/p,31,Reinstatement,,\n"
)


def records(tmp_path: Path, text: str | bytes) -> list[object]:
    path = tmp_path / "records"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(open_records(path).records())


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([CSL]),
        json.dumps(CSL) + "\n",
        gzip.compress(json.dumps(CSL).encode()),
        BIBTEX,
        RIS,
        NBIB,
        PUBMED,
        ENDNOTE,
        json.dumps(CROSSREF),
    ],
    ids=["csl array", "csl lines", "csl gzip", "bibtex", "ris", "nbib", "pubmed", "endnote", "crossref"],
)
def test_every_format_tells_the_same_work(tmp_path: Path, text: str | bytes) -> None:
    (work,) = records(tmp_path, text)
    assert isinstance(work, Work)
    assert (work.title, work.year, work.container) == (TITLE, 2019, "Journal of Sound Trials")
    assert (work.volume, (work.pages or "").replace("–", "-"), work.doi) == ("7", "101-9", "10.1000/s1(19)2")
    assert work.authors[0].family == "Müller"
    if len(work.authors) > 1:
        assert work.authors[1] == Person("Sound Group", is_group=True)


def test_retraction_watch_rows_are_works_and_notices(tmp_path: Path) -> None:
    found = records(tmp_path, WATCH)
    notices = [record.notice for record in found if isinstance(record, NoticeOf)]
    assert [(notice.kind, notice.date, notice.notice_id) for notice in notices] == [
        ("retraction", "2023-09-27", "10.1000/n"),
        ("reinstatement", "2023-10-01", None),
    ]
    assert notices[0].reason == "Paper Mill"
    work = next(record for record in found if isinstance(record, Work))
    assert ([person.family for person in work.authors], work.pmid) == (["Lee", "Ek"], "31")


def test_studies_are_registrations(tmp_path: Path) -> None:
    protocol = {
        "identificationModule": {"nctId": "NCT00000001", "nctIdAliases": ["NCT00000009"], "briefTitle": "T"},
        "conditionsModule": {"conditions": ["Hepatocellular Carcinoma"]},
        "contactsLocationsModule": {"locations": [{"country": "Japan"}, {"country": "Japan"}]},
        "designModule": {"enrollmentInfo": {"count": "120"}, "phases": ["PHASE3"]},
    }
    measure = {
        "title": "Response",
        "unitOfMeasure": "percentage of participants",
        "paramType": "NUMBER",
        "groups": [{"id": "OG000", "title": "Drug"}, {"id": "OG001", "title": "Placebo"}],
        "classes": [{"categories": [{"measurements": [{"groupId": "OG000", "value": "45.2"}, {"value": "NA"}]}]}],
        "analyses": [{"paramType": "Odds Ratio (OR)", "paramValue": "1.8", "pValue": "<0.01"}, {"pValue": 7}, "x"],
    }
    results = {"outcomeMeasuresModule": {"outcomeMeasures": [measure, {"classes": [{}, {"categories": 3}]}, None]}}
    (found,) = records(tmp_path, json.dumps({"studies": [{"protocolSection": protocol, "resultsSection": results}]}))
    assert isinstance(found, Registration)
    assert found.results[:2] == (
        "Response: 45.2% of participants in Drug.",
        "Response: Odds Ratio (OR) 1.8, p <0.01.",
    )
    assert (found.enrolment, found.countries, found.aliases) == (120, ("Japan",), ("NCT00000009",))


def test_a_file_that_breaks_off_gives_what_came_before_and_says_so(tmp_path: Path) -> None:
    cut = json.dumps([CSL, CSL | {"DOI": "10.1000/2"}])[:-60]
    first, *rest = records(tmp_path, cut)
    assert isinstance(first, Work)
    assert isinstance(rest[-1], Unread)
    whole = "<PubmedArticleSet>" + PUBMED.split("<PubmedArticleSet>")[1].removesuffix("</PubmedArticleSet>")
    assert [type(record) for record in records(tmp_path, whole + "<PubmedArticle><Medl")] == [Work, Unread]
    packed = gzip.compress("\n".join(json.dumps(CSL | {"volume": str(n)}) for n in range(5000)).encode())
    assert isinstance(records(tmp_path, packed[: len(packed) // 2])[-1], Unread)


def test_a_broken_line_costs_itself_only(tmp_path: Path) -> None:
    lines = [json.dumps(CSL), '{"title": "half', json.dumps(CSL)]
    assert [type(record) for record in records(tmp_path, "\n".join(lines))] == [Work, Unread, Work]
    broken = "@article{a, title = {Never closed\n" + BIBTEX
    assert isinstance(records(tmp_path, broken)[-1], Work)


def test_records_without_title_and_identifier_are_told(tmp_path: Path) -> None:
    found = records(tmp_path, json.dumps([{"type": "book"}, CSL, 7]))
    assert [type(record) for record in found] == [Unread, Work, Unread]


def test_stray_bytes_and_nulls_break_nothing(tmp_path: Path) -> None:
    rows = WATCH.encode().replace(b"Ann Lee", b"Ann L\xe9e\x00")
    assert any(isinstance(record, NoticeOf) for record in records(tmp_path, rows))


def test_entities_of_a_files_own_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "b">]><PubmedArticleSet><PubmedArticle>&a;</PubmedArticle></PubmedArticleSet>'
    (told,) = records(tmp_path, bomb)
    assert isinstance(told, Unread)


def test_ten_thousand_authors_are_kept(tmp_path: Path) -> None:
    many = [{"family": f"Name{n}", "given": "A"} for n in range(10_000)]
    (work,) = records(tmp_path, json.dumps(CSL | {"author": many}))
    assert isinstance(work, Work)
    assert len(work.authors) == 10_000


def test_a_file_of_no_known_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="none of the formats"):
        records(tmp_path, "Dear editor,")
    with pytest.raises(LibraryError, match="cannot be opened"):
        open_records(tmp_path / "missing")


@pytest.mark.parametrize(
    "endless",
    [
        "TY  - JOUR\nTI  - " + "a" * 1_500_000,
        "TY  - JOUR\nTI  - A title\n" + "and more\n" * 100_000,
        "PMID- 31\nTI  - " + "a" * 1_500_000,
        "@article{a, title = {" + "a" * 1_500_000,
        "@article{a,\n" + "title = {a}\n" * 100_000,
        WATCH + '3,"' + "a" * 1_500_000,
    ],
    ids=["ris line", "ris lines", "nbib line", "bibtex line", "bibtex lines", "csv cell"],
)
def test_lines_and_fields_without_end_are_bounded(tmp_path: Path, endless: str) -> None:
    path = tmp_path / "records.gz"
    path.write_bytes(gzip.compress(endless.encode()))
    tracemalloc.start()
    for record in open_records(path).records():
        assert len(repr(record)) < 200_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000


def test_an_xml_record_without_end_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.formats.xml_stream.MAX_RECORD", 1_000_000)
    found = records(tmp_path, PUBMED.replace("</PubmedArticleSet>", "<PubmedArticle>" + "<A>aaaa</A>" * 200_000))
    assert [type(record) for record in found] == [Work, Unread]
