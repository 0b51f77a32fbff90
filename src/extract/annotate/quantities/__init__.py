"""Every number of a paper, read once by one grammar, typed and bound to what it means.

`read_atoms(text, vocabulary)` reads the numbers of any string (a sentence, a claim, a question) and says nothing of
what they mean. `bind_numbers(paper, vocabulary)` binds all numbers of a paper: it gives what `Paper.quantities` holds,
and those of which enough is bound as `Paper.results`. A consumer reads `paper.quantities` and asks a slot for its
value, probability and evidence:

    for quantity in paper.quantities:
        outcome = quantity.slot("outcome")
        if outcome and outcome.value and outcome.probability > 0.5: ...
"""

from extract.annotate.quantities.atoms import Atom
from extract.annotate.quantities.find import bind_numbers, read_atoms

__all__ = ["Atom", "bind_numbers", "read_atoms"]
