"""What the review of an imported plan shows."""
