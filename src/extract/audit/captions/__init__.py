"""Figures and tables of a paper: their numbers, captions and panels, and where the text points at them.

`floats` lists figures and tables with captions and panels, `pointers` the places that point at them; `missing` finds
pointers at none, `topics` those that seem to mean another, `lists` rows of comparisons that point at rows of panels.
"""
