"""A plan that is being written here: its parts, how last year's words are moved, what people do to it."""
