"""`extract library add`: files of bibliographic records into the library."""

from pathlib import Path

import click

from extract.cli.options import Call, common
from extract.cli.output import say

EPILOG = """\b
Examples:
  extract library add references.bib export.ris
  extract library add pubmed26n0001.xml.gz retraction_watch.csv"""


@click.group()
def command() -> None:
    """The library of works that references are matched against."""


@command.command(epilog=EPILOG)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@common
def add(call: Call, files: tuple[Path, ...]) -> int:
    """Add records: CSL-JSON, BibTeX, RIS, NBIB, PubMed XML, EndNote XML, Crossref JSON, Retraction Watch CSV,
    ClinicalTrials.gov JSON, each also gzipped.

    Formats are told by content. A record that the library holds already (same DOI, PMID or PMCID) is brought up to
    date. A record that cannot be read is told and left; an import that was interrupted goes on where it stopped.
    """
    from extract.pipeline.library import NOTHING_SAVED, add_to_library

    settings = call.settings
    imports = add_to_library(settings, files, watch=lambda n: say(f"{n} records read", quiet=not call.verbose))
    for imported in imports:
        if imported.error:
            say(imported.error)
            continue
        saved, progress = imported.saved, imported.progress
        resumed = f", resumed after {imported.resumed_at}" if imported.resumed_at else ""
        what = f"{saved.added} added, {saved.merged} brought up to date, {saved.unchanged} unchanged"
        if imported.resumed_at == 0 and not (saved.added or saved.merged or saved.unchanged) and progress.records:
            what = "held already or no works"
        if imported.registrations:
            what = f"{imported.registrations} registrations of trials" + (f", {what}" if saved != NOTHING_SAVED else "")
        call.say(f"{imported.path}: {imported.format}, {progress.records} records: {what}{resumed}")
        for fault in imported.faults:
            call.say(f"{imported.path}: {fault}")
        if progress.faults > len(imported.faults):
            call.say(f"{imported.path}: {progress.faults} records in all could not be read (table import_faults)")
    return 3 if any(imported.error or imported.progress.status == "partial" for imported in imports) else 0
