"""Facts of a package that is not at hand: as an earlier run had them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from oecheck.facts._scan import Scan

__all__ = ["CLOSED", "KeptFacts", "NotKept"]


class NotKept(Exception):
    """Something was asked for that is only in the package itself."""


class _Closed:
    """Stands for what is only there while the package is open; a fact that needs it breaks."""

    def __getattr__(self, name: str) -> object:
        raise NotKept(name)


CLOSED: Any = _Closed()


class KeptFacts(msgspec.Struct, frozen=True):
    """What an earlier run knew.

    Attributes:
        scan: of its pass over the package; `computed` names the facts whose values are there.
        values: by fact, then by the identity of the thing.
    """

    scan: Scan
    values: Mapping[tuple[str, str], dict[Any, Any]]
