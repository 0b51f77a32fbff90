"""Figures and tables of a paper: their numbers, captions and panels, and where the text points at them."""
