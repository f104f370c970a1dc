"""The commands of `oecheck standard`, one module each."""
