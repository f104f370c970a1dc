"""What lies inside a Common Cartridge beside its manifest: descriptors, LTI links, Canvas's own files."""
