"""Forms in which providers and programs write records: mark-up, dates, names, notices, numbers, broken entries."""

import json
from pathlib import Path

import pytest

from extract.formats import NoticeOf, Unread, open_records
from extract.formats.names import people_in, split_name
from extract.formats.record import clean_doi, clean_pages
from extract.model import Person, Work
from extract.text.markup import without_markup
from extract.text.tex import untex


def records(tmp_path: Path, text: str) -> list[object]:
    path = tmp_path / "records"
    path.write_text(text, encoding="utf-8")
    return list(open_records(path).records())


def only_work(tmp_path: Path, text: str) -> Work:
    (work,) = (record for record in records(tmp_path, text) if isinstance(record, Work))
    return work


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("<jats:sec><jats:title>Aims</jats:title><jats:p>To look</jats:p></jats:sec>", "Aims. To look"),
        ("<jats:title>Abstract</jats:title><jats:p>We looked.</jats:p>", "We looked."),
        ("Rise of the<mml:math><mml:mi>k</mml:mi></mml:math>-th wave", "Rise of the k-th wave"),
        (
            "<mml:math><mml:mn>4.1</mml:mn><mml:mo>×</mml:mo><mml:msup><mml:mn>10</mml:mn><mml:mn>6</mml:mn></mml:msup></mml:math>",
            "4.1×10⁶",
        ),
        ("<mml:math><mml:mfrac><mml:mn>1</mml:mn><mml:mn>2</mml:mn></mml:mfrac></mml:math> dose", "1/2 dose"),
        (
            "at <jats:alternatives><jats:tex-math>$$\\alpha$$</jats:tex-math><mml:math><mml:mi>α</mml:mi>"
            "</mml:math></jats:alternatives> level",
            "at α level",
        ),
        ("&lt;p&gt;Of &lt;em&gt;mice&lt;/em&gt;&lt;/p&gt;&lt;p&gt;and men&lt;/p&gt;", "Of mice and men"),
        ("&amp;lt;i&amp;gt;Vibrio&amp;lt;/i&amp;gt; in rivers", "Vibrio in rivers"),
        ("<ul><li>one</li><li>two</li></ul>", "one two"),
        ("Main title<subtitle>A second line</subtitle>", "Main title: A second line"),
        ("a <sup>99m</sup>Tc scan, Ca<sup>2+</sup>, 5<sup>th</sup> day", "a ⁹⁹ᵐTc scan, Ca²⁺, 5th day"),
        ("p <0.05 and n >3 below <LOQ> for a <b and c>", "p <0.05 and n >3 below <LOQ> for a <b and c>"),
        ("x &lt; 5 &amp; y &gt; 3", "x < 5 & y > 3"),
    ],
)
def test_marked_up_fields_are_read_as_people_read_them(marked: str, plain: str) -> None:
    assert without_markup(marked) == plain


@pytest.mark.parametrize(
    ("tex", "plain"),
    [
        (r"The $\gamma$-form of TiO$_2$ at $10^{-6}$", "The γ-form of TiO2 at 10⁻⁶"),
        (r"20\textendash 30 and 40\textemdash{}50", "20–30 and 40—50"),
        (r"{\DH}or{\dh}ur {\TH}{\'o}r, \L{}ukasz, \'\i", "Ðorður Þór, Łukasz, í"),
        (r"{\'{\^e}}, \~{\^a}", "ế, ẫ"),
        (r"12\unknown{}34", "12 34"),
        (r"\textit{In vivo} \emph{x} {\em y}", "In vivo x y"),
        (r"\href{http://a.example}{here} \cite{x}.", "here ."),
        (r"100\,mg at 5\textdegree C costs \$5", "100 mg at 5°C costs $5"),
        ("costs $5 and $6 more", "costs $5 and $6 more"),
        (r"a {brace that never closes", "a brace that never closes"),
        ("\\", "\\"),
    ],
)
def test_signs_of_tex(tex: str, plain: str) -> None:
    assert untex(tex) == plain


@pytest.mark.parametrize(
    ("printed", "doi"),
    [
        ("https://a.example/doi/10.1000/ab.1/full", "10.1000/ab.1"),
        ("https://a.example/doi/pdf/10.1000/ab.1?download=true", "10.1000/ab.1"),
        ("https://a.example/article/10.1000/ab.1.pdf", "10.1000/ab.1"),
        ("https://a.example/10.1000/ab.1/abstract;jsessionid=4F", "10.1000/ab.1"),
        ("https://rxiv.example/content/10.1101/2020.01.02.1234v2.full", "10.1101/2020.01.02.1234"),
        (
            "doi:10.1002/(SICI)1097(1998)17:15<1661::AID-X>3.0.CO;2-2",
            "10.1002/(sici)1097(1998)17:15<1661::aid-x>3.0.co;2-2",
        ),
        ("10.1000/full.4", "10.1000/full.4"),
    ],
)
def test_an_address_ends_before_its_tail(printed: str, doi: str) -> None:
    assert clean_doi(printed) == doi


@pytest.mark.parametrize(
    ("field", "people"),
    [
        ("Roe, Ann B.; Bo, Carl; Dee, E.", [("Roe", "Ann B."), ("Bo", "Carl"), ("Dee", "E.")]),
        ("Roe AB, Bo C, Dee E", [("Roe", "AB"), ("Bo", "C"), ("Dee", "E")]),
        ("Ann Roe and Carl Bo", [("Roe", "Ann"), ("Bo", "Carl")]),
        ("Garcia Lopez, Ana María", [("Garcia Lopez", "Ana María")]),
        ("Roe A.B.", [("Roe", "A.B.")]),
        ("van der Roe, A", [("van der Roe", "A")]),
        ("Ludwig van Roe", [("van Roe", "Ludwig")]),
        (":(unav)", []),
        ("[Anonymous]", []),
    ],
)
def test_names_in_every_order(field: str, people: list[tuple[str, str]]) -> None:
    assert [(one.family, one.given) for one in people_in([field])] == people


@pytest.mark.parametrize("name", ["National Institute of Sound", "The Quiet Trial Investigators,", "QUIET,"])
def test_groups_stay_whole(name: str) -> None:
    assert split_name(name) == Person(name.rstrip(","), is_group=True)


def test_pages_that_say_that_there_are_none() -> None:
    assert clean_pages("No Pagination Specified") is None
    assert clean_pages("e12–e15") == "e12-e15"


def crossref(**fields: object) -> str:
    return json.dumps({"DOI": "10.1000/a", "title": ["A trial of rest in older adults"], **fields})


def parts(*numbers: int | None) -> dict[str, object]:
    return {"date-parts": [list(numbers)]}


def test_the_day_of_a_deposit_is_no_year(tmp_path: Path) -> None:
    assert only_work(tmp_path, crossref(created=parts(2007, 1), issued=parts(None))).year is None


def test_years_of_print_and_online_are_both_known(tmp_path: Path) -> None:
    dates = {"issued": parts(2019, 2), "published-online": parts(2019, 2), "published-print": parts(2021)}
    work = only_work(tmp_path, crossref(**dates, created=parts(2018)))
    assert (work.year, work.all_years) == (2019, (2019, 2021))


def test_a_chapter_knows_book_and_series(tmp_path: Path) -> None:
    work = only_work(tmp_path, crossref(**{"container-title": ["Series of Sound", "A Book of Rest"]}))
    assert set(work.all_containers) == {"Series of Sound", "A Book of Rest"}


def test_a_whole_name_in_one_field_is_taken_apart(tmp_path: Path) -> None:
    work = only_work(
        tmp_path, crossref(author=[{"family": "Ann Roe"}, {"family": "The Quiet Consortium"}, {"name": "X"}])
    )
    assert work.authors == (
        Person("Roe", "Ann"),
        Person("The Quiet Consortium", is_group=True),
        Person("X", is_group=True),
    )


def test_a_paper_retracted_in_its_place_is_told(tmp_path: Path) -> None:
    update = {"DOI": "10.1000/A", "type": "retraction", "updated": parts(2020, 5, 1)}
    work = only_work(tmp_path, crossref(**{"update-to": [update]}))
    assert [(notice.kind, notice.date) for notice in work.notices] == [("retraction", "2020-05-01")]
    assert "notice" not in work.types


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("RETRACTED: A trial of rest", ["retraction"]),
        ("WITHDRAWN: A trial of rest", ["withdrawal"]),
        ("A trial of rest [RETRACTED]", []),
        ("Retraction of: A trial of rest", []),
        ("Retracted articles in journals of rest", []),
    ],
)
def test_what_a_title_says(tmp_path: Path, title: str, kinds: list[str]) -> None:
    assert [notice.kind for notice in only_work(tmp_path, crossref(title=[title])).notices] == kinds


NBIB = """PMID- 31000001
TI  - A trial of rest.
PT  - Retracted Publication
{tags}
"""


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("RIN - J Rest. 2019 May;1(2):3. PMID: 31000009", ("retraction", "2019", "31000009")),
        ("RRI - J Rest. 2018;1(2):3. PMID: 31000009", ("retract_and_replace", "2018", "31000009")),
        ("", ("retraction", None, None)),
    ],
)
def test_tags_of_pubmed_tell_notices(tmp_path: Path, tag: str, said: tuple[str, str, str]) -> None:
    (notice,) = only_work(tmp_path, NBIB.format(tags=tag)).notices
    assert (notice.kind, notice.date, notice.notice_id) == said


def test_a_notice_of_pubmed_speaks_of_its_paper(tmp_path: Path) -> None:
    text = "PMID- 31000009\nTI  - Retraction: A trial.\nPT  - Retraction of Publication\nDP  - 2019\n"
    text += "ROF - J Rest. PMID: 31000001\n"
    (told,) = (record for record in records(tmp_path, text) if isinstance(record, NoticeOf))
    assert (told.pmid, told.notice.kind, told.notice.date) == ("31000001", "retraction", "2019")
    assert only_work(tmp_path, text).notices == ()


PUBMED = """<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>31000001</PMID><Article>
<Journal><JournalIssue><PubDate><Year>2019</Year></PubDate></JournalIssue><Title>J Rest</Title></Journal>
<ArticleTitle>Growth to 10<sup>7</sup> cells of <i>E. coli</i>.</ArticleTitle>
<ELocationID EIdType="pii" ValidYN="Y">{pii}</ELocationID>
<DataBankList><DataBank><DataBankName>{bank}</DataBankName><AccessionNumberList>
<AccessionNumber>{number}</AccessionNumber></AccessionNumberList></DataBank></DataBankList>
<ArticleDate><Year>2018</Year></ArticleDate></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"""


@pytest.mark.parametrize(("pii", "pages"), [("e1234", "e1234"), ("dkab12", "dkab12"), ("S0140-6736(20)30183-5", None)])
def test_an_article_number_is_told_as_a_local_identifier(tmp_path: Path, pii: str, pages: str | None) -> None:
    work = only_work(tmp_path, PUBMED.format(pii=pii, bank="PDB", number="1ABC"))
    assert (work.pages, work.registrations, work.all_years) == (pages, (), (2019, 2018))
    assert work.title == "Growth to 10⁷ cells of E. coli"


def test_registrations_take_the_form_of_their_register(tmp_path: Path) -> None:
    work = only_work(tmp_path, PUBMED.format(pii="x", bank="ClinicalTrials.gov", number="nct00000001"))
    assert work.registrations == ("NCT00000001",)


BOOK = """<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>31000002</PMID><Book>
<BookTitle>A Book of Rest</BookTitle><PubDate><Year>2011</Year></PubDate>
<AuthorList Type="authors"><Author><CollectiveName>Centre for Rest</CollectiveName>
</Author></AuthorList></Book>{chapter}</BookDocument></PubmedBookArticle></PubmedArticleSet>"""


def test_a_book_has_its_own_title_and_authors_and_a_chapter_stands_in_it(tmp_path: Path) -> None:
    book = only_work(tmp_path, BOOK.format(chapter=""))
    assert (book.title, book.year, book.authors) == (
        "A Book of Rest",
        2011,
        (Person("Centre for Rest", is_group=True),),
    )
    chapter = only_work(tmp_path, BOOK.format(chapter="<ArticleTitle>Sleep</ArticleTitle>"))
    assert (chapter.title, chapter.container) == ("Sleep", "A Book of Rest")


RIS = "TY  - JOUR\nTI  - A trial of rest\nAU  - Roe, A\nPY  - 2019\n{}\nER  - \n"


@pytest.mark.parametrize(
    ("lines", "pmid"),
    [
        ("U1  - 31000001 [PMID]", "31000001"),
        ("N1  - PMID: 31000001", "31000001"),
        ("AN  - MEDLINE:31000001", "31000001"),
        ("AN  - 31000001\nDB  - PubMed", "31000001"),
        ("C2  - 31000001\nDB  - Scopus", "31000001"),
        ("UR  - https://pubmed.ncbi.nlm.nih.gov/31000001/", "31000001"),
        ("AN  - 2019-65183-001\nDB  - PsycINFO", None),
        ("AN  - 31000001", None),
        ("AB  - See PMID: 31000001", None),
    ],
)
def test_the_number_of_pubmed_by_provider(tmp_path: Path, lines: str, pmid: str | None) -> None:
    assert only_work(tmp_path, RIS.format(lines)).pmid == pmid


@pytest.mark.parametrize(
    "line", ["DI  - 10.1000/a", "UR  - https://a.example/doi/10.1000/a/full", "N1  - doi: 10.1000/a", "M3  - 10.1000/a"]
)
def test_the_doi_in_other_fields(tmp_path: Path, line: str) -> None:
    assert only_work(tmp_path, RIS.format(line)).doi == "10.1000/a"


def test_lines_of_a_provider_do_no_harm(tmp_path: Path) -> None:
    before = "Search of 1 May\nResults: 2\n\n1.\n"
    behind = "NL  - Another journal\nLink to https://a.example\n"
    found = records(
        tmp_path, before + RIS.format("JO  - J Rest") + behind + "2.\n" + RIS.format("JO  - J Rest") + behind
    )
    assert [getattr(work, "container", None) for work in found] == ["J Rest", "J Rest"]


def test_broken_entries_of_bibtex_cost_themselves_and_are_told(tmp_path: Path) -> None:
    text = """@article{a, title = {One}, year = 2001}
@article{b, title = {Two {never closed}, year = {2002}
}
@book_section{c, title = {Three}, _private = {x}, chapter = 4, date = {2003-05}}
@article{title = {Four}}
@inbook{d, crossref = {whole}, title = {Five}}
@book{whole, title = {A Book of Rest}, date = {2004}, doi = {10.1000/book}}
"""
    found = records(tmp_path, text)
    works = {work.title: work for work in found if isinstance(work, Work)}
    assert list(works) == ["One", "Three", "A Book of Rest", "Five"]
    assert works["Three"].year == 2003
    assert (works["Five"].year, works["Five"].container, works["Five"].doi) == (2004, "A Book of Rest", None)
    assert [one.message.split(":")[0] for one in found if isinstance(one, Unread)] == [
        "@article{b",
        "@article{title...",
    ]


def test_names_of_bibtex(tmp_path: Path) -> None:
    authors = "{Barnes and Noble} and family=Roe, given=Ann, prefix=van den, useprefix=true and Ek, Jr., Bo and others"
    work = only_work(tmp_path, f"@misc{{a, title = {{One}}, author = {{{authors}}}}}")
    assert work.authors == (
        Person("Barnes and Noble", is_group=True),
        Person("van den Roe", "Ann"),
        Person("Ek", "Bo, Jr."),
    )


def test_a_notice_that_names_no_work_is_told(tmp_path: Path) -> None:
    head = (
        "Title,Journal,Author,RetractionDate,RetractionDOI,OriginalPaperDate,OriginalPaperDOI,RetractionNature,Reason\n"
    )
    rows = (
        "Editorial,J Rest,Ann Roe,5/1/2020 0:00,,1/1/2013 0:00,unavailable,Retraction,\n"
        "Effects of long rest on the moods of sailors,J Rest,Ann Roe,5/1/2020 0:00,,1/1/2013 0:00,,Retraction,\n"
    )
    found = records(tmp_path, head + rows)
    assert [type(record) for record in found] == [Unread, Work, NoticeOf]
