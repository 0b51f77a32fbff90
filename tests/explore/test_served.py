"""The served pages: every row leads to its place, nothing is written without the token, no other host is answered."""

import asyncio
import base64
import hashlib
import json
import re
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from tests.patience import must_end

pytest.importorskip("datasette", reason="the extra `explore` is not installed")

from click.testing import CliRunner

from extract.cli import extract
from extract.store.dictionary import questions

pytestmark = pytest.mark.filterwarnings("default")

CORPUS = Path(__file__).resolve().parent.parent.parent / "corpus"
TOKEN = "a-token-for-tests"
HOSTILE = """Radiotherapy <script>alert(1)</script>

Results

Response was seen in <img src=x onerror=alert(1)> 12/54 (32.2%) of patients after three months.
"""


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("served") / "x.db"
    hostile = path.with_name("hostile.txt")
    hostile.write_text(HOSTILE)
    papers = [str(CORPUS / "invented_review.txt"), str(CORPUS / "invented_trial.pdf"), str(hostile)]
    for call in (["ingest", *papers], ["audit"]):
        assert CliRunner().invoke(extract, [*call, "--db", str(path), "-q"]).exit_code == 0
    return path


Answer = Any
Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def ask(db: Path) -> Ask:
    """Puts a request to the application, without a network."""
    from extract.explore import make_datasette

    codes: list[str] = []
    datasette = make_datasette(db, token=TOKEN, reviewer="tester", tell=codes.append)

    def run(path: str, method: str = "get", *, known: bool = True, **named: Any) -> Answer:
        headers = {"cookie": f"{datasette.gate.name}={TOKEN}"} if known else {}
        if method == "post":
            headers |= {"origin": "http://localhost", "content-type": "application/json"}
        named["headers"] = headers | named.get("headers", {})
        asked: Coroutine[Any, Any, Answer] = getattr(datasette.client, method)(path, **named)
        return asyncio.run(asked)

    run.codes = codes  # type: ignore[attr-defined]

    return run


def rows(ask: Ask, query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ask(f"/extract/{query}.json?_shape=array&_size=max").json()
    return found


@pytest.mark.parametrize("name", [one.name for one in questions()])
def test_every_usual_question_has_an_answer(ask: Ask, name: str) -> None:
    answer = ask(f"/extract/{name}.json?_shape=objects&measure=OS&words=survival&title=radiotherapy")
    assert answer.status_code == 200 and answer.json()["ok"], answer.text[:500]
    assert ask(f"/extract/{name}?measure=OS&words=survival&title=radiotherapy").status_code == 200


def test_a_finding_leads_to_its_passage(ask: Ask) -> None:
    finding = rows(ask, "findings")[0]
    page = ask(f"/extract/findings/{finding['id']}").text
    assert "<mark>" in page and ">In the paper</a>" in page
    assert f'href="/-/place/{finding["id"]}"' in ask("/extract/findings").text
    target = ask(f"/-/place/{finding['id']}").headers["location"]
    address, anchor = target.split("#")
    assert f'id="{anchor}"' in ask(address).text


@pytest.mark.parametrize("table", ["sentences", "markers", "results", "claims", "bibliography", "cells", "endpoints"])
def test_a_row_leads_to_its_place(ask: Ask, table: str) -> None:
    row = rows(ask, table)[0]
    address = ask(f"/-/place/{row['id']}").headers["location"]
    assert address.endswith("#here")
    marked = re.findall(r'<a id="here"', ask(address.removesuffix("#here")).text)
    assert len(marked) == 1


def test_links_in_a_table_lead_to_the_place(ask: Ask) -> None:
    link = re.search(r'<a href="(/-/report/papers/[^"#]+)#here">', ask("/extract/results").text)
    assert link and '<a id="here"' in ask(link[1].replace("&amp;", "&")).text


def test_the_page_of_a_passage_is_drawn(ask: Ask) -> None:
    row = next(row for row in rows(ask, "results") if row["boxes"])
    page = ask(f"/extract/results/{row['id'].replace('.', '~2E')}").text
    source = re.search(r'<img src="([^"]+)"', page)
    assert source
    picture = ask(source[1].replace("&amp;", "&"))
    assert picture.status_code == 200 and picture.content.startswith(b"\x89PNG")


def test_words_of_a_paper_are_no_mark_up(ask: Ask) -> None:
    paper = next(row for row in rows(ask, "documents") if row["path"].endswith("hostile.txt"))
    finding = next(row for row in rows(ask, "findings") if row["document_id"] == paper["id"])
    sentence = next(row for row in rows(ask, "sentences") if row["document_id"] == paper["id"])
    shown = [f"/extract/findings/{finding['id']}", f"/-/report/papers/{paper['id']}.html", "/extract/documents"]
    shown += [f"/extract/sentences/{sentence['n']}", "/extract/findings_with_passages", "/-/report/"]
    for address in shown:
        page = ask(address).text
        assert "<script>alert" not in page and "<img src=x" not in page, address


def test_an_address_lets_one_browser_in_once(ask: Ask) -> None:
    codes: list[str] = ask.codes  # type: ignore[attr-defined]
    first = codes[-1]
    assert ask("/-/enter/wrong", known=False).status_code == 403
    entered = ask(f"/-/enter/{first}", known=False)
    cookie = entered.headers["set-cookie"]
    assert (entered.status_code, entered.headers["location"]) == (303, "/-/report/")
    assert TOKEN in cookie and "HttpOnly" in cookie and "SameSite=Strict" in cookie
    assert ask(f"/-/enter/{first}", known=False).status_code == 403
    assert ask(f"/-/enter/{first}").status_code == 303
    assert len(codes) == 2 and codes[-1] != first


@pytest.mark.parametrize(
    "path", ["/", "/-/report/", "/extract.db", "/extract/documents.json", "/-/static/app.css", "/-/page/x/1.png"]
)
def test_nothing_is_read_without_the_cookie(ask: Ask, path: str) -> None:
    assert ask(path, known=False).status_code == 403
    assert ask(path, known=False, headers={"cookie": "extract-00000000=guess"}).status_code == 403


def test_pages_of_other_servers_of_this_machine_may_not_ask(ask: Ask) -> None:
    for site in ("cross-site", "same-site"):
        assert ask("/extract?sql=select+1", headers={"sec-fetch-site": site}).status_code == 403
    assert ask("/extract/documents.json", headers={"sec-fetch-site": "same-origin"}).status_code == 200


def review_of(ask: Ask, **said: object) -> str:
    return json.dumps({"finding_id": rows(ask, "findings")[0]["id"], "decision": "rejected", **said})


@pytest.mark.parametrize(
    ("named", "status"),
    [
        ({"known": False}, 403),
        ({"headers": {"origin": "http://elsewhere.example"}}, 403),
        ({"headers": {"origin": "http://localhost:81"}}, 403),
        ({"headers": {"origin": ""}}, 403),
        ({"headers": {"content-type": "text/plain"}}, 403),
        ({"headers": {"cookie": ""}}, 403),
        ({"content": b"x" * 200_000}, 413),
        ({"content": b"[" * 90_000}, 400),
        ({"content": b'{"decision": "maybe"}'}, 400),
        ({"content": b'{"finding_id": "f000", "decision": "accepted"}'}, 404),
    ],
)
def test_a_review_from_elsewhere_or_out_of_shape_is_refused(ask: Ask, named: dict[str, Any], status: int) -> None:
    assert ask("/-/review", "post", **{"content": review_of(ask), **named}).status_code == status
    assert (
        ask("/-/review", "put").status_code == 405
        and ask("/extract/documents", "post", content="{}").status_code == 405
    )
    assert rows(ask, "reviews") == []


def test_a_review_is_kept_and_its_finding_stays_visible(ask: Ask, db: Path) -> None:
    finding = rows(ask, "findings")[0]
    told = ask("/-/review", "post", content=review_of(ask, reason="the right work \ud800"))
    assert told.status_code == 200 and told.json()["reviewer"] == "tester"
    page = ask(f"/-/report/papers/{finding['document_id']}.html").text
    assert f'id="{finding["id"]}"' in page and "dismissed by tester" in page and 'data-served="yes"' in page
    assert finding["id"] not in [row["id"] for row in rows(ask, "open_findings")]
    assert ask("/-/review").json() == {"connected": True}
    assert ask("/-/review", "post", content=review_of(ask, decision="undone")).status_code == 200
    assert rows(ask, "reviews") == []


def test_a_page_says_before_the_first_decision_that_it_does_not_reach_the_database(ask: Ask, db: Path) -> None:
    """From the disk at once; served, the line waits until the server does not answer."""
    finding = rows(ask, "findings")[0]
    CliRunner().invoke(extract, ["report", "--db", str(db), "-o", str(db.parent / "report"), "--no-images"])
    on_disk = (db.parent / "report" / "papers" / f"{finding['document_id']}.html").read_text()
    served = ask(f"/-/report/papers/{finding['document_id']}.html").text
    assert re.search(r'<p id="unsaved" class="small" role="status">', on_disk)
    assert re.search(r'<p id="unsaved" class="unsaved" role="status" hidden>', served)


def test_no_step_of_a_query_holds_the_server(ask: Ask) -> None:
    for sql in (
        "select instr(zeroblob(40000000), zeroblob(20000000) || 'x')",
        "select replace(zeroblob(8000000), zeroblob(4000000) || 'x', 'y')",
        "select length(hex(zeroblob(400000000)))",
        "select length(trim(printf('%.*c', 4000000, 'a'), printf('%.*c', 4000000, 'b') || 'a'))",
        "with recursive n(x) as (select 1 union all select x + 1 from n) select count(*) from n",
    ):
        with must_end():
            ask("/extract.json", params={"sql": sql, "_timelimit": "500"})
    assert ask("/-/settings.json").json()["sql_time_limit_ms"] <= 5000
    for sql in ("select 1 from (select load_extension('x'))", "attach 'x' as y", "pragma journal_mode=delete"):
        assert ask("/extract.json", params={"sql": sql}).status_code == 400
    answer = ask(
        "/extract.json",
        params={"sql": "select instr('abc','c') a, replace('abc','b','') b, trim(' x ') c", "_shape": "array"},
    )
    assert answer.json() == [{"a": 3, "b": "ac", "c": "x"}]


def test_no_script_runs_that_is_not_of_the_server(ask: Ask) -> None:
    """Scripts within pages are allowed by their hash alone: those of Datasette's templates and that of our pages."""
    paper = rows(ask, "documents")[0]["id"]
    for address in (
        "/",
        "/extract",
        "/extract/findings",
        "/extract?sql=select+1",
        "/-/report/",
        f"/-/report/papers/{paper}.html",
    ):
        answer = ask(address)
        policy = answer.headers["content-security-policy"]
        scripts = re.search(r"script-src ([^;]+)", policy)
        assert scripts and "unsafe" not in scripts[1]
        for script in re.findall(r"<script>(.*?)</script>", answer.text, re.DOTALL):
            digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in scripts[1], (address, script[:80])
        assert not re.search(r"<[a-z][^>]*\son[a-z]+\s*=", answer.text), address
        assert answer.headers["cache-control"] == "no-store"


def test_a_box_without_order_or_place_is_no_fault(ask: Ask) -> None:
    paper = next(row for row in rows(ask, "documents") if row["path"].endswith(".pdf"))
    for boxes, status in (("5 5 1 1", 200), ("nan 0 1 1", 400), ("1e300 0 1 1", 400), ("1 2 3", 400)):
        assert ask(f"/-/page/{paper['id']}/1.png", params={"boxes": boxes}).status_code == status


def test_the_database_cannot_be_changed_by_a_query(ask: Ask) -> None:
    assert ask("/extract?sql=delete+from+findings").status_code == 400
    assert rows(ask, "findings")


def test_other_names_of_the_server_are_refused(ask: Ask) -> None:
    assert ask("/", headers={"host": "elsewhere.example"}).status_code == 403
    assert "frame-ancestors 'none'" in ask("/").headers["content-security-policy"]


def test_tables_columns_and_queries_are_described(ask: Ask) -> None:
    assert "the entry of the reference list" in ask("/extract/citations").text
    assert "Which findings has nobody judged yet?" in ask("/extract").text


def test_a_port_in_use_is_told(db: Path) -> None:
    import socket

    from extract.errors import UsageError
    from extract.explore import serve

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UsageError, match="--port"):
            serve(db, port=taken.getsockname()[1], reviewer="tester", ready=lambda address: None)


def test_the_first_page_asks_the_usual_questions_and_takes_papers(ask: Ask) -> None:
    assert ask("/").headers["location"] == "/-/report/"
    page = ask("/-/report/").text
    assert 'id="drop"' in page and all(f"/extract/{one.name}" in page for one in questions())
    assert "_memory" not in page + ask("/extract").text


def test_the_first_page_is_made_anew_where_a_review_has_come(ask: Ask) -> None:
    finding = rows(ask, "findings")[0]["id"]
    before = ask("/-/report/").text
    assert ask("/-/report/").text == before
    assert ask("/-/review", "post", content=review_of(ask, decision="accepted")).status_code == 200
    after = ask("/-/report/").text
    assert after != before and f'"{finding}"' in after
    assert ask("/-/review", "post", content=review_of(ask, decision="undone")).status_code == 200
    assert ask("/-/report/").text == before


@pytest.mark.parametrize(
    "words", ["", " ", '"', '"overall survival"', "p < 0.05", "O'Brien", "AND", "NOT x", "a* (b)", "é"]
)
def test_any_words_can_be_sought(ask: Ask, words: str) -> None:
    assert ask("/extract/find_words", params={"words": words}).status_code == 200


def test_phrases_are_kept_together(ask: Ask) -> None:
    def found(words: str) -> int:
        return len(ask("/extract/find_words.json", params={"words": words, "_shape": "array"}).json())

    assert found('"local control"') > 0 and found('"control local"') == 0 and found("control local") > 0


def test_a_finding_is_reviewed_on_its_own_page(ask: Ask) -> None:
    ids = [row["id"] for row in rows(ask, "findings")]
    pages = {name: ask(f"/extract/findings/{name}") for name in ids}
    assert all(page.status_code == 200 for page in pages.values())
    first = next(name for name, page in pages.items() if 'rel="prev"' not in page.text)
    walked = [first]
    while behind := re.search(r'rel="next" href="/extract/findings/(\w+)"', pages[walked[-1]].text):
        walked.append(behind[1])
    assert sorted(walked) == sorted(ids)
    assert 'data-say="accepted"' in pages[first].text and f'id="{first}"' in pages[first].text
    assert ask("/extract/findings/f0").status_code == 404
    assert ask(f"/extract/findings/{first}.json?_shape=array").json()[0]["id"] == first


def test_papers_are_found_by_what_they_are_about(ask: Ask) -> None:
    facets = ask("/extract/paper_overview.json?_size=1").json()["facet_results"]
    assert {"diseases", "interventions"} <= {one["name"] for one in facets.values()}
    assert rows(ask, "papers_about") != []


DROPPED = b"Radiotherapy\n\nResults\n\nResponse was seen in 12/54 (32.2%) of patients after three months.\n"
BYTES = {"content-type": "application/octet-stream"}


@pytest.fixture
def bench(tmp_path: Path) -> tuple[Ask, Path]:
    """A server on an empty database of its own, for papers that are dropped."""
    from extract.explore import make_datasette
    from extract.store import open_database

    path = tmp_path / "y.db"
    with open_database(path):
        pass
    datasette = make_datasette(path, token=TOKEN, reviewer="tester")

    def run(address: str, method: str = "get", **named: Any) -> Answer:
        own = {"cookie": f"{datasette.gate.name}={TOKEN}", "origin": "http://localhost", **named.pop("headers", {})}
        return asyncio.run(getattr(datasette.client, method)(address, headers=own, **named))

    return run, path


def test_a_dropped_paper_is_kept_read_and_audited(bench: tuple[Ask, Path]) -> None:
    run, path = bench
    told = run("/-/upload?name=..%2F..%2Fetc/new%20paper.txt", "post", content=DROPPED, headers=BYTES).json()
    until = time.monotonic() + 120
    while told["step"] not in ("done", "failed") and time.monotonic() < until:
        time.sleep(0.1)
        told = run(f"/-/upload/{told['job']}").json()
    assert told["step"] == "done", told
    assert (path.parent / "uploads" / "new paper.txt").read_bytes() == DROPPED
    page = run(f"/-/report/papers/{told['document_id']}.html")
    assert page.status_code == 200 and "12/54" in page.text
    assert run("/-/upload/none").status_code == 404


@pytest.mark.parametrize(
    ("named", "status"),
    [
        ({"headers": {**BYTES, "origin": "http://elsewhere.example"}}, 403),
        ({"headers": {**BYTES, "cookie": ""}}, 403),
        ({"headers": {"content-type": "text/plain"}}, 403),
        ({"headers": {**BYTES, "content-length": "999999999"}}, 413),
        ({"headers": BYTES, "content": b""}, 400),
    ],
)
def test_a_paper_from_elsewhere_or_too_large_is_refused(
    bench: tuple[Ask, Path], named: dict[str, Any], status: int
) -> None:
    run, path = bench
    assert run("/-/upload?name=x.txt", "post", **{"content": DROPPED, **named}).status_code == status
    assert not (path.parent / "uploads").exists()


def test_two_papers_of_one_name_are_both_kept(tmp_path: Path) -> None:
    from extract.explore.uploads import FOLDER, keep_file

    first, same, other = (keep_file(tmp_path / FOLDER, "a.txt", data) for data in (b"one", b"one", b"two"))
    assert first == same != other and other.read_bytes() == b"two" and first.read_bytes() == b"one"
    for name in ("", "..", "/", "a/../..", ".hidden", "\0x", "x" * 400):
        assert keep_file(tmp_path / FOLDER, name, name.encode() + b"!").parent == tmp_path / FOLDER
