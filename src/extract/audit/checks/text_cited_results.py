"""A cited study's results are the same in the text and in the row of a table that cites it.

"The 3-year local control rate was 93% [9]" beside the row of [9] with "LC at 3 yr 39%". The sentence cites this study
alone, and so does the row. Compared are rates, medians and ratios of survival, control and response, by measure,
statistic and time as they were read in both places: as many values on either side, and one of the text's that the row
does not print, rounded further or not. A warning: an update or a part of the patients may be meant, which the review
then does not tell. Measures told on one side alone, and numbers of other kinds, are left alone.
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from extract.audit.passages import evidence
from extract.audit.support.likeness import agree
from extract.model import Answer, Finding, Library, Paper, Passed, Result, Skipped

NAME = "text_cited_results"
VERSION = 1

MEASURES = frozenset(
    "OS PFS DFS RFS EFS MFS CSS LPFS LC LRC TTP ORR DCR CR pCR infield_PFS recanalization_rate HR OR RR".split()
)
STATISTICS = frozenset(("rate", "median", "ratio"))
Key = tuple[str, str, Decimal | None, str | None]
Told = dict[str, dict[Key, list[Result]]]


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    in_text, in_rows = _told(paper)
    for reference, stated in in_text.items():
        rows = in_rows.get(reference)
        for key, results in stated.items() if rows is not None else ():
            yield from _judge(paper, results, rows.get(key, []) if rows else [])


def _judge(paper: Paper, results: list[Result], printed: list[Result]) -> Iterator[Answer]:
    if not printed or len(results) != len(printed):
        yield from (Skipped(result.span, "the row does not print as many values of this kind") for result in results)
        return
    for result in results:
        if any(agree(_value(result), _value(other)) for other in printed):
            yield Passed(result.span)
            continue
        other = next((o for o in printed if not any(agree(_value(o), _value(r)) for r in results)), printed[0])
        yield Finding(
            check=NAME,
            severity="warning",
            message=(
                f"the text gives {result.measure} of the cited study as {result.value_text}, "
                f"the row of the table that cites it {other.value_text}"
            ),
            reported=result.value_text,
            expected=other.value_text,
            evidence=(
                evidence(paper, "result", result.pieces),
                evidence(paper, "context", other.pieces),
            ),
        )


def _told(paper: Paper) -> tuple[Told, Told]:
    """Reference -> kind -> the results of sentences, and of rows, that cite it alone."""
    cells = {cell.id: (table.id, cell.row) for table in paper.tables for cell in table.cells}
    markers = {marker.id: marker for marker in paper.markers}
    cited: dict[object, set[str]] = defaultdict(set)
    for citation in paper.citations:
        marker = markers.get(citation.marker)
        if marker is not None:
            place = cells.get(marker.cell) if marker.cell else marker.sentence
            cited[place].add(citation.reference or "")
    found: tuple[Told, Told] = (defaultdict(lambda: defaultdict(list)), defaultdict(lambda: defaultdict(list)))
    for result in paper.results:
        place = cells.get(result.cell) if result.cell else result.sentence
        references = cited.get(place, set())
        if len(references) != 1 or result.value is None or result.measure not in MEASURES:
            continue
        if result.statistic in STATISTICS and (reference := next(iter(references))):
            key = (result.measure, result.statistic, result.timepoint, result.timepoint_unit)
            found[bool(result.cell)][reference][key].append(result)
    return found


def _value(result: Result) -> Decimal:
    return result.value if result.value is not None else Decimal(0)
