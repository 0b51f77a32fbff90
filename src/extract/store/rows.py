"""A paper as rows: one relation of fields for each layer, from which its table is written and its export is read.

A column is the attribute of that name of what the layer holds (`sentence_id` the database's id of what `sentence`
names), but where a path or a function stands for it. Numbers, flags and lists become what SQLite keeps.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from operator import attrgetter
from typing import Any, NamedTuple

from extract.model import (
    Arm,
    Citation,
    Claim,
    Concept,
    Endpoint,
    Marker,
    Paper,
    Pieces,
    PooledEstimate,
    Quantity,
    Reference,
    Result,
    Section,
    Sentence,
    Study,
    Table,
    quote,
)
from extract.store.passages import PLACE, Places, Value, as_json, as_number, names
from extract.text.keys import title_mark

Row = tuple[Value, ...]


class Pointing:
    """A paper's citations by marker."""

    def __init__(self, paper: Paper) -> None:
        self._labels = {entry.id: entry.label or entry.key or "" for entry in paper.references}
        self._by_marker: dict[str, list[str]] = defaultdict(list)
        for citation in paper.citations:
            if citation.reference is not None:
                self._by_marker[citation.marker].append(citation.reference)

    def references(self, markers: tuple[str, ...]) -> tuple[str, ...]:
        """Ids of the references that these markers point at, each once, in text order."""
        return tuple(dict.fromkeys(entry for marker in markers for entry in self._by_marker.get(marker, ())))

    def labels(self, markers: tuple[str, ...]) -> tuple[str, ...]:
        """Their printed numbers, or keys where the list is not numbered."""
        return tuple(self._labels.get(entry, entry) for entry in self.references(markers))


class Exploded:
    """A paper with what its rows are made from: places, and which reference each marker means."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self._prefix = f"{paper.id}."
        self.places = Places(paper)
        self.pointing = Pointing(paper)

    def id(self, local: str | None) -> str | None:
        """The database's id for a paper's own id."""
        return None if local is None else self._prefix + local

    def ids(self, local: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._prefix + name for name in local)

    def quote(self, pieces: Pieces) -> str | None:
        return quote(self.paper.text, pieces) if pieces else None


Getter = Callable[[Exploded, Any], object]


NOTHING: Mapping[str, str | Getter] = {}


class Layer(NamedTuple):
    """A table of the database, its columns, and a function from a paper to their values."""

    table: str
    columns: tuple[str, ...]
    rows: Callable[[Exploded], Iterator[Row]]


def layer(
    table: str,
    kind: type,
    columns: str,
    *,
    items: Callable[[Paper], Iterable[Any]] | None = None,
    has_place: bool = True,
    made: Mapping[str, str | Getter] = NOTHING,
) -> Layer:
    """The layer of a paper's annotations of a kind (its attribute of the table's name, or `items`).

    `columns` in the order of the export; `made` says of some by which path of attributes or function they come.
    """
    own = names(columns)
    getters = [_getter(kind, column, made.get(column, column)) for column in own]

    def rows(exploded: Exploded) -> Iterator[Row]:
        for item in items(exploded.paper) if items else getattr(exploded.paper, table):
            place = exploded.places.columns(item.pieces, item.rule) if has_place else ()
            values = (stored_value(get(exploded, item)) for get in getters)
            yield exploded.id(item.id), exploded.paper.id, *values, *place

    return Layer(table, ("id", "document_id", *own, *(PLACE if has_place else ())), rows)


def _getter(kind: type, column: str, source: str | Getter) -> Getter:
    """How a column comes from an annotation of a kind; raises `LookupError` where the kind has no such attribute."""
    if not isinstance(source, str):
        return source
    known = {field.name for field in fields(kind)}
    first, *path = source.split(".")
    if first not in known and first.removesuffix("_id") in known:
        local = attrgetter(first.removesuffix("_id"))
        return lambda exploded, item: exploded.id(local(item))
    if first not in known:
        raise LookupError(f"{kind.__name__} has nothing for the column {column}")
    outer, inner = attrgetter(first), attrgetter(".".join(path)) if path else None
    if inner is None:
        return lambda exploded, item: outer(item)
    return lambda exploded, item: None if (held := outer(item)) is None else inner(held)


def stored_value(value: Any) -> Value:
    """A value as SQLite keeps it: flags as 0 and 1, printed numbers as numbers, lists as JSON."""
    if isinstance(value, tuple):
        return as_json([_member(member) for member in value])
    if isinstance(value, Decimal):
        return as_number(value)
    return int(value) if isinstance(value, bool) else value


def _member(value: Any) -> object:
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return as_number(value) if isinstance(value, Decimal) else value


def pages(exploded: Exploded) -> Iterator[Row]:
    for page in exploded.paper.document.pages:
        yield (
            *(exploded.paper.id, page.number, page.width, page.height, page.span.start, page.span.end),
            as_json(page.faults),
        )


def faults(exploded: Exploded) -> Iterator[Row]:
    for n, fault in enumerate(exploded.paper.document.faults):
        yield exploded.paper.id, n, fault.code, fault.message, fault.page


def relations(exploded: Exploded) -> Iterator[Row]:
    for n, other in enumerate(exploded.paper.document.relations):
        doi = other.doi.lower() if other.doi else None
        yield exploded.paper.id, n, other.kind, other.printed, doi, other.pmid, other.text


def abbreviations(exploded: Exploded) -> Iterator[Row]:
    for n, (short, long, span) in enumerate(exploded.paper.abbreviations):
        yield exploded.paper.id, n, short, long, span.start, span.end


CELL = names("table_id row col row_span col_span role row_path col_path")


def cells(exploded: Exploded) -> Iterator[Row]:
    for table in exploded.paper.tables:
        for cell in table.cells:
            yield (
                *(exploded.id(cell.id), exploded.paper.id, exploded.id(table.id)),
                *(cell.row, cell.col, cell.row_span, cell.col_span),
                *(cell.role, as_json(cell.row_path), as_json(cell.col_path)),
                *exploded.places.columns((cell.span,), table.rule),
            )


def claim_facts(exploded: Exploded) -> Iterator[Row]:
    for claim in exploded.paper.claims:
        for n, fact in enumerate(claim.facts):
            span = fact.span
            yield (
                *(exploded.id(claim.id), n, exploded.paper.id, fact.kind, fact.value, fact.qualifier),
                *(int(fact.negated), span.of(exploded.paper.text), span.start, span.end, fact.rule),
            )


def _limit(end: str, *kinds: str) -> Getter:
    """The end of a result's interval where that is of one of the kinds."""
    limit = attrgetter(end)
    return lambda _, result: limit(result.interval) if result.interval and result.interval.kind in kinds else None


def _derived(exploded: Exploded, result: Result) -> str | None:
    """How a result was computed, and from which."""
    if not result.derived:
        return None
    return as_json({"formula": result.derived, "from": exploded.ids(result.derived_from)})


def _size(count: str, span: str) -> Getter:
    """How many rows or columns a table has."""
    return lambda _, table: max((getattr(cell, count) + getattr(cell, span) for cell in table.cells), default=0)


ENTRY = """authors et_al editors title container year year_suffix volume issue pages doi doi_printed pmid pmcid url
 other_id publisher place type"""

LAYERS: tuple[Layer, ...] = (
    Layer("pages", names("document_id number width height start_char end_char faults"), pages),
    Layer("faults", names("document_id n code message page"), faults),
    Layer("relations", names("document_id n kind printed doi pmid text"), relations),
    layer(
        "sections",
        Section,
        "role heading level parent_id start_char end_char pieces page rule language",
        has_place=False,
        made={
            "start_char": lambda _, section: section.pieces[0].start,
            "end_char": lambda _, section: section.pieces[-1].end,
            "pieces": lambda _, section: tuple((piece.start, piece.end) for piece in section.pieces),
            "page": lambda exploded, section: exploded.paper.document.page_at(section.pieces[0].start),
        },
    ),
    layer("sentences", Sentence, "section_id"),
    Layer("abbreviations", names("document_id n short long start_char end_char"), abbreviations),
    layer(
        "tables",
        Table,
        "label caption notes faults n_rows n_cols",
        items=lambda paper: (table for table in paper.tables if table.pieces),
        made={
            "caption": lambda exploded, table: exploded.quote(table.caption),
            "notes": lambda exploded, table: tuple(exploded.quote(note) for note in table.notes),
            "n_rows": _size("row", "row_span"),
            "n_cols": _size("col", "col_span"),
        },
    ),
    Layer("cells", ("id", "document_id", *CELL, *PLACE), cells),
    layer(
        "bibliography",
        Reference,
        f"label key {ENTRY} title_mark",
        items=lambda paper: paper.references,
        made={
            "title_mark": lambda _, entry: title_mark(entry.fields.title),
            **{name: f"fields.{name}" for name in names(ENTRY)},
        },
    ),
    layer("markers", Marker, "style keys sentence_id cell_id"),
    layer(
        "citations",
        Citation,
        "marker_id key reference_id status candidates rule",
        has_place=False,
        made={"candidates": lambda exploded, citation: exploded.ids(citation.candidates)},
    ),
    layer("endpoints", Endpoint, "name printed role unit timepoint timepoint_unit"),
    layer("arms", Arm, "name names n n_role"),
    layer(
        "quantities",
        Quantity,
        """kind digits value unit scale bound interval_kind low high p_relation p_value sd se count total df slots
 row_path column_path result_id sentence_id table_id cell_id""",
        made={
            "interval_kind": "interval.kind",
            "low": "interval.low",
            "high": "interval.high",
            "p_relation": "p.relation",
            "p_value": "p.value",
        },
    ),
    layer(
        "results",
        Result,
        """measure statistic value value_text unit outcome outcome_id row_path column_path timepoint timepoint_unit
 timepoint_text ci_low ci_high ci_level interval_kind range_low range_high p_relation p_value sd se count denominator n
 df arm comparator population adjusted contrast probability status role source derived citations unbound endpoint_id
 sentence_id table_id cell_id""",
        made={
            "ci_low": _limit("low", "ci", "cri"),
            "ci_high": _limit("high", "ci", "cri"),
            "ci_level": "interval.level",
            "interval_kind": "interval.kind",
            "range_low": _limit("low", "iqr", "range"),
            "range_high": _limit("high", "iqr", "range"),
            "p_relation": "p.relation",
            "p_value": "p.value",
            "derived": _derived,
            "citations": lambda exploded, result: exploded.pointing.labels(result.markers),
        },
    ),
    layer(
        "claims",
        Claim,
        "sentence_id cell_id type hedged negated markers reference_ids result_ids",
        made={
            "markers": lambda exploded, claim: exploded.ids(claim.markers),
            "reference_ids": lambda exploded, claim: exploded.ids(exploded.pointing.references(claim.markers)),
            "result_ids": lambda exploded, claim: exploded.ids(claim.results),
        },
    ),
    layer("concepts", Concept, "kind term name mesh_id drugbank_id"),
    layer(
        "studies",
        Study,
        "table_id row col row_label author year reference_id candidates status linked_by",
        made={
            "row_label": "label",
            "linked_by": "by",
            "candidates": lambda exploded, study: exploded.ids(study.candidates),
        },
    ),
    layer(
        "pooled",
        PooledEstimate,
        """table_id outcome measure model k estimate ci_low ci_high i2 recomputed_estimate recomputed_low
 recomputed_high recomputed_i2 agrees rows scale effects""",
        made={
            "ci_low": "low",
            "ci_high": "high",
            "rows": lambda exploded, estimate: exploded.ids(estimate.rows),
        },
    ),
    Layer(
        "claim_facts",
        names("claim_id n document_id kind value qualifier negated text start_char end_char rule"),
        claim_facts,
    ),
)
"""The tables of a paper in the order in which they are written; deleting goes the other way."""

COLUMNS = {layer.table: layer.columns for layer in LAYERS}
"""The columns of each table of a paper."""
