"""What a reporter module exports."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from oecheck.model.report import Report

__all__ = ["RenderOptions", "ReporterDefinition"]


class RenderOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How a report for people is laid out; formats for programs ignore all of it.

    Attributes:
        width: columns that a line may take.
        colour: ANSI colours may be used; nothing is ever said by colour alone.
        unicode: False replaces our own arrows and dashes by ASCII (texts of the package stay as they are).
        places: at most this many places are shown of each finding.
    """

    width: int = 80
    colour: bool = False
    unicode: bool = True
    places: int = 3


class ReporterDefinition(msgspec.Struct, frozen=True, kw_only=True):
    """One report format.

    A module of `oecheck.reporters` exports `REPORTER`, one of these. It is found because it lies in the folder (or is
    named by an entry point `oecheck.reporters`); nothing else has to be edited.

    Attributes:
        name: the word after `--format`, the name of the module.
        media_type: IANA media type.
        suffix: of file names, with the dot.
        render: gives the report as pieces of bytes; the same report and options always give the same bytes.
        joined: reports of several packages may stand one behind the other, and still be what they are.
        head: how every report begins, where joined ones have it only once.
    """

    name: str
    media_type: str
    suffix: str
    render: Callable[[Report, RenderOptions], Iterator[bytes]]
    joined: bool = False
    head: bytes = b""
