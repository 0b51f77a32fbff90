"""The table of relations: a row for each check that is one."""

from extract.audit.relations.intervals import INSIDE, MIDDLE, P_OF_INTERVAL

RELATIONS = {relation.NAME: relation for relation in (INSIDE, MIDDLE, P_OF_INTERVAL)}
