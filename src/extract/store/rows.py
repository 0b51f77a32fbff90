"""A paper as rows: for each table its columns, and a function from a paper to their values."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import asdict

from extract.model import Annotation, Paper, Pieces, quote
from extract.store.passages import PLACE, Places, Value, as_json, as_number, names
from extract.text.keys import title_mark


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

    def labels(self, markers: tuple[str, ...]) -> list[str]:
        """Their printed numbers, or keys where the list is not numbered."""
        return [self._labels.get(entry, entry) for entry in self.references(markers)]

    def label(self, reference: str) -> str:
        return self._labels.get(reference, reference)


Row = tuple[Value, ...]
Maker = Callable[["Exploded"], Iterator[Row]]


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

    def ids(self, local: tuple[str, ...]) -> str:
        return as_json([self._prefix + name for name in local])

    def place(self, annotation: Annotation) -> Row:
        return self.places.columns(annotation.pieces, annotation.rule)

    def quote(self, pieces: Pieces) -> str | None:
        return quote(self.paper.text, pieces) if pieces else None


def pages(made: Exploded) -> Iterator[Row]:
    for page in made.paper.document.pages:
        faults = as_json(page.faults)
        yield made.paper.id, page.number, page.width, page.height, page.span.start, page.span.end, faults


def faults(made: Exploded) -> Iterator[Row]:
    for n, fault in enumerate(made.paper.document.faults):
        yield made.paper.id, n, fault.code, fault.message, fault.page


def relations(made: Exploded) -> Iterator[Row]:
    for n, other in enumerate(made.paper.document.relations):
        doi = other.doi.lower() if other.doi else None
        yield made.paper.id, n, other.kind, other.printed, doi, other.pmid, other.text


def sections(made: Exploded) -> Iterator[Row]:
    for section in made.paper.sections:
        start, end = section.pieces[0].start, section.pieces[-1].end
        pieces = as_json([[piece.start, piece.end] for piece in section.pieces])
        yield (
            *(made.id(section.id), made.paper.id, made.id(section.parent)),
            *(
                section.role,
                section.heading,
                section.level,
                start,
                end,
                pieces,
                made.paper.document.page_at(start),
                section.rule,
            ),
            section.language,
        )


def sentences(made: Exploded) -> Iterator[Row]:
    for sentence in made.paper.sentences:
        yield made.id(sentence.id), made.paper.id, made.id(sentence.section), *made.place(sentence)


def abbreviations(made: Exploded) -> Iterator[Row]:
    for n, (short, long, span) in enumerate(made.paper.abbreviations):
        yield made.paper.id, n, short, long, span.start, span.end


def tables(made: Exploded) -> Iterator[Row]:
    for table in made.paper.tables:
        if not table.pieces:
            continue
        notes = as_json([made.quote(note) for note in table.notes])
        n_rows = max((cell.row + cell.row_span for cell in table.cells), default=0)
        n_cols = max((cell.col + cell.col_span for cell in table.cells), default=0)
        yield (
            *(made.id(table.id), made.paper.id, table.label, made.quote(table.caption), notes),
            *(as_json(table.faults), n_rows, n_cols, *made.place(table)),
        )


def cells(made: Exploded) -> Iterator[Row]:
    for table in made.paper.tables:
        for cell in table.cells:
            yield (
                *(made.id(cell.id), made.paper.id, made.id(table.id), cell.row, cell.col, cell.row_span, cell.col_span),
                *(cell.role, as_json(cell.row_path), as_json(cell.col_path)),
                *made.places.columns((cell.span,), table.rule),
            )


def bibliography(made: Exploded) -> Iterator[Row]:
    for entry in made.paper.references:
        fields = entry.fields
        authors, editors = (
            as_json([{"family": x.family, "given": x.given, "is_group": x.is_group} for x in people])
            for people in (fields.authors, fields.editors)
        )
        yield (
            *(made.id(entry.id), made.paper.id, entry.label, entry.key, authors, int(fields.et_al), editors),
            *(fields.year, fields.year_suffix, fields.title, fields.container, fields.volume, fields.issue),
            *(fields.pages, fields.doi, fields.doi_printed, fields.pmid, fields.pmcid, fields.url, fields.other_id),
            *(fields.publisher, fields.place, fields.type, *made.place(entry), title_mark(fields.title)),
        )


def markers(made: Exploded) -> Iterator[Row]:
    for marker in made.paper.markers:
        sentence, cell = made.id(marker.sentence), made.id(marker.cell)
        keys = as_json(marker.keys)
        yield made.id(marker.id), made.paper.id, sentence, cell, marker.style, keys, *made.place(marker)


def citations(made: Exploded) -> Iterator[Row]:
    for citation in made.paper.citations:
        reference, candidates = made.id(citation.reference), made.ids(citation.candidates)
        yield (
            *(made.id(citation.id), made.paper.id, made.id(citation.marker), citation.key, reference),
            *(citation.status, candidates, citation.rule),
        )


def endpoints(made: Exploded) -> Iterator[Row]:
    for endpoint in made.paper.endpoints:
        yield (
            *(made.id(endpoint.id), made.paper.id, endpoint.name, endpoint.printed, endpoint.role, endpoint.unit),
            *(as_number(endpoint.timepoint), endpoint.timepoint_unit, *made.place(endpoint)),
        )


def arms(made: Exploded) -> Iterator[Row]:
    for arm in made.paper.arms:
        yield made.id(arm.id), made.paper.id, arm.name, as_json(arm.names), arm.n, arm.n_role, *made.place(arm)


def results(made: Exploded) -> Iterator[Row]:
    for result in made.paper.results:
        interval, p = result.interval, result.p
        ends = (as_number(interval.low), as_number(interval.high)) if interval else (None, None)
        is_confidence = interval is not None and interval.kind in ("ci", "cri")
        derived = (
            {"formula": result.derived, "from": [made.id(x) for x in result.derived_from]} if result.derived else None
        )
        yield (
            *(made.id(result.id), made.paper.id),
            *(made.id(result.endpoint), made.id(result.sentence), made.id(result.cell), made.id(result.table)),
            *(result.measure, result.statistic, as_number(result.value), result.value_text, result.unit),
            *(result.outcome, result.outcome_id, as_json(result.row_path), as_json(result.column_path)),
            *(as_number(result.timepoint), result.timepoint_unit, result.timepoint_text),
            interval.kind if interval else None,
            *(ends if is_confidence else (None, None)),
            as_number(interval.level) if interval else None,
            *((None, None) if is_confidence else ends),
            *(p.relation if p else None, as_number(p.value) if p else None),
            *(as_number(result.sd), as_number(result.se), result.count, result.denominator, result.n),
            *(as_json([as_number(x) for x in result.df]), result.arm, result.comparator, result.population),
            *(int(result.adjusted), result.contrast, result.probability),
            *(result.status, result.role, result.source, as_json(derived) if derived else None),
            *(as_json(made.pointing.labels(result.markers)), as_json(result.unbound), *made.place(result)),
        )


def quantities(made: Exploded) -> Iterator[Row]:
    for quantity in made.paper.quantities:
        interval, p = quantity.interval, quantity.p
        slots = [
            {"name": slot.name, "value": slot.value, "probability": slot.probability, "evidence": slot.evidence}
            for slot in quantity.slots
        ]
        yield (
            *(made.id(quantity.id), made.paper.id, made.id(quantity.sentence), made.id(quantity.cell)),
            *(made.id(quantity.table), made.id(quantity.result), quantity.kind, quantity.digits),
            *(as_number(quantity.value), quantity.unit, quantity.scale, quantity.bound),
            *((interval.kind, as_number(interval.low), as_number(interval.high)) if interval else (None, None, None)),
            *(p.relation if p else None, as_number(p.value) if p else None),
            *(as_number(quantity.sd), as_number(quantity.se), quantity.count, quantity.total),
            *(as_json([as_number(x) for x in quantity.df]), as_json(slots)),
            *(as_json(quantity.row_path), as_json(quantity.column_path), *made.place(quantity)),
        )


def studies(made: Exploded) -> Iterator[Row]:
    for study in made.paper.studies:
        yield (
            *(made.id(study.id), made.paper.id, made.id(study.table), study.row, study.col, study.label),
            *(study.author, study.year, made.id(study.reference), made.ids(study.candidates)),
            *(study.status, study.by, *made.place(study)),
        )


def pooled(made: Exploded) -> Iterator[Row]:
    for estimate in made.paper.pooled:
        yield (
            *(
                made.id(estimate.id),
                made.paper.id,
                made.id(estimate.table),
                estimate.outcome,
                estimate.measure,
                estimate.model,
                estimate.k,
            ),
            *(as_number(estimate.estimate), as_number(estimate.low), as_number(estimate.high), as_number(estimate.i2)),
            *(estimate.recomputed_estimate, estimate.recomputed_low, estimate.recomputed_high, estimate.recomputed_i2),
            *(
                int(estimate.agrees),
                made.ids(estimate.rows),
                estimate.scale,
                as_json([asdict(row) for row in estimate.effects]),
            ),
            *made.place(estimate),
        )


def concepts(made: Exploded) -> Iterator[Row]:
    for concept in made.paper.concepts:
        yield (
            *(made.id(concept.id), made.paper.id, concept.kind, concept.term, concept.name),
            *(concept.mesh_id, concept.drugbank_id, *made.place(concept)),
        )


def claims(made: Exploded) -> Iterator[Row]:
    for claim in made.paper.claims:
        references = made.ids(made.pointing.references(claim.markers))
        yield (
            *(made.id(claim.id), made.paper.id, made.id(claim.sentence), made.id(claim.cell), claim.type),
            *(int(claim.hedged), int(claim.negated), made.ids(claim.markers), references, made.ids(claim.results)),
            *made.place(claim),
        )


def claim_facts(made: Exploded) -> Iterator[Row]:
    for claim in made.paper.claims:
        for n, fact in enumerate(claim.facts):
            span = fact.span
            yield (
                *(made.id(claim.id), n, made.paper.id, fact.kind, fact.value, fact.qualifier, int(fact.negated)),
                *(span.of(made.paper.text), span.start, span.end, fact.rule),
            )


STUDY_COLUMNS = """id document_id table_id row col row_label author year reference_id candidates status linked_by"""
POOLED_COLUMNS = """id document_id table_id outcome measure model k estimate ci_low ci_high i2 recomputed_estimate
 recomputed_low recomputed_high recomputed_i2 agrees rows scale effects"""
QUANTITY_COLUMNS = """id document_id sentence_id cell_id table_id result_id kind digits value unit scale bound
 interval_kind low high p_relation p_value sd se count total df slots row_path column_path"""
RESULT_COLUMNS = """id document_id endpoint_id sentence_id cell_id table_id measure statistic value value_text unit
 outcome outcome_id row_path column_path timepoint timepoint_unit timepoint_text interval_kind ci_low
 ci_high ci_level range_low range_high p_relation p_value sd se count denominator n df arm comparator
 population adjusted contrast probability status role source derived citations unbound"""
ENTRY_COLUMNS = """id document_id label key authors et_al editors year year_suffix title container volume issue pages
 doi doi_printed pmid pmcid url other_id publisher place type"""

FACT_COLUMNS = "claim_id n document_id kind value qualifier negated text start_char end_char rule"
CLAIM_COLUMNS = "id document_id sentence_id cell_id type hedged negated markers reference_ids result_ids"
SECTION_COLUMNS = "id document_id parent_id role heading level start_char end_char pieces page rule language"
CELL_COLUMNS = "id document_id table_id row col row_span col_span role row_path col_path"

LAYERS: tuple[tuple[str, tuple[str, ...], Maker], ...] = (
    ("pages", names("document_id number width height start_char end_char faults"), pages),
    ("faults", names("document_id n code message page"), faults),
    ("relations", names("document_id n kind printed doi pmid text"), relations),
    ("sections", names(SECTION_COLUMNS), sections),
    ("sentences", (*names("id document_id section_id"), *PLACE), sentences),
    ("abbreviations", names("document_id n short long start_char end_char"), abbreviations),
    ("tables", (*names("id document_id label caption notes faults n_rows n_cols"), *PLACE), tables),
    ("cells", (*names(CELL_COLUMNS), *PLACE), cells),
    ("bibliography", (*names(ENTRY_COLUMNS), *PLACE, "title_mark"), bibliography),
    ("markers", (*names("id document_id sentence_id cell_id style keys"), *PLACE), markers),
    ("citations", names("id document_id marker_id key reference_id status candidates rule"), citations),
    ("endpoints", (*names("id document_id name printed role unit timepoint timepoint_unit"), *PLACE), endpoints),
    ("arms", (*names("id document_id name names n n_role"), *PLACE), arms),
    ("quantities", (*names(QUANTITY_COLUMNS), *PLACE), quantities),
    ("results", (*names(RESULT_COLUMNS), *PLACE), results),
    ("claims", (*names(CLAIM_COLUMNS), *PLACE), claims),
    ("concepts", (*names("id document_id kind term name mesh_id drugbank_id"), *PLACE), concepts),
    ("studies", (*names(STUDY_COLUMNS), *PLACE), studies),
    ("pooled", (*names(POOLED_COLUMNS), *PLACE), pooled),
    ("claim_facts", names(FACT_COLUMNS), claim_facts),
)
"""Table, columns, maker; in the order in which they are written. Deleting goes the other way."""
