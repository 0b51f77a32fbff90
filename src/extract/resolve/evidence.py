"""How well a record and a printed reference agree, field by field, in log-odds that add up.

The weights are the logarithms of two rates: how often a field agrees in a reference that means the record, and how
often by chance in one that does not. They were set on strings of known works and on strings of works that the library
does not hold, and are the same for every field of medicine.
"""

from dataclasses import replace

from rapidfuzz import fuzz

from extract.model import Work
from extract.resolve.parts import Field, Part, Weighed
from extract.resolve.places import compare_places
from extract.resolve.printed import Printed
from extract.resolve.titles import compare_titles, locate
from extract.text.containers import same_container
from extract.text.keys import family_key
from extract.text.similarity import bare_title, squeeze

LIKE_NAMES = 84
"""Likeness (of 100) from which two first authors are one, typed twice: one letter in six."""
TELLING_NAME = 5
"""Letters of a family name that does not begin another one, or stand in one, by chance."""


def weigh(printed: Printed, work: Work) -> Weighed:
    """All fields of a record against the string."""
    score, start, end = locate(bare_title(work.title or ""), printed)
    title = compare_titles(printed, work, score, printed.squeezed[start:end])
    parts = [
        _identifier(printed, work),
        title,
        _authors(printed, work, start or len(printed.squeezed)),
        *compare_places(printed, work, start, end),
        _container(printed, work, printed.squeezed[end:]),
    ]
    return Weighed(work=work, parts=_in_view_of_all(tuple(part for part in parts if part), score), title_score=score)


def _in_view_of_all(parts: tuple[Part, ...], title_score: float) -> tuple[Part, ...]:
    """Fields that weigh more, or less, beside others.

    Where author, year, volume and page agree, another title is a short, translated or damaged one. Where journal and
    volume agree, another page is another paper of that volume, unless the title is the same to the letter.
    """
    agreeing: set[Field] = {part.field for part in parts if part.agrees}
    if {"authors", "year", "volume", "pages"} <= agreeing:
        return tuple(replace(part, weight=max(part.weight, -2.0)) if part.field == "title" else part for part in parts)
    if {"container", "volume"} <= agreeing and title_score < 1:
        return tuple(
            replace(part, weight=part.weight - 3.0) if part.field == "pages" and part.agrees is False else part
            for part in parts
        )
    return parts


def _identifier(printed: Printed, work: Work) -> Part | None:
    """One identifier that agrees is enough; PubMed's number is the surer of the two."""
    fields, differs = printed.fields, None
    for name, stated, held in (("PMID", fields.pmid, work.pmid), ("DOI", fields.doi, work.doi)):
        if stated and held and stated.lower() == held:
            return Part("identifier", True, 9.0, f"{name} agrees")
        if stated and held and differs is None:
            differs = Part("identifier", False, -3.0, f"{name} differs: {stated} printed, {held} in the record")
    return differs


def _authors(printed: Printed, work: Work, end: int) -> Part | None:
    """`end` is where the title begins, or the end of the string."""
    if not work.authors:
        return None
    head = printed.words_before(end)
    families = [family_key(person.family) for person in work.authors[:6]]
    stated = [family_key(family) for family in printed.families[:6]]
    zone = printed.squeezed[:end].lstrip("0123456789")
    if families[0] and _is_first(families[0], stated, zone):
        others = sum(1 for family in families[1:3] if _is_named(family, stated, zone, head))
        return Part("authors", True, 3.5 + 0.7 * others, "first author agrees" + (", and others" if others else ""))
    if any(_is_named(family, stated, zone, head) for family in families):
        return Part("authors", None, 0.0, "an author agrees, but not as the first")
    if work.authors[0].is_group or (printed.fields.authors and printed.fields.authors[0].is_group):
        return Part("authors", None, -1.0, "a group against persons")
    if not printed.families:
        return Part("authors", None, -1.0, "no authors printed")
    return Part("authors", False, -5.0, f"authors differ: {work.authors[0].family} in the record")


def _is_first(family: str, said: list[str], zone: str) -> bool:
    if said and (said[0] == family or fuzz.ratio(said[0], family) >= LIKE_NAMES):
        return True
    begins = said and (said[0].startswith(family) or (len(said[0]) >= TELLING_NAME and family.startswith(said[0])))
    if len(family) >= TELLING_NAME and begins:
        return True
    return len(family) >= 4 and 0 <= zone.find(family) <= 4


def _is_named(family: str, said: list[str], zone: str, head: tuple[str, ...]) -> bool:
    return family in said or family in head or (len(family) >= TELLING_NAME and family in zone)


def _container(printed: Printed, work: Work, tail: str) -> Part | None:
    names = work.all_containers
    if not names:
        return None
    stated = printed.fields.container
    if any(squeeze(name) in tail for name in names) or (stated and any(same_container(stated, name) for name in names)):
        return Part("container", True, 1.5, "container agrees")
    if stated:
        return Part("container", False, -1.0, f"container differs: {stated} printed, {names[0]} in the record")
    return None
