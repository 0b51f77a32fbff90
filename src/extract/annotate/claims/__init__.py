"""Claims: each passage that a citation supports, its kind, and the facts that it states about the cited study."""

from extract.annotate.claims.facts import Reading, find_facts, find_term_facts
from extract.annotate.claims.finder import find_claims
from extract.annotate.claims.terms import Abbreviations, Mention, find_terms

__all__ = ["Abbreviations", "Mention", "Reading", "find_claims", "find_facts", "find_term_facts", "find_terms"]
