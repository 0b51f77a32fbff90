"""A small paper with a row in every layer, made by hand."""

from decimal import Decimal

from extract.model import (
    Arm,
    Box,
    CheckAnswers,
    Citation,
    Claim,
    Concept,
    Corroboration,
    Document,
    Endpoint,
    Evidence,
    Fact,
    Fault,
    Finding,
    Interval,
    Marker,
    Metadata,
    Page,
    Paper,
    Passed,
    Person,
    PooledEstimate,
    PValue,
    Quantity,
    Recomputed,
    Reference,
    ReferenceFields,
    Relation,
    Result,
    Run,
    Runs,
    Section,
    Sentence,
    Skipped,
    Slot,
    Source,
    Span,
    Study,
    Table,
    TableCell,
    Verdict,
)
from extract.store import Database, Known, explode_paper, layer_rows
from extract.store.findings import CheckCard, explode_audit, save_audit, save_checks
from extract.store.papers import save_paper
from extract.store.passages import Places
from extract.store.runs import begin_run

TEXT = (
    "Results\n\nSurvival was 12.0 months (p<0.001) in Japan\n\nPage 2\n\nas others found [1].\n\n"
    "Arm\tn\nA\t20\n\n1. Sato J. Ten. 2020."
)
CODE = Known("reading", "annotation")


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def made_paper(sha256: str = "ab" * 32, title: str = "A trial") -> Paper:
    """Every layer has at least one row; the sentence has two pieces."""
    runs = Runs()
    runs.append(Run(span=at("Survival was 12.0 months (p<0.001) in Japan"), box=Box(1, 10.0, 20.0, 210.0, 30.0)))
    sentence = (at("Survival was 12.0 months (p<0.001) in Japan"), at("as others found [1]."))
    document = Document(
        source=Source(path=f"papers/{sha256[:4]}.txt", sha256=sha256, format="text", size=len(TEXT)),
        text=TEXT,
        runs=runs,
        pages=(Page(number=1, width=600.0, height=800.0, span=Span(0, len(TEXT))),),
        metadata=Metadata(title=title, authors=(Person("Sato", "J"),), year=2021, doi=f"10.1/{sha256[:4]}"),
        faults=(Fault(code="garbled_text", message="a word", page=1),),
        relations=(Relation(kind="corrects", printed="corrected-article", doi="10.1/Other"),),
    )
    cells = tuple(
        TableCell(id=f"t1.r{row}c{col}", row=row, col=col, row_span=1, col_span=1, role="body", span=at(words))
        for row, col, words in ((0, 0, "Arm"), (0, 1, "n\n"), (1, 0, "A\t"), (1, 1, "20\n"))
    )
    return Paper(
        document=document,
        sections=(
            Section(id="s1", pieces=(Span(0, len(TEXT)),), rule="r", role="results", heading="Results", level=1),
        ),
        sentences=(Sentence(id="sentence1", pieces=sentence, rule="r", section="s1"),),
        tables=(
            Table(id="t1", pieces=(at("Arm\tn\nA\t20"),), rule="r", label="Table 1", caption=(), notes=(), cells=cells),
        ),
        references=(
            Reference(
                id="ref1",
                pieces=(at("1. Sato J. Ten. 2020."),),
                rule="r",
                label="1",
                key="Sato 2020",
                fields=ReferenceFields(authors=(Person("Sato", "J"),), title="Ten", year=2020),
            ),
        ),
        markers=(Marker(id="m1", pieces=(at("[1]"),), rule="r", style="numeric", keys=("1",), sentence="sentence1"),),
        citations=(
            Citation(id="c1", pieces=(at("[1]"),), rule="r", marker="m1", key="1", status="linked", reference="ref1"),
        ),
        endpoints=(Endpoint(id="e1", pieces=(at("Survival"),), rule="r", name="OS", printed="Survival"),),
        arms=(Arm(id="a1", pieces=(at("A\t"),), rule="r", name="A", names=("A",), n=20),),
        concepts=(
            Concept(id="concept1", pieces=(at("Japan"),), rule="made", kind="country", term="japan", name="Japan"),
        ),
        studies=(
            Study(
                id="study1",
                pieces=(at("A\t"),),
                rule="made",
                table="t1",
                row=1,
                col=0,
                label="A",
                author="Sato",
                year=2020,
                reference="ref1",
                status="linked",
                by="marker",
            ),
        ),
        pooled=(
            PooledEstimate(
                id="pooled1",
                pieces=(at("12.0"),),
                rule="made",
                outcome=None,
                measure="ratio",
                model="random",
                k=2,
                estimate=Decimal("12.0"),
                low=Decimal("10.0"),
                high=Decimal("14.0"),
                i2=None,
                recomputed_estimate=12.0,
                recomputed_low=10.0,
                recomputed_high=14.0,
                recomputed_i2=0.0,
                agrees=True,
                rows=("t1.r1c1",),
                table="t1",
            ),
        ),
        quantities=(
            Quantity(
                id="q1",
                pieces=(at("12.0"),),
                rule="made",
                kind="number",
                digits="12.0",
                value=Decimal("12.0"),
                slots=(Slot(name="arm", value=None, probability=0.5, evidence=("no group is named",)),),
                result="r1",
            ),
        ),
        results=(
            Result(
                id="r1",
                pieces=(at("12.0"),),
                rule="r",
                measure="OS",
                statistic="median",
                value=Decimal("12.0"),
                value_text="12.0",
                unit="months",
                p=PValue(relation="<", value=Decimal("0.001")),
                interval=Interval(low=Decimal(9), high=Decimal("14.5"), level=Decimal(95)),
                markers=("m1",),
                derived="a - b",
                derived_from=("r0",),
            ),
        ),
        claims=(
            Claim(
                id="cl1",
                pieces=sentence,
                rule="r",
                type="describes_study",
                sentence="sentence1",
                markers=("m1",),
                facts=(Fact(kind="country", value="japan", span=at("Japan")),),
                results=("r1",),
            ),
        ),
        abbreviations=(("OS", "overall survival", at("Survival")),),
    )


def save(database: Database, paper: Paper, code: Known = CODE) -> int:
    run = begin_run(database, command="ingest", version="1", recipe="{}", settings="{}")
    with database.atomic():
        save_paper(database, run, explode_paper(paper), code)
    return run


def audited(database: Database) -> str:
    """A finding, a verdict, a corroboration on the made paper; the finding's id."""
    paper = made_paper()
    run = save(database, paper)
    proof = Evidence(role="result", document_id=paper.id, pieces=(at("12.0"),), text="12.0")
    record = Evidence(role="work", document_id=None, pieces=(), text="the record")
    answers = (
        Finding(check="stat_x", severity="error", message="m", evidence=(proof, record), references=("ref1",)),
        Passed(at("20")),
        Skipped(at("20"), "no n"),
        Skipped(at("Arm"), "no n"),
        Verdict(
            check="stat_x", subject="citation", subject_id="c1", reference="ref1", verdict="sound", evidence=(proof,)
        ),
        Corroboration(work_id="doi:10.1/x", fact="n = 20", evidence=(proof,)),
        Recomputed(
            kind="test",
            statistic="t",
            pieces=(at("12.0"),),
            value=Decimal("2.10"),
            df=(Decimal(18),),
            p_relation="=",
            p_value=Decimal("0.05"),
            p_low=0.049,
            p_high=0.051,
            p_at=0.05,
            agrees=True,
            same_side=True,
        ),
    )
    rows = explode_audit(paper, [CheckAnswers(check="stat_x", answers=answers)], {paper.id: Places(paper)})
    with database.atomic():
        save_checks(database, [CheckCard(name="stat_x", title="t", description="d", version=1)])
        save_audit(database, run, rows, ["stat_x"])
    return str(next(layer_rows(database, "findings"))["id"])
