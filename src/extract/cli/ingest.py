"""`extract ingest`: files, folders, globs and standard input into the database."""

import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from extract.cli.options import Call, common, ocr_option, working
from extract.cli.output import Progress, say
from extract.settings import Settings
from extract.store import Input
from extract.text.display import counted

EPILOG = """\b
Examples:
  extract ingest papers/ review.pdf
  extract ingest 'trials/*.xml' --corpus hcc --jobs 2
  extract ingest --online 10.1371/journal.pone.0033693 PMC3531190
  cat paper.txt | extract ingest -"""


@click.command(epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--corpus", help="Name of a corpus that the papers join.")
@click.option("--cluster", metavar="ADDRESS", help="Read the papers by the workers of this Dask scheduler.")
@ocr_option
@working
@common
def command(call: Call, paths: tuple[str, ...]) -> int:
    """Read papers (PDF, JATS XML, DOCX, HTML, LaTeX, text) into the database; `-` is standard input.

    A DOI (10.xxxx/...), PMC number (PMC...) or PubMed number (PMID:...) means the open full text at Europe PMC
    (with --online).
    Kinds are told by content. A folder means all files in it. An input that cannot be read is a row of the layer
    `inputs` and a line here; all others are ingested. Known and unchanged papers cost nothing.
    """
    inputs = ingest_paths(call.settings, list(paths), quiet=call.quiet, verbose=call.verbose)
    return 3 if is_partial(inputs) else 0


def ingest_paths(settings: Settings, paths: list[str], *, quiet: bool, verbose: bool) -> list[Input]:
    """Ingests with progress and messages; what became of each input."""
    from extract import pipeline

    stdin = sys.stdin.buffer.read(settings.max_bytes + 1) if "-" in paths else None
    numbers = [path for path in paths if pipeline.is_identifier(path)]
    files, held = pipeline.expand_inputs([path for path in paths if path not in numbers], stdin)
    for line in pipeline.links_out(paths, files):
        say(line)
    folder = TemporaryDirectory(prefix="extract-fetched-")
    try:
        if numbers:
            files = [*pipeline.fetch_inputs(settings, numbers, Path(folder.name)), *files]
        with Progress("ingest", len(files), quiet=quiet) as progress:

            def watch(taken: Input) -> None:
                progress.step()
                if taken.outcome == "failed" or taken.code:
                    say(f"{taken.path}: {taken.code}: {taken.message}")
                elif verbose:
                    say(f"{taken.path}: {taken.outcome} in {taken.seconds:.2f} s")

            inputs = pipeline.ingest(settings, files, watch=watch)
    finally:
        folder.cleanup()
        if held is not None:
            Path(held).unlink(missing_ok=True)
    outcomes = Counter(taken.outcome for taken in inputs)
    parts = ", ".join(f"{n} {outcome}" for outcome, n in outcomes.most_common())
    say(f"{counted(len(inputs), 'input')}: {parts} → {settings.db}", quiet=quiet)
    return inputs


def is_partial(inputs: list[Input]) -> bool:
    from extract import pipeline

    return any(pipeline.is_incomplete(taken) for taken in inputs)
