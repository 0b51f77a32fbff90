"""What is called significant for an endpoint in one place is not called not significant in another.

"After matching, the treatment group remained a significant factor for OS" in the results, "the addition of TACE did
not lead to a significant improvement in OS" in the discussion. Compared are sentences of the paper's own on the same
endpoint, the same times, the same population (before or after matching), where the paper has two groups; sentences on
subgroups, other factors and other studies are left alone. A sentence that names no population is held against one
that does only if none of the other population bears it out. A warning: two analyses may explain it, which the paper
then does not tell apart.
"""

from collections.abc import Iterator
from itertools import combinations

from extract.audit.expressions.comparisons import Compared, find_comparisons
from extract.audit.parts import own_sentences
from extract.audit.passages import Passage, evidence, place
from extract.model import Answer, Finding, Library, Paper, Passed, Skipped, Span

NAME = "text_significance_told_twice"
VERSION = 1

GROUPS = 2
Placed = tuple[Passage, Compared]


def check(paper: Paper, library: Library) -> Iterator[Answer]:
    placed = [
        (passage, compared)
        for passage in own_sentences(paper, "abstract", "results", "discussion", "conclusion")
        for compared in find_comparisons(passage.text)
    ]
    for endpoint in dict.fromkeys(compared.endpoint for _, compared in placed):
        told = [(passage, compared) for passage, compared in placed if compared.endpoint == endpoint]
        if sum(arm.n is not None for arm in paper.arms) > GROUPS:
            yield from (Skipped(_place(one), "the paper has more than two groups") for one in told)
        else:
            yield from _judge(paper, endpoint, told)


def _judge(paper: Paper, endpoint: str, told: list[Placed]) -> Iterator[Answer]:
    conflict = next((pair for pair in combinations(told, 2) if _differ(*pair, told)), None)
    if conflict is None:
        yield from (Passed(_place(one)) for one in told)
        return
    one, other = sorted(conflict, key=lambda placed: not placed[1].significant)
    yield Finding(
        check=NAME,
        severity="warning",
        message=f"the comparison of the groups on {endpoint} is called significant here and not significant there",
        reported="significant",
        expected="not significant",
        evidence=tuple(evidence(paper, "result", p.pieces_of(c.start, c.end)) for p, c in (one, other)),
    )


def _differ(one: Placed, other: Placed, told: list[Placed]) -> bool:
    """Whether two statements on one endpoint cannot both be of the same comparison."""
    a, b = one[1], other[1]
    if a.significant is b.significant or a.times != b.times:
        return False
    if a.population == b.population:
        return True
    if a.population and b.population:
        return False
    tagged, bare = (a, b) if a.population else (b, a)
    explains = (c for _, c in told if c.population not in (None, tagged.population))
    return not any(c.significant is bare.significant for c in explains)


def _place(placed: Placed) -> Span:
    passage, compared = placed
    return place(passage.pieces_of(compared.start, compared.end))
