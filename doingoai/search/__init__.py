"""Folded full text, filtered by who may see a row."""
