"""Vocabulary files: hierarchies, users' own terms, and what is refused."""

from pathlib import Path

import msgspec
import pytest

from extract.errors import UsageError
from extract.vocabulary import load_vocabulary, loader
from extract.vocabulary.loader import NO_TERMS, read_terms


def test_a_member_is_a_kind_of_its_class_and_not_the_reverse() -> None:
    vocabulary = load_vocabulary()
    assert vocabulary.is_a("sintilimab", "pd1_inhibitor") and vocabulary.is_a("sbrt", "radiotherapy")
    assert not vocabulary.is_a("radiotherapy", "sbrt")
    assert not vocabulary.kin("sbrt", "sirt")


def test_names_lead_to_their_terms_abbreviations_as_written() -> None:
    names = load_vocabulary().names("disease")
    assert names["hepatocellular carcinoma"] == names["HCC"] == "hcc"
    assert "hcc" not in names


def test_the_narrowest_of_several_terms_are_kept() -> None:
    narrowest = load_vocabulary().narrowest(["cancer", "hcc", "rectal_cancer", "colorectal_cancer"])
    assert narrowest == {"hcc", "rectal_cancer"}


def test_a_user_adds_terms_and_names(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'kind = "disease"\nhcc = { names = ["liver cell cancer"] }\nnew = { names = ["n"], is_a = ["hcc"] }\n'
    )
    vocabulary = load_vocabulary(own)
    assert vocabulary.names("disease")["liver cell cancer"] == "hcc"
    assert vocabulary.is_a("new", "cancer")
    assert "new" not in load_vocabulary()


def test_a_file_of_terms_may_have_so_many_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.toml"
    own.write_text('kind = "disease"\nnew = { names = ["n"] }\n')
    monkeypatch.setattr(loader, "LARGEST", own.stat().st_size)
    assert [term.id for term in read_terms(own)] == ["new"]
    monkeypatch.setattr(loader, "LARGEST", own.stat().st_size - 1)
    with pytest.raises(UsageError, match="at most"):
        list(read_terms(own))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('hcc = { names = ["x"] }', "kind"),
        ('kind = "disease"\nx = "y"', "must be a table"),
        ('kind = "disease"\nx = { names = "y" }', "list of strings"),
        ('kind = "organ"\nhcc = { names = ["y"] }', "already a disease"),
        ('kind = "disease"\nx = { is_a = ["nowhere"] }', "unknown parent"),
        ('kind = "disease"\na = { is_a = ["b"] }\nb = { is_a = ["a"] }', "circle"),
        ("kind =", "cannot be read"),
    ],
)
def test_a_faulty_file_is_refused_with_the_reason(content: str, told: str, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(content)
    with pytest.raises(UsageError, match=told):
        load_vocabulary(own)


def test_each_name_of_a_kind_means_one_term() -> None:
    folder = Path(__file__).parents[2] / "src" / "extract" / "vocabulary"
    for path in sorted(path for path in folder.glob("*.toml") if path.name not in NO_TERMS):
        seen: dict[str, str] = {}
        for term in read_terms(path):
            for name in (*term.names, *term.cased):
                assert seen.setdefault(name, term.id) == term.id, f"{path.name}: {name}"


def test_the_terms_that_are_read_are_those_of_our_files(regold: bool) -> None:
    listed = sorted(path for path in loader.FOLDER.glob("*.toml") if path.name not in NO_TERMS)
    made = msgspec.json.encode(tuple(loader.terms_of(listed).values())).replace(b'{"id"', b'\n{"id"') + b"\n"
    if regold:
        loader.OWN.write_bytes(made)
    assert loader.OWN.read_bytes() == made, "pytest --regold tests/vocabulary/test_loader.py"
