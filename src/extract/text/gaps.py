"""Headings whose letters a layout has parted: "MATERIAL S AND ME THODS" is "MATERIALS AND METHODS"."""

USUAL = (
    "abstract", "summary", "introduction", "background", "methods", "method", "materials and methods",
    "material and methods", "methods and materials", "patients and methods", "subjects and methods",
    "participants and methods", "experimental section", "statistical analysis", "results", "results and discussion",
    "discussion", "discussion and conclusion", "discussion and conclusions", "conclusion", "conclusions", "references",
    "literature cited", "bibliography", "acknowledgements", "acknowledgments", "acknowledgement", "funding",
    "funding information", "conflict of interest", "conflicts of interest", "conflict of interests",
    "conflicts of interests", "conflict of interest statement", "competing interests", "declaration of interests",
    "author contributions", "authors contributions", "data availability statement", "ethics statement",
    "ethical approval", "keywords", "supporting information", "abbreviations", "limitations", "case report", "appendix",
)  # fmt: skip
"""The usual headings, in small letters."""

BY_LETTERS = {"".join(heading.split()): heading for heading in USUAL}
LONGEST = 60


def close_gaps(words: str) -> str:
    """A usual heading with its letters closed up; any other words as they are.

    >>> close_gaps("MATERIAL S AND ME THODS"), close_gaps("RE SULTS"), close_gaps("ACE IN US")
    ('MATERIALS AND METHODS', 'RESULTS', 'ACE IN US')
    >>> close_gaps("Results and discussion"), close_gaps("D ISCUSSION")
    ('Results and discussion', 'DISCUSSION')
    """
    if " " not in words or len(words) > LONGEST:
        return words
    usual = BY_LETTERS.get("".join(words.lower().split()))
    if usual is None or words.lower() == usual:
        return words
    return usual.upper() if words.isupper() else usual.capitalize()
