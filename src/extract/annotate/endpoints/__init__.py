"""What a paper measures, and the groups in which it measures it."""

from extract.annotate.endpoints.arms import find_arms
from extract.annotate.endpoints.endpoints import find_endpoints

__all__ = ["find_arms", "find_endpoints"]
