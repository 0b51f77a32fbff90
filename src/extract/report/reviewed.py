"""What people's reviews make of a finding."""

from typing import Any

Row = dict[str, Any]


def is_rejected(finding: Row) -> bool:
    """Whether people called it wrong and nobody called it right."""
    return "rejected" in (stated := _decisions(finding)) and "accepted" not in stated


def _decisions(finding: Row) -> set[str]:
    """What people here said: reviews that a merged database brought are shown and do not count."""
    return {review["decision"] for review in finding["reviews"] if not review["origin"]}


def is_disputed(finding: Row) -> bool:
    """Whether one person called it wrong and another called it right: such a finding counts."""
    return {"accepted", "rejected"} <= _decisions(finding)


def reviews_of(finding: Row, told_of: str | None) -> list[Row]:
    """The reviews of a finding that a page shows: all for None, else those of one person."""
    return [one for one in finding["reviews"] if told_of is None or one["reviewer"] == told_of]


def decision_of(finding: Row) -> str:
    """What became of a finding: accepted, rejected, disputed, commented, or nothing yet ("")."""
    if is_disputed(finding):
        return "disputed"
    stated = _decisions(finding)
    return next((word for word in ("accepted", "rejected", "commented") if word in stated), "")
