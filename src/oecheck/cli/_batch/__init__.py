"""The commands of `oecheck batch`, one module each."""
