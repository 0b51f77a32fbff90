"""A worksheet for appraising a paper's trustworthiness, filled in from what was checked, the judgement left empty.

In the style of INSPECT-SR: questions in four domains, each with what was examined and what was found.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from itertools import groupby
from pathlib import Path

from extract.outputs import output_file
from extract.report.cells import write_records
from extract.report.pages.environment import POLICY, environment
from extract.report.prisma import FOUND, prisma_mentions
from extract.report.wording import GRAVITY, existence_line, severity_counts
from extract.store import Database, Row, layer_rows
from extract.store.answers import looked_up
from extract.store.layers import document_paths
from extract.store.library import StoredLibrary, own_texts

SHOWN = 8
MOST_OPEN = 5
"""Papers up to which all of the page is open."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question of the sheet, with the checks that bear on it (globs of their names)."""

    domain: str
    question: str
    checks: tuple[str, ...]

    def asks(self, check: str) -> bool:
        return any(fnmatchcase(check, pattern) for pattern in self.checks)


EXISTENCE = "Do the cited works exist, as their entries say?"
NOTICES, CONDUCT, TEXT, RESULTS = "Notices", "Conduct and transparency", "Text", "Results"
ITEMS = (
    Item(NOTICES, "Are cited works retracted, corrected or under concern?", ("reference_retracted",)),
    Item(
        CONDUCT,
        "Do registration numbers agree with their records and with the text?",
        ("reference_registration", "citation_registration"),
    ),
    Item(
        CONDUCT,
        "Are the periods and dates of the study possible, and the same wherever told?",
        ("text_study_period",),
    ),
    Item(
        TEXT,
        "Do abstract, body, tables and conclusions tell the same?",
        (
            "text_abstract_*",
            "text_*_wording",
            "text_table_shares",
            "text_baseline_balance",
            "text_group_order",
        ),
    ),
    Item(
        TEXT,
        "Do captions and abbreviations mean what they say?",
        ("text_*_reference", "text_abbreviation"),
    ),
    Item(TEXT, EXISTENCE, ("reference_*",)),
    Item(TEXT, "Are the cited works the ones described, with the figures told of them?", ("citation_*", "claim_*")),
    Item(
        RESULTS,
        "Are the included studies those of the list and the flow chart, and do the pooled results follow from them?",
        ("review_*",),
    ),
    Item(
        RESULTS,
        "Do the participants add up from screening to analysis, and is their number the same wherever told?",
        ("stat_participant_flow",),
    ),
    Item(
        RESULTS,
        "Do counts, percents and denominators agree?",
        (
            "stat_percent_*",
            "stat_total_percent",
            "stat_possible_percent",
            "stat_column_percent",
            "stat_sum",
            "stat_category_sum",
            "stat_parts_of_whole",
        ),
    ),
    Item(
        RESULTS,
        "Do estimates, intervals, p values and their wording agree?",
        ("stat_estimate_*", "stat_interval_*", "stat_test_statistic", "stat_possible_p", "stat_wording_*"),
    ),
    Item(
        RESULTS,
        "Can the comparisons of groups be recomputed from the table?",
        ("stat_group_comparison", "stat_whole_numbers", "stat_df_of_n"),
    ),
    Item(RESULTS, "Are times and survival possible?", ("stat_median_*", "stat_survival_*")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A paper's answer to a question: which checks looked, how often and how often not with the reasons, and the
    findings (rows of that layer); `not_looked_up` says which entries nobody asked about."""

    document_id: str
    domain: str
    question: str
    checks: list[str]
    examined: int
    skipped: int
    reasons: dict[str, int]
    not_looked_up: str
    findings: list[Row]


NOT_LOOKED = "not looked at"
DOMAINS = {"notices": NOTICES, "conduct": CONDUCT, "text": TEXT, "results": RESULTS}
"""The four domains of INSPECT-SR as columns of the sheet of included studies."""


def write_worksheet(database: Database, documents: Sequence[str], folder: Path) -> list[Path]:
    """`worksheet.csv` and `worksheet.html` in a folder, a row a paper and question; of reviews `included.csv` (their
    studies) and `prisma.csv` (where each item of PRISMA 2020 is mentioned)."""
    names = document_paths(database)
    table, page = folder / "worksheet.csv", folder / "worksheet.html"
    with output_file(table) as file:
        write_records((_flat(answer, names) for answer in answers(database, documents)), "csv", file)
    with output_file(page) as file:
        titles = {row["id"]: row["title"] for row in layer_rows(database, "documents", documents) if row["title"]}
        included = list(included_rows(database, documents, names))
        prisma = list(_prisma(database, documents, names))
        papers = _papers(answers(database, documents), included, prisma, names, titles)
        values = {"shown": SHOWN, "domains": list(DOMAINS), "found": FOUND, "policy": POLICY}
        sheet = environment().get_template("worksheet.html.j2")
        file.writelines(sheet.generate(papers=papers, folded=len(documents) > MOST_OPEN, **values))
    written = [table, page]
    for name, listed in (("included.csv", included), ("prisma.csv", prisma)):
        if listed:
            written.append(folder / name)
            with output_file(folder / name) as file:
                write_records(listed, "csv", file)
    return written


def _prisma(database: Database, documents: Sequence[str], names: dict[str, str]) -> Iterator[Row]:
    """The items of PRISMA 2020 of each review, with an empty judgement."""
    library = StoredLibrary(database)
    for document_id in documents:
        paper = library.paper(document_id)
        for mention in prisma_mentions(paper) if paper else ():
            yield {"review": names.get(document_id, document_id), **asdict(mention), "judgement": "", "comment": ""}


def included_rows(database: Database, documents: Sequence[str], names: dict[str, str]) -> Iterator[Row]:
    """Each study that a review includes: its entry, what was found of it, and by domain of INSPECT-SR what was looked
    at in its own text, where that is held, and what not; the judgement is left empty."""
    for document_id in documents:
        references = {row["id"]: row for row in layer_rows(database, "references", [document_id])}
        held = own_texts(database, references.values())
        findings = list(layer_rows(database, "findings", [document_id]))
        for study in layer_rows(database, "studies", [document_id]):
            name = study["reference_id"]
            found = [row for row in findings if name is not None and name in row["reference_ids"]]
            yield {
                "review": names.get(document_id, document_id),
                "study": study["row_label"],
                "entry": study["reference_label"] or study["status"],
                "doi": (references.get(name) or {}).get("doi") or "",
                "entry_exists": (references.get(name) or {}).get("verdict") or "not looked up",
                "own_text": held.get(name) or "not held: conduct, text and results of the study were not looked at",
                **study_columns(database, held.get(name), (references.get(name) or {}).get("verdict"), found),
                "found": " | ".join(f"{row['message']} ({row['id']})" for row in found),
                "judgement": "",
                "comment": "",
            }


def study_columns(database: Database, document_id: str | None, verdict: str | None, findings: list[Row]) -> Row:
    """What was looked at in each domain: notices by the entry, all else in the study's own text."""
    retracted = [row["message"] for row in findings if row["check"] == "reference_retracted"]
    by_column = dict.fromkeys(DOMAINS.values(), NOT_LOOKED)
    by_column[NOTICES] = "; ".join(retracted) or ("no notice known" if verdict else NOT_LOOKED)
    by_domain: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers(database, [document_id] if document_id else []):
        by_domain[answer.domain].append(answer)
    for domain in (CONDUCT, TEXT, RESULTS) if document_id else ():
        counts = Counter(finding["severity"] for answer in by_domain[domain] for finding in answer.findings)
        examined = sum(answer.examined for answer in by_domain[domain])
        skipped = sum(answer.skipped for answer in by_domain[domain])
        faults = severity_counts(counts, none=False)
        by_column[domain] = (
            f"{examined} examined, {skipped} not: {faults or 'nothing found'}" if examined else NOT_LOOKED
        )
    return {name: by_column[domain] for name, domain in DOMAINS.items()}


def answers(database: Database, documents: Sequence[str]) -> Iterator[Answer]:
    """Each paper's answers to each question: what was examined, what not and why, and what was found."""
    for document_id in documents:
        existence = existence_line(looked_up(database, (document_id,)))
        coverage = list(layer_rows(database, "coverage", [document_id]))
        findings = list(layer_rows(database, "findings", [document_id]))
        for item in ITEMS:
            looked = [row for row in coverage if item.asks(str(row["check"]))]
            found = [row for row in findings if item.asks(str(row["check"])) and _first_item(row) is item]
            yield Answer(
                document_id=document_id,
                domain=item.domain,
                question=item.question,
                checks=[str(row["check"]) for row in looked],
                examined=sum(row["examined"] for row in looked),
                skipped=sum(row["skipped"] for row in looked),
                reasons=_reasons(looked),
                not_looked_up=existence if item.question == EXISTENCE else "",
                findings=found,
            )


def _first_item(finding: Row) -> Item | None:
    """The first question that a finding bears on: each stands on the sheet once."""
    return next((item for item in ITEMS if item.asks(str(finding["check"]))), None)


def _reasons(looked: list[Row]) -> dict[str, int]:
    reasons: Counter[str] = Counter()
    for row in looked:
        reasons.update(row["reasons"] or {})
    return dict(reasons)


def _flat(answer: Answer, names: dict[str, str]) -> Row:
    """A row of the table; `judgement` and `comment` are for the reader to fill in."""
    reasons = [" ".join(answer.not_looked_up.split())] if answer.not_looked_up else []
    return {
        "paper": names.get(answer.document_id, answer.document_id),
        "domain": answer.domain,
        "question": answer.question,
        "examined": answer.examined,
        "not_examined": answer.skipped,
        "why_not": "; ".join([*reasons, *(f"{reason}: {count}" for reason, count in answer.reasons.items())]),
        **{f"{word}s": sum(finding["severity"] == word for finding in answer.findings) for word in GRAVITY},
        "evidence": " | ".join(f"{finding['message']} ({finding['id']})" for finding in answer.findings),
        "judgement": "",
        "comment": "",
    }


def _papers(
    answered: Iterable[Answer], included: list[Row], prisma: list[Row], names: dict[str, str], titles: dict[str, str]
) -> Iterator[Row]:
    """What the page tells of each paper: title, path, what was found, its answers, and of a review its studies."""
    for document_id, of_paper in groupby(answered, key=lambda answer: answer.document_id):
        listed, path = list(of_paper), names.get(document_id, document_id)
        found = Counter(str(finding["severity"]) for answer in listed for finding in answer.findings)
        yield {
            "title": titles.get(document_id, path),
            "path": path,
            "counted": severity_counts(found),
            "answers": listed,
            "included": [row for row in included if row["review"] == path],
            "prisma": [row for row in prisma if row["review"] == path],
        }
