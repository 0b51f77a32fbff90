"""What the citation audit was trained and measured on, and that no test article is among it."""

import json
from pathlib import Path

from extract.audit.cases.belief import EVIDENCE, TELLING, load_ratios
from extract.audit.fit.model import WEIGHTS
from tests.conftest import shared


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
