"""The served pages: every row leads to its place, nothing is written without the token, no other host is answered."""

import asyncio
import json
import re
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("datasette", reason="the extra `explore` is not installed")

from click.testing import CliRunner

from extract.cli import extract
from extract.store.dictionary import questions

pytestmark = pytest.mark.filterwarnings("default")

CORPUS = Path(__file__).resolve().parent.parent.parent / "corpus"
TOKEN = "a token for tests"
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

    datasette = make_datasette(db, token=TOKEN, reviewer="tester")

    def run(path: str, method: str = "get", **named: object) -> Answer:
        asked: Coroutine[Any, Any, Answer] = getattr(datasette.client, method)(path, **named)
        return asyncio.run(asked)

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


def test_nothing_is_written_without_the_token(ask: Ask) -> None:
    finding = rows(ask, "findings")[0]["id"]
    review = json.dumps({"finding_id": finding, "decision": "rejected", "reason": "the right work"})
    assert ask("/-/review", "post", content=review).status_code == 403
    assert ask("/-/review", "post", content=review, headers={"X-Extract-Token": "another"}).status_code == 403
    assert ask("/-/review").status_code == 405
    assert rows(ask, "reviews") == []


def test_a_review_is_kept_and_its_finding_stays_visible(ask: Ask, db: Path) -> None:
    finding = rows(ask, "findings")[0]
    review = json.dumps({"finding_id": finding["id"], "decision": "rejected", "reason": "the right work"})
    told = ask("/-/review", "post", content=review, headers={"X-Extract-Token": TOKEN})
    assert told.status_code == 200 and told.json()["reviewer"] == "tester"
    page = ask(f"/-/report/papers/{finding['document_id']}.html").text
    assert f'id="{finding["id"]}"' in page and "rejected by tester" in page
    assert finding["id"] not in [row["id"] for row in rows(ask, "open_findings")]
    nonsense = json.dumps({"finding_id": "f000", "decision": "accepted"})
    assert ask("/-/review", "post", content=nonsense, headers={"X-Extract-Token": TOKEN}).status_code == 404
    assert ask("/-/review", "post", content="{", headers={"X-Extract-Token": TOKEN}).status_code == 400


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
