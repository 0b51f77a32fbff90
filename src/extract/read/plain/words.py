"""The words by which a paper's parts name themselves."""

import re

from extract.text.gaps import close_gaps

ABSTRACT = re.compile(r"(?:structured\s|graphical\s)?(?:abstract|summary|synopsis)$", re.IGNORECASE)

ABSTRACT_PART = re.compile(
    r"""(?:background(?:\sand\s(?:aims?|objectives?|purpose))?|(?:study\s)?objectives?|aims?(?:\sand\sobjectives?)?
    |purpose|introduction|context|importance|design|(?:study\s)?setting|settings?\sand\sparticipants?|participants?
    |patients?|subjects?|interventions?|exposures?|data\ssources?|study\s(?:selection|design)|data\sextraction
    |(?:patients?|materials?|subjects?|design)(?:\sand|,)\s(?:patients?\sand\s)?methods?|methods?(?:\sand\s(?:materials?|
    results?|findings|analysis))?|methodology|(?:primary\sand\ssecondary\s|main\s)?(?:outcomes?|end\s?points?)
    (?:\s(?:and|measures?|measurements?|methods?))*|measurements?(?:\sand\smain\sresults)?|main\sresults
    |(?:principal\s|key\s)?(?:findings?|results?)|discussion|limitations?|interpretation|(?:key\s)?conclusions?
    (?:\sand\srelevance)?|(?:trial\s|clinical\strial\s)?registration(?:\s(?:number|information|details))?
    |implications?|significance|funding|what\sthis\s(?:study|paper)\sadds|lay\ssummary)$
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Heads within an abstract: matches 'Background and Aims', not 'Patient selection'."""

ABSTRACT_END = re.compile(r"(?:key\s)?conclusions?(?:\sand\srelevance)?$|interpretation$|discussion$", re.IGNORECASE)
ABSTRACT_TAIL = re.compile(r"(?:trial\s|clinical\strial\s)?registration\b|funding|limitations?$", re.IGNORECASE)

MAIN_SECTION = re.compile(
    r"""(?:introduction|foreword|background|methods?|methodology|(?:patients?|materials?|subjects?|participants?|design
    |experimental)(?:\sand|,|\s&)\s(?:patients?\sand\s)?methods?|methods?\sand\smaterials?|materials?|results?
    |findings|results?\sand\sdiscussions?|discussions?|discussions?\sand\sconclusions?|conclusions?|concluding\sremarks
    |summary|limitations?|case\s(?:report|presentation|description)|statistical\sanalys[ei]s|abbreviations?
    |strengths\sand\slimitations(?:\sof\sthis\sstudy)?|future\s(?:directions|perspectives)|perspectives?)$
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Heads of the paper's body: matches 'Materials and Methods', not 'Methods of randomisation'."""

BACK_SECTION = re.compile(
    r"""(?:acknowledge?ments?|funding(?:\s(?:sources?|statement|information))?|fund|financial\s(?:support|disclosures?)
    |grant\ssupport|(?:declarations?\sof\s)?(?:competing|conflicts?\sof|conflicting)\sinterests?(?:\sstatement)?
    |competing\sinterests?\sstatement|disclosures?|declarations?|authors?['’]?s?\scontributions?|contributors?
    |contributorship(?:\sstatement)?|ethic(?:s|al)(?:\s(?:statement|approval|considerations?|declarations?))*
    (?:\sand\s(?:informed\s)?consent(?:\sto\sparticipate)?)?|informed\sconsent(?:\sstatement)?|consent(?:\s(?:for|to)\s(?:publication|
    participate))?|data\s(?:sharing|availability)(?:\sstatement)?|availability\sof\sdata(?:\sand\smaterials?)?
    |supplement(?:ary|al)\s(?:materials?|information|data|files?)|supporting\sinformation|additional\s(?:files?|
    information)|appendix(?:\s[a-z\d]{1,2})?|orcid|publisher['’]s\snote|pre-?publication\shistory|provenance\sand
    \speer\sreview|transparency|patient\sconsent|role\sof\sthe\s(?:funding\ssource|sponsor))$
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Heads of the matter behind the body: matches 'Conflict of interest', not 'Interest in conflict'."""

REFERENCES = re.compile(
    r"(?:references?(?:\s(?:and\snotes|cited|list))?|bibliography|literature(?:\scited)?|works\scited)$", re.IGNORECASE
)

FLOATS = re.compile(
    r"(?:figures?|tables?|(?:figure|table)s?\s(?:legends?|captions?)|legends?(?:\s(?:to|for)\sfigures?)?)$",
    re.IGNORECASE,
)
"""Heads of floats gathered behind the references: matches 'Figure legends', not 'Figures show'."""

SUBSECTION = re.compile(r"statistical\sanalys[ei]s$|strengths\sand\slimitations|case\s", re.IGNORECASE)
"""Usual heads that stand below a section."""

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

NOTE = re.compile(
    r"""[*_]{0,3}(?:[⁰¹²³⁴-⁹ᵃ-ᶻ†‡§¶‖#∗]|\*\s?[A-Za-z]|\^\{?[a-z\d*†]|\$\^|<sup>|\[[a-z#*†\d]\]\s|(?-i:[a-z]\)\s|[a-e]\s(?=[A-Z]))
    |notes?\b[.:]?\s|abbreviations?\b|footnotes?\b|source\b:|values?\s(?:are|in)\b|data\s(?:are|were|shown|presented|
    expressed)\b|dashes\b|bold\b|numbers?\s(?:are|in)\b|statistically\ssignificant|modified\sfrom|adapted\sfrom
    |p[- ]?values?\b|\*?p\*?\s?[<=]|percentages\s|all\svalues\b|\(?continued)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""How a table's notes begin: matches '^aPrimary endpoint' and 'Values are means', not 'Patients were'."""

DEFINITIONS = re.compile(
    r"""[*_]{0,3}[A-Za-z][\w/+α-ω-]{0,14}(?:[ ](?:PS[ ]Score|\d{1,2}(?:-\d)?))?[*_]{0,3}\s?[,:=–]?\s
    [^.;\n]{3,120}?(?:;|[,.]\s(?=[A-Z][A-Za-z]{0,3}[A-Z])|[.]?$)
    """,
    re.VERBOSE,
)
"""One abbreviation and its meaning: matches 'SBRT, stereotactic body radiotherapy;'."""

BACK_START = re.compile(
    r"""\**(?:Acknowledge?ments?|Funding|Author[s']{0,2}\s[Cc]ontributions?|Data\s[Aa]vailability|Conflicts?\sof\s[Ii]nterests?
    |Competing\s[Ii]nterests?|Ethic(?:s|al)\s(?:[Aa]pproval|[Ss]tatement)|Informed\s[Cc]onsent|Open\s[Aa]ccess|Disclosures?
    |Declarations?)\b[*:.]{0,4}\s{1,3}\**[A-Z]
    """,
    re.VERBOSE,
)
"""Back matter with its head on the same line: matches 'Funding This work was', not 'Funding was given'."""

SHORT_FORM = re.compile(r"[*_]{0,3}[A-Za-z0-9-]{0,8}[A-Z][A-Za-z0-9/+-]{0,8}[A-Z0-9][\w-]{0,6}[*_]{0,3}[\s,:=]")
"""A short form at the very start: matches 'PSM, ' and '*HBV* ', not 'Patients '."""


def bare(line: str) -> str:
    """A heading's words without number, mark-up and closing stop.

    >>> bare("## 2.1. **Materials and Methods:**"), bare("IV. Results"), bare("Phase 2 Trial")
    ('Materials and Methods', 'Results', 'Phase 2 Trial')
    """
    return close_gaps(NUMBER.sub("", line.strip("#*_ \t:.|"), count=1).strip("#*_ \t:.|"))


NUMBER = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2}){0,4}|[IVX]{1,5}(?=[.)])|[A-H](?=[.)]))[.)]?(?:\s{1,2}\|)?\s{1,4}[*_]{0,3}(?=\S)"
)
"""The number of a heading: matches '2.1. ' and 'IV. ', not '2019 '."""


def is_known_heading(words: str) -> bool:
    """Whether a bare line is one of the usual heads."""
    return len(words) < 90 and any(
        pattern.match(words) for pattern in (ABSTRACT, MAIN_SECTION, BACK_SECTION, REFERENCES, FLOATS)
    )
