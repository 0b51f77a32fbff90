"""Trains `audit/support/weights.json`: which figure of a source a claim means, and what follows from it.

    python -m benchmarks.train_claims ../shared/bench/verify

The rows are claims that readers judged sound, the same with another figure in the place of the right one, and claims
whose passage was taken out of their source; the places of the right figures are marked. Three models are fitted:
`meant` on all figures of the same kind in the source, `borne_out` and `differs` on the likeliest counterparts that it
finds for claims of other sources (crossed, so that it never ranks what it was trained on). Claims without their
passage are made from the others by leaving out the marked passages. A third of the sources is set aside by the hash of
their name: the figures on it are of weights that never saw it. Then the same is learned from all sources, and written.
Needs scikit-learn.
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.learning import fit_model, fold_of, is_set_aside
from extract.annotate import annotate
from extract.audit.support import likeness
from extract.audit.support.judge import BORNE_OUT, DIFFERS, DISPUTED, Counterpart, Question, Sought, can_differ
from extract.audit.support.source import Figure, SourceText
from extract.audit.support.verdicts import MOST_SHOWN
from extract.model import Paper, Pieces, Span
from extract.read import load_source, read_document
from extract.resolve.questions.learned import Model, make_model
from extract.vocabulary import load_vocabulary

CROSSED = 4
LEFT_OUT = "left out"
"""Kind of a claim of which the passage was left out here; "absent" are those of the set."""

ABSENT = ("absent", LEFT_OUT)
ONLY_FOR_OR_AGAINST = {
    **dict.fromkeys(("same", "said_same", "share_of_same", "printed"), -1),
    **dict.fromkeys(("other", "said_other", "other_over_second", "share_of_other", "said_other_over_rival"), 1),
    **dict.fromkeys(("other_if_not_printed", "other_whole", "other_clause", "other_near"), 1),
}
"""What can only speak against (-1) or for (1) a source that differs."""


@dataclass(frozen=True)
class Seen:
    """A figure of a claim with all its counterparts; `marked` says which of them readers marked."""

    row: dict[str, Any]
    figure: Figure
    is_target: bool
    counterparts: tuple[Counterpart, ...]
    marked: tuple[bool, ...]
    question: Question


def main(folder: Path) -> None:
    rows = [json.loads(line) for line in (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    seen = list(read_rows(folder, rows))
    seen += without_passages(seen)
    trained = [one for one in seen if not is_set_aside(one.row["source"])]
    report("crossed", crossed(trained))
    report("set aside", judged([one for one in seen if is_set_aside(one.row["source"])], fit(trained)))
    likeness.WEIGHTS.write_text(json.dumps(fit(seen)) + "\n", encoding="utf-8")


def read_rows(folder: Path, rows: Sequence[dict[str, Any]]) -> Iterator[Seen]:
    vocabulary = load_vocabulary()
    for name in sorted({row["source"] for row in rows}):
        loaded, data = load_source(folder / "sources" / name, max_bytes=10**8)
        source = SourceText(annotate(read_document(loaded, data), vocabulary))
        for row in rows:
            if row["source"] == name:
                yield from figures_of(row, source)


def figures_of(row: dict[str, Any], source: SourceText) -> Iterator[Seen]:
    """The figures that a claim is judged by with their counterparts, without a chance yet."""
    question = Question(row["claim"], source)
    wanted = str(row.get("now") or row.get("figure")).replace(",", "")
    for figure in question.figures if question.main else ():
        found = question.counterparts(figure)
        marked = tuple(any(_covers(each, low, high) for low, high in row.get("spans", ())) for each in found)
        stated = row["claim"][figure.quantity.start : figure.quantity.end].replace(",", "")
        yield Seen(row, figure, stated.split()[0] == wanted, tuple(found), marked, question)


def _covers(found: Counterpart, low: int, high: int) -> bool:
    span = found.place.span_of(found.quantity)
    return span is not None and span.start < high and low < span.end


def fit(seen: Sequence[Seen]) -> dict[str, Any]:
    """All three models, the last two on counterparts ranked by models of other sources."""
    content: dict[str, Any] = {"meant": fit_meant(seen)}
    standing: list[dict[str, float]] = []
    borne_out: list[bool] = []
    differs: list[bool] = []
    for part in range(CROSSED):
        model = make_model(fit_meant([one for one in seen if part_of(one) != part]))
        own = [one for one in seen if part_of(one) == part]
        for one in own:
            standing.append(sought_of(one, model).standing)
            borne_out.append(one.row["kind"] not in ABSENT and not (one.is_target and one.row["kind"] != "control"))
            differs.append(one.row["kind"] in ("changed", "other") and one.is_target)
    content["borne_out"] = fit_model(standing, borne_out, trees=60)
    content["differs"] = fit_model(standing, differs, trees=60, monotone=ONLY_FOR_OR_AGAINST)
    names = sorted({one.row["source"] for one in seen})
    digest = hashlib.sha256("".join(names).encode()).hexdigest()
    content["of"] = {"sources": len(names), "figures": len(seen), "sha256_of_names": digest, "names": names}
    return content


def part_of(one: Seen) -> int:
    return int(hashlib.sha1(one.row["source"].encode(), usedforsecurity=False).hexdigest(), 16) % CROSSED


def fit_meant(seen: Iterable[Seen]) -> dict[str, Any]:
    """The marked figures against all others; other places that print the right value are left out."""
    rows: list[dict[str, float]] = []
    hits: list[bool] = []
    for one in seen:
        if one.is_target and any(one.marked) and one.row["kind"] not in ABSENT:
            right = {each.quantity.value for each, hit in zip(one.counterparts, one.marked, strict=True) if hit}
            for each, hit in zip(one.counterparts, one.marked, strict=True):
                if hit or each.quantity.value not in right:
                    rows.append(each.values)
                    hits.append(hit)
    return fit_model(rows, hits, trees=40)


def without_passages(seen: Iterable[Seen]) -> Iterator[Seen]:
    """The same claims against their source without the marked passages and all others that print the right value."""
    for one in seen:
        if one.row["kind"] in ABSENT or not one.is_target:
            continue
        marked = [each for each, hit in zip(one.counterparts, one.marked, strict=True) if hit]
        right = {each.quantity.value for each in marked}
        telling = [each.place for each in one.counterparts if each.quantity.value in right]
        source = _without(one.question.source.paper, [piece for place in telling for piece in place.pieces])
        question = Question(one.row["claim"], source)
        figure = next(each for each in question.figures if each.quantity == one.figure.quantity)
        found = tuple(question.counterparts(figure))
        yield Seen({**one.row, "kind": LEFT_OUT}, figure, True, found, (False,) * len(found), question)


def _without(paper: Paper, left_out: Sequence[Span]) -> SourceText:
    """A source without the sentences and cells that overlap some stretches."""

    def is_kept(pieces: Pieces) -> bool:
        return not any(piece.overlaps(span) for piece in pieces for span in left_out)

    return SourceText(
        replace(
            paper,
            sentences=tuple(each for each in paper.sentences if is_kept(each.pieces)),
            tables=tuple(
                replace(table, cells=tuple(cell for cell in table.cells if is_kept((cell.span,))))
                for table in paper.tables
            ),
        )
    )


def sought_of(one: Seen, model: Model) -> Sought:
    """The counterparts ranked by a model, parted by agreement, and what they say together."""
    weighed = (replace(each, chance=model.chance(each.values)) for each in one.counterparts)
    return one.question.sought(one.figure, sorted(weighed, key=lambda each: -each.chance))


class Judged(NamedTuple):
    """A figure's kind and id of claim, its chances, whether it is a main one, whether a marked one would be shown."""

    kind: str
    id: str
    borne_out: float
    differs: float
    is_main: bool
    is_shown: bool


def crossed(seen: Sequence[Seen]) -> list[Judged]:
    """Figures of folds of sources that their models did not see."""
    total: list[Judged] = []
    for fold in sorted({fold_of(one.row["source"]) for one in seen}):
        content = fit([one for one in seen if fold_of(one.row["source"]) != fold])
        total += judged([one for one in seen if fold_of(one.row["source"]) == fold], content)
    return total


def judged(seen: Sequence[Seen], content: dict[str, Any]) -> list[Judged]:
    """What the models say to each figure."""
    models = {name: make_model(part) for name, part in content.items() if name != "of"}
    found = []
    for one in seen:
        sought = sought_of(one, models["meant"])
        marked = {id(each.figure) for each, hit in zip(one.counterparts, one.marked, strict=True) if hit}
        other = sought.other[:MOST_SHOWN]
        differs = bool(other) and can_differ(one.figure.quantity, other[0].quantity, other[0].place)
        chances = (
            models["borne_out"].chance(sought.standing) if sought.same else 0.0,
            models["differs"].chance(sought.standing) if differs else 0.0,
        )
        shown = any(id(each.figure) in marked for each in other)
        found.append(Judged(one.row["kind"], one.row["id"], *chances, one.figure in one.question.main, shown))
    return found


def report(name: str, figures: Sequence[Judged]) -> None:
    """Shares of verdicts by kind of claim, at the threshold in force and around it."""
    for least in (DIFFERS - 0.05, DIFFERS, DIFFERS + 0.05, DIFFERS + 0.1):
        counted = verdicts(figures, least)
        print(f"{name}: differs from {least:.2f}")
        for kind in ("control", "changed", "other", *ABSENT):
            n = max(1, counted[kind, "n"])
            shares = (f"{what} {counted[kind, what] / n:.3f}" for what in ("supported", "contradicted", "strict"))
            print(f"  {kind:8} {counted[kind, 'n']:4}  " + "  ".join(shares))


def verdicts(figures: Sequence[Judged], least: float) -> Counter[tuple[str, str]]:
    """How many claims of each kind got which verdict; `strict` where a shown passage holds the right figure."""
    by_row: dict[tuple[str, str], list[Judged]] = {}
    for figure in figures:
        by_row.setdefault((figure.kind, figure.id), []).append(figure)
    total: Counter[tuple[str, str]] = Counter()
    for (kind, _), found in by_row.items():
        worst = max(found, key=lambda each: each.differs)
        total[kind, "n"] += 1
        if worst.differs >= least:
            total[kind, "contradicted"] += 1
            total[kind, "strict"] += worst.is_shown
        elif all(each.borne_out >= BORNE_OUT and each.differs < DISPUTED for each in found if each.is_main):
            total[kind, "supported"] += 1
    return total


if __name__ == "__main__":
    main(Path(sys.argv[1]))
