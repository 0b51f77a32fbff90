"""All checks, in the order in which they are run and shown: one file each.

A check's first word names its family: `citation_` (can the cited work be the study described?), `reference_` (does
the entry exist, and is it what it says?), `claim_` (do the claim's numbers agree with its source?), `stat_`
(arithmetic and statistics), `text_` (a paper against itself).
"""

from extract.audit.checks import (
    stat_column_percent,
    stat_denominator_changes,
    stat_dose,
    stat_estimate_in_interval,
    stat_group_comparison,
    stat_interval_against_p,
    stat_median_in_range,
    stat_percent_of_fraction,
    stat_possible_percent,
    stat_standardised_difference,
    stat_survival_falls,
    stat_test_statistic,
    stat_wording_against_numbers,
    text_abstract_estimates,
    text_threshold_for_all,
)
from extract.model import Check

CHECKS: tuple[Check, ...] = (
    stat_percent_of_fraction,
    stat_possible_percent,
    stat_column_percent,
    stat_denominator_changes,
    stat_estimate_in_interval,
    stat_interval_against_p,
    stat_test_statistic,
    stat_wording_against_numbers,
    stat_group_comparison,
    stat_standardised_difference,
    stat_median_in_range,
    stat_survival_falls,
    stat_dose,
    text_abstract_estimates,
    text_threshold_for_all,
)
