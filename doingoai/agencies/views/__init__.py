"""Doors of the room: bodies and groups, people and their roles."""
