"""Every number that a paper reports, bound to what it means."""

from extract.annotate.results.find import find_results

__all__ = ["find_results"]
