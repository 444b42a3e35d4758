"""Reads of the plan that join or count."""
