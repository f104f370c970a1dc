"""Whatever opens a socket to a network is stopped and noted: by Python's own audit events, so nothing gets past it."""

from __future__ import annotations

import socket
import sys
from typing import Any

__all__ = ["NetworkUsed", "forbid_network", "used"]

used: list[str] = []
"""Audit events that were stopped; also those whose exception somebody caught."""


class NetworkUsed(BaseException):
    """No Exception, so that no handler takes it for a host that does not answer."""


def forbid_network() -> None:
    """From now on, and for good, this process opens no socket but those of its own machine's processes (AF_UNIX)."""
    sys.addaudithook(_watch)


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if not event.startswith("socket.") or event in _HARMLESS:
        return
    if event == "socket.__new__":
        if arguments[1] == socket.AF_UNIX:
            return
    elif arguments and isinstance(arguments[0], socket.socket) and arguments[0].family == socket.AF_UNIX:
        return
    used.append(event)
    raise NetworkUsed(event)


_HARMLESS = frozenset({"socket.gethostname"})
