"""Parts of the H5P reader: metadata, libraries, content, questions, checks."""
