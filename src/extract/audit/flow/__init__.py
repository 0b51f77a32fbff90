"""Participants as they are counted on their way through a study: which numbers are parts of which, at what stage.

`counts` reads the numbers of a sentence and what became of the counted, `lists` finds parts with their whole, `boxes`
reads a flow diagram.
"""
