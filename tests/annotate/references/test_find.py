"""Reference lists in many dresses, and what stands behind them."""

import pytest

from extract.annotate.references import find_references
from extract.annotate.sections import find_sections
from extract.model import Block, Document, Entry, Link, Person, Reference, ReferenceFields, Source, Span
from extract.read import read_document

SOURCE = Source(path="a.txt", sha256="0" * 64, format="text", size=1)
ONE = "Smith AB, Lee C. Dose and effect. J Clin Oncol 2010;28:1340-7."
TWO = "Wu D, Kim E, et al. Harm in men. Lancet 2011;3:10-15. doi:10.1016/x.1"
THREE = "Bray F, Ferlay J. Cancer in 2018. Gut 2018; 68: 394–424."


def found(text: str) -> list[str]:
    document = Document(source=SOURCE, text=text)
    return [reference.span.of(text) for reference in find_references(document, ())]


def labels(text: str) -> list[str | None]:
    return [reference.label for reference in find_references(Document(source=SOURCE, text=text), ())]


@pytest.mark.parametrize("dress", ["{}. ", "[{}] ", "- [{}] ", "{}) ", "({}) ", "{} ", "[{}]", "^{}^ "])
@pytest.mark.parametrize(
    "heading", ["References", "REFERENCES", "## References", "**Literature cited**", "Bibliography:"]
)
def test_numbered_lists_are_split_in_all_dresses(dress: str, heading: str) -> None:
    entries = [dress.format(number) + entry for number, entry in enumerate((ONE, TWO, THREE), start=1)]
    text = f"The text ends.\n\n{heading}\n\n" + "\n".join(entries)
    assert found(text) == [entry.removeprefix("- ") for entry in entries]
    assert labels(text) == ["1", "2", "3"]


def test_superscript_numbers_are_labels() -> None:
    assert labels(f"References\n\n¹ {ONE}\n² {TWO}\n³ {THREE}") == ["1", "2", "3"]


def test_years_and_pages_at_line_starts_open_no_entry() -> None:
    text = f"References\n\n1. Smith AB, Lee C. Dose in\n2010. J Clin Oncol 2010;28:\n2. 1340-7.\n2. {TWO}\n3. {THREE}"
    assert labels(text) == ["1", "2", "3"]
    assert found(text)[0].endswith("1340-7.")


def test_an_entry_that_hides_within_a_line_is_found_by_its_number() -> None:
    text = f"References\n\n1. {ONE} 2. {TWO}\n3. {THREE}"
    assert found(text) == [f"1. {ONE}", f"2. {TWO}", f"3. {THREE}"]


def test_a_list_in_one_paragraph_is_split_by_its_numbers() -> None:
    more = [f"{number}. {entry}" for number, entry in enumerate((ONE, TWO, THREE, ONE, TWO, THREE, ONE), start=1)]
    assert found("References\n" + " ".join(more)) == more


def test_an_entry_broken_by_a_page_has_two_pieces() -> None:
    broken = "- [1] Smith AB, Lee C, *et al.*\n\n- Dose and effect. *Gut* 2010;28:1340-7."
    text = f"References\n\n{broken}\n- [2] {TWO}\n- [3] {THREE}"
    references = find_references(Document(source=SOURCE, text=text), ())
    assert [len(reference.pieces) for reference in references] == [2, 1, 1]
    assert references[0].fields.container == "Gut"


def test_unnumbered_lists_are_split_by_how_entries_begin() -> None:
    entries = [
        "Akasu T, Yamaguchi T (2007) Sacral resection. Ann Surg Oncol 14(1):74–83",
        "de Bono JS, Kim E (2023) Radiotherapy in men: a phase II trial.",
        "World J Gastroenterol 29(24):3871–3882",
        "National Health Commission (2022) Standard for treatment. Cancer Res 49(3):251–276",
    ]
    text = "References\n\n- " + "\n\n- ".join(entries) + "\n\nPublisher's Note Springer remains neutral in 2020; 3:4."
    references = find_references(Document(source=SOURCE, text=text), ())
    assert [reference.span.start for reference in references] == [text.index(entries[i]) for i in (0, 1, 3)]
    assert [reference.key for reference in references] == [
        "Akasu and Yamaguchi 2007",
        "de Bono and Kim 2023",
        "National Health Commission 2022",
    ]
    assert references[1].fields.pages == "3871–3882"


@pytest.mark.parametrize(
    "behind",
    [
        "Publisher's Note Springer Nature remains neutral.",
        "Figure 1 Survival in 2010; 3:4.",
        "Correspondence to: A Smith, 12 High Street.",
        "All patients gave consent. The study ran for years and more was said about it here.",
    ],
)
def test_what_stands_behind_the_list_is_not_swallowed(behind: str) -> None:
    text = f"References\n\n1. {ONE}\n2. {TWO}\n3. {THREE}\n\n{behind}"
    assert found(text)[-1] == f"3. {THREE}"


def test_a_list_without_heading_is_found_at_the_end() -> None:
    prose = "We gave 20 Gy to all of them and saw what came of it, as others had done before us. " * 30
    text = f"{prose}\n\n1. {ONE}\n2. {TWO}\n3. {THREE}"
    assert labels(text) == ["1", "2", "3"]


def test_a_numbered_list_of_steps_is_no_reference_list() -> None:
    prose = "We gave 20 Gy to all of them and saw what came of it. " * 40
    assert found(f"{prose}\n\n1. Lie down.\n2. Breathe in.\n3. Hold still.\n4. Breathe out.") == []


def test_floats_and_furniture_are_left_out() -> None:
    parts = ["References\n", f"1. {ONE}\n", "Table 9 Doses\n", f"2. {TWO}\n", f"3. {THREE}\n"]
    text, blocks, at = "".join(parts), [], 0
    for part, kind in zip(parts, ("heading", "paragraph", "caption", "paragraph", "paragraph"), strict=True):
        blocks.append(Block(kind=kind, pieces=(Span(at, at + len(part) - 1),)))  # type: ignore[arg-type]
        at += len(part)
    references = find_references(Document(source=SOURCE, text=text, blocks=tuple(blocks)), ())
    assert [reference.label for reference in references] == ["1", "2", "3"]
    assert "Table" not in references[0].span.of(text)


def test_entries_that_the_mark_up_gives_are_trusted() -> None:
    fields = ReferenceFields(authors=(Person("Bray", "F"),), et_al=True, title="As tagged", year=2018)
    entries = (
        Entry(target="B1", pieces=(Span(0, len(ONE)),), label="1.", fields=fields),
        Entry(target="B2", pieces=(Span(len(ONE) + 1, len(ONE) + 1 + len(TWO)),), label="[2]"),
    )
    references = find_references(Document(source=SOURCE, text=f"{ONE}\n{TWO}", entries=entries), ())
    assert [(each.label, each.target, each.key) for each in references] == [
        ("1", "B1", "Bray et al. 2018"),
        ("2", "B2", "Wu et al. 2011"),
    ]
    assert _titles(references) == ["As tagged", "Harm in men"]


def _titles(references: tuple[Reference, ...]) -> list[str | None]:
    return [reference.fields.title for reference in references]


@pytest.mark.parametrize("text", ["", "References", "References\n\n", "No list here at all."])
def test_no_list_no_references(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("targets", "told"), [(("10.5555/one",), "10.5555/one"), (("10.5555/one", "10.5555/two"), None)]
)
def test_the_doi_behind_an_entry_is_its_own_where_there_is_one(targets: tuple[str, ...], told: str | None) -> None:
    text = f"References\n\n1. {ONE} CrossRef\n2. {THREE}"
    start = text.index("CrossRef")
    links = tuple(Link(kind="doi", span=Span(start, start + 8), targets=(target,)) for target in targets)
    first, second = find_references(Document(source=SOURCE, text=text, links=links), ())
    assert (first.fields.doi, second.fields.doi) == (told, None)


def test_an_article_in_mark_up_without_a_list_gets_none_made_of_its_paragraphs() -> None:
    prose = "Moss A. The paper of 2019 in Ward J 2019;4:11-19 had an error. It was mended by its authors."
    for body, count in (
        (f"<p>{prose}</p>" * 3, 0),
        (f"<sec><title>References</title>{f'<p>{prose[:48]}</p>' * 3}</sec>", 3),
    ):
        xml = f"<article><front/><body>{body}</body></article>".encode()
        document = read_document(Source(path="made.xml", sha256="0" * 64, format="jats", size=len(xml)), xml)
        assert len(find_references(document, find_sections(document))) == count
