"""Results of a whole paper, in text and in tables."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal, get_args

from extract.annotate.concepts import outcome_term
from extract.annotate.figures import Figures, read_figures
from extract.annotate.quantities.atoms import Atom, Line, Reader, make_reader
from extract.annotate.quantities.binding_cells import Frame, frame_of
from extract.annotate.quantities.draft import Draft, Thread
from extract.annotate.quantities.groups import Groups
from extract.annotate.quantities.in_text import Watch, name_drafts, read_text
from extract.annotate.quantities.known import Known, know, with_groups, words_of
from extract.annotate.quantities.lexicon import make_lexicon, make_treatments
from extract.annotate.quantities.phrases import Outcomes, topic_of
from extract.annotate.quantities.roles import Place
from extract.annotate.quantities.tables import holds_prose, read_table
from extract.model import (
    Marker,
    Paper,
    Quantity,
    QuantityKind,
    Result,
    Section,
    Sentence,
    Slot,
    SlotName,
    SpanIndex,
    offset_in,
    quote,
    quoted_at,
)
from extract.text import lazy_re as re
from extract.vocabulary import Vocabulary

INTRODUCES = re.compile(
    r"\W{0,6}(?:In )?(?:A|An|Another|One|Data from|The(?= (?:\w+ ){0,3}(?:19|20)\d\d))\b[^.;]{0,90}?"
    r"\b(?:study|trial|analysis|cohort|meta-analysis|review|meeting)\b"
    r"|\W{0,6}(?:Furthermore|Moreover|Additionally)\b[^.;]{0,90}?\b(?:study|trial)\b"
)
"""A sentence that brings up a study, cited only when all is told of it."""

CAPTION = re.compile(r"\W{0,3}(?:Fig(?:ure|\.)?|Table|Supplementary (?:Fig|Table))\.?\s?S?\d")
HERE = re.compile(
    r"\b(?:our|we|this study|the present study|the current study|this trial|present analysis)\b", re.IGNORECASE
)
RESULTS_HEADING = re.compile(r"\W{0,4}(?:main )?(?:results?|findings|measurements and main results)\b\W", re.IGNORECASE)
CRITERIA = re.compile(r"criteri|eligib|inclusion|population|patients", re.IGNORECASE)
SILENT = ("references", "back", "title")


def read_atoms(text: str, vocabulary: Vocabulary) -> tuple[Atom, ...]:
    """The numbers of any text in order, typed by their form and unit only; places are offsets into `text`."""
    return tuple(_plain_reader(vocabulary).read(Line(text)))


@lru_cache(maxsize=4)
def _plain_reader(vocabulary: Vocabulary) -> Reader:
    """The reader without a paper's own abbreviations; kept, since single texts are read by the hundred."""
    return make_reader(make_lexicon(vocabulary))


LONGEST_CELL = 10_000
"""Characters of a cell of prose; longer ones are pages that a table lays out."""


def bind_numbers(
    paper: Paper, vocabulary: Vocabulary, figures: Figures | None = None, watch: Watch | None = None
) -> tuple[tuple[Quantity, ...], tuple[Result, ...]]:
    """All numbers of a paper in text order, and the results among them.

    `figures`: the numbers of the document as they are read, where the caller has them; `watch` is told how each
    sentence is judged.
    """
    figures, printed = figures or read_figures(paper.document), paper
    paper = replace(paper, document=replace(paper.document, text=figures.text))
    lexicon = make_lexicon(vocabulary, ((short, long) for short, long, _ in paper.abbreviations))
    reader = make_reader(lexicon)
    treatments = make_treatments(vocabulary)
    groups = Groups(paper.arms, treatments)
    known = know(paper, lexicon, treatments)
    in_tables = list(_in_tables(paper, reader, groups, known))
    outcomes = outcomes_of(paper, in_tables)
    known = with_groups(known, (table.arm for table in in_tables if table.arm and table.statistic != "p"))
    found = [*_in_sentences(paper, reader, groups, known, outcomes, watch), *in_tables]
    found = [_as_printed(result, figures) for result in found]
    found.sort(key=lambda result: (result.pieces[0].start, result.pieces[-1].end))
    results = tuple(_numbered(printed, found, vocabulary))
    quantities = (
        quantity_of(result, draft.slots, lexicon.unit(result.unit)[1] if result.unit else "")
        for result, draft in zip(results, found, strict=True)
    )
    return tuple(quantities), results


def outcomes_of(paper: Paper, in_tables: Sequence[Result]) -> Outcomes:
    """What the rows of the tables and the abbreviations of a paper name."""
    names = frozenset(
        frozenset(words_of(part))
        for result in in_tables
        if result.outcome and result.statistic != "p"
        for part in result.outcome.split(" > ")
    )
    words = frozenset(word for name in names for word in name if len(word) > 1)
    shorts = frozenset(short for short, _, _ in paper.abbreviations)
    title = frozenset(words_of(paper.document.metadata.title or ""))
    return Outcomes(names, words, shorts=shorts, title=title)


def _as_printed(result: Result, figures: Figures) -> Result:
    """A result whose number is written in powers of ten stands at the whole of it."""
    if not figures.powers:
        return result
    return replace(result, pieces=tuple(dict.fromkeys(figures.widened(piece) for piece in result.pieces)))


def _numbered(paper: Paper, found: list[Result], vocabulary: Vocabulary) -> Iterator[Result]:
    endpoints = {endpoint.name: endpoint.id for endpoint in paper.endpoints}
    for number, result in enumerate(found, 1):
        endpoint = endpoints.get(result.endpoint or result.measure)
        text = quote(paper.text, result.pieces)
        outcome_id = outcome_term(result.outcome, vocabulary) if result.outcome else None
        yield replace(result, id=f"result{number}", value_text=text, endpoint=endpoint, outcome_id=outcome_id, slots=())


def _in_tables(paper: Paper, reader: Reader, groups: Groups, known: Known) -> Iterator[Result]:
    by_row: dict[tuple[str, int], list[Marker]] = {}
    row_at = SpanIndex((cell.span, (table.id, cell.row)) for table in paper.tables for cell in table.cells).at
    for marker in paper.markers:
        if (place := row_at(marker.pieces[0].start)) is not None:
            by_row.setdefault(place, []).append(marker)
    for table in paper.tables:
        frame = frame_of(table, paper.text, reader.lexicon)
        for result in read_table(frame, known):
            row = int((result.cell or "..").split(".")[1])
            yield _cited(result, by_row.get((table.id, row), []))
        yield from _in_prose(paper, frame, reader, groups, by_row)


def _cited(result: Result, markers: list[Marker]) -> Result:
    if not markers:
        return result
    return replace(result, source="cited", markers=tuple(marker.id for marker in markers))


def _in_prose(
    paper: Paper, frame: Frame, reader: Reader, groups: Groups, by_row: dict[tuple[str, int], list[Marker]]
) -> Iterator[Result]:
    """Cells that hold sentences: a review's table of studies."""
    for cell in frame.table.cells:
        printed = cell.span.of(paper.text)
        if cell.role not in ("body",) or len(printed) > LONGEST_CELL or not holds_prose(printed):
            continue
        markers = by_row.get((frame.table.id, cell.row), [])
        heads = " / ".join(cell.col_path)
        place = Place("criteria" if CRITERIA.search(heads) else "cell", heads, bool(markers), False)
        sentence = Sentence(id="", pieces=(cell.span,), rule="")
        for draft in read_text(printed.replace("\n", " "), reader, groups, place, Thread()):
            result = _result(draft, sentence, markers)
            yield replace(
                result, sentence=None, cell=cell.id, table=frame.table.id, rule=draft.rule.replace("text", "prose")
            )


def _in_sentences(
    paper: Paper, reader: Reader, groups: Groups, known: Known, outcomes: Outcomes, watch: Watch | None
) -> Iterator[Result]:
    sections = {section.id: section for section in paper.sections}
    own_study = _reports_a_study(paper)
    by_sentence: dict[str, list[Marker]] = {}
    for marker in paper.markers:
        if marker.sentence:
            by_sentence.setdefault(marker.sentence, []).append(marker)
    thread = Thread()
    meant = _meant(paper, by_sentence, own_study)
    captions = {block.pieces[0].start for block in paper.document.blocks if block.kind == "caption"}
    for sentence in paper.sentences:
        section = sections.get(sentence.section or "")
        role = section.role if section else "other"
        if role in SILENT:
            continue
        if thread.section != sentence.section:
            thread = Thread(section=sentence.section)
            outcomes.last = outcomes.number = None
            outcomes.heading = topic_of(section.heading or "") if section else ""
        markers = by_sentence.get(sentence.id, [])
        text = quote(paper.text, sentence.pieces)
        cites = meant[sentence.id]
        is_caption = sentence.pieces[0].start in captions or bool(CAPTION.match(text))
        place = Place("caption" if is_caption else role, _headings(section, sections), bool(cites), own_study)
        plain = _without(text, sentence, markers)
        drafts = name_drafts(plain, read_text(plain, reader, groups, place, thread), known, outcomes, watch)
        for draft in drafts:
            yield _result(draft, sentence, cites)


def _reports_a_study(paper: Paper) -> bool:
    """The paper has results of its own: a section of them, or an abstract that is structured by methods and results."""
    if any(
        section.role == "results" or RESULTS_HEADING.match(f"{section.heading or ''} ") for section in paper.sections
    ):
        return True
    abstracts = {section.id for section in paper.sections if section.role == "abstract"}
    return any(
        RESULTS_HEADING.match(quote(paper.text, sentence.pieces))
        for sentence in paper.sentences[:80]
        if sentence.section in abstracts
    )


def _meant(paper: Paper, printed: dict[str, list[Marker]], own_study: bool) -> dict[str, list[Marker]]:
    """The markers that each sentence rests on: its own, those of the study it goes on about, or the next ones."""
    meant: dict[str, list[Marker]] = {}
    carried: list[Marker] = []
    waiting: list[str] = []
    section: str | None = None
    for sentence in paper.sentences:
        if sentence.section != section:
            section, carried, waiting = sentence.section, [], []
        own = printed.get(sentence.id, [])
        text = quote(paper.text, sentence.pieces)
        if own_study and HERE.search(text):
            carried, waiting = [], []
        if own:
            meant |= dict.fromkeys(waiting[-4:], own)
            meant[sentence.id], carried, waiting = own, own, []
        elif INTRODUCES.match(text) or (waiting and _goes_on(text)):
            waiting.append(sentence.id)
            meant[sentence.id] = []
        else:
            meant[sentence.id] = carried if _goes_on(text) else []
            waiting = []
    return meant


def _goes_on(text: str) -> bool:
    """A sentence that goes on about the study cited before."""
    return bool(
        re.match(
            r"\W*(?:The|In (?:this|the|that)|This|These|Their|They|It|After|At|Median|With|Subgroup|"
            r"Similarly|However|Although|Among|Of)\b",
            text,
        )
    ) and not re.search(r"\b(?:our|we)\b", text, re.IGNORECASE)


def _headings(section: Section | None, sections: dict[str, Section]) -> str:
    headings: list[str] = []
    while section is not None and len(headings) < 4:
        headings.append(section.heading or "")
        section = sections.get(section.parent or "")
    return " / ".join(headings)


def _without(text: str, sentence: Sentence, markers: list[Marker]) -> str:
    """The sentence with its markers blanked out, place for place."""
    for marker in markers:
        for piece in marker.pieces:
            start = offset_in(sentence.pieces, piece.start)
            if start is not None and marker.style != "author_year":
                end = min(len(text), start + len(piece))
                text = f"{text[:start]}{chr(0) * (end - start)}{text[end:]}"
    return text


def _result(draft: Draft, sentence: Sentence, cites: list[Marker]) -> Result:
    atom = draft.atom
    return Result(
        id="",
        pieces=quoted_at(sentence.pieces, atom.start, atom.end),
        rule=draft.rule,
        measure=draft.measure,
        statistic=draft.statistic,
        value=atom.value,
        value_text="",
        outcome=draft.named,
        probability=draft.probability,
        slots=draft.slots,
        unit=atom.unit,
        timepoint=draft.timepoint,
        timepoint_unit=draft.timepoint_unit,
        timepoint_text=draft.time_text,
        interval=atom.interval,
        p=draft.p,
        sd=atom.sd,
        se=atom.se,
        count=atom.count,
        denominator=atom.total,
        df=atom.df,
        arm=draft.arm,
        comparator=draft.comparator,
        population=draft.population,
        status=_status(draft),
        role=draft.role,
        endpoint=draft.outcome,
        source=draft.source,
        sentence=sentence.id,
        markers=tuple(marker.id for marker in cites) if draft.source == "cited" else (),
    )


def _status(draft: Draft) -> Literal["reported", "not_reached", "not_significant"]:
    form = draft.atom.form
    return form if form == "not_reached" or form == "not_significant" else "reported"


KINDS: dict[str, QuantityKind] = {
    **{kind: kind for kind in get_args(QuantityKind)},
    "count_share": "share",
    "two_means": "mean_sd",
    "value_and_other": "mean_sd",
    "interval": "range",
}
"""The kind of a quantity by the last part of the rule that read it."""


READ = 0.9
"""Probability of what is read straight from the form of a number and its labels (bindings, papers left out)."""


def quantity_of(result: Result, slots: tuple[Slot, ...], scale: str) -> Quantity:
    """The quantity that a result was made from, with the slots that were filled by evidence; `scale` of its unit."""
    form = result.rule.partition("_")[2].removeprefix("head_")
    return Quantity(
        id=result.id.replace("result", "quantity"),
        pieces=result.pieces,
        rule=result.rule,
        kind=KINDS.get(form, "number"),
        digits=result.value_text,
        value=result.value,
        unit=result.unit,
        scale=scale,
        interval=result.interval,
        p=result.p,
        sd=result.sd,
        se=result.se,
        count=result.count,
        total=result.denominator,
        df=result.df,
        slots=tuple(_slots(result, slots)),
        row_path=result.row_path,
        column_path=result.column_path,
        sentence=result.sentence,
        cell=result.cell,
        table=result.table,
        result=result.id,
    )


def _slots(result: Result, slots: tuple[Slot, ...]) -> Iterator[Slot]:
    """The slots with evidence, and the others as they were read."""
    yield from slots
    given = {slot.name for slot in slots}
    time = f"{result.timepoint} {result.timepoint_unit}" if result.timepoint is not None else result.timepoint_text
    plain: tuple[tuple[SlotName, str | None], ...] = (
        ("outcome", result.outcome),
        ("arm", result.arm),
        ("comparator", result.comparator),
        ("timepoint", time),
        ("statistic", result.statistic),
        ("unit", result.unit),
        ("role", result.role),
        ("source", result.source),
        ("contrast", result.contrast),
    )
    for name, value in plain:
        if name not in given and value is not None:
            yield Slot(name=name, value=value, probability=READ)
