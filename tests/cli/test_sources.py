"""`extract audit --sources`: the studies that a review includes, read beside it."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]
TRIAL = """<article><front><article-meta><article-id pub-id-type="doi">10.5555/baths.{n}</article-id><title-group>
<article-title>Cold baths for sore knees {n}</article-title></title-group></article-meta></front><body><sec>
<title>Results</title><p>We enrolled {size} patients with sore knees at one clinic.</p>
<p>Most bathed in cold water, the others rested.</p><p>The mean age of the patients was 61.4 years.</p>
<p>The median follow-up was 24 months.</p></sec></body></article>"""
REVIEW = """<article><front><article-meta><title-group><article-title>Baths: a systematic review</article-title>
</title-group></article-meta></front><body><sec><title>Results</title><table-wrap id="t1"><label>Table 1</label><table>
<thead><tr><th>Study</th><th>Patients</th></tr></thead><tbody>{rows}</tbody></table></table-wrap></sec></body><back>
<ref-list>{entries}</ref-list></back></article>"""


def made_review() -> str:
    names = ("Albers", "Bakker", "Castell")
    rows = "".join(
        f'<tr><td>{name} [<xref ref-type="bibr" rid="r{n}">{n}</xref>]</td><td>{40 + n}</td></tr>'
        for n, name in enumerate(names, 1)
    )
    entries = "".join(
        f'<ref id="r{n}"><label>{n}</label><element-citation publication-type="journal"><person-group><name><surname>'
        f"{name}</surname></name></person-group><article-title>Cold baths for sore knees {n}</article-title>"
        f'<year>2019</year><pub-id pub-id-type="doi">10.5555/baths.{n}</pub-id></element-citation></ref>'
        for n, name in enumerate(names, 1)
    )
    return REVIEW.format(rows=rows, entries=entries)


def test_sources_are_read_and_rows_held_against_them(command: Run, tmp_path: Path) -> None:
    review, sources = tmp_path / "review.xml", tmp_path / "included"
    sources.mkdir()
    review.write_text(made_review(), encoding="utf-8")
    (sources / "one.xml").write_text(TRIAL.format(n=1, size=41), encoding="utf-8")
    (sources / "two.xml").write_text(TRIAL.format(n=2, size=87), encoding="utf-8")
    done = command("audit", review, "--sources", sources, "--only", "review_study_source", "--format", "json")
    assert done.exit_code == 0, done.stderr
    (found,) = json.loads(done.stdout)
    assert (found["reported"], found["expected"]) == ("42", "87")
    covered = [json.loads(line) for line in command("export", "coverage").stdout.splitlines()]
    assert [(row["examined"], row["skipped"]) for row in covered if row["check"] == "review_study_source"] == [(2, 1)]
