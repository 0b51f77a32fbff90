"""The page of claims and their sources."""

from typing import Any

from extract.report.pages.cases import cases_page


def figure(**given: Any) -> dict[str, Any]:
    plain = {"start": 0, "stated": "4", "role": "main", "outcome": "supported", "reason": "agrees", "printed": "4"}
    return {**plain, "chance": 0.9, "compared": ["unit: %"], "evidence": [], **given}


def case(verdict: str, name: str, **given: Any) -> dict[str, Any]:
    plain = {
        "claim": "4 <b>of</b> 9",
        "sources": ["a.txt"],
        "reason": "why",
        "chance": 0.9,
        "figures": [],
        "evidence": [],
    }
    return {"id": name, "verdict": verdict, **plain, **given}


def test_contradicted_claims_come_first_and_each_figure_shows_what_the_source_prints() -> None:
    passage = {"text": "It was 2.5 & 5 there.", "document_id": "d1", "start": 1200, "end": 1221}
    passage |= {"page": 3, "section": "Results"}
    against = figure(outcome="contradicted", printed="5", evidence=[passage], reason="differs")
    page = cases_page([case("supported", "one"), case("contradicted", "two", figures=[against])])
    assert page.index("the source differs") < page.index("> two</h2>") < page.index("> one</h2>")
    assert (
        "It was 2.5 &amp; <mark>5</mark> there." in page and "d1, page 3, “Results”, characters 1,200 to 1,221" in page
    )
    assert "<mark>4</mark> &lt;b&gt;of&lt;/b&gt; 9" in page


def test_a_source_that_is_not_held_and_a_time_point_are_said_to_be_so() -> None:
    point = figure(role="point", outcome="not_found", printed=None)
    page = cases_page(
        [case("unverifiable", "one", reason="no paper of this name"), case("partly", "two", figures=[point])]
    )
    assert "no paper of this name" in page and "time point" in page and "<td>–</td>" in page
