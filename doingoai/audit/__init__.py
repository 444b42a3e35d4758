"""What was done, by whom, on a record that only grows."""
