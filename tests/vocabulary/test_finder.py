"""Where a text names terms, in which sense, and how terms stand to each other."""

from pathlib import Path

import pytest

from extract.errors import UsageError
from extract.vocabulary import finder_of, load_vocabulary, normal_name
from extract.vocabulary.finder import Finder
from extract.vocabulary.table import FILE, load_table

VOCABULARY = load_vocabulary()


def named(text: str, *kinds: str) -> list[tuple[str, str]]:
    """Each term of a text as printed, with its kind."""
    found = finder_of(VOCABULARY).find(text)
    return [(text[each.start : each.end], each.kind) for each in found if not kinds or each.kind in kinds]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("haemorrhages", "hemorrhage"),
        ("Tumours", "tumor"),
        ("metastases", "metastasis"),
        ("therapies", "therapy"),
        ("Non–small-cell", "non small cell"),
        ("paediatric oesophagitis", "pediatric esophagitis"),
    ],
)
def test_spellings_of_a_name_have_one_normal_form(one: str, other: str) -> None:
    assert normal_name(one) == normal_name(other)


@pytest.mark.parametrize(("word", "normal"), [("gas", "gas"), ("legs", "leg")], ids=["3 letters", "4 letters"])
def test_a_plural_has_four_letters(word: str, normal: str) -> None:
    assert normal_name(word) == normal


@pytest.mark.parametrize("word", ["virus", "sepsis", "stress", "gas"])
def test_an_s_that_is_no_plural_stays(word: str) -> None:
    assert normal_name(word) == word


def test_a_brand_is_its_drug_and_an_animal_an_organism() -> None:
    assert VOCABULARY.find("Faslodex") == VOCABULARY.find("fulvestrant")
    assert VOCABULARY["D000077267"].drugbank_id == "DB00947"
    assert named("Milk yield of cattle given Faslodex") == [("cattle", "organism"), ("Faslodex", "intervention")]


def test_our_own_term_is_the_concept_of_the_same_name() -> None:
    assert VOCABULARY["hcc"].mesh_id == "D006528"
    assert VOCABULARY.is_a("hcc", "cancer") and VOCABULARY.is_a("D018248", "cancer")
    assert "D006528" in VOCABULARY and VOCABULARY.own_of


def test_the_name_of_a_gene_is_no_disease_and_no_animal() -> None:
    assert named("Kirsten rat sarcoma viral oncogene", "disease", "organism") == []
    assert named("a sarcoma of the rat", "disease", "organism") == [("sarcoma", "disease"), ("rat", "organism")]


def test_a_country_or_an_animal_in_the_name_of_a_disease_is_not_meant() -> None:
    assert named("Japanese encephalitis after cat-scratch disease", "country", "organism") == []
    assert named("encephalitis in Japanese children", "country") == [("Japanese", "country")]


def test_a_surname_is_no_place() -> None:
    assert named("as Jordan et al. reported", "country") == []
    assert named("as reported from Jordan", "country") == [("Jordan", "country")]


@pytest.mark.parametrize(
    "text", ["this may lead to", "a cold climate", "the impact of training", "Drake and colleagues"]
)
def test_everyday_words_are_no_drugs(text: str) -> None:
    assert named(text, "intervention", "substance", "disease", "organism") == []


def test_an_acronym_is_not_the_brand_that_it_spells() -> None:
    assert named("in the BaRaClUd trial") != [("BaRaClUd", "intervention")]
    assert named("the MoDUS trial", "intervention") == []


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("the STOMACH trial", "organ", False),
        ("CANCER OF THE STOMACH", "organ", True),
        ("the COPD trial", "disease", True),
        ("pupils aged 10 to 11 years", "population", False),
        ("care for the aged in homes", "population", True),
        ("transfer factor (TLCO)", "substance", False),
        ("transfer factor by mouth", "substance", True),
        ("individual rates of healing", "organism", False),
        ("each individual, at home", "organism", True),
    ],
)
def test_words_that_mean_something_else_before_others(text: str, kind: str, found: bool) -> None:
    assert bool(named(text, kind)) is found


def test_african_americans_are_of_america() -> None:
    assert named("African American men", "country") == [("American", "country")]
    assert named("West African men", "country") == [("African", "country")]


def test_a_name_does_not_run_across_a_comma_or_the_end_of_a_sentence() -> None:
    assert ("lung cancer", "disease") not in named("in the lung. Cancer of the bowel", "disease")
    assert ("lung cancer", "disease") not in named("disease of the lung, cancer excepted", "disease")


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("hepatocellular carcinoma", "hepatoma", "same"),
        ("cancer", "hepatocellular carcinoma", "broader"),
        ("hepatocellular carcinoma", "cancer", "narrower"),
        ("leukocytosis", "white blood cell count", "related"),
        ("warfarin", "phenprocoumon", "related"),
        ("warfarin", "sorafenib", "different"),
        ("asthma", "rectal cancer", "different"),
        ("asthma", "sorafenib", "unknown"),
    ],
)
def test_how_two_terms_stand_to_each_other(one: str, other: str, relation: str) -> None:
    left, right = VOCABULARY.find(one), VOCABULARY.find(other)
    assert left is not None and right is not None
    assert VOCABULARY.relation(left.id, right.id) == relation


def test_an_unknown_id_is_never_different() -> None:
    assert VOCABULARY.relation("hcc", "no such term") == "unknown"


@pytest.mark.parametrize(
    ("suffix", "keep"),
    [(".tsv", 1000), (".tsv", 0), (".index", 1000), (".index", 1002), (".index", 0)],
    ids=["lines cut", "no lines", "index cut", "index cut within a number", "no index"],
)
def test_a_damaged_table_is_refused_in_one_line(suffix: str, keep: int, tmp_path: Path) -> None:
    for path in (FILE, FILE.with_suffix(".index")):
        data = path.read_bytes()
        (tmp_path / path.name).write_bytes(data[:keep] if path.suffix == suffix else data)
    with pytest.raises(UsageError, match="cannot be read"):
        load_table(tmp_path / FILE.name)


def test_the_index_finds_every_name_tree_number_and_id_of_the_lines() -> None:
    table = load_table()
    lines = FILE.read_text(encoding="utf-8").splitlines()
    assert {len(line.split("\t")) for line in lines} == {8}
    for number, line in enumerate(lines):
        term_id, _, _, _, _, trees, names, _ = line.split("\t")
        assert all(table.by_tree(tree) == number for tree in trees.split())
        for name in names.split("|"):
            assert table.by_name(name) == number
            words = name.split(" ")
            assert len(words) == 1 or table.longest(" ".join(words[:2])) >= len(words)
        if number % 97 == 0:
            assert table.number(term_id) == number and table.id(number) == term_id


def test_what_is_in_no_line_is_not_found() -> None:
    table = load_table()
    asked = [f"no such name {number}" for number in range(2_000)]
    assert not any(table.by_name(name) is not None or table.by_tree(name) is not None for name in asked)
    assert table.number("D") is None and table.number("zzz") is None


def test_every_source_is_named_with_its_licence_and_hash() -> None:
    text = (Path(__file__).parents[2] / "src" / "extract" / "vocabulary" / "sources.toml").read_text()
    assert text.count("licence = ") == text.count("sha256 = ") == 4


def test_a_spacy_pipeline_marks_the_terms() -> None:
    spacy = pytest.importorskip("spacy")
    from extract.vocabulary import pipe

    nlp = spacy.blank("en")
    nlp.add_pipe("extract_terms")
    doc = nlp("Sorafenib in hepatocellular carcinoma.")
    assert [(span.text, span.label_) for span in doc.spans["terms"]] == [
        ("Sorafenib", "intervention"),
        ("hepatocellular carcinoma", "disease"),
    ]
    assert doc.spans["terms"][1].kb_id_ == "D006528" and pipe.Terms


def test_names_are_found_alike_whether_asked_for_or_held_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Portal vein tumour thrombus, type 2 diabetes mellitus and stereotactic body radiotherapy of the liver."
    at_once = Finder(VOCABULARY).find(text)
    monkeypatch.setattr("extract.vocabulary.finder.MANY", 0)
    assert Finder(VOCABULARY).find(text) == at_once and len(at_once) > 2
