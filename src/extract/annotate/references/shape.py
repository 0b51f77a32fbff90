"""Whether a line reads like the head of an entry, and whether an entry reads as finished."""

import re

from extract.text.citation_keys import UNDATED
from extract.text.people import GROUP_CUE, UPPER, scan_people

LONGEST = 1500
YEAR = re.compile(rf"(?<!\d)(?:1[89]|20)\d\d[a-h]?(?!\d)|\((?i:{UNDATED})\)")
ENDING = re.compile(r"(?:[.\d)\]>/]|[a-z\d]/?|in press|\b[A-Z]{2,})[”\"’'*]*\s*$")
PLACED = re.compile(
    rf"\((?i:{UNDATED})\)"
    r"|[\d)]\s?[:,;.]\s?(?:pp?\.?\s?)?[A-Za-z]{0,4}\d|10\.\d{4,9}/|https?://|\b[Ii]n press|pp?\.\s?\d"
    r"|[A-Z][\w ,]{1,60}:\s[A-Z][^.]{1,100}[;,]\s(?:19|20)\d\d"
)
GROUP_HEAD = re.compile(rf"[{UPPER}][^.(]{{2,140}}(?:\.\s|\s\((?:19|20)\d\d)")
CONTINUES = re.compile(
    r"(?:https?:|www\.|<https?:|\[https?:|doi\b|DOI\b|PMID|[a-zß-ÿ(&,;:]|\d{1,4}[-–:(]\d|\d{1,4}\s?\()"
)
STOPS = re.compile(
    r"""(?:Publisher[’']s\s[Nn]ote|Springer\sNature|©|Copyright|How\sto\scite|Cite\sthis|Received\b|Accepted\b|Submit\syour|Ready\sto\ssubmit
    |Correspond(?:ence|ing)\b|Address\sfor|(?:Supplementary|Supporting|Additional)\s(?:material|information|data|file)|Open\sAccess|Disclaimer
    |(?:Fig(?:ure|\.)|Table)\s\d|Figure\s[Ll]egends?|This\s(?:article|work|is\san)\b|Pre-?publication|Conflicts?\sof|Funding\b|Acknowledge?ments?
    |Authors?[’']?\s(?:contributions?|affiliations?|details|information)|Edited\sby|Reviewed\sby|Peer\sreview|Page\s\d|ORCID)""",
    re.X,
)


def heads_entry(text: str) -> bool:
    """Whether a line begins as entries do: with people, or with a body and a full stop or year.

    >>> heads_entry("Lee BM, Seong J (2021) Radiotherapy as")
    True
    >>> heads_entry("World J Gastroenterol 29(24):3871–3882.")
    False
    """
    if STOPS.match(text):
        return False
    scan = scan_people(text[:400].replace("\n", " ").replace("*", ""))
    if scan.persons:
        behind = text[scan.end : scan.end + 12]
        return len(scan.persons) > 1 or scan.et_al or bool(re.match(r"\s*[.,:;(]|\s+\d{4}|\s+[A-Z“\"]|\s*$", behind))
    group = GROUP_HEAD.match(text)
    return group is not None and bool(GROUP_CUE.search(group[0])) and YEAR.search(text) is not None


def reads_as_entry(text: str) -> bool:
    """Whether a whole stretch reads as an entry: a year, a place to find it, and no long prose."""
    return len(text) < LONGEST and not STOPS.match(text) and bool(YEAR.search(text) and PLACED.search(text))


def is_finished(text: str) -> bool:
    """Whether an entry so far has its year and its place, and ends like one."""
    return bool(YEAR.search(text) and PLACED.search(text) and ENDING.search(text))


def continues(text: str) -> bool:
    """Whether a line can only go on with what stands before it."""
    return bool(CONTINUES.match(text))
