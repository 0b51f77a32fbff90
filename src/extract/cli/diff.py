"""`extract diff`: what two databases say differently of the same papers."""

import json
from collections import Counter
from pathlib import Path

import click

from extract.cli.options import Call, format_option, without
from extract.cli.output import writing

SHOWN = ("severity", "check", "message", "measure", "value_text", "key", "reference_label", "status", "title", "text")


EPILOG = """\b
Examples:
  extract diff before.db after.db
  extract diff before.db after.db --format jsonl -o changes.jsonl"""


@click.command(epilog=EPILOG)
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@format_option("text", "jsonl")
@without("--db", "--offline", "--quiet")
def command(call: Call, before: Path, after: Path, form: str, output: Path | None) -> None:
    """Compare the databases BEFORE and AFTER, row by row; -v shows each row of the text form."""
    from extract.store import open_read_only
    from extract.store.merging import differences

    counts: Counter[tuple[str, str]] = Counter()
    with open_read_only(before) as old, open_read_only(after) as new, writing(output) as file:
        for difference in differences(old, new):
            counts[difference.layer, difference.kind] += 1
            if form == "jsonl":
                row = {
                    "layer": difference.layer,
                    "id": difference.id,
                    "kind": difference.kind,
                    "before": difference.before,
                    "after": difference.after,
                }
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
            elif call.verbose or difference.layer in ("documents", "findings"):
                row = difference.after or difference.before or {}
                summary = " · ".join(str(row[name]) for name in SHOWN if row.get(name) is not None)
                file.write(f"{difference.kind} {difference.layer} {difference.id}: {' '.join(summary.split())[:160]}\n")
        if form == "text":
            for (layer, kind), n in counts.items():
                file.write(f"{layer}: {n} {kind}\n")
            if not counts:
                file.write("no difference\n")
