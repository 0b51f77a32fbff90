"""Does a source bear out the figures of a claim? Quantities, the passages that speak of the same, and the verdict.

`quantities` reads the figures of a claim, `words` and `source` prepare the text that is asked (`recorded` where only a
record is held), `qualifiers` tells findings from time points, doses and sizes, `likeness` weighs which figure is meant,
`judge` gives the verdict on each figure and `verdicts` that on the claim. `named_estimates` are a paper's own factors.
"""
