from pathlib import Path

from extract.store import layer_rows, open_database
from extract.store.layers import LAYERS
from extract.store.merging import differences, merge
from extract.store.upkeep import examine
from tests.store.made import audited, made_paper, save


def test_shards_merge_to_the_rows_of_one_database(tmp_path: Path) -> None:
    first, second, whole, merged = (open_database(tmp_path / f"{name}.db") for name in "abcd")
    one, two = made_paper(), made_paper("cd" * 32, "Another")
    save(first, one)
    save(second, two)
    save(second, one)
    save(whole, one)
    run = save(whole, two)
    save(merged, one)
    assert merge(merged, first, run=1).added == () and merge(merged, second, run=1).held == (one.id,)
    assert examine(merged).is_sound
    for layer in set(LAYERS) - {"runs"}:
        assert list(layer_rows(merged, layer)) == list(layer_rows(whole, layer)), layer
    assert list(differences(whole, merged)) == [] and run == 2


def test_a_difference_names_row_and_kind(tmp_path: Path) -> None:
    before, after = open_database(tmp_path / "a.db"), open_database(tmp_path / "b.db")
    save(before, made_paper())
    finding = audited(after)
    after.execute("UPDATE results SET unit = 'weeks'")
    told = {(one.layer, one.id, one.kind) for one in differences(before, after)}
    assert told == {
        ("findings", finding, "added"),
        ("results", "abababababab.r1", "changed"),
        ("citations", "abababababab.c1", "changed"),
    }
