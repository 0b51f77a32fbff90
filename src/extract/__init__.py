"""Citation-aware extraction and audit of biomedical literature."""

__version__ = "0.1.0"
