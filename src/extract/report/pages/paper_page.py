"""One paper as a page: verdict first, findings with both passages, the text with everything marked, references."""

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from extract.model import Paper, Span
from extract.model.span import Pieces
from extract.report.pages.charts import Dated, timeline
from extract.report.pages.forest import Estimate, forest_chart
from extract.report.pages.included import dress_studies, plots
from extract.report.pages.marked_text import Mark, Marks, body_of, run_of
from extract.report.pages.reference_rows import common_reason, dress_references, links_of
from extract.report.pages.sheets import Sheet, anchor_of, sheets_of
from extract.report.pages.signs import signs_of
from extract.report.reviewed import decision_of, reviews_of
from extract.report.standing import Standing
from extract.report.titles import headline
from extract.report.wording import FAMILIES, FAULTS_OF, GRAVITY, existence_line, role_name
from extract.store import Database, Row
from extract.store.answers import looked_up
from extract.store.layers import layer_rows
from extract.store.library import own_texts
from extract.text import lazy_re as re
from extract.text.display import counted

_COMMON = frozenset(("with", "from", "that", "this", "before", "after", "between", "than", "were", "have"))
_TOKEN = re.compile(r"\d+(?:[.,·]\d+)*|[^\W\d_][\w'’-]*", re.UNICODE)


def marked(text: str, words: tuple[str | None, ...]) -> Markup:
    """A passage with the given words or figures marked (what a finding says was reported and expected).

    >>> str(marked("OS was 21.6 months", ("21.6", None)))
    'OS was <mark>21.6</mark> months'
    """
    wanted = {token.lower() for word in words if word for token in _TOKEN.findall(word) if _tells(token)}
    found = (match.span() for match in _TOKEN.finditer(text) if match[0].lower() in wanted)
    marks = [Mark(span=Span(*place), kind="mark") for place in found]
    return run_of(text, Span(0, len(text)), Marks([*signs_of(text), *marks]))


def _tells(token: str) -> bool:
    """Figures and words of some length; "with" and "the" stand everywhere."""
    return token[0].isdigit() or (len(token) > 3 and token.lower() not in _COMMON)


FIGURE = re.compile(r"\d+(?:[.,·]\d+)*")
MOST_RATIOS = 40
"""Ratios of one plot of a paper's own results."""
DOUBTED = ("suspect", "mismatch")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Findings of one cause: those of one check, the gravest first."""

    check: str
    title: str
    severity: str
    findings: list[Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotLooked:
    """What was not looked at, and when and how the paper was audited: `lines` are sentences, `open_items` how often
    each check could not judge (its title, how often, the reasons)."""

    audited: str
    lines: list[str]
    open_items: list[tuple[str, int, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPage:
    """What the template shows. `pictures`: finding id -> data URI of the page with the passage boxed; `existence`: of
    which references nobody asked whether they exist, empty where all were looked up; `parts`: anchor and name of the
    parts of the page, in its order."""

    document: Row
    verdict: str
    findings: list[Row]
    groups: list[Group]
    counts: Counter[str]
    families: list[tuple[str, str, str, int]]
    sheets: list[Sheet]
    not_looked: NotLooked
    parts: list[tuple[str, str]]
    links: list[tuple[str, str]]
    body: Markup
    references: list[Row]
    reference_counts: list[tuple[str, int]]
    common_reason: str
    coverage: list[Row]
    idle: list[str]
    compared: list[Row]
    existence: str
    broken: list[str]
    charts: list[Markup]
    pictures: dict[str, str]


def make_paper_page(
    database: Database,
    paper: Paper,
    names: dict[str, str],
    pictures: dict[str, str],
    here: Pieces = (),
    reviewer: str | None = None,
) -> PaperPage:
    """Everything of one paper that its page shows; the passage `here` is marked too; of reviews those of `reviewer`.

    Shapes as the layers of `extract export`.
    """

    def rows(layer: str) -> list[Row]:
        return list(layer_rows(database, layer, (paper.id,)))

    document = next(layer_rows(database, "documents", (paper.id,)))
    wrong = _chances_wrong(rows("verdicts"))
    findings = sorted(
        rows("findings"), key=lambda row: (GRAVITY.index(row["severity"]), _certainty(row, wrong), _start(row))
    )
    references, citations, results = rows("references"), rows("citations"), rows("results")
    cited = Counter(row["reference_id"] for row in citations)
    first_cited = {row["reference_id"]: row["id"] for row in reversed(citations)}
    worst = _worst_by(findings, "reference_ids")
    for reference in references:
        reference["cited"] = cited[reference["id"]]
        reference["first_cited"] = first_cited.get(reference["id"])
        reference["worst"] = worst.get(reference["id"])
    standing = Standing(paper)
    titles = check_titles(database)
    for finding in findings:
        dressed(finding, names, standing, reviewer)
    dress_references(database, references, findings, rows("verdicts"))
    coverage = rows("coverage")
    for row in coverage:
        row["title"] = titles.get(row["check"], row["check"])
    studies = rows("studies")
    dress_studies(studies, references, findings, own_texts(database, references))
    sheets = sheets_of(lambda layer: studies if layer == "studies" else rows(layer), standing)
    existence = existence_line(looked_up(database, (paper.id,)))
    charts = [
        chart for chart in (*plots(rows("pooled"), findings), _forest(results), _timeline(paper, references)) if chart
    ]
    placed = [row for layer in ("results", "studies", "pooled", "recomputed") for row in rows(layer)]
    return PaperPage(
        document=document,
        verdict=verdict_of(findings, len(citations)),
        findings=findings,
        groups=_groups(findings, titles),
        counts=Counter(row["severity"] for row in findings),
        families=_families(findings),
        sheets=sheets,
        not_looked=_not_looked(database, document, coverage, existence),
        links=links_of(document, None),
        parts=_parts(sheets, references, charts, _compared(coverage)),
        body=body_of(
            paper,
            [*signs_of(paper.text), *_here(here), *_marks(findings, citations, references, placed)],
            cell_kinds=_cells(paper, findings),
        ),
        references=references,
        reference_counts=Counter(row["verdict_name"] for row in references).most_common(),
        common_reason=common_reason(references),
        coverage=coverage,
        idle=_idle(coverage),
        compared=_compared(coverage),
        existence=existence,
        broken=[f"The check {row['check']} broke: {row['error']}" for row in coverage if row["error"]],
        charts=charts,
        pictures=pictures,
    )


def check_titles(database: Database) -> dict[str, str]:
    """What each check holds, in words, by its name."""
    return {row["name"]: row["title"].rstrip(".") for row in layer_rows(database, "checks")}


def _groups(findings: list[Row], titles: dict[str, str]) -> list[Group]:
    """Findings by the check that made them, groups with the gravest and the most findings first."""
    by_check: dict[str, list[Row]] = {}
    for finding in findings:
        by_check.setdefault(finding["check"], []).append(finding)
    made = [
        Group(check=check, title=titles.get(check, check), severity=listed[0]["severity"], findings=listed)
        for check, listed in by_check.items()
    ]
    return sorted(
        made,
        key=lambda group: [-sum(f["severity"] == word for f in group.findings) for word in GRAVITY],
    )


def _parts(
    sheets: list[Sheet], references: list[Row], charts: list[Markup], compared: list[Row]
) -> list[tuple[str, str]]:
    listed = [("main", "Findings"), *((sheet.name, sheet.title) for sheet in sheets)]
    listed += [("charts", "Charts")] if charts else []
    listed += [("text", "Text")]
    listed += [("references", "References")] if references else []
    listed += [("compared", "Citations compared")] if compared else []
    return [*listed, ("coverage", "What was looked at")]


def _not_looked(database: Database, document: Row, coverage: list[Row], existence: str) -> NotLooked:
    runs = [run for run in layer_rows(database, "runs") if run["command"] == "audit"]
    audited = "No audit is recorded."
    if runs:
        settings = runs[-1]["settings"]
        extra = ", ".join(f"{name} on" for name in ("ocr", "experimental") if settings.get(name))
        asked = "no service was asked" if settings.get("offline", True) else "live services could be asked"
        when = str(runs[-1]["finished_at"] or runs[-1]["started_at"])[:16].replace("T", " ")
        audited = (
            f"Audited {when} UTC with extract {runs[-1]['extract_version']}; {asked}{f'; {extra}' if extra else ''}."
        )
    faults = [
        f"{fault['message']}" + (f", page {fault['page']}" if fault["page"] else "") + f" ({fault['code']})"
        for fault in document["faults"]
    ]
    idle = len(_idle(coverage))
    lines = [existence] if existence else []
    lines += [f"Reading: {fault}." for fault in faults]
    lines += [f"{idle} of {len(coverage)} checks met nothing in this paper that they could look at."] if idle else []
    open_items = [
        (row["title"], row["skipped"], "; ".join(f"{n} × {why}" for why, n in row["reasons"].items()))
        for row in sorted(coverage, key=lambda row: -row["skipped"])
        if row["skipped"] and not row["check"].startswith("citation_")
    ]
    return NotLooked(audited=audited, lines=lines, open_items=open_items)


def _idle(coverage: list[Row]) -> list[str]:
    """What the checks hold that met nothing."""
    return [row["title"] for row in coverage if not (row["examined"] or row["skipped"] or row["error"])]


def verdict_of(findings: list[Row], citations: int) -> str:
    """What a reader wants to know first, in a sentence or two; what people rejected does not count."""
    standing = [row for row in findings if row["decision"] != "rejected"]
    errors = Counter(row["family"] for row in standing if row["severity"] == "error")
    sentences = [FAULTS_OF[name](n, citations) for name, n in errors.items()]
    warnings = sum(row["severity"] == "warning" for row in standing)
    if warnings:
        sentences.append(f"{counted(warnings, 'passage')} to look at")
    if not sentences:
        return "Nothing was found in what could be judged."
    return ". ".join(sentence[0].upper() + sentence[1:] for sentence in sentences) + "."


def _chances_wrong(verdicts: list[Row]) -> dict[str, float]:
    """For each entry the largest probability that a citation of it is wrong."""
    found: dict[str, float] = {}
    for row in verdicts:
        if row["subject"] == "citation" and row["precision"] is not None and row["reference_id"]:
            is_doubted = row["verdict"] in DOUBTED
            wrong = row["precision"] if is_doubted else 1 - row["precision"]
            found[row["reference_id"]] = max(found.get(row["reference_id"], 0.0), wrong)
    return found


def _certainty(finding: Row, wrong: dict[str, float]) -> float:
    """Citations by falling probability, behind the findings that have none."""
    if not finding["check"].startswith("citation_"):
        return -1.0
    return -max((wrong.get(name, 0.0) for name in finding["reference_ids"]), default=0.0)


def _compared(coverage: list[Row]) -> list[Row]:
    """What the citations of the paper could be compared on, kind by kind, and why not where they could not."""
    return [
        {
            "fact": row["check"].removeprefix("citation_").replace("_", " "),
            "examined": row["examined"],
            "why": "; ".join(
                f"{n} {reason}" for reason, n in sorted(row["reasons"].items(), key=lambda item: -item[1])
            ),
        }
        for row in coverage
        if row["check"].startswith("citation_") and (row["examined"] or row["skipped"])
    ]


def _start(finding: Row) -> int:
    return finding["evidence"][0]["start"] or 0 if finding["evidence"] else 0


def dressed(finding: Row, names: dict[str, str], standing: Standing, reviewer: str | None) -> Row:
    """The finding with what pages show of it: headline and family, passages with place and words in conflict, reviews
    (those of `reviewer`, or all)."""
    finding["reviews"] = reviews_of(finding, reviewer)
    finding["family"] = finding["check"].split("_")[0]
    finding["headline"] = headline(finding["message"], finding["reference_labels"])
    own = finding["document_id"]
    words_of_finding = " ".join((finding["headline"].title, *finding["headline"].more))
    words = (finding["reported"], finding["expected"], " ".join(FIGURE.findall(words_of_finding)))
    for passage in finding["evidence"]:
        passage["role_name"] = role_name(passage["role"])
        passage["marked"] = marked(passage["text"], words)
        passage["where"] = "" if passage["document_id"] == own else names.get(passage["document_id"], "a record")
        passage["is_own"] = passage["document_id"] == own and passage["start"] is not None
        passage["place"] = str(standing.place(passage["start"])) if passage["is_own"] else ""
    finding["decision"] = decision_of(finding)
    return finding


def _worst_by(findings: list[Row], column: str) -> dict[str, str]:
    worst: dict[str, str] = {}
    for finding in findings:
        for name in finding[column]:
            worst.setdefault(name, finding["severity"])
    return worst


def _families(findings: list[Row]) -> list[tuple[str, str, str, int]]:
    counted = Counter(finding["check"].split("_")[0] for finding in findings)
    return [(name, brief, title, counted[name]) for name, (brief, title) in FAMILIES.items() if counted[name]]


def _marks(findings: list[Row], citations: list[Row], references: list[Row], placed: list[Row]) -> list[Mark]:
    """`placed` are the rows of the tables of the page, and all other results."""
    marks: list[Mark] = []
    for finding in findings:
        for n, passage in enumerate(finding["evidence"]):
            if passage["is_own"]:
                for first, piece in enumerate(passage["pieces"]):
                    anchor = f"at-{finding['id']}{f'.{n}' if n else ''}" if first == 0 else None
                    title = finding["headline"].title
                    marks.append(Mark(span=Span(*piece), kind=f"f {finding['severity']}", anchor=anchor, title=title))
    for citation in citations:
        kind = f"cite v-{citation['verdict'] or 'unjudged'}"
        href = f"#ref-{citation['reference_id']}" if citation["reference_id"] else None
        name = citation["reference_label"] or citation["reference_key"] or citation["status"]
        title = f"{name}: {citation['verdict'] or 'not judged'}"
        for n, piece in enumerate(citation["pieces"]):
            anchor = None if n else anchor_of(citation)
            marks.append(Mark(span=Span(*piece), kind=kind, href=href, title=title, anchor=anchor))
    for row in placed:
        words = " ".join(str(row[x]) for x in ("measure", "value_text", "unit", "arm") if row.get(x))
        if row.get("role", "result") == "result":
            for n, piece in enumerate(row["pieces"]):
                marks.append(Mark(span=Span(*piece), kind="num", title=words, anchor=None if n else anchor_of(row)))
    marks += [
        Mark(span=Span(r["start"], r["start"] + 1), kind="entry", anchor=f"ref-{r['id']}-text") for r in references
    ]
    return marks


def _here(pieces: Pieces) -> list[Mark]:
    return [Mark(span=piece, kind="here", anchor=None if n else "here") for n, piece in enumerate(pieces)]


def _cells(paper: Paper, findings: list[Row]) -> dict[str, str]:
    kinds: dict[str, str] = {}
    spans = [
        (Span(*piece), finding["severity"])
        for finding in findings
        for passage in finding["evidence"][:1]
        if passage["is_own"]
        for piece in passage["pieces"]
    ]
    for table in paper.tables:
        for cell in table.cells:
            for span, severity in spans:
                if span.overlaps(cell.span):
                    kinds.setdefault(cell.id, severity)
    return kinds


def _forest(results: list[Row]) -> Markup:
    ratios = [
        Estimate(
            label=" · ".join(dict.fromkeys(str(row[x]) for x in ("outcome", "arm", "population", "measure") if row[x])),
            href=f"#{anchor_of(row)}",
            value=float(row["value"]),
            low=float(row["ci_low"]),
            high=float(row["ci_high"]),
        )
        for row in results
        if row["statistic"] in ("HR", "OR", "RR", "ratio") or row["measure"] in ("HR", "OR", "RR")
        if row["role"] == "result" and row["value"] and row["ci_low"] and row["ci_high"]
    ]
    drawn = [ratio for ratio in ratios if 0 < ratio.low <= ratio.high and ratio.value > 0][:MOST_RATIOS]
    return forest_chart(drawn, "Ratios with their confidence intervals, as printed")


def _timeline(paper: Paper, references: list[Row]) -> Markup:
    """Studies that the text dates against the years of the entries that it cites for them."""
    entry = {reference["id"].split(".", 1)[1]: reference for reference in references}
    cited: dict[str, list[str]] = {}
    for citation in paper.citations:
        if citation.reference:
            cited.setdefault(citation.marker, []).append(citation.reference)
    dated = []
    for claim in paper.claims:
        years = [
            int(f.value)
            for f in claim.facts
            if f.kind in ("study_year", "report_year") and re.fullmatch(r"(?:19|20)\d\d", f.value)
        ]
        names = list(dict.fromkeys(name for marker in claim.markers for name in cited.get(marker, ())))
        if len(years) != 1 or len(names) != 1 or names[0] not in entry or not entry[names[0]]["year"]:
            continue
        reference = entry[names[0]]
        kind = reference["worst"] or "sound"
        label = f"[{reference['label'] or reference['key']}] stated {years[0]}, entry {reference['year']}"
        dated.append(
            Dated(stated=years[0], printed=reference["year"], label=label, href=f"#ref-{reference['id']}", kind=kind)
        )
    return (
        timeline(dated, "Year stated in the text (across) against year of the cited entry (up)")
        if len(dated) > 2
        else Markup("")
    )
