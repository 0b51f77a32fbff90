"""`extract show`: one row with its passage, its place and the rule that made it."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extract.cli.options import Call, common, finding_names, format_option
from extract.cli.output import writing
from extract.outputs import output_bytes

if TYPE_CHECKING:
    from extract.pipeline.showing import Case
    from extract.store import Database


def case_lines(case: "Case") -> Iterator[str]:
    """The claim, the entry, the verdicts, the findings, the source's passages and the other papers."""
    for claim in case.claims:
        yield f"CLAIM {claim['id']} ({claim['type']})"
        yield f"  “{_flat(claim['text'])}”"
        yield from (f"  {fact['kind']}: {fact['value']} (“{_flat(fact['text'])}”)" for fact in claim["facts"])
    if case.entry is not None:
        yield f"ENTRY {case.entry['id']}"
        yield f"  “{_flat(case.entry['text'])}”"
        yield f"  {case.source}"
    yield from (f"  {fact['kind']}: {fact['value']} (from its {fact['from']})" for fact in case.entry_facts)
    if case.verdicts:
        yield "VERDICTS"
    for verdict in case.verdicts:
        sure = f" (probability {verdict['precision']:.2f})" if verdict["precision"] is not None else ""
        yield f"  {verdict['check']}: {verdict['verdict']}{sure}: {'; '.join(verdict['reasons'])}"
        yield from _passages(verdict["evidence"], "cited_passage", "work")
    if case.findings:
        yield "FINDINGS"
    for finding in case.findings:
        yield f"  {finding['severity']} {finding['check']} ({finding['id']}): {finding['message']}"
        yield from _passages(finding["evidence"], "cited_passage", "work", "context")
    if case.others:
        yield "OTHER PAPERS THAT CITE THE WORK"
    for other in case.others:
        yield f"  {other['title']} ({other['document_id']}), [{other['reference_label']}]"
        yield from (f"    “{_flat(text)}”" for text in other["claims"])


def _passages(evidence: list[dict[str, Any]], *roles: str) -> Iterator[str]:
    for passage in evidence:
        if passage["role"] in roles:
            where = passage["document_id"] or "record"
            yield f"    {where}: “{_flat(passage['text'])}”"


def _flat(value: object) -> str:
    return " ".join(str(value or "").split())


UNSAFE = re.compile(r"[^\w.-]+")


def write_image(database: "Database", row: dict[str, Any], output: Path | None) -> Path:
    """Write the page of a row with its passage marked as PNG; where it was written. Raises `UsageError`."""
    from extract.pipeline.pictures import row_png

    picture = row_png(database, row)
    target = output or Path(f"{UNSAFE.sub('_', str(row['id']))}.png")
    with output_bytes(target) as file:
        file.write(picture)
    return target


BESIDE = 80
"""Characters shown before and behind a passage of a finding."""

HIDDEN = frozenset(("text", "pieces", "boxes", "start", "end", "evidence", "facts", "sentence", "tried"))


EPILOG = """\b
Examples:
  extract show f7262d391772e
  extract show f7262d391772e --image -o page.png"""


@click.command(epilog=EPILOG)
@click.argument("row_id", metavar="ID", shell_complete=finding_names)
@click.option("--image", is_flag=True, help="Write the page as PNG with the passage marked, to -o or ID.png.")
@format_option("text", "json")
@common
def command(call: Call, row_id: str, image: bool, form: str, output: Any) -> None:
    """Show the row with this ID (sentence, reference, citation, result, claim, finding, ...) and the whole case.

    Each passage stands in its surroundings, between » and «, with file, page, section or cell; for references and
    claims all verdicts and findings follow. A citation shows its whole case: claim, facts, entry, verdicts, findings,
    the source's passages and other papers that cite the work.
    """
    from extract.pipeline.showing import citation_case
    from extract.store import open_read_only
    from extract.store.lookup import find_row, judgements, surroundings, whereabouts

    if image:
        with open_read_only(call.settings.db) as database:
            _, row = find_row(database, row_id)
            call.say(f"wrote {write_image(database, row, output)}")
        return
    with open_read_only(call.settings.db) as database, writing(output) as file:
        layer, row = find_row(database, row_id)
        judged = list(judgements(database, row_id))
        case = citation_case(database, row) if layer == "citations" else None
        if form == "json":
            whole = {"layer": layer, **row, "judgements": judged, **({"case": asdict(case)} if case else {})}
            file.write(json.dumps(whole, ensure_ascii=False, indent=2) + "\n")
            return
        file.write(f"{layer} {row_id}\n\n")
        around = surroundings(database, row)
        if around is not None:
            file.write(
                f"  …{_flat(around[0])} »{_flat(row.get('text') or row.get('heading'))}« {_flat(around[1])}…\n\n"
            )
        for name, value in row.items():
            if name not in HIDDEN and value not in (None, [], {}, ""):
                file.write(f"  {name}: {_printed(value)}\n")
        for explanation in row.get("tried") or ():
            file.write(f"  tried: {explanation}\n")
        for fact in _listed(row.get("facts")):
            file.write(f"  fact: {fact['kind']} = {fact['value']} (“{_flat(fact['text'])}”)\n")
        for passage in _listed(row.get("evidence")):
            file.write(f"  {passage['role']} ({', '.join(whereabouts(database, passage))}):\n")
            before, behind = surroundings(database, passage, characters=BESIDE) or ("", "")
            file.write(f"    …{_flat(before)} »{_flat(passage['text'])}« {_flat(behind)}…\n")
        if case is not None:
            file.writelines(f"{line}\n" for line in ("", *case_lines(case)))
            return
        for judgement in judged:
            named = f"{judgement['kind']} {judgement['id']}: {judgement['check_name']}"
            file.write(f"  {named}: {judgement['said']}: {judgement['message']}\n")


def _listed(value: object) -> list[dict[str, Any]]:
    return value if isinstance(value, list) else []


def _printed(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
