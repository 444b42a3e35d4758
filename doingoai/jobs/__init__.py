"""Periodic and due work: schedule, leases, sweeps."""
