"""What a check can be told."""

from __future__ import annotations

from pathlib import Path

import msgspec

from oecheck.containers import Limits

__all__ = ["CheckOptions"]


class CheckOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Options of one check; the command line and the configuration file fill them in.

    Attributes:
        standard: `ohe@0.1`, or the path of an edition's folder.
        profiles: profiles to combine; () is the default profile of the standard.
        description: course description record beside the package.
        language: language of the report, BCP 47.
        date: date of the evaluation, ISO 8601; "" is today. An input, so that a check can be repeated.
        only, skip: requirement ids or area ids.
        force_format: read the package as this format, whatever it looks like.
        all_outcomes: list passed and inapplicable targets too, not only their number.
        cache: keep and use compiled rules, and the reports of packages that have not changed, in the user's cache
            folder. The report is the same byte for byte, with and without.
        keep_facts: keep also what the rules read of the package, so that a check with other rules need not open it.
        limits: limits of the container.
    """

    standard: str = "ohe@0.1"
    profiles: tuple[str, ...] = ()
    description: Path | None = None
    language: str = "en"
    date: str = ""
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    force_format: str = ""
    all_outcomes: bool = False
    cache: bool = True
    keep_facts: bool = False
    limits: Limits = Limits()
