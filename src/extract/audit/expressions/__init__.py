"""Statistical expressions as they are printed: fractions with percents, estimates with intervals, test statistics.

The results layer binds numbers to their meaning; here a whole expression is kept together, so that its parts can be
held against one another and quoted as one narrow passage.
"""
