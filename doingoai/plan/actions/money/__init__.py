"""Writes of money: estimates, their appraisal and approval, allocations, spending, settlement."""
