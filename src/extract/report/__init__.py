"""Stored papers and findings for people and other tools."""
