"""Learns which pair of numbers answers a question, when to answer, and how large the groups are.

    extract ingest ../shared/bench/trials/articles --db trials.db
    extract ingest ../shared/bench/evidence/articles --db evidence.db
    python -m benchmarks.train_outcomes trials.db evidence.db

The order of pairs is learned from trials whose numbers are known, and from marked passages (benchmarks/located.py).
A third of the papers is set aside (by the hash of their names). The others are cross-validated by paper; when to answer
is learned from these out-of-fold probabilities. The figures on the third set aside are of weights that never saw it.
Then the same is learned from all of them, and written.
"""

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.learning import (
    FOLDS,
    Group,
    fit_choice,
    fold_of,
    hash_of,
    is_set_aside,
    write,
)
from benchmarks.located import Located, read_located
from benchmarks.shared import BENCH
from extract.resolve.derivation import events_from_share
from extract.resolve.questions.asking import (
    RELATIVE,
    Asked,
    Numbers,
    Question,
    answer_from,
    none_of,
    own_size,
    pairs_of,
    parts_of,
    prepare,
    weigh_pairs,
)
from extract.resolve.questions.figures import Figure, Pair
from extract.resolve.questions.learned import FOLDER, make_model
from extract.resolve.questions.sizes import NONE, Mention, Sizes, pairs, weigh_sizes
from extract.store.database import open_read_only
from extract.store.library import StoredLibrary

FIELDS = {
    "binary": ("events", "group_size"),
    "continuous": ("mean", "standard_deviation", "group_size"),
}
FOR = """leans apart|weaker lean|weaker margin|row covers|row precise|last stub precise|heads cover|labels cover|
labels and caption cover|caption covers|time asked and met|two claimed|claims apart|order of arms agrees|
outcome|outcome before|continuous: spread printed|binary: count and share|continuous: same form|
binary: same form|continuous: same unit|binary: same unit|weaker side|weaker margin|sum of sides|sum is printed|
pairs of this|score of the best|lead|named for one side|bound apart|labels precise|bound to the time asked|
alike in rank|first of its group|first first, groups not named|outcome next before|
bound to one outcome|percents agree|cut as told|cut as told here|total in two, randomised|by n=|by head|by each|
by count row|crossed over, total|near the largest|bound to the outcome|side by side in order""".replace("\n", "").split(
    "|"
)
AGAINST = """labels apart|time asked, other told|early|change told, not asked|baseline table|p or ratio|
against the whole|head of sizes|time asked, not met|lost|planned|small|part of a whole|bound to the baseline|
bound to no result|bound to another time|percents differ|bound to a statistic|cut, though named|crossed over, cut|
table of people|groups by other names|binary: share of change|not cut as told|from|part beside a whole""".replace(
    "\n", ""
).split("|")
MONOTONE = (
    dict.fromkeys(FOR, 1)
    | {f"{name} against the best": 1 for part in RELATIVE.values() for name in part}
    | dict.fromkeys(AGAINST, -1)
)
MONOTONE |= {f"{where}: {name}": way for where in RELATIVE for name, way in MONOTONE.items()}
PRIOR = {
    "table: time asked and met": 6.0,
    "table: time asked, other told": -6.0,
    "table: latest, none asked": 3.0,
    "table: early": -6.0,
    "table: baseline table": -2.0,
    "table: labels apart": -2.0,
    "table: head of sizes": -6.0,
    "table: p or ratio": -4.0,
    "table: against the whole": -4.0,
    "table: labels and caption cover": 4.0,
    "table: labels cover": 4.0,
    "table: weaker lean": 3.0,
    "table: weaker margin": 2.0,
    "table: change asked and told": 3.0,
    "table: change told, not asked": -2.0,
    "table: continuous: spread printed": 3.0,
    "table: binary: count and share": 2.0,
    "table: part of a whole": -1.0,
    "table: part beside a whole": -1.0,
    "table: bound to the outcome": 1.0,
    "table: bound to a statistic": -2.0,
    "table: bound to the baseline": -2.0,
    "text: bound apart": 1.0,
    "text: order of arms agrees": 1.0,
    "text: bound to a statistic": -2.0,
    "text: bound to the baseline": -2.0,
    "text: bound to no result": -2.0,
    "text: bound to one outcome": 1.0,
    "text: outcome": 4.0,
    "text: claims apart": 2.0,
    "text: next to each other": 1.0,
    "text: side by side in order": 1.0,
    "text: from": -2.0,
    "text: outcome next before": 1.0,
    "text: alike in rank": 1.0,
    "text: first of its group": 1.0,
    "text: first first, groups not named": 0.7,
    "text: binary: share of change": -3.0,
    "table: table of people": -2.0,
    "table: groups by other names": -2.0,
    "table: first first, groups not named": 0.7,
    "text: bound to the outcome": 1.0,
    "text: time asked and met": 2.0,
    "text: continuous: spread printed": 3.0,
    "text: binary: count and share": 2.0,
    "text: in discussion": -2.0,
    "text: in methods": -2.0,
}
"""Weights towards which those of the ranking are pulled: what any reader of tables would say."""

RIDGE, SIZE_RIDGE = 20.0, 8.0
SIZE_PRIOR = {
    "none": 3.0,
    "weaker side": 2.0,
    "weaker margin": 2.0,
    "same place": 1.5,
    "same kind": 0.5,
    "sum is printed": 1.0,
    "pairs of this": 1.0,
    "both among all": 1.0,
    "near the largest": 2.5,
    "percents agree": 2.0,
    "cut as told here": 4.0,
    "cut as told": 1.0,
    "cut, though named": -2.0,
    "total in two, randomised": 2.0,
    "crossed over, total": 2.0,
    "not cut as told": -2.0,
    "crossed over, cut": -2.0,
    "by n=": 1.0,
    "by head": 1.0,
    "by note n=": 1.0,
    "by count row": 1.0,
    "by each": 2.0,
    "lost": -1.0,
    "planned": -2.0,
    "small": -1.0,
}
"""The same for sizes."""

WELL_WORDED = 0.8
"""Pairs whose words answer this much as well as the best of the right ones are right too."""

MOST_BLANK, NEAR = 0.04, 0.003
"""Shares of all questions: those answered though the readers found nothing; exact answers given up to be surer."""

THRESHOLDS = [step / 100 for step in range(0, 90, 2)]


@dataclass
class Case:
    """A question with everything that could answer it."""

    paper: str
    question: Question
    gold: Mapping[str, Any]
    none: Mapping[str, float]
    pairs: list[tuple[Pair, dict[str, float]]]
    sizes: list[tuple[Mention, Mention, dict[str, float]]]
    parts: list["Case"] = field(default_factory=list)
    ranked: list[tuple[float, Pair]] = field(default_factory=list)
    solved: list[Sizes] = field(default_factory=list)


@dataclass
class Learned:
    """Weights of ranking, sizes and answering, and the probabilities of the cases they were learned from."""

    rank: dict[str, Any]
    sizes: dict[str, Any]
    least: dict[str, float]


def main() -> None:
    cases = read_cases(Path(sys.argv[1]))
    located = read_located(Path(sys.argv[2]), frozenset(case.paper for case in cases))
    tuning = [case for case in cases if not is_set_aside(case.paper)]
    aside = [case for case in cases if is_set_aside(case.paper)]
    learned = learn(tuning, [each for each in located if not is_set_aside(each.paper)])
    figures = {"cross_validated": report("cross-validated", tuning, learned.least)}
    apply(learned, aside)
    figures["set_aside"] = report("set aside", aside, learned.least)
    learned = learn(cases, located)
    figures["cross_validated_all"] = report("all, cross-validated", cases, learned.least)
    papers = [case.paper for case in cases]
    trained = {"papers": len(set(papers)), "sha256": hash_of(papers), **figures}
    of_marks = {**trained, "marked": sorted({each.paper for each in located})}
    write(FOLDER / "figures.json", {"trained": of_marks, "rank": learned.rank, "least": learned.least})
    write(FOLDER / "sizes.json", {"trained": trained, "pair": learned.sizes})


def learn(cases: Sequence[Case], located: Sequence[Located]) -> Learned:
    """All weights; when to answer is learned from probabilities of models that never saw the paper."""
    for fold in range(FOLDS):
        seen = [case for case in cases if fold_of(case.paper) != fold]
        rank = fit_rank(seen, [each for each in located if fold_of(each.paper) != fold])
        apply(Learned(rank, fit_sizes(seen), {}), [case for case in cases if fold_of(case.paper) == fold])
    least = {kind: best_threshold([c for c in cases if c.question.kind == kind]) for kind in FIELDS}
    return Learned(fit_rank(cases, located), fit_sizes(cases), least)


def apply(learned: Learned, cases: Sequence[Case]) -> None:
    """Ranks the pairs and sizes of cases that the weights never saw."""
    ranker, sizes = make_model(learned.rank), make_model(learned.sizes)
    for case in cases:
        chances = ranker.choose([row for _, row in case.pairs], case.none)
        case.ranked = weigh_pairs([pair for pair, _ in case.pairs], chances)
        case.solved = weigh_sizes(case.sizes, sizes.choose([row for *_, row in case.sizes], NONE))
        apply(learned, case.parts)


def weight_of(cases: Sequence[Case] | Sequence[Located]) -> dict[str, float]:
    """Papers with many questions count more than others, but less than by their number."""
    counts = Counter(case.paper for case in cases)
    return {paper: count**-0.5 for paper, count in counts.items()}


def fit_rank(cases: Sequence[Case], located: Sequence[Located]) -> dict[str, Any]:
    """The order of pairs; of those that hold the right numbers by chance, only the best worded are learned from."""
    groups, weight = [], weight_of(cases)
    for case in cases:
        hits = [is_right(case, pair) for pair, _ in case.pairs]
        worded = [wording(row) if hit else -1.0 for hit, (_, row) in zip(hits, case.pairs, strict=True)]
        best = max(worded, default=-1.0)
        kept = [at for at, hit in enumerate(hits) if not hit or worded[at] >= WELL_WORDED * best]
        rows = [case.pairs[at][1] for at in kept]
        groups.append(Group(rows, [hits[at] for at in kept], case.none, weight[case.paper]))
    weight = weight_of(located)
    groups += [each.group(weight[each.paper]) for each in located]
    return fit_choice(groups, ridge=RIDGE, monotone=MONOTONE, prior=PRIOR)


def fit_sizes(cases: Sequence[Case]) -> dict[str, Any]:
    """The choice among all pairs of printed sizes; questions whose readers gave none are left out."""
    weight = weight_of(cases)
    groups = [
        Group([row for *_, row in c.sizes], [has_sizes(c, a, b) for a, b, _ in c.sizes], NONE, weight[c.paper])
        for c in cases
        if gold_sizes(c) != (None, None)
    ]
    return fit_choice(groups, ridge=SIZE_RIDGE, monotone=MONOTONE, prior=SIZE_PRIOR)


def wording(row: Mapping[str, float]) -> float:
    """How well the words around a pair name what is asked."""
    cover = row.get("table: labels and caption cover", row.get("text: outcome", 0.0))
    sides = row.get("table: weaker lean", 0.3 * row.get("text: claims apart", 0.0))
    return 0.01 + cover + max(0.0, sides)


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
    case = _case_of(paper, question, asked, row["gold"])
    case.parts = [_case_of(paper, part, asked, row["gold"]) for part in parts_of(question)]
    return case


def _case_of(paper: str, question: Question, asked: Asked, gold: Mapping[str, Any]) -> Case:
    sides = asked.sides(question.intervention, question.comparator)
    found = pairs_of(question, asked, sides)
    return Case(paper, question, gold, none_of(question, asked), found, list(pairs(asked.printed, sides)))


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
    for side, figure, size in zip(
        ("intervention", "comparator"),
        (pair.first, pair.second),
        gold_sizes(case),
        strict=True,
    ):
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
        return float(events_from_share(figure.share, int(size)).value)
    return number(figure.events)


def answered(case: Case, least: float) -> Numbers:
    parts = [(part.ranked, part.solved) for part in case.parts]
    return answer_from(case.question, case.ranked, case.solved, parts, least)


def fields_right(case: Case, found: Numbers) -> dict[str, bool]:
    right = {}
    for side, group in (
        ("intervention", found.intervention),
        ("comparator", found.comparator),
    ):
        values = {
            "events": group.events,
            "mean": group.mean,
            "standard_deviation": group.sd,
            "group_size": group.size,
        }
        for name in FIELDS[case.question.kind or "binary"]:
            right[f"{side}_{name}"] = number(values[name]) == number(case.gold[f"{side}_{name}"])
    return right


def best_threshold(cases: Sequence[Case]) -> float:
    """The highest threshold of those near the most exact answers that seldom answer what the readers left blank."""
    exact, blank = {}, {}
    for least in THRESHOLDS:
        found = [(case, answered(case, least)) for case in cases]
        exact[least] = sum(all(fields_right(case, each).values()) for case, each in found)
        blank[least] = sum(each.reason is None and is_blank(case) for case, each in found)
    allowed = [least for least in THRESHOLDS if blank[least] <= MOST_BLANK * len(cases)] or THRESHOLDS[-1:]
    most = max(exact[least] for least in allowed)
    return max(least for least in allowed if exact[least] >= most - NEAR * len(cases))


def is_blank(case: Case) -> bool:
    """Whether the readers found no number for the intervention."""
    return number(case.gold[f"intervention_{FIELDS[case.question.kind or 'binary'][0]}"]) is None


def report(
    title: str,
    cases: Sequence[Case],
    least: Mapping[str, float],
) -> dict[str, dict[str, float]]:
    out = {}
    for kind in FIELDS:
        chosen = [case for case in cases if case.question.kind == kind]
        count: Counter[str] = Counter()
        precise = []
        for case in chosen:
            found = answered(case, least[kind])
            right = fields_right(case, found)
            sizes = all(ok for name, ok in right.items() if name.endswith("size"))
            outcome = all(ok for name, ok in right.items() if not name.endswith("size"))
            blank = is_blank(case)
            count.update(exact=all(right.values()), sizes=sizes, outcome=outcome)
            count.update(
                blank=blank,
                blank_answered=blank and found.reason is None,
                told=found.reason is None,
            )
            count.update(hit=not blank and bool(case.ranked) and is_right(case, case.ranked[0][1]))
            count.update(sizes_printed=bool(case.ranked) and bool(own_size(case.ranked[0][1].first)))
            count.update(reach=not blank and any(is_right(case, pair) for pair, _ in case.pairs))
            if case.ranked:
                precise.append((case.ranked[0][0], is_right(case, case.ranked[0][1])))
        half = sorted(precise, key=lambda each: -each[0])[: len(chosen) // 2]
        out[kind] = {name: count[name] for name in sorted(count)} | {
            "questions": len(chosen),
            "precision_of_half": round(sum(hit for _, hit in half) / max(1, len(half)), 3),
        }
        n = max(1, len(chosen))
        print(
            title,
            kind,
            {name: round(value / n, 3) for name, value in count.items()},
            out[kind],
            "least",
            least[kind],
        )
    return out


if __name__ == "__main__":
    main()
