"""Raised marks are no digits of the number before them, and powers of ten are numbers."""

import pytest

from extract.annotate import annotate
from extract.annotate.figures import read_figures
from extract.model import Document, Source
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
        ("about 3.1 × 10<sup>4</sup> copies", "about 31000     copies"),
        ("P = 2 × 10<sup>−4</sup>.", "P = 0.0002  ."),
        ("P = 2 x 10^-4.", "P = 0.0002   ."),
        ("30 kg/m<sup>2</sup>", "30 kg/m²"),
        ("The 5<sup>th</sup> day", "The 5th day"),
        ("Falls in 122 men", "Falls in 122 men"),
        ("3 × 104 men", "3 × 104 men"),
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
