"""Participants as they are counted on their way through a study: which numbers are parts of which, at what stage.

`counts` reads the numbers of a sentence with `words` for what became of whom; `running` and `brackets` find lists of
parts, `lists` what keeps them from being added up, `sums` brings them together, `judge` holds them against their whole.
`boxes` a flow diagram, `stages` the size of the whole study.
"""
