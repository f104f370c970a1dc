"""Parts of the EARL report."""
