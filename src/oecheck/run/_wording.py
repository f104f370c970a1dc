"""Code and arguments into text, in the language of the report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec

from oecheck.engine import Finding
from oecheck.model.fact import NO_PLACE
from oecheck.model.outcome import IN_ORDER, Outcome
from oecheck.model.source import Source
from oecheck.rules import REVIEW, CompiledRule
from oecheck.texts import fill, texts
from oecheck.values.masked import without_secrets

__all__ = ["Wording", "argument", "made_by", "place"]

_MAX_TEXT = 300
_WORDED = frozenset(
    {"problem", "problems", "name_problems", "encoding_problem", "what", "kind", "other_kind", "reason", "role"}
)
"""Fields that hold codes of the program: people read the text `word.<code>` instead."""
_READ_IN_PART = frozenset(
    {
        "damaged-manifest",
        "lone-cartridge",
        "lone-manifest",
        "manifest-limit",
        "manifest-unreadable",
        "not-all-read",
        "reader-broke",
    }
)
"""Reasons that no declaration takes away: the package has to be mended, or handed in as a whole, first."""
_OPEN = frozenset({Outcome.CANT_TELL, Outcome.UNTESTED})
_FORMAT = "format"
_OF_FORMAT = {"h5p": "H5P"}
"""Formats of one family of editors that do not name themselves in their packages; remedies are written for them."""
_EXIT_CODE = "exit_code"
"""Argument of the one limit of a package that could not be read; its code is that of the error."""
_NOTHING = "word."
_EMPTY_LIST = "word.empty-list"
_IN_BRACKETS = re.compile(r" ?[(（]\{([^{}]+)\}[)）]")
_AFTER_COLON = re.compile(r"([:：][ \u00a0\u202f]?)\{([^{}]+)\}")


def argument(value: Any) -> Any:
    """A value as it may stand in a report: plain JSON, long texts cut, whole numbers without a point."""
    if isinstance(value, str):
        value = without_secrets(value)
        return value if len(value) <= _MAX_TEXT else f"{value[: _MAX_TEXT - 1]}…"
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, 3)
    if isinstance(value, (list, tuple)):
        return [argument(part) for part in value]
    if value is None or isinstance(value, (bool, int)):
        return value
    return argument(str(value))


def place(source: Source) -> Source:
    """A place as it may stand in a report: what it quotes of the package without secrets."""
    pointer, snippet, breadcrumb = source.pointer, source.snippet, source.breadcrumb
    masked = (without_secrets(pointer), without_secrets(snippet) if snippet else "", _titles(breadcrumb))
    if masked == (pointer, snippet, breadcrumb):
        return source
    pointer, snippet, breadcrumb = masked
    return msgspec.structs.replace(source, pointer=pointer, snippet=snippet, breadcrumb=breadcrumb)


@lru_cache(maxsize=256)
def _titles(breadcrumb: tuple[str, ...]) -> tuple[str, ...]:
    """Titles without secrets; many findings lie under the same."""
    return tuple(map(without_secrets, breadcrumb))


def _shown(value: Any, words: Mapping[str, str], prefix: str) -> str:
    """A value for people; a sentence with nothing where a value belongs would read like a mistake."""
    if isinstance(value, list):
        return ", ".join(_shown(part, words, prefix) for part in value) or words[_EMPTY_LIST]
    if isinstance(value, bool):
        return words["word.yes" if value else "word.no"]
    text = "" if value is None else str(value)
    if not text:
        return words[_NOTHING]
    return words.get(f"{prefix}.{text}", text) if prefix else text


def _without_gaps(template: str, empty: frozenset[str], nothing: str) -> str:
    """A template whose brackets around an empty value are gone, and whose empty values after a colon are in words."""
    template = _IN_BRACKETS.sub(lambda found: "" if found[1] in empty else found[0], template)
    return _AFTER_COLON.sub(lambda found: found[1] + nothing if found[2] in empty else found[0], template)


def made_by(producer: str, package_format: str) -> str:
    """The program that remedies are chosen for: the one that is named, else the one that the format is of."""
    return producer or _OF_FORMAT.get(package_format, "")


class Wording:
    """Texts of one report.

    Args:
        language: language of the report; English stands in for what it lacks.
        producer: program that made the package; picks the remedy written for it.
        name: name of the package, for commands in remedies.
        recorded: there is a course description record already.
    """

    def __init__(self, language: str, producer: str, name: str, *, recorded: bool = False) -> None:
        self._declare = "remedy.declare-more" if recorded else "remedy.declare"
        self._language = language
        self._texts = texts(language)
        self._producer = producer.casefold()
        self._name = name

    def message(self, rule: CompiledRule, finding: Finding, arguments: Mapping[str, Any]) -> str:
        """What is wrong, or why it could not be told; what is in order is told by the title of the requirement."""
        if finding.outcome in IN_ORDER:
            return rule.title
        if finding.code == "unknown":
            return self.reason(rule, finding.reason, arguments)
        if finding.code == "rule-broke":
            return self.reason(rule, finding.code, arguments)
        if finding.code == REVIEW and rule.file.review is not None:
            return self.fill(rule.file.review.question, arguments)
        return self.fill(rule.file.messages[finding.code], arguments)

    def reason(self, rule: CompiledRule, code: str, arguments: Mapping[str, Any]) -> str:
        """Why it could not be told, where the rule has no words of its own for it."""
        template = self._texts.get(f"reason.{code}", self._texts["reason.unknown"])
        return self.fill(template, {**arguments, "title": rule.title, "rule": rule.id})

    def evidence(self, rule: CompiledRule, finding: Finding, arguments: Mapping[str, Any]) -> tuple[str, ...]:
        """What is laid ready for the person who has to judge, one line each."""
        if finding.code != REVIEW or rule.file.review is None:
            return ()
        return tuple(self.fill(line, arguments) for line in rule.file.review.look_at)

    def remedy(self, rule: CompiledRule, finding: Finding) -> str:
        """How to mend it, for the platform that the package comes from where the rule knows one."""
        if finding.outcome in IN_ORDER:
            return ""
        if finding.code == "rule-broke":
            return self.way_out(finding.code)
        if finding.code == "unknown":
            declared = rule.file.declare if finding.reason not in _READ_IN_PART else ""
            return self.declaration(declared) if declared else self.way_out(finding.reason)
        return self.choose(rule.file.remedy)

    def way_out(self, code: str) -> str:
        """What to do about something that could not be told."""
        return self._texts.get(f"remedy.{code}", "") or self._texts["remedy.unknown"]

    def declaration(self, key: str) -> str:
        """How to say it in the course description record."""
        return self.fill(self._texts[self._declare], {"key": key, "package": self._name})

    def choose(self, variants: Mapping[str, str]) -> str:
        """The variant for the producing platform, else the default."""
        for producer, text in variants.items():
            if producer != "default" and producer in self._producer:
                return text
        return variants["default"]

    def fill(self, template: str, arguments: Mapping[str, Any]) -> str:
        """A template with its placeholders filled for people."""
        empty = frozenset(name for name, value in arguments.items() if value in (None, "", []))
        if empty:
            template = _without_gaps(template, empty, self._texts[_EMPTY_LIST])
        shown = {name: self._shown(name, value) for name, value in arguments.items()}
        return fill(template, shown, self._language)

    def _shown(self, name: str, value: Any) -> str:
        field = name.rpartition(".")[2]
        prefix = "word" if field in _WORDED else "report.format" if field == _FORMAT else ""
        return _shown(value, self._texts, prefix)

    def limit(self, code: str, arguments: Mapping[str, Any]) -> str:
        """The text of a limit; what kept a package from being read is told in the five parts of an error."""
        if _EXIT_CODE in arguments:
            return self._unread(code, arguments)
        return self.fill(self._texts.get(f"limit.{code}", self._texts["limit.other"]), {"code": code, **arguments})

    def _unread(self, code: str, arguments: Mapping[str, Any]) -> str:
        what, why, mend = (
            self.fill(self._texts.get(f"error.{code}{part}", ""), arguments) for part in ("", ".why", ".mend")
        )
        see = self._texts.get(f"cli.see.{arguments[_EXIT_CODE]}", "")
        told = {"told": what, "package": self._name, "because": why, "mend": mend, "see": see}
        return self.fill(self._texts["limit.unread"], told)


def block(rule: CompiledRule, finding: Finding) -> str:
    """Which block of the text report a finding stands in."""
    if rule.file.declare and finding.reason == NO_PLACE:
        return "declaration"
    if finding.code in ("unknown", "rule-broke"):
        return "unchecked"
    if rule.file.declare and finding.absent:
        return "declaration"
    return "person" if finding.outcome in _OPEN else rule.file.block
