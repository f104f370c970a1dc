"""Private parts of the reader of AICC."""
