"""Texts of the record, which may be one text or one for each language."""

from __future__ import annotations

from typing import Any

__all__ = ["main_text"]


def main_text(value: Any, language: str) -> str | None:
    """The text in a language, else in the first one given; None where there is none."""
    if isinstance(value, dict):
        return value.get(language) or next(iter(value.values()), None)
    return None if value is None else str(value)
