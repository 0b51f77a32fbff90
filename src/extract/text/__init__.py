"""What happens to a text on its way from strings to values: pure functions, standard library only."""
