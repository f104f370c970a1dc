"""Bounds of the language, and the words it keeps for itself."""

from __future__ import annotations

from typing import Final

__all__ = [
    "MAX_DEPTH",
    "MAX_INT",
    "MAX_LOOPS",
    "MAX_NODES",
    "MAX_REASONS",
    "MAX_RESULT",
    "MAX_TEXT",
    "MAX_WORK",
    "MIN_INT",
    "RESERVED",
]

MAX_TEXT: Final = 20_000  # characters of one expression; the longest in comparable rule sets has some 400
MAX_DEPTH: Final = 60  # levels of brackets, and of the tree
MAX_NODES: Final = 2_000
MAX_LOOPS: Final = 3  # macros inside macros: each level multiplies the work
MAX_WORK: Final = 5_000_000  # elements looked at in one evaluation; some 2 to 5 seconds
MAX_RESULT: Final = 1_000_000  # characters of a text made by replace, join or split
MAX_REASONS: Final = 20  # facts named by one Unknown; a list of 10,000 unknown things has the same few causes

MIN_INT: Final = -(2**63)
MAX_INT: Final = 2**63 - 1

# Words that CEL keeps for itself: no variable may be called so (a field may, after a dot).
RESERVED: Final = frozenset(
    (
        *("as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in", "let"),
        *("loop", "namespace", "null", "package", "return", "true", "var", "void", "while"),
    )
)
