"""How well a claim fits the entry it cites, among all entries of its list and against a background of other papers."""
