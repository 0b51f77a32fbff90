"""The table of relations: a row for each check that is one."""

from extract.audit.relations.balance import BALANCE
from extract.audit.relations.column_percents import COLUMN_PERCENT
from extract.audit.relations.graded_counts import GRADED_COUNTS
from extract.audit.relations.heterogeneity import HETEROGENEITY
from extract.audit.relations.interval_p import P_OF_INTERVAL
from extract.audit.relations.intervals import INSIDE, MIDDLE
from extract.audit.relations.percents import STEPS, TOTAL_BETWEEN
from extract.audit.relations.printed_p import GROUP_COMPARISON, POSSIBLE_P
from extract.audit.relations.ranges import MEDIAN_IN_RANGE
from extract.audit.relations.review_records import REVIEW_FLOW
from extract.audit.relations.shares import PERCENT_OF_FRACTION, PERCENT_OF_GROUP, POSSIBLE_PERCENT
from extract.audit.relations.statistics import DF_OF_N, TEST_STATISTIC
from extract.audit.relations.study_period import STUDY_PERIOD
from extract.audit.relations.survival import SURVIVAL_ORDER
from extract.audit.relations.told_sums import PARTICIPANT_FLOW, PARTS_OF_WHOLE
from extract.audit.relations.totals import CATEGORIES, ROW_TOTAL
from extract.audit.relations.twice import ABSTRACT_NUMBERS, SWAPPED
from extract.audit.relations.whole_numbers import WHOLE_NUMBERS
from extract.audit.relations.wordings import WORDING
from extract.model import Check

ROWS: tuple[Check, ...] = (
    PERCENT_OF_FRACTION,
    MEDIAN_IN_RANGE,
    GROUP_COMPARISON,
    POSSIBLE_P,
    PARTICIPANT_FLOW,
    PARTS_OF_WHOLE,
    POSSIBLE_PERCENT,
    PERCENT_OF_GROUP,
    COLUMN_PERCENT,
    INSIDE,
    MIDDLE,
    P_OF_INTERVAL,
    TEST_STATISTIC,
    DF_OF_N,
    ROW_TOTAL,
    CATEGORIES,
    TOTAL_BETWEEN,
    STEPS,
    WHOLE_NUMBERS,
    ABSTRACT_NUMBERS,
    SWAPPED,
    SURVIVAL_ORDER,
    WORDING,
    STUDY_PERIOD,
    BALANCE,
    GRADED_COUNTS,
    HETEROGENEITY,
    REVIEW_FLOW,
)
RELATIONS: dict[str, Check] = {relation.NAME: relation for relation in ROWS}
