"""Questions of a meta-analysis put to one paper: which way an outcome went, where that stands, and the numbers."""
