"""Does a source bear out the figures of a claim? Quantities, the passages that speak of the same, and the verdict.

`quantities` reads the figures of a claim, `words` and `source` prepare the text that is asked (`recorded` where only a
record is held), `likeness` weighs which figure is meant, `standing` says where it stands and `judge` gives the verdict.
`lines` and `restated` hold sentences of one paper against each other by the same means, `rates_told` and
`named_estimates` its rates and its factors.
"""
