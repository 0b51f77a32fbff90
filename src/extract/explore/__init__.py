"""The database in a browser: Datasette with our words, pages of papers, places of passages, and reviews."""

from extract.explore.server import make_datasette, serve

__all__ = ["make_datasette", "serve"]
