"""`extract audit`: checks over stored papers, or over a text from standard input."""

import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import click

from extract.cli.ingest import ingest_paths, is_partial
from extract.cli.options import (
    SEVERITIES,
    Call,
    check_names,
    common,
    fail_on_option,
    format_option,
    papers_argument,
    working,
)
from extract.cli.output import Progress, say, writing
from extract.settings import Settings
from extract.text.display import counted

EXISTENCE = "reference_identity"
"""The check that tells whether an entry exists."""

MOST_DISPUTED = 10

EPILOG = """\b
Examples:
  extract audit
  extract audit review.pdf --only 'citation_*' --fail-on error
  extract audit review.pdf --sources included/ --only 'review_*'
  extract audit --format sarif -o findings.sarif
  extract audit - < manuscript.txt"""


@click.command(epilog=EPILOG)
@papers_argument("[PAPER...]")
@click.option(
    "--only",
    multiple=True,
    metavar="CHECK",
    shell_complete=check_names,
    help="Run and show only these checks; globs such as 'stat_*,text_*'.",
)
@click.option(
    "--skip", multiple=True, metavar="CHECK", shell_complete=check_names, help="Run and show all but these checks."
)
@click.option("--experimental", is_flag=True, default=None, help="Also the checks that are off by default.")
@fail_on_option("Exit with 1 where a finding is as severe as this or more; one that was rejected and accepted counts.")
@click.option(
    "--sources",
    multiple=True,
    metavar="PATH",
    help="Read these files or folders first, and PAPERs that are files: the studies that a review includes.",
)
@format_option("text", "json", "csv", "html", "md", "sarif")
@working
@common
def command(
    call: Call,
    papers: tuple[str, ...],
    only: tuple[str, ...],
    skip: tuple[str, ...],
    fail_on: str,
    sources: tuple[str, ...],
    form: str,
    output: Path | None,
) -> int:
    """Check papers (ids, paths, DOIs; all where none is named) and say what is wrong, where and why.

    `-` audits a text from standard input in a database of its own, which is thrown away.
    """
    settings = call.settings
    if papers != ("-",):
        unread = bool(sources) and read_sources(settings, papers, sources, quiet=call.quiet, verbose=call.verbose)
        incomplete, severities = audit_papers(settings, papers, only, skip, form, output, call.quiet)
        incomplete = incomplete or unread
    else:
        with tempfile.TemporaryDirectory(prefix="extract-") as folder:
            own = settings.but(db=Path(folder) / "audit.db")
            inputs = ingest_paths(own, ["-"], quiet=True, verbose=False)
            incomplete, severities = audit_papers(own, (), only, skip, form, output, call.quiet)
            incomplete = incomplete or is_partial(inputs)
    return 3 if incomplete else 1 if is_failing(severities, fail_on) else 0


def read_sources(
    settings: Settings, papers: tuple[str, ...], sources: tuple[str, ...], *, quiet: bool, verbose: bool
) -> bool:
    """Ingests the sources, and papers that are files, and matches the entries of the papers; whether any was unread."""
    from extract import pipeline
    from extract.store import chosen_documents, open_read_only

    given = [paper for paper in papers if Path(paper).is_file()]
    inputs = ingest_paths(settings, [*given, *sources], quiet=quiet, verbose=verbose)
    with open_read_only(settings.db, upgrade=True) as database:
        documents = chosen_documents(database, papers)
    pipeline.resolve(settings.but(offline=True), documents)
    return is_partial(inputs)


def audit_papers(
    settings: Settings,
    papers: tuple[str, ...],
    only: tuple[str, ...],
    skip: tuple[str, ...],
    form: str,
    output: Path | None,
    quiet: bool,
    *,
    telling: bool = True,
) -> tuple[bool, Counter[str]]:
    """Runs the audit and writes its findings; whether it is incomplete, and how many of each severity were found.

    `telling`: say too of which references nobody knows whether they exist.
    """
    from extract import pipeline
    from extract.report.findings import Findings, write_findings
    from extract.report.reviewed import is_disputed
    from extract.report.wording import existence_line
    from extract.store import chosen_documents, open_read_only
    from extract.store.answers import looked_up

    with open_read_only(settings.db, upgrade=True) as database:
        documents = chosen_documents(database, papers)
    with Progress("audit", len(documents), quiet=quiet) as progress:
        audited = pipeline.audit(settings, documents, only=only, skip=skip, watch=lambda _: progress.step())
    for broken in audited.broken:
        say(broken)
    if audited.before:
        say(f"{audited.before} of {len(documents)} papers had been done by the audit that was cut off", quiet=quiet)
    with open_read_only(settings.db) as database, writing(output) as file:
        severities = write_findings(database, documents, form, file, audited.checks)
        disputed = [finding["id"] for finding in Findings(database, documents, audited.checks) if is_disputed(finding)]
        existence = existence_line(looked_up(database, documents)) if EXISTENCE in audited.checks else ""
    found = ", ".join(counted(severities[word], word) for word in reversed(SEVERITIES))
    say(f"{counted(len(documents), 'paper')} audited: {found}", quiet=quiet)
    if disputed:
        listed = ", ".join(disputed[:MOST_DISPUTED]) + (" …" if len(disputed) > MOST_DISPUTED else "")
        say(f"{len(disputed)} on which reviewers disagree, counted as they stand: {listed}", quiet=quiet)
    for line in existence.splitlines() if telling else ():
        say(line, quiet=quiet)
    return bool(audited.broken), severities


def is_failing(severities: Mapping[str, int], fail_on: str) -> bool:
    """Whether a finding is as severe as `--fail-on` or more."""
    return fail_on != "never" and any(severities[word] for word in SEVERITIES[SEVERITIES.index(fail_on) :])
