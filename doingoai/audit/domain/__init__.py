"""What the record is made of, without a database: the chain, its anchor, what is kept of it outside."""
