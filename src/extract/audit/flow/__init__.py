"""Participants as they are counted on their way through a study: which numbers are parts of which, at what stage."""
