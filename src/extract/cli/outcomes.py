"""`extract outcomes`: an outcome, an intervention and a comparator in, their numbers out."""

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extract.cli.lines import read_objects
from extract.cli.options import Call, common, file_argument, format_option, paper_option
from extract.cli.output import writing
from extract.errors import UsageError

if TYPE_CHECKING:
    from extract.pipeline.outcomes import Answer
    from extract.resolve.questions.asking import Group, Numbers, Reported

PAPER_FIELDS = ("document_id", "pmcid", "pmid", "doi", "path", "paper")
KINDS = ("binary", "continuous")


EPILOG = """\b
Examples:
  extract outcomes questions.jsonl > answers.jsonl
  extract outcomes --all > study-table.jsonl"""


@click.command(epilog=EPILOG)
@file_argument
@click.option("--all", "everything", is_flag=True, help="No questions: every outcome, time and pair of groups told.")
@paper_option("With --all: only")
@format_option("jsonl", "csv")
@common
def command(call: Call, file: Any, everything: bool, papers: tuple[str, ...], form: str, output: Any) -> int:
    """Questions of a meta-analysis: lines `{id, pmcid, outcome, intervention, comparator, outcome_type}` in.

    Out comes one line for each question. `direction` says how the outcome under the intervention differs from that
    under the comparator (increased, decreased, no difference: reported and not significant; null: not found), with
    its probabilities and the passages that say so, best first. With `outcome_type` (binary or continuous) come the
    numbers: events or means and standard deviations, group sizes, the place in the paper, the rule, formulas for what
    was derived, and `score`, the probability that the pair is the right one; a number that the paper neither prints
    nor allows to derive is null, with the `reason` where no pair is likely enough. The paper is named by document_id,
    pmcid, pmid, doi or path.

    With --all no questions are read: out comes the study table, one line for each outcome, time and pair of groups, and
    for each printed ratio, with the numbers that metafor reads. `score` is the probability that the paper, asked by the
    name and the groups of a line, gives its numbers; where it gives others first, `warning` has them.
    """
    if everything:
        _write_study_table(call.settings.db, papers, form, output)
        return 0
    if papers or form != "jsonl":
        raise UsageError("--paper and --format csv go with --all; a question names its own paper")
    from extract.pipeline.outcomes import Asked, answer_all
    from extract.resolve.questions.asking import Question

    needed = ("id", "outcome", "intervention", "comparator")
    asked = []
    for row in read_objects(file, getattr(file, "name", "-"), needed=needed):
        paper = next((str(row[field]) for field in PAPER_FIELDS if row.get(field)), None)
        if paper is None:
            raise UsageError(f"{file.name}: question {row['id']!r} names no paper (one of {', '.join(PAPER_FIELDS)})")
        if row.get("outcome_type") not in (None, *KINDS):
            raise UsageError(f"{file.name}: question {row['id']!r}: outcome_type must be one of {', '.join(KINDS)}")
        question = Question(
            id=row["id"],
            outcome=str(row["outcome"]),
            intervention=str(row["intervention"]),
            comparator=str(row["comparator"]),
            kind=row.get("outcome_type"),
        )
        asked.append(Asked(question, paper))
    missing = 0
    with writing(output) as out:
        for asking, reported in answer_all(call.settings, asked):
            if isinstance(reported, str):
                missing += 1
                line: dict[str, object] = {"id": asking.question.id, "reason": reported}
            else:
                line = {"id": asking.question.id, **_line(reported)}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    return 3 if missing else 0


def _write_study_table(db: Path, papers: tuple[str, ...], form: str, output: Any) -> None:
    from extract.pipeline.outcomes import scored
    from extract.report.cells import write_records
    from extract.report.export import study_table
    from extract.store import find_document, open_read_only

    with open_read_only(db) as database, writing(output) as out:
        documents = tuple(find_document(database, paper) for paper in papers)
        write_records(scored(database, study_table(database, documents)), form, out)


def _line(answer: "Answer") -> dict[str, object]:
    numbers = _fields(answer.numbers) if answer.numbers is not None else {}
    return {"document_id": answer.document_id, **_reported(answer.reported), **numbers}


def _reported(direction: "Reported") -> dict[str, object]:
    """The direction with its probabilities, and its passages; `start` and `end` are characters of the paper's text."""
    passages = [
        {
            "text": passage.unit.text,
            "start": passage.unit.pieces[0].start,
            "end": passage.unit.pieces[-1].end,
            "probability": round(passage.chance, 3),
        }
        for passage in direction.passages
    ]
    chances = {name: round(chance, 3) for name, chance in direction.chances.items()}
    return {"direction": direction.direction, "direction_probabilities": chances, "evidence": passages}


def _fields(numbers: "Numbers") -> dict[str, object]:
    """The fields of an answer, null where a number is neither printed nor derived."""
    fields: dict[str, object] = {}
    for name, group in (("intervention", numbers.intervention), ("comparator", numbers.comparator)):
        if numbers.kind == "binary":
            fields[f"{name}_events"] = _number(group.events)
        else:
            fields[f"{name}_mean"] = _number(group.mean)
            fields[f"{name}_standard_deviation"] = _number(group.sd)
        fields[f"{name}_group_size"] = group.size
    fields["rule"] = numbers.rule
    fields["score"] = round(numbers.probability, 3)
    fields["size_probability"] = round(numbers.size_probability, 3)
    fields["reason"] = numbers.reason
    fields["place"] = {name: _place(group) for name, group in _groups(numbers)}
    fields["derived"] = {
        f"{name}_{field}": {"formula": derived.formula, "source": derived.source}
        for name, group in _groups(numbers)
        for field, derived in group.derived.items()
    }
    return fields


def _groups(numbers: "Numbers") -> "tuple[tuple[str, Group], ...]":
    return (("intervention", numbers.intervention), ("comparator", numbers.comparator))


def _place(group: "Group") -> dict[str, int] | None:
    return {"start": group.place[0].start, "end": group.place[-1].end} if group.place else None


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
