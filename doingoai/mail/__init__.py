"""The outbox, and notices to people."""
