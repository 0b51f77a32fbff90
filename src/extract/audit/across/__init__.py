"""What several papers of the database tell of one cited study, and where they disagree."""
