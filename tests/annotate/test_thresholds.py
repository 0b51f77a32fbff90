"""Words, numbers and lengths on either side of each threshold of annotators: the last that counts, and one beyond."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from tests.annotate.made_papers import document, named, numbered
from tests.annotate.made_tables import document_of
from tests.annotate.test_article_kinds import made as made_article
from tests.audit.made_reviews import review

from extract.annotate import annotate
from extract.annotate.abbreviations import definitions
from extract.annotate.article_kinds import article_kind
from extract.annotate.citations import find_markers
from extract.annotate.citations.brackets import find_parentheses
from extract.annotate.citations.candidate import Candidate, Zone, parse_numbers
from extract.annotate.citations.superscripts import find_superscripts
from extract.annotate.claims.windows import find_windows
from extract.annotate.quantities.known import usual_time
from extract.annotate.quantities.phrases import topic_of
from extract.annotate.references import find_references
from extract.annotate.references.split import reads_as_entry
from extract.annotate.sections import find_sections
from extract.annotate.tables import find_tables
from extract.model import Document, Source, Span
from extract.vocabulary import load_vocabulary

SOURCE = Source(path="a.txt", sha256="0" * 64, format="text", size=1)
ENTRY = "Roe A, Fenn B. Rest of wards. Ward J 2019;1:11-19."


def letters(count: int) -> str:
    return ("dim wards and doors " * (count // 20 + 1))[: count - 1] + "s"


def markers(*paragraphs: str, size: int = 20, heading: str = "Introduction") -> list[str]:
    paper = document(*paragraphs, heading=heading)
    return [marker.span.of(paper.text) for marker in find_markers(paper, find_sections(paper), (), (), numbered(size))]


# Abbreviations and kinds of article


@pytest.mark.parametrize(("fillers", "count"), [(4, 1), (5, 0)], ids=["12 words", "13 words"])
@pytest.mark.parametrize("form", ["BCDFGHJK, {}.", "BCDFGHJK ({}) rose."], ids=["listed", "in brackets"])
def test_a_long_form_has_twelve_words(form: str, fillers: int, count: int) -> None:
    words = " ".join(["bay", *["of"] * fillers, "cot", "day", "fan", "gap", "hay", "jam", "key"])
    assert len(list(definitions(form.format(words)))) == count


@pytest.mark.parametrize(("place", "kind"), [(80, "systematic review"), (81, None)])
def test_eighty_sentences_are_asked_what_the_paper_did(place: int, kind: str | None) -> None:
    sentences = ["Warm water was used."] * (place - 1) + ["We did a systematic review of the literature."]
    assert article_kind(made_article("Warm baths for sore knees", printed="", abstract=" ".join(sentences))) == kind


# Markers


@pytest.mark.parametrize(("last", "count"), [(81, 81), (82, 2)])
def test_a_range_of_references_spans_eighty(last: int, count: int) -> None:
    assert len(parse_numbers(f"1–{last}")) == count


LATER = f"{letters(200).capitalize()}. {letters(60).capitalize()} and so on [2]."


@pytest.mark.parametrize(("length", "found"), [(249, ["[2]"]), (250, ["[1]", "[2]"])])
def test_text_begins_with_a_paragraph_of_250_characters(length: int, found: list[str]) -> None:
    first = f"It fell in all [1]. {letters(length - 21).capitalize()}."
    assert len(first) == length and markers(first, LATER, heading="Of wards") == found


@pytest.mark.parametrize(("small", "found"), [(24, ["[2]"]), (25, ["[1]", "[2]"])])
def test_text_begins_with_a_paragraph_of_small_words(small: int, found: list[str]) -> None:
    """Forty words, of which more than six of ten are small."""
    words = ["Northern"] * (40 - small) + ["wards"] * small
    assert markers(f"{' '.join(words)} [1]. 3.", LATER, heading="Of wards") == found


def parentheses(text: str) -> list[Candidate]:
    return list(find_parentheses(text, (Zone(Span(0, len(text)), "text"),)))


@pytest.mark.parametrize(
    ("text", "weak"),
    [
        ("It fell by the final model (4) again.", True),
        ("It fell by the final model (5) again.", False),
        ("It fell in all of that range (1, 2, 3, 4, 5) again.", False),
        ("It fell in all of that range (1, 2, 3, 4, 5, 6) again.", True),
    ],
    ids=["a fourth model", "a fifth model", "a range of five", "a range of six"],
)
def test_numbers_of_models_and_ranges_are_weak(text: str, weak: bool) -> None:
    assert [candidate.weak for candidate in parentheses(text)] == [weak]


@pytest.mark.parametrize(("length", "count"), [(293, 0), (294, 1)], ids=["300 characters", "301 characters"])
def test_the_next_point_of_a_list_stands_within_300_characters(length: int, count: int) -> None:
    text = f"Our aims were to see (1) {letters(length)}, (2) doors"
    assert len([one for one in parentheses(text) if one.numbers == (1,)]) == count


def numbered_text(last: int, beyond: int) -> str:
    return " ".join(f"In wards of {word} it fell ({number})." for number, word in enumerate(["rest"] * last, 1)) + (
        f" In tents it rose ({beyond})."
    )


@pytest.mark.parametrize(("beyond", "is_marker"), [(9, True), (10, False)])
def test_a_number_three_beyond_the_next_is_a_marker(beyond: int, is_marker: bool) -> None:
    assert (f"({beyond})" in markers(numbered_text(6, beyond), size=10)) is is_marker


@pytest.mark.parametrize(("last", "is_marker"), [(4, True), (5, False)])
def test_a_list_is_in_order_where_half_of_it_is(last: int, is_marker: bool) -> None:
    assert ("(10)" in markers(numbered_text(last, 10), size=10)) is is_marker


@pytest.mark.parametrize(("number", "count"), [("⁴", 0), ("⁵", 1)])
def test_a_power_is_four_at_most(number: str, count: int) -> None:
    text = f"It was found in 12 m{number} then."
    paper = Document(source=SOURCE, text=text)
    assert len(list(find_superscripts(paper, (Zone(Span(0, len(text)), "text"),)))) == count


@pytest.mark.parametrize(("length", "names"), [(17, 8), (18, 7)], ids=["153 characters", "161 characters"])
def test_names_stand_within_160_characters_of_their_year(length: int, names: int) -> None:
    people = [f"N{'o' * (length - 2)}{letter}" for letter in "abcdefgh"]
    paper = document(f"It fell. {', '.join(people[:-1])} and {people[-1]} (2019) saw this on the wards.")
    (marker,) = find_markers(paper, find_sections(paper), (), (), named((", ".join(people), 2019)))
    assert len(marker.span.of(paper.text).split()) == names + len(("and", "(2019)"))


# Claims

ENTRIES = [f"Smith {letter}. Title number {letter}. Lancet. 2018;3:1-2." for letter in "ABCDEFGH"]


@pytest.mark.parametrize(("between", "taken"), [(4, True), (5, False)])
def test_a_study_is_introduced_five_sentences_before(between: int, taken: bool) -> None:
    text = (
        "Liver cancer is common [1]. In a 2022 Korean trial (n=85), patients had proton therapy. "
        + "The control was 94%. " * between
        + "Survival was 38% at two years [2]."
    )
    paper = review(text, entries=ENTRIES)
    window = list(find_windows(paper))[1]
    assert window.passage[0].of(paper.text).startswith("In a 2022 Korean trial") is taken


@pytest.mark.parametrize(("behind", "taken"), [(2, 2), (3, 3), (4, 3)])
def test_three_sentences_go_on_about_a_study(behind: int, taken: int) -> None:
    text = (
        "Tao et al. [1] found that surgery was better in men. " + "They also found that nights were longer. " * behind
    )
    (window,) = find_windows(review(text, entries=ENTRIES))
    assert len(window.behind) == taken


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("In wards [1] nights were longer than at home.", "In wards [1] nights were longer than at home"),
        ("In dim wards [1] nights were longer than at home.", "In dim wards"),
    ],
    ids=["2 words", "3 words"],
)
def test_a_marker_behind_two_words_takes_what_follows(text: str, clause: str) -> None:
    paper = review(text, entries=ENTRIES)
    (window,) = find_windows(paper)
    assert (
        window.clause[0].of(paper.text).startswith(clause) and len(window.clause[0].of(paper.text)) <= len(clause) + 1
    )


# Lists of references


def found(text: str) -> list[str]:
    return [one.span.of(text) for one in find_references(Document(source=SOURCE, text=text), ())]


def headed(*paragraphs: str) -> list[str]:
    paper = document(*paragraphs, heading="References")
    return [one.span.of(paper.text) for one in find_references(paper, find_sections(paper))]


@pytest.mark.parametrize(("length", "reads"), [(1499, True), (1500, False)])
def test_an_entry_has_fewer_than_1500_characters(length: int, reads: bool) -> None:
    assert reads_as_entry(f"{ENTRY} {letters(length - len(ENTRY) - 1)}") is reads


@pytest.mark.parametrize(("next_number", "count"), [(7, 6), (8, 3)])
def test_a_list_goes_on_behind_a_gap_of_three(next_number: int, count: int) -> None:
    numbers = [1, 2, 3, next_number, next_number + 1, next_number + 2]
    assert len(found("References\n\n" + "\n".join(f"{number}. {ENTRY}" for number in numbers))) == count


@pytest.mark.parametrize(("entries", "count"), [(3, 1), (4, 4)])
def test_a_list_in_one_paragraph_has_more_than_three_entries(entries: int, count: int) -> None:
    assert len(found("References\n\n" + " ".join(f"{number}. {ENTRY}" for number in range(1, entries + 1)))) == count


@pytest.mark.parametrize(("length", "count"), [(1995, 5), (1996, 1)], ids=["2000 characters", "2001 characters"])
def test_the_next_number_of_such_a_list_stands_within_2000_characters(length: int, count: int) -> None:
    first = f"{ENTRY} {letters(length - len(ENTRY) - 1)}"
    rest = " ".join(f"{number}. {ENTRY}" for number in range(2, 6))
    assert len(headed(f"1. {first} {rest}")) == count


@pytest.mark.parametrize(("length", "goes_on"), [(3000, True), (3001, False)])
def test_an_entry_of_3000_characters_may_go_on(length: int, goes_on: bool) -> None:
    first = f"1. Roe A, Fenn B. {letters(length - 18)}"
    assert len(first) == length
    assert headed(first, "in a ward", f"2. {ENTRY}", f"3. {ENTRY}")[0].endswith("in a ward") is goes_on


@pytest.mark.parametrize(("others", "count"), [(2, 4), (3, 0)])
def test_half_of_a_list_without_a_heading_reads_like_entries(others: int, count: int) -> None:
    lines = [ENTRY, ENTRY, *["Dim light was better in all of the wards."] * others]
    assert len(found("\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1)))) == count


# Tables


@pytest.mark.parametrize(("columns", "rows"), [(7, 4), (8, 3)])
def test_one_head_of_eight_may_be_printed_otherwise(columns: int, rows: int) -> None:
    names = ["wards", "doors", "lamps", "beds", "walls", "bells", "tents", "nights"][:columns]
    first = f"{' | '.join(names)}\n{' | '.join('1' * columns)}"
    second = f"{' | '.join(['rooms', *names[1:]])}\n{' | '.join('2' * columns)}"
    made = document_of(first, second, labels=("Table 1", "Table 1 (continued)"))
    grids = tuple(
        replace(
            grid,
            cells=tuple(replace(cell, role="head" if cell.row == 0 else "body") for cell in grid.cells),
            roles_given=True,
        )
        for grid in made.grids
    )
    (table,) = find_tables(replace(made, grids=grids))
    assert len({cell.row for cell in table.cells}) == rows


@pytest.mark.parametrize(("length", "role"), [(119, "section"), (120, "note")])
def test_the_name_of_a_group_of_rows_has_fewer_than_120_characters(length: int, role: str) -> None:
    name = f"Sleep, {letters(length - 7)}"
    (table,) = find_tables(
        document_of(f"Ward | Drug | Placebo\nAge | 41 | 42\n{name} | | \nEast | 4 | 5\nWest | 6 | 7")
    )
    assert next(cell.role for cell in table.cells if cell.row == 2) == role


@pytest.mark.parametrize(("length", "count"), [(90, 2), (91, 1)])
def test_a_head_that_names_a_group_has_ninety_characters(length: int, count: int) -> None:
    name = f"Light {'of the dim north ' * 8}"[: length - 9]
    name = name[:-1] + "n"
    made = document_of(f"Ward | {name} (n = 40) | Placebo (n = 38)\nAge | 41 | 42\nEast | 4 | 5")
    assert len(annotate(made, load_vocabulary()).arms) == count


def test_the_name_of_a_group_has_six_words_of_25_characters() -> None:
    name = " ".join(f"Ward{'w' * 20}{letter}" for letter in "abcdef")
    text = f"In all we saw the {name} group (n = 40) and the placebo group (n = 38) at home."
    arms = annotate(document(text, heading="Methods"), load_vocabulary()).arms
    assert f"{name} group" in [arm.name for arm in arms]


# Numbers


@pytest.mark.parametrize(("times", "is_usual"), [(4, False), (5, True)])
def test_a_time_that_is_named_five_times_is_the_usual_one(times: int, is_usual: bool) -> None:
    week = (Decimal(12), "week")
    assert usual_time(Counter({week: times})) == (week if is_usual else None)


@pytest.mark.parametrize(("count", "is_topic"), [(9, True), (10, False)])
def test_a_topic_has_nine_words(count: int, is_topic: bool) -> None:
    heading = " ".join(["Pain", *["in"] * (count - 2), "wards"])
    assert topic_of(heading) == (heading if is_topic else "")


@pytest.mark.parametrize(("length", "holds"), [(89, True), (90, False)], ids=["90 characters", "91 characters"])
def test_an_interval_stands_within_ninety_characters_of_its_estimate(length: int, holds: bool) -> None:
    """The bracket that opens it is one of them."""
    words = f" {('in all of the wards ' * 5)[: length - 3]}s "
    text = f"The hazard ratio for death was 0.75{words}(95% CI 0.60 to 0.94) with the drug against placebo."
    paper = annotate(document(text, heading="Results"), load_vocabulary())
    assert any(result.interval is not None and result.value is not None for result in paper.results) is holds
