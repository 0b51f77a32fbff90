"""`extract review`: accept, reject or comment on a finding."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import click

from extract.cli.options import Call, common, finding_names, user_name
from extract.cli.output import say
from extract.errors import UsageError
from extract.text.display import counted

EPILOG = """\b
Examples:
  extract review f7262d391772e --accept
  extract review f7262d391772e --reject --reason "the entry is the right one" --name "A. Reviewer"
  extract review f7262d391772e --undo
  extract review --import reviews.jsonl
  extract review --agreement
\b
A file of reviews has one object a line, as the pages save it: {finding_id, decision, reason, at}, or as
`extract export reviews` writes it: `reviewer` where others reviewed too.
Decisions are accepted, rejected and commented."""


@click.command(epilog=EPILOG)
@click.argument("finding_id", metavar="[ID]", required=False, shell_complete=finding_names)
@click.option("--accept", "accepted", is_flag=True, help="The finding is right.")
@click.option("--reject", "rejected", is_flag=True, help="The finding is wrong; it stays visible as rejected.")
@click.option("--comment", "commented", is_flag=True, help="Neither; only say something.")
@click.option("--undo", "undone", is_flag=True, help="Take back what you said of the finding.")
@click.option("--reason", default="", help="Why.")
@click.option("--name", help="Who says so [default: the user's name].")
@click.option(
    "--import",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Take reviews from a file that a page has saved.",
)
@click.option("--agreement", is_flag=True, help="Say how far reviewers agree (kappa), and on what they do not.")
@common
def command(
    call: Call,
    finding_id: str | None,
    accepted: bool,
    rejected: bool,
    commented: bool,
    undone: bool,
    reason: str,
    name: str | None,
    file: Path | None,
    agreement: bool,
) -> int:
    """Say what you think of the finding ID. Reviews outlive every re-ingest (`extract export reviews`)."""
    from extract.store import open_read_only
    from extract.store.lookup import whole_id

    if agreement:
        _tell_agreement(call.settings.db)
        return 0
    if (finding_id is None) == (file is None):
        raise UsageError("name the ID of a finding, or a file with --import")
    flags = {"accepted": accepted, "rejected": rejected, "commented": commented, "undone": undone}
    decisions = [word for word, flag in flags.items() if flag]
    if len(decisions) != (file is None):
        raise UsageError(
            "say one of --accept, --reject, --comment, --undo" + (", and none with --import" if file else "")
        )
    if commented and not reason:
        raise UsageError("--comment needs --reason with what you want to say")
    path = call.settings.db
    with open_read_only(path, upgrade=True) as database:
        finding_id = finding_id and whole_id(database, finding_id)
    reviewer = name or user_name()
    if file is not None:
        saved, unknown = import_reviews(path, file, reviewer)
        for reported in unknown:
            say(reported)
        call.say(f"{counted(saved, 'review')} taken from {file}")
        return 3 if unknown else 0
    if undone:
        _take_back(path, str(finding_id), reviewer)
    else:
        _save(path, {"finding_id": finding_id, "decision": decisions[0], "reason": reason}, reviewer)
    call.say(f"{finding_id}: {decisions[0]} by {reviewer}")
    return 0


def import_reviews(db: Path, file: Path, reviewer: str) -> tuple[int, list[str]]:
    """Saves the reviews of a file; how many, and a line for each whose finding the database does not have."""
    saved, unknown = 0, []
    for review in list(_read(file)):
        try:
            _save(db, review, reviewer)
            saved += 1
        except UsageError as error:
            unknown.append(str(error))
    return saved, unknown


def _read(file: Path) -> Iterator[dict[str, Any]]:
    from extract.cli.lines import read_objects
    from extract.store.reviews import DECISIONS

    with file.open(encoding="utf-8", errors="replace") as lines:
        for review in read_objects(lines, str(file), needed=("finding_id", "decision")):
            if review["decision"] not in DECISIONS:
                raise UsageError(f"{file}: {review['decision']!r} is no decision: choose of {', '.join(DECISIONS)}")
            yield review


def _tell_agreement(db: Path) -> None:
    """Every two reviewers with their agreement, to standard output."""
    from extract.cli.output import writing
    from extract.report.reviewed import agreements
    from extract.store import open_read_only
    from extract.store.layers import layer_rows

    with open_read_only(db) as database, writing(None) as out:
        pairs = agreements(layer_rows(database, "reviews"))
        for pair in pairs:
            kappa = "not defined" if pair.kappa is None else f"{pair.kappa:.2f}"
            out.write(f"{pair.first} and {pair.second}: {pair.alike} of {pair.both} alike, kappa {kappa}\n")
            out.writelines(f"  conflict: extract show {name}\n" for name in pair.conflicts)
        if not pairs:
            out.write("no two people have decided on one finding\n")


def _take_back(db: Path, finding_id: str, reviewer: str) -> None:
    from extract.store import open_database
    from extract.store.reviews import remove_review

    with open_database(db) as database:
        remove_review(database, finding_id, reviewer=reviewer)


def _save(db: Path, review: dict[str, Any], reviewer: str) -> None:
    from extract.store import open_database
    from extract.store.reviews import Decision, save_review

    with open_database(db) as database:
        save_review(
            database,
            str(review["finding_id"]),
            reviewer=str(review.get("reviewer") or reviewer),
            decision=cast(Decision, review["decision"]),
            reason=str(review.get("reason") or ""),
            at=str(at) if (at := review.get("at") or review.get("reviewed_at")) else None,
        )
