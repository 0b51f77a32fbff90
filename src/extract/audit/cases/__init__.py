"""Citations judged one by one: both sides of each, their conflicts, and one verdict that weighs them."""
