"""The endpoints of survival and control that a stretch of text names, the narrower ones before the wider."""

import re

_SHARED = r"(?=\s(?:\(\w\)\s)?(?:and|or)\s(?:[\w-]{1,25}\s){1,2}(?:\(\w\)\s)?survival)"
_FREE = rf"[\s-]free(?:(?:\s\(\w\))?\ssurvival|{_SHARED})"
_CONTROL = r"(?:tumou?r\s)?control"
_NAMES = (
    ("infield PFS", rf"in-?field[\s-](?:progression{_FREE}|PFS|relapse{_FREE}|recurrence{_FREE})"),
    ("outfield PFS", rf"out-?(?:of-)?field[\s-](?:progression{_FREE}|PFS|relapse{_FREE}|recurrence{_FREE})"),
    ("intracranial PFS", r"(?:intracranial|CNS|brain)[\s-](?:PFS|progression[\s-]free\ssurvival)"),
    ("LRPFS", rf"(?:loco-?regional|regional)[\s-](?:progression|recurrence|relapse|failure){_FREE}|LRRFS|LRPFS|LRFS"),
    ("LPFS", rf"local[\s-](?:progression|recurrence|relapse|failure){_FREE}|LPFS"),
    ("MFS", rf"(?:distant[\s-])?(?:metastas[ie]s){_FREE}|D?MFS"),
    ("PFS", rf"progression{_FREE}|m?PFS"),
    ("DFS", rf"disease{_FREE}|DFS"),
    ("RFS", rf"(?:recurrence|relapse){_FREE}|RFS"),
    ("EFS", rf"event{_FREE}|EFS"),
    ("FFS", rf"failure{_FREE}|FFS"),
    ("CSS", r"(?:cancer|disease|cause|tumou?r)[\s-]specific\ssurvival|CSS"),
    ("LRC", rf"loco-?regional\s{_CONTROL}|LRC"),
    ("LC", rf"local\s{_CONTROL}|LCR?"),
    ("TTP", r"time[\s-]to[\s-](?:tumou?r\s)?progression|TTP"),
    ("other survival", r"(?:graft|allograft|implant|renal|conditional|relative|[a-z]{3,20}-free)\ssurvival"),
    ("OS", rf"overall(?:\ssurvivals?|{_SHARED})|m?OS"),
)
ENDPOINT = re.compile(
    "|".join(rf"(?P<e{number}>\b(?:{pattern})(?=s?\b))" for number, (_, pattern) in enumerate(_NAMES)), re.IGNORECASE
)
_CASED = re.compile(r"^(?:[mD]?[A-Z]{2,5}|m?OS|m?PFS)$")


def endpoints_in(text: str) -> frozenset[str]:
    """The short names of all endpoints that a text names; a short form only in capitals.

    >>> sorted(endpoints_in("Infield progression-free survival and OS"))
    ['OS', 'infield PFS']
    >>> sorted(endpoints_in("Overall (A) and progression-free (B) survival"))
    ['OS', 'PFS']
    >>> endpoints_in("the os coxae in a model of graft survival")
    frozenset({'other survival'})
    """
    found = set()
    for match in ENDPOINT.finditer(text):
        short = len(match[0]) <= 5
        if match.lastgroup and (not short or _CASED.match(match[0])):
            found.add(_NAMES[int(match.lastgroup[1:])][0])
    return frozenset(found)
