"""Doors of the plan: translate a request, make one call inward, show the answer."""
