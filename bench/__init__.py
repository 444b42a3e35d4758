"""How fast the product is and how much it needs, beside a plain peer in the same run: `python -m bench`."""
