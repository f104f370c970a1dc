"""Text of strangers made safe for a cell of a spreadsheet.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, and so does one that begins with an
apostrophe: a program that takes one leading apostrophe off has the text as it was.

Source: CWE-1236 (formula elements in a CSV file).
"""

from __future__ import annotations

__all__ = ["no_formula"]

# The last four are the full-width forms, which spreadsheets of East Asia take for the same.
_FORMULA = ("=", "+", "-", "@", "'", "＝", "＋", "－", "＠")


def no_formula(text: str) -> str:
    """The text as no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
