"""Articles in JATS read by us and by others: seconds, memory, reference titles and citations told right."""

from collections import Counter

from benchmarks.machine import machine
from benchmarks.ours import Row, read_files
from benchmarks.peers import Heard, hear
from benchmarks.shared import articles
from benchmarks.truth import NOTHING, Score, Truth, cited_score, read_truth, title_score

PEERS = (("lxml parse", "lxml"), ("pubmed_parser", "pubmed_parser"), ("spaCy blank tokenizer", "spacy"))
QUICK, FULL = 20, 100


def beside_jats(full: bool) -> dict[str, object]:
    """One row for each tool. Bare parsing and tokens have nothing that could be right or wrong."""
    files = articles(FULL if full else QUICK)
    truths = {path.name: read_truth(path) for path in files}
    used, layers = read_files(files, ("references", "citations"))
    titles = cited = NOTHING
    for name, truth in truths.items():
        entries = layers["references"].get(name, [])
        titles += title_score(truth, (str(entry["title"]) for entry in entries if entry["title"]))
        cited += cited_score(truth, _cited(truth, entries, layers["citations"].get(name, [])))
    rows: dict[str, object] = {
        "extract, whole ingest": {
            "cpu": used.cpu,
            "megabytes": used.megabytes,
            "papers_a_cpu_second": round(len(files) / used.cpu, 1),
            "titles": _recall(titles),
            "citations": _recall(cited),
        }
    }
    for name, module in PEERS:
        rows[name] = _row(hear("jats_files.py", name, module, files), truths)
    return {**machine(), "files": len(files), "tools": rows}


def _row(heard: Heard, truths: dict[str, Truth]) -> dict[str, object]:
    if heard.answers is None or heard.used is None:
        return {"left_out": heard.why}
    answers = {name: told for name, told in heard.answers.items() if isinstance(told, dict)}
    row: dict[str, object] = {
        "release": heard.release,
        "cpu": heard.used.cpu,
        "working": round(heard.working, 2),
        "megabytes": heard.used.megabytes,
        "papers_a_cpu_second": round(len(truths) / heard.used.cpu, 1),
    }
    if len(answers) < len(heard.answers):
        row["failed"] = len(heard.answers) - len(answers)
    if any("titles" in told for told in answers.values()):
        titles = cited = NOTHING
        for name, truth in truths.items():
            told = answers.get(name, {"titles": [], "cited": {}})
            titles += title_score(truth, told["titles"])
            cited += cited_score(truth, Counter(told["cited"]))
        row |= {"titles": _recall(titles), "citations": _recall(cited)}
    return row


def _recall(score: Score) -> dict[str, object]:
    return {"recall": round(score.right / score.there, 4), "support": score.there}


def _cited(truth: Truth, entries: list[Row], citations: list[Row]) -> Counter[str]:
    """Our citations under the entries' names in the mark-up: as many entries stand in the same order."""
    if len(entries) != len(truth.entries):
        return Counter()
    names = dict(zip((entry["id"] for entry in entries), truth.entries, strict=True))
    return Counter(names[citation["reference_id"]] for citation in citations if citation["reference_id"] in names)
