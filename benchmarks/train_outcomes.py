"""Learns which pair of numbers answers a question, when to answer, and how large the groups are.

    extract ingest ../shared/bench/trials/articles --db trials.db
    python -m benchmarks.train_outcomes trials.db

A third of the trials is set aside (by the hash of their names). The others are cross-validated by paper; when to answer
is learned from these out-of-fold probabilities. The figures on the third set aside are of weights that never saw it,
and these weights are written.
"""

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.learning import cross_validated, fit_model, hash_of, is_set_aside, write
from benchmarks.shared import BENCH
from extract.resolve.questions.asking import (
    RELATIVE,
    Asked,
    Numbers,
    Question,
    _without,
    answer_evidence,
    own_size,
    pairs_of,
    prepare,
    sizes_for,
    told,
)
from extract.resolve.questions.figures import Figure, Pair
from extract.resolve.questions.learned import FOLDER, Model, make_model
from extract.resolve.questions.sizes import Mention, Sizes, pairs
from extract.store.database import open_read_only
from extract.store.library import StoredLibrary

FIELDS = {"binary": ("events", "group_size"), "continuous": ("mean", "standard_deviation", "group_size")}
FOR = (
    "leans apart,weaker lean,margin of one,margin of two,weaker margin,row covers,row precise,last stub covers,"
    "last stub precise,heads cover,labels cover,labels and caption cover,caption covers,covers twice,time asked and met,"
    "one claimed,two claimed,claims apart,order of arms agrees,outcome,outcome before,heading,continuous: spread printed,"
    "binary: count and share,continuous: same form,binary: same form,continuous: same unit,binary: same unit,"
    "weaker side,weaker margin,sum of sides,sum is printed,pairs of this,best,logit of the best,lead"
).split(",")
AGAINST = (
    "labels apart,time asked\\, other told,early,change told\\, not asked,change asked\\, not told,baseline table,whole group,"
    "p or ratio,against the whole,head of sizes,order of arms disagrees,time asked\\, not met,unit of time,lost,planned,small"
)
MONOTONE = (
    {name: 1 for name in FOR}
    | {f"{name} against the best": 1 for part in RELATIVE.values() for name in part}
    | {name.replace("\0", ","): -1 for name in AGAINST.replace("\\,", "\0").split(",")}
)
RIDGE, TREES = 30.0, 40
THRESHOLDS = [step / 100 for step in range(0, 90, 2)]


@dataclass
class Case:
    """A question with everything that could answer it."""

    paper: str
    question: Question
    gold: Mapping[str, Any]
    share: float
    pairs: list[tuple[str, Pair, dict[str, float]]]
    sizes: list[tuple[Mention, Mention, dict[str, float]]]
    ranked: list[tuple[float, Pair]]
    solved: list[Sizes]


def main() -> None:
    cases = read_cases(Path(sys.argv[1]))
    tuning = [case for case in cases if not is_set_aside(case.paper)]
    aside = [case for case in cases if is_set_aside(case.paper)]
    chances: dict[int, list[float]] = {id(case): [0.0] * len(case.pairs) for case in tuning}
    parts = {}
    for part in RELATIVE:
        chosen = [[at for at, (where, *_) in enumerate(case.pairs) if where == part] for case in tuning]
        groups = [
            (case.paper, [case.pairs[at][2] for at in each], [is_right(case, case.pairs[at][1]) for at in each])
            for case, each in zip(tuning, chosen, strict=True)
        ]
        for case, each, found in zip(tuning, chosen, cross_validated(groups, fit), strict=True):
            for at, chance in zip(each, found, strict=True):
                chances[id(case)][at] = chance
        parts[part] = fit([row for _, rows, _ in groups for row in rows], [hit for *_, hits in groups for hit in hits])
    sized = [(c.paper, [row for *_, row in c.sizes], [has_sizes(c, a, b) for a, b, _ in c.sizes]) for c in tuning]
    for case, found in zip(tuning, cross_validated(sized, fit), strict=True):
        rank(case, chances[id(case)], found)
    size_model = fit([row for _, rows, _ in sized for row in rows], [hit for *_, hits in sized for hit in hits])
    answering = [
        (case.paper, [answer_evidence(case.ranked, case.share, case.question.kind)], [is_right(case, case.ranked[0][1])])
        for case in tuning
        if case.ranked
    ]
    with_answer = [case for case in tuning if case.ranked]
    sure = {
        id(case): each[0]
        for case, each in zip(with_answer, cross_validated(answering, fit_answer), strict=True)
    }
    answer = fit_answer([row for _, rows, _ in answering for row in rows], [hit for *_, hits in answering for hit in hits])
    least = {kind: best_threshold([c for c in tuning if c.question.kind == kind], sure) for kind in FIELDS}
    figures = {"cross_validated": report("cross-validated", tuning, sure, least)}
    models: dict[str, Model] = {part: make_model(content) for part, content in parts.items()}
    for case in aside:
        found = [models[part].chance(row) for part, _, row in case.pairs]
        rank(case, found, [make_model_once(size_model).chance(row) for *_, row in case.sizes])
    judge = make_model(answer)
    sure = {id(c): judge.chance(answer_evidence(c.ranked, c.share, c.question.kind)) for c in aside if c.ranked}
    figures["set_aside"] = report("set aside", aside, sure, least)
    trained = {
        "papers": len({case.paper for case in tuning}),
        "sha256": hash_of([case.paper for case in tuning]),
        **figures,
    }
    write(FOLDER / "figures.json", {"trained": trained, **parts, "answer": answer, "least": least})
    write(FOLDER / "sizes.json", {"trained": trained, "pair": size_model})


_MODELS: dict[int, Model] = {}


def make_model_once(content: dict[str, Any]) -> Model:
    return _MODELS.setdefault(id(content), make_model(content))


def fit(rows: Sequence[Mapping[str, float]], hits: Sequence[bool]) -> dict[str, Any]:
    return fit_model(rows, hits, ridge=RIDGE, trees=TREES, monotone=MONOTONE)


def fit_answer(rows: Sequence[Mapping[str, float]], hits: Sequence[bool]) -> dict[str, Any]:
    return fit_model(rows, hits, ridge=RIDGE, trees=0)


def read_cases(database: Path) -> list[Case]:
    asked: dict[str, list[dict[str, Any]]] = {}
    for line in (BENCH / "trials" / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        question = json.loads(line)
        asked.setdefault(question["pmcid"], []).append(question)
    cases = []
    with open_read_only(database) as opened:
        library = StoredLibrary(opened)
        for key in library.document_ids():
            paper = library.paper(key)
            name = Path(paper.document.source.path).stem if paper else ""
            if paper is not None and name in asked:
                ready = prepare(paper)
                cases += [make_case(name, ready, each) for each in asked[name]]
    return cases


def make_case(paper: str, asked: Asked, row: Mapping[str, Any]) -> Case:
    question = Question(
        id=str(row["id"]),
        outcome=row["outcome"],
        intervention=row["intervention"],
        comparator=row["comparator"],
        kind=row["outcome_type"],
    )
    sides = asked.sides(question.intervention, question.comparator)
    found = [(part, pair, values) for part, each in pairs_of(question, asked, sides).items() for pair, values in each]
    share = asked.known.wording.asked(question.outcome).known
    return Case(paper, question, row["gold"], share, found, list(pairs(asked.mentions, sides)), [], [])


def number(value: object) -> float | None:
    try:
        return round(float(str(value).replace(",", "")), 6) if value not in (None, "", "x") else None
    except ValueError:
        return None


def gold_sizes(case: Case) -> tuple[float | None, float | None]:
    return number(case.gold["intervention_group_size"]), number(case.gold["comparator_group_size"])


def has_sizes(case: Case, one: Mention, two: Mention) -> bool:
    return (one.n, two.n) == gold_sizes(case)


def is_right(case: Case, pair: Pair) -> bool:
    """Whether a pair holds the outcome's figures, with the marked sizes where events are worked out."""
    names = FIELDS[case.question.kind or "binary"]
    for side, figure, size in zip(("intervention", "comparator"), (pair.one, pair.two), gold_sizes(case), strict=True):
        gold = number(case.gold[f"{side}_{names[0]}"])
        if gold is None or gold != _first(figure, case.question.kind, size):
            return False
        if case.question.kind == "continuous" and figure.spread is not None and figure.spread_kind == "sd":
            spread = number(case.gold[f"{side}_standard_deviation"])
            if spread is not None and spread != number(figure.spread):
                return False
    return True


def _first(figure: Figure, kind: str | None, size: float | None) -> float | None:
    if kind == "continuous":
        return number(figure.quantity.value)
    if figure.events is None and figure.share is not None and size:
        return float((figure.share * Decimal(str(size)) / 100).to_integral_value())
    return number(figure.events)


def rank(case: Case, chances: Sequence[float], sizes: Sequence[float]) -> None:
    ranked = zip(chances, (pair for _, pair, _ in case.pairs), strict=True)
    case.ranked = sorted(ranked, key=lambda each: (-each[0], each[1].one.place, each[1].two.place))
    best: dict[tuple[int, int], Sizes] = {}
    for chance, (one, two, _) in zip(sizes, case.sizes, strict=True):
        if (one.n, two.n) not in best or best[one.n, two.n].chance < chance:
            best[one.n, two.n] = Sizes(one.n, two.n, chance)
    case.solved = sorted(best.values(), key=lambda each: -each.chance)


def answered(case: Case, sure: Mapping[int, float], least: float) -> Numbers:
    chance = sure.get(id(case), 0.0)
    if not case.ranked or chance < least:
        return _without(case.question, case.solved, "", chance)
    return told(case.question.kind or "binary", case.ranked[0][1], case.solved, chance)


def fields_right(case: Case, found: Numbers) -> dict[str, bool]:
    right = {}
    for side, group in (("intervention", found.intervention), ("comparator", found.comparator)):
        values = {"events": group.events, "mean": group.mean, "standard_deviation": group.sd, "group_size": group.size}
        for name in FIELDS[case.question.kind or "binary"]:
            right[f"{side}_{name}"] = number(values[name]) == number(case.gold[f"{side}_{name}"])
    return right


def best_threshold(cases: Sequence[Case], sure: Mapping[int, float]) -> float:
    def exact(least: float) -> int:
        return sum(all(fields_right(case, answered(case, sure, least)).values()) for case in cases)

    return max(THRESHOLDS, key=lambda least: (exact(least), least))


def report(
    title: str, cases: Sequence[Case], sure: Mapping[int, float], least: Mapping[str, float]
) -> dict[str, dict[str, float]]:
    out = {}
    for kind, names in FIELDS.items():
        chosen = [case for case in cases if case.question.kind == kind]
        count: Counter[str] = Counter()
        precise = []
        for case in chosen:
            found = answered(case, sure, least[kind])
            right = fields_right(case, found)
            sizes = all(ok for name, ok in right.items() if name.endswith("size"))
            outcome = all(ok for name, ok in right.items() if not name.endswith("size"))
            blank = number(case.gold[f"intervention_{names[0]}"]) is None
            count.update(exact=all(right.values()), sizes=sizes, outcome=outcome)
            count.update(blank=blank, blank_answered=blank and found.reason is None, told=found.reason is None)
            count.update(hit=not blank and bool(case.ranked) and is_right(case, case.ranked[0][1]))
            count.update(sizes_printed=bool(case.ranked) and bool(own_size(case.ranked[0][1].one)))
            count.update(reach=not blank and any(is_right(case, pair) for _, pair, _ in case.pairs))
            if case.ranked:
                precise.append((sure[id(case)], is_right(case, case.ranked[0][1])))
        half = sorted(precise, key=lambda each: -each[0])[: len(chosen) // 2]
        out[kind] = {name: count[name] for name in sorted(count)} | {
            "questions": len(chosen),
            "precision_of_half": round(sum(hit for _, hit in half) / max(1, len(half)), 3),
        }
        n = max(1, len(chosen))
        print(title, kind, {name: round(value / n, 3) for name, value in count.items()}, out[kind], "least", least[kind])
    return out


if __name__ == "__main__":
    main()
