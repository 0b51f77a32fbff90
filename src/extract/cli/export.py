"""`extract export`: one layer of the database in one of many formats."""

from typing import Any

import click

from extract.cli.options import common, format_option, settings_of
from extract.cli.output import writing


@click.command()
@click.argument("layer")
@click.option("--paper", "papers", multiple=True, help="Only this paper (id, path, DOI); may be given again.")
@format_option("jsonl", "csv", "json")
@common
def command(
    layer: str, papers: tuple[str, ...], form: str, output: Any, quiet: bool, verbose: bool, **given: Any
) -> None:
    """Write LAYER, one row each (documents, sentences, references, citations, cells, results, ...)."""
    from extract.report.export import export_layer
    from extract.store import find_document, open_read_only

    with open_read_only(settings_of(given).db) as database:
        documents = [find_document(database, paper) for paper in papers]
        with writing(output) as file:
            export_layer(database, layer, form, file, documents)
