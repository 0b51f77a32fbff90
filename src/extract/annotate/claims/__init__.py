"""Claims: each passage that a citation supports, its kind, and the facts that it states about the cited study."""

from extract.annotate.claims.facts import Abbreviations, Reading, find_facts, find_term_facts, find_terms
from extract.annotate.claims.finder import find_claims

__all__ = ["Abbreviations", "Reading", "find_claims", "find_facts", "find_term_facts", "find_terms"]
