"""Forest plots: which ticks an axis has, where columns stand, what is cut short."""

import re

import pytest

from extract.report.pages.drawing import Shape, Stroke, Text
from extract.report.pages.forest import Estimate, forest_chart, forest_pages
from tests.report.test_meta_analysis import NONE, find_comparisons, hazard


def study(low: float, high: float, label: str = "Lee 2020", weight: float = 1.0) -> Estimate:
    return Estimate(label=label, value=(low + high) / 2, low=low, high=high, weight=weight)


def ticks_of(low: float, high: float, *, log: bool = True) -> list[float]:
    drawn = forest_chart([study(low, high)], "all", log=log)
    return [float(tick) for tick in re.findall(r"<text[^>]*>(-?[\d.]+)</text>", drawn)]


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0.005, 200, [0.01, 0.1, 0.25, 0.5, 1, 2, 4, 10, 100]),
        (0.5, 2, [0.5, 1, 2]),
        (0.51, 1.99, [1]),
        (1.2, 4, [1, 2, 4]),
    ],
)
def test_the_ticks_of_ratios_are_those_within_the_axis(low: float, high: float, ticks: list[float]) -> None:
    assert ticks_of(low, high) == ticks


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (-1, 5, [-1, 0, 1, 2, 3, 4, 5]),
        (-1, 6, [0, 2, 4, 6]),
        (-10, 24, [-10, 0, 10, 20]),
        (0, 0.3, [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3]),
    ],
)
def test_the_ticks_of_differences_are_round_and_few(low: float, high: float, ticks: list[float]) -> None:
    assert ticks_of(low, high, log=False) == pytest.approx(ticks)


@pytest.mark.parametrize(("letters", "is_cut"), [(40, False), (41, True)])
def test_a_long_name_is_cut_in_a_chart(letters: int, is_cut: bool) -> None:
    drawn = forest_chart([study(0.5, 2, "x" * letters)], "all")
    assert ("…" in drawn) is is_cut


@pytest.mark.parametrize(("studies", "drawn"), [(59, 59), (60, 60), (61, 60)])
def test_a_chart_has_sixty_studies_at_most(studies: int, drawn: int) -> None:
    chart = forest_chart([study(0.5, 2, f"Lee {number}") for number in range(studies)], "all")
    assert len(re.findall(r"Lee \d+", chart)) >= drawn and ("Lee 60" not in chart)


def test_a_chart_has_its_names_left_of_its_lines_and_a_row_for_each() -> None:
    drawn = forest_chart([study(0.5, 2, "Lee"), study(0.6, 1.5, "Wu", 0.25)], "all")
    assert 'viewBox="0 0 640 88"' in drawn  # two rows of 22, one above, one for the ticks
    ends = [float(x) for x in re.findall(r'x[12]="([\d.]+)"', drawn)]
    assert min(ends) == 250 and max(ends) == 620  # 250 for the names, 20 to the right


RATIOS = [hazard(1, 0.71, 0.011, 0.97), hazard(2, 0.85, 0.66, 60.0)]


def texts(*rows: dict[str, object], pooled: bool = False) -> list[Text]:
    (drawing,) = forest_pages(find_comparisons(list(rows), NONE), {}, title="HR", pooled=pooled)
    return [part for part in drawing.parts if isinstance(part, Text)]


def test_the_columns_of_a_plot_stand_at_their_places() -> None:
    (drawing,) = forest_pages(find_comparisons(RATIOS, NONE), {}, title="HR", pooled=False)
    found = {part.text: (part.x, part.y) for part in drawing.parts if isinstance(part, Text)}
    assert (drawing.width, drawing.height) == (1080, 64 + 2 * 24 + 60)
    assert found["HR"] == (10, 24) and found["Ratio (interval)"] == (840, 50) and found["Weight"] == (1010, 50)
    assert found["0.71 (0.01 to 0.97)"] == (840, 80) and found["0.85 (0.66 to 60.00)"] == (840, 104)
    strokes = [part for part in drawing.parts if isinstance(part, Stroke)]
    assert min(stroke.x1 for stroke in strokes[1:]) == 470 and max(stroke.x2 for stroke in strokes[1:]) == 810


def test_a_plot_has_the_ticks_within_its_axis() -> None:
    shown = [text.text for text in texts(*RATIOS) if text.anchor == "middle"]
    assert shown == ["0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1", "2", "5", "10", "20", "50"]
    wider = [text.text for text in texts(hazard(1, 0.71, 0.011, 90.0)) if text.anchor == "middle"]
    assert wider[-1] == "100"


def test_the_heaviest_study_has_the_largest_box() -> None:
    rows = [hazard(1, 0.8, 0.7, 0.9), hazard(2, 0.8, 0.2, 3.2)]
    (drawing,) = forest_pages(find_comparisons(rows, NONE), {}, title="HR", pooled=False)
    boxes = [part.points for part in drawing.parts if isinstance(part, Shape)]
    widths = [max(x for x, _ in box) - min(x for x, _ in box) for box in boxes]
    assert widths[0] == pytest.approx(16) and 6 < widths[1] < 8


@pytest.mark.parametrize(("letters", "is_cut"), [(67, False), (68, False), (69, True)])
def test_a_long_label_is_cut_in_a_plot(letters: int, is_cut: bool) -> None:
    row = {**hazard(1, 0.71, 0.52, 0.97), "document_id": "d"}
    (plain,) = [text.text for text in texts(row) if " · " in text.text]
    name = "d" * (1 + letters - len(plain))
    (shown,) = [text.text for text in texts({**row, "document_id": name}) if " · " in text.text]
    assert len(shown) == min(letters, 68) and shown.endswith("…") is is_cut


@pytest.mark.parametrize(("studies", "pages"), [(60, 1), (61, 2)])
def test_a_plot_of_many_lines_has_several_pages(studies: int, pages: int) -> None:
    many = [hazard(number, 0.5, 0.4, 0.6) for number in range(studies)]
    assert len(forest_pages(find_comparisons(many, NONE), {}, title="HR", pooled=False)) == pages
