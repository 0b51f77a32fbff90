"""Numbers that belong together: lists ("74%, 55%, and 39%"), pairs ("18.9 versus 10.8 months")."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.annotate.quantities.atoms import Atom
from extract.model import PValue
from extract.text import lazy_re as re
from extract.text.times import Times

LISTED = re.compile(r"[\s\0$]{0,4}(?:[,;/]\s?(?:and|or|&)?|and|or|&)[\s\0$]{0,4}")
VERSUS = re.compile(
    r"\b(?:vs\.?|versus|v\.|compared (?:to|with)|in comparison (?:to|with)|as opposed to|as against|"
    r"than)(?=[\s\0]|$)",
    re.IGNORECASE,
)
VALUES = ("share", "number", "mean_sd", "not_reached")


@dataclass(frozen=True, slots=True)
class Series:
    """Places of atoms in one list; `against` is the place of the series that it is compared with."""

    places: tuple[int, ...]
    against: int | None = None


def find_series(text: str, atoms: Sequence[Atom]) -> list[Series]:
    """Lists in text order; a list behind "versus" points at the one before."""
    series: list[Series] = []
    last: Atom | None = None
    for place, atom in enumerate(atoms):
        if atom.form not in VALUES:
            continue
        gap = text[max(last.tail, last.end) : atom.start] if last else ""
        if last and series and _alike(last, atom) and (LISTED.fullmatch(gap) or _counts_listed(last, atom, gap)):
            series[-1] = replace(series[-1], places=(*series[-1].places, place))
        elif last and series and _alike(last, atom) and _compared(gap):
            series.append(Series((place,), len(series) - 1))
        else:
            series.append(Series((place,)))
        last = atom
    return series


def _alike(first: Atom, second: Atom) -> bool:
    kinds = {first.scale, second.scale}
    if "not_reached" in (first.form, second.form):
        return True
    return len(kinds) == 1 or ("" in kinds and (first.unit is None or second.unit is None) and first.relation == "=")


def _compared(gap: str) -> bool:
    """ "versus" between two numbers, at most a group's name and no other clause behind it."""
    if (
        len(gap) > 110
        or re.search(r"\b(?:less|more|fewer|greater) than\s{0,2}$", gap, re.IGNORECASE)
        or re.search(r"[.;]\s+[A-Z]", gap)
    ):
        return False
    words = list(VERSUS.finditer(gap))
    return bool(words) and bool(re.fullmatch(r"[^;$=<,]{0,45}", gap[words[-1].end() :]))


def _counts_listed(first: Atom, later: Atom, gap: str) -> bool:
    """ "68 SBRT and 36 SBRT plus TACE patients"."""
    return later.scale == "people" and first.unit is None and bool(re.fullmatch(r"(?:\s[\w+-]{1,20}){1,3}\sand\s", gap))


def share_units(atoms: list[Atom], series: Sequence[Series]) -> list[Atom]:
    """A unit printed once, behind the last of a list or pair, holds for all of them."""
    shared = list(atoms)
    chains: list[list[int]] = []
    for listed in series:
        if listed.against is not None:
            chains[-1].extend(listed.places)
        else:
            chains.append(list(listed.places))
    for chain in chains:
        donor = next((shared[place] for place in reversed(chain) if shared[place].unit), None)
        if donor is None:
            continue
        for place in chain:
            atom = shared[place]
            if atom.unit is None:
                form = "share" if donor.scale == "share" and atom.form == "number" else atom.form
                shared[place] = replace(atom, unit=donor.unit, scale=donor.scale, form=form)
    return shared


def spread_times(
    text: str, atoms: Sequence[Atom], series: Sequence[Series], times: Sequence[Times], carried: Times | None
) -> dict[int, tuple[Decimal, str]]:
    """For each atom's place its time point: lists are distributed, a single time holds for its clause."""
    spread: dict[int, tuple[Decimal, str]] = {}
    chain_start = 0
    for index, listed in enumerate(series):
        if listed.against is None:
            chain_start = atoms[listed.places[0]].start
        first, last = atoms[listed.places[0]], atoms[listed.places[-1]]
        if first.scale not in ("share", "", "score") and first.form != "mean_sd":
            continue
        end = _chain_end(atoms, series, index)
        found = _times_for(text, times, chain_start, last.tail, end, len(listed.places)) or (
            carried if carried and len(listed.places) > 1 and len(carried.values) == len(listed.places) else None
        )
        if found is None:
            continue
        for number, place in enumerate(listed.places):
            value = found.values[number] if len(found.values) == len(listed.places) else found.values[0]
            spread[place] = (value, found.unit)
    return spread


def _chain_end(atoms: Sequence[Atom], series: Sequence[Series], index: int) -> int:
    """Where the last of the lists ends that are compared with a list."""
    end = max(atoms[place].tail for place in series[index].places)
    for other in range(index + 1, len(series)):
        if series[other].against is None:
            break
        end = max(atoms[place].tail for place in series[other].places)
    return end


def _times_for(text: str, times: Sequence[Times], start: int, end: int, chain_end: int, size: int) -> Times | None:
    behind = [
        time
        for time in times
        if end <= time.start <= max(end, chain_end) + 45 and _near(text, max(end, min(chain_end, time.start)), time)
    ]
    ahead = [time for time in times if time.end <= start and not re.search(r"[;.]\s", text[time.end : start])]
    same = [time for time in (*behind[:1], *reversed(ahead)) if len(time.values) == size]
    if size > 1:
        return same[0] if same else next((time for time in reversed(ahead) if len(time.values) == 1), None)
    close = [time for time in behind if len(time.values) == 1]
    if close and (close[0].follows or not ahead):
        return close[0]
    single = [time for time in reversed(ahead) if len(time.values) == 1]
    return single[0] if single else None


def _near(text: str, end: int, time: Times) -> bool:
    """Directly behind the numbers: "at 2 years", or "2-year local control"."""
    gap = text[end : time.start]
    return bool(
        re.fullmatch(r"[\s\0)\]%,]{0,4}(?:(?:in|with|for|of) [\w\s+-]{1,30} )?(?:rates? |respectively )?[(]?", gap)
    )


CLAUSE = re.compile(
    r"\s-\s(?=[A-Za-z])|;\s(?!\W{0,6}\s?(?:Fig|\$|p\b|P\b|95|HR|<))|\.\s+[A-Z]|,\s(?:while|whereas|although)\b"
)

JUDGED = ("share", "number", "mean_sd", "not_reached", "zero", "not_significant", "test")

EFFECT_SIZE = re.compile(r"[\s\0]?[,;]\s?(?:partial\s|Cohen[’']?s\s)?(?:[ηωε][^\s=]{0,4}|[dg]|BF[^\s=]{0,3})\s?=\s?")
"""From a p to an effect size that belongs to the same test: matches ", η2 = ", not ", OR = "."""

UNJUDGED = ("length", "dose", "volume", "mass", "sessions")


def judged_of(text: str, atoms: Sequence[Atom]) -> dict[int, PValue]:
    """Each p-value holds for the numbers before it, back to the p-value or the clause before."""
    judged: dict[int, PValue] = {}
    waiting: list[int] = []
    last_p: tuple[int, PValue] | None = None
    for number, atom in enumerate(atoms):
        if waiting and CLAUSE.search(text, atoms[waiting[-1]].tail, atom.start):
            waiting = []
        if atom.form == "p":
            judged |= dict.fromkeys(waiting, atom.p) if atom.p else {}
            last_p = (number, atom.p) if atom.p else None
            waiting = []
        elif last_p and EFFECT_SIZE.fullmatch(text, atoms[last_p[0]].tail, atom.start):
            judged[number] = last_p[1]
        elif atom.form in JUDGED and atom.name != "n" and atom.scale not in UNJUDGED and atom.relation == "=":
            waiting.append(number)
    if last_p and waiting and last_p[0] < waiting[0] and not judged:
        gap = text[atoms[last_p[0]].tail : atoms[waiting[0]].start]
        if len(gap) < 60 and "." not in gap:
            judged |= dict.fromkeys(waiting, last_p[1])
    return judged
