"""Text into XML and HTML."""

from __future__ import annotations

from oecheck.reporters._visible import exact, visible

__all__ = ["attribute", "escaped", "exactly"]


def escaped(text: str) -> str:
    """Any text as character data on one line, safe in attributes between double quotes too."""
    return _references(visible(text))


def exactly(text: str) -> str:
    """The same for paths and code, whose blanks count."""
    return _references(exact(text))


def _references(text: str) -> str:
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text or ">" in text:
        text = text.replace("<", "&lt;").replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    return text


def attribute(name: str, value: object) -> str:
    """` name="value"`."""
    return f' {name}="{exactly(str(value))}"'
