"""URNs for what the report speaks of."""

from __future__ import annotations

import hashlib
from urllib.parse import quote

from oecheck.model.report import Report
from oecheck.reporters._facts import provenance
from oecheck.reporters._visible import exact

__all__ = ["Names"]


class Names:
    """Names of one report; the same run gives the same names. They are short forms of what `prefixes` spells out."""

    def __init__(self, report: Report) -> None:
        facts = provenance(report)
        digest = hashlib.sha256("\n".join(facts.values()).encode("utf-8", "backslashreplace")).hexdigest()
        package = report.subject.sha256 or f"{digest[:32]}:{_part(report.subject.name)}"
        self.tool = f"urn:oecheck:tool:{_part(report.tool.name)}:{_part(report.tool.version)}"
        self.standard = f"urn:oecheck:standard:{_part(report.standard.id)}:{_part(report.standard.edition)}"
        self.package = f"urn:oecheck:package:{package}"
        self.prefixes = {
            "run": f"urn:oecheck:run:{digest[:32]}:",
            "requirement": f"{self.standard}:",
            "file": f"{self.package}:",
        }

    def requirement(self, rule: str) -> str:
        """A requirement of this edition."""
        return f"requirement:{_part(rule)}"

    def file(self, path: str) -> str:
        """A file of the package; the package itself where there is no path."""
        return f"file:{_part(path)}" if path else self.package

    def person(self, evaluator: str) -> str:
        """Somebody who judged."""
        return f"run:person:{_part(evaluator)}"

    def whole(self, rule: str) -> str:
        """The assertion about a requirement and the whole package."""
        return f"run:requirement:{_part(rule)}"

    def assertion(self, fingerprint: str) -> str:
        """The assertion about a requirement and one target; fingerprints are unique within a report."""
        return f"run:finding:{_part(fingerprint)}"


def _part(text: str) -> str:
    """A part of a URN (RFC 8141): everything but letters, digits and `/-._~` percent-encoded.

    A leading `//` would make a short form look like a web address (JSON-LD 1.1 API §5.2).
    """
    if text.isascii() and text.isalnum():
        return text
    return quote(exact(text), safe="" if text.startswith("//") else "/")
