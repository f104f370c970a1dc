"""Cases of the ACT Rules of the W3C, with pages of our own."""
