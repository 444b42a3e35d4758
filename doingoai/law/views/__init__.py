"""The pages of the rules, the days off and the clocks."""
