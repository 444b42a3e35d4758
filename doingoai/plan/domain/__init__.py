"""What the plan knows without a database: reading, adding up, rights, words."""
