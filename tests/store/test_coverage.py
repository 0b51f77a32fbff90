"""Coverage counts as examined only what was compared."""

import json

from extract.model import Answer, CheckAnswers, Passed, Skipped, Span, Verdict
from extract.store.findings import explode_audit
from tests.audit.made import made_paper

PLACE = Span(0, 4)


def coverage(*answers: Answer) -> tuple[object, object, dict[str, int]]:
    """Examined, left out, and the reasons, of one check."""
    rows = explode_audit(made_paper("Text."), [CheckAnswers(check="x", answers=answers)], {})
    (row,) = rows.coverage
    return row["examined"], row["skipped"], json.loads(str(row["reasons"]))


def verdict(name: str) -> Verdict:
    return Verdict(check="x", subject="reference", subject_id=name, reference=name, verdict=name)


def test_references_that_nobody_looked_up_are_not_examined() -> None:
    examined, skipped, reasons = coverage(verdict("verified"), verdict("unchecked"), verdict("unverifiable"))
    assert (examined, skipped) == (1, 2)
    assert reasons == {"not looked up": 1, "nothing to compare with": 1}


def test_what_one_side_does_not_state_is_not_examined() -> None:
    assert coverage(Passed(PLACE), Skipped(PLACE, "not stated by text")) == (1, 1, {"not stated by text": 1})
