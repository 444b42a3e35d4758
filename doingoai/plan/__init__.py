"""The year plan: tasks, who leads, who helps, money, evidence, reports."""
