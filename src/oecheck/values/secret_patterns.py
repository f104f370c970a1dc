"""Patterns of secrets: only those of which nearly every match is one (OHE-PRV-004).

Values are looked at here to leave out placeholders, and nowhere kept. What is shown of a package goes through the same
patterns, so that what is found is not quoted elsewhere (`oecheck.values.masked`).
"""

from __future__ import annotations

import re

import msgspec

from oecheck.values.patterns import pattern

__all__ = ["PATTERNS", "Pattern", "is_placeholder"]


class Pattern(msgspec.Struct, frozen=True):
    """One kind of secret.

    Attributes:
        what: its code.
        expression: finds it, group `value`, where there is one, holds what a placeholder would stand in for.
        hints: bytes of which one must be in a text before the expression is tried, in the case they are written in.
        certain: nothing else looks like this.
        paths: only in files whose path matches; all files when None.
    """

    what: str
    expression: bytes
    hints: tuple[bytes, ...]
    certain: bool = True
    paths: re.Pattern[str] | None = None


def _element(names: str) -> bytes:
    """An XML element with a text, whatever its prefix."""
    return (
        rb"<(?:[A-Za-z_][\w.-]{0,30}:)?(?:"
        + names.encode()
        + rb")(?:\s[^<>]{0,300})?>\s{0,50}(?P<value>[^<>\s][^<>]{0,400})</"
    )


def _attribute(names: str) -> bytes:
    """An XML attribute with a value that is one word."""
    return rb"\s(?:" + names.encode() + rb")\s{0,9}=\s{0,9}[\"'](?P<value>[^\"'\s<>{}$]{4,400})[\"']"


_XML = pattern(r"\.xml$")
_MOODLE = pattern(r"(?:^|/)(?:activities/[^/]+/[^/]+\.xml|users\.xml|course/[^/]+\.xml)$")

PATTERNS = (
    Pattern(
        "private_key",
        (
            rb"-----BEGIN (?:[A-Z]{2,12} )?PRIVATE KEY(?: BLOCK)?-----\s{0,4}"
            rb"(?:[\w-]{1,20}: [^\n]{0,100}\n\s{0,4}){0,4}[A-Za-z0-9+/=]{40}"
        ),
        (b"PRIVATE KEY",),
    ),
    Pattern(
        "api_key",
        rb"(?<![A-Za-z0-9/+_-])(?P<value>(?:AKIA|ASIA)[A-Z2-7]{16})(?![A-Za-z0-9/+=])",
        (b"AKIA", b"ASIA"),
    ),
    Pattern("api_key", rb"(?<![\w-])(?P<value>AIza[\w-]{35})(?![\w-])", (b"AIza",), certain=False),
    Pattern(
        "api_key",
        rb"(?<![A-Za-z0-9_])(?P<value>gh[pousr]_[A-Za-z0-9]{36,255})(?![A-Za-z0-9_])",
        (b"ghp_", b"gho_", b"ghu_", b"ghs_", b"ghr_"),
    ),
    Pattern("api_key", rb"(?<!\w)(?P<value>github_pat_\w{60,250})(?!\w)", (b"github_pat_",)),
    Pattern("api_key", rb"(?<!\w)(?P<value>xox[abprs]-\d{8,14}-[\w-]{16,100})", (b"xox",)),
    Pattern(
        "api_key",
        rb"hooks\.slack\.com/services/T\w{6,12}/B\w{6,12}/(?P<value>\w{20,30})",
        (b"hooks.slack.com",),
    ),
    Pattern(  # of a bot of Telegram: its number, a colon and 35 characters that begin with AA
        "api_key",
        rb"(?<![A-Za-z0-9_:-])(?:bot)?(?P<value>[0-9]{8,10}:AA[\w-]{32,33})(?![\w-])",
        (b":AA",),
    ),
    Pattern(  # a signed token (RFC 7519); the one of the examples of all tutorials is of John Doe
        "api_key",
        rb"(?<![\w-])(?P<value>eyJ[\w-]{8,300}\.eyJ(?!zdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9l)[\w-]{8,1200}\.[\w-]{20,500})",
        (b"eyJ",),
        certain=False,
    ),
    Pattern("api_key", rb"(?<!\w)(?P<value>[sr]k_live_[A-Za-z0-9]{20,100})(?!\w)", (b"k_live_",)),
    Pattern(
        "api_key",
        rb"(?<![\w-])(?P<value>sk-(?:proj-|ant-)[\w-]{40,200})(?![\w-])",
        (b"sk-proj-", b"sk-ant-"),
    ),
    Pattern(
        "password",
        rb"(?:https?|ftps?|sftp|mongodb|postgres(?:ql)?|mysql)://[A-Za-z0-9._%+-]{1,64}:(?P<value>[^\s/:@'\"<>\\{}$()]{3,64})@[A-Za-z0-9-]{1,63}\.[A-Za-z0-9.-]{2,100}",
        (b"@",),
    ),
    Pattern(
        "password",
        (
            rb"(?m)^[ \t]{0,8}(?:export )?[A-Z0-9_]{0,60}(?:SECRET|PASSWORD|PASSWD|TOKEN|API_?KEY|PRIVATE_KEY)"
            rb"[A-Z0-9_]{0,40}\s{0,3}=\s{0,3}[\"']?(?P<value>[^\s\"'#$<{]{6,200})"
        ),
        (b"=",),
        paths=re.compile(r"(?:^|/)\.env(?:\.(?!example|sample|template|dist)[\w-]+)?$"),
    ),
    Pattern("lti_secret", _element("shared_secret|secret_key|consumer_secret|lti_secret"), (b"secret",)),
    Pattern("lti_secret", _element("consumer_key|resourcekey"), (b"consumer_key", b"resourcekey")),
    Pattern(
        "lti_secret",
        rb"\"lti_passports\"\s{0,9}:\s{0,9}\[\s{0,99}\"[^\":]{1,100}:[^\":]{1,200}:(?P<value>[^\":]{1,200})\"",
        (b"lti_passports",),
    ),
    Pattern(
        "lti_secret",  # the same list in an attribute
        rb"lti_passports=[\"']\[\s{0,99}(?:&quot;|\")[^\":&]{1,100}:[^\":&]{1,200}:(?P<value>[^\":&]{1,200})(?:&quot;|\")",
        (b"lti_passports=",),
    ),
    Pattern(
        "lti_secret",  # the same names, as attributes of a block
        _attribute("shared_secret|secret_key|consumer_secret|lti_secret|client_secret"),
        (b"secret",),
        paths=_XML,
    ),
    Pattern("password", _attribute("os_password"), (b"os_password",), paths=_XML),  # of a cloud, in blocks of labs
    Pattern("access_code", _element("access_code"), (b"access_code",)),
    Pattern("entitlement_key", _element("entitlementKey"), (b"entitlementKey",)),
    Pattern("password", _element("password|quizpassword|enrolpassword"), (b"password",), paths=_MOODLE),
)
"""Tried in this order."""

_PLACEHOLDERS = pattern(
    rb"example|placeholder|changeme|change_me|your[-_ ]?|^my_|redacted|dummy|sample|xxxx|\*\*\*|\.\.\.|"
    rb"^(?:pass(?:word)?|secret|test(?:ing)?|null|none|key|token|pwd|user|\$@NULL@\$|not[ _]?set|n/a|"
    rb"-+|0+|1234?5?6?7?8?9?0?|\[[^\]]*\]|\{[^}]*\}|%[\w]+%?)$",
    re.IGNORECASE,
)


def is_placeholder(value: bytes) -> bool:
    """A value that stands where a secret would stand in an example, or one letter again and again."""
    value = value.strip()
    return len(set(value)) < 3 or _PLACEHOLDERS.search(value) is not None
