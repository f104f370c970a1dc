"""Question formats that more than one package format carries."""
