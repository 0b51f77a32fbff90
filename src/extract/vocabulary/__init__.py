"""The words of the field: diseases, treatments, designs, countries, measures, each with its synonyms and its kin."""

from extract.vocabulary.finder import Found, finder_of
from extract.vocabulary.loader import load_vocabulary
from extract.vocabulary.spelling import normal_name, normal_word
from extract.vocabulary.term import Relation, Term, Vocabulary

__all__ = ["Found", "Relation", "Term", "Vocabulary", "finder_of", "load_vocabulary", "normal_name", "normal_word"]
