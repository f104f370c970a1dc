"""Parts of the EPUB reader: container, package document, navigation, contents, metadata, checks."""
