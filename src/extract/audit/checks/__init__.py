"""All checks, in the order in which they are run and shown, and where each lives.

Those that compare one kind of fact between a passage and the entry it cites are rows of `citations`, those that look at
the entries of the list one by one rows of `references`, those between numbers rows of the engine of relations.

A check's first word names its family: `citation_` (can the cited work be the study described?), `reference_` (does
the entry exist, and is it what it says?), `claim_` (do the claim's numbers agree with its source?), `stat_`
(arithmetic and statistics), `text_` (a paper against itself), `review_` (the studies that a review includes, and what
it pools).
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import cast

from extract.errors import UsageError
from extract.model import Answer, Check, Library, Paper

HOMES = {
    "reference_identity": "checks.references",
    "reference_retracted": "checks.references",
    "reference_fields": "checks.references",
    "reference_doi": "checks.references",
    "reference_malformed_doi": "checks.references",
    "reference_impossible_year": "checks.references",
    "reference_never_cited": "checks.references",
    "reference_missing": "checks.references",
    "reference_duplicate": "checks.references",
    "reference_numbering": "checks.references",
    "reference_registration": "checks.reference_registration",
    "citation_disease": "checks.citations",
    "citation_organism": "checks.citations",
    "citation_design": "checks.citations",
    "citation_intervention": "checks.citations",
    "citation_year": "checks.citations",
    "citation_journal": "checks.citations",
    "citation_country": "checks.citations",
    "citation_registration": "checks.citations",
    "citation_author": "checks.citations",
    "citation_order": "checks.citations",
    "citation_fit": "checks.citations",
    "citation_entry": "checks.citations",
    "citation_self_contradiction": "checks.citations",
    "citation_verdict": "checks.citations",
    "claim_against_source": "checks.claim_against_source",
    "claim_across_papers": "checks.claim_across_papers",
    "review_study_entry": "checks.review_study_entry",
    "review_study_twice": "checks.review_study_twice",
    "review_study_source": "checks.review_study_source",
    "review_pooled_estimate": "checks.review_pooled_estimate",
    "review_risk_of_bias": "relations.risk_of_bias.RISK_OF_BIAS",
    "review_heterogeneity": "relations.heterogeneity.HETEROGENEITY",
    "review_study_count": "relations.study_counts.STUDY_COUNT",
    "review_flow": "relations.review_records.REVIEW_FLOW",
    "stat_percent_of_fraction": "relations.shares.PERCENT_OF_FRACTION",
    "stat_possible_percent": "relations.shares.POSSIBLE_PERCENT",
    "stat_column_percent": "relations.column_percents.COLUMN_PERCENT",
    "stat_estimate_in_interval": "relations.intervals.INSIDE",
    "stat_interval_against_p": "relations.interval_p.P_OF_INTERVAL",
    "stat_test_statistic": "relations.statistics.TEST_STATISTIC",
    "stat_df_of_n": "relations.statistics.DF_OF_N",
    "stat_wording_against_numbers": "relations.wordings.WORDING",
    "stat_group_comparison": "relations.printed_p.GROUP_COMPARISON",
    "stat_median_in_range": "relations.ranges.MEDIAN_IN_RANGE",
    "stat_survival_order": "relations.survival.SURVIVAL_ORDER",
    "stat_percent_of_group": "relations.shares.PERCENT_OF_GROUP",
    "stat_interval_symmetry": "relations.intervals.MIDDLE",
    "stat_possible_p": "relations.printed_p.POSSIBLE_P",
    "stat_whole_numbers": "relations.whole_numbers.WHOLE_NUMBERS",
    "stat_sum": "relations.totals.ROW_TOTAL",
    "stat_category_sum": "relations.totals.CATEGORIES",
    "stat_total_percent": "relations.percents.TOTAL_BETWEEN",
    "stat_percent_step": "relations.percents.STEPS",
    "stat_parts_of_whole": "relations.parts_of_whole.PARTS_OF_WHOLE",
    "stat_participant_flow": "relations.parts_of_whole.PARTICIPANT_FLOW",
    "text_abstract_estimates": "relations.abstract_estimates.ABSTRACT_ESTIMATES",
    "text_baseline_balance": "relations.balance.BALANCE",
    "text_direction_wording": "relations.directions.DIRECTION_WORDING",
    "text_study_period": "relations.study_period.STUDY_PERIOD",
    "text_abbreviation": "relations.short_forms.ABBREVIATION",
    "text_table_reference": "relations.table_pointers.TABLE_REFERENCE",
    "text_figure_reference": "relations.figure_pointers.FIGURE_REFERENCE",
    "text_group_order": "relations.twice.SWAPPED",
    "text_abstract_numbers": "relations.twice.ABSTRACT_NUMBERS",
    "text_table_shares": "relations.graded_counts.GRADED_COUNTS",
}
"""The checks in the order in which they are run and shown, and where each lives below `extract.audit`.

A module of the check's name, a relation of the engine (in capitals behind its module), or one with a table `CHECKS`.
"""

NAMES = tuple(HOMES)

EXPERIMENTAL = frozenset(("stat_df_of_n", "stat_percent_step", "stat_total_percent", "stat_whole_numbers"))
"""Checks that no call runs unless it names them or asks for experimental ones.

A check is on where, in a mixed corpus of open articles (trials, trials read by hand, reviews), it examined something in
at least one article of a hundred, and at least four fifths of its findings that were read were right.
"""

GROUP = "extract.checks"
"""Entry points of other packages: a name, and a module or object of the shape of `extract.model.Check`."""


def all_names() -> tuple[str, ...]:
    """Our checks in order, then those of other packages by name."""
    return (*NAMES, *sorted(brought()))


@cache
def brought() -> dict[str, EntryPoint]:
    """The checks that installed packages bring. Raises UsageError where one has the name of ours."""
    found = {point.name: point for point in entry_points(group=GROUP)}
    if taken := sorted(set(found) & set(NAMES)):
        raise UsageError(f"a package brings a check named {taken[0]!r}, which is one of ours: rename its entry point")
    return found


def load_checks(names: Iterable[str]) -> tuple[Check, ...]:
    """Checks by name. Only those asked for are loaded: an abstract's arithmetic needs no journals' names.

    Raises UsageError for one of another package that does not load or is none.
    """
    return tuple(_load(name) for name in names)


class CheckRow:
    """A check that is a row of a table: its name, its text and the function that answers."""

    def __init__(
        self, name: str, text: str, check: Callable[[Paper, Library], Iterator[Answer]], version: int = 1
    ) -> None:
        self.NAME, self.VERSION, self.__doc__, self.check = name, version, text, check


def _load(name: str) -> Check:
    if name in HOMES:
        room, module, *row = HOMES[name].split(".")
        home = import_module(f"extract.audit.{room}.{module}")
        rows = vars(home).get("CHECKS")
        return cast(Check, getattr(home, row[0]) if row else home if rows is None else rows[name])
    try:
        check = brought()[name].load()
    except Exception as broken:
        raise UsageError(f"the check {name!r} of another package does not load: {broken}") from broken
    if getattr(check, "NAME", None) != name or not callable(getattr(check, "check", None)):
        raise UsageError(f"the check {name!r} of another package has no NAME of that name, or no function `check`")
    return cast(Check, check)
