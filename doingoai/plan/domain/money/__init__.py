"""Money of the plan: by which route it comes, how far an estimate is, who may act, what it adds up to."""
