"""Whether a part under one licence may stand in a whole under another: by a table, which is data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from oecheck.values.licence import LicenceParts

__all__ = ["Compatibility", "compatibility_class", "compatibility_table", "compatible"]

Compatibility = Mapping[tuple[str, str], str]
"""Verdict by class of the part and class of the whole."""


def compatibility_class(licence: LicenceParts) -> str:
    """The row of the compatibility table: `pd`, `by`, `by-sa-4.0`, `by-nc-sa-3.0`, `arr`, `software` …, `unknown`."""
    if licence.family == "cc":
        elements = _elements(licence)
        return f"{elements}-{licence.version}" if licence.share_alike and licence.version else elements
    return licence.family


def compatibility_table(entries: Iterable[str]) -> Compatibility:
    """The table out of the entries of the vocabulary `licence_compatibility`: `by-nc in by-sa = collection-only`.

    Raises:
        ValueError: an entry is not of this form.
    """
    table: dict[tuple[str, str], str] = {}
    for entry in entries:
        part, inside, whole, equals, verdict = entry.split()
        if (inside, equals) != ("in", "="):
            raise ValueError(entry)
        table[part, whole] = verdict
    return table


def compatible(part: LicenceParts, whole: LicenceParts, table: Compatibility) -> str:
    """Whether a part under one licence may stand in a whole under another.

    Args:
        part, whole: the two licences; anything with the fields of `LicenceParts`, as `model.course.Licence`.
        table: see `compatibility_table`.

    Returns:
        `yes`, `no`, `collection-only` (beside other parts, unchanged) or `unknown`.
    """
    if part.id and part.id == whole.id and part.family in {"cc", "pd"}:
        return "collection-only" if part.no_derivatives else "yes"
    for of_part in (compatibility_class(part), _elements(part)):
        for of_whole in (compatibility_class(whole), _elements(whole)):
            if (of_part, of_whole) in table:
                return table[of_part, of_whole]
    return "unknown"


def _elements(licence: LicenceParts) -> str:
    if licence.family != "cc":
        return licence.family
    parts = (
        ("by", licence.attribution),
        ("nc", licence.non_commercial),
        ("nd", licence.no_derivatives),
        ("sa", licence.share_alike),
    )
    return "-".join(name for name, holds in parts if holds) or "unknown"
