"""docs/benchmarks.md and docs/accuracy.md, written from the committed results: no figure is typed by hand."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from benchmarks.accuracy import SCORERS
from benchmarks.bars import bars
from benchmarks.machine import ROOT

RESULTS, DOCS = ROOT / "benchmarks" / "results", ROOT / "docs"
Told = dict[str, Any]
BUSY = 1.2
"""Load for each core beyond which the clock tells of other work."""

HEAD = """# Benchmarks

Written by `python -m benchmarks` from `benchmarks/results/`; no figure here is typed by hand. `--full` takes all data,
`--resume` goes on where a run ended, `python -m benchmarks page` only writes this page again. The data lie beside the
project (`EXTRACT_SHARED`); peers in a Python of their own (`benchmarks/peers/requirements.txt`), and a missing one is
named and left out. `cpu` are processor seconds from start to end, workers and imports included; `working` those of
the work alone. "x reference" divides by the seconds of always the same work in plain Python, measured right before, so
that machines, and one machine busy and quiet, can be compared.
"""
ACCURACY = """# Accuracy

Two kinds of figures. The first table is of papers that were set aside (chosen by a hash of their names before the rules
and weights of that part were made): the better guess for papers of your own. Below it stands what each scorer prints on
its whole open set, written by `python -m benchmarks accuracy --full` from `benchmarks/results/`; part of each of these
sets was looked at, or trained on, while rules and weights were made, so those figures flatter.

## On papers set aside

| what | set aside | figure |
|---|---|---|
| a number's outcome, arm, everything right (bindings) | 13 of 36 trials, scored many times | 0.75, 0.85, 0.47 |
| ... in cells of tables alone | the same | 0.86, 0.92, 0.65 |
| ... in running text alone (45 numbers) | the same; before the last training 0.58, 0.67, 0.20 | 0.60, 0.76, 0.24 |
| which way an outcome went, macro-F1 | a third of 220 trials, seen in part | 0.69 to 0.71 |
| a marked passage among the first three | the same | 0.88 |
| questions answered exactly, binary and continuous | a third of 64 trials, seen in part | 0.29, 0.34 |
| ... all 64, each trial left out of the weights that answer it | | 0.40, 0.38 |
| both group sizes right | a third of 64 trials | 0.58, 0.65 |
| answered though the table of the question is blank | the same; all trials, left out | 0.16, 0.08; 0.03, 0.04 |
| rows for metafor: outcome, groups, time right | 23 articles; the 9 never looked at before | 54 of 64; 22 of 26 |
| a sound claim supported, contradicted | a third of 208 sources, seen many times | 0.81, 0.00 |
| a claim with another figure of its source: contradicted rightly, supported | the same | 0.49, 0.10 |
| ... with a figure that its source prints nowhere | the same | 0.60, 0.02 |
| a claim without its passage: supported, contradicted | the same | 0.00, 0.08 (2 of 25) |
| planted wrong citations: by name, entry exchanged, number exchanged | a third of 60 articles | 0.97, 0.77, 0.70 |
| planted misprints: worst and best of twelve kinds | a third of 240 trials | 0.67 to 1.00; no alarm in 2,809 |
| findings on numbers and words: errors, warnings right | 445 fresh articles in 3 rounds | 32 of 36, 53 of 75 |
| ... | 138 fresh articles in a fourth, most of them no trials, before mends | 10 of 11, 17 of 32 |
| rows of included studies linked to entries, F1 | 16 of 49 reviews | 0.98 |
| planted faults in reviews, mean of eight kinds; alarms | the same, misses seen once | 0.86; 2 in 438 |
| saved journal pages right in everything | 7 of 22 pages, at first sight, before later mends | 0.43 |
| made-up pages of sites never modelled before, at first sight | three batches | 17 of 40, 9 of 12, 7 of 8 |
| ... titles of references on a fourth batch | 20 pages | 0.88 |
| PDF: text, references, links, tables | 17 of 61 papers, totals seen four times | 0.99, 1.00, 1.00, 0.90 |
| PDF: title, abstract as a section | the same | 1.00, 0.88 |
| ... abstract, in 112 made pages of 24 layouts, at first sight | | 0.97 |
| a disease or symptom, or a treatment or substance known in a title; both known | 109 of 300 articles | 0.95, 0.63 |
| a matched concept has the right sense where it stands | 200 terms of these articles | 0.97 |
"""


def write_pages() -> None:
    """Both pages."""
    (DOCS / "benchmarks.md").write_text("\n".join((HEAD, *sections())), encoding="utf-8")
    parts = [ACCURACY]
    for name in SCORERS:
        told = load(f"accuracy-{name}")
        if told is not None:
            parts += [f"## {name}, {told['date']}\n", "```text", *told["lines"], "```\n"]
    (DOCS / "accuracy.md").write_text("\n".join(parts), encoding="utf-8")


def sections() -> Iterable[str]:
    """One section for each result that is there."""
    for name, heading, write in (
        ("speed", "Speed against the bars", _speed),
        ("starts", "First answers", _starts),
        ("beside_pdf", "PDFs beside other tools", _beside_pdf),
        ("beside_jats", "JATS beside other tools", _beside_jats),
        ("beside_strings", "Printed references beside refextract", _beside_strings),
        ("beside_statcheck", "Test statistics beside statcheck", _beside_statcheck),
        ("growth", "Growth", _growth),
        ("mutants", "Thresholds and conditions held by tests", _mutants),
    ):
        told = load(name)
        if told is not None:
            yield f"## {heading}\n\n{measured(told)}\n\n{write(told)}"


def load(name: str) -> Told | None:
    path = RESULTS / f"{name}.json"
    if not path.is_file():
        return None
    told: Told = json.loads(path.read_text(encoding="utf-8"))
    return told


def measured(told: Told) -> str:
    """When, on what, how busy."""
    machine = f"{told['cores']} cores of {told.get('processor', told['machine'])}, Python {told['python']}"
    reference = f"; reference work {told['reference_seconds']} s" if "reference_seconds" in told else ""
    return (
        f"*{told['date']}, commit {told.get('commit', 'unknown')}, {told.get('mode', 'full')} mode; {machine}; "
        f"load {told['load']}{reference}.*"
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown; None is an empty cell.

    >>> print(table(["a", "b"], [[1, None]]))
    | a | b |
    |---|---|
    | 1 | |
    """
    lines = [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads)]
    lines += [
        f"| {' | '.join('' if cell is None else str(cell) for cell in row)} |".replace("  |", " |") for row in rows
    ]
    return "\n".join(lines)


def _speed(told: Told) -> str:
    rows = []
    for bar in bars(told):
        met = "yes" if bar.is_met(bar.measured) else "no"
        if met == "no" and bar.by_processor is not None and told["load"] > BUSY * told["cores"]:
            met = "machine busy"
        rows.append([bar.what, f"{bar.sign} {bar.asked:g}", bar.measured, met, bar.by_processor])
    start = (
        [name, row["cpu"], _ratio(row, told), row["wall"], row["megabytes"]] for name, row in told["start"].items()
    )
    jats, pdf = told["jats"], told["pdf"]
    runs = [
        (f"{jats['papers']} JATS articles, one job", jats["one_job"]),
        (f"{jats['papers']} JATS articles, two jobs", jats["two_jobs"]),
        (f"audit of these {jats['papers']}, two jobs", jats["audit_two_jobs"]),
        (f"{pdf['pages']} PDF pages, one job", pdf["one_job"]),
        (f"{pdf['pages']} PDF pages, two jobs", pdf["two_jobs"]),
        (f"{pdf['pages']} PDF pages, pdfplumber text and tables", pdf["pdfplumber_text_and_tables"]),
    ]
    rates = [
        [
            "JATS articles a second, one job, two jobs",
            f"{jats['papers_a_second_one_job']}, {jats['papers_a_second_two_jobs']}",
        ],
        ["processor seconds a JATS article, start left out", jats["cpu_a_paper_after_start"]],
        ["processor seconds an audited article", jats["audit_cpu_a_paper"]],
        ["PDF pages a second, one job, two jobs", f"{pdf['pages_a_second_one_job']}, {pdf['pages_a_second_two_jobs']}"],
        ["pdfplumber's processor seconds over ours", pdf["pdfplumber_cpu_over_ours"]],
        ["the same, start left out of both", pdf["pdfplumber_cpu_over_ours_after_start"]],
    ]
    heads = ["", "cpu s", "x reference", "wall s", "MB"]
    return "\n\n".join(
        (
            table(["bar", "asked", "measured", "met", "by processor seconds, two free cores"], rows),
            "From start to end, least of three:\n\n" + table(heads, start),
            table(heads, ([name, row["cpu"], _ratio(row, told), row["wall"], row["megabytes"]] for name, row in runs)),
            table(["rate", ""], rates) + "\n",
        )
    )


def _starts(told: Told) -> str:
    """`x bare` divides by the bare Python of the same run."""
    rows = [
        [name, row["asked"], row["cpu"], _met(row), row["ratio"], row["first"], row["wall"], row["megabytes"]]
        for name, row in told["starts"].items()
    ]
    heads = ["", "asked, cpu s <", "cpu s", "met", "x bare", "first call, cpu s", "wall s", "MB"]
    return (
        "Processor seconds of whole calls, the least of six, each in turn with a bare Python. The first call compiles\n"
        "what it imports; the others find its bytecode.\n\n" + table(heads, rows)
    )


def _met(row: Told) -> str | None:
    return None if row["asked"] is None else "yes" if row["cpu"] < row["asked"] else "no"


def _beside_pdf(told: Told) -> str:
    heads = ["", "release", "cpu s", "working s", "x reference", "MB", "pages / cpu s", "text", "tables P", "R", "F1"]
    rows = []
    for name, row in told["tools"].items():
        tables = row.get("tables", {})
        right = [row.get("text"), tables.get("precision"), tables.get("recall"), tables.get("f1")]
        rows.append([*_cost(name, row, told), row.get("pages_a_cpu_second"), *right])
    own = told["tools"]["extract, whole ingest"]
    support = own["tables"]["support"]
    said = (
        f"{told['files']} papers, {told['pages']} pages, each with its publisher's mark-up beside it. *text*: "
        "share of the body's sequences of five words that the text holds. *tables*: pairs of neighbouring cells "
        f"({support} printed as text). Our seconds hold the whole ingest: references, citations, results, claims, rows."
    )
    if "title" in own:
        title, abstract = own["title"], own["abstract"]
        said += (
            f" Ours also tells the title of {title['recall']} of {title['support']} papers letter by letter, and the "
            f"abstract of {abstract['recall']} of {abstract['support']} as a section of its own."
        )
    return f"{said}\n\n{table(heads, rows)}\n"


def _beside_jats(told: Told) -> str:
    heads = ["", "release", "cpu s", "working s", "x reference", "MB", "papers / cpu s", "titles", "citations"]
    rows = []
    for name, row in told["tools"].items():
        right = [row.get("titles", {}).get("recall"), row.get("citations", {}).get("recall")]
        rows.append([*_cost(name, row, told), row.get("papers_a_cpu_second"), *right])
    own = told["tools"]["extract, whole ingest"]
    said = (
        f"{told['files']} articles. *titles*: share of the {own['titles']['support']} tagged titles of references told "
        f"exactly; *citations*: share of the {own['citations']['support']} links from the text to an entry."
    )
    return f"{said}\n\n{table(heads, rows)}\n"


def _beside_strings(told: Told) -> str:
    fields = list(told["tools"]["extract"]["fields"])
    heads = ["", "release", "cpu s", "working s", "x reference", "MB", "references / cpu s", *fields]
    rows = [
        [
            *_cost(name, row, told),
            row.get("references_a_cpu_second"),
            *(row.get("fields", {}).get(each) for each in fields),
        ]
        for name, row in told["tools"].items()
    ]
    said = (
        f"{told['references']} printed references; the share of each field told exactly. refextract is "
        "made for physics, and wants other punctuation."
    )
    return f"{said}\n\n{table(heads, rows)}\n"


def _beside_statcheck(told: Told) -> str:
    if "left_out" in told:
        return f"Left out: {told['left_out']}.\n"
    missed = told["missed of statcheck's"]
    rows = ([*_cost(name, row, told), row.get("found")] for name, row in told["tools"].items())
    said = (
        f"The texts of {told['files']} articles. Of statcheck's finds {len(missed)} are missed here"
        + (": " + "; ".join(missed) if missed else "")
        + ". Both read statistics as APA prints them; ours reads other orders too."
    )
    return f"{said}\n\n" + table(["", "release", "cpu s", "working s", "x reference", "MB", "found"], rows) + "\n"


def _growth(told: Told) -> str:
    rows = []
    for row in told["axes"].values():
        seconds = ", ".join(f"{name} {value}" for name, value in row["seconds_at_largest"].items())
        steep = ", ".join(f"{name} {_plain(value)}" for name, value in row["exponents"].items())
        rows.append([row["what"], f"{row['from']:,} to {row['to']:,}", seconds, row["megabytes_at_largest"], steep])
    said = (
        "Made papers, each point in a process of its own; seconds are the processor's at the largest size, the "
        "exponent is the slope on a log-log plot of the larger points (1 is in step; a dash: too short to tell). In "
        "`benchmarks/curves/growth_*.csv` are all points."
    )
    pictures = "\n".join(f"![{row['what']}](curves/growth_{name}.svg)\n" for name, row in told["axes"].items())
    return f"{said}\n\n{table(['what grows', 'sizes', 'seconds', 'MB', 'exponents'], rows)}\n\n{pictures}"


PLURALS = {"threshold": "thresholds", "condition": "conditions", "boundary": "boundaries"}


def _mutants(told: Told) -> str:
    """Samples of changed thresholds, conditions and boundaries: how many nothing notices, by kind, and which."""
    heads = ["kind of change", "seed", "judged", "noticed by tests", "by real papers alone", "survive", "share"]
    rows = []
    for kind in PLURALS:
        samples = {seed: sample[kind] for seed, sample in told["samples"].items() if kind in sample}
        for seed, found in samples.items():
            rows.append([kind, seed, *_of_mutants([found])])
        rows.append([f"**{kind}**", "all", *_of_mutants(list(samples.values()))])
    places = ", ".join(f"{unfelt:,} of {count:,} {PLURALS[kind]}" for kind, (unfelt, count) in told["places"].items())
    alive = sorted(
        {label for sample in told["samples"].values() for found in sample.values() for label in found["survivors"]}
    )
    listed = "\n".join(f"- `{label}`" for label in alive)
    return (
        "`make mutants` makes one change at a time: a number of a constant a third larger or smaller (*threshold*), a "
        "comparison turned to its opposite or an `and` to `or` (*condition*), a comparison that takes its edge in or "
        "no longer does (*boundary*, `<` to `<=`). Thresholds and conditions are what tests have to hold; a boundary "
        f"is felt only where two values meet exactly. {told['remark']}\n\n{table(heads, rows)}\n\nPlaces that no "
        f"test could notice, of all: {places}.\n\nWhat survived:\n\n{listed}\n"
    )


def _of_mutants(samples: Sequence[Told]) -> list[object]:
    """What was judged and noticed in samples together, and the share that survives."""
    judged, tests, papers = (
        sum(found[key] for found in samples) for key in ("drawn", "by tests", "by real papers alone")
    )
    alive = sum(len(found["survivors"]) for found in samples)
    return [judged, tests, papers, alive, f"{100 * alive / judged:.0f} %" if judged else None]


def _cost(name: str, row: Told, told: Told) -> list[object]:
    if "left_out" in row:
        return [f"{name}: {row['left_out']}", *[None] * 5]
    return [name, row.get("release"), row.get("cpu"), row.get("working"), _ratio(row, told), row.get("megabytes")]


def _ratio(row: Told, told: Told) -> str | None:
    """To two digits that say something."""
    if "cpu" not in row:
        return None
    ratio = row["cpu"] / told["reference_seconds"]
    return f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.1f}"


def _plain(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
