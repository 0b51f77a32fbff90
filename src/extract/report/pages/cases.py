"""Claims and their sources side by side on one page, for an editor: every figure with what the source prints."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup, escape

from extract.report.pages.writing import filled
from extract.report.wording import CLAIM_VERDICTS, FIGURE_ROLES
from extract.text import lazy_re as re


def cases_page(answers: Sequence[dict[str, Any]]) -> str:
    """One page for the answers of `extract verify`, contradicted claims first; it needs no other file."""
    order = list(CLAIM_VERDICTS)
    cases = sorted(answers, key=lambda answer: order.index(answer["verdict"]))
    counts = Counter(answer["verdict"] for answer in cases)
    dressed = [
        {
            **case,
            "marked": _marked(case["claim"], case["figures"]),
            "figures": [{**answer, "passages": list(_passages(answer))} for answer in case["figures"]],
        }
        for case in cases
    ]
    counted = [(CLAIM_VERDICTS[verdict], counts[verdict]) for verdict in order if counts[verdict]]
    return filled("cases.html.j2", cases=dressed, counts=counted, words=CLAIM_VERDICTS, roles=FIGURE_ROLES)


def _marked(claim: str, figures: Iterable[dict[str, Any]]) -> Markup:
    """The claim with its figures marked."""
    parts, at = [], 0
    for figure in figures:
        parts += [escape(claim[at : figure["start"]]), Markup("<mark>{}</mark>").format(figure["stated"])]
        at = figure["start"] + len(figure["stated"])
    return Markup("").join([*parts, escape(claim[at:])])


def _passages(figure: dict[str, Any]) -> Iterable[tuple[Markup, str]]:
    """Each passage with the printed figure marked, and where it stands."""
    printed = re.compile(rf"(?<![\d.]){re.escape(figure['printed'])}(?![\d]|\.\d)") if figure["printed"] else None
    for passage in figure["evidence"]:
        found = printed.search(passage["text"]) if printed else None
        start, end = found.span() if found else (0, 0)
        text = passage["text"]
        mark = Markup("<mark>{}</mark>").format(text[start:end]) if found else ""
        yield escape(text[:start]) + mark + escape(text[end:]), ", ".join(_where(passage))


def _where(passage: dict[str, Any]) -> Iterable[str]:
    """Where a passage stands, the widest first."""
    yield passage["document_id"] or "record"
    if passage["page"] is not None:
        yield f"page {passage['page']}"
    if passage["section"]:
        yield f"“{passage['section']}”"
    if passage["start"] is not None:
        yield f"characters {passage['start']:,} to {passage['end']:,}"
