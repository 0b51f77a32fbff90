"""Caught against false alarms on articles with planted wrong citations, by the trained weights alone.

    extract ingest ../shared/bench/swaps/articles --db swaps.db
    python benchmarks/swap_curve.py swaps.db ../shared/bench/swaps/gold.jsonl

Writes `curves/swaps.csv`: for each number of false alarms per 1,000 citations the chance from which on a citation (or
an entry) is flagged, and the share of planted faults above it. The checks add facts to these weights; what they reach
together is measured by the benchmark's own scorer.
"""

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from extract.audit.cases.judge import audit_citations
from extract.model import Paper
from extract.store.database import open_read_only
from extract.store.library import StoredLibrary

CURVES = Path(__file__).parent / "curves"
ALARMS_PER_1000 = (0.5, 1, 2, 3, 5, 7.5, 10, 15, 20, 30)
START = 50


@dataclass(frozen=True, slots=True)
class Scored:
    """A citation or an entry with its chance, and the kind of fault that was planted there, if any."""

    chance: float
    planted: str | None


def main() -> None:
    database, gold = Path(sys.argv[1]), Path(sys.argv[2])
    faults: dict[str, list[dict[str, str]]] = defaultdict(list)
    for line in gold.read_text(encoding="utf-8").splitlines():
        fault = json.loads(line)
        faults[fault["pmcid"]].append(fault)
    planted = Counter(fault["kind"] for each in faults.values() for fault in each)
    citations: list[Scored] = []
    entries: list[Scored] = []
    total = 0
    with open_read_only(database) as opened:
        library = StoredLibrary(opened)
        for document_id in library.document_ids():
            paper = library.paper(document_id)
            if paper is None:
                continue
            total += len(paper.citations)
            of_paper = faults[Path(paper.document.source.path).stem]
            audited = audit_citations(paper, library)
            labels = {entry.id: entry.label or "" for entry in paper.references}
            foreign = {fault["cited_label"] for fault in of_paper if fault["kind"] == "foreign"}
            for judgement in audited.judgements:
                case = judgement.case
                if labels[case.entry.id] not in foreign:
                    kind = fault_of(paper, case.claim.sentence, labels[case.entry.id], of_paper)
                    citations.append(Scored(case.chance, kind))
            for entry, chance in audited.entries:
                entries.append(Scored(chance, "foreign" if labels[entry.id] in foreign else None))
    CURVES.mkdir(exist_ok=True)
    with (CURVES / "swaps.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["kind", "planted", "alarms_per_1000_citations", "from_chance", "caught"])
        for kind, scored in (("author", citations), ("shuffle", citations), ("foreign", entries)):
            for alarms in ALARMS_PER_1000:
                limit = threshold(scored, int(alarms * total / 1000))
                caught = sum(each.planted == kind and each.chance > limit for each in scored)
                table.writerow([kind, planted[kind], alarms, round(limit, 3), round(caught / planted[kind], 3)])


def fault_of(paper: Paper, sentence_id: str | None, label: str, faults: list[dict[str, str]]) -> str | None:
    """The kind of the fault planted in a sentence at this label."""
    said = next((letters(paper.quote(each)) for each in paper.sentences if each.id == sentence_id), "")
    for fault in faults:
        planted = letters(fault["sentence"])
        meets = planted[:START] in said or said[:START] in planted
        if said and meets and fault["kind"] != "foreign" and fault["cited_label"] == label:
            return fault["kind"]
    return None


def letters(text: str) -> str:
    return re.sub(r"[^a-z]+", "", text.lower())


def threshold(scored: list[Scored], alarms: int) -> float:
    """The chance that so many sound ones exceed."""
    sound = sorted((each.chance for each in scored if each.planted is None), reverse=True)
    return sound[alarms] if alarms < len(sound) else 0.0


if __name__ == "__main__":
    main()
