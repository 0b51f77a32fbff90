"""The words by which a paper's parts name themselves."""

from extract.text import lazy_re as re

FLOATS = re.compile(
    r"(?:figures?|tables?|(?:figure|table)s?\s(?:legends?|captions?)|legends?(?:\s(?:to|for)\sfigures?)?)$",
    re.IGNORECASE,
)
"""Heads of floats gathered behind the references: matches 'Figure legends', not 'Figures show'."""

FRONT_LINE = re.compile(
    r"""[\W_]{0,6}(?:key\s?-?words?|index\sterms|mesh\sterms|received|revised|accepted|published|posted|submitted
    |available\sonline|correspond(?:ence|ing)|address(?:\sfor|\sreprint|es)|reprint|e-?mail|tel(?:ephone)?[.:]|fax|orcid
    |citation(?:\sof\sthis)?|cite\s(?:this|as)|how\sto\scite|doi\b|https?:|©|copyright|licen[cs]e|open\saccess|edited\sby
    |reviewed\sby|academic\seditors?|handling\seditor|article\s(?:history|info)|running\s(?:head|title)|short\stitle
    |authors?:|affiliations?|contributed\sequally|these\sauthors|running|word\scount|trial\sregistration|original
    \s(?:article|research|investigation|paper|contribution)|research(?:\sarticle|\spaper)?$|review(?:\sarticle)?$
    |\[?read\sfull|clinical\s(?:trial|study|investigation)$|article$|case\sreport$|special\sarticle|✉)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Lines about the paper: matches 'Keywords: liver', not 'Reviewing the trials, we found'."""

AFFILIATION = re.compile(
    r"\b(?:departments?|universit|hospital|institut|school of|college|faculty|cent(?:er|re) (?:for|of)|division of|"
    r"laborator|academy|clinic,)|[\w.+-]{1,40}@[\w-]{1,40}\.",
    re.IGNORECASE,
)
"""Where authors work: matches 'Department of Surgery' and 'a.b@c.org', not 'was departing'."""

KEYWORDS = re.compile(r"[\W_]{0,6}(?:key\s?-?words?|index\sterms)\b", re.IGNORECASE)

BACK_START = re.compile(
    r"""\**(?:Acknowledge?ments?|Funding|Author[s']{0,2}\s[Cc]ontributions?|Data\s[Aa]vailability|Conflicts?\sof\s[Ii]nterests?
    |Competing\s[Ii]nterests?|Ethic(?:s|al)\s(?:[Aa]pproval|[Ss]tatement)|Informed\s[Cc]onsent|Open\s[Aa]ccess|Disclosures?
    |Declarations?)\b[*:.]{0,4}\s{1,3}\**[A-Z]
    """,
    re.VERBOSE,
)
"""Back matter with its head on the same line: matches 'Funding This work was', not 'Funding was given'."""
