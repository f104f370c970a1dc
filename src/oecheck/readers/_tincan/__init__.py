"""Private parts of the reader of TinCan packages."""
