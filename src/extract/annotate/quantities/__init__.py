"""Every number of a paper, read once by one grammar, typed and bound to what it means.

`read_atoms(text, vocabulary)` reads the numbers of any string (a sentence, a claim, a question) and says nothing of
what they mean. `find_quantities(paper, vocabulary)` binds all numbers of a paper: it is what `Paper.quantities` holds.
`find_results` gives the quantities of which enough is bound, as `Paper.results`; both are made in one pass by
`bind_numbers`. A consumer reads `paper.quantities` and asks a slot for its value, probability and evidence:

    for quantity in paper.quantities:
        outcome = quantity.slot("outcome")
        if outcome and outcome.value and outcome.probability > 0.5: ...
"""

from extract.annotate.quantities.atoms import Atom
from extract.annotate.quantities.find import bind_numbers, find_quantities, find_results, read_atoms

__all__ = ["Atom", "bind_numbers", "find_quantities", "find_results", "read_atoms"]
