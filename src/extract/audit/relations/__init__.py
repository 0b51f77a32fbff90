"""Relations that numbers of a paper must fulfil, as rows of a table, and one engine that judges them."""
