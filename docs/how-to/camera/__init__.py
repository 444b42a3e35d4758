"""How the pictures of the how-to pages are taken: an office with a clock of its own, and walks through it."""
