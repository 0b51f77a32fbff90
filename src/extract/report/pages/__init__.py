"""Reports that work from the disk: one HTML file a paper and one for the corpus; nothing is loaded from elsewhere."""

from extract.report.pages.writing import served_corpus, served_finding, served_paper, write_report

__all__ = ["served_corpus", "served_finding", "served_paper", "write_report"]
