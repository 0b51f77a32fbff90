"""General shares: "HCC accounts for 75–85% of primary liver cancer", "70% of patients present with advanced HCC"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.audit.arithmetic.rounding import Range
from extract.audit.expressions.shapes import NUMBER, decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralShare:
    """Part, whole and the room that the printed share leaves, hedges counted in."""

    part: str
    whole: str
    room: Range
    start: int
    end: int


_HEDGE = (
    r"(?:(?P<more>more\sthan|over|above|at\sleast|exceeding|>|≥)|(?P<less>less\sthan|fewer\sthan|below|under|up\sto|at\smost|<|≤)"
    r"|(?P<about>about|approximately|approx\.|around|nearly|almost|roughly|some|only|an\sestimated|~|≈))?\s?"
)
_SHARE = rf"{_HEDGE}(?<![\d.])(?P<low>{NUMBER})\s?%?(?:\s?(?:-|–|—|to|and)\s?(?P<high>{NUMBER}))?\s?%"
_PHRASE = r"[A-Za-z][A-Za-z\s()/-]{2,70}?"
ACCOUNTS = re.compile(
    rf"(?P<part>{_PHRASE}),?\s(?:which\s)?(?:accounts?\sfor|accounting\sfor|accounted\sfor|represents?|representing|comprises?|"
    rf"comprising|constitutes?|constituting|makes?\sup)\s{_SHARE}\s(?:of\s)(?P<whole>{_PHRASE})(?=[.,;\[(]|\sand\s|\sworldwide|\scases\b|\sglobally)"
)
PRESENTS = re.compile(
    rf"{_SHARE}\sof\s(?:all\s|the\s)?(?P<whole>{_PHRASE})\s(?:are|is|were|present|presented|have|will|remain)\s"
    rf"(?:still\s|already\s|initially\s|first\s|often\s)?(?P<part>{_PHRASE})(?=[.,;\[(]|\sdue\sto|\sbecause|\sat\sthe\stime)"
)
_ABOUT = Decimal(5)


def find_general_shares(text: str) -> Iterator[GeneralShare]:
    """All shares of a whole that are told in general.

    >>> share, = find_general_shares("HCC accounts for 75-85% of liver cancers.")
    >>> share.part, share.whole, share.room.low, share.room.high
    ('HCC', 'liver cancers', Decimal('75'), Decimal('85'))
    >>> [s.part for s in find_general_shares("Over 80% of patients are diagnosed at an advanced stage.")]
    ['diagnosed at an advanced stage']
    >>> list(find_general_shares("The response rate was 80% of that in the other group."))
    []
    """
    for pattern in (ACCOUNTS, PRESENTS):
        for match in pattern.finditer(text):
            room = _room(match)
            if room is not None:
                yield GeneralShare(
                    part=match["part"].strip(),
                    whole=match["whole"].strip(),
                    room=room,
                    start=match.start(),
                    end=match.end(),
                )


def _room(match: re.Match[str]) -> Range | None:
    low = decimal(match["low"])
    high = decimal(match["high"]) if match["high"] else low
    if low is None or high is None or not low <= high <= 100:
        return None
    if match["more"]:
        return Range(low, Decimal(100))
    if match["less"]:
        return Range(Decimal(0), high)
    slack = _ABOUT if match["about"] else Decimal(0)
    return Range(low - slack, high + slack)
