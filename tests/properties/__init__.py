"""What holds for every input: properties over generated ones, the same in every run."""

from hypothesis import HealthCheck, settings

QUICK = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
"""For single functions."""

SLOW = settings(QUICK, max_examples=8)
"""For whole papers."""

STORED = settings(QUICK, max_examples=3)
"""For papers in databases."""
