"""Identifiers and addresses as xAPI formats want them: absolute IRIs, and URLs without forbidden characters.

Source: RFC 3987 §2.2 (IRI); RFC 3986 §2 (characters), §3.1 (scheme); RFC 1738 §2.2 (unsafe characters).
"""

from __future__ import annotations

import re

from oecheck.values.patterns import pattern

__all__ = ["is_absolute_iri", "query_names", "url_problem", "without_query"]

_SCHEME = pattern(r"[A-Za-z][A-Za-z0-9+.-]*:")
_FORBIDDEN = pattern(r'[\x00-\x20\x7f\s<>"{}|\\^`]')
_WEB = pattern(r"https?:", re.IGNORECASE)
_WEB_HOST = pattern(r"https?://[^/?#\s]", re.IGNORECASE)
_PERCENT = pattern(r"%(?![0-9A-Fa-f]{2})")
_MOST_NAMES = 1000
"""Parameters of one query that are looked at; no real address has a tenth of it."""


def is_absolute_iri(text: str) -> bool:
    """Whether a text is an IRI with a scheme, something behind it, and no character that an IRI may not hold."""
    scheme = _SCHEME.match(text)
    if scheme is None or scheme.end() == len(text) or _FORBIDDEN.search(text):
        return False
    return _WEB.match(text) is None or _WEB_HOST.match(text) is not None


def url_problem(text: str) -> str:
    """What makes an address none, absolute or relative.

    Returns:
        `characters` (blanks, brackets, backslashes … that have to be percent-encoded), `percent` (a percent sign that
        encodes nothing), `host` (http without a host), or "".
    """
    if _FORBIDDEN.search(text):
        return "characters"
    if _PERCENT.search(text):
        return "percent"
    if _WEB.match(text) is not None and _WEB_HOST.match(text) is None:
        return "host"
    return ""


def query_names(url: str) -> tuple[str, ...]:
    """Names of the parameters in the query of an address, as written, in order."""
    query = url.partition("#")[0].partition("?")[2]
    return tuple(part.partition("=")[0] for part in query.split("&", _MOST_NAMES)[:_MOST_NAMES] if part)


def without_query(url: str) -> str:
    """An address without query and fragment, which may hold a secret, and without user and password."""
    plain = url.partition("#")[0].partition("?")[0]
    scheme, slashes, rest = plain.partition("//")
    authority, slash, path = rest.partition("/")
    return scheme + slashes + authority.rpartition("@")[2] + slash + path if slashes else plain
