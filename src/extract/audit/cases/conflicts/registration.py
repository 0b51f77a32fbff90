"""The text gives a registration number, the entry prints another."""

from collections.abc import Iterator

from extract.audit.cases.case import Case, Conflict, passage_of

NAME = "citation_registration"


def find(case: Case) -> Iterator[Conflict]:
    facts = case.said("registration")
    told = case.work.all_values("registration")
    if facts and told and not {_key(fact.value) for fact in facts} & {_key(each) for each in told}:
        yield Conflict(
            check=NAME,
            strength="hard" if case.alone else "strong",
            reason=f"the text gives {facts[0].value}, the entry {', '.join(sorted(told))}",
            pieces=passage_of(case.claim, facts[0]),
            reported=facts[0].value,
            expected=", ".join(sorted(told)),
        )


def _key(number: str) -> str:
    return "".join(each for each in number.lower() if each.isalnum())
