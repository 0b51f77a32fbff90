"""Writes the pages: templates filled, style and script within each file, a policy that allows nothing else."""

import base64
import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from extract import __version__
from extract.errors import InputError, UsageError
from extract.model import Paper
from extract.model.span import Pieces
from extract.outputs import output_file
from extract.report.pages.charts import citation_map
from extract.report.pages.environment import environment
from extract.report.pages.paper_page import check_titles, dressed, make_paper_page
from extract.report.pages.signs import plainly
from extract.report.reviewed import decision_of, reviews_of
from extract.report.standing import Standing
from extract.report.titles import headline
from extract.report.wording import DECIDED, DISMISSALS, GRAVITY, existence_line
from extract.store import Database
from extract.store.answers import looked_up
from extract.store.dictionary import questions
from extract.store.layers import document_paths, layer_rows, severities
from extract.store.library import StoredLibrary, cited_within
from extract.store.lookup import find_row
from extract.text import lazy_re as re

MOST_LISTED = 2000
"""Papers on the page of all papers: those with the gravest findings. More make a page that no browser likes."""

LONGEST_LISTED = 160
"""Characters of a finding's headline on the page of all papers."""

MOST_TOPICS = 60
"""Diseases, interventions and measures to choose from, the most frequent first."""

TOPICS = ("disease", "intervention")
PARAMETER = re.compile(r":([a-z]+)")
WANTED = {"measure": "Measure", "words": "Words", "title": "Words of its title", "concept": "Disease or treatment"}
"""What the parameters of the usual questions are called."""

IN_ORDER = """SELECT f.id FROM findings f JOIN documents d ON d.id = f.document_id
LEFT JOIN evidence e ON e.owner_id = f.id AND e.n = 0
ORDER BY CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, d.path, e.start_char, f.id"""
FROM_DISK, SERVED = "'none'", "'self'"
Pictures = Callable[[Paper, Sequence[dict[str, Any]]], dict[str, str]]


def no_pictures(paper: Paper, findings: Sequence[dict[str, Any]]) -> dict[str, str]:
    """For sources without pages, or when pictures are not wanted."""
    return {}


def write_report(
    database: Database,
    documents: Sequence[str],
    folder: Path,
    *,
    pictures: Pictures = no_pictures,
    bounded: Callable[[], AbstractContextManager[None]] = nullcontext,
    tell: Callable[[str], None] = lambda line: None,
    reviewer: str | None = None,
) -> list[Path]:
    """One page for each paper in `folder/papers`, one for all of them in `folder/index.html`; the files written.

    A paper whose page is over the limits (`bounded` raises an `InputError`) is told, and has no page.

    `reviewer`: only what this person said of findings is shown, nobody's where it is empty; None shows all.
    """
    library, names = StoredLibrary(database), document_paths(database)
    written: list[Path] = []
    for document_id in documents:
        path = folder / "papers" / f"{document_id}.html"
        try:
            with bounded():
                paper = library.paper(document_id)
                page = None if paper is None else _paper(database, paper, names, pictures, (), FROM_DISK, reviewer)
        except InputError as error:
            tell(f"{names.get(document_id, document_id)}: no page: {error}")
            continue
        if page is not None:
            with output_file(path) as file:
                file.write(page)
            written.append(path)
    index = folder / "index.html"
    with output_file(index) as file:
        file.write(_corpus(database, documents, FROM_DISK, reviewer))
    return [index, *written]


def served_paper(
    database: Database,
    document_id: str,
    *,
    here: Pieces = (),
    pictures: Pictures = no_pictures,
    reviewer: str | None = None,
) -> str:
    """The page of a paper as it stands now, for a server that takes reviews; `here` is marked and can be jumped to.

    `reviewer` as for `write_report`.
    """
    paper = StoredLibrary(database).paper(document_id)
    if paper is None:
        raise UsageError(f"no paper {document_id!r} in {database.path}")
    return _paper(database, paper, document_paths(database), pictures, here, SERVED, reviewer)


def served_corpus(database: Database, *, reviewer: str | None = None) -> str:
    """The page of all papers as it stands now; `reviewer` as for `write_report`."""
    return _corpus(database, StoredLibrary(database).document_ids(), SERVED, reviewer)


def served_finding(
    database: Database, finding_id: str, *, pictures: Pictures = no_pictures, reviewer: str | None = None
) -> str:
    """The page of one finding, with those before and behind it. Raises `UsageError` where there is none.

    `reviewer` as for `write_report`.
    """
    ids = finding_ids(database)
    if finding_id not in ids:
        raise UsageError(f"no finding {finding_id!r} in {database.path}")
    at = ids.index(finding_id)
    _, finding = find_row(database, finding_id)
    document_id = str(finding["document_id"])
    paper = StoredLibrary(database).paper(document_id)
    if paper is None:
        raise UsageError(f"no paper {document_id!r} in {database.path}")
    row = [(name, value) for name, value in finding.items() if name not in ("evidence", "reviews") and value]
    finding = dressed(finding, document_paths(database), Standing(paper), reviewer)
    home = f"/-/report/papers/{document_id}.html"
    return filled(
        "one_finding.html.j2",
        SERVED,
        f=finding,
        row=row,
        doc=next(layer_rows(database, "documents", (document_id,))),
        title=check_titles(database).get(finding["check"], finding["check"]),
        home=home,
        place=f"/-/place/{finding_id}",
        pictures=pictures(paper, [finding]),
        at=at + 1,
        of=len(ids),
        before=ids[at - 1] if at else None,
        behind=ids[at + 1] if at + 1 < len(ids) else None,
    )


def finding_ids(database: Database) -> list[str]:
    """All findings, the gravest first, then by paper and place."""
    rows = database.rows(IN_ORDER)
    return [str(row["id"]) for row in rows]


def _paper(
    database: Database,
    paper: Paper,
    names: dict[str, str],
    pictures: Pictures,
    here: Pieces,
    connect: str,
    reviewer: str | None,
) -> str:
    drawn = pictures(paper, list(layer_rows(database, "findings", (paper.id,))))
    page = make_paper_page(database, paper, names, drawn, here, reviewer)
    return filled("paper.html.j2", connect, page=page, gravity=GRAVITY)


def _corpus(database: Database, documents: Sequence[str], connect: str, reviewer: str | None) -> str:
    chosen, counts = set(documents), severities(database, "document_id")
    listed = [name for name in document_paths(database) if name in chosen]
    listed.sort(key=lambda name: [-counts[name, word] for word in GRAVITY])
    papers = list(layer_rows(database, "documents", listed[:MOST_LISTED])) if listed else []
    about = concepts_of(database, [paper["id"] for paper in papers])
    titles = check_titles(database)
    listed_rows = listed_findings(database, [paper["id"] for paper in papers], reviewer)
    for paper in papers:
        paper["counts"] = {word: counts[paper["id"], word] for word in GRAVITY}
        first = next(iter(listed_rows["papers"].get(paper["id"], ())), None)
        paper["gravest"] = first and {"id": first[0], "severity": GRAVITY[first[1]], "title": first[4]}
    totals = Counter({word: sum(counts[name, word] for name in listed) for word in GRAVITY})
    nodes = [(p["id"], p["title"] or p["path"], f"papers/{p['id']}.html") for p in papers]
    checks = _by_check(severities(database, "check_name", documents), listed_rows["checks"], titles)
    return filled(
        "corpus.html.j2",
        connect,
        number=len(listed),
        papers=papers,
        every=listed_rows,
        checks=checks,
        by_title=sorted((check["title"], check["number"]) for check in checks),
        kinds=sorted({paper["type"] for paper in papers if paper["type"]}),
        about=about,
        topics=Counter(name for names in about.values() for name in names).most_common(MOST_TOPICS),
        questions=asked_of(database) if connect == SERVED else (),
        corpora=sorted({name for paper in papers for name in paper["corpora"]}),
        totals=totals,
        existence=existence_line(looked_up(database, listed)),
        failed=[row for row in layer_rows(database, "inputs") if row["outcome"] == "failed"],
        map=citation_map(
            nodes, cited_within(database, {p["id"] for p in papers}), "Which papers of this corpus cite one another"
        ),
        gravity=GRAVITY,
    )


def concepts_of(database: Database, documents: Sequence[str]) -> dict[str, list[str]]:
    """The diseases and interventions that title and abstract of each paper name."""
    found: dict[str, list[str]] = {name: [] for name in documents}
    for row in layer_rows(database, "concepts", documents) if documents else ():
        if row["kind"] in TOPICS and row["name"] not in found[row["document_id"]]:
            found[row["document_id"]].append(row["name"])
    return found


@dataclass(frozen=True, slots=True)
class Asked:
    """A usual question on the served page; `wanted` is (parameter, what it is called, values to choose from)."""

    name: str
    title: str
    description: str
    wanted: tuple[tuple[str, str, tuple[str, ...]], ...]

    @property
    def is_form(self) -> bool:
        """Whether the reader fills something in."""
        return bool(self.wanted)


def asked_of(database: Database) -> list[Asked]:
    """The usual questions, with what they ask the reader for."""
    measures = tuple(
        str(row["measure"])
        for row in database.rows(
            "SELECT measure FROM results WHERE role = 'result' AND source = 'own' AND measure <> 'p_value' "
            "GROUP BY measure ORDER BY count(DISTINCT document_id) DESC, count(*) DESC LIMIT ?",
            (MOST_TOPICS,),
        )
    )
    chosen = {"measure": measures}
    return [
        Asked(
            question.name,
            question.title,
            question.description,
            tuple(
                (name, WANTED[name], chosen.get(name, ())) for name in dict.fromkeys(PARAMETER.findall(question.sql))
            ),
        )
        for question in questions()
    ]


def listed_findings(database: Database, documents: Sequence[str], reviewer: str | None = None) -> dict[str, Any]:
    """The findings of papers for the page's script, the gravest first: `checks` their names; `papers` id -> (finding,
    place of its severity in `GRAVITY`, place of its check in `checks`, what became of it, its headline)."""
    checks: dict[str, int] = {}
    papers: dict[str, list[tuple[str, int, int, str, str]]] = {}
    for row in layer_rows(database, "findings", documents) if documents else ():
        row["reviews"] = reviews_of(row, reviewer)
        labels = "".join(f"[{label}] " for label in row["reference_labels"] if label)
        title = labels + plainly(headline(row["message"], row["reference_labels"]).title)[:LONGEST_LISTED]
        check = checks.setdefault(row["check"], len(checks))
        listed = (row["id"], GRAVITY.index(row["severity"]), check, decision_of(row), title)
        papers.setdefault(row["document_id"], []).append(listed)
    return {"checks": list(checks), "papers": papers}


def _by_check(counts: Counter[tuple[str, str]], listed: Sequence[str], titles: dict[str, str]) -> list[dict[str, Any]]:
    """Each check with its findings by severity, those with the gravest and the most first."""
    made = [
        {
            "name": name,
            "title": titles.get(name, name),
            "number": number,
            "counts": {word: counts[name, word] for word in GRAVITY},
        }
        for number, name in enumerate(listed)
    ]
    return sorted(made, key=lambda page: [-page["counts"][word] for word in GRAVITY])


def filled(template: str, connect: str = FROM_DISK, **values: object) -> str:
    """A page from its template, which carries its style and script; `connect`: where its script may send to."""
    style, script = _asset("page.css"), _asset("page.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        f"connect-src {connect}; base-uri 'none'; form-action {connect}"
    )
    return (
        environment()
        .get_template(template)
        .render(
            style=style,
            script=script,
            policy=policy,
            version=__version__,
            served=connect == SERVED,
            words_of=DECIDED,
            dismissals=DISMISSALS,
            **values,
        )
    )


def script_hash() -> str:
    """The script of all pages as a content security policy names it."""
    return _hash(_asset("page.js"))


@cache
def _asset(name: str) -> str:
    return files("extract.report.pages").joinpath("assets", name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
