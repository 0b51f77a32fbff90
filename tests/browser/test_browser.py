"""Reports as people use them: open, filter, jump, review by keyboard, serve, follow a link."""

import json
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

WIDTHS = (390, 1280)
THEMES = ("light", "dark")


def index(outputs: Path) -> str:
    return (outputs / "report" / "index.html").as_uri()


def review_page(outputs: Path) -> Path:
    """The page with the most findings."""
    pages = (outputs / "report" / "papers").glob("*.html")
    return max(pages, key=lambda path: path.read_text(encoding="utf-8").count('<article class="finding'))


def pdf_page(outputs: Path) -> Path:
    pages = (outputs / "report" / "papers").glob("*.html")
    return next(path for path in pages if "data:image/png" in path.read_text(encoding="utf-8"))


def test_a_report_opens(page: Any, outputs: Path) -> None:
    for address in (index(outputs), review_page(outputs).as_uri()):
        page.goto(address)
        assert page.locator("h1").is_visible()


def test_the_corpus_leads_to_a_paper(page: Any, outputs: Path) -> None:
    page.goto(index(outputs))
    page.get_by_role("searchbox").fill("proton")
    assert page.locator(".papers .row:not(.hidden)").count() == 1
    page.locator(".papers .row:not(.hidden) td:first-child a").click()
    assert "proton" in page.locator("h1").inner_text().lower()
    assert page.locator(".finding").count() >= 3


def test_findings_are_filtered(page: Any, outputs: Path) -> None:
    page.goto(review_page(outputs).as_uri())
    every = page.locator(".finding:not(.hidden)").count()
    page.get_by_role("searchbox").fill(str(page.locator(".finding:not(.hidden)").last.get_attribute("id")))
    some = page.locator(".finding:not(.hidden)").count()
    assert 0 < some < every and f"{some} of" in page.locator("#shown").inner_text()
    page.get_by_role("searchbox").fill("")
    page.get_by_role("checkbox", name="errors").uncheck()
    assert page.locator(".finding.error:not(.hidden)").count() == 0


def test_a_finding_leads_to_its_passage(page: Any, outputs: Path) -> None:
    page.goto(review_page(outputs).as_uri())
    page.locator(".finding .go").first.click()
    anchor = page.evaluate("location.hash.slice(1)")
    place = page.evaluate("name => document.getElementById(name).getBoundingClientRect().top", anchor)
    assert 0 <= place <= page.viewport_size["height"]


def test_a_finding_in_a_pdf_leads_to_its_page(page: Any, outputs: Path) -> None:
    page.goto(pdf_page(outputs).as_uri())
    picture = page.locator("details img")
    assert picture.is_visible() and picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 300


def test_findings_are_reviewed_by_keyboard_and_saved(page: Any, outputs: Path) -> None:
    page.goto(review_page(outputs).as_uri())
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("a")
    second = page.evaluate("document.activeElement.id")
    page.keyboard.press("r")
    page.locator("#why-choice").select_option(index=3)
    page.locator("#why-words").fill("the right work")
    page.locator("#why button[value=ok]").press("Enter")
    third = page.evaluate("document.activeElement.id")
    assert first and len({first, second, third}) == 3
    assert page.locator(f"#{second}").get_attribute("data-decision") == "rejected"
    page.reload()
    assert page.locator(f"#{first}").get_attribute("data-decision") == "accepted"
    with page.expect_download() as told:
        page.get_by_role("button", name="Save reviews as a file").click()
    rows = [json.loads(line) for line in Path(told.value.path()).read_text(encoding="utf-8").splitlines()]
    assert {(row["finding_id"], row["decision"], row["reason"]) for row in rows} == {
        (first, "accepted", ""),
        (second, "rejected", "the cited work is the right one; the right work"),
    }


def test_the_keyboard_never_loses_the_finding(page: Any, outputs: Path) -> None:
    page.goto(review_page(outputs).as_uri())
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.id")
    for key in ("g", "b"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.id") == first
    page.keyboard.press("r")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == first
    assert not page.locator(f"#{first}").get_attribute("data-decision")
    page.keyboard.press("a")
    page.keyboard.press("k")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") != first
    page.locator(f"#{first} [data-say=undone]").click()
    assert page.evaluate("document.activeElement.id") == first
    assert not page.locator(f"#{first}").get_attribute("data-decision")


def test_tables_sort_and_lead_into_the_text(page: Any, outputs: Path) -> None:
    page.goto(review_page(outputs).as_uri())
    table = page.locator("#coverage table")
    head = table.get_by_role("button", name="Examined")
    for order in (1, -1):
        head.click()
        seen = [int(text) for text in table.locator("tbody td:nth-child(2)").all_inner_texts()]
        assert seen == sorted(seen, reverse=order < 0) and len(set(seen)) > 1


def test_all_findings_are_searched_from_the_first_page(page: Any, outputs: Path) -> None:
    page.goto(index(outputs))
    every = page.locator(".papers .row:not(.hidden)").count()
    page.locator("select[name=check]").select_option(index=1)
    some = page.locator(".papers .row:not(.hidden)").count()
    assert 0 < some < every
    page.locator(".papers .row:not(.hidden) .what a").first.click()
    assert "/papers/" in page.url and page.locator(f"[id='{page.url.split('#')[1]}']").is_visible()


def test_a_served_review_goes_into_the_database(page: Any, served: str, outputs: Path) -> None:
    from extract import api

    page.goto(served)
    assert "token" not in page.url
    page.locator(".papers .row td:first-child a").first.click()
    page.wait_for_url("**/papers/*.html")
    page.locator("#progress").wait_for()
    page.keyboard.press("j")
    finding = page.evaluate("document.activeElement.id")
    page.keyboard.press("a")
    page.locator(f"#{finding} .mine", has_text="problem confirmed by A. Reviewer").wait_for()
    stored = {(row.finding_id, row.decision) for row in api.rows("reviews", outputs / "x.db")}  # type: ignore[attr-defined]
    assert (finding, "accepted") in stored


def test_a_finding_has_a_page_of_its_own_and_the_keys_lead_through_all(page: Any, served: str) -> None:
    home = served.split("/-/")[0]
    page.goto(served)
    page.goto(f"{home}/extract/findings_with_passages")
    page.locator("td.col-id a").first.click()
    first = page.url
    page.keyboard.press("a")
    page.wait_for_url(lambda address: address != first)
    page.keyboard.press("k")
    page.wait_for_url(first)
    page.locator(".said", has_text="problem confirmed by A. Reviewer").wait_for()
    page.keyboard.press("u")
    page.locator(".mine", has_text="taken back").wait_for()


def test_a_paper_is_dropped_and_read(page: Any, served: str, tmp_path: Path) -> None:
    paper = tmp_path / "dropped.txt"
    paper.write_text("Radiotherapy\n\nResults\n\nResponse was seen in 12/54 (32.2%) of patients after a year.\n")
    page.goto(served)
    page.locator("#drop input").set_input_files(str(paper))
    page.locator("#uploads a", has_text="read what was found").click(timeout=120_000)
    page.wait_for_url("**/papers/*.html")
    assert "12/54" in page.locator("#main").inner_text()


def test_a_question_is_asked_from_the_first_page(page: Any, served: str) -> None:
    page.goto(served)
    page.locator("input[name=words]").first.fill("local control")
    page.locator("form", has=page.locator("input[name=words]")).first.get_by_role("button", name="Ask").click()
    page.wait_for_url("**/find_words?*")
    assert page.locator(".rows-and-columns tbody tr").count() > 0


def test_a_row_leads_to_its_place(page: Any, served: str) -> None:
    home = served.split("/-/")[0]
    page.goto(served)
    page.goto(f"{home}/extract/findings")
    page.locator("a", has_text="in the paper").first.click()
    assert "/-/report/papers/" in page.url and "#at-" in page.url
    page.goto(f"{home}/extract/results")
    page.locator("a", has_text="in the paper").first.click()
    assert page.locator(".here").first.is_visible()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_have_no_serious_fault_of_access(
    browser: Any, outputs: Path, axe: str, theme: str, width: int, request: pytest.FixtureRequest
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=theme, bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    pictures = request.config.rootpath / "outputs" / "browser"
    pictures.mkdir(parents=True, exist_ok=True)
    for name, address in (("corpus", index(outputs)), ("paper", review_page(outputs).as_uri())):
        page.goto(address)
        page.screenshot(path=pictures / f"{name}-{theme}-{width}.png")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "wider than the window"
        page.evaluate(axe)
        told = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        grave = [
            (fault["id"], node["target"], node["failureSummary"])
            for fault in told["violations"]
            for node in fault["nodes"]
            if fault["impact"] in ("serious", "critical")
        ]
        assert not grave, "\n".join(map(str, grave))
    context.close()
