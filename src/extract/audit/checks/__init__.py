"""All checks, in the order in which they are run and shown: one file each.

A check's first word names its family: `citation_` (can the cited work be the study described?), `reference_` (does
the entry exist, and is it what it says?), `claim_` (do the claim's numbers agree with its source?), `stat_`
(arithmetic and statistics), `text_` (a paper against itself).
"""

from extract.audit.checks import (
    stat_column_percent,
    stat_estimate_in_interval,
    stat_interval_against_p,
    stat_percent_of_fraction,
    stat_test_statistic,
)
from extract.model import Check

CHECKS: tuple[Check, ...] = (
    stat_percent_of_fraction,
    stat_column_percent,
    stat_estimate_in_interval,
    stat_interval_against_p,
    stat_test_statistic,
)
