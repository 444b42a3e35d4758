"""Marks of this room's templates."""
