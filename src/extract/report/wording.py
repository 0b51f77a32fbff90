"""The words and the order in which pages and documents tell of findings."""

from collections.abc import Callable, Mapping, Sequence

from extract.store.answers import LookedUp
from extract.text.display import counted

GRAVITY = ("error", "warning", "note")
DECIDED = {"accepted": "problem confirmed", "rejected": "dismissed", "commented": "comment"}
"""What a decision is called on pages."""
DISMISSALS = (
    "the passages do not contradict each other",
    "a passage was read wrongly",
    "the cited work is the right one",
    "explained elsewhere in the paper",
    "rounding, or another method of analysis",
    "true, but of no consequence",
)
"""Reasons for which findings are dismissed, to choose from; any other can be written."""
ROLES = {
    "claim": ("The text says", "says"),
    "result": ("Printed", "prints"),
    "reference": ("The entry says", "cites"),
    "cited_passage": ("The source says", "source"),
    "work": ("The record says", "record"),
    "context": ("Beside it", "beside"),
}
"""What a passage of a finding is, before its quotation; on a terminal one word has to do."""

FAMILIES = {
    "citation": ("citations", "Can the cited work be the study described?"),
    "reference": ("references", "Does the entry exist, and is it what it says?"),
    "claim": ("claims", "Do the claim's numbers agree with their source?"),
    "stat": ("statistics", "Arithmetic and statistics"),
    "text": ("text", "The paper against itself"),
    "review": ("included studies", "What the review includes and pools"),
}
"""Families of checks by the first word of their names: in brief, and what they ask."""

CLAIM_VERDICTS = {
    "contradicted": ("error", "the source differs"),
    "partly": ("warning", "borne out in part"),
    "not_found": ("note", "not found in the source"),
    "unverifiable": ("none", "could not be compared"),
    "supported": ("plain", "borne out"),
}
"""Each verdict's colour and words, the one to read first before the others."""

FIGURE_ROLES = {"point": "time point", "condition": "size, dose or bound"}
"""What a figure is that says under what another holds."""

SOURCES = {
    "crossref": "Crossref",
    "pubmed": "PubMed",
    "europepmc": "Europe PMC",
    "openalex": "OpenAlex",
    "datacite": "DataCite",
    "doi.org": "doi.org",
}
ANSWERS = {"hit": "found", "miss": "no", "ambiguous": "several", "error": "no answer", "not_tried": "not asked"}
REFERENCE_VERDICTS = {
    "verified": "found",
    "mismatch": "mismatch",
    "not_found": "not found",
    "unverifiable": "no source covers it",
    "unchecked": "not checked",
}
NOTICES = {
    "retraction": "Retracted",
    "withdrawal": "Withdrawn",
    "retract_and_replace": "Retracted and replaced",
    "concern": "Expression of concern",
    "reinstatement": "Reinstated",
    "correction": "Corrected",
}

FAULTS_OF: dict[str, Callable[[int, int], str]] = {
    "citation": lambda n, citations: (
        f"{n} of {counted(citations, 'citation')} {'does' if n == 1 else 'do'} not seem to be the work described"
    ),
    "reference": lambda n, _: f"{counted(n, 'fault')} in the reference list",
    "claim": lambda n, _: f"{counted(n, 'figure')} not that of the source",
    "stat": lambda n, _: f"{counted(n, 'number')} that cannot be right",
    "text": lambda n, _: f"{counted(n, 'contradiction')} within the paper",
    "review": lambda n, _: f"{counted(n, 'conflict')} in the included studies and pooled results",
}
"""What a page says first of `n` errors of a family, and of how many citations there are."""


def role_name(role: str) -> str:
    """What stands before the quotation of a passage."""
    return ROLES[role][0] if role in ROLES else role


def role_word(role: str) -> str:
    """The same in one word."""
    return ROLES[role][1] if role in ROLES else role


def severity_counts(counts: Mapping[str, int], words: Sequence[str] = GRAVITY, *, none: bool = True) -> str:
    """How many of each; those that there are none of too, unless `none` is false.

    >>> severity_counts({"error": 2, "note": 1}), severity_counts({"note": 1}, none=False)
    ('2 errors, 0 warnings, 1 note', '1 note')
    """
    numbers = ((word, counts.get(word, 0)) for word in words)
    return ", ".join(counted(number, word) for word, number in numbers if number or none)


def existence_line(looked_up: LookedUp) -> str:
    """Which references nobody asked about, and how to ask; empty where all were looked up.

    >>> print(existence_line(LookedUp(references=32, found=1, answered=0)))
    Existence not looked up: 31 of 32 references. No record is held, no service was asked: `extract resolve --online`
    asks, `extract library add FILE` brings records of your own.
    """
    if not looked_up.open:
        return ""
    return (
        f"Existence not looked up: {looked_up.open} of {looked_up.references} references. No record is held, no "
        "service was asked: `extract resolve --online`\nasks, `extract library add FILE` brings records of your own."
    )
