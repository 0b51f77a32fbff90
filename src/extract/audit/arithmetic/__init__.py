"""Arithmetic on printed numbers: what a value can have been before it was rounded, and what follows from it.

Pure functions on `Decimal` and `float`, without knowledge of papers. Printed values are exact decimals with a
precision; every comparison is one of intervals: what the printed digits allow on either side.
"""
