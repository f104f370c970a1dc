"""Test cases of the JUnit report."""
