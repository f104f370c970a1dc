"""One normalised value each: pure functions from what is written to what it means. No input or output."""
