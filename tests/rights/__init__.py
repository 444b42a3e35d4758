"""Who may do what: every address, as everybody, held against one table."""
