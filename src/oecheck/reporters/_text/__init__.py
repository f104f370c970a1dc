"""The parts of the report for people."""
