"""`extract report`: pages that work from the disk."""

from pathlib import Path

import click

from extract.cli.options import Call, common, output_option, paper_names, papers_argument
from extract.cli.output import say
from extract.settings import Settings
from extract.text.display import counted

EPILOG = """\b
Examples:
  extract report
  extract report review.pdf -o for-the-editor/
  extract report --format md
  extract report worksheet
  extract report letter review.pdf -o letter.docx
  extract report annotated review.pdf"""


class PagesUnlessNamed(click.Group):
    """A group whose command is `pages` where the first word names none, so that `extract report PAPER` writes pages."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["pages", *args]
        return super().parse_args(ctx, args)


@click.group(cls=PagesUnlessNamed, epilog=EPILOG)
def command() -> None:
    """Pages to read from the disk: `extract report [PAPER]...` is `extract report pages [PAPER]...`."""


@command.command()
@papers_argument("[PAPER]...")
@output_option("Folder [default: beside the database].", is_folder=True)
@click.option(
    "--format", "form", type=click.Choice(("html", "md")), default="html", show_default=True, help="How to write it."
)
@click.option("--no-images", is_flag=True, help="Leave the page images of PDFs out.")
@click.option("--blind", is_flag=True, help="Leave out what others said: for a second reviewer.")
@common
def pages(call: Call, papers: tuple[str, ...], output: Path | None, form: str, no_images: bool, blind: bool) -> int:
    """One HTML page for each PAPER (or all) and one for the corpus, readable without a network.

    PAPER is a document id, a path, a file name, a DOI or a PMID. As Markdown all findings are one file, findings.md.
    """
    settings = call.settings
    if form == "md":
        folder = output or settings.db.parent / "report"
        call.say(str(write_findings_page(settings.db, papers, folder / "findings.md")))
        return 0
    written, incomplete = write_pages(
        settings, papers, output or settings.db.parent / "report", images=not no_images, blind=blind
    )
    call.say(f"{len(written)} pages → {written[0]}")
    return 3 if incomplete else 0


@command.command()
@papers_argument("[PAPER]...")
@output_option("Folder [default: beside the database].", is_folder=True)
@common
def worksheet(call: Call, papers: tuple[str, ...], output: Path | None) -> None:
    """A sheet for appraising trustworthiness (CSV and HTML), filled in from what was checked; judgements left empty.

    PAPER is a document id, a path, a file name, a DOI or a PMID.
    """
    from extract.report.worksheet import write_worksheet
    from extract.store import chosen_documents, open_read_only

    settings = call.settings
    with open_read_only(settings.db) as database:
        documents = chosen_documents(database, papers)
        written = write_worksheet(database, documents, output or settings.db.parent / "report")
    call.say(f"worksheet → {written[1]}")


@command.command()
@click.argument("paper", shell_complete=paper_names)
@output_option("A .docx for Word, else Markdown [default: letter-ID.md beside the database].")
@common
def letter(call: Call, paper: str, output: Path | None) -> None:
    """Draft a letter to the authors of PAPER from the findings that people confirmed; nothing else is asked."""
    from extract.report.letter import letter_to_authors, write_letter
    from extract.store import open_read_only
    from extract.store.library import find_document

    settings = call.settings
    with open_read_only(settings.db) as database:
        document_id = find_document(database, paper)
        lines = letter_to_authors(database, document_id)
    path = output or settings.db.parent / f"letter-{document_id}.md"
    write_letter(lines, path)
    call.say(f"letter → {path}")


@command.command()
@click.argument("paper", shell_complete=paper_names)
@output_option("Where to write it [default: NAME.annotated.pdf beside the database].")
@click.option("--notes", is_flag=True, help="Notes too, not only errors and warnings.")
@common
def annotated(call: Call, paper: str, output: Path | None, notes: bool) -> None:
    """Copy the PDF of PAPER with its findings as highlights that any reader of PDFs shows; dismissed ones are left out.

    The file that was ingested stays as it is, and must lie where it was ingested from.
    """
    from extract.outputs import output_bytes
    from extract.pipeline.pictures import annotated_pdf
    from extract.report.wording import GRAVITY
    from extract.store import open_read_only
    from extract.store.layers import document_paths
    from extract.store.library import find_document

    settings = call.settings
    with open_read_only(settings.db) as database:
        document_id = find_document(database, paper)
        copy, number = annotated_pdf(database, document_id, GRAVITY if notes else GRAVITY[:-1])
        name = Path(document_paths(database)[document_id]).stem
    path = output or settings.db.parent / f"{name}.annotated.pdf"
    with output_bytes(path) as file:
        file.write(copy)
    call.say(f"{counted(number, 'finding')} → {path}")


def write_pages(
    settings: Settings, papers: tuple[str, ...], folder: Path, *, images: bool = True, blind: bool = False
) -> tuple[list[Path], bool]:
    """The pages of the named papers, or of all, and whether one is missing, which is told.

    With images, findings in PDFs show their page; `blind` leaves out what people said of findings.
    """
    from extract.pipeline import limits_of
    from extract.pipeline.pictures import pictures_for
    from extract.pipeline.workers import bounded
    from extract.report.pages import write_report
    from extract.report.pages.writing import no_pictures
    from extract.store import chosen_documents, open_read_only

    missing: list[str] = []

    def tell(words: str) -> None:
        missing.append(words)
        say(words)

    with open_read_only(settings.db) as database:
        documents = chosen_documents(database, papers)
        pictures = pictures_for(database, tell=say) if images else no_pictures
        limits = limits_of(settings)
        written = write_report(
            database,
            documents,
            folder,
            pictures=pictures,
            bounded=lambda: bounded(limits),
            tell=tell,
            reviewer="" if blind else None,
        )
    return written, bool(missing)


def write_findings_page(db: Path, papers: tuple[str, ...], path: Path) -> Path:
    """The findings of the named papers, or of all, as Markdown; where they were written."""
    from extract.cli.output import writing
    from extract.report.findings import write_findings
    from extract.store import chosen_documents, open_read_only

    with open_read_only(db) as database, writing(path) as file:
        documents = chosen_documents(database, papers)
        write_findings(database, documents, "md", file)
    return path
