"""The outside world: the province's mail server."""
