"""A document with its annotations: layers of frozen values in text order, each naming the rule that made it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.model.annotation import Annotation, Interval, PValue
from extract.model.document import CellRole, Document
from extract.model.quantity import Quantity, Slot
from extract.model.reference import ReferenceFields
from extract.model.review import ArticleKind, PooledEstimate, Study
from extract.model.span import Pieces, Span, quote

SectionRole = Literal[
    "title", "abstract", "introduction", "methods", "results", "discussion", "conclusion", "references", "back", "other"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Annotation):
    """From a heading to the next of its level or above; pieces[0] is the whole stretch, heading included.

    `language` only where it is not the paper's own (a translated abstract).
    """

    role: SectionRole
    heading: str | None
    level: int
    parent: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(Annotation):
    """A sentence of running text, an abstract, a caption or a note; `section` is the innermost section's id."""

    section: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """A cell with its meaning: `row_path` stubs and row groups, `col_path` head levels, outermost first."""

    id: str
    row: int
    col: int
    row_span: int
    col_span: int
    role: CellRole
    span: Span
    row_path: tuple[str, ...] = ()
    col_path: tuple[str, ...] = ()

    @property
    def stub(self) -> str:
        """The innermost name of its row; empty where it has none."""
        return self.row_path[-1] if self.row_path else ""

    @property
    def head(self) -> str:
        """The innermost head of its column, without blanks around; empty where it has none."""
        return self.col_path[-1].strip() if self.col_path else ""

    @property
    def names(self) -> str:
        """All names of its row and its column."""
        return " ".join((*self.row_path, *self.col_path))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Annotation):
    """A table, understood; pieces cover its cells (or its text where it could not be laid out)."""

    label: str | None
    caption: Pieces
    notes: tuple[Pieces, ...]
    cells: tuple[TableCell, ...]
    faults: tuple[str, ...] = ()
    target: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Annotation):
    """One entry of the reference list.

    `label` is the printed number ("12") or None; `key` is how the text would cite it ("Bray et al. 2024");
    `target` the mark-up's id where given.
    """

    label: str | None
    key: str | None
    fields: ReferenceFields
    target: str | None = None


MarkerStyle = Literal["numeric", "superscript", "author_year", "linked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker(Annotation):
    """What stands in the text: "[3–5]". `keys` are what it names, ranges expanded, in order: "3", "4", "5"."""

    style: MarkerStyle
    keys: tuple[str, ...]
    sentence: str | None = None
    cell: str | None = None
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Annotation):
    """One pointing of one marker at one entry: [3–5] is one marker and three citations; span of the marker."""

    marker: str
    key: str
    status: Literal["linked", "ambiguous", "missing"]
    reference: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint(Annotation):
    """What the paper measures. `name` in the field's short word, `printed` as the paper defines it."""

    name: str
    printed: str
    role: Literal["primary", "secondary", "safety", "other", "unstated"] = "unstated"
    unit: str | None = None
    timepoint: Decimal | None = None
    timepoint_unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm(Annotation):
    """A group that is treated or observed; `names` are all its printed names, the longest first."""

    name: str
    names: tuple[str, ...]
    n: int | None = None
    n_role: Literal["randomised", "analysed", "evaluable", "enrolled", "unstated"] = "unstated"


ResultRole = Literal["result", "design", "baseline", "threshold", "background"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result(Annotation):
    """A number that the paper reports, bound to what it means. Its pieces are the number's own place as printed.

    `measure` in the field's short words (OS, HR, toxicity_rate, sample_size...), an unknown one by its printed name.
    `value_text` keeps the printed form, `value` the parsed one. `unbound`: what could not be bound, and why.
    `outcome`: what is measured, by its full printed name, row groups of a table included ("Pain > at rest"); for a p
    or a test the outcome that it tests. `outcome_id`: the vocabulary's id of it, where known. `timepoint_text`: a time
    point that is printed without a number ("discharge"). `adjusted`: the estimate is adjusted for covariates.
    `contrast`: what is compared, where the number belongs to no single arm ("A vs B"). `probability`: that outcome
    and arm are right. `slots` pass on to the quantity what they were bound by, and are empty in a paper's layer.
    """

    measure: str
    statistic: str
    value: Decimal | None
    value_text: str
    outcome: str | None = None
    outcome_id: str | None = None
    row_path: tuple[str, ...] = ()
    column_path: tuple[str, ...] = ()
    unit: str | None = None
    timepoint: Decimal | None = None
    timepoint_unit: str | None = None
    timepoint_text: str | None = None
    interval: Interval | None = None
    p: PValue | None = None
    sd: Decimal | None = None
    se: Decimal | None = None
    count: int | None = None
    denominator: int | None = None
    n: int | None = None
    df: tuple[Decimal, ...] = ()
    arm: str | None = None
    comparator: str | None = None
    population: str | None = None
    adjusted: bool = False
    contrast: str | None = None
    probability: float | None = None
    status: Literal["reported", "not_reached", "not_significant", "not_reported"] = "reported"
    role: ResultRole = "result"
    source: Literal["own", "cited"] = "own"
    derived: str | None = None
    derived_from: tuple[str, ...] = ()
    sentence: str | None = None
    cell: str | None = None
    table: str | None = None
    endpoint: str | None = None
    markers: tuple[str, ...] = ()
    unbound: tuple[str, ...] = ()
    context: Span | None = None
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept(Annotation):
    """A term of the vocabulary that title or abstract name; its pieces are the name as printed.

    `term` is the vocabulary's id, `name` how the term is called, `kind` disease, intervention, organism and so on;
    `mesh_id` and `drugbank_id` where the term is one of MeSH or DrugBank.
    """

    kind: str
    term: str
    name: str
    mesh_id: str | None = None
    drugbank_id: str | None = None


FactKind = Literal[
    "study_year",  # of the study or its data
    "report_year",  # of the publication or the meeting
    "country",
    "centre",
    "n",
    "design",
    "phase",
    "publication_type",
    "disease",
    "organ",
    "population",
    "organism",
    "intervention",
    "comparator",
    "dose",
    "journal",
    "meeting",
    "registration",
    "trial_name",
    "author",
    "result",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing stated about a study. `value` is normalised (a vocabulary term's id, a number, a name).

    `qualifier` narrows it (for n: randomised, analysed...; for a result: the result's id); `negated` as in "no ...".
    """

    kind: FactKind
    value: str
    span: Span
    qualifier: str | None = None
    negated: bool = False
    rule: str = ""


ClaimType = Literal["describes_study", "reports_result", "background", "method", "guideline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Annotation):
    """A passage that citations support (by the ids of its markers), and what it states about the cited study.

    The last `behind` pieces are sentences without a marker that carry the study on.
    """

    type: ClaimType
    sentence: str | None
    markers: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    results: tuple[str, ...] = ()
    hedged: bool = False
    negated: bool = False
    cell: str | None = None
    behind: int = 0

    @property
    def clause(self) -> Span:
        """The last piece that its markers close."""
        return self.pieces[-1 - self.behind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document and all its layers.

    `kind` is that of the article, None where nothing names one; `abbreviations`: short form, long form, and where it
    is defined.
    """

    document: Document
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tables: tuple[Table, ...] = ()
    references: tuple[Reference, ...] = ()
    markers: tuple[Marker, ...] = ()
    citations: tuple[Citation, ...] = ()
    endpoints: tuple[Endpoint, ...] = ()
    arms: tuple[Arm, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    results: tuple[Result, ...] = ()
    claims: tuple[Claim, ...] = ()
    concepts: tuple[Concept, ...] = ()
    studies: tuple[Study, ...] = ()
    pooled: tuple[PooledEstimate, ...] = ()
    abbreviations: tuple[tuple[str, str, Span], ...] = ()
    kind: ArticleKind | None = None

    @property
    def id(self) -> str:
        """The first twelve hexadecimal digits of the file's SHA-256."""
        return self.document.id

    @property
    def text(self) -> str:
        """The document's one text, to which all spans refer."""
        return self.document.text

    def quote(self, annotation: Annotation) -> str:
        """The passage of an annotation as it stands in the text, its pieces joined."""
        return quote(self.document.text, annotation.pieces)
