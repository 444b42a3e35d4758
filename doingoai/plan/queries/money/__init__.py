"""Reads of money: estimates, what waits for whom, routes, and the lines that every table adds up."""
