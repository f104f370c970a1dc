"""XML IDs: their form and whether they are the only ones of their manifest. Source: XML 1.0 production 4; XSD xs:ID."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from oecheck.values.patterns import pattern

__all__ = ["is_ncname", "only_once"]

_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_ASCII_NAME = pattern(r"[A-Za-z_][A-Za-z_.0-9-]*")  # by far the commonest


def is_ncname(identifier: str) -> bool:
    """Whether a string can be an XML ID: it begins with a letter or `_`, and holds no blank, colon or `|`."""
    return (_ASCII_NAME if identifier.isascii() else _any_name()).fullmatch(identifier) is not None


@cache
def _any_name() -> re.Pattern[str]:
    return re.compile(f"[{_START}][{_START}.0-9\u00b7\u0300-\u036f\u203f\u2040-]*")


def only_once(identifiers: Iterable[str | None]) -> frozenset[str]:
    """The identifiers that occur exactly once."""
    return frozenset(name for name, count in Counter(identifiers).items() if name is not None and count == 1)
