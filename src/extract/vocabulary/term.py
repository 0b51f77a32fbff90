"""A term with its names and parents, and the set of all terms."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One concept. `names` are matched whatever their case, `cased` only as written ("RT", "ICE").

    `parents` are ids of broader terms; `notes` are further attributes of the file ("unit" of a measure).
    """

    id: str
    kind: str
    names: tuple[str, ...] = ()
    cased: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def label(self) -> str:
        """How the term is called in messages: its first name."""
        return (self.names or self.cased or (self.id,))[0]

    def note(self, name: str) -> str | None:
        return next((value for key, value in self.notes if key == name), None)


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All terms by id, compared by identity. Ids are unique over all kinds; a parent is a term of its own."""

    by_id: dict[str, Term]
    _ancestors: dict[str, frozenset[str]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        known: dict[str, frozenset[str]] = {}
        for term_id in self.by_id:
            self._climb(term_id, known, ())
        object.__setattr__(self, "_ancestors", known)

    def _climb(self, term_id: str, known: dict[str, frozenset[str]], path: tuple[str, ...]) -> frozenset[str]:
        if term_id in path:
            raise ValueError(f"vocabulary: {' > '.join((*path, term_id))} is a circle")
        if term_id not in known:
            term = self.by_id.get(term_id)
            if term is None:
                raise ValueError(f"vocabulary: {path[-1]!r} has an unknown parent {term_id!r}")
            above = [self._climb(parent, known, (*path, term_id)) for parent in term.parents]
            known[term_id] = frozenset({term_id}).union(*above)
        return known[term_id]

    def __contains__(self, term_id: str) -> bool:
        return term_id in self.by_id

    def __getitem__(self, term_id: str) -> Term:
        return self.by_id[term_id]

    def terms(self, kind: str) -> tuple[Term, ...]:
        """All terms of a kind, in the order of their file."""
        return tuple(term for term in self.by_id.values() if term.kind == kind)

    def names(self, kind: str) -> dict[str, str]:
        """Every name of a kind (lower case; cased names as written) with its term's id."""
        return {
            name: term.id for term in self.terms(kind) for name in (*(each.lower() for each in term.names), *term.cased)
        }

    def ancestors(self, term_id: str) -> frozenset[str]:
        """The term itself and all that it is a kind of; unknown ids stand for themselves."""
        return self._ancestors.get(term_id, frozenset({term_id}))

    def is_a(self, term_id: str, ancestor: str) -> bool:
        """Whether a term is the other one or a narrower one: `is_a("sbrt", "radiotherapy")`."""
        return ancestor in self.ancestors(term_id)

    def kin(self, one: str, other: str) -> bool:
        """Whether one of two terms is a kind of the other."""
        return self.is_a(one, other) or self.is_a(other, one)

    def narrowest(self, term_ids: Iterable[str]) -> frozenset[str]:
        """The terms that have no narrower one beside them."""
        given = frozenset(term_ids)
        return frozenset(one for one in given if not any(other != one and self.is_a(other, one) for other in given))
