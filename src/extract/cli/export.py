"""`extract export`: one layer of the database in one of many formats."""

from pathlib import Path
from typing import Any

import click

from extract import __version__
from extract.cli.options import common, format_option, settings_of
from extract.cli.output import say, writing

EPILOG = """\b
Layers: documents, texts, inputs, sections, sentences, abbreviations, tables, cells, references,
markers, citations, endpoints, arms, results, claims, findings, verdicts, corroboration, coverage,
works, checks, reviews, runs. `extract schema LAYER` describes the fields.
\b
In formats of their own: bibtex, ris, csl-json (references); metafor, revman (comparisons for
meta-analysis; revman with -o FOLDER writes four files); annotations (W3C Web Annotations);
datapackage (a folder with all layers, -o FOLDER).
\b
Examples:
  extract export citations > citations.jsonl
  extract export results --format csv -o results.csv
  extract export bibtex --paper review.pdf -o review.bib"""


@click.command(epilog=EPILOG)
@click.argument("layer")
@click.option("--paper", "papers", multiple=True, help="Only this paper (id, path, DOI); may be given again.")
@format_option("jsonl", "csv", "json", "parquet")
@common
def command(
    layer: str, papers: tuple[str, ...], form: str, output: Path | None, quiet: bool, verbose: bool, **given: Any
) -> None:
    """Write LAYER, one row each, to standard output or a file."""
    from extract.errors import UsageError
    from extract.report.export import export_layer, export_revman
    from extract.report.packages import write_package, write_parquet
    from extract.store import find_document, open_read_only

    if output is None and (layer == "datapackage" or form == "parquet"):
        raise UsageError(f"{layer if layer == 'datapackage' else form} is not for a terminal: name a place with -o")
    with open_read_only(settings_of(given).db) as database:
        documents = tuple(find_document(database, paper) for paper in papers)
        if layer == "datapackage" and output is not None:
            write_package(database, output, version=__version__)
        elif layer == "revman" and output is not None and not output.suffix:
            export_revman(database, output, documents)
        elif form == "parquet" and output is not None:
            write_parquet(database, layer, output, documents)
        else:
            with writing(output) as file:
                export_layer(database, layer, form, file, documents)
    if output is not None:
        say(str(output), quiet=quiet)
