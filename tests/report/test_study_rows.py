"""The studies behind pooled estimates, for metafor and RevMan; reviews are no studies of their own."""

import csv
import io
import math
from typing import Any

from extract.report.comparisons import Labels
from extract.report.meta_analysis import write_revman_rows, write_study_rows
from extract.report.pages.included import dress_studies, plots
from extract.report.poolable import find_comparisons, why_left_out
from extract.report.records import PooledRecord, ResultRecord
from tests.report.rows import record

POOLED: dict[str, Any] = {
    "id": "d.pooled1",
    "document_id": "d",
    "outcome": None,
    "text": "RR 0.61",
    "measure": "RR",
    "scale": "log",
    "effects": [
        {"label": "Albers 2011", "yi": math.log(0.5), "vi": 0.09, "ai": 12, "n1i": 60, "ci": 24, "n2i": 62},
        {"label": "=Dorn", "yi": -0.2, "vi": 0.04, "ai": None, "n1i": None, "ci": None, "n2i": None},
    ],
}


def lines(write: Any) -> list[dict[str, str]]:
    file = io.StringIO()
    write([record(PooledRecord, POOLED)], file)
    return list(csv.DictReader(io.StringIO(file.getvalue())))


def test_metafor_reads_effects_and_counts_by_study() -> None:
    first, second = lines(write_study_rows)
    assert (first["slab"], first["ai"], first["bi"], first["di"], first["n2i"]) == (
        "Albers 2011",
        "12",
        "48",
        "38",
        "62",
    )
    assert float(first["sei"]) == 0.3 and first["pooled_id"] == "d.pooled1" and first["outcome"] == "RR 0.61"
    assert second["ai"] == second["bi"] == "" and second["slab"].startswith("'")


def test_revman_gets_counts_or_contrasts() -> None:
    first, second = lines(write_revman_rows)
    assert first["Outcome type"] == "Dichotomous" and first["Comparator total"] == "62"
    assert second["Outcome type"] == "Contrast level"
    assert float(first["Effect"]) == 0.5 and float(first["CI start"]) < 0.5 < float(first["CI end"])


def test_numbers_of_a_review_are_no_study_of_their_own() -> None:
    empty = "value_text unit timepoint timepoint_unit sd count denominator n population endpoint_id table_id cell_id"
    ratio: dict[str, Any] = dict.fromkeys(empty.split())
    ratio |= {"id": "d.r1", "document_id": "d", "measure": "HR", "statistic": "HR", "role": "result", "source": "own"}
    ratio |= {"outcome": "OS", "arm": "Baths", "comparator": "Rest", "value": 0.7, "ci_low": 0.5, "ci_high": 0.9}
    ratio |= {"ci_level": 95, "sentence_id": "d.s1"}
    assert len(list(find_comparisons([record(ResultRecord, ratio)], Labels({}, {})))) == 1
    (one,) = find_comparisons([record(ResultRecord, ratio)], Labels({}, {}))
    assert "review" in why_left_out(one, Labels({}, {}, reviews=frozenset({"d"})))


def test_a_pooled_estimate_is_drawn_with_both_diamonds_and_what_does_not_follow_is_marked() -> None:
    row = {**POOLED, "k": 2, "model": "fixed", "estimate": 0.7, "ci_low": 0.5, "ci_high": 0.9, "agrees": False}
    row |= {
        "recomputed_estimate": 0.71,
        "recomputed_low": 0.52,
        "recomputed_high": 0.99,
        "rows": [],
        "start": 5,
        "end": 9,
    }
    found = {"check": "review_pooled_estimate", "evidence": [{"document_id": "d", "pieces": [[5, 9]]}]}
    (sound,), (odd,) = plots([row], []), plots([row, {**row, "id": "d.pooled2"}], [found])
    assert sound.count("<polygon") == odd.count("<polygon") == 2 and sound.count("<rect") == 2
    assert 'class="error"' in odd and 'class="error"' not in sound and "&lt;" not in sound and "=Dorn" in sound
    for measure, scale, high in (("proportion", "logit", 51.0), ("MD", "linear", 3.0)):
        assert "<polygon" in plots([{**row, "measure": measure, "scale": scale, "ci_high": high}], [])[0]
    assert plots([{**row, "ci_low": -1.0}], []) == []


def test_a_row_of_an_included_study_says_what_was_found_of_it() -> None:
    entry = {"id": "d.ref1", "verdict_name": "found", "notices": ["Retracted 2020"]}
    study = {"document_id": "d", "reference_id": "d.ref1", "start": 5, "end": 9}
    found = {"check": "review_study_entry", "severity": "error", "evidence": [{"document_id": "d", "pieces": [[5, 9]]}]}
    rows = [dict(study), {**study, "start": 20, "end": 24}, {**study, "reference_id": None, "start": 30, "end": 34}]
    dress_studies(rows, [entry], [found], {"d.ref1": "e"})
    assert [row["told"] for row in rows] == [
        ("error", "not its entry"),
        ("", "no difference found"),
        ("", "its text is not held"),
    ]
    assert [(row["exists"], row["notices"]) for row in rows] == [("found", "Retracted 2020")] * 2 + [("", "")]
