"""Lists of parts with their whole, as sentences tell them: arms, sexes, reasons, those who stayed and who left."""

import re
from collections.abc import Iterator

from extract.audit.flow.brackets import in_brackets, one_in_each_bracket
from extract.audit.flow.counts import Count, find_counts
from extract.audit.flow.lists import Sum, Unclear
from extract.audit.flow.running import arms, leaving, reasons, sexes, stay

__all__ = ["Sum", "Unclear", "find_sums"]


def find_sums(text: str) -> Iterator[Sum | Unclear]:
    """All lists of a sentence whose parts should be their whole.

    >>> [(s.kind, s.whole.value, s.total) for s in find_sums("Of the 64 patients, 33 were allocated to A and 31 to B.")]
    [('arms', 64, 64)]
    >>> [(s.kind, s.whole.value, s.total) for s in find_sums("Ten were excluded (6 refused, 5 were too old).")]
    [('reasons', 10, 11)]
    """
    counts = find_counts(text)
    if len(counts) < 3:
        return
    plain = [c for c in counts if c.depth == 0 and c.kind != "measure" and c.noun in (None, "people")]
    lists = (leaving(text, plain), arms(text, plain), sexes(text, plain), reasons(text, plain), stay(text, plain))
    for found in (*in_brackets(text, counts), *one_in_each_bracket(text, counts), *lists):
        if isinstance(found, Sum) and found.total != found.whole.value and _is_of_another(text, found, counts):
            yield Unclear(found.whole.start, found.end, "another number of the sentence is the sum of the parts")
        elif found is not None:
            yield found


def _is_of_another(text: str, found: Sum, counts: tuple[Count, ...]) -> bool:
    others = [c for c in counts if c.kind != "measure" and c not in found.parts]
    return any(c.value == found.total and not re.search(r"[.·]", text[c.start : c.end]) for c in others)
