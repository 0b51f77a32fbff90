"""Two accounts of one study side by side: where they differ, where they agree, and whom the entry itself bears out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from extract.audit.across.told import Account, Telling
from extract.audit.cases.works import WorkFacts
from extract.audit.support.likeness import agree
from extract.text.similarity import same_container
from extract.vocabulary import Vocabulary, load_vocabulary

STRONG = frozenset({"drug", "journal", "country", "registration"})
MOST_VALUES = 2
OPPOSED = (
    frozenset({"rct", "single_arm"}),
    frozenset({"rct", "retrospective"}),
    frozenset({"prospective", "retrospective"}),
)
SHOWN_KINDS = {"n": "size", "report_year": "year", "drug": "drug"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A fact that both tell and tell differently. `favours`: above 0 the entry bears out our side, below 0 theirs."""

    kind: str
    ours: Telling
    theirs: Telling
    favours: int

    @property
    def is_strong(self) -> bool:
        return self.kind in STRONG

    @property
    def name(self) -> str:
        return SHOWN_KINDS.get(self.kind, self.kind)


def find_differences(ours: Account, theirs: Account, work: WorkFacts) -> Iterator[Difference]:
    """One difference for each kind of fact of which no value is shared."""
    vocabulary = load_vocabulary()
    for kind in _kinds(ours, theirs):
        mine, others = _of(ours, kind), _of(theirs, kind)
        if len({t.value for t in mine}) > MOST_VALUES or len({t.value for t in others}) > MOST_VALUES:
            continue
        if any(_same(kind, a.value, b.value) for a in mine for b in others):
            continue
        for a, b in ((a, b) for a in mine for b in others):
            if _differs(kind, a.value, b.value, vocabulary):
                favours = _borne_out(kind, a.value, work) - _borne_out(kind, b.value, work)
                yield Difference(kind=kind, ours=a, theirs=b, favours=favours)
                break
    yield from _against_entry(ours, theirs, work)


def find_agreements(ours: Account, theirs: Account) -> Iterator[tuple[Telling, Telling]]:
    """The facts that both tell alike, one pair for each kind."""
    for kind in _kinds(ours, theirs):
        pairs = ((a, b) for a in _of(ours, kind) for b in _of(theirs, kind) if _same(kind, a.value, b.value))
        pair = next(pairs, None)
        if pair is not None and kind != "design":
            yield pair


def _against_entry(ours: Account, theirs: Account, work: WorkFacts) -> Iterator[Difference]:
    """A journal that one side names, while the entry that the other side cites prints another."""
    mine, others = _of(ours, "journal"), _of(theirs, "journal")
    container = work.entry.fields.container
    if not container or bool(mine) == bool(others):
        return
    named = (mine or others)[0]
    if named.value == work.journal or same_container(named.shown, container):
        return
    silent = theirs if mine else ours
    entry = Telling(kind="journal", value=work.journal or container, shown=container, pieces=silent[0].pieces)
    yield Difference(
        kind="journal", ours=named if mine else entry, theirs=entry if mine else named, favours=-1 if mine else 1
    )


def _kinds(ours: Iterable[Telling], theirs: Iterable[Telling]) -> list[str]:
    shared = {telling.kind for telling in theirs}
    return list(dict.fromkeys(telling.kind for telling in ours if telling.kind in shared))


def _of(account: Account, kind: str) -> list[Telling]:
    return [telling for telling in account if telling.kind == kind]


def _same(kind: str, one: str, other: str) -> bool:
    if one == other:
        return True
    if kind == "phase":
        return one in other or other in one
    if kind in ("n", "report_year", "drug", "journal", "country", "registration", "design"):
        return False
    first, second = _number(one), _number(other)
    return first is not None and second is not None and agree(first, second)


def _differs(kind: str, one: str, other: str, vocabulary: Vocabulary) -> bool:
    """Whether two values cannot both be true of one study, as far as their kind lets us say."""
    if kind == "design":
        return frozenset({one, other}) in OPPOSED
    if kind == "report_year":
        return abs(int(one) - int(other)) > 1
    if kind == "drug":
        return bool(set(vocabulary[one].parents) & set(vocabulary[other].parents))
    return True


def _borne_out(kind: str, value: str, work: WorkFacts) -> int:
    """1 where the title, journal, year or abstract of the entry say the same, 0 where they do not."""
    if kind == "drug":
        return int(value in work.all_values("intervention"))
    if kind == "journal":
        return int(value == work.journal)
    if kind == "report_year":
        return int(work.year is not None and abs(int(value) - work.year) <= 1)
    if kind in ("country", "registration", "design", "phase"):
        kinds = {"country": "country", "registration": "registration", "design": "design"}
        return int(kind in kinds and value in work.all_values(kind))  # type: ignore[arg-type]
    return 0


def _number(value: str) -> Decimal | None:
    try:
        return Decimal(value)
    except InvalidOperation:
        return None
