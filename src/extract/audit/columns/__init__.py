"""Tables as columns of counts with percents: which cells hold them, and of what the percents are."""
