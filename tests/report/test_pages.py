"""Pages for people: everything escaped, everything marked where it stands, nothing loaded from elsewhere."""

import re
from pathlib import Path

import pytest

from extract.model import Span
from extract.report.pages.forest import Axis, Estimate, forest_chart
from extract.report.pages.marked_text import Mark, Marks, run_of
from extract.report.pages.paper_page import marked

REVIEW = """Radiotherapy for liver tumours <script>alert(1)</script>

Abstract

A 2022 multicenter Korean study (n=327) of hepatocellular carcinoma achieved 92% local control with SBRT [1]. Response
was seen in 12/54 (32.2%) of patients.

References

1. Kang J, Nie Q, Du R. Volumetric arc therapy in Hodgkin lymphoma: a dosimetric comparison. Med Phys 2014;2:43-50.
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from click.testing import CliRunner

    from extract.cli import extract

    folder = tmp_path_factory.mktemp("pages")
    (folder / "review.txt").write_text(REVIEW, encoding="utf-8")
    db = str(folder / "x.db")
    for call in (["ingest", str(folder / "review.txt")], ["audit"], ["report", "-o", str(folder / "report")]):
        result = CliRunner().invoke(extract, [*call, "--db", db, "--offline"])
        assert result.exit_code in (0, 1), result.output
    return folder / "report"


def page(pages: Path) -> str:
    return next((pages / "papers").glob("*.html")).read_text(encoding="utf-8")


def test_a_script_in_a_title_is_text(pages: Path) -> None:
    html = page(pages)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html
    assert "<script>alert" not in (pages / "index.html").read_text(encoding="utf-8")


def test_nothing_is_loaded_from_elsewhere(pages: Path) -> None:
    html = page(pages)
    assert "default-src &#39;none&#39;" in html
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", html)


def test_a_finding_leads_to_its_passage(pages: Path) -> None:
    html = page(pages)
    anchors = re.findall(r'href="#(at-[^"]+)"', html)
    assert anchors
    assert all(f'id="{anchor}"' in html for anchor in anchors)


def test_a_citation_leads_to_its_entry(pages: Path) -> None:
    html = page(pages)
    links = set(re.findall(r'href="#(ref-[^"]+)" class="[^"]*cite', html))
    assert links
    assert all(f'id="{link}"' in html for link in links)


def test_overlapping_marks_are_flat_runs() -> None:
    marks = Marks([Mark(span=Span(0, 6), kind="a"), Mark(span=Span(3, 9), kind="b")])
    html = str(run_of("abcdefghi", Span(0, 9), marks))
    assert re.sub("<[^>]+>", "", html) == "abcdefghi"
    assert html.count("<span") == 3 and 'class="a b"' in html


def test_only_words_that_tell_are_marked() -> None:
    assert (
        str(marked("SBRT with TACE in 2023", ("with TACE", "2023")))
        == "SBRT with <mark>TACE</mark> in <mark>2023</mark>"
    )


def test_signs_of_markdown_tex_and_html_are_shown_as_a_reader_sees_them() -> None:
    from extract.report.pages.signs import plainly, shown

    assert str(shown("*Lancet* and **Methods:** a <i>gene</i>")) == (
        "<em>Lancet</em> and <strong>Methods:</strong> a <em>gene</em>"
    )
    assert str(shown("$P<0.05$, $\\chi^2=31.8$ [^{1,2*}], 10^2 &lt; x, D_{max}")) == (
        "P&lt;0.05, χ²=31.8 [<sup>1,2*</sup>], 10<sup>2</sup> &lt; x, D<sub>max</sub>"
    )
    assert plainly("*Lancet* &amp; $P<0.05$") == "Lancet & P<0.05"


@pytest.mark.parametrize(
    "text",
    ["0.03* and 0.04*", "*P < 0.05, **P < 0.01", "2*3*4", "$5 and $6", "cost US$5, not US$7", "snake_case", "a^b"],
)
def test_what_only_looks_like_mark_up_stays(text: str) -> None:
    from markupsafe import escape

    from extract.report.pages.signs import shown

    assert shown(text) == escape(text)


def test_a_mark_within_a_formula_keeps_its_place() -> None:
    from extract.report.pages.signs import signs_of

    text = "so $P<0.05$ holds"
    html = str(run_of(text, Span(0, len(text)), Marks([*signs_of(text), Mark(span=Span(4, 10), kind="f", anchor="x")])))
    assert re.sub("<[^>]+>", "", html) == "so P&lt;0.05 holds"
    assert '<a id="x" class="anchor"></a><span class="f"' in html


def test_an_axis_draws_ratios_by_their_logarithm_and_what_lies_beyond_at_its_end() -> None:
    axis = Axis(0.1, 10.0, left=100, width=200)
    assert [round(axis.x(value)) for value in (0.1, 1, 10, 100)] == [100, 200, 300, 400]
    assert [round(axis.within(value)) for value in (0.001, 1, 100)] == [100, 200, 300]
    assert round(Axis(-1, 3, left=0, width=100, log=False).x(0)) == 25


def test_an_empty_forest_plot_is_nothing() -> None:
    assert forest_chart([], "none") == ""
    assert "<svg" in forest_chart([Estimate(label="<OS>", value=0.6, low=0.4, high=0.9)], "x")
    assert "<OS>" not in forest_chart([Estimate(label="<OS>", value=0.6, low=0.4, high=0.9)], "x")


def test_the_verdict_comes_first_and_without_what_people_rejected(pages: Path) -> None:
    from extract.report.pages.paper_page import verdict_of

    html = page(pages)
    assert html.index('class="verdict"') < html.index('class="filters"')
    error = {"severity": "error", "family": "citation", "decision": ""}
    warning = {"severity": "warning", "family": "text", "decision": ""}
    told = verdict_of([error, error, warning], 28)
    assert told == "2 of 28 citations do not seem to be the work described. 1 passage to look at."
    assert verdict_of([{**error, "decision": "rejected"}], 28) == "Nothing was found in what could be judged."


def test_every_family_of_checks_has_its_words() -> None:
    from extract.audit.checks import NAMES
    from extract.report.pages.paper_page import verdict_of
    from extract.report.wording import FAMILIES, FAULTS_OF

    families = {name.split("_")[0] for name in NAMES}
    assert families == set(FAMILIES) == set(FAULTS_OF)
    for family in families:
        assert verdict_of([{"severity": "error", "family": family, "decision": ""}], 3).startswith("1 ")


def test_the_strongest_reason_is_the_title_and_the_others_are_a_list(pages: Path) -> None:
    from extract.report.titles import headline

    message = "[7] does not seem to be the work that the text means (probability > 0.9): A (b; c); the entry is old"
    told = headline(message, ["7"])
    assert (told.title, told.more) == ("A (b; c)", ("the entry is old",))
    assert told.sure == "does not seem to be the work that the text means (probability > 0.9)"
    short = headline("the total is 3; the parts are 4")
    assert (short.title, short.more) == ("The total is 3; the parts are 4", ())
    assert headline("pT2 is no stage").title == "pT2 is no stage"
    html = page(pages)
    assert "does not seem to be the work" not in "".join(re.findall(r"<h4>.*?</h4>", html, re.DOTALL))


def test_a_place_is_told_as_a_reader_would_look_it_up() -> None:
    from extract.report.standing import Place, Standing
    from tests.store.made import TEXT, made_paper

    standing = Standing(made_paper())
    assert str(standing.place(TEXT.index("Survival"))) == "Results, page 1"
    assert str(standing.place(TEXT.index("20\n"))) == "Table 1, page 1"
    place = Place(section="Results", table="Table 2", row="Age", column="Placebo > n", page=3)
    assert str(place) == "Table 2, row Age, column Placebo > n, page 3"


def test_parts_stand_in_the_order_of_their_links(pages: Path) -> None:
    html = page(pages)
    bar = re.findall(r'href="#([\w-]+)"', re.search(r'<nav class="bar".*?</nav>', html, re.DOTALL)[0])  # type: ignore[index]
    places = [html.index(f'id="{name}"') for name in bar]
    assert len(bar) > 3 and places == sorted(places)


def test_what_was_not_looked_at_is_told_with_date_version_and_services(pages: Path) -> None:
    from extract import __version__

    box = re.search(r'id="not-looked-at".*?</details>', page(pages), re.DOTALL)
    assert box and re.search(rf"Audited \d{{4}}-\d\d-\d\d \d\d:\d\d UTC with extract {__version__}", box[0])
    assert "no service was asked" in box[0] and "Existence not looked up: 1 of 1" in box[0]


def test_every_link_within_a_page_leads_somewhere(pages: Path) -> None:
    html = page(pages)
    for name in set(re.findall(r'href="#([^"]+)"', html)):
        assert f'id="{name}"' in html, name


def test_all_findings_stand_on_the_first_page(pages: Path) -> None:
    import json

    html = (pages / "index.html").read_text(encoding="utf-8")
    block = re.search(r'id="all-findings">(.*?)</script>', html, re.DOTALL)
    assert block
    told = json.loads(block[1])
    ids = re.findall(r'<article class="finding[^>]*id="([^"]+)"', page(pages))
    assert {one[0] for listed in told["papers"].values() for one in listed} == set(ids)
    assert len(told["checks"]) == html.count("data-check=")


def test_a_table_shows_the_columns_that_are_used_and_values_as_printed() -> None:
    from extract.report.pages.sheets import sheets_of
    from extract.report.standing import Standing
    from tests.store.made import made_paper

    names = "id start outcome measure arm population comparator value_text unit ci_low ci_high p_relation p_value n"
    blank = dict.fromkeys(f"{names} denominator timepoint timepoint_unit timepoint_text".split())
    row = {**blank, "id": "p.r1", "start": 9, "role": "result", "source": "own", "measure": "toxicity_rate"}
    row |= {"value_text": "19 of 60 (31.7 %", "unit": "%", "p_relation": "=", "p_value": 0.024}
    rows = {"results": [row, {**row, "measure": "p_value"}, {**row, "role": "design"}]}
    (sheet,) = sheets_of(lambda layer: rows.get(layer, []), Standing(made_paper()))
    assert sheet.head == ("Outcome", "Value", "p", "Where")
    (cells,) = sheet.rows
    assert [cell.text for cell in cells][:3] == ["toxicity rate", "19 of 60 (31.7 %)", "0.024"]
    assert cells[-1].href == "#at-p.r1"
