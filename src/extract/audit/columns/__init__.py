"""Tables as columns of counts with percents: which cells hold them, and of what the percents are.

`shares` finds cells with a count and a percent, `denominators` what a column's percents are of, `bases` what else they
may be of. `arms` tells groups and columns of p apart, `groups` and `exclusive` rows that share patients out.
`intervals` reads estimates over the cells of rows, `moments` means with standard deviations, `spreads` medians with
ranges, `factors` the rows of regression tables.
"""
