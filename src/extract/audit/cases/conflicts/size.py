"""The text says how many were studied, the entry's title says another number. Arms and evaluable parts are smaller."""

from collections.abc import Iterator

from extract.audit.cases.case import Case, Conflict, passage_of

NAME = "citation_size"
FEWEST = 10


def find(case: Case) -> Iterator[Conflict]:
    size = case.work.size
    facts = case.said("n")
    if size is None or not facts or not case.describes or not case.alone:
        return
    stated = [int(fact.value) for fact in facts]
    if max(stated) < FEWEST or size in stated or sum(stated) == size or max(stated) < size:
        return
    yield Conflict(
        check=NAME,
        strength="strong",
        reason=f"the text counts {max(stated)}, the entry's title {size}",
        pieces=passage_of(case.claim, facts[stated.index(max(stated))]),
        reported=str(max(stated)),
        expected=str(size),
    )
