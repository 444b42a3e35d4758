"""The parts that pages of the plan are built of."""
