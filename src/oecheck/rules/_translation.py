"""An edition in another language: its texts by key, and the edition with those of them that are translated.

Keys: `pre_check`, `areas/<id>`, `rules/<id>/title`, `rules/<id>/messages/<code>`, `rules/<id>/remedy/<platform>`,
`rules/<id>/review/question`, `rules/<id>/review/answers/<answer>`, `rules/<id>/review/look_at/<number>`,
`checks/<id>/statement`, `checks/<id>/message`, `checks/<id>/message/<variant>`, `checks/<id>/remedy`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

import msgspec

from oecheck.rules._checked import CheckedRule
from oecheck.rules._edition import Edition
from oecheck.rules._shape import LocaleFile, Review, RuleFile, StandardFile, StructuralCheck
from oecheck.texts import digest

__all__ = ["english_texts", "translated"]

_Pair = tuple[str, str]
_Translate = Callable[[str, str], str]
_Written = TypeVar("_Written", bound=msgspec.Struct)


def english_texts(
    standard: StandardFile, rules: Iterable[RuleFile], checks: Iterable[StructuralCheck]
) -> dict[str, str]:
    """Everything that is there to be translated, by key."""
    found = {"pre_check": standard.pre_check, **{f"areas/{area.id}": area.title for area in standard.areas}}
    found.update(pair for rule in rules for pair in _rule_texts(rule))
    found.update(pair for check in checks for pair in _check_texts(check))
    return {key: text for key, text in found.items() if text}


def _rule_texts(rule: RuleFile) -> Iterator[_Pair]:
    start = f"rules/{rule.id}"
    yield from ((f"{start}/{name}", getattr(rule, name)) for name in ("title", "statement", "why"))
    yield from ((f"{start}/messages/{code}", text) for code, text in rule.messages.items())
    yield from ((f"{start}/remedy/{platform}", text) for platform, text in rule.remedy.items())
    if rule.review is not None:
        yield f"{start}/review/question", rule.review.question
        yield from ((f"{start}/review/answers/{answer}", answer) for answer in rule.review.answers)
        yield from ((f"{start}/review/look_at/{number}", text) for number, text in enumerate(rule.review.look_at))


def _check_texts(check: StructuralCheck) -> Iterator[_Pair]:
    start = f"checks/{check.id}"
    yield f"{start}/statement", check.statement
    if isinstance(check.message, str):
        yield f"{start}/message", check.message
    else:
        yield from ((f"{start}/message/{variant}", text) for variant, text in check.message.items())
    yield f"{start}/remedy", check.remedy


def translated(edition: Edition, locale: LocaleFile) -> Edition:
    """The edition in another language; a text that has no translation, or an older one, stays English and is named."""
    english = english_texts(
        edition.standard, (rule.file for rule in edition.rules), (check for check, _ in edition.checks)
    )
    known = {
        key: locale.texts[key].text
        for key, text in english.items()
        if key in locale.texts and locale.texts[key].of == digest(text)
    }

    def one(key: str, text: str) -> str:
        return known.get(key, text)

    missing = {key.split("/")[1] for key in english.keys() - known.keys() if key.startswith(("rules/", "checks/"))}
    return msgspec.structs.replace(
        edition,
        standard=_standard(edition.standard, one),
        rules=tuple(_checked(rule, _rule(rule.file, one)) for rule in edition.rules),
        checks=tuple((_check(check, one), condition) for check, condition in edition.checks),
        language=locale.language,
        untranslated=tuple(sorted(missing)),
        labels=_labels(edition, one),
    )


def _standard(standard: StandardFile, one: _Translate) -> StandardFile:
    areas = tuple(msgspec.structs.replace(area, title=one(f"areas/{area.id}", area.title)) for area in standard.areas)
    return msgspec.structs.replace(standard, areas=areas, pre_check=one("pre_check", standard.pre_check))


def _rule(rule: RuleFile, one: _Translate) -> RuleFile:
    start = f"rules/{rule.id}"
    return msgspec.structs.replace(
        rule,
        title=one(f"{start}/title", rule.title),
        statement=one(f"{start}/statement", rule.statement),
        why=one(f"{start}/why", rule.why),
        messages=_each(rule.messages, f"{start}/messages", one),
        remedy=_each(rule.remedy, f"{start}/remedy", one),
        review=_review(rule.review, f"{start}/review", one) if rule.review is not None else None,
    )


def _review(review: Review, start: str, one: _Translate) -> Review:
    look_at = tuple(one(f"{start}/look_at/{number}", text) for number, text in enumerate(review.look_at))
    return msgspec.structs.replace(review, question=one(f"{start}/question", review.question), look_at=look_at)


def _check(check: StructuralCheck, one: _Translate) -> StructuralCheck:
    start = f"checks/{check.id}"
    message = check.message
    return msgspec.structs.replace(
        check,
        statement=one(f"{start}/statement", check.statement),
        message=one(f"{start}/message", message)
        if isinstance(message, str)
        else _each(message, f"{start}/message", one),
        remedy=one(f"{start}/remedy", check.remedy),
    )


def _each(texts: Mapping[str, str], start: str, one: _Translate) -> dict[str, str]:
    return {name: one(f"{start}/{name}", text) for name, text in texts.items()}


def _checked(rule: CheckedRule, file: RuleFile) -> CheckedRule:
    return msgspec.structs.replace(rule, file=file)


def _labels(edition: Edition, one: _Translate) -> dict[str, dict[str, str]]:
    """How the answers of a review read; the answers themselves stay the same in every language."""
    reviews = ((rule.file.id, rule.file.review) for rule in edition.rules)
    return {
        id: {answer: one(f"rules/{id}/review/answers/{answer}", answer) for answer in review.answers}
        for id, review in reviews
        if review is not None
    }
