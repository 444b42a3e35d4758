"""Health, the running processes, demo content."""
