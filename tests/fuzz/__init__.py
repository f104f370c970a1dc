"""Damaged input for everything that reads: mutated real packages, reproducible by name, and coverage-guided targets."""
