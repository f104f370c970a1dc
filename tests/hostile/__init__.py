"""Packages that mean harm, built when a test runs: each has its outcome, within bounds of time and memory."""
