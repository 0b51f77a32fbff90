"""Reports that work from the disk: one HTML file a paper and one for the corpus; nothing is loaded from elsewhere."""

from extract.report.pages.writing import write_report

__all__ = ["write_report"]
