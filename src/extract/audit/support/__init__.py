"""Does a source bear out the figures of a claim? Quantities, the passages that speak of the same, and the verdict."""
