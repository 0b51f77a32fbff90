"""Trains and measures what the citation audit rests on, on articles taken as sound against copies with planted faults.

    extract ingest ../shared/bench/articles --db articles.db
    python benchmarks/train_citations.py articles.db ../shared/bench

Articles that stand in any other set of the benchmark are left out, so that training and test share none. Faults are
planted in three ways: a marker pointed at another entry of the list (half of them at a neighbour), an entry replaced by
one of another article, and an entry replaced by the one of another article whose title is most alike. Written:

- `audit/fit/rarity.json`: in how many titles and citing sentences a stem stands;
- `audit/fit/weights.json`: two logistic models (a citation, an entry), with the articles and the hash of the data;
- `audit/cases/evidence.json`: likelihood ratios of every kind and grade with their support, and of the chances that the
  models give to articles left out of their fit;
- `curves/citation_calibration.csv`, `curves/citation_detection.csv`: posterior against share wrong, and what is caught
  and what is told of sound ones, on articles left out, in papers with none, one, few and many planted faults.

Published mistakes that a reader found among the articles (`corpus/citations_known_wrong.csv`) are not counted as sound.
"""

import csv
import hashlib
import json
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from extract.annotate.claims import find_claims
from extract.audit.arithmetic.distributions import Logistic
from extract.audit.cases.belief import EVIDENCE, Ratios
from extract.audit.cases.case import Case
from extract.audit.cases.judge import BORROWED, KINDS, Judgement, cases_of, compare, judge
from extract.audit.cases.works import WorkFacts, find_work_facts
from extract.audit.fit import words
from extract.audit.fit.features import (
    WEIGHTS,
    Model,
    citation_features,
    entry_features,
)
from extract.audit.fit.layout import Layout
from extract.model import Library, Paper, Reference, ReferenceFields
from extract.store.database import open_read_only
from extract.store.library import StoredLibrary
from extract.vocabulary import load_vocabulary

CURVES = Path(__file__).parent / "curves"
KNOWN_WRONG = Path(__file__).parent / "corpus" / "citations_known_wrong.csv"
COPIES = 3
SLIPS, FOREIGN, LOOK_ALIKE = 0.05, 0.04, 0.04
"""Shares of citations and entries made wrong in a copy."""
NEIGHBOURS = 0.5
FEWEST_ENTRIES = 8
LEAST_COUNT = 3
FOLDS = 5
SEED = 7
BINS = 12
FEWEST_IN_A_BIN = 15
LEAST_SUPPORT = 5
FACTS_OF_A_STUDY = (
    ("citation_year", "earlier"),
    ("citation_country", "title"),
    ("citation_country", "imprint"),
    ("citation_journal", "journal"),
    ("citation_journal", "meeting"),
    ("citation_registration", "number"),
)
"""Facts that a study has once and both sides print; grades too rare to be measured share the ratio of all of them."""
FAULTS = {"none": 0, "one": 1, "few": 4, "many": 12}
"""Faults in a copy, for the curves: slips, foreign entries and look-alikes in equal parts."""
SHARES = (0.0, 0.01, 0.05, 0.2, 0.5, 0.7, 0.9, 0.97, 1.0)


@dataclass(frozen=True, slots=True)
class Faults:
    """What was planted in a copy: citations that slipped, entries of another paper, entries that only look alike."""

    slips: frozenset[str]
    foreign: frozenset[str]
    alike: frozenset[str]


@dataclass(frozen=True, slots=True)
class Row:
    """The features of one citation or entry, whether it was made wrong, and the number of its article."""

    values: dict[str, float]
    wrong: bool
    article: int
    borrowed: bool


def main() -> None:
    database, bench = Path(sys.argv[1]), Path(sys.argv[2])
    with open_read_only(database) as opened:
        library = StoredLibrary(opened)
        papers = read_papers(library, test_ids(bench))
        write_rarity(papers)
        write_all(papers, library)


def write_all(papers: list[Paper], library: Library) -> None:
    """Fits, measures and writes everything but the rarity of words."""
    similar = Similar(papers)
    rows: dict[str, list[Row]] = {"citation": [], "entry": []}
    counts: dict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    for at, paper in enumerate(papers):
        chance = random.Random(SEED * 100_003 + at)
        count(paper, papers, similar, library, chance, counts)
        for _ in range(COPIES):
            copy, faults = planted(paper, papers, similar, chance)
            for kind, row in rows_of(copy, faults, at, library):
                rows[kind].append(row)
    folds = [
        Model(*(fit([row for row in rows[kind] if row.article % FOLDS != fold]) for kind in rows))
        for fold in range(FOLDS)
    ]
    whole = Model(*(fit(rows[kind]) for kind in rows))
    points = {
        kind + suffix: measured(
            [row for row in rows[kind] if row.borrowed == bool(suffix)], [getattr(model, kind) for model in folds]
        )
        for kind in rows
        for suffix in ("", BORROWED)
    }
    identity: dict[str, object] = {
        "articles": sorted(name_of(paper) for paper in papers),
        "sha256": hashlib.sha256("".join(sorted(p.document.source.sha256 for p in papers)).encode()).hexdigest(),
        "planted": {"slips": SLIPS, "foreign": FOREIGN, "look_alike": LOOK_ALIKE, "copies": COPIES},
    }
    dump(WEIGHTS, identity | {kind: as_json(getattr(whole, kind)) for kind in rows})
    kinds = ratios_of(counts)
    dump(EVIDENCE, identity | {"kinds": kinds, "words": points})
    told = Ratios({kind: {g: row["ratio"] for g, row in grades.items()} for kind, grades in kinds.items()}, points)
    write_calibration(papers, library, similar, folds, told)


def test_ids(bench: Path) -> set[str]:
    """The names of all articles of the benchmark that are not in the folder of plain articles."""
    ours = bench / "articles"
    return {path.name.split(".")[0] for path in bench.rglob("*.*") if ours not in path.parents}


def name_of(paper: Paper) -> str:
    return Path(paper.document.source.path).name.split(".")[0]


def read_papers(library: StoredLibrary, left_out: set[str]) -> list[Paper]:
    """All papers of a database but those left out, their claims found anew."""
    vocabulary = load_vocabulary()
    papers = [library.paper(each) for each in library.document_ids()]
    kept = [paper for paper in papers if paper is not None and name_of(paper) not in left_out]
    return [replace(paper, claims=find_claims(paper, vocabulary)) for paper in sorted(kept, key=name_of)]


def write_rarity(papers: list[Paper]) -> None:
    """In how many titles and citing sentences a stem stands; rare ones are left out and count as one."""
    counts: Counter[str] = Counter()
    documents = 0
    for paper in papers:
        citing = {marker.sentence for marker in paper.markers}
        texts = [entry.fields.title for entry in paper.references if entry.fields.title]
        texts += [paper.quote(sentence) for sentence in paper.sentences if sentence.id in citing]
        documents += len(texts)
        for text in texts:
            counts.update(words.stems(text))
    kept = {word: count for word, count in sorted(counts.items()) if count >= LEAST_COUNT}
    content = json.dumps({"documents": documents, "counts": kept}, ensure_ascii=False, separators=(",", ":"))
    words.TABLE.write_text(content + "\n", encoding="utf-8")
    words._table.cache_clear()
    words.rarity.cache_clear()


class Similar:
    """Finds for an entry the one of another paper whose title is most alike."""

    def __init__(self, papers: list[Paper]) -> None:
        self.entries: list[tuple[int, ReferenceFields, frozenset[str]]] = []
        self.index: dict[str, list[int]] = defaultdict(list)
        for at, paper in enumerate(papers):
            for entry in paper.references:
                if entry.fields.title and entry.fields.authors:
                    title = words.stems(entry.fields.title)
                    for word in title:
                        self.index[word].append(len(self.entries))
                    self.entries.append((at, entry.fields, title))

        self._known: dict[tuple[int, str], list[ReferenceFields]] = {}

    def alike(self, fields: ReferenceFields, at: int) -> list[ReferenceFields]:
        """The nearest of other papers than that of a number, by other first authors: two at most."""
        key = (at, fields.title or "")
        if key not in self._known:
            self._known[key] = list(islice(self._nearest(fields, at), 2))
        return self._known[key]

    def _nearest(self, fields: ReferenceFields, at: int) -> Iterator[ReferenceFields]:
        title = words.stems(fields.title or "")
        scores: dict[int, float] = defaultdict(float)
        for word in title:
            for number in self.index.get(word, ()):
                scores[number] += words.rarity(word)
        own = {person.family for person in fields.authors[:1]}
        for number in sorted(scores, key=lambda each: (-scores[each], each)):
            paper, other, theirs = self.entries[number]
            if paper != at and theirs != title and not own & {person.family for person in other.authors}:
                yield other


def planted(
    paper: Paper,
    papers: list[Paper],
    similar: Similar,
    chance: random.Random,
    counts: tuple[int, int, int] | None = None,
) -> tuple[Paper, Faults]:
    """A copy with faults: `counts` of slips, foreign entries and look-alikes, or the usual shares."""
    at = papers.index(paper)
    order = [entry.id for entry in paper.references]
    place = {key: number for number, key in enumerate(order)}
    labels = {entry.id: entry.label for entry in paper.references}
    named = Layout(paper, load_vocabulary()).by_name
    linked = [each for each in paper.citations if each.reference in place and each.marker not in named]
    cited = sorted({each.reference for each in paper.citations if each.reference in place}, key=order.index)
    usual = (max(1, int(SLIPS * len(linked))), max(1, int(FOREIGN * len(order))), max(1, int(LOOK_ALIKE * len(order))))
    slips, foreign, alike = counts or usual
    wrong: dict[str, str] = {}
    for citation in chance.sample(linked, min(slips, len(linked))):
        steps = [s for s in (-2, -1, 1, 2) if 0 <= place[citation.reference or ""] + s < len(order)]
        near = chance.random() < NEIGHBOURS and steps
        other = order[place[citation.reference or ""] + chance.choice(steps)] if near else chance.choice(order)
        if other != citation.reference:
            wrong[citation.id] = other
    chosen = chance.sample(cited, min(foreign + alike, len(cited)))
    fields: dict[str, ReferenceFields] = {}
    for number, key in enumerate(chosen):
        own = paper.references[place[key]].fields
        source = chance.choice(papers)
        if number >= foreign:
            fields.update((key, found) for found in similar.alike(own, at)[:1])
        elif source is not paper and source.references:
            fields[key] = chance.choice(source.references).fields
    citations = tuple(
        replace(each, reference=wrong[each.id], key=labels[wrong[each.id]] or each.key) if each.id in wrong else each
        for each in paper.citations
    )
    references = tuple(
        replace(each, fields=fields[each.id]) if each.id in fields else each for each in paper.references
    )
    copy = replace(paper, citations=citations, references=references)
    of_others = frozenset(fields) & frozenset(chosen[:foreign])
    return copy, Faults(frozenset(wrong), of_others, frozenset(fields) - of_others)


def known_wrong() -> set[tuple[str, str]]:
    """Article and label of entries whose citation a reader found wrong as published."""
    with KNOWN_WRONG.open(encoding="utf-8", newline="") as file:
        return {(row["article"], row["label"]) for row in csv.DictReader(file)}


def count(
    paper: Paper,
    papers: list[Paper],
    similar: "Similar",
    library: Library,
    chance: random.Random,
    counts: dict[tuple[str, str], Counter[bool]],
) -> None:
    """What each citation of a published article gives, kind by kind, and what it would give with other entries.

    The others are, in turn, entries of the same list (half of them neighbours), look-alikes, and entries of other
    articles. A cause that one entry repeats is counted once.
    """
    left_out = known_wrong()
    if (name_of(paper), "*") in left_out:
        return
    layout = Layout(paper, load_vocabulary())
    cases, _ = cases_of(layout, library)
    seen: set[tuple[str, str, str | None]] = set()
    for case in cases:
        if (name_of(paper), case.entry.label or "") in left_out:
            continue
        counts["", "published"][False] += 1
        for kind, grade, reported in stated(case):
            cause = (kind, case.entry.id, reported)
            if grade == "agrees" or cause not in seen:
                counts[kind, grade][False] += 1
                seen.add(cause)
        for other in other_entries(case, papers, similar, chance):
            work = WORKS.get(other) or WORKS.setdefault(
                other, find_work_facts(paper, other, library, layout.vocabulary)
            )
            counts["", "planted"][True] += 1
            for kind, grade, _ in stated(replace(case, entry=other, work=work)):
                counts[kind, grade][True] += 1


WORKS: dict[Reference, WorkFacts] = {}


def stated(case: Case) -> Iterator[tuple[str, str, str | None]]:
    """The kinds that both sides state, each with its grade and what the text says."""
    for kind in KINDS:
        found = compare(case, kind.name)
        if found.outcome in ("agrees", "differs"):
            yield kind.name, found.grade or "agrees", found.reported


def other_entries(case: Case, papers: list[Paper], similar: "Similar", chance: random.Random) -> Iterator[Reference]:
    """Two slips, two look-alikes and an entry of another article in place of a cited entry."""
    listed, own = case.paper.references, case.entry
    at = case.layout.position[own.id]
    near = [listed[at + step] for step in (-2, -1, 1, 2) if 0 <= at + step < len(listed)]
    if not case.keyed:
        yield from (each for each in (chance.choice(near or listed), chance.choice(listed)) if each.id != own.id)
    number = papers.index(case.paper)
    for fields in similar.alike(own.fields, number):
        yield replace(own, fields=fields)
    source = chance.choice(papers)
    if source is not case.paper and source.references:
        yield replace(own, fields=chance.choice(source.references).fields)


def rows_of(copy: Paper, faults: Faults, at: int, library: Library) -> Iterator[tuple[str, Row]]:
    """Features of all citations and entries of a copy."""
    layout = Layout(copy, load_vocabulary())
    others = faults.foreign | faults.alike
    cases, _ = cases_of(layout, library)
    for case in cases:
        if case.entry.id not in others and not case.keyed:
            values = citation_features(layout, case.citation, case.claim, case.entry)
            yield "citation", Row(values, case.citation.id in faults.slips, at, not case.work.is_article)
    for entry in copy.references:
        if layout.citing.get(entry.id) and entry.id not in faults.alike:
            borrowed = not find_work_facts(copy, entry, library, layout.vocabulary).is_article
            yield "entry", Row(entry_features(layout, entry), entry.id in faults.foreign, at, borrowed)


def fit(rows: Sequence[Row]) -> Logistic:
    """Logistic weights on the features' own scales."""
    scaler = StandardScaler()
    values = scaler.fit_transform(np.array([list(row.values.values()) for row in rows]))
    model = LogisticRegression(C=1.0, max_iter=500).fit(values, [row.wrong for row in rows])
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - weights @ scaler.mean_)
    rounded = (round(float(each), 5) for each in weights)
    return Logistic(dict(zip(rows[0].values, rounded, strict=True)), round(bias, 5))


def as_json(model: Logistic) -> dict[str, object]:
    return {"weights": dict(model.weights), "bias": model.bias}


def measured(rows: Sequence[Row], models: list[Logistic]) -> list[tuple[float, float]]:
    """Points of log odds and log likelihood ratio, rising, on articles left out of each fit."""
    found = sorted((log_odds(models[row.article % FOLDS].chance(row.values)), row.wrong) for row in rows)
    wrong = [at for at, is_wrong in found if is_wrong]
    bins = max(2, min(BINS, len(wrong) // FEWEST_IN_A_BIN))
    edges = [wrong[len(wrong) * step // bins] for step in range(1, bins)]
    total = Counter(is_wrong for _, is_wrong in found)
    points: list[tuple[float, float]] = []
    for low, high in zip([-math.inf, *edges], [*edges, math.inf], strict=True):
        inside = [(at, is_wrong) for at, is_wrong in found if low <= at < high]
        counted = Counter(is_wrong for _, is_wrong in inside)
        ratio = ((counted[True] + 0.5) / (total[True] + 1)) / ((counted[False] + 1) / (total[False] + 1))
        if not inside:
            continue
        value = max(math.log(ratio), points[-1][1] if points else -math.inf)
        points.append((round(sum(at for at, _ in inside) / len(inside), 4), round(value, 4)))
    return points


def log_odds(chance: float) -> float:
    bounded = min(max(chance, 1e-9), 1 - 1e-9)
    return math.log(bounded / (1 - bounded))


def ratios_of(counts: dict[tuple[str, str], Counter[bool]]) -> dict[str, dict[str, dict[str, float]]]:
    """For each kind and grade: how often among planted and published citations, and the likelihood ratio."""
    planted, published = counts["", "planted"][True], counts["", "published"][False]
    found: dict[str, dict[str, dict[str, float]]] = {}
    for (kind, grade), own in sorted(counts.items()):
        if kind:
            ratio = (median_count(own[True]) / planted) / (median_count(own[False]) / published)
            row = {"planted": own[True], "published": own[False], "ratio": round(ratio, 3)}
            found.setdefault(kind, {})[grade] = row
    whole = [sum(counts[each][side] for each in FACTS_OF_A_STUDY) for side in (True, False)]
    pooled = round((median_count(whole[0]) / planted) / (median_count(whole[1]) / published), 3)
    for kind, grade in FACTS_OF_A_STUDY:
        own = counts[kind, grade]
        if own.total() < LEAST_SUPPORT:
            row = {"planted": own[True], "published": own[False], "ratio": pooled, "pooled": True}
            found.setdefault(kind, {})[grade] = row
    return {"": {"all": {"planted": planted, "published": published, "ratio": 1.0}}} | found


def median_count(counted: int) -> float:
    """The median of what is expected where so many were counted (Poisson, Jeffreys' prior): 0.23 for none."""
    return counted + 1 / 6 if counted else 0.2275


def write_calibration(
    papers: list[Paper], library: Library, similar: Similar, folds: list[Model], ratios: Ratios
) -> None:
    """Posterior against share wrong, and what is caught at what price, for articles left out of the models."""
    CURVES.mkdir(exist_ok=True)
    with (
        (CURVES / "citation_calibration.csv").open("w", newline="", encoding="utf-8") as first,
        (CURVES / "citation_detection.csv").open("w", newline="", encoding="utf-8") as second,
    ):
        calibration, detection = (csv.writer(file, lineterminator="\n") for file in (first, second))
        calibration.writerow(["faults", "from", "to", "n", "mean_posterior", "share_wrong"])
        detection.writerow(["faults", "kind", "n", "note", "warning", "error"])
        for name, many in FAULTS.items():
            told: list[tuple[Judgement, str]] = []
            for at, paper in enumerate(papers):
                if (name_of(paper), "*") not in known_wrong():
                    told += _with_faults(paper, papers, similar, library, folds[at % FOLDS], ratios, many, at)
            calibration.writerows([name, *line] for line in _calibrated(told))
            detection.writerows([name, *line] for line in _detected(told))


def _with_faults(
    paper: Paper,
    papers: list[Paper],
    similar: Similar,
    library: Library,
    model: Model,
    ratios: Ratios,
    many: int,
    at: int,
) -> list[tuple[Judgement, str]]:
    """The judgements on a copy with so many faults, each with the kind of its fault, or "sound"."""
    chance = random.Random(SEED * 900_001 + at)
    counts = (many - 2 * (many // 3), many // 3, many // 3)
    if many == 1:
        counts = tuple(int(at % 3 == kind) for kind in range(3))  # type: ignore[assignment]
    copy, faults = planted(paper, papers, similar, chance, counts)
    return [(each, kind_of(each, faults)) for each in judge(copy, library, model, ratios).judgements]


def kind_of(judgement: Judgement, faults: Faults) -> str:
    case = judgement.case
    if case.citation.id in faults.slips:
        named = judgement.compared["citation_author"].outcome == "differs"
        return "slip beside a name" if named else "slip"
    if case.entry.id in faults.foreign:
        return "entry of another paper"
    return "look-alike" if case.entry.id in faults.alike else "sound"


def _calibrated(told: list[tuple[Judgement, str]]) -> Iterator[list[object]]:
    found = [(each.posterior, kind != "sound") for each, kind in told if each.conflicts]
    for low, high in pairwise(SHARES):
        inside = [each for each in found if low <= each[0] < high or (high == 1.0 and each[0] == 1.0)]
        if inside:
            mean = sum(posterior for posterior, _ in inside) / len(inside)
            share = sum(wrong for _, wrong in inside) / len(inside)
            yield [low, high, len(inside), round(mean, 4), round(share, 4)]


def _detected(told: list[tuple[Judgement, str]]) -> Iterator[list[object]]:
    counts: dict[str, Counter[str | None]] = defaultdict(Counter)
    for judgement, kind in told:
        counts[kind][judgement.severity] += 1
    for kind, own in sorted(counts.items()):
        yield [kind, own.total(), own["note"], own["warning"], own["error"]]


def dump(path: Path, content: dict[str, object]) -> None:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
