"""`extract vocabulary`: what is known of a word."""

import json

from click.testing import CliRunner

from extract.cli import extract


def test_a_brand_leads_to_its_drug() -> None:
    done = CliRunner().invoke(extract, ["vocabulary", "search", "Coumadin", "--format", "jsonl"])
    first = json.loads(done.output.splitlines()[0])
    assert done.exit_code == 0 and first["mesh_id"] == "D014859" and "coumadin" in first["names"]


def test_two_terms_are_compared_and_an_unknown_word_is_told() -> None:
    assert CliRunner().invoke(extract, ["vocabulary", "relation", "hepatoma", "cancer"]).output == "narrower\n"
    assert (
        "not in the vocabulary" in CliRunner().invoke(extract, ["vocabulary", "relation", "hepatoma", "xyzzy"]).output
    )
