"""Questions and study tables from the command line, on one made-up trial."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from extract.pipeline.outcomes import scored
from extract.report.export import study_table
from extract.store import open_read_only

Run = Callable[..., Result]
TRIAL = """<article article-type="research-article"><front><article-meta><title-group><article-title>Yoga for sleep: a
randomised trial</article-title></title-group><abstract><p>We randomised 60 adults to yoga or usual care.</p></abstract>
</article-meta></front><body><sec sec-type="methods"><title>Methods</title><p>Sixty adults were randomised to the yoga
group (n = 30) or the usual care group (n = 30).</p></sec><sec sec-type="results"><title>Results</title>
<p>Table 1 shows them.</p><table-wrap id="t1"><label>Table 1</label><caption><p>Outcomes at 12 weeks</p></caption>
<table><thead><tr><th>Outcome</th><th>Yoga group (n = 30)</th><th>Usual care group (n = 30)</th></tr></thead><tbody>
<tr><td>Relapse of insomnia, n (%)</td><td>6 (20.0%)</td><td>12 (40.0%)</td></tr>
<tr><td>Sleep quality score, mean (SD)</td><td>7.1 (2.0)</td><td>5.2 (2.4)</td></tr></tbody></table></table-wrap></sec>
</body></article>"""


@pytest.fixture
def trial(command: Run, tmp_path: Path) -> Path:
    path = tmp_path / "trial.xml"
    path.write_text(TRIAL, encoding="utf-8")
    assert command("ingest", path).exit_code == 0
    return path


def _rows(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_question_is_answered_with_numbers_places_and_probability(command: Run, trial: Path) -> None:
    question = {"id": 1, "path": str(trial), "outcome": "relapse of insomnia", "outcome_type": "binary"}
    asked = json.dumps({**question, "intervention": "yoga", "comparator": "usual care"})
    (told,) = _rows(command("outcomes", "-", input=asked))
    assert [told[f"{side}_{name}"] for side in ("intervention", "comparator") for name in ("events", "group_size")] == [
        *(6, 30),
        *(12, 30),
    ]
    assert told["reason"] is None and 0 < float(str(told["score"])) <= 1


def test_without_a_question_all_comparisons_are_told(command: Run, trial: Path, tmp_path: Path) -> None:
    found = {row["outcome"]: row for row in _rows(command("outcomes", "--all"))}
    binary, continuous = found["Relapse of insomnia"], found["Sleep quality score"]
    assert [binary[name] for name in ("ai", "n1i", "ci", "n2i", "timepoint")] == [6, 30, 12, 30, 12]
    assert [continuous[name] for name in ("m1i", "sd1i", "m2i", "sd2i")] == [7.1, 2.0, 5.2, 2.4]
    assert all(0.5 < float(str(row["score"])) <= 1 and not row["warning"] for row in found.values())
    assert command("export", "sheets", "-o", tmp_path / "sheets").exit_code == 0
    with (tmp_path / "sheets" / "comparisons.csv").open(encoding="utf-8", newline="") as file:
        assert {row["outcome"] for row in csv.DictReader(file)} == set(found)


def test_a_row_whose_name_another_row_answers_better_is_warned_of(command: Run, tmp_path: Path) -> None:
    path = tmp_path / "two.xml"
    more = "<tr><td>Dropout, n (%)</td><td>3 (10.0%)</td><td>4 (13.3%)</td></tr>"
    path.write_text(TRIAL.replace("</tbody>", f"{more}</tbody>"), encoding="utf-8")
    assert command("ingest", path).exit_code == 0
    with open_read_only(tmp_path / "test.db") as database:
        rows = {row["outcome"]: row for row in study_table(database)}
        mistaken = {**rows["Dropout"], "outcome": "Relapse of insomnia"}
        (sound, wrong) = scored(database, [rows["Dropout"], mistaken])
    assert not sound["warning"] and sound["score"] > 0.5
    assert wrong["warning"] == "asked by its name, the paper gives 6 and 12 first" and wrong["score"] < 0.5
