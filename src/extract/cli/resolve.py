"""`extract resolve`: which works the references of stored papers mean."""

import click

from extract.cli.options import Call, common, papers_argument, working
from extract.cli.output import Progress, say
from extract.settings import Settings
from extract.text.display import counted

WORDS = {"none": "without a record", "conflict": "that mix works"}

EPILOG = """\b
Examples:
  extract resolve
  extract resolve review.pdf --online"""


@click.command(epilog=EPILOG)
@papers_argument("[PAPER...]")
@click.option("--refresh", is_flag=True, help="Ask services again what they answered before.")
@working
@common
def command(call: Call, papers: tuple[str, ...], refresh: bool) -> int:
    """Look up every reference in the library of works (see `extract library add`), the stored papers among them.

    With --online, live services are asked too (Crossref, doi.org, DataCite, PubMed, Europe PMC, OpenAlex); their
    answers are kept for 30 days. EXTRACT_MAILTO says who asks; NCBI_API_KEY and OPENALEX_API_KEY are used where set.
    A service that could not be asked is named, and never counts as a "no".
    """
    return 3 if resolve_papers(call.settings, papers, refresh=refresh, quiet=call.quiet) else 0


def resolve_papers(settings: Settings, papers: tuple[str, ...], *, quiet: bool, refresh: bool = False) -> bool:
    """Resolves with progress and messages; whether it is incomplete."""
    from extract import pipeline
    from extract.store import chosen_documents, open_read_only

    with open_read_only(settings.db, upgrade=True) as database:
        documents = chosen_documents(database, papers)
    with Progress("resolve", len(documents), quiet=quiet) as progress:
        resolved = pipeline.resolve(settings, documents, refresh=refresh, watch=lambda _: progress.step())
    for broken in resolved.broken:
        say(broken)
    for service, why in resolved.unasked:
        say(f"not asked: {service}: {why}")
    statuses = ", ".join(f"{n} {WORDS.get(status, status)}" for status, n in resolved.counts) or "none"
    say(f"references of {counted(len(documents), 'paper')}: {statuses}", quiet=quiet)
    return bool(resolved.broken or resolved.unasked)
