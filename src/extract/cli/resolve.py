"""`extract resolve`: which works the references of stored papers mean."""

from typing import Any

import click

from extract.cli.completion import paper_names
from extract.cli.options import common, settings_of, working
from extract.cli.output import Progress, say
from extract.settings import Settings

WORDS = {"none": "without a record", "conflict": "that mix works"}

EPILOG = """\b
Examples:
  extract resolve
  extract resolve review.pdf --online"""


@click.command(epilog=EPILOG)
@click.argument("papers", nargs=-1, metavar="[PAPER...]", shell_complete=paper_names)
@click.option("--refresh", is_flag=True, help="Ask services again what they answered before.")
@working
@common
@click.pass_context
def command(
    context: click.Context, /, papers: tuple[str, ...], refresh: bool, quiet: bool, verbose: bool, **given: Any
) -> None:
    """Look up every reference in the library of works (see `extract library add`), the stored papers among them.

    With --online, live services are asked too (Crossref, doi.org, DataCite, PubMed, Europe PMC, OpenAlex); their
    answers are kept for 30 days. EXTRACT_MAILTO says who asks; NCBI_API_KEY and OPENALEX_API_KEY are used where set.
    A service that could not be asked is named, and never counts as a "no".
    """
    context.exit(3 if resolve_papers(settings_of(given), papers, refresh=refresh, quiet=quiet) else 0)


def resolve_papers(settings: Settings, papers: tuple[str, ...], *, quiet: bool, refresh: bool = False) -> bool:
    """Resolves with progress and messages; whether it is incomplete."""
    from extract import pipeline
    from extract.store import StoredLibrary, find_document, open_read_only

    with open_read_only(settings.db, upgrade=True) as database:
        documents = tuple(find_document(database, name) for name in papers) or StoredLibrary(database).document_ids()
    with Progress("resolve", len(documents), quiet=quiet) as progress:
        resolved = pipeline.resolve(settings, documents, refresh=refresh, watch=lambda _: progress.step())
    for broken in resolved.broken:
        say(broken)
    for service, why in resolved.unasked:
        say(f"not asked: {service}: {why}")
    counted = ", ".join(f"{n} {WORDS.get(status, status)}" for status, n in resolved.counts) or "none"
    say(f"references of {len(documents)} paper{'s' * (len(documents) != 1)}: {counted}", quiet=quiet)
    return bool(resolved.broken or resolved.unasked)
