"""The period in which patients were included is the same in the abstract and in the body.

"from 2011 to 2019" in the abstract against "from July 2011 to December 2020" in the methods. Compared are periods in
sentences that speak of inclusion or treatment, not of follow-up, searches or other data; years where a month is
missing on either side, months where both print them. An error where no period of the body agrees with the abstract's
and one shares its first or its last year; a warning where only a month differs.

What happened later is not printed as earlier either: a manuscript is received, revised, accepted and published in this
order, patients were included and data cut off before it was accepted (errors), data are cut off after the last
inclusion (a warning), and nobody was followed up for longer than from the first inclusion to the last date.
"""

from collections.abc import Iterator

from extract.audit.relations import dates_in_order, study_period
from extract.model import Answer, Library, Paper

NAME = "text_study_period"
VERSION = 2


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    yield from study_period.answers(paper)
    yield from dates_in_order.answers(paper)
