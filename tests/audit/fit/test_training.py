"""What the citation audit was trained and measured on, and that no test article is among it."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

import extract
from extract.audit.cases.belief import EVIDENCE, TELLING, load_ratios
from extract.audit.fit.features import WEIGHTS
from extract.vocabulary.loader import OWN
from tests.conftest import shared

PACKAGE = Path(extract.__file__).parent


def trained_on(path: Path) -> list[str]:
    return list(json.loads(path.read_text(encoding="utf-8"))["articles"])


def test_weights_and_ratios_rest_on_the_same_articles() -> None:
    assert trained_on(WEIGHTS) == trained_on(EVIDENCE) != []


def test_no_article_of_a_test_set_was_trained_on() -> None:
    """Training and tuning used the plain articles alone; every other folder of the benchmark is a test set."""
    bench = shared("bench")
    plain = bench / "articles"
    tested = {path.name.split(".")[0] for path in bench.rglob("*.*") if plain not in path.parents}
    used = set(trained_on(WEIGHTS))
    assert used <= {path.name.split(".")[0] for path in plain.iterdir()}
    assert used & tested == set() and len(tested) > 100


def test_every_ratio_has_its_support() -> None:
    kinds = json.loads(EVIDENCE.read_text(encoding="utf-8"))["kinds"]
    whole = kinds.pop("")["all"]
    for grades in kinds.values():
        for row in grades.values():
            if row.get("pooled"):
                assert row["planted"] + row["published"] < 5
                continue
            assert row["planted"] + row["published"] > 0
            rough = (row["planted"] + 0.5) / whole["planted"] / ((row["published"] + 0.5) / whole["published"])
            assert 0.3 < row["ratio"] / rough < 3


def test_agreement_speaks_for_a_citation_and_a_foreign_name_against_it() -> None:
    ratios = load_ratios()
    assert ratios.of("citation_author", "agrees") < 0.1 < TELLING < ratios.of("citation_author", "near")
    assert ratios.of_words("citation", 0.9) > 1 > ratios.of_words("citation", 0.001)
    assert ratios.of("citation_author", "a grade that was never measured") == 1.0


def stem(name: str) -> str:
    return re.split(r"[._]", name)[0].rstrip("b")


def articles_of(folder: str) -> set[str]:
    return {stem(path.name) for path in (shared("bench") / folder).rglob("PMC*")}


MOST_IN_COMMON = 0.05
"""Share of another test set that the articles of one set's training may be: the sets were drawn independently."""


def recorded(of: str, *keys: str) -> Any:
    value = json.loads((PACKAGE / of).read_text(encoding="utf-8"))
    for key in keys:
        value = value[key]
    return value


@pytest.mark.parametrize(
    ("of", "keys", "folder"),
    [
        ("annotate/quantities/weights.json", ("trained_on", "bindings"), "bindings"),
        ("audit/support/weights.json", ("of", "names"), "verify"),
    ],
)
def test_weights_learned_from_one_set_touch_hardly_any_other(of: str, keys: tuple[str, ...], folder: str) -> None:
    used = {stem(name) for name in recorded(of, *keys)}
    assert used and used <= articles_of(folder)
    for other in ("html", "markers", "pdf", "read", "reviews", "statistics", "swaps", "trials", "evidence", "verify"):
        if other != folder:
            tested = articles_of(other)
            assert len(used & tested) <= MOST_IN_COMMON * len(tested), other


@pytest.mark.parametrize(
    ("name", "folder"),
    [("figures", "trials"), ("sizes", "trials"), ("direction", "evidence"), ("passages", "evidence")],
)
def test_weights_of_questions_rest_on_their_own_set_alone(name: str, folder: str) -> None:
    """Their figures on articles left out are recorded beside them (`set_aside`); the weights rest on all of the set."""
    told = recorded(f"resolve/questions/weights/{name}.json", "trained")
    names = sorted({re.split(r"[._]", path.name)[0] for path in (shared("bench") / folder).rglob("PMC*")})
    assert told["papers"] == len(names)
    assert told["sha256"] == hashlib.sha256("\n".join(names).encode()).hexdigest()


def test_marked_passages_that_pairs_were_learned_from_are_of_the_evidence_alone() -> None:
    marked = set(recorded("resolve/questions/weights/figures.json", "trained", "marked"))
    assert marked and marked <= articles_of("evidence") - articles_of("trials")


def test_every_file_of_weights_records_what_it_was_learned_from() -> None:
    keys = {"articles", "trained", "trained_on", "of", "sha256", "documents"}
    no_weights = {OWN, *(PACKAGE / "schemas").rglob("*.json")}
    files = [path for path in PACKAGE.rglob("*.json") if path.stat().st_size > 1000 and path not in no_weights]
    assert len(files) >= 8
    assert [path.name for path in files if not keys & set(json.loads(path.read_text(encoding="utf-8")))] == []
