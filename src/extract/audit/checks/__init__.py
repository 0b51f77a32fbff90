"""All checks, in the order in which they are run and shown: one file each, of the check's name.

Those that compare one kind of fact between a passage and the entry it cites are rows of `citations`.

A check's first word names its family: `citation_` (can the cited work be the study described?), `reference_` (does
the entry exist, and is it what it says?), `claim_` (do the claim's numbers agree with its source?), `stat_`
(arithmetic and statistics), `text_` (a paper against itself), `review_` (the studies that a review includes, and what
it pools).
"""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import cast

from extract.errors import UsageError
from extract.model import Check

NAMES = (
    "reference_identity",
    "reference_retracted",
    "reference_fields",
    "reference_doi",
    "reference_malformed_doi",
    "reference_impossible_year",
    "reference_never_cited",
    "reference_missing",
    "reference_duplicate",
    "reference_numbering",
    "reference_registration",
    "citation_disease",
    "citation_organism",
    "citation_design",
    "citation_intervention",
    "citation_year",
    "citation_journal",
    "citation_country",
    "citation_registration",
    "citation_author",
    "citation_order",
    "citation_fit",
    "citation_entry",
    "citation_self_contradiction",
    "citation_verdict",
    "claim_against_source",
    "claim_across_papers",
    "review_study_entry",
    "review_study_twice",
    "review_study_source",
    "review_pooled_estimate",
    "review_risk_of_bias",
    "review_heterogeneity",
    "review_study_count",
    "review_flow",
    "stat_percent_of_fraction",
    "stat_possible_percent",
    "stat_column_percent",
    "stat_estimate_in_interval",
    "stat_interval_against_p",
    "stat_test_statistic",
    "stat_df_of_n",
    "stat_wording_against_numbers",
    "stat_group_comparison",
    "stat_median_in_range",
    "stat_survival_order",
    "stat_percent_of_group",
    "stat_interval_symmetry",
    "stat_possible_p",
    "stat_whole_numbers",
    "stat_sum",
    "stat_category_sum",
    "stat_total_percent",
    "stat_percent_step",
    "stat_parts_of_whole",
    "stat_participant_flow",
    "text_abstract_estimates",
    "text_baseline_balance",
    "text_direction_wording",
    "text_study_period",
    "text_abbreviation",
    "text_table_reference",
    "text_figure_reference",
    "text_group_order",
    "text_abstract_numbers",
    "text_table_shares",
)

RELATIONS = {
    "review_heterogeneity": "heterogeneity.HETEROGENEITY",
    "review_flow": "review_records.REVIEW_FLOW",
    "stat_percent_of_fraction": "shares.PERCENT_OF_FRACTION",
    "stat_possible_percent": "shares.POSSIBLE_PERCENT",
    "stat_column_percent": "column_percents.COLUMN_PERCENT",
    "stat_estimate_in_interval": "intervals.INSIDE",
    "stat_interval_against_p": "interval_p.P_OF_INTERVAL",
    "stat_test_statistic": "statistics.TEST_STATISTIC",
    "stat_df_of_n": "statistics.DF_OF_N",
    "stat_wording_against_numbers": "wordings.WORDING",
    "stat_group_comparison": "printed_p.GROUP_COMPARISON",
    "stat_median_in_range": "ranges.MEDIAN_IN_RANGE",
    "stat_survival_order": "survival.SURVIVAL_ORDER",
    "stat_percent_of_group": "shares.PERCENT_OF_GROUP",
    "stat_interval_symmetry": "intervals.MIDDLE",
    "stat_possible_p": "printed_p.POSSIBLE_P",
    "stat_whole_numbers": "whole_numbers.WHOLE_NUMBERS",
    "stat_sum": "totals.ROW_TOTAL",
    "stat_category_sum": "totals.CATEGORIES",
    "stat_total_percent": "percents.TOTAL_BETWEEN",
    "stat_percent_step": "percents.STEPS",
    "stat_parts_of_whole": "parts_of_whole.PARTS_OF_WHOLE",
    "stat_participant_flow": "parts_of_whole.PARTICIPANT_FLOW",
    "text_baseline_balance": "balance.BALANCE",
    "text_study_period": "study_period.STUDY_PERIOD",
    "text_group_order": "twice.SWAPPED",
    "text_abstract_numbers": "twice.ABSTRACT_NUMBERS",
    "text_table_shares": "graded_counts.GRADED_COUNTS",
}
"""Where each check lives that is one relation of the engine: module and name below `extract.audit.relations`."""

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


def _load(name: str) -> Check:
    if name in RELATIONS:
        module, row = RELATIONS[name].split(".")
        return cast(Check, getattr(import_module(f"extract.audit.relations.{module}"), row))
    if name.startswith("citation_"):
        from extract.audit.checks.citations import CHECKS

        if name in CHECKS:
            return CHECKS[name]
    if name in NAMES:
        return cast(Check, import_module(f"{__name__}.{name}"))
    try:
        check = brought()[name].load()
    except Exception as broken:
        raise UsageError(f"the check {name!r} of another package does not load: {broken}") from broken
    if getattr(check, "NAME", None) != name or not callable(getattr(check, "check", None)):
        raise UsageError(f"the check {name!r} of another package has no NAME of that name, or no function `check`")
    return cast(Check, check)
