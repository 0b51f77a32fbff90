"""`extract export`: one layer of the database in one of many formats."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from extract import __version__
from extract.cli.options import Call, common, format_option, layer_names, paper_option
from extract.cli.output import say, writing

if TYPE_CHECKING:
    from extract.store import Database

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
@paper_option()
@format_option("jsonl", "csv", "json", "parquet", "xlsx")
@common
def command(call: Call, layer: str, papers: tuple[str, ...], form: str, output: Path | None) -> None:
    """Write LAYER, one row each, to standard output or a file."""
    from extract.store import find_document, layer_rows, open_read_only

    chosen = click.get_current_context().get_parameter_source("form") is not ParameterSource.DEFAULT
    _refuse(layer, form, output, is_chosen=chosen)
    with open_read_only(call.settings.db) as database:
        documents = tuple(find_document(database, paper) for paper in papers)
        if output is None or not _write_set(database, layer, form, output, documents):
            _write_rows(database, layer, form, output, documents, quiet=call.quiet)
        is_empty = layer in STUDIES and not next(layer_rows(database, "pooled", documents), None)
        if is_empty:
            call.say("no pooled estimate of a review could be recomputed: there is no study to list")
    if output is not None:
        call.say(str(output))


def _refuse(layer: str, form: str, output: Path | None, *, is_chosen: bool) -> None:
    """Raises UsageError for what cannot be written: an unknown layer, a format that it has not, or no place for it."""
    from extract.errors import UsageError, suggestion
    from extract.report.export import LISTS
    from extract.report.records import RECORDS
    from extract.report.spreadsheets import ROWS

    if layer not in (known := (*RECORDS, *LISTS, PACKAGE, FLAT)):
        raise UsageError(f"no layer {layer!r}: {suggestion(layer, known)}")
    if layer not in RECORDS and is_chosen:
        raise UsageError(f"{layer} has a format of its own: leave --format out")
    if form == "xlsx" and layer not in ROWS:
        raise UsageError(f"{layer} has no flat table: xlsx is for {', '.join(ROWS)}; `sheets` has them all")
    if output is None and (layer in (PACKAGE, FLAT) or form in ("parquet", "xlsx")):
        raise UsageError(f"{layer if layer in (PACKAGE, FLAT) else form} is not for a terminal: name a place with -o")


def _write_set(database: "Database", layer: str, form: str, output: Path, documents: tuple[str, ...]) -> bool:
    """Writes what is a folder or a binary file; False where the layer is rows of text."""
    from extract.report.export import export_revman
    from extract.report.packages import write_package, write_parquet
    from extract.report.spreadsheets import write_folder, write_workbook

    if layer == PACKAGE:
        write_package(database, output, version=__version__)
    elif form == "xlsx" or (layer == FLAT and output.suffix == ".xlsx"):
        write_workbook(database, output, documents, *(((layer,),) if layer != FLAT else ()))
    elif layer == FLAT:
        write_folder(database, output, documents)
    elif layer == "revman" and not output.suffix:
        export_revman(database, output, documents)
    elif form == "parquet":
        write_parquet(database, layer, output, documents)
    else:
        return False
    return True


def _write_rows(
    database: "Database", layer: str, form: str, output: Path | None, documents: tuple[str, ...], *, quiet: bool
) -> None:
    """Writes rows of text; comparisons in a file have one beside them for what cannot be pooled."""
    from extract.report.export import RESULT_LISTS, export_comparisons, export_layer

    if layer not in RESULT_LISTS or output is None:
        with writing(output) as file:
            export_layer(database, layer, form, file, documents)
        return
    left_out_path = output.with_name(f"{output.stem}.left-out{output.suffix or '.csv'}")
    with writing(output) as file, writing(left_out_path) as left_out:
        count = export_comparisons(database, layer, file, left_out, documents)
    say(f"{left_out_path}: {count} comparisons that cannot be pooled, with the reason", quiet=quiet)
