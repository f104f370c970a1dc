"""Texts of a package without the secrets in them: whatever is shown of one goes through here.

Structures and pages name files and services by addresses, and some carry a key or a password, in the user name, in the
path, in a field. A finding quotes the address; it must not hand the secret on. What the patterns of secrets recognise
(OHE-PRV-004) is left out, and more: what would be no finding of its own may still be a secret.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from oecheck.values.patterns import pattern
from oecheck.values.secret_patterns import PATTERNS, is_placeholder

__all__ = ["MASK", "masked_values", "without_secrets"]

MASK = "…"

_USER = pattern(r"(?<=//)[^/@\s?#]{1,500}@")
_WRITTEN_USER = pattern(r"(?<=%2F%2F)[^/@\s?#&=]{1,500}?%40", re.IGNORECASE)  # of an address in a field of another
_MAIL = pattern(r"(?<=[/=])[\w.+-]{1,64}@(?=[A-Za-z0-9-]{1,63}\.[A-Za-z0-9.-]{0,100}[A-Za-z]{2})")
_FIELD = pattern(
    r"([?&;#][^=&;#\s?]{0,60}?(?:key|token|secret|passw|pwd|auth|sig|cred|session|verifier)[^=&;#\s?]{0,60}=)[^&;#\s]+",
    re.IGNORECASE,
)
_AMAZON = pattern(r"(?<![A-Za-z0-9])A[KS]IA[A-Z2-7]{16}(?![A-Za-z0-9])(?<!EXAMPLE)")  # between slashes as well
_BEGUN = ("AKIA", "AIza", "ghp_", "github_pat_", "xox", "k_live_", "sk-", "eyJ", "hooks.slack.com", "PRIVATE KEY")
_CUT_OFF = pattern(
    r"((?<![A-Za-z0-9])(?:AKIA(?=[A-Z2-7])|AIza|gh[pousr]_|github_pat_|xox[abprs]-|[sr]k_live_|sk-(?:proj|ant)-|eyJ)"
    r"|hooks\.slack\.com/services/|PRIVATE KEY-----)[\w.+/=-]{6,600}…?\Z",
    re.ASCII,
)
"""A secret that a text ends in the middle of: texts are cut before they come here."""
_OF_ALL_FILES = tuple(one for one in PATTERNS if one.paths is None)
_HINTS = tuple(sorted({hint.decode() for one in _OF_ALL_FILES for hint in one.hints} | {*_BEGUN}))


def without_secrets(text: str) -> str:
    """The text with passwords before hosts, values of fields that name a secret, and all known secrets left out.

    Source: DESIGN.md principle 9; RFC 3986 §3.2.1 (user information), §3.4 (query).
    """
    if "@" in text and "/" in text:
        text = _MAIL.sub(f"{MASK}@", _USER.sub(f"{MASK}@", text))
    if "%40" in text:
        text = _WRITTEN_USER.sub(f"{MASK}%40", text)
    if "=" in text:
        text = _FIELD.sub(rf"\g<1>{MASK}", text)
    return _without_known(text) if [hint for hint in _HINTS if hint in text] else text  # any() takes twice as long


def _without_known(text: str) -> str:
    text = _AMAZON.sub(MASK, text)
    for hints, expression in _known():
        if any(hint in text for hint in hints):
            text = expression.sub(_covered, text)
    return _CUT_OFF.sub(rf"\g<1>{MASK}", text)


def masked_values(value: Any) -> Any:
    """Plain values (of JSON) with all their texts without secrets; names of fields are ours."""
    if isinstance(value, str):
        return without_secrets(value)
    if isinstance(value, dict):
        return {name: masked_values(one) for name, one in value.items()}
    if isinstance(value, Sequence):
        return [masked_values(one) for one in value]
    return value


@cache
def _known() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """The patterns of secrets of all files, for texts; of a private key the whole body."""
    return tuple(
        (
            tuple(hint.decode() for hint in one.hints),
            pattern(one.expression.decode() + (r"[A-Za-z0-9+/=\s]*" if one.what == "private_key" else ""), re.ASCII),
        )
        for one in _OF_ALL_FILES
    )


def _covered(match: re.Match[str]) -> str:
    if "value" not in match.re.groupindex:
        return MASK
    if is_placeholder(match["value"].encode()):
        return match[0]
    start, end = (place - match.start() for place in match.span("value"))
    return f"{match[0][:start]}{MASK}{match[0][end:]}"
