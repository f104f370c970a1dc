"""Private parts of the reader of cmi5."""
