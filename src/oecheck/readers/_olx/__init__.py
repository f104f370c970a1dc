"""Parts of the reader of Open edX course exports."""
