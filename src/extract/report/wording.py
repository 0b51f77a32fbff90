"""The words and the order in which pages and documents tell of findings."""

GRAVITY = ("error", "warning", "note")
ROLES = {
    "claim": "The text says",
    "result": "Printed",
    "reference": "The entry says",
    "cited_passage": "The source says",
    "work": "The record says",
    "context": "Beside it",
}
"""What a passage of a finding is, before its quotation."""
