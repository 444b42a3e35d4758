"""Official papers in and out, and the secrecy guard."""
