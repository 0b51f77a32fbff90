"""From markers to the entries that they point at: linked, ambiguous or missing, never the first of the list."""

from collections.abc import Iterable

from extract.model import Citation, Marker, Reference
from extract.text.citation_keys import CitationKey, fit_of, parse_citation_key, year_of
from extract.text.numbers import whole_number


def link_markers(markers: tuple[Marker, ...], references: tuple[Reference, ...]) -> tuple[Citation, ...]:
    """One citation for each key of each marker, in text order."""
    listed = _List(references)
    citations: list[Citation] = []
    for marker in markers:
        for place, key in enumerate(marker.keys):
            target = marker.targets[place] if place < len(marker.targets) else None
            found = listed.meant(key, target)
            citations.append(
                Citation(
                    id=f"c{len(citations) + 1}",
                    pieces=marker.pieces,
                    rule=found.rule,
                    marker=marker.id,
                    key=key,
                    status="linked" if len(found.ids) == 1 else "ambiguous" if found.ids else "missing",
                    reference=found.ids[0] if len(found.ids) == 1 else None,
                    candidates=found.ids if len(found.ids) > 1 else (),
                )
            )
    return tuple(citations)


class _Found:
    """The entries that may be meant, and the rule that found them."""

    def __init__(self, ids: tuple[str, ...], rule: str) -> None:
        self.ids = ids
        self.rule = rule


class _List:
    """The reference list by target, by label, by place and by year."""

    def __init__(self, references: tuple[Reference, ...]) -> None:
        self.references = references
        self.by_target = _grouped((reference.target, reference.id) for reference in references)
        self.by_label = _grouped((_bare(reference.label), reference.id) for reference in references)
        self.by_year: dict[int | str | None, list[Reference]] = {}
        for reference in references:
            self.by_year.setdefault(year_of(reference.fields), []).append(reference)

    def meant(self, key: str, target: str | None) -> _Found:
        if target is not None:
            return _Found(self.by_target.get(target, ()), "linked_target")
        if key.isdecimal():
            if self.by_label:
                return _Found(self.by_label.get(key, ()), "label")
            place = (whole_number(key) or 0) - 1
            ids = (self.references[place].id,) if 0 <= place < len(self.references) else ()
            return _Found(ids, "place_in_list")
        parsed = parse_citation_key(key)
        return _Found(self._named(parsed) if parsed else (), "author_year")

    def _named(self, key: CitationKey) -> tuple[str, ...]:
        fits = [
            (fit_of(key, reference.fields, printed=reference.key), reference)
            for reference in self.by_year.get(key.year, ())
        ]
        best = max((fit for fit, _ in fits), default=0)
        tied = [reference for fit, reference in fits if fit == best and fit]
        return tuple(reference.id for reference in tied)


def _grouped(pairs: Iterable[tuple[str | None, str]]) -> dict[str, tuple[str, ...]]:
    grouped: dict[str, list[str]] = {}
    for key, name in pairs:
        if key:
            grouped.setdefault(key, []).append(name)
    return {key: tuple(names) for key, names in grouped.items()}


def _bare(label: str | None) -> str | None:
    return label.strip(" .[]()") if label else None
