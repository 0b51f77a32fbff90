"""A term with its names and parents, and the set of all terms: ours by name, and the table of concepts below them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from extract.vocabulary.spelling import WORD, normal_name, normal_word, spelled

if TYPE_CHECKING:
    from extract.vocabulary.table import Table

LINKED_KINDS = {
    "disease": {"disease", "symptom", "phenomenon"},
    "organ": {"organ"},
    "intervention": {"intervention", "substance", "device", "test", "food"},
    "organism": {"organism"},
    "country": {"country"},
}
"""For each kind of our own terms the kinds of concepts that a shared name makes the same term."""

NEAR = 4
"""Steps in the MeSH tree up to which two terms are related: 2 are siblings, 3 aunt and niece, 4 cousins."""
SHARED_LEVELS = 3
"""Levels of a tree that related terms share: below them a branch is too wide ("C04.588", neoplasms by site)."""
ROOT = 6
"""Letters of a word's beginning that two names share to be related: "leukocytosis", "leukocyte count"."""

Relation = Literal["same", "broader", "narrower", "related", "different", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One concept. `names` are matched whatever their case, `cased` only as written ("RT", "ICE").

    `parents` are ids of broader terms; `notes` are further attributes of the file ("unit" of a measure); `mesh_id`,
    `drugbank_id` and `trees` (MeSH tree numbers) are those of the concept that shares a name with the term.
    """

    id: str
    kind: str
    names: tuple[str, ...] = ()
    cased: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    mesh_id: str | None = None
    drugbank_id: str | None = None
    trees: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """How the term is called in messages: its `label`, else its first name, with the capitals of print."""
        given = self.note("label")
        if given is not None:
            return given
        return spelled(self.names[0], self.kind) if self.names else (self.cased or (self.id,))[0]

    def note(self, name: str) -> str | None:
        return next((value for key, value in self.notes if key == name), None)


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All terms by id, compared by identity. Ids are unique over all kinds; a parent is a term of its own.

    `by_id` holds our own terms and the user's; `table` the concepts of MeSH, DrugBank and ISO 3166. A concept that
    shares a name with one of our terms is that term: `vocabulary["hcc"].mesh_id` is "D006528", and "D006528" is no
    other term.
    """

    by_id: dict[str, Term]
    table: "Table | None" = None
    _ancestors: dict[str, frozenset[str]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        known: set[str] = set()
        for term_id in self.by_id:
            self._climb(term_id, known, ())
        object.__setattr__(self, "_ancestors", {})

    def _climb(self, term_id: str, known: set[str], path: tuple[str, ...]) -> None:
        if term_id in path:
            raise ValueError(f"vocabulary: {' > '.join((*path, term_id))} is a circle")
        if term_id not in known:
            if term_id not in self.by_id:
                raise ValueError(f"vocabulary: {path[-1]!r} has an unknown parent {term_id!r}")
            for parent in self.by_id[term_id].parents:
                self._climb(parent, known, (*path, term_id))
            known.add(term_id)

    @cached_property
    def own_of(self) -> dict[int, str]:
        """Line of a concept -> the term of ours that it is, since they share a name and their kinds go together."""
        found: dict[int, str] = {}
        if self.table is not None:
            for term in self.by_id.values():
                for number in _lines_with_a_name_of(term, self.table):
                    found.setdefault(number, term.id)
        return found

    @cached_property
    def linked(self) -> dict[str, tuple[int, ...]]:
        """Term of ours -> the lines of the concepts that are this term, in the order of its names."""
        lines: dict[str, list[int]] = {}
        for number, term_id in self.own_of.items():
            lines.setdefault(term_id, []).append(number)
        return {term_id: tuple(numbers) for term_id, numbers in lines.items()}

    def __contains__(self, term_id: str) -> bool:
        return term_id in self.by_id or (self.table is not None and self.table.number(term_id) is not None)

    def __getitem__(self, term_id: str) -> Term:
        """A term of ours, or a concept of the table. Raises KeyError where the id is unknown."""
        term = self.by_id.get(term_id)
        if term is not None:
            return self._with_ids(term)
        number = None if self.table is None else self.table.number(term_id)
        if self.table is None or number is None:
            raise KeyError(term_id)
        return self.table.term(number)

    def _with_ids(self, term: Term) -> Term:
        numbers = self.linked.get(term.id, ())
        if self.table is None or not numbers:
            return term
        found = [self.table.term(number) for number in numbers]
        return Term(
            id=term.id,
            kind=term.kind,
            names=tuple(dict.fromkeys((*term.names, *(name for concept in found for name in concept.names)))),
            cased=tuple(dict.fromkeys((*term.cased, *(name for concept in found for name in concept.cased)))),
            parents=term.parents,
            notes=term.notes,
            mesh_id=next((concept.mesh_id for concept in found if concept.mesh_id), None),
            drugbank_id=next((concept.drugbank_id for concept in found if concept.drugbank_id), None),
            trees=found[0].trees,
        )

    def terms(self, kind: str) -> tuple[Term, ...]:
        """Our own terms of a kind, in the order of their file."""
        return tuple(term for term in self.by_id.values() if term.kind == kind)

    def names(self, kind: str) -> dict[str, str]:
        """Every name of our own terms of a kind (lower case; cased names as written) with its term's id."""
        return {
            name: term.id for term in self.terms(kind) for name in (*(name.lower() for name in term.names), *term.cased)
        }

    def term_of_line(self, number: int) -> str:
        """The id of the term that a line of the table stands for: ours where a name is shared."""
        return self.own_of[number] if number in self.own_of or self.table is None else self.table.id(number)

    def find(self, name: str) -> Term | None:
        """The term of a whole name, spelling and number apart: `find("Hepatocellular carcinomas")`."""
        normal = normal_name(name)
        for term in self.by_id.values():
            if name in term.cased or any(normal_name(known) == normal for known in term.names):
                return self[term.id]
        number = None if self.table is None else self.table.by_name(normal)
        return None if number is None else self[self.term_of_line(number)]

    def search(self, word: str, *, most: int = 20) -> list[Term]:
        """The term of a name, then others that have it in a name: our own first, the shortest labels first."""
        normal = normal_name(word)
        exact = self.find(word)
        own = [term for term in self.by_id.values() if any(normal in normal_name(name) for name in term.names)]
        table = (
            []
            if self.table is None
            else [n for name, n in self.table.all_names().items() if f" {normal} " in f" {name} "]
        )
        ids = dict.fromkeys((*(term.id for term in own), *(self.term_of_line(number) for number in table)))
        found = sorted((self[term_id] for term_id in ids), key=lambda term: (len(term.label), term.label))
        first = [] if exact is None else [exact]
        return (first + [term for term in found if exact is None or term.id != exact.id])[:most]

    def ancestors(self, term_id: str) -> frozenset[str]:
        """The term itself and all that it is a kind of; unknown ids stand for themselves."""
        known = self._ancestors.get(term_id)
        if known is None:
            reached, waiting = {term_id}, [term_id]
            while waiting:
                above = set(self._parents(waiting.pop())) - reached
                reached |= above
                waiting.extend(above)
            known = self._ancestors[term_id] = frozenset(reached)
        return known

    def _parents(self, term_id: str) -> Iterator[str]:
        """One step up: our own parents, and the next broader concepts by tree number."""
        own = self.by_id.get(term_id)
        if own is not None:
            yield from own.parents
        if self.table is None:
            return
        number = self.table.number(term_id)
        for line in self.linked.get(term_id, ()) if number is None else (number,):
            for tree in self.table.trees(line):
                above = self.table.by_tree(tree.rpartition(".")[0])
                if above is not None:
                    yield self.term_of_line(above)

    def is_a(self, term_id: str, ancestor: str) -> bool:
        """Whether a term is the other one or a narrower one: `is_a("sbrt", "radiotherapy")`."""
        return ancestor in self.ancestors(term_id)

    def kin(self, first: str, second: str) -> bool:
        """Whether one of two terms is a kind of the other."""
        return self.is_a(first, second) or self.is_a(second, first)

    def relation(self, first: str, second: str) -> Relation:
        """How two terms stand to each other. `different` only where both are known, of one kind and not related.

        `broader`: the first is the broader one. `related`: near in a MeSH tree (`NEAR`), below one broader term of
        ours, or with a word root in common. `unknown`: an id that nobody knows, or terms of two kinds.
        """
        if first == second:
            return "same"
        if first not in self or second not in self:
            return "unknown"
        if self.is_a(second, first):
            return "broader"
        if self.is_a(first, second):
            return "narrower"
        if self.distance(first, second) is not None or self._share_a_root(first, second):
            return "related"
        return "different" if self[first].kind == self[second].kind else "unknown"

    def distance(self, first: str, second: str) -> int | None:
        """Steps between two terms in a tree, at most `NEAR`; None where no tree holds both so near."""
        steps = (
            len(left) + len(right) - 2 * shared
            for left in self._paths(first)
            for right in self._paths(second)
            if (shared := _common(left, right)) >= min(SHARED_LEVELS, len(left), len(right))
        )
        nearest = min(steps, default=None)
        if nearest is None or nearest > NEAR:
            own = frozenset(self.by_id) & (self.ancestors(first) & self.ancestors(second))
            parents = [frozenset(term.parents) for term in (self.by_id.get(first), self.by_id.get(second)) if term]
            return 2 if len(parents) == 2 and own & parents[0] & parents[1] else None
        return nearest

    def _paths(self, term_id: str) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(tree.split(".")) for tree in self[term_id].trees) if term_id in self else ()

    def _share_a_root(self, first: str, second: str) -> bool:
        roots = [
            {normal_word(word)[:ROOT] for word in WORD.findall(self[term_id].label) if len(word) >= ROOT}
            for term_id in (first, second)
        ]
        return bool(roots[0] & roots[1])

    def narrowest(self, term_ids: Iterable[str]) -> frozenset[str]:
        """The terms that have no narrower one beside them."""
        given = frozenset(term_ids)
        return frozenset(
            term_id for term_id in given if not any(other != term_id and self.is_a(other, term_id) for other in given)
        )


def _lines_with_a_name_of(term: Term, table: "Table") -> Iterator[int]:
    kinds = LINKED_KINDS.get(term.kind, ())
    for name in (*term.names, *term.cased) if kinds else ():
        number = table.by_name(normal_name(name))
        if number is not None and table.kind(number) in kinds:
            yield number


def _common(left: tuple[str, ...], right: tuple[str, ...]) -> int:
    """How many levels two paths share from the root."""
    return next(
        (n for n, (first, second) in enumerate(zip(left, right, strict=False)) if first != second),
        min(len(left), len(right)),
    )
