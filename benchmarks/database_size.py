"""A database of very many papers, made from one of few, and what users do with it, each as a command of its own.

    python benchmarks/database_size.py SOUND.db --papers 100000 --folder /tmp/size [-o benchmarks/results/database.json]

SOUND.db is a database that was resolved and audited. Seconds are the processor's; megabytes the most that a process
held at once. Commands that write without end are stopped after --seconds and told as a rate. The folder keeps
`large.db` and `shard.db` for another run; remove them afterwards.
"""

import argparse
import hashlib
import json
import os
import re
import select
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from machine import machine
from made_database import make_database
from memory import megabytes

from extract.store import open_read_only
from extract.store.dictionary import questions
from extract.store.layers import LAYERS

SOURCE_PAPERS = 100
SHARD = 500
FIRST_OF_SHARD = 1500
SAMPLE = 40
LISTS = ("bibtex", "annotations")
VIEWS = {
    "paper_overview": "id",
    "citations_in_context": "document_id",
    "uncited_references": "document_id",
    "results_by_endpoint": "document_id",
    "open_findings": "document_id",
    "unaudited": "document_id",
    "misquotes": "document_id",
}
WORDS = {"words": "survival", "title": "Global cancer statistics", "measure": "OS", "document_id": ""}
SCAN = re.compile(r"^SCAN (?!passages|p\b|q\b|c USING COVERING INDEX sqlite_autoindex_checks)")
ADDRESS = re.compile(r"http://[\d.:]+")
Figures = dict[str, Any]


def extract(*words: object) -> list[str]:
    return [sys.executable, "-m", "extract", *map(str, words)]


def measured(command: list[str], seconds: float = 600.0) -> Figures:
    """A command run to its end or stopped after so many seconds of its own work: cost, memory, lines written."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    lines, most, stopped, begin = 0, 0, False, time.monotonic()
    while True:
        ready, _, _ = select.select([process.stdout], [], [], 0.1)
        most = max(most, megabytes(process.pid, "VmHWM"))
        chunk = os.read(process.stdout.fileno(), 1 << 20) if ready else b" "
        lines += chunk.count(b"\n")
        if not chunk:
            break
        if _cpu(process.pid) > seconds or time.monotonic() - begin > 8 * seconds:
            stopped = True
            process.kill()
            break
    _, status, used = os.wait4(process.pid, 0)
    process.stdout.close()
    cpu = used.ru_utime + used.ru_stime
    told: Figures = {"cpu_seconds": round(cpu, 2), "megabytes": most, "lines": lines}
    if stopped:
        told["stopped"] = True
    elif status:
        told["exit"] = os.waitstatus_to_exitcode(status)
    return told


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def exports(db: Path, seconds: float) -> Figures:
    """Every layer, and lists made of layers."""
    told = {}
    for layer in (*LAYERS, *LISTS):
        figures = told[layer] = measured(extract("export", layer, "--db", db), seconds)
        figures["lines_a_cpu_second"] = round(figures["lines"] / max(figures["cpu_seconds"], 0.01))
        print(layer, figures, flush=True)
    return told


def queries(db: Path, one: str, seconds: float) -> Figures:
    """Each view for one paper and for the first thousand rows of all, and each usual question whole: time and plan."""
    asked: dict[str, tuple[str, dict[str, str]]] = {}
    for view, column in VIEWS.items():
        asked[f"{view}, one paper"] = (f"SELECT * FROM {view} WHERE {column} = :one", {"one": one})
        asked[f"{view}, first 1000 rows"] = (f"SELECT * FROM {view} LIMIT 1000", {})
    for question in questions():
        asked[f"question {question.name}"] = (question.sql, WORDS)
    match = "SELECT rowid FROM sentences_fts WHERE sentences_fts MATCH :words LIMIT 100"
    asked["search, first 100"] = (match, {"words": "survival"})
    asked["search for a rare word"] = (match, {"words": "thiotepa"})
    told = {}
    with open_read_only(db) as database:
        for name, (sql, values) in asked.items():
            told[name] = asked_of(database.connection, sql, values, seconds)
            print(name, told[name], flush=True)
    return told


def asked_of(connection: sqlite3.Connection, sql: str, values: dict[str, str], seconds: float) -> Figures:
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    begin = time.process_time()
    connection.set_progress_handler(lambda: time.process_time() - begin > seconds, 100_000)
    rows, stopped = 0, False
    try:
        for _ in connection.execute(sql, values):
            rows += 1
    except sqlite3.OperationalError:
        stopped = True
    finally:
        connection.set_progress_handler(None, 0)
    told: Figures = {"cpu_ms": round(1000 * (time.process_time() - begin), 1), "rows": rows}
    scans = [step for step in plan if SCAN.match(step)]
    return {**told, **({"scans": scans} if scans else {}), **({"stopped": True} if stopped else {})}


def served(db: Path, one: str) -> Figures:
    """How long `extract serve` takes to start, and the pages of all papers and of one to come."""
    process = subprocess.Popen(extract("serve", "--port", 0, "--db", db), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        found = ADDRESS.match(process.stdout.readline())
        assert found is not None
        told: Figures = {"cpu_seconds_to_start": round(_cpu(process.pid), 2)}
        for name, path in (("page_of_all", "/-/report/"), ("page_of_one", f"/-/report/papers/{one}.html")):
            before = _cpu(process.pid)
            with urllib.request.urlopen(f"{found[0]}{path}") as answer:
                size = len(answer.read())
            told[name] = {"cpu_seconds": round(_cpu(process.pid) - before, 2), "bytes": size}
        return told
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def steps(options: argparse.Namespace, large: Path, shard: Path) -> dict[str, Callable[[], Any]]:
    """What is measured, by name, in an order in which what writes comes last."""
    with open_read_only(large) as database:
        ids = [row["id"] for row in database.rows("SELECT id FROM documents ORDER BY path, id")]
    one, some = ids[len(ids) // 2], ids[:: max(1, len(ids) // SAMPLE - 1)][:SAMPLE]
    new = sorted(options.new)
    named = [hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in new]
    folder = options.folder

    def costs(*words: object, items: int) -> Figures:
        figures = measured(extract(*words))
        return {**figures, "items": items, "items_a_cpu_second": round(items / figures["cpu_seconds"], 2)}

    return {
        "open and show one paper": lambda: measured(extract("show", one, "--db", large)),
        "queries": lambda: queries(large, one, options.seconds),
        "exports": lambda: exports(large, options.seconds),
        f"audit of {SAMPLE} papers": lambda: costs("audit", *some, "--jobs", 1, "--db", large, items=len(some)),
        "ingest of new papers": lambda: costs("ingest", *new, "--jobs", 1, "--db", large, items=len(new)),
        "resolve of new papers": lambda: costs(
            "resolve", "--offline", *named, "--jobs", 1, "--db", large, items=len(new)
        ),
        "audit of new papers": lambda: costs("audit", *named, "--jobs", 1, "--db", large, items=len(new)),
        "report of 20 papers": lambda: costs("report", *some[:20], "-o", folder / "report", "--db", large, items=20),
        "serve": lambda: served(large, one),
        "diff with a shard": lambda: costs("diff", large, shard, items=len(ids) + SHARD),
        "diff of a shard with itself": lambda: costs("diff", shard, shard, items=SHARD),
        "merge of a shard": lambda: costs("merge", shard, "--db", large, items=SHARD),
        "compact a shard": lambda: costs("compact", "--db", shard, items=SHARD),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path)
    parser.add_argument("--papers", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--new", type=Path, nargs="*", default=[], help="Papers that SOUND.db has not, to be ingested.")
    parser.add_argument("--only", nargs="*", default=[], help="Words of the steps to be measured; else all.")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    large, shard = (options.folder / f"{name}.db" for name in ("large", "shard"))
    if not shard.exists():
        make_database(options.database, shard, first=FIRST_OF_SHARD, papers=SHARD, smallest=SOURCE_PAPERS)
    if not large.exists():
        make_database(options.database, large, first=0, papers=options.papers, smallest=SOURCE_PAPERS)
    told: Figures = json.loads(options.output.read_text()) if options.output and options.output.exists() else {}
    with closing(sqlite3.connect(options.database)) as source:
        held = source.execute("SELECT count(*) FROM documents").fetchone()[0]
    told |= {
        **machine(),
        "papers": options.papers,
        "what_they_are": f"the {SOURCE_PAPERS} shorter of {held} real articles, ingested, resolved and audited; their"
        " rows again and again under other ids, identifiers and titles' marks, so that copies do not cite one another",
        "bytes_a_paper": large.stat().st_size // options.papers,
        "bytes_a_paper_of_all_articles": options.database.stat().st_size // held,
    }
    for name, step in steps(options, large, shard).items():
        if not options.only or any(word in name for word in options.only):
            told[name] = step()
            print(name, json.dumps(told[name])[:300], flush=True)
            if options.output is not None:
                options.output.parent.mkdir(parents=True, exist_ok=True)
                options.output.write_text(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    main()
