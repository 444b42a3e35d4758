"""Changes of the tables, one step each."""
