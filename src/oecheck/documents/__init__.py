"""Documents with positions: XML, YAML, JSON, HTML, text. A module per kind; nothing is loaded before it is needed."""

from __future__ import annotations

from oecheck.documents._problem import DocumentProblem, DocumentUnreadable

__all__ = ["DocumentProblem", "DocumentUnreadable"]
