"""Addresses without what they may give away: user names with passwords, and the values of telling query fields.

Structures and pages name files and services by addresses, and some carry a key or a password. A finding quotes the
address; it must not hand the secret on.
"""

from __future__ import annotations

import re

from oecheck.values.patterns import pattern

__all__ = ["MASK", "without_secrets"]

MASK = "…"

_USER = pattern(r"(?<=//)[^/@\s?#]{1,500}:[^/@\s?#]{0,500}@")
_FIELD = pattern(
    r"([?&;][^=&;#\s?]{0,60}?(?:key|token|secret|passw|pwd|auth|sig|cred|session|verifier)[^=&;#\s?]{0,60}=)[^&;#\s]+",
    re.IGNORECASE,
)


def without_secrets(text: str) -> str:
    """The text with passwords before hosts, and values of query fields that name a secret, left out.

    Source: DESIGN.md principle 9; RFC 3986 §3.2.1 (user information), §3.4 (query).
    """
    if "//" in text and "@" in text:
        text = _USER.sub(f"{MASK}@", text)
    return _FIELD.sub(rf"\g<1>{MASK}", text) if "=" in text else text
