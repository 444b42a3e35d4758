"""What the pages of a plan that is being written show."""
