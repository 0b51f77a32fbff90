"""All checks, in the order in which they are run and shown: one file each, of the check's name.

A check's first word names its family: `citation_` (can the cited work be the study described?), `reference_` (does
the entry exist, and is it what it says?), `claim_` (do the claim's numbers agree with its source?), `stat_`
(arithmetic and statistics), `text_` (a paper against itself), `review_` (the studies that a review includes, and what
it pools).
"""

from collections.abc import Iterable
from importlib import import_module
from typing import cast

from extract.audit.relations.table import RELATIONS
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
    "citation_size",
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
    "review_pooled_estimate",
    "review_heterogeneity",
    "review_study_count",
    "review_flow",
    "stat_percent_of_fraction",
    "stat_possible_percent",
    "stat_column_percent",
    "stat_denominator_changes",
    "stat_estimate_in_interval",
    "stat_interval_against_p",
    "stat_test_statistic",
    "stat_wording_against_numbers",
    "stat_group_comparison",
    "stat_standardised_difference",
    "stat_median_in_range",
    "stat_survival_falls",
    "stat_dose",
    "stat_survival_order",
    "stat_survival_medians",
    "stat_percent_of_group",
    "stat_dose_range",
    "stat_mean_comparison",
    "stat_interval_symmetry",
    "stat_possible_p",
    "stat_whole_numbers",
    "stat_sum",
    "stat_category_sum",
    "stat_parts_of_whole",
    "stat_participant_flow",
    "text_abstract_estimates",
    "text_threshold_for_all",
    "text_baseline_balance",
    "text_rate_wording",
    "text_direction_wording",
    "text_cohort_against_table",
    "text_abstract_rates",
    "text_study_period",
    "text_dates",
    "text_abbreviation",
    "text_version",
    "text_graded_counts",
    "text_table_reference",
    "text_figure_reference",
    "text_independent_factor",
    "text_denied_factor",
    "text_significance_told_twice",
    "text_definition_told_twice",
    "text_patients_told_twice",
    "text_cited_study",
    "text_cited_results",
    "text_group_order",
    "text_abstract_numbers",
    "text_restated_numbers",
    "text_restated_rates",
    "text_median_survival",
    "text_caption_numbers",
    "text_table_shares",
    "text_table_estimates",
    "text_share_told_twice",
    "text_group_size",
)


def load_checks(names: Iterable[str]) -> tuple[Check, ...]:
    """Checks by name. Only those asked for are loaded: an abstract's arithmetic needs no journals' names."""
    return tuple(_load(name) for name in names)


def _load(name: str) -> Check:
    return RELATIONS[name] if name in RELATIONS else cast(Check, import_module(f"{__name__}.{name}"))
