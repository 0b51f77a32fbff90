"""`extract export`: one layer of the database in one of many formats."""

from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from extract import __version__
from extract.cli.completion import layer_names, paper_names
from extract.cli.options import common, format_option, settings_of
from extract.cli.output import say, writing

STUDIES = ("metafor-studies", "revman-studies")
PACKAGE, FLAT = "datapackage", "sheets"
EPILOG = """\b
Layers: documents, texts, inputs, relations, sections, sentences, abbreviations, tables, cells, references,
markers, citations, endpoints, arms, quantities, results, studies, pooled, claims, findings, verdicts,
corroboration, recomputed, coverage, works, checks, reviews, runs. `extract schema LAYER` describes the fields.
\b
In formats of their own: bibtex, ris, csl-json (references); metafor, revman (comparisons for
meta-analysis; revman with -o FOLDER writes four files); metafor-studies,
revman-studies (the studies behind the pooled estimates of reviews); annotations (W3C Web Annotations);
datapackage (a folder with all layers, -o FOLDER); sheets (flat tables of papers, findings, results,
studies, pooled, recomputed and references, -o FILE.xlsx or a folder of CSV); papers-ris (the papers
themselves with their abstracts).
\b
Examples:
  extract export citations > citations.jsonl
  extract export results --format csv -o results.csv
  extract export sheets -o audit.xlsx
  extract export bibtex --paper review.pdf -o review.bib"""


@click.command(epilog=EPILOG)
@click.argument("layer", shell_complete=layer_names)
@click.option(
    "--paper",
    "papers",
    multiple=True,
    help="Only this paper (id, path, DOI); may be given again.",
    shell_complete=paper_names,
)
@format_option("jsonl", "csv", "json", "parquet", "xlsx")
@common
@click.pass_context
def command(
    context: click.Context,
    /,
    layer: str,
    papers: tuple[str, ...],
    form: str,
    output: Path | None,
    quiet: bool,
    verbose: bool,
    **given: Any,
) -> None:
    """Write LAYER, one row each, to standard output or a file."""
    from extract.errors import UsageError, suggestion
    from extract.report.audit_records import RECORDS
    from extract.report.export import LISTS, RESULT_LISTS, export_comparisons, export_layer, export_revman
    from extract.report.packages import write_package, write_parquet
    from extract.report.spreadsheets import ROWS, write_folder, write_workbook
    from extract.store import find_document, layer_rows, open_read_only

    if layer not in (known := (*RECORDS, *LISTS, PACKAGE, FLAT)):
        raise UsageError(f"no layer {layer!r}: {suggestion(layer, known)}")
    if layer not in RECORDS and context.get_parameter_source("form") is not ParameterSource.DEFAULT:
        raise UsageError(f"{layer} has a format of its own: leave --format out")
    if form == "xlsx" and layer not in ROWS:
        raise UsageError(f"{layer} has no flat table: xlsx is for {', '.join(ROWS)}; `sheets` has them all")
    if output is None and (layer in (PACKAGE, FLAT) or form in ("parquet", "xlsx")):
        raise UsageError(f"{layer if layer in (PACKAGE, FLAT) else form} is not for a terminal: name a place with -o")
    with open_read_only(settings_of(given).db) as database:
        documents = tuple(find_document(database, paper) for paper in papers)
        if layer == PACKAGE and output is not None:
            write_package(database, output, version=__version__)
        elif output is not None and (form == "xlsx" or (layer == FLAT and output.suffix == ".xlsx")):
            write_workbook(database, output, documents, *(((layer,),) if layer != FLAT else ()))
        elif layer == FLAT and output is not None:
            write_folder(database, output, documents)
        elif layer == "revman" and output is not None and not output.suffix:
            export_revman(database, output, documents)
        elif form == "parquet" and output is not None:
            write_parquet(database, layer, output, documents)
        elif layer in RESULT_LISTS and output is not None:
            beside = output.with_name(f"{output.stem}.left-out{output.suffix or '.csv'}")
            with writing(output) as file, writing(beside) as left_out:
                count = export_comparisons(database, layer, file, left_out, documents)
            say(f"{beside}: {count} comparisons that cannot be pooled, with the reason", quiet=quiet)
        else:
            with writing(output) as file:
                export_layer(database, layer, form, file, documents)
        is_empty = layer in STUDIES and not next(layer_rows(database, "pooled", documents), None)
        if is_empty:
            say("no pooled estimate of a review could be recomputed: there is no study to list", quiet=quiet)
    if output is not None:
        say(str(output), quiet=quiet)
