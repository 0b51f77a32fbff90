"""A citation's case as text for people."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.pipeline.showing import Case


def case_lines(case: "Case") -> Iterator[str]:
    """The claim, the entry, the verdicts, the findings, the source's passages and the other papers."""
    for claim in case.claims:
        yield f"CLAIM {claim['id']} ({claim['type']})"
        yield f"  “{_flat(claim['text'])}”"
        yield from (f"  {fact['kind']}: {fact['value']} (“{_flat(fact['text'])}”)" for fact in claim["facts"])
    if case.entry is not None:
        yield f"ENTRY {case.entry['id']}"
        yield f"  “{_flat(case.entry['text'])}”"
        yield f"  {case.source}"
    yield from (f"  {fact['kind']}: {fact['value']} (from its {fact['from']})" for fact in case.entry_facts)
    if case.verdicts:
        yield "VERDICTS"
    for verdict in case.verdicts:
        sure = f" (probability {verdict['precision']:.2f})" if verdict["precision"] is not None else ""
        yield f"  {verdict['check']}: {verdict['verdict']}{sure}: {'; '.join(verdict['reasons'])}"
        yield from _passages(verdict["evidence"], "cited_passage", "work")
    if case.findings:
        yield "FINDINGS"
    for finding in case.findings:
        yield f"  {finding['severity']} {finding['check']} ({finding['id']}): {finding['message']}"
        yield from _passages(finding["evidence"], "cited_passage", "work", "context")
    if case.others:
        yield "OTHER PAPERS THAT CITE THE WORK"
    for other in case.others:
        yield f"  {other['title']} ({other['document_id']}), [{other['reference_label']}]"
        yield from (f"    “{_flat(text)}”" for text in other["claims"])


def _passages(evidence: list[dict[str, Any]], *roles: str) -> Iterator[str]:
    for passage in evidence:
        if passage["role"] in roles:
            where = passage["document_id"] or "record"
            yield f"    {where}: “{_flat(passage['text'])}”"


def _flat(value: object) -> str:
    return " ".join(str(value or "").split())
