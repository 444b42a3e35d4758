"""One desk for a province's external information: from a line of the plan to a number in the report."""
