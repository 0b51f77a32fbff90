"""The words of the field: diseases, treatments, designs, countries, measures, each with its synonyms and its kin."""

from extract.vocabulary.loader import load_vocabulary
from extract.vocabulary.term import Term, Vocabulary

__all__ = ["Term", "Vocabulary", "load_vocabulary"]
