"""Raised marks are no digits of the number before them, and powers of ten are numbers."""

import pytest

from extract.annotate import annotate
from extract.annotate.figures import read_figures
from extract.model import Document, Result, Source
from extract.read import read_document
from extract.vocabulary import load_vocabulary


def made(body: str) -> Document:
    xml = f"<article><front/><body><sec><title>Results</title>{body}</sec></body></article>".encode()
    return read_document(Source(path="made.xml", sha256="0" * 64, format="jats", size=len(xml)), xml)


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Falls in 12<sup>2</sup> men", "Falls in 12  men"),
        ("22 (41%)<sup>b</sup> men", "22 (41%)  men"),
        ("12.5 ± 3.1<sup>a,b</sup> days", "12.5 ± 3.1    days"),
        ("210 × 10<sup>9</sup>/L", "¤¤¤¤¤¤¤¤¤/L"),
        ("in 10<sup>9</sup>/L", "in 10⁹/L"),
        ("p < 10<sup>⁻⁴</sup> or 12<sup>²³</sup> men".replace("<", "&lt;", 1), "p < 10⁻⁴ or 12   men"),
        ("about 3.1 × 10<sup>4</sup> copies", "about 31000     copies"),
        ("P = 2 × 10<sup>−4</sup>.", "P = 0.0002  ."),
        ("P = 2 x 10^-4.", "P = 0.0002   ."),
        ("30 kg/m<sup>2</sup>", "30 kg/m²"),
        ("The 5<sup>th</sup> day", "The 5th day"),
        ("Falls in 122 men", "Falls in 122 men"),
        ("3 × 104 men", "3 × 104 men"),
        ("<italic>T</italic><sub>41</sub> = −2.3", "T₄₁ = −2.3"),
        ("<italic>F</italic><sub>3, 41</sub> = 2.5", "F₃, ₄₁ = 2.5"),
        ("factor AT<sub>41</sub> = 2.5", "factor AT41 = 2.5"),
        ("the HR 0,71 (0,52–0,97) of 12,345 men", "the HR 0.71 (0.52–0.97) of 12,345 men"),
        ("HR 0. 71, aged 62. 5 years", "HR 0.71 , aged 62.5  years"),
        ("It was 0. 12 men left.", "It was 0. 12 men left."),
    ],
)
def test_figures_keep_their_places(printed: str, read: str) -> None:
    document = made(f"<p>{printed}</p>")
    figures = read_figures(document).text
    assert len(figures) == len(document.text) and figures.endswith(read)


def test_numbers_of_text_and_cells_have_no_marks_and_powers_have_their_value() -> None:
    document = made(
        "<p>Falls were seen in 12<sup>2</sup> patients.</p><table-wrap><label>Table 1</label><caption><p>Baseline</p>"
        "</caption><table><thead><tr><th>Variable</th><th>All (n=54)</th></tr></thead><tbody><tr><td>Age, mean</td>"
        "<td>58<sup>1</sup></td></tr><tr><td>Load<sup>a</sup></td><td>3.1 × 10<sup>4</sup></td></tr></tbody></table>"
        "</table-wrap>"
    )
    paper = annotate(document, load_vocabulary(None))
    found = {str(result.value): paper.quote(result) for result in paper.results}
    assert found["12"] == "122 patients" and found["58"] == "58" and found["31000"] == "3.1 × 104"
    assert "122" not in found and "581" not in found and "104" not in found
    assert {cell.row_path[-1] for cell in paper.tables[0].cells if cell.role == "body"} == {"Age, mean", "Load"}


def results_of(body: str) -> list[Result]:
    return list(annotate(made(body), load_vocabulary(None)).results)


def test_degrees_of_freedom_below_the_line() -> None:
    found = results_of(
        "<p>Tone rose, <italic>T</italic><sub>28</sub> = 2.10, p = .04, and mood did not, F<sub>2,57</sub> = 0.40, "
        "p = .67; <italic>F</italic><sub>1.5, 40.2</sub> = 0.50, p = .55; <italic>r</italic><sub>40</sub> = .10, "
        "p = .53. Cells with T28 = 3 were left out.</p>"
    )
    tests = [(result.statistic, [float(each) for each in result.df]) for result in found if result.df]
    assert tests == [("t", [28]), ("F", [2, 57]), ("F", [1.5, 40.2]), ("r", [40])]


def test_a_split_number_is_read_and_quoted_whole() -> None:
    document = made("<p>The mean age was 48. 5 years, the HR 0. 81 (95% CI 0. 70–0. 94).</p>")
    paper = annotate(document, load_vocabulary(None))
    found = {str(result.value): result for result in paper.results}
    assert len(paper.sentences) == 1
    assert paper.quote(found["48.5"]) == "48. 5" and str(found["0.81"].interval.high) == "0.94"


def test_a_negative_p_is_bound_to_nothing_and_takes_no_other_p() -> None:
    found = results_of("<p>Tone rose, t(20) = 1.85, p = -.08, and mood fell, t(20) = -2.90, p = .009.</p>")
    assert [(str(result.value), result.p and str(result.p.value)) for result in found if result.statistic == "p"] == [
        ("-0.08", None),
        ("0.009", "0.009"),
    ]
    assert all(result.p is None for result in found if result.value is not None and str(result.value) == "1.85")


def test_an_effect_size_whose_symbol_ends_in_p_is_no_p() -> None:
    found = results_of(
        "<p>Tone differed (F(2, 40) = 5.1, p = .011, η2p = 0.20; ω2p = .17), and p = .50 in the rest.</p>"
    )
    assert [str(result.value) for result in found if result.statistic == "p"] == ["0.011", "0.50"]
    judged = {str(result.value): result.p and str(result.p.value) for result in found}
    assert (judged["5.1"], judged["0.20"]) == ("0.011", "0.011")
    (_, _, odds, _) = results_of("<p>The HR was 0.80, p = .02, OR = 1.50, p = .03.</p>")
    assert odds.p is not None and str(odds.p.value) == "0.03"


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("-1.9--0.2", "-1.9", "-0.2"),
        ("−1.9–−0.2", "-1.9", "-0.2"),
        ("-0.2-1.9", "-0.2", "1.9"),
        ("0.2--1.9", "0.2", "1.9"),
    ],
)
def test_of_two_dashes_the_second_is_a_sign(printed: str, low: str, high: str) -> None:
    (held,) = [
        each.interval for each in results_of(f"<p>The mean difference was 0.1 (95% CI {printed}).</p>") if each.interval
    ]
    assert (str(held.low), str(held.high)) == (low, high)


def test_a_cell_over_rows_holds_for_all_of_them_and_belongs_to_none() -> None:
    found = results_of(
        "<table-wrap><label>Table 1</label><caption><p>Ranks</p></caption><table><thead><tr><th>Item</th>"
        "<th>Side</th><th>N</th><th>Mann–Whitney U</th><th>P value</th></tr></thead><tbody><tr>"
        "<td rowspan='2'>Grip</td><td>Left</td><td>31</td><td rowspan='2'>412.5</td><td rowspan='2'>0.021</td></tr>"
        "<tr><td>Right</td><td>29</td></tr><tr>"
        "<td rowspan='2'>Reach</td><td>Left</td><td>31</td><td>401.5</td><td>0.31</td></tr><tr><td>Right</td>"
        "<td>29</td></tr></tbody></table></table-wrap>"
    )
    rows = {result.row_path: result.p and str(result.p.value) for result in found if str(result.value) in ("31", "29")}
    assert rows == {
        ("Grip", "Left"): "0.021",
        ("Grip", "Right"): "0.021",
        ("Reach", "Left"): "0.31",
        ("Reach", "Right"): None,
    }
    (test,) = [result for result in found if str(result.value) == "412.5"]
    assert (test.statistic, test.row_path, test.arm, test.population) == ("test", ("Grip",), None, None)


def test_a_count_of_a_total_in_words() -> None:
    found = results_of("<p>Falls were seen in 9<sup>a</sup> of 61 patients, and 3 of 5 days were wet.</p>")
    falls, *days = found
    assert (falls.count, falls.denominator, falls.statistic) == (9, 61, "count")
    assert all(result.denominator is None for result in days)
