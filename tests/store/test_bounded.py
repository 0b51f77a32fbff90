"""Functions for queries of strangers: linear, and bounded by the length of what they make."""

import pytest

from extract.store import bounded


def test_what_replacing_would_make_is_measured_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "LONGEST_VALUE", 12)
    assert bounded.replace("aaaa", "a", "bb") == "bbbbbbbb"
    assert bounded.replace("aaaa", "", "bb") == "aaaa"
    with pytest.raises(ValueError, match="too big"):
        bounded.replace("aaaaa", "a", "bb")
    assert bounded.replace(None, "a", "b") is None


def test_places_count_from_one_and_are_none_for_no_text() -> None:
    assert (bounded.instr("abcb", "b"), bounded.instr("abc", "x"), bounded.instr(None, "b")) == (2, 0, None)
